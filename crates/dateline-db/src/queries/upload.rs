//! Files on their way in.

use crate::{DbResult, Tx, args};
use sqlx::FromRow;
use uuid::Uuid;

/// An upload.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct UploadRow {
    /// Its id.
    pub id: Uuid,
    /// The key it came with.
    pub token_id: Uuid,
    /// Name of the file where it came from.
    pub file_name: String,
    /// SHA-256 the file shall have, lower-case hex.
    pub sha256: Option<String>,
    /// Length of the whole file in bytes.
    pub bytes: i64,
    /// When it began, microseconds.
    pub created_at: i64,
    /// The picture it became.
    pub picture_id: Option<Uuid>,
    /// Whether that picture was not here before.
    pub is_new: Option<bool>,
    /// Why it became none.
    pub refusal: Option<String>,
}

/// Writes down that an upload begins.
pub async fn insert(tx: &mut Tx, upload: &UploadRow) -> DbResult<()> {
    tx.execute(
        "insert into upload (id, token_id, file_name, sha256, bytes, created_at) values ($1, $2, $3, $4, $5, $6)",
        args![
            upload.id,
            upload.token_id,
            &upload.file_name,
            upload.sha256.clone(),
            upload.bytes,
            upload.created_at
        ],
    )
    .await?;
    Ok(())
}

/// The upload with this id that came with this key.
pub async fn find(tx: &mut Tx, id: Uuid, token: Uuid) -> DbResult<Option<UploadRow>> {
    tx.optional(
        "select id, token_id, file_name, sha256, bytes, created_at, picture_id, is_new, refusal
         from upload where id = $1 and token_id = $2",
        args![id, token],
    )
    .await
}

/// Writes down what an upload became.
pub async fn finish(
    tx: &mut Tx,
    id: Uuid,
    picture: Option<(Uuid, bool)>,
    refusal: Option<&str>,
) -> DbResult<()> {
    tx.execute(
        "update upload set picture_id = $2, is_new = $3, refusal = $4 where id = $1",
        args![
            id,
            picture.map(|(picture, _)| picture),
            picture.map(|(_, is_new)| is_new),
            refusal.map(str::to_owned)
        ],
    )
    .await?;
    Ok(())
}

/// Forgets an upload.
pub async fn delete(tx: &mut Tx, id: Uuid) -> DbResult<()> {
    tx.execute("delete from upload where id = $1", args![id])
        .await?;
    Ok(())
}

/// How many uploads of a key are under way, and the bytes they ask for.
pub async fn under_way(tx: &mut Tx, token: Uuid) -> DbResult<(i64, i64)> {
    tx.one(
        "upload",
        "select count(*), cast(coalesce(sum(bytes), 0) as bigint) from upload
         where token_id = $1 and picture_id is null and refusal is null",
        args![token],
    )
    .await
}

/// Uploads that began before a moment, oldest first, at most `limit`.
pub async fn list_before(tx: &mut Tx, moment: i64, limit: i64) -> DbResult<Vec<(Uuid,)>> {
    tx.all(
        "select id from upload where created_at < $1 order by created_at, id limit $2",
        args![moment, limit],
    )
    .await
}
