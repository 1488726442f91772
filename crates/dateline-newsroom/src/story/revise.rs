//! A story gets new words.

use super::{StoryError, save};
use crate::actor::Actor;
use crate::coedit;
use dateline_core::id::StoryId;
use dateline_core::story::{Story, StoryContent};
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use dateline_web::house::House;

/// A new state of the words.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The words.
    pub content: StoryContent,
    /// What changed, for the newsroom.
    pub note: String,
}

/// Saves new words; what readers get changes only when the story is published again. Where people are
/// writing the story together, the words come into their text as an edit.
pub async fn revise(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    revision: Revision,
    actor: &Actor,
) -> Result<Story, StoryError> {
    let story = stories::get_to_change(tx, id).await?;
    let mut story = save::add(house, tx, story, revision, actor).await?;
    let saved = story.clone();
    coedit::follow(house, tx, &mut story, &actor.0).await?;
    Ok(saved)
}
