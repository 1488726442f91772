//! A story gets a public note.

use super::{Published, StoryError, record};
use crate::actor::Actor;
use dateline_core::body::RichText;
use dateline_core::event::EventKind;
use dateline_core::id::{NoticeId, StoryId};
use dateline_core::notice::{Notice, NoticeKind};
use dateline_core::workflow::WorkflowState;
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use dateline_web::house::House;

/// Adds a dated note and publishes the latest revision with it. Only a public story can be corrected.
pub async fn correct(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    kind: NoticeKind,
    text: RichText,
    actor: &Actor,
) -> Result<Published, StoryError> {
    if text.is_blank() {
        return Err(StoryError::BadContent(
            "a notice needs words: say what was wrong and what is right".to_owned(),
        ));
    }
    let story = stories::get_to_change(tx, id).await?;
    if story.state != WorkflowState::Published {
        return Err(dateline_core::workflow::WrongState {
            from: story.state,
            done: "corrected",
            allowed: "published".to_owned(),
        }
        .into());
    }
    let notice = Notice {
        id: NoticeId(house.new_id()),
        kind,
        text,
        at: house.now(),
    };
    stories::insert_notice(tx, id, &notice, &actor.0).await?;
    let particulars =
        serde_json::json!({ "notice": notice.id, "kind": kind, "text": notice.text.plain() });
    record(house, tx, EventKind::StoryCorrected, actor, id, particulars).await?;
    super::publish(house, tx, id, actor).await
}
