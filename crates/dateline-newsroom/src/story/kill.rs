//! A story is withdrawn for good.

use super::{StoryError, record};
use crate::actor::Actor;
use crate::press;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::workflow::Transition;
use dateline_db::Tx;
use dateline_db::queries::{old_path, story as stories};
use dateline_web::house::House;

/// Withdraws a story for good: every address it ever had answers 410.
pub async fn kill(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    reason: &str,
    actor: &Actor,
) -> Result<(), StoryError> {
    let mut story = stories::get_to_change(tx, id).await?;
    let was = story.state;
    story.state = Transition::Kill.apply(was)?;
    story.publish_at = None;
    story.unpublish_at = None;
    stories::update_state(tx, &story, was, house.now()).await?;
    match press::withdraw(tx, id).await? {
        Some(path) => old_path::put_gone(tx, &path, id).await?,
        None => old_path::gone_for(tx, id).await?,
    }
    record(
        house,
        tx,
        EventKind::StoryKilled,
        actor,
        id,
        serde_json::json!({ "reason": reason }),
    )
    .await?;
    Ok(())
}
