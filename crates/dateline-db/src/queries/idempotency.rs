//! Answers to requests that carry a key: the same request again is answered, not done again.

use crate::{DbResult, Tx, args};
use sqlx::FromRow;

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Kept {
    /// Fingerprint of the request.
    pub request: String,
    /// Status code.
    pub status: i64,
    /// Address of what was made, if anything was.
    pub location: Option<String>,
    /// JSON.
    pub answer: String,
}

/// What was answered to this caller under this key since `since`, microseconds.
pub async fn find(tx: &mut Tx, caller: &str, key: &str, since: i64) -> DbResult<Option<Kept>> {
    tx.optional(
        "select request, status, location, answer from idempotency_key
         where caller = $1 and key = $2 and created_at >= $3",
        args![caller, key, since],
    )
    .await
}

/// Keeps an answer. Answers from before `since` are forgotten. Taken if another request under the key was
/// faster.
pub async fn insert(
    tx: &mut Tx,
    caller: &str,
    key: &str,
    kept: &Kept,
    now: i64,
    since: i64,
) -> DbResult<()> {
    tx.execute(
        "delete from idempotency_key where created_at < $1",
        args![since],
    )
    .await?;
    tx.execute(
        "insert into idempotency_key (caller, key, request, status, location, answer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            caller,
            key,
            &kept.request,
            kept.status,
            kept.location.clone(),
            &kept.answer,
            now
        ],
    )
    .await?;
    Ok(())
}
