//! Stories: one module a verb.

mod checks;
mod correct;
mod create;
mod embargo;
mod file;
mod kill;
mod publish;
mod reach;
mod restore;
mod revise;
pub(crate) mod save;
mod schedule;
mod transition;
mod unpublish;

pub use checks::{Findings, levels, look, set_levels};
pub use correct::{Correction, correct, correct_at};
pub use create::{Draft, create};
pub use embargo::{embargo, lift_embargo};
pub use file::{Edit, Filing, MAX_BYLINE, MAX_TAGS, file, section_of};
pub use kill::kill;
pub use publish::{Published, publish, publish_revision};
pub use reach::{Reach, ReachedPage, pressed_draft, reach};
pub use restore::restore;
pub use revise::{Revision, revise};
pub use schedule::{give_back, schedule, unschedule};
pub use transition::{transit, writer};
pub use unpublish::{unpublish, unpublish_because};

use crate::actor::Actor;
use crate::history;
use dateline_core::checks::Check;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::picture::Gap;
use dateline_core::workflow::WrongState;
use dateline_db::queries::{old_path, published, story as stories};
use dateline_db::{DbError, DbResult, Tx};
use dateline_web::house::House;
use jiff::Timestamp;

/// Why a verb is refused.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// The act does not fit the state.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Not before its time.
    #[error("the story is under embargo until {until}")]
    Embargoed {
        /// Until when.
        until: Timestamp,
    },
    /// Something readers need is missing.
    #[error("the story cannot be published: {}", listed(missing, pictures).join("; "))]
    Incomplete {
        /// What is missing, a phrase each.
        missing: Vec<String>,
        /// Pictures that lack something or may not be shown, each with all of it.
        pictures: Vec<Gap>,
        /// All that was found, what only warns too.
        checks: Vec<Check>,
    },
    /// The moment asked for cannot be.
    #[error("{0}")]
    BadTime(String),
    /// The body or a field breaks a rule.
    #[error("{0}")]
    BadContent(String),
    /// A field cannot be so.
    #[error("{field}: {told}")]
    BadField {
        /// The field.
        field: &'static str,
        /// What is wrong and what to do.
        told: String,
    },
    /// A revision that was never written.
    #[error("the story has no revision {number}; its newest is {newest}")]
    NoRevision {
        /// What was asked for.
        number: i64,
        /// The newest there is.
        newest: i64,
    },
    /// Nothing to look at.
    #[error("there is no story \"{0}\"; give its id, its slug or its path")]
    Unknown(String),
    /// The name fits several stories.
    #[error("\"{name}\" fits {} stories; give one of the ids {}", ids.len(), ids.join(", "))]
    Ambiguous {
        /// What was given.
        name: String,
        /// Ids of the stories it fits.
        ids: Vec<String>,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Everything that keeps a story from the public, a line each.
pub fn listed(missing: &[String], pictures: &[Gap]) -> Vec<String> {
    let pictures = pictures.iter().map(ToString::to_string);
    missing.iter().cloned().chain(pictures).collect()
}

/// Writes down what happened to a story.
async fn record(
    house: &House,
    tx: &mut Tx,
    kind: EventKind,
    actor: &Actor,
    story: StoryId,
    particulars: serde_json::Value,
) -> DbResult<()> {
    history::record(house, tx, kind, actor, ("story", story), particulars).await
}

/// The story somebody names by id, slug or address: its path now or a former one, or either of them as
/// a whole URL.
pub async fn resolve(tx: &mut Tx, name: &str) -> Result<StoryId, StoryError> {
    let name = name.trim();
    let unknown = || StoryError::Unknown(name.to_owned());
    if let Ok(id) = name.parse::<StoryId>() {
        return match stories::updated_at(tx, id).await {
            Err(DbError::NotFound { .. }) => Err(unknown()),
            found => Ok(found.map(|_| id)?),
        };
    }
    if let Some(path) = path_of(name) {
        return at_path(tx, path).await?.ok_or_else(unknown);
    }
    match stories::find_by_slug(tx, name).await?.as_slice() {
        [] => Err(unknown()),
        [one] => Ok(*one),
        many => Err(StoryError::Ambiguous {
            name: name.to_owned(),
            ids: many.iter().map(ToString::to_string).collect(),
        }),
    }
}

/// The path of an address: `/en/city/...`, alone or behind `https://host`.
fn path_of(name: &str) -> Option<&str> {
    if name.starts_with('/') {
        return Some(name);
    }
    let (scheme, rest) = name.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    let at = rest.find('/')?;
    is_web.then(|| &rest[at..])
}

/// The story at a path, else the one that left it.
async fn at_path(tx: &mut Tx, path: &str) -> Result<Option<StoryId>, StoryError> {
    // Old addresses may hold a query ("/?p=12"); those of the house hold none.
    let plain = path.split(['?', '#']).next().unwrap_or(path);
    for path in [path, plain, plain.trim_end_matches('/')] {
        let path = dateline_core::slug::decode_path(path).unwrap_or_else(|| path.to_owned());
        if let Some(owner) = published::path_owner(tx, &path).await? {
            return Ok(Some(owner));
        }
        let former = old_path::list_stories(tx, std::slice::from_ref(&path)).await?;
        if let Some((_, story)) = former.first() {
            return Ok(Some(StoryId(*story)));
        }
    }
    Ok(None)
}
