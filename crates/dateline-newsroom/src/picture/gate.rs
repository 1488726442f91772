//! What keeps a story with pictures from the public.

use dateline_core::edition::Edition;
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
    let ids = content.pictures();
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
    Ok(gaps(content, |id| {
        let picture = found.iter().find(|picture| picture.id == id)?;
        Some((picture, shown.of(id)))
    }))
}
