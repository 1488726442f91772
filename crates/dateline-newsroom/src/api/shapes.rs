//! Words of the domain as the documentation of the API lists them, and shapes that come from elsewhere.
//! Only the documentation reads these.

use crate::translation;
use dateline_core::checks;
use dateline_core::notice;
use dateline_core::story;
use dateline_core::tag;
use dateline_core::workflow;
use serde::Serialize;
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
