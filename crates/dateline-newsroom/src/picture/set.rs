//! Renditions of a picture ahead of readers: a job that waits for nobody and nobody for it.

use super::{PictureError, repress};
use dateline_core::id::PictureId;
use dateline_core::pressed::PressedStory;
use dateline_core::subject::Subject;
use dateline_db::queries::{job, picture, picture_edit, picture_record};
use dateline_db::{DbResult, Tx};
use dateline_infra::blob::{Blobs, Hash};
use dateline_infra::picture::{Credit, Hint, RenditionError, Renditions, examine_in_turn};
use dateline_web::house::House;
use uuid::Uuid;

/// Pictures ordered in one transaction.
const AT_ONCE: i64 = 500;
/// The job that makes the renditions of a picture; its payload is the id.
pub(crate) const MAKE_SET: &str = "slow_make_renditions";

/// Orders the renditions that a story which became public is without. Committed with the story.
pub(crate) async fn order(house: &House, tx: &mut Tx, story: &PressedStory) -> DbResult<()> {
    let card = [&story.card.picture, &story.card.portrait];
    let shown = story.document.pictures.iter();
    let mut ids: Vec<PictureId> = shown
        .chain(card.into_iter().flatten())
        .filter(|picture| !picture.look.has_avif)
        .map(|picture| picture.id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        order_one(house, tx, id).await?;
    }
    Ok(())
}

/// Orders the renditions of a picture.
pub(crate) async fn order_one(house: &House, tx: &mut Tx, id: PictureId) -> DbResult<()> {
    let now = dateline_db::micros(house.now());
    let (payload, dedup) = (id.to_string(), Some(format!("{MAKE_SET}:{id}")));
    job::insert(tx, house.new_id(), MAKE_SET, &payload, dedup, now, now).await
}

/// Orders the renditions of every picture of a public story that is without: those of archives,
/// which nobody published here. How many pictures that are. What was ordered before is not again.
pub async fn prepare(house: &House) -> DbResult<usize> {
    let (mut after, mut count) = (Uuid::nil(), 0);
    loop {
        let mut tx = house.db().begin().await?;
        let found = picture_edit::list_unprepared(&mut tx, after, AT_ONCE).await?;
        let Some(last) = found.last() else {
            return Ok(count);
        };
        after = last.0;
        for id in &found {
            order_one(house, &mut tx, *id).await?;
        }
        house.commit(tx).await?;
        count += found.len();
    }
}

/// Orders the renditions of one picture.
pub async fn prepare_one(house: &House, name: &str) -> Result<(), PictureError> {
    let mut tx = house.db().begin().await?;
    let id = super::get(&mut tx, name).await?.picture.id;
    order_one(house, &mut tx, id).await?;
    Ok(house.commit(tx).await?)
}

/// Makes every rendition of a picture that is missing. When AVIF is there, pages begin to offer it.
pub(crate) async fn make_set(house: &House, id: &str) -> Result<(), PictureError> {
    let mut tx = house.db().read().await?;
    let record = match super::get(&mut tx, id).await {
        Err(PictureError::Unknown(_)) => return Ok(()),
        found => found?,
    };
    let said = picture_record::find_metadata(&mut tx, record.picture.id).await?;
    tx.close().await?;
    let Some(hash) = record.picture.hash.as_deref().and_then(Hash::parse) else {
        return Ok(());
    };
    let blobs = Blobs::disk(house.data().join("blobs"))?;
    let hint = if record.picture.look.hint.is_none() {
        let bytes = blobs.get(hash).await?;
        examine_in_turn(bytes).await.ok()
    } else {
        None
    };
    let credit = Credit::with_terms(&record.picture.facts, said.as_deref());
    let has_avif = Renditions::signed_by(house.provenance().cloned(), blobs)
        .make_set(hash, &credit)
        .await
        .map_err(refused)?;
    let mut tx = house.db().begin().await?;
    let id = record.picture.id;
    let Some(now) = picture::list(&mut tx, &[id], "").await?.into_iter().next() else {
        return Ok(());
    };
    let mut is_news = false;
    if let Some(examined) = hint {
        let frames = i64::from(examined.inspected.frames);
        let hint = examined.hint.as_ref().map(Hint::as_str);
        picture::set_look(&mut tx, id, frames, hint).await?;
        is_news = hint.is_some() || frames > 1;
    }
    // Somebody may have changed the credit meanwhile: what was made is of the version before.
    let version = &record.picture.look.version;
    if has_avif && !now.look.has_avif && now.look.version == *version {
        picture::set_avif(&mut tx, id, version).await?;
        is_news = true;
    }
    if is_news {
        tx.changed(Subject::Picture(id).key());
        repress::users(&mut tx, id).await?;
    }
    Ok(house.commit(tx).await?)
}

fn refused(error: RenditionError) -> PictureError {
    match error {
        RenditionError::Picture(reason) => PictureError::Refused(reason.to_string()),
        error => PictureError::Broken(error.to_string()),
    }
}
