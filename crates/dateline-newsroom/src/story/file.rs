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
use serde_json::{Map, Value, json};

/// Most tags of a story.
pub const MAX_TAGS: usize = 50;
/// Most names in a byline.
pub const MAX_BYLINE: usize = 50;
/// Most characters of a note of the desk.
pub const MAX_DESK_NOTE_CHARS: usize = 4_000;

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
    pub desk: Option<Option<DeskId>>,
    /// Who is to do it.
    pub assignee: Option<Option<StaffId>>,
    /// By when.
    pub due_at: Option<Option<Timestamp>>,
    /// For whoever works on it next.
    pub note: Option<Option<String>>,
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
        self.desk.is_some()
            || self.assignee.is_some()
            || self.due_at.is_some()
            || self.note.is_some()
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
    if let Some(desk) = filing.desk {
        if let Some(desk) = desk
            && places::find_desk(tx, desk).await?.is_none()
        {
            return Err(bad("desk", format!("there is no desk {desk}")));
        }
        desked.desk = desk;
        said.insert("desk".to_owned(), json!(desk));
    }
    if let Some(assignee) = filing.assignee {
        if let Some(assignee) = assignee
            && !staff::find(tx, assignee)
                .await?
                .is_some_and(|account| account.disabled_at.is_none())
        {
            let told = format!("there is no account {assignee} that is open");
            return Err(bad("assignee", told));
        }
        desked.assignee = assignee;
        said.insert("assignee".to_owned(), json!(assignee));
    }
    if let Some(due_at) = filing.due_at {
        desked.due_at = due_at;
        said.insert("due_at".to_owned(), json!(due_at));
    }
    if let Some(note) = &filing.note {
        let note = note.as_deref().map(str::trim).filter(|n| !n.is_empty());
        let found = note.map_or(0, |n| n.chars().count());
        if found > MAX_DESK_NOTE_CHARS {
            let told = format!(
                "the note has {found} characters; at most {MAX_DESK_NOTE_CHARS} are allowed"
            );
            return Err(bad("note", told));
        }
        desked.note = note.map(str::to_owned);
        said.insert("note".to_owned(), json!(note));
    }
    if let Some(hold) = filing.legal_hold {
        desked.legal_hold = hold;
        said.insert("legal_hold".to_owned(), json!(hold));
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
