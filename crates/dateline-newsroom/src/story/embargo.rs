//! Nothing of a story may be public before a moment.

use super::{StoryError, record};
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::workflow::{WorkflowState, WrongState};
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use dateline_web::house::House;
use jiff::Timestamp;

/// Holds a story until a moment. What is public cannot be held: it is withdrawn first.
pub async fn embargo(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    until: Timestamp,
    actor: &Actor,
) -> Result<(), StoryError> {
    let mut story = stories::get_to_change(tx, id).await?;
    let (was, now) = (story.state, house.now());
    if matches!(was, WorkflowState::Published | WorkflowState::Killed) {
        return Err(WrongState {
            from: was,
            done: "put under embargo",
            allowed: "not yet public".to_owned(),
        }
        .into());
    }
    if until <= now {
        return Err(StoryError::BadTime(format!(
            "{until} is past; an embargo ends in the future"
        )));
    }
    if let Some(at) = story.publish_at.filter(|at| *at < until) {
        return Err(StoryError::BadTime(format!(
            "the story is to be published at {at}, before the embargo would end; move its schedule first"
        )));
    }
    story.embargo_until = Some(until);
    stories::update_state(tx, &story, was, now).await?;
    let particulars = serde_json::json!({ "until": until });
    record(house, tx, EventKind::StoryEmbargoed, actor, id, particulars).await?;
    Ok(())
}

/// Lifts an embargo; does nothing where there is none.
pub async fn lift_embargo(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    actor: &Actor,
) -> Result<(), StoryError> {
    let mut story = stories::get_to_change(tx, id).await?;
    let was = story.state;
    let Some(until) = story.embargo_until.take() else {
        return Ok(());
    };
    stories::update_state(tx, &story, was, house.now()).await?;
    let particulars = serde_json::json!({ "until": until });
    record(house, tx, EventKind::EmbargoLifted, actor, id, particulars).await?;
    Ok(())
}
