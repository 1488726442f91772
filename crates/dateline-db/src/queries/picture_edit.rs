//! What the desk changes of a picture, and what it has yet to mend.

use super::picture::PictureText;
use crate::{DbResult, Tx, args};
use dateline_core::id::{PictureId, StoryId};
use dateline_core::picture::{PictureFacts, UsageRights};
use sqlx::FromRow;
use uuid::Uuid;

/// Sets what is said of a picture in its own words, all fields at once.
pub async fn set_facts(
    tx: &mut Tx,
    id: PictureId,
    headline: Option<String>,
    facts: &PictureFacts,
) -> DbResult<()> {
    tx.execute(
        "update picture set headline = $2, caption = $3, alt = $4, credit_line = $5, photographer = $6, source = $7,
           copyright = $8, licence_url = $9, licence_page = $10, digital_source_type = $11 where id = $1",
        args![
            id,
            headline,
            facts.caption.clone(),
            facts.alt.clone(),
            facts.credit_line.clone(),
            facts.photographer.clone(),
            facts.source.clone(),
            facts.copyright.clone(),
            facts.licence_url.clone(),
            facts.licence_page.clone(),
            facts.digital_source_type.clone()
        ],
    )
    .await?;
    Ok(())
}

/// Sets by what right a picture is used.
pub async fn set_rights(tx: &mut Tx, id: PictureId, rights: UsageRights) -> DbResult<()> {
    tx.execute(
        "update picture set rights = $2 where id = $1",
        args![id, rights.as_str()],
    )
    .await?;
    Ok(())
}

/// Notes that a story uses pictures. What it used before stays noted: readers may still have it.
pub async fn note_uses(tx: &mut Tx, story: StoryId, pictures: &[PictureId]) -> DbResult<()> {
    let rows = pictures.iter().map(|id| args![*id, story]).collect();
    tx.insert_many(
        "insert into story_picture (picture_id, story_id)",
        "on conflict do nothing",
        rows,
    )
    .await?;
    Ok(())
}

/// Public stories that use or used a picture, or whose author it shows, by id after `after`, at most `limit`.
pub async fn list_public_users(
    tx: &mut Tx,
    id: PictureId,
    after: Uuid,
    limit: i64,
) -> DbResult<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select p.id from pressed_story p where p.id > $2 and (p.id in
               (select u.story_id from story_picture u where u.picture_id = $1) or p.id in
               (select b.story_id from story_byline b join contributor c on c.id = b.contributor_id where c.picture_id = $1))
             order by p.id limit $3",
            args![id, after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// A picture in a list of the desk.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// Name of its file.
    pub file_name: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Credit line.
    pub credit_line: Option<String>,
    /// Who made it.
    pub photographer: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Category of rights.
    pub rights: String,
    /// Public stories that use or used it.
    pub uses: i64,
}

/// Pictures by id after `after`, at most `limit`; with `is_lacking` only those whose stories are public and
/// which lack credit, alternative text or rights.
pub async fn list(tx: &mut Tx, is_lacking: bool, after: Uuid, limit: i64) -> DbResult<Vec<Line>> {
    tx.all(
        "select p.id, p.file_name, p.caption, p.credit_line, p.photographer, p.alt, p.rights,
           (select count(*) from story_picture u join pressed_story s on s.id = u.story_id where u.picture_id = p.id) as uses
         from picture p where p.id > $1 and (not $2 or (
           (trim(coalesce(p.credit_line, p.photographer, '')) = '' or trim(coalesce(p.alt, '')) = '' or p.rights = 'unknown')
           and exists (select 1 from story_picture u join pressed_story s on s.id = u.story_id where u.picture_id = p.id)))
         order by p.id limit $3",
        args![after, is_lacking, limit],
    )
    .await
}

/// Pictures of public stories that have no renditions in AVIF yet, in order of their ids.
pub async fn list_unprepared(tx: &mut Tx, after: Uuid, limit: i64) -> DbResult<Vec<PictureId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select p.id from picture p where p.id > $1 and p.hash is not null and p.avif is null
               and exists (select 1 from story_picture u join pressed_story s on s.id = u.story_id where u.picture_id = p.id)
             order by p.id limit $2",
            args![after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|row| PictureId(row.0)).collect())
}

/// How many pictures of public stories lack credit, alternative text or rights.
pub async fn count_lacking(tx: &mut Tx) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "count",
            "select count(*) from picture p where
               (trim(coalesce(p.credit_line, p.photographer, '')) = '' or trim(coalesce(p.alt, '')) = '' or p.rights = 'unknown')
               and exists (select 1 from story_picture u join pressed_story s on s.id = u.story_id where u.picture_id = p.id)",
            args![],
        )
        .await?;
    Ok(row.0)
}

/// What a picture says in one language of its own, if anything.
pub async fn find_text(tx: &mut Tx, id: PictureId, locale: &str) -> DbResult<PictureText> {
    let row: Option<(Option<String>, Option<String>, Option<String>)> = tx
        .optional(
            "select caption, alt, credit_line from picture_text where picture_id = $1 and locale = $2",
            args![id, locale],
        )
        .await?;
    let (caption, alt, credit_line) = row.unwrap_or_default();
    Ok(PictureText {
        caption,
        alt,
        credit_line,
    })
}
