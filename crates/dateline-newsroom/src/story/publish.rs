//! A story becomes public.

use super::{StoryError, look, record};
use crate::actor::Actor;
use crate::coedit;
use crate::picture;
use crate::press::{self, Sheet};
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::story::Story;
use dateline_core::workflow::{Transition, WorkflowState};
use dateline_db::queries::{picture_edit, publication, story as stories};
use dateline_db::{DbError, Tx};
use dateline_web::house::House;
use jiff::Timestamp;

/// What publication gave.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Published {
    /// The story.
    pub id: StoryId,
    /// Its public path, not percent-encoded.
    pub path: String,
    /// First publication.
    pub published_at: Timestamp,
    /// This publication.
    pub updated_at: Timestamp,
    /// How late a scheduled story is, in seconds; 0 on time.
    pub late_seconds: i64,
    /// Number of the revision readers have now.
    pub revision: i64,
    /// Number of the newest revision; what is newer than `revision` is still at the desk.
    pub newest_revision: i64,
}

/// Publishes a story, or the latest revision of one that is public, with what was typed in it last. The
/// caller commits.
pub async fn publish(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    actor: &Actor,
) -> Result<Published, StoryError> {
    coedit::settle_in(house, tx, id).await?;
    let story = stories::get_to_change(tx, id).await?;
    let newest = story.revision_number;
    put_out(house, tx, story, newest, actor).await
}

/// Publishes a revision of a story, the newest if none is named, with the reason somebody gave.
pub async fn publish_revision(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    revision: Option<i64>,
    reason: &str,
    actor: &Actor,
) -> Result<Published, StoryError> {
    if revision.is_none() {
        coedit::settle_in(house, tx, id).await?;
    }
    let story = stories::get_to_change(tx, id).await?;
    let revision = revision.unwrap_or(story.revision_number);
    put_out_because(house, tx, story, revision, reason, actor).await
}

/// Publishes a revision of a story that nobody else changes meanwhile.
pub(super) async fn put_out(
    house: &House,
    tx: &mut Tx,
    story: Story,
    revision: i64,
    actor: &Actor,
) -> Result<Published, StoryError> {
    put_out_because(house, tx, story, revision, "", actor).await
}

/// The same, with the reason somebody gave.
async fn put_out_because(
    house: &House,
    tx: &mut Tx,
    mut story: Story,
    revision: i64,
    reason: &str,
    actor: &Actor,
) -> Result<Published, StoryError> {
    let (id, newest_revision) = (story.id, story.revision_number);
    if revision != newest_revision {
        story.content = match stories::get_content(tx, id, revision).await {
            Err(DbError::NotFound { .. }) => {
                return Err(StoryError::NoRevision {
                    number: revision,
                    newest: newest_revision,
                });
            }
            content => content?,
        };
        story.revision_number = revision;
    }
    let now = house.now();
    let was = story.state;
    let next = Transition::Publish.apply(was)?;
    check(tx, &story, now).await?;
    if let Some(end) = story.unpublish_at.filter(|end| *end <= now) {
        if was == WorkflowState::Scheduled {
            return Err(StoryError::BadTime(format!(
                "it was to be withdrawn at {end}, which is past"
            )));
        }
        story.unpublish_at = None;
    }
    let late = story
        .publish_at
        .map_or(0, |due| now.duration_since(due).as_secs().max(0));
    story.state = next;
    story.publish_at = None;
    story.first_published_at = story.first_published_at.or(Some(now));
    stories::update_state(tx, &story, was, now).await?;
    picture_edit::note_uses(tx, id, &story.content.pictures()).await?;
    let is_sticky = stories::is_sticky(tx, id).await?;
    let published_at = story.first_published_at.unwrap_or(now);
    let public = publication::find(tx, id).await?;
    // A clock that was set back must not make a state older than the one it follows.
    let updated_at = now
        .max(published_at)
        .max(public.as_ref().map_or(now, |public| public.updated_at));
    let pressed = press::press(
        tx,
        Sheet {
            story,
            is_sticky,
            updated_at,
            path: public.map(|public| public.path),
        },
    )
    .await?;
    picture::order(house, tx, &pressed).await?;
    let mut particulars = serde_json::json!({ "path": pressed.path, "revision": pressed.document.revision, "late_seconds": late });
    if !reason.trim().is_empty() {
        particulars["reason"] = reason.trim().into();
    }
    record(house, tx, EventKind::StoryPublished, actor, id, particulars).await?;
    Ok(Published {
        id,
        path: pressed.path,
        published_at,
        updated_at,
        late_seconds: late,
        revision,
        newest_revision,
    })
}

/// What keeps a story from the public: all of it at once.
async fn check(tx: &mut Tx, story: &Story, now: Timestamp) -> Result<(), StoryError> {
    if let Some(until) = story.embargo_until.filter(|until| *until > now) {
        return Err(StoryError::Embargoed { until });
    }
    let found = look(tx, story, now).await?;
    let missing = found.missing();
    if missing.is_empty() && found.pictures.is_empty() {
        Ok(())
    } else {
        Err(StoryError::Incomplete {
            missing,
            pictures: found.pictures,
            checks: found.checks,
        })
    }
}
