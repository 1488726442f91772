//! New words are written down. Who may, and what follows, is for the verbs that call this.

use super::{Revision, StoryError, record};
use crate::actor::Actor;
use dateline_core::body::limits;
use dateline_core::event::EventKind;
use dateline_core::id::RevisionId;
use dateline_core::story::{Story, StoryContent};
use dateline_db::Tx;
use dateline_db::queries::{coedit, picture_edit, story as stories};
use dateline_web::house::House;

/// Adds a revision to a story that nobody else changes meanwhile.
pub(crate) async fn add(
    house: &House,
    tx: &mut Tx,
    mut story: Story,
    revision: Revision,
    actor: &Actor,
) -> Result<Story, StoryError> {
    limits::check(&revision.content.body).map_err(|e| StoryError::BadContent(e.to_string()))?;
    story.content = revision.content;
    story.revision = RevisionId(house.new_id());
    story.revision_number += 1;
    stories::insert_revision(tx, &story, &actor.0, &revision.note, house.now()).await?;
    picture_edit::note_uses(tx, story.id, &story.content.pictures()).await?;
    record(
        house,
        tx,
        EventKind::StoryRevised,
        actor,
        story.id,
        serde_json::json!({ "revision": story.revision_number }),
    )
    .await?;
    Ok(story)
}

/// Replaces the words of the newest revision, which nobody has seen but who is typing it.
pub(crate) async fn replace(
    house: &House,
    tx: &mut Tx,
    mut story: Story,
    content: StoryContent,
) -> Result<(), StoryError> {
    limits::check(&content.body).map_err(|e| StoryError::BadContent(e.to_string()))?;
    story.content = content;
    coedit::replace_revision(tx, &story, house.now()).await?;
    picture_edit::note_uses(tx, story.id, &story.content.pictures()).await?;
    Ok(())
}
