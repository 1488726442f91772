//! A story is filed: where it belongs, who does it, by when.

use super::{StoryError, record};
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::{ContributorId, DeskId, SectionId, StaffId, StoryId, TagId};
use dateline_core::slug;
use dateline_core::story::{CommentsPolicy, Story, StoryFormat};
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::board::{self, Desked};
use dateline_db::queries::{filing as places, people, staff, story as stories};
use dateline_db::{DbError, Tx};
use dateline_web::house::House;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Most tags of a story.
pub const MAX_TAGS: usize = 50;
/// Most names in a byline.
pub const MAX_BYLINE: usize = 50;
/// Most characters of a note of the desk.
pub const MAX_DESK_NOTE_CHARS: usize = 4_000;

/// What is to become of a field that may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    /// It stays.
    #[default]
    Keep,
    /// It is emptied.
    Clear,
    /// It becomes this.
    Set(T),
}

impl<T> Edit<T> {
    /// Puts it in its place; what it is then, if it changed.
    fn put(self, place: &mut Option<T>) -> bool {
        match self {
            Self::Keep => return false,
            Self::Clear => *place = None,
            Self::Set(value) => *place = Some(value),
        }
        true
    }

    /// Whether it is to change.
    pub fn is_change(&self) -> bool {
        !matches!(self, Self::Keep)
    }
}

/// Null clears; what is not there is not asked for.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Option::deserialize(from)? {
            Some(value) => Self::Set(value),
            None => Self::Clear,
        })
    }
}

/// The documentation of the API shows what stands where nothing is said: null.
impl<T: Serialize> Serialize for Edit<T> {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => into.serialize_none(),
            Self::Set(value) => value.serialize(into),
        }
    }
}

/// What is to change; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// Part of the address, until the story is public.
    pub slug: Option<String>,
    /// Department, of the same edition.
    pub section: Option<SectionId>,
    /// Kind of piece.
    pub format: Option<StoryFormat>,
    /// Filed under, in order.
    pub tags: Option<Vec<TagId>>,
    /// Authors in order.
    pub byline: Option<Vec<ContributorId>>,
    /// Who may comment.
    pub comments: Option<CommentsPolicy>,
    /// Desk.
    pub desk: Edit<DeskId>,
    /// Who is to do it.
    pub assignee: Edit<StaffId>,
    /// By when.
    pub due_at: Edit<Timestamp>,
    /// For whoever works on it next.
    pub note: Edit<String>,
    /// Held until a lawyer has read it.
    pub legal_hold: Option<bool>,
}

impl Filing {
    fn is_filed(&self) -> bool {
        self.slug.is_some()
            || self.section.is_some()
            || self.format.is_some()
            || self.tags.is_some()
            || self.byline.is_some()
            || self.comments.is_some()
    }

    fn is_desked(&self) -> bool {
        self.desk.is_change()
            || self.assignee.is_change()
            || self.due_at.is_change()
            || self.note.is_change()
            || self.legal_hold.is_some()
    }
}

/// Files a story otherwise. Readers see it when the story is published again.
pub async fn file(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    filing: Filing,
    actor: &Actor,
) -> Result<(), StoryError> {
    let mut story = stories::get_to_change(tx, id).await?;
    if story.state == WorkflowState::Killed {
        return Err(dateline_core::workflow::WrongState {
            from: story.state,
            done: "filed otherwise",
            allowed: "not killed".to_owned(),
        }
        .into());
    }
    let now = house.now();
    if filing.is_desked() {
        let mut desked = board::desked(tx, id).await?;
        let said = assign(tx, &mut desked, &filing).await?;
        board::set_desked(tx, id, &desked, now).await?;
        record(house, tx, EventKind::StoryAssigned, actor, id, said).await?;
    }
    if filing.is_filed() {
        let said = place(tx, &mut story, filing).await?;
        board::set_filed(tx, &story, now).await?;
        record(house, tx, EventKind::StoryFiled, actor, id, said).await?;
    }
    Ok(())
}

async fn assign(tx: &mut Tx, desked: &mut Desked, filing: &Filing) -> Result<Value, StoryError> {
    let mut said = Map::new();
    if let Edit::Set(desk) = filing.desk
        && places::find_desk(tx, desk).await?.is_none()
    {
        return Err(bad("desk", format!("there is no desk {desk}")));
    }
    if let Edit::Set(assignee) = filing.assignee
        && staff::find(tx, assignee)
            .await?
            .is_none_or(|account| account.disabled_at.is_some())
    {
        let told = format!("there is no account {assignee} that is open");
        return Err(bad("assignee", told));
    }
    let note = match &filing.note {
        Edit::Set(note) if note.trim().is_empty() => Edit::Clear,
        Edit::Set(note) => Edit::Set(note.trim().to_owned()),
        other => other.clone(),
    };
    if let Edit::Set(note) = &note {
        let found = note.chars().count();
        if found > MAX_DESK_NOTE_CHARS {
            let told = format!(
                "the note has {found} characters; at most {MAX_DESK_NOTE_CHARS} are allowed"
            );
            return Err(bad("note", told));
        }
    }
    let mut tell = |name: &str, value: Value| said.insert(name.to_owned(), value);
    if filing.desk.put(&mut desked.desk) {
        tell("desk", json!(desked.desk));
    }
    if filing.assignee.put(&mut desked.assignee) {
        tell("assignee", json!(desked.assignee));
    }
    if filing.due_at.put(&mut desked.due_at) {
        tell("due_at", json!(desked.due_at));
    }
    if note.put(&mut desked.note) {
        tell("note", json!(desked.note));
    }
    if let Some(hold) = filing.legal_hold {
        desked.legal_hold = hold;
        tell("legal_hold", json!(hold));
    }
    Ok(Value::Object(said))
}

async fn place(tx: &mut Tx, story: &mut Story, filing: Filing) -> Result<Value, StoryError> {
    let mut said = Map::new();
    if let Some(wanted) = filing.slug {
        story.slug = checked_slug(tx, story, &wanted).await?;
        said.insert("slug".to_owned(), json!(story.slug));
    }
    if let Some(section) = filing.section {
        require_section(tx, story, section).await?;
        story.section = section;
        said.insert("section".to_owned(), json!(section));
    }
    if let Some(format) = filing.format {
        story.format = format;
        said.insert("format".to_owned(), json!(format));
    }
    if let Some(tags) = filing.tags {
        require_each_once("tags", &tags, MAX_TAGS)?;
        if places::count_tags_of(tx, &story.edition, &tags).await? != tags.len() {
            let told = format!("one of the tags is not of the edition {}", story.edition);
            return Err(bad("tags", told));
        }
        said.insert("tags".to_owned(), json!(tags));
        story.tags = tags;
    }
    if let Some(byline) = filing.byline {
        require_each_once("byline", &byline, MAX_BYLINE)?;
        if people::count_of(tx, &story.edition, &byline).await? != byline.len() {
            let told = format!(
                "one of the contributors is not of the edition {}",
                story.edition
            );
            return Err(bad("byline", told));
        }
        said.insert("byline".to_owned(), json!(byline));
        story.byline = byline;
    }
    if let Some(comments) = filing.comments {
        story.comments = comments;
        said.insert("comments".to_owned(), json!(comments));
    }
    Ok(Value::Object(said))
}

fn bad(field: &'static str, told: String) -> StoryError {
    StoryError::BadField { field, told }
}

async fn checked_slug(tx: &mut Tx, story: &Story, wanted: &str) -> Result<String, StoryError> {
    let Some(slug) = slug::make(wanted) else {
        let told = "nothing of this can stand in an address; use letters or digits".to_owned();
        return Err(bad("slug", told));
    };
    if slug == story.slug {
        return Ok(slug);
    }
    if story.state == WorkflowState::Published {
        let told = "the address of a story that is public stays what it is".to_owned();
        return Err(bad("slug", told));
    }
    if stories::is_slug_taken(tx, &story.edition, &slug, story.id).await? {
        let told = format!(
            "another story of the edition {} has the slug {slug}; choose another, such as {slug}-2",
            story.edition
        );
        return Err(bad("slug", told));
    }
    Ok(slug)
}

async fn require_section(tx: &mut Tx, story: &Story, id: SectionId) -> Result<(), StoryError> {
    match places::find_edition_of(tx, id).await? {
        Some(edition) if edition == story.edition => Ok(()),
        Some(edition) => {
            let told = format!(
                "this section is of the edition {edition}; the story is of {}",
                story.edition
            );
            Err(bad("section", told))
        }
        None => Err(bad("section", format!("there is no section {id}"))),
    }
}

fn require_each_once<T: Copy + Eq + std::hash::Hash>(
    field: &'static str,
    ids: &[T],
    most: usize,
) -> Result<(), StoryError> {
    let distinct: std::collections::HashSet<T> = ids.iter().copied().collect();
    if distinct.len() != ids.len() {
        return Err(bad(field, "each may be named once".to_owned()));
    }
    if ids.len() > most {
        let told = format!("{} are named; at most {most} are allowed", ids.len());
        return Err(bad(field, told));
    }
    Ok(())
}

/// The section of a story that is to be made: of its edition, or an error that says so.
pub async fn section_of(
    tx: &mut Tx,
    edition: &dateline_core::edition::EditionCode,
    wanted: Option<SectionId>,
) -> Result<SectionId, StoryError> {
    let Some(id) = wanted else {
        return match places::first_section(tx, edition).await {
            Ok(section) => Ok(section.id),
            Err(DbError::NotFound { .. }) => Err(bad(
                "edition",
                format!("there is no edition {edition} with a section; make one first"),
            )),
            Err(error) => Err(error.into()),
        };
    };
    match places::find_edition_of(tx, id).await? {
        Some(found) if found == *edition => Ok(id),
        _ => Err(bad(
            "section",
            format!("the edition {edition} has no section {id}"),
        )),
    }
}
