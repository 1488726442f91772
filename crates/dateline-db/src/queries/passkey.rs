//! Passkeys of accounts, and what was asked of an authenticator and is not yet answered.

use crate::{DbResult, Tx, args};
use dateline_core::id::StaffId;
use sqlx::FromRow;
use uuid::Uuid;

/// A passkey as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PasskeyRow {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub staff_id: Uuid,
    /// What the authenticator calls it, base64url.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
    /// Public key and counter, JSON.
    pub body: String,
    /// When it was added, microseconds.
    pub created_at: i64,
    /// When it was last used, microseconds.
    pub used_at: Option<i64>,
}

/// Writes a passkey down.
pub async fn insert(tx: &mut Tx, key: &PasskeyRow) -> DbResult<()> {
    tx.execute(
        "insert into staff_passkey (id, staff_id, credential, name, body, created_at) values ($1, $2, $3, $4, $5, $6)",
        args![
            key.id,
            key.staff_id,
            &key.credential,
            &key.name,
            &key.body,
            key.created_at
        ],
    )
    .await?;
    Ok(())
}

/// Passkeys of an account, oldest first, at most `limit`.
pub async fn list(tx: &mut Tx, staff: StaffId, limit: i64) -> DbResult<Vec<PasskeyRow>> {
    tx.all(
        "select id, staff_id, credential, name, body, created_at, used_at from staff_passkey
         where staff_id = $1 order by created_at, id limit $2",
        args![staff, limit],
    )
    .await
}

/// The passkey the authenticator calls this.
pub async fn find(tx: &mut Tx, credential: &str) -> DbResult<Option<PasskeyRow>> {
    tx.optional(
        "select id, staff_id, credential, name, body, created_at, used_at from staff_passkey
         where credential = $1",
        args![credential],
    )
    .await
}

/// How many passkeys an account has.
pub async fn count(tx: &mut Tx, staff: StaffId) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "passkeys",
            "select count(*) from staff_passkey where staff_id = $1",
            args![staff],
        )
        .await?;
    Ok(row.0)
}

/// Notes that a passkey was used, and what it says of itself now.
pub async fn used(tx: &mut Tx, id: Uuid, body: &str, now: i64) -> DbResult<()> {
    let sql = "update staff_passkey set body = $2, used_at = $3 where id = $1";
    tx.execute(sql, args![id, body, now]).await?;
    Ok(())
}

/// Forgets a passkey of an account; false if there is none.
pub async fn delete(tx: &mut Tx, id: Uuid, staff: StaffId) -> DbResult<bool> {
    let sql = "delete from staff_passkey where id = $1 and staff_id = $2";
    Ok(tx.execute(sql, args![id, staff]).await? > 0)
}

/// Forgets every passkey of an account.
pub async fn delete_all(tx: &mut Tx, staff: StaffId) -> DbResult<u64> {
    let sql = "delete from staff_passkey where staff_id = $1";
    tx.execute(sql, args![staff]).await
}

/// Writes down what was asked of an authenticator.
pub async fn ask(
    tx: &mut Tx,
    id: Uuid,
    staff: Option<StaffId>,
    kind: &str,
    state: &str,
    ends_at: i64,
) -> DbResult<()> {
    tx.execute(
        "insert into staff_ceremony (id, staff_id, kind, state, ends_at) values ($1, $2, $3, $4, $5)",
        args![id, staff, kind, state, ends_at],
    )
    .await?;
    Ok(())
}

/// What was asked, once: it can be answered no second time.
pub async fn answer(
    tx: &mut Tx,
    id: Uuid,
    kind: &str,
    now: i64,
) -> DbResult<Option<(Option<Uuid>, String)>> {
    let found: Option<(Option<Uuid>, String)> = tx
        .optional(
            "delete from staff_ceremony where id = $1 and kind = $2 and ends_at > $3 returning staff_id, state",
            args![id, kind, now],
        )
        .await?;
    Ok(found)
}

/// Forgets what was not answered in time, at most 1,000, of that what nobody is looking at.
pub async fn sweep(tx: &mut Tx, now: i64) -> DbResult<()> {
    let sql = if tx.is_postgres() {
        "delete from staff_ceremony where id in
           (select id from staff_ceremony where ends_at <= $1 order by ends_at limit 1000 for update skip locked)"
    } else {
        "delete from staff_ceremony where id in
           (select id from staff_ceremony where ends_at <= $1 order by ends_at limit 1000)"
    };
    tx.execute(sql, args![now]).await?;
    Ok(())
}

/// How many ceremonies of a kind are under way.
pub async fn count_asked(tx: &mut Tx, kind: &str) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "ceremonies",
            "select count(*) from staff_ceremony where kind = $1",
            args![kind],
        )
        .await?;
    Ok(row.0)
}
