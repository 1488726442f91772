//! What keeps a story with pictures from the public.

use dateline_core::body::PictureUse;
use dateline_core::edition::Edition;
use dateline_core::id::PictureId;
use dateline_core::picture::{Gap, Picture, Territory, Use, Venue, gaps};
use dateline_core::story::StoryContent;
use dateline_db::queries::{picture, standing};
use dateline_db::{DbResult, Tx};
use jiff::Timestamp;

/// What the pictures of a story lack that is to be public in an edition now.
pub async fn lacking(
    tx: &mut Tx,
    content: &StoryContent,
    edition: &Edition,
    now: Timestamp,
) -> DbResult<Vec<Gap>> {
    lacking_in(tx, std::slice::from_ref(content), edition, now).await
}

/// What these pictures lack that are to be public, each by itself, in an edition now.
pub async fn lacking_of(
    tx: &mut Tx,
    ids: &[PictureId],
    edition: &Edition,
    now: Timestamp,
) -> DbResult<Vec<Gap>> {
    let alone = |id: &PictureId| StoryContent {
        lead_picture: Some(PictureUse {
            picture: *id,
            caption: None,
            alt: None,
        }),
        ..StoryContent::default()
    };
    let contents: Vec<StoryContent> = ids.iter().map(alone).collect();
    lacking_in(tx, &contents, edition, now).await
}

async fn lacking_in(
    tx: &mut Tx,
    contents: &[StoryContent],
    edition: &Edition,
    now: Timestamp,
) -> DbResult<Vec<Gap>> {
    let ids: Vec<PictureId> = contents.iter().flat_map(StoryContent::pictures).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<Picture> = picture::list(tx, &ids, &edition.locale).await?;
    let territory = Territory::of_locale(&edition.locale);
    let venue = Venue {
        used: Use::Site,
        edition: &edition.code,
        territory: territory.as_ref(),
    };
    let shown = standing::resolve(tx, &ids, &venue, &edition.locale, now).await?;
    let find = |id| {
        let picture = found.iter().find(|picture| picture.id == id)?;
        Some((picture, shown.of(id)))
    };
    let each = contents.iter().flat_map(|content| gaps(content, find));
    Ok(each.collect())
}
