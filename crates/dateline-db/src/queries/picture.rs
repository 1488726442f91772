//! Pictures.

use crate::{DbResult, Tx, args, dialect};
use dateline_core::id::PictureId;
use dateline_core::picture::{Look, Picture, PictureFacts, UsageRights, version};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    hash: Option<String>,
    media_type: Option<String>,
    width: i64,
    height: i64,
    focal_x: f64,
    focal_y: f64,
    caption: Option<String>,
    alt: Option<String>,
    credit_line: Option<String>,
    photographer: Option<String>,
    source: Option<String>,
    copyright: Option<String>,
    rights: String,
    licence_url: Option<String>,
    licence_page: Option<String>,
    digital_source_type: Option<String>,
    own_credit_line: Option<String>,
    frames: Option<i64>,
    hint: Option<String>,
    avif: Option<String>,
}

fn read(row: Row) -> Picture {
    let mut picture = Picture {
        id: PictureId(row.id),
        hash: row.hash,
        media_type: row.media_type,
        width: row.width,
        height: row.height,
        focal_point: (row.focal_x, row.focal_y),
        facts: PictureFacts {
            caption: row.caption,
            alt: row.alt,
            credit_line: row.credit_line,
            photographer: row.photographer,
            source: row.source,
            copyright: row.copyright,
            rights: UsageRights::parse(&row.rights),
            licence_url: row.licence_url,
            licence_page: row.licence_page,
            digital_source_type: row.digital_source_type,
        },
        look: Look::default(),
    };
    // The version is that of its own words, whatever language it is shown in.
    let in_language = picture.facts.credit_line.take();
    picture.facts.credit_line = row.own_credit_line;
    let version = version(&picture.facts, picture.focal_point);
    picture.facts.credit_line = in_language;
    picture.look = Look {
        has_avif: row.avif.is_some_and(|made| made == version),
        version,
        hint: row.hint,
        is_moving: row.frames.is_some_and(|frames| frames > 1),
    };
    picture
}

/// Pictures by id with caption, alternative text and credit in `locale` where there is one, in no order.
pub async fn list(tx: &mut Tx, ids: &[PictureId], locale: &str) -> DbResult<Vec<Picture>> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(128) {
        let ids = dialect::padded(ids.to_vec());
        let sql = format!(
            "select p.id, hash, media_type, width, height, focal_x, focal_y, coalesce(t.caption, p.caption) as caption,
               coalesce(t.alt, p.alt) as alt, coalesce(t.credit_line, p.credit_line) as credit_line, photographer, source, copyright, rights,
               licence_url, licence_page, digital_source_type, p.credit_line as own_credit_line, frames, hint, avif
             from picture p left join picture_text t on t.picture_id = p.id and t.locale = $1
             where p.id in ({})",
            dialect::placeholders(2, ids.len())
        );
        let mut values = args![locale];
        values.extend(ids.into_iter().map(crate::Arg::from));
        let rows: Vec<Row> = tx.all_built(sql, values).await?;
        found.extend(rows.into_iter().map(read));
    }
    Ok(found)
}

/// Every picture whose original has this hash, by id, at most 16.
pub async fn list_by_hash(tx: &mut Tx, hash: &str) -> DbResult<Vec<Picture>> {
    let rows: Vec<Row> = tx
        .all(
            "select id, hash, media_type, width, height, focal_x, focal_y, caption, alt, credit_line, photographer, source,
               copyright, rights, licence_url, licence_page, digital_source_type, credit_line as own_credit_line, frames, hint, avif
             from picture where hash = $1 order by id limit 16",
            args![hash],
        )
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// A picture whose original has this hash.
pub async fn find_by_hash(tx: &mut Tx, hash: &str) -> DbResult<Option<Picture>> {
    let row: Option<Row> = tx
        .optional(
            "select id, hash, media_type, width, height, focal_x, focal_y, caption, alt, credit_line, photographer, source,
               copyright, rights, licence_url, licence_page, digital_source_type, credit_line as own_credit_line, frames, hint, avif
             from picture where hash = $1 order by id limit 1",
            args![hash],
        )
        .await?;
    Ok(row.map(read))
}

/// A picture as stored by [`put`].
#[derive(Clone, Debug)]
pub struct NewPicture {
    /// What it is.
    pub picture: Picture,
    /// Size of the original in bytes; 0 while missing.
    pub bytes: i64,
    /// Where it came from.
    pub origin_url: Option<String>,
    /// When, microseconds.
    pub created_at: i64,
}

/// Makes pictures. One that exists keeps its file and gets the new words only where it had none.
pub async fn put(tx: &mut Tx, pictures: &[NewPicture]) -> DbResult<()> {
    let rows = pictures
        .iter()
        .map(|new| {
            let (p, f) = (&new.picture, &new.picture.facts);
            args![
                p.id,
                p.hash.clone(),
                p.media_type.clone(),
                new.bytes,
                p.width,
                p.height,
                p.focal_point.0,
                p.focal_point.1,
                f.caption.clone(),
                f.alt.clone(),
                f.credit_line.clone(),
                f.photographer.clone(),
                f.source.clone(),
                f.copyright.clone(),
                f.rights.as_str(),
                f.licence_url.clone(),
                f.licence_page.clone(),
                f.digital_source_type.clone(),
                new.origin_url.clone(),
                new.created_at
            ]
        })
        .collect();
    tx.insert_many(
        "insert into picture (id, hash, media_type, bytes, width, height, focal_x, focal_y, caption, alt, credit_line,
           photographer, source, copyright, rights, licence_url, licence_page, digital_source_type, origin_url, created_at)",
        "on conflict (id) do update set hash = coalesce(picture.hash, excluded.hash),
           media_type = coalesce(picture.media_type, excluded.media_type),
           bytes = case when picture.hash is null then excluded.bytes else picture.bytes end,
           width = case when picture.hash is null then excluded.width else picture.width end,
           height = case when picture.hash is null then excluded.height else picture.height end,
           caption = coalesce(picture.caption, excluded.caption), alt = coalesce(picture.alt, excluded.alt),
           credit_line = coalesce(picture.credit_line, excluded.credit_line)",
        rows,
    )
    .await?;
    Ok(())
}

/// What a picture says in one language.
#[derive(Clone, Debug, Default)]
pub struct PictureText {
    /// Caption.
    pub caption: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Credit line, where it may be put into another language: an agency's may not.
    pub credit_line: Option<String>,
}

/// Sets what a picture says in a language.
pub async fn put_text(tx: &mut Tx, id: PictureId, locale: &str, text: PictureText) -> DbResult<()> {
    tx.execute(
        "insert into picture_text (picture_id, locale, caption, alt, credit_line) values ($1, $2, $3, $4, $5)
         on conflict (picture_id, locale) do update set caption = excluded.caption, alt = excluded.alt,
           credit_line = excluded.credit_line",
        args![id, locale, text.caption, text.alt, text.credit_line],
    )
    .await?;
    Ok(())
}

/// Notes the file of a picture that was missing.
pub async fn set_file(
    tx: &mut Tx,
    id: PictureId,
    hash: &str,
    media_type: &str,
    bytes: i64,
    size: (i64, i64),
) -> DbResult<()> {
    tx.execute(
        "update picture set hash = $2, media_type = $3, bytes = $4, width = $5, height = $6 where id = $1",
        args![id, hash, media_type, bytes, size.0, size.1],
    )
    .await?;
    Ok(())
}

/// Pictures without a file that came from an address, by id after `after`, at most `limit`: id and address.
pub async fn list_missing(tx: &mut Tx, after: Uuid, limit: i64) -> DbResult<Vec<(Uuid, String)>> {
    tx.all(
        "select id, origin_url from picture where hash is null and origin_url is not null and id > $1 order by id limit $2",
        args![after, limit],
    )
    .await
}

/// Notes how a picture looks: its frames, and the hint in its place until it is there.
pub async fn set_look(tx: &mut Tx, id: PictureId, frames: i64, hint: Option<&str>) -> DbResult<()> {
    tx.execute(
        "update picture set frames = $2, hint = $3 where id = $1",
        args![id, frames, hint.map(str::to_owned)],
    )
    .await?;
    Ok(())
}

/// Notes which version of a picture is there in AVIF.
pub async fn set_avif(tx: &mut Tx, id: PictureId, version: &str) -> DbResult<()> {
    tx.execute(
        "update picture set avif = $2 where id = $1",
        args![id, version],
    )
    .await?;
    Ok(())
}

/// Claims a file for the picture it was taken in as; `Taken` if it has come in meanwhile, which ends
/// the transaction.
pub async fn claim_file(tx: &mut Tx, id: PictureId, hash: &str) -> DbResult<()> {
    tx.execute(
        "update picture set taken_hash = $2 where id = $1",
        args![id, hash],
    )
    .await?;
    Ok(())
}

/// Hashes of every stored original after `after`, in order, at most `limit`.
pub async fn list_hashes(tx: &mut Tx, after: &str, limit: i64) -> DbResult<Vec<String>> {
    let rows: Vec<(String,)> = tx
        .all(
            "select distinct hash from picture where hash > $1 order by hash limit $2",
            args![after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}
