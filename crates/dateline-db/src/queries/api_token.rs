//! Keys for programs.

use crate::{DbResult, Tx, args};
use sqlx::FromRow;
use uuid::Uuid;

/// A key as stored: never the key itself.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TokenRow {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What it may do: words with spaces between.
    pub scopes: String,
    /// When it was made, microseconds.
    pub created_at: i64,
    /// Until when it holds, microseconds.
    pub expires_at: Option<i64>,
    /// Since when it does not any more, microseconds.
    pub revoked_at: Option<i64>,
}

/// Writes a key down. `hash` is the SHA-256 of the key, in lower-case hex.
pub async fn insert(tx: &mut Tx, token: &TokenRow, hash: &str) -> DbResult<()> {
    tx.execute(
        "insert into api_token (id, name, hash, scopes, created_at, expires_at, revoked_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            token.id,
            &token.name,
            hash,
            &token.scopes,
            token.created_at,
            token.expires_at,
            token.revoked_at
        ],
    )
    .await?;
    Ok(())
}

/// The key with this hash, whether or not it still holds.
pub async fn find_by_hash(tx: &mut Tx, hash: &str) -> DbResult<Option<TokenRow>> {
    tx.optional(
        "select id, name, scopes, created_at, expires_at, revoked_at from api_token where hash = $1",
        args![hash],
    )
    .await
}

/// Whether the key with this id holds at that moment.
pub async fn holds(tx: &mut Tx, id: Uuid, now: i64) -> DbResult<bool> {
    let sql = "select id from api_token where id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)";
    let row: Option<(Uuid,)> = tx.optional(sql, args![id, now]).await?;
    Ok(row.is_some())
}

/// All keys, newest first, at most `limit`.
pub async fn list(tx: &mut Tx, limit: i64) -> DbResult<Vec<TokenRow>> {
    tx.all(
        "select id, name, scopes, created_at, expires_at, revoked_at from api_token
         order by created_at desc, id desc limit $1",
        args![limit],
    )
    .await
}

/// Ends a key; false if there is none with this id that still held.
pub async fn revoke(tx: &mut Tx, id: Uuid, now: i64) -> DbResult<bool> {
    let sql = "update api_token set revoked_at = $2 where id = $1 and revoked_at is null";
    Ok(tx.execute(sql, args![id, now]).await? > 0)
}
