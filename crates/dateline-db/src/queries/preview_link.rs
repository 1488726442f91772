//! Links by which somebody without an account may see a story before it is public.

use crate::{DbResult, Tx, args};
use dateline_core::id::StoryId;
use sqlx::FromRow;
use uuid::Uuid;

/// A link, without what makes it one.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PreviewLink {
    /// Its id.
    pub id: Uuid,
    /// The story it shows.
    pub story_id: Uuid,
    /// Who made it.
    pub created_by: String,
    /// When, microseconds.
    pub created_at: i64,
    /// Until when it leads anywhere, microseconds.
    pub expires_at: i64,
}

/// Keeps a link by the hash of its secret.
pub async fn insert(tx: &mut Tx, link: &PreviewLink, hash: &str) -> DbResult<()> {
    tx.execute(
        "insert into preview_link (id, story_id, hash, created_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        args![
            link.id,
            link.story_id,
            hash,
            &link.created_by,
            link.created_at,
            link.expires_at
        ],
    )
    .await?;
    Ok(())
}

/// The link with this hash that leads somewhere at `now`.
pub async fn find(tx: &mut Tx, hash: &str, now: i64) -> DbResult<Option<PreviewLink>> {
    tx.optional(
        "select id, story_id, created_by, created_at, expires_at from preview_link
         where hash = $1 and expires_at > $2 and revoked_at is null",
        args![hash, now],
    )
    .await
}

/// Links of a story that lead somewhere at `now`, newest first, at most 100.
pub async fn list(tx: &mut Tx, story: StoryId, now: i64) -> DbResult<Vec<PreviewLink>> {
    tx.all(
        "select id, story_id, created_by, created_at, expires_at from preview_link
         where story_id = $1 and expires_at > $2 and revoked_at is null order by created_at desc limit 100",
        args![story, now],
    )
    .await
}

/// Takes a link of a story back; false if there is none that leads anywhere.
pub async fn revoke(tx: &mut Tx, story: StoryId, id: Uuid, now: i64) -> DbResult<bool> {
    let sql = "update preview_link set revoked_at = $3
         where id = $1 and story_id = $2 and revoked_at is null and expires_at > $3";
    Ok(tx.execute(sql, args![id, story, now]).await? > 0)
}
