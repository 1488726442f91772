//! Pictures as the desk sees them: with what their files say, and where they are used.

use super::picture::{self, NewPicture};
use crate::{DbResult, Tx, args};
use dateline_core::id::PictureId;
use dateline_core::picture::Picture;
use sqlx::FromRow;
use uuid::Uuid;

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Name of the file.
    pub file_name: Option<String>,
    /// Headline of the picture.
    pub headline: Option<String>,
    /// Everything read from the file, as JSON.
    pub metadata: Option<String>,
}

/// A picture as the desk sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureRecord {
    /// The picture, in its own words.
    pub picture: Picture,
    /// Length of the original in bytes; 0 while missing.
    pub bytes: i64,
    /// Where it came from.
    pub origin_url: Option<String>,
    /// When it came in, microseconds.
    pub created_at: i64,
    /// What its file says.
    pub file: FileFacts,
}

/// Where a picture is used.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Use {
    /// Id of the story.
    pub story_id: Uuid,
    /// Its edition.
    pub edition: String,
    /// Its headline.
    pub headline: String,
    /// The state it is in.
    pub state: String,
    /// Its address, if the public may read it.
    pub path: Option<String>,
}

#[derive(FromRow)]
struct Row {
    bytes: i64,
    origin_url: Option<String>,
    created_at: i64,
    file_name: Option<String>,
    headline: Option<String>,
    metadata: Option<String>,
}

/// Makes a picture that is not there yet, with what its file says.
pub async fn insert(tx: &mut Tx, new: &NewPicture, file: &FileFacts) -> DbResult<()> {
    picture::put(tx, std::slice::from_ref(new)).await?;
    set_file_facts(tx, new.picture.id, file).await
}

/// Notes what the file of a picture says.
pub async fn set_file_facts(tx: &mut Tx, id: PictureId, file: &FileFacts) -> DbResult<()> {
    tx.execute(
        "update picture set file_name = $2, headline = $3, metadata = $4 where id = $1",
        args![
            id,
            file.file_name.clone(),
            file.headline.clone(),
            file.metadata.clone()
        ],
    )
    .await?;
    Ok(())
}

/// A picture with everything the desk knows of it.
pub async fn find(tx: &mut Tx, id: PictureId) -> DbResult<Option<PictureRecord>> {
    let Some(picture) = picture::list(tx, &[id], "").await?.into_iter().next() else {
        return Ok(None);
    };
    let row: Option<Row> = tx
        .optional(
            "select bytes, origin_url, created_at, file_name, headline, metadata from picture where id = $1",
            args![id],
        )
        .await?;
    Ok(row.map(|row| PictureRecord {
        picture,
        bytes: row.bytes,
        origin_url: row.origin_url,
        created_at: row.created_at,
        file: FileFacts {
            file_name: row.file_name,
            headline: row.headline,
            metadata: row.metadata,
        },
    }))
}

/// What the file of a picture says, as JSON.
pub async fn find_metadata(tx: &mut Tx, id: PictureId) -> DbResult<Option<String>> {
    let row: Option<(Option<String>,)> = tx
        .optional("select metadata from picture where id = $1", args![id])
        .await?;
    Ok(row.and_then(|row| row.0))
}

/// Stories that use a picture, by id after `after`, at most `limit`.
pub async fn list_uses(tx: &mut Tx, id: PictureId, after: Uuid, limit: i64) -> DbResult<Vec<Use>> {
    tx.all(
        "select s.id as story_id, s.edition, s.headline, s.state, p.path
         from story_picture u join story s on s.id = u.story_id left join pressed_story p on p.id = s.id
         where u.picture_id = $1 and u.story_id > $2 order by u.story_id limit $3",
        args![id, after, limit],
    )
    .await
}

/// People whose portrait a picture is: edition, slug and name, at most 200.
pub async fn list_portraits(tx: &mut Tx, id: PictureId) -> DbResult<Vec<(String, String, String)>> {
    tx.all(
        "select edition, slug, name from contributor where picture_id = $1 order by edition, slug limit 200",
        args![id],
    )
    .await
}
