//! A story will be published, or withdrawn, by itself.

use super::{StoryError, record};
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::workflow::{Transition, WorkflowState};
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use dateline_web::house::House;
use jiff::Timestamp;

/// Sets when a story is published (`at`) and when it is withdrawn again (`until`).
///
/// A published story takes only `until`.
pub async fn schedule(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    at: Option<Timestamp>,
    until: Option<Timestamp>,
    actor: &Actor,
) -> Result<(), StoryError> {
    let mut story = stories::get_to_change(tx, id).await?;
    let (was, now) = (story.state, house.now());
    if let Some(at) = at {
        story.state = Transition::Schedule.apply(was)?;
        if at <= now {
            return Err(StoryError::BadTime(format!(
                "{at} is past; publish the story now instead"
            )));
        }
        if let Some(until) = story.embargo_until.filter(|until| *until > at) {
            return Err(StoryError::Embargoed { until });
        }
        story.publish_at = Some(at);
    }
    if let Some(until) = until {
        if until <= now {
            return Err(StoryError::BadTime(format!(
                "{until} is past; unpublish the story now instead"
            )));
        }
        story.unpublish_at = Some(until);
    }
    if let (Some(at), Some(until)) = (story.publish_at, story.unpublish_at)
        && until <= at
    {
        return Err(StoryError::BadTime(format!(
            "the story would be withdrawn ({until}) before it is published ({at})"
        )));
    }
    stories::update_state(tx, &story, was, now).await?;
    let particulars = serde_json::json!({ "publish_at": at, "unpublish_at": until });
    record(house, tx, EventKind::StoryScheduled, actor, id, particulars).await?;
    Ok(())
}

/// Takes a schedule back: when to publish and when to withdraw. A public story stays public.
pub async fn unschedule(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    actor: &Actor,
) -> Result<(), StoryError> {
    take_back(house, tx, id, actor, serde_json::json!({})).await
}

/// Gives a scheduled story back to the desk, with the reason why it could not be published.
pub async fn give_back(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    reason: &str,
    actor: &Actor,
) -> Result<(), StoryError> {
    let reason = serde_json::json!({ "reason": reason });
    take_back(house, tx, id, actor, reason).await
}

async fn take_back(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    actor: &Actor,
    particulars: serde_json::Value,
) -> Result<(), StoryError> {
    let mut story = stories::get_to_change(tx, id).await?;
    let was = story.state;
    let only_ends = was == WorkflowState::Published && story.unpublish_at.is_some();
    if !only_ends {
        story.state = Transition::Unschedule.apply(was)?;
    }
    story.publish_at = None;
    story.unpublish_at = None;
    stories::update_state(tx, &story, was, house.now()).await?;
    let kind = EventKind::StoryUnscheduled;
    record(house, tx, kind, actor, id, particulars).await?;
    Ok(())
}
