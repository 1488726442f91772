//! Who is signed in.

use crate::{DbResult, Tx, args};
use dateline_core::id::StaffId;
use sqlx::FromRow;
use uuid::Uuid;

/// A session as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SessionRow {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub staff_id: Uuid,
    /// Browser and system, in a few words.
    pub device: String,
    /// When it began, microseconds.
    pub created_at: i64,
    /// When it was last used, microseconds.
    pub seen_at: i64,
    /// When its owner last proved to be the one, microseconds.
    pub proved_at: i64,
    /// Until when it holds at most, microseconds.
    pub ends_at: i64,
}

/// Writes a session down. `hash` is the SHA-256 of what the browser holds, in lower-case hex.
pub async fn insert(tx: &mut Tx, session: &SessionRow, hash: &str) -> DbResult<()> {
    tx.execute(
        "insert into staff_session (id, staff_id, hash, device, created_at, seen_at, proved_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            session.id,
            session.staff_id,
            hash,
            &session.device,
            session.created_at,
            session.seen_at,
            session.proved_at,
            session.ends_at
        ],
    )
    .await?;
    Ok(())
}

/// The session with this hash, whether or not it still holds.
pub async fn find_by_hash(tx: &mut Tx, hash: &str) -> DbResult<Option<SessionRow>> {
    tx.optional(
        "select id, staff_id, device, created_at, seen_at, proved_at, ends_at
         from staff_session where hash = $1",
        args![hash],
    )
    .await
}

/// The session with this id.
pub async fn find(tx: &mut Tx, id: Uuid) -> DbResult<Option<SessionRow>> {
    tx.optional(
        "select id, staff_id, device, created_at, seen_at, proved_at, ends_at
         from staff_session where id = $1",
        args![id],
    )
    .await
}

/// Sessions of an account, newest first, at most `limit`.
pub async fn list(tx: &mut Tx, staff: StaffId, limit: i64) -> DbResult<Vec<SessionRow>> {
    tx.all(
        "select id, staff_id, device, created_at, seen_at, proved_at, ends_at from staff_session
         where staff_id = $1 order by created_at desc, id desc limit $2",
        args![staff, limit],
    )
    .await
}

/// Notes that a session and its account were used.
pub async fn seen(tx: &mut Tx, id: Uuid, staff: StaffId, now: i64) -> DbResult<()> {
    let sql = "update staff_session set seen_at = $2 where id = $1";
    tx.execute(sql, args![id, now]).await?;
    let sql = "update staff set seen_at = $2 where id = $1";
    tx.execute(sql, args![staff, now]).await?;
    Ok(())
}

/// Notes that the owner proved to be the one.
pub async fn proved(tx: &mut Tx, id: Uuid, now: i64) -> DbResult<()> {
    let sql = "update staff_session set proved_at = $2 where id = $1";
    tx.execute(sql, args![id, now]).await?;
    Ok(())
}

/// Ends a session of an account; false if there is none.
pub async fn delete(tx: &mut Tx, id: Uuid, staff: StaffId) -> DbResult<bool> {
    let sql = "delete from staff_session where id = $1 and staff_id = $2";
    Ok(tx.execute(sql, args![id, staff]).await? > 0)
}

/// Ends every session of an account but one; how many.
pub async fn delete_others(tx: &mut Tx, staff: StaffId, but: Option<Uuid>) -> DbResult<u64> {
    let sql = "delete from staff_session where staff_id = $1 and id <> $2";
    tx.execute(sql, args![staff, but.unwrap_or(Uuid::nil())])
        .await
}

/// Forgets sessions whose time is over, at most 1,000, those that nobody is looking at.
pub async fn sweep(tx: &mut Tx, now: i64) -> DbResult<()> {
    let sql = if tx.is_postgres() {
        "delete from staff_session where id in
           (select id from staff_session where ends_at <= $1 order by ends_at limit 1000 for update skip locked)"
    } else {
        "delete from staff_session where id in
           (select id from staff_session where ends_at <= $1 order by ends_at limit 1000)"
    };
    tx.execute(sql, args![now]).await?;
    Ok(())
}
