//! A story gets new words.

use super::{StoryError, record};
use crate::actor::Actor;
use dateline_core::body::limits;
use dateline_core::event::EventKind;
use dateline_core::id::{RevisionId, StoryId};
use dateline_core::story::{Story, StoryContent};
use dateline_db::Tx;
use dateline_db::queries::{picture_edit, story as stories};
use dateline_web::house::House;

/// A new state of the words.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The words.
    pub content: StoryContent,
    /// What changed, for the newsroom.
    pub note: String,
}

/// Saves new words; what readers get changes only when the story is published again.
pub async fn revise(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    revision: Revision,
    actor: &Actor,
) -> Result<Story, StoryError> {
    limits::check(&revision.content.body).map_err(|e| StoryError::BadContent(e.to_string()))?;
    let mut story = stories::get_to_change(tx, id).await?;
    story.content = revision.content;
    story.revision = RevisionId(house.new_id());
    story.revision_number += 1;
    stories::insert_revision(tx, &story, &actor.0, &revision.note, house.now()).await?;
    picture_edit::note_uses(tx, id, &story.content.pictures()).await?;
    record(
        house,
        tx,
        EventKind::StoryRevised,
        actor,
        id,
        serde_json::json!({ "revision": story.revision_number }),
    )
    .await?;
    Ok(story)
}
