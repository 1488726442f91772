//! A story is taken off the site.

use super::{StoryError, record};
use crate::actor::Actor;
use crate::press;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::workflow::Transition;
use dateline_db::Tx;
use dateline_db::queries::old_path;
use dateline_db::queries::story as stories;
use dateline_web::house::House;

/// Takes a story off the site; it goes back to the desk and its address answers 404 until it returns.
pub async fn unpublish(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    actor: &Actor,
) -> Result<(), StoryError> {
    unpublish_because(house, tx, id, "", actor).await
}

/// The same, with the reason somebody gave.
pub async fn unpublish_because(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    reason: &str,
    actor: &Actor,
) -> Result<(), StoryError> {
    let mut story = stories::get_to_change(tx, id).await?;
    let (was, now) = (story.state, house.now());
    story.state = Transition::Unpublish.apply(was)?;
    let late = story
        .unpublish_at
        .take()
        .map_or(0, |due| now.duration_since(due).as_secs().max(0));
    stories::update_state(tx, &story, was, now).await?;
    if let Some(path) = press::withdraw(tx, id).await? {
        old_path::put_stories(tx, &[(path, id)]).await?;
    }
    let mut particulars = serde_json::json!({ "late_seconds": late });
    if !reason.trim().is_empty() {
        particulars["reason"] = reason.trim().into();
    }
    record(
        house,
        tx,
        EventKind::StoryUnpublished,
        actor,
        id,
        particulars,
    )
    .await?;
    Ok(())
}
