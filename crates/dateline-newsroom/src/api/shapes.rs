//! Words of the domain as the documentation of the API lists them, and shapes that come from elsewhere.
//! Only the documentation reads these.

use crate::translation;
use dateline_core::checks;
use dateline_core::notice;
use dateline_core::picture;
use dateline_core::rights;
use dateline_core::story;
use dateline_core::tag;
use dateline_core::workflow;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use utoipa::openapi::schema::{ObjectBuilder, Ref, Schema, SchemaType, Type};
use utoipa::openapi::{RefOr, schema};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;

/// One of a few words.
fn words<'w>(about: &str, words: impl IntoIterator<Item = &'w str>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .description(Some(about))
        .enum_values(Some(words.into_iter().map(str::to_owned)))
        .into()
}

macro_rules! word {
    ($(#[doc = $about:literal] $name:ident: $list:expr;)*) => {$(
        #[doc = $about]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                words($about.trim(), $list)
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )*};
}

word! {
    /// Kind of piece.
    StoryFormat: story::StoryFormat::ALL.iter().map(|f| f.as_str());
    /// Where a story is in the workflow.
    WorkflowState: workflow::WorkflowState::ALL.iter().map(|s| s.as_str());
    /// A change of state at the desk.
    DeskAct: ["submit", "claim", "return", "approve", "spike", "unspike"];
    /// Who may comment.
    CommentsPolicy: ["open", "read_only", "closed"];
    /// What a public note is.
    NoticeKind: notice::NoticeKind::ALL.iter().map(|k| k.as_str());
    /// How a translation stands to its original.
    TranslationState: translation::State::ALL.iter().map(|s| s.as_str());
    /// What is looked at before a story becomes public.
    CheckCode: checks::Code::ALL.iter().map(|c| c.as_str());
    /// How much a finding matters.
    Level: ["block", "warn", "off"];
    /// What a tag names.
    TagKind: [
        tag::TagKind::Topic,
        tag::TagKind::Person,
        tag::TagKind::Place,
        tag::TagKind::Organisation,
        tag::TagKind::Series,
    ].iter().map(|k| k.as_str());
    /// A job in the newsroom: a set of rights.
    Role: rights::Role::ALL.iter().map(|r| r.as_str());
    /// What somebody may do.
    Right: rights::Right::ALL.iter().map(|r| r.as_str());
    /// By what right a picture is used.
    UsageRights: picture::UsageRights::ALL.iter().map(|r| r.as_str());
    /// What a picture is used for.
    Use: picture::Use::ALL.iter().map(|u| u.as_str());
    /// What a lease does.
    Effect: ["allow", "deny"];
    /// How a container of a front is set.
    ContainerLayout: ["lead", "section", "opinion", "river", "ranking"];
    /// Where a front at the desk comes from.
    FrontSource: ["draft", "public", "standard"];
    /// What kind of page changes.
    PageKind: ["story", "front", "section", "tag", "contributor", "archive", "translation", "card"];
}

/// Something found before publication.
#[derive(Serialize, ToSchema)]
pub struct Check {
    /// How much it matters.
    #[schema(value_type = Level)]
    level: String,
    /// What it is.
    #[schema(value_type = CheckCode)]
    code: String,
    /// What it is, in English.
    message: String,
    /// A field (`headline`, `body`) or the id of an element.
    #[serde(rename = "where")]
    at: Option<String>,
    /// What the message speaks of, by name.
    particulars: Option<BTreeMap<String, String>>,
}

/// A page that changes.
#[derive(Serialize, ToSchema)]
pub struct ReachedPage {
    /// What it is.
    #[schema(value_type = PageKind)]
    kind: String,
    /// What it is called.
    title: String,
    /// Its address on the site.
    href: String,
}

/// The pages that change.
#[derive(Serialize, ToSchema)]
pub struct Reach {
    /// How many.
    pages_changed: i64,
    /// Which; of the stories with a card of it the first ones.
    subjects: Vec<ReachedPage>,
}

/// What went wrong (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct ProblemDetails {
    /// `urn:dateline:problem:` and a word that programs go by.
    #[serde(rename = "type")]
    kind: String,
    /// Name of the status.
    title: String,
    /// Status code.
    status: u16,
    /// What was wrong, where, and what to do.
    detail: String,
    /// Which part of the request is meant.
    field: Option<String>,
    /// Words for what is missing.
    missing: Option<Vec<String>>,
    /// All that was found, where a publication is refused.
    checks: Option<Vec<Check>>,
}

/// What an editor writes.
#[derive(Serialize, ToSchema)]
pub struct StoryContent {
    /// Title.
    headline: String,
    /// One or two sentences under it: a string, or pieces with marks.
    standfirst: Option<RichText>,
    /// Short label over it.
    kicker: Option<String>,
    /// Text on cards, where it is not the standfirst.
    trail_text: Option<String>,
    /// Place that opens the report.
    place: Option<String>,
    /// Description for search engines.
    description: Option<String>,
    /// Where it was first published, if elsewhere.
    canonical_url: Option<String>,
    /// Lead picture as used here.
    lead_picture: Option<PictureUse>,
    /// The running text, as its own schema has it.
    body: Option<Body>,
}

/// A picture as used in one place.
#[derive(Serialize, ToSchema)]
pub struct PictureUse {
    /// The picture.
    picture: Uuid,
    /// Its caption here.
    caption: Option<RichText>,
    /// Its alternative text here.
    alt: Option<String>,
}

/// What stands in the schema of bodies, under its own name there.
macro_rules! of_bodies {
    ($(#[doc = $about:literal] $name:ident => $other:literal;)*) => {$(
        #[doc = $about]
        #[derive(Serialize)]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                RefOr::Ref(Ref::from_schema_name($other))
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn schemas(_: &mut Vec<(String, RefOr<schema::Schema>)>) {}
        }
    )*};
}

of_bodies! {
    /// Words, with marks or without.
    RichText => "body.text";
    /// The running text.
    Body => "body";
}

/// A section as readers see it.
#[derive(Serialize, ToSchema)]
pub struct PublishedSection {
    id: Uuid,
    slug: String,
    name: String,
}

/// A picture as readers see it.
#[derive(Serialize, ToSchema)]
pub struct PublishedPicture {
    id: Option<Uuid>,
    /// Its whole address, in a size for texts.
    src: String,
    width: i64,
    height: i64,
    alt: Option<String>,
    credit_line: Option<String>,
    /// Only of a whole story.
    caption: Option<String>,
    /// What readers are told of it: `handout`, `ai`, ...; only of a whole story.
    labels: Option<Vec<String>>,
}

/// A story in a list of what readers have.
#[derive(Serialize, ToSchema)]
pub struct PublishedCard {
    id: Uuid,
    edition: String,
    /// Not percent-encoded.
    path: String,
    /// Its whole address.
    url: String,
    #[schema(value_type = StoryFormat)]
    format: String,
    headline: String,
    kicker: Option<String>,
    trail_text: Option<String>,
    section: PublishedSection,
    /// Names of the authors.
    byline: Vec<String>,
    picture: Option<PublishedPicture>,
    published_at: Timestamp,
    updated_at: Timestamp,
}

/// A page of what readers have.
#[derive(Serialize, ToSchema)]
pub struct PublishedPage {
    /// Newest first.
    items: Vec<PublishedCard>,
    /// Where the list goes on.
    next: Option<String>,
}

/// Somebody who wrote a story.
#[derive(Serialize, ToSchema)]
pub struct PublishedAuthor {
    slug: String,
    name: String,
    role: String,
}

/// What a story is filed under.
#[derive(Serialize, ToSchema)]
pub struct PublishedTag {
    slug: String,
    name: String,
    #[schema(value_type = TagKind)]
    kind: String,
}

/// A dated note.
#[derive(Serialize, ToSchema)]
pub struct PublishedNotice {
    id: Uuid,
    #[schema(value_type = NoticeKind)]
    kind: String,
    text: String,
    at: Timestamp,
}

/// The story in another edition.
#[derive(Serialize, ToSchema)]
pub struct PublishedTranslation {
    id: Uuid,
    edition: String,
    headline: String,
    url: String,
}

/// A story as readers have it.
#[derive(Serialize, ToSchema)]
pub struct PublishedStory {
    id: Uuid,
    edition: String,
    /// BCP 47.
    language: String,
    /// `ltr` or `rtl`.
    direction: String,
    /// Not percent-encoded.
    path: String,
    /// Its whole address.
    url: String,
    #[schema(value_type = StoryFormat)]
    format: String,
    section: PublishedSection,
    tags: Vec<PublishedTag>,
    byline: Vec<PublishedAuthor>,
    content: StoryContent,
    pictures: Vec<PublishedPicture>,
    notices: Vec<PublishedNotice>,
    translations: Vec<PublishedTranslation>,
    word_count: u32,
    revision: i64,
    published_at: Timestamp,
    updated_at: Timestamp,
}

/// A picture in a list.
#[derive(Serialize, ToSchema)]
pub struct PictureLine {
    id: Uuid,
    /// Name of its file.
    file: Option<String>,
    caption: Option<String>,
    alt: Option<String>,
    credit_line: Option<String>,
    photographer: Option<String>,
    #[schema(value_type = UsageRights)]
    rights: String,
    /// Public stories that use or used it.
    public_stories: i64,
    /// What it lacks to be published: `credit`, `alt`, `rights`.
    lacks: Vec<String>,
}

/// A page of pictures.
#[derive(Serialize, ToSchema)]
pub struct PicturePage {
    pictures: Vec<PictureLine>,
    next: Option<Uuid>,
}

/// What is said of a picture.
#[derive(Serialize, ToSchema)]
pub struct PictureWords {
    id: Uuid,
    headline: Option<String>,
    caption: Option<String>,
    alt: Option<String>,
    credit_line: Option<String>,
    photographer: Option<String>,
    source: Option<String>,
    copyright: Option<String>,
    #[schema(value_type = UsageRights)]
    rights: String,
    licence_url: Option<String>,
    licence_page: Option<String>,
    digital_source_type: Option<String>,
}

/// Everything known of a picture.
#[derive(Serialize, ToSchema)]
pub struct PictureShown {
    #[serde(flatten)]
    words: PictureWords,
    /// Name of its file.
    file: Option<String>,
    /// SHA-256 of the file, if it is here.
    hash: Option<String>,
    bytes: i64,
    media_type: Option<String>,
    width: i64,
    height: i64,
    /// The point crops keep: across and down, 0 to 1.
    focal_point: [f64; 2],
    leases: Vec<Lease>,
    /// The id of what stands in for it, or `nothing`; null where nobody decided.
    substitute: Option<String>,
    origin_url: Option<String>,
    created_at: Timestamp,
    /// What its file said when it came in.
    metadata: Option<BTreeMap<String, Value>>,
    /// What its content credentials say.
    content_credentials: BTreeMap<String, Value>,
    /// What was noted when it came in; only of one that was brought in now.
    notes: Option<Vec<String>>,
}

/// What somebody allowed or forbade. An empty list means all.
#[derive(Serialize, ToSchema)]
pub struct Lease {
    id: Uuid,
    #[schema(value_type = Effect)]
    effect: String,
    #[schema(value_type = Vec<Use>)]
    uses: Vec<String>,
    editions: Vec<String>,
    territories: Vec<String>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    note: Option<String>,
}

/// The leases of a picture.
#[derive(Serialize, ToSchema)]
pub struct Leases {
    leases: Vec<Lease>,
}

/// What stands in for a picture.
#[derive(Serialize, ToSchema)]
pub struct Substitute {
    id: Uuid,
    /// An id, or `nothing`; null where nobody decided.
    substitute: Option<String>,
}

/// A story a picture stands in.
#[derive(Serialize, ToSchema)]
pub struct PictureStory {
    story: Uuid,
    edition: String,
    headline: String,
    #[schema(value_type = WorkflowState)]
    state: String,
    path: Option<String>,
    /// Where in the newest words: `lead`, `body`, `gallery`, `poster`.
    places: Vec<String>,
    /// Where in what readers have.
    public_places: Vec<String>,
}

/// A contributor whose portrait it is.
#[derive(Serialize, ToSchema)]
pub struct PicturePortrait {
    edition: String,
    contributor: String,
    name: String,
}

/// Where a picture stands.
#[derive(Serialize, ToSchema)]
pub struct PictureUses {
    id: Uuid,
    stories: Vec<PictureStory>,
    portraits: Vec<PicturePortrait>,
    /// Pictures it stands in for.
    stands_in_for: Vec<Uuid>,
    /// Whether there are more than are named.
    is_cut: bool,
}

/// What a lease takes down when it ends.
#[derive(Serialize, ToSchema)]
pub struct LeaseLoss {
    #[schema(value_type = Use)]
    used: String,
    edition: String,
}

/// A lease that ends soon.
#[derive(Serialize, ToSchema)]
pub struct DueLease {
    picture: Uuid,
    caption: Option<String>,
    credit: Option<String>,
    lease: Lease,
    ends_at: Timestamp,
    is_today: bool,
    takes_down: Vec<LeaseLoss>,
    substitute: Option<String>,
    uses: PictureUses,
}

/// Leases that end soon.
#[derive(Serialize, ToSchema)]
pub struct DueLeases {
    days: i64,
    leases: Vec<DueLease>,
}

/// A file on its way in.
#[derive(Serialize, ToSchema)]
pub struct Upload {
    id: Uuid,
    file: String,
    bytes: i64,
    /// How much of it has arrived.
    offset: i64,
    /// The picture it became.
    picture: Option<Uuid>,
    is_new: Option<bool>,
    /// Why it became none.
    refused: Option<String>,
}
