//! Public stories follow what is said of their pictures.

use super::PictureError;
use dateline_core::edition::Edition;
use dateline_core::id::{PictureId, StoryId};
use dateline_core::picture::{Picture, PictureFacts};
use dateline_core::pressed::{PressedPicture, PressedStory};
use dateline_db::queries::{edition, picture, picture_edit, published};
use dateline_db::{DbError, Tx};
use std::collections::HashMap;
use uuid::Uuid;

/// Stories written together.
const TOGETHER: i64 = 50;

/// Gives every public story that shows a picture what is said of it now. Nothing else of them changes.
pub(super) async fn users(tx: &mut Tx, id: PictureId) -> Result<(), PictureError> {
    let editions = edition::list(tx).await?;
    let mut by_locale: HashMap<String, Picture> = HashMap::new();
    let mut after = Uuid::nil();
    loop {
        let ids = picture_edit::list_public_users(tx, id, after, TOGETHER).await?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after = *last;
        let mut pressed = Vec::with_capacity(ids.len());
        for story in ids {
            match published::find(tx, StoryId(story)).await {
                // What cannot be read is pressed anew as a whole; the log says so where it is shown.
                Err(DbError::Corrupt { .. }) => {}
                found => pressed.extend(found?),
            }
        }
        for story in &mut pressed {
            let Some(edition) = editions.iter().find(|e| e.code == story.edition) else {
                continue;
            };
            let picture = in_language(tx, id, edition, &mut by_locale).await?;
            freshen(story, &picture);
        }
        published::press(tx, &pressed).await?;
    }
}

async fn in_language(
    tx: &mut Tx,
    id: PictureId,
    edition: &Edition,
    known: &mut HashMap<String, Picture>,
) -> Result<Picture, PictureError> {
    if let Some(found) = known.get(&edition.locale) {
        return Ok(found.clone());
    }
    let found = picture::list(tx, &[id], &edition.locale).await?;
    let found = found
        .into_iter()
        .next()
        .ok_or(DbError::NotFound { what: "picture" })?;
    known.insert(edition.locale.clone(), found.clone());
    Ok(found)
}

/// What is said of the picture, wherever the story shows it.
fn freshen(story: &mut PressedStory, picture: &Picture) {
    let shown = |pressed: &mut PressedPicture| {
        if pressed.id == picture.id {
            pressed.facts = picture.facts.clone();
            pressed.focal_point = picture.focal_point;
            pressed.look = picture.look.clone();
        }
    };
    let document = &mut story.document;
    document.pictures.iter_mut().for_each(shown);
    document
        .byline
        .iter_mut()
        .filter_map(|who| who.picture.as_mut())
        .for_each(shown);
    story.card.portrait.iter_mut().for_each(shown);
    let lead = document.content.lead_picture.as_ref();
    let own_alt = lead.and_then(|used| used.alt.clone());
    if let Some(card) = story.card.picture.as_mut().filter(|c| c.id == picture.id) {
        let alt = own_alt.or_else(|| picture.facts.alt.clone());
        card.facts = PictureFacts {
            alt,
            ..picture.facts.clone()
        };
        card.focal_point = picture.focal_point;
        card.look = picture.look.clone();
    }
}
