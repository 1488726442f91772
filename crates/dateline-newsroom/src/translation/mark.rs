//! A translation follows its original as it is now.

use super::{Status, TranslationError, get, held_against, status};
use crate::actor::Actor;
use crate::history;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::subject::Subject;
use dateline_core::translation::follow;
use dateline_db::queries::story as stories;
use dateline_db::queries::translation::{self as translations, Record};
use dateline_db::{DbError, DbResult, Tx};
use dateline_web::house::House;

/// Declares that a translation follows its original: as readers have it, else as it is newest, or as it
/// was in the revision named. What was deliberately different is forgotten. The caller commits.
pub async fn mark(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    revision: Option<i64>,
    actor: &Actor,
) -> Result<Status, TranslationError> {
    // Held against somebody who publishes it meanwhile.
    let story = stories::get_to_change(tx, id).await?;
    let (found, original) = get(tx, id).await?;
    let current = held_against(&original);
    let number = revision.unwrap_or(current);
    let source = match stories::get_content(tx, found.source, number).await {
        Err(DbError::NotFound { .. }) => {
            let newest = original.newest;
            return Err(TranslationError::NoRevision { number, newest });
        }
        content => content?,
    };
    let now = house.now();
    // What was noted on the original after an older revision is news to who followed that one.
    let at = if number == current {
        now
    } else {
        translations::revised_at(tx, found.source, number).await?
    };
    let record = Record {
        source: found.source,
        revision: number,
        at,
        by: actor.0.clone(),
        parts: follow(&source, &story.content),
    };
    translations::put(tx, id, &record).await?;
    translations::forget_differences(tx, id).await?;
    tx.changed(Subject::Story(id).key());
    let particulars = serde_json::json!({ "original": found.source, "revision": number });
    let kind = EventKind::TranslationMarked;
    history::record(house, tx, kind, actor, ("story", id), particulars).await?;
    status(tx, id).await
}

/// A story that is made as a translation follows its original from the start, if that is here.
pub async fn begin(house: &House, tx: &mut Tx, id: StoryId, actor: &Actor) -> DbResult<()> {
    match mark(house, tx, id, None, actor).await {
        Err(TranslationError::Db(error)) => Err(error),
        // An original that is not here yet can be marked later.
        Ok(_) | Err(_) => Ok(()),
    }
}
