//! A translation is deliberately different.

use super::{Status, TranslationError, get, status};
use crate::actor::Actor;
use crate::history;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::translation::MAX_NOTE_CHARS;
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use dateline_db::queries::translation::{self as translations, Difference};
use dateline_web::house::House;

/// What is left out on purpose.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// Numbers of changes as `status` gives them; all there are if empty.
    pub changes: Vec<usize>,
    /// Why.
    pub note: String,
}

/// Writes down that a translation deliberately leaves changes of its original out. The next change of the
/// same part is seen again. The caller commits.
pub async fn accept(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    what: Acceptance,
    actor: &Actor,
) -> Result<Status, TranslationError> {
    let note = what.note.trim();
    let found = note.chars().count();
    if !(1..=MAX_NOTE_CHARS).contains(&found) {
        return Err(TranslationError::BadNote { found });
    }
    stories::get_to_change(tx, id).await?;
    let (translation, _) = get(tx, id).await?;
    if translation.record.is_none() {
        return Err(TranslationError::Unmarked { id });
    }
    let before = status(tx, id).await?;
    let count = before.changes.len();
    if count == 0 {
        return Err(TranslationError::Current { id });
    }
    let numbers = if what.changes.is_empty() {
        (1..=count).collect()
    } else {
        what.changes
    };
    let mut keys = Vec::new();
    for number in numbers {
        let change = number
            .checked_sub(1)
            .and_then(|at| before.changes.get(at))
            .ok_or(TranslationError::NoChange { number, count })?;
        keys.push(change.change.key());
    }
    for key in &keys {
        let difference = Difference {
            key: *key,
            note: note.to_owned(),
        };
        translations::put_difference(tx, id, &difference, &actor.0, house.now()).await?;
    }
    let particulars = serde_json::json!({ "changes": keys, "note": note });
    let kind = EventKind::DifferenceAccepted;
    history::record(house, tx, kind, actor, ("story", id), particulars).await?;
    status(tx, id).await
}
