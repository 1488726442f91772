//! Pictures that came late: what readers have of the stories that use them gets them, and nothing
//! else of it changes, whatever the newsroom is writing meanwhile.

use super::ImportError;
use crate::press;
use dateline_core::edition::Edition;
use dateline_core::id::{PictureId, StoryId};
use dateline_core::picture::Picture;
use dateline_core::pressed::{PressedPicture, PressedStory};
use dateline_core::subject::Subject;
use dateline_db::Tx;
use dateline_db::queries::{edition, import, picture, published};
use std::collections::HashMap;
use uuid::Uuid;

/// Stories looked at together.
const TOGETHER: usize = 50;
/// Beyond so many stories it is cheaper to say that everything changed.
const MAX_NAMED: usize = 20;

/// Presses the public stories that use any of these pictures anew.
pub(super) async fn users(tx: &mut Tx, pictures: &[Uuid]) -> Result<(), ImportError> {
    if pictures.is_empty() {
        return Ok(());
    }
    let mut stories = import::list_users(tx, pictures).await?;
    stories.sort_unstable();
    stories.dedup();
    let editions = edition::list(tx).await?;
    for ids in stories.chunks(TOGETHER) {
        let mut pressed = Vec::with_capacity(ids.len());
        for id in ids {
            pressed.extend(published::find(tx, StoryId(*id)).await?);
        }
        for edition in &editions {
            let mut own: Vec<PressedStory> = pressed
                .extract_if(.., |story| story.edition == edition.code)
                .collect();
            fill(tx, edition, &mut own).await?;
            published::press(tx, &own).await?;
            if stories.len() <= MAX_NAMED {
                for story in &own {
                    press::touch(tx, story, edition);
                }
            }
        }
    }
    if stories.len() > MAX_NAMED {
        tx.changed(Subject::Everything.key());
    }
    for id in pictures.iter().take(MAX_NAMED) {
        tx.changed(Subject::Picture(PictureId(*id)).key());
    }
    Ok(())
}

async fn fill(
    tx: &mut Tx,
    edition: &Edition,
    stories: &mut [PressedStory],
) -> Result<(), ImportError> {
    let mut ids: Vec<PictureId> = stories
        .iter()
        .flat_map(|story| story.document.content.pictures())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let found: Vec<Picture> = picture::list(tx, &ids, &edition.locale).await?;
    let shown: HashMap<PictureId, PressedPicture> = found
        .iter()
        .filter_map(|picture| Some((picture.id, PressedPicture::of(picture)?)))
        .collect();
    for story in stories {
        let content = &story.document.content;
        let used = content.pictures();
        story.card.picture = content.lead_picture.as_ref().and_then(|lead| {
            let mut picture = shown.get(&lead.picture).cloned()?;
            picture.facts.alt = lead.alt.clone().or(picture.facts.alt);
            Some(picture)
        });
        story.document.pictures = used
            .iter()
            .filter_map(|id| shown.get(id).cloned())
            .collect();
    }
    Ok(())
}
