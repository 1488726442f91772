//! A story gets a public note.

use super::{Published, StoryError, publish, record};
use crate::actor::Actor;
use crate::press;
use dateline_core::body::RichText;
use dateline_core::event::EventKind;
use dateline_core::id::{NoticeId, StoryId};
use dateline_core::notice::{MAX_NOTICE_CHARS, MAX_NOTICES, Notice, NoticeKind};
use dateline_core::workflow::WorkflowState;
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use dateline_web::house::House;

/// A note on its way to readers.
#[derive(Clone, Debug)]
pub struct Correction {
    /// What it is.
    pub kind: NoticeKind,
    /// What it says.
    pub text: RichText,
    /// The revision that goes out with it; `None` keeps the words that are public.
    pub revision: Option<i64>,
}

/// Adds a dated note to a public story and publishes it on the words readers have, or on those of the
/// revision named. What somebody is still writing stays at the desk, as the newest revision.
pub async fn correct(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    correction: Correction,
    actor: &Actor,
) -> Result<Published, StoryError> {
    let Correction {
        kind,
        text,
        revision,
    } = correction;
    check(&text)?;
    let story = stories::get_to_change(tx, id).await?;
    if story.state != WorkflowState::Published {
        return Err(dateline_core::workflow::WrongState {
            from: story.state,
            done: "corrected",
            allowed: "published".to_owned(),
        }
        .into());
    }
    if stories::list_notices(tx, id).await?.len() >= MAX_NOTICES {
        return Err(StoryError::BadContent(format!(
            "the story has {MAX_NOTICES} notices, the most it can have; write a new story"
        )));
    }
    let revision = match revision {
        Some(revision) => revision,
        None => press::public_revision(tx, id)
            .await?
            .unwrap_or(story.revision_number),
    };
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
    publish::put_out(house, tx, story, revision, actor).await
}

fn check(text: &RichText) -> Result<(), StoryError> {
    if text.is_blank() {
        return Err(StoryError::BadContent(
            "a notice needs words: say what was wrong and what is right".to_owned(),
        ));
    }
    let found = text.plain().chars().count();
    if found > MAX_NOTICE_CHARS {
        return Err(StoryError::BadContent(format!(
            "the notice has {found} characters; at most {MAX_NOTICE_CHARS} are allowed"
        )));
    }
    Ok(())
}
