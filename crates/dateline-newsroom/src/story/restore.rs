//! A former state of the words comes back.

use super::{Revision, StoryError, revise};
use crate::actor::Actor;
use dateline_core::id::StoryId;
use dateline_core::story::Story;
use dateline_db::queries::story as stories;
use dateline_db::{DbError, Tx};
use dateline_web::house::House;

/// Makes the words of a former revision the newest. Nothing is lost: what was newest stays in the history.
pub async fn restore(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    number: i64,
    actor: &Actor,
) -> Result<Story, StoryError> {
    let story = stories::get_to_change(tx, id).await?;
    let content = match stories::get_content(tx, id, number).await {
        Err(DbError::NotFound { .. }) => {
            return Err(StoryError::NoRevision {
                number,
                newest: story.revision_number,
            });
        }
        content => content?,
    };
    let revision = Revision {
        content,
        note: format!("restored from revision {number}"),
    };
    revise(house, tx, id, revision, actor).await
}
