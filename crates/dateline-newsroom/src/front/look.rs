//! What a front speaks of is looked up before it is kept, and pictures before readers get them.

use super::FrontDeskError;
use crate::picture;
use dateline_core::edition::Edition;
use dateline_core::front::{Backfill, Card, Front};
use dateline_core::id::{PictureId, SectionId, StoryId, TagId};
use dateline_db::Tx;
use dateline_db::queries::{board, filing, picture as pictures};
use jiff::Timestamp;
use std::collections::HashSet;

/// Every story, picture, section and tag the front names is there.
pub(super) async fn names(
    tx: &mut Tx,
    edition: &Edition,
    front: &Front,
) -> Result<(), FrontDeskError> {
    let stories: Vec<StoryId> = front.stories().collect();
    let known = board::list_states(tx, &stories).await?;
    let known: HashSet<StoryId> = known.into_iter().map(|(id, _, _)| id).collect();
    let shown = pictures::list(tx, &front.pictures(), "").await?;
    let shown: HashSet<PictureId> = shown.into_iter().map(|picture| picture.id).collect();
    for (container, held) in (1..).zip(&front.containers) {
        for (card, given) in (1..).zip(&held.cards) {
            let Card::Story { story, picture, .. } = given else {
                continue;
            };
            if !known.contains(story) {
                return Err(FrontDeskError::NoStory { container, card });
            }
            if picture.is_some_and(|id| !shown.contains(&id)) {
                return Err(FrontDeskError::NoPicture { container, card });
            }
        }
    }
    fillings(tx, edition, front).await
}

/// Sections and tags that fill containers are of this edition.
async fn fillings(tx: &mut Tx, edition: &Edition, front: &Front) -> Result<(), FrontDeskError> {
    let sections = filing::list_sections(tx, &edition.code).await?;
    let sections: HashSet<SectionId> = sections.into_iter().map(|section| section.id).collect();
    let mut tags: Vec<(usize, TagId)> = Vec::new();
    for (container, held) in (1..).zip(&front.containers) {
        match held.backfill {
            Some(Backfill::Section { section }) if !sections.contains(&section) => {
                let what = "section";
                return Err(FrontDeskError::NoBackfill { container, what });
            }
            Some(Backfill::Tag { tag }) => tags.push((container, tag)),
            _ => {}
        }
    }
    let ids: Vec<TagId> = tags.iter().map(|(_, tag)| *tag).collect();
    let known = filing::list_tags(tx, &ids).await?;
    let is_unknown = |tag: &TagId| !known.iter().any(|known| known.id == *tag);
    let unknown = tags.iter().find(|(_, tag)| is_unknown(tag));
    let mut wrong = unknown.map(|(container, _)| *container);
    if wrong.is_none() {
        let unique: HashSet<TagId> = ids.iter().copied().collect();
        let unique: Vec<TagId> = unique.into_iter().collect();
        let here = filing::count_tags_of(tx, &edition.code, &unique).await?;
        if here != unique.len() {
            wrong = tags.first().map(|(container, _)| *container);
        }
    }
    match wrong {
        Some(container) => Err(FrontDeskError::NoBackfill {
            container,
            what: "tag",
        }),
        None => Ok(()),
    }
}

/// Pictures chosen for cards have what readers need, and may be shown.
pub(super) async fn pictures_ready(
    tx: &mut Tx,
    edition: &Edition,
    front: &Front,
    now: Timestamp,
) -> Result<(), FrontDeskError> {
    let gaps = picture::lacking_of(tx, &front.pictures(), edition, now).await?;
    if gaps.is_empty() {
        Ok(())
    } else {
        Err(FrontDeskError::Pictures { gaps })
    }
}
