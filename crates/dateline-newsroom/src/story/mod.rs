//! Stories: one module a verb.

mod correct;
mod create;
mod kill;
mod publish;
mod revise;
mod schedule;
mod unpublish;

pub use correct::correct;
pub use create::{Draft, create};
pub use kill::kill;
pub use publish::{Published, publish};
pub use revise::{Revision, revise};
pub use schedule::{schedule, unschedule};
pub use unpublish::unpublish;

use crate::actor::Actor;
use dateline_core::event::{Event, EventKind};
use dateline_core::id::{EventId, StoryId};
use dateline_core::workflow::WrongState;
use dateline_db::queries::{event, story as stories};
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
    #[error("the story cannot be published: {}", missing.join("; "))]
    Incomplete {
        /// What is missing, a phrase each.
        missing: Vec<String>,
    },
    /// The moment asked for cannot be.
    #[error("{0}")]
    BadTime(String),
    /// The body or a field breaks a rule.
    #[error("{0}")]
    BadContent(String),
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

/// Writes down what happened to a story.
async fn record(
    house: &House,
    tx: &mut Tx,
    kind: EventKind,
    actor: &Actor,
    story: StoryId,
    particulars: serde_json::Value,
) -> DbResult<()> {
    let event = Event {
        id: EventId(house.new_id()),
        at: house.now(),
        kind,
        actor: actor.0.clone(),
        subject_kind: "story",
        subject_id: story.to_string(),
        particulars,
    };
    event::insert(tx, &event).await
}

/// The story somebody names by id, slug or public path.
pub async fn resolve(tx: &mut Tx, name: &str) -> Result<StoryId, StoryError> {
    let name = name.trim();
    if let Ok(id) = name.parse::<StoryId>() {
        return Ok(id);
    }
    if name.starts_with('/') {
        let path = dateline_core::slug::decode_path(name).unwrap_or_else(|| name.to_owned());
        let owner = dateline_db::queries::published::path_owner(tx, &path).await?;
        return owner.ok_or_else(|| StoryError::Unknown(name.to_owned()));
    }
    match stories::find_by_slug(tx, name).await?.as_slice() {
        [] => Err(StoryError::Unknown(name.to_owned())),
        [one] => Ok(*one),
        many => Err(StoryError::Ambiguous {
            name: name.to_owned(),
            ids: many.iter().map(ToString::to_string).collect(),
        }),
    }
}
