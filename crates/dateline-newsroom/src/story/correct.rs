//! A story gets a public note.

use super::{Published, Revision, StoryError, publish, record, revise};
use crate::actor::Actor;
use crate::press;
use dateline_core::body::{Body, Element, Kind, RichText};
use dateline_core::event::EventKind;
use dateline_core::id::{NoticeId, StoryId};
use dateline_core::notice::{MAX_NOTICE_CHARS, MAX_NOTICES, Notice, NoticeKind};
use dateline_core::story::Story;
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
    let notice = NoticeId(house.new_id());
    put_note(house, tx, id, notice, correction, actor).await
}

/// The same, with a mark in the text behind the element named, so that readers see the note where it
/// matters. What is still at the desk gets the mark too, where it has that element.
pub async fn correct_at(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    correction: Correction,
    element: &str,
    actor: &Actor,
) -> Result<Published, StoryError> {
    let story = stories::get_to_change(tx, id).await?;
    require_public(&story)?;
    let notice = NoticeId(house.new_id());
    let newest = story.revision_number;
    let goes_out = match correction.revision {
        Some(revision) => revision,
        None => press::public_revision(tx, id).await?.unwrap_or(newest),
    };
    let mut content = stories::get_content(tx, id, goes_out).await?;
    if !mark(&mut content.body, element, notice) {
        return Err(StoryError::BadField {
            field: "at",
            told: format!("revision {goes_out} of the story has no element {element}"),
        });
    }
    let words = format!("{} marked", correction.kind.as_str());
    let marked = Revision {
        content,
        note: words.clone(),
    };
    let marked = revise(house, tx, id, marked, actor).await?;
    let correction = Correction {
        revision: Some(marked.revision_number),
        ..correction
    };
    let mut done = put_note(house, tx, id, notice, correction, actor).await?;
    if goes_out != newest {
        let mut content = story.content;
        mark(&mut content.body, element, notice);
        let note = words;
        let kept = revise(house, tx, id, Revision { content, note }, actor).await?;
        done.newest_revision = kept.revision_number;
    }
    Ok(done)
}

/// Marks the place a notice is about; false if the text has no such element.
fn mark(body: &mut Body, element: &str, notice: NoticeId) -> bool {
    let at = body
        .elements
        .iter()
        .position(|e| e.id.as_deref() == Some(element));
    let Some(at) = at else { return false };
    let mark = Element {
        id: Some(notice.0.simple().to_string()),
        kind: Kind::Correction { notice },
    };
    body.elements.insert(at + 1, mark);
    true
}

fn require_public(story: &Story) -> Result<(), StoryError> {
    if story.state == WorkflowState::Published {
        return Ok(());
    }
    Err(dateline_core::workflow::WrongState {
        from: story.state,
        done: "corrected",
        allowed: "published".to_owned(),
    }
    .into())
}

async fn put_note(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    notice: NoticeId,
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
    require_public(&story)?;
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
        id: notice,
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
