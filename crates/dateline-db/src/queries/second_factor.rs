//! What an account asks for besides its password: codes of a device, and recovery codes.

use crate::{DbResult, Tx, args};
use dateline_core::id::StaffId;
use sqlx::FromRow;

/// The device of an account that shows codes.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TotpRow {
    /// What device and house share.
    pub secret: Vec<u8>,
    /// When it was begun, microseconds.
    pub started_at: i64,
    /// Since when its codes are asked for, microseconds.
    pub confirmed_at: Option<i64>,
    /// The newest step whose code was used.
    pub last_step: i64,
}

/// The device of an account, confirmed or not.
pub async fn find_totp(tx: &mut Tx, staff: StaffId) -> DbResult<Option<TotpRow>> {
    tx.optional(
        "select secret, started_at, confirmed_at, last_step from staff_totp where staff_id = $1",
        args![staff],
    )
    .await
}

/// Begins a device, in place of one that was begun and never confirmed; false if one is confirmed.
pub async fn start_totp(tx: &mut Tx, staff: StaffId, secret: Vec<u8>, now: i64) -> DbResult<bool> {
    let done = tx
        .execute(
            "insert into staff_totp (staff_id, secret, started_at, last_step) values ($1, $2, $3, 0)
             on conflict (staff_id) do update set secret = excluded.secret, started_at = excluded.started_at, last_step = 0
             where staff_totp.confirmed_at is null",
            args![staff, secret, now],
        )
        .await?;
    Ok(done > 0)
}

/// Notes that the code of a step was used; false if that step or a later one was used before.
pub async fn use_step(tx: &mut Tx, staff: StaffId, step: i64) -> DbResult<bool> {
    let sql = "update staff_totp set last_step = $2 where staff_id = $1 and last_step < $2";
    Ok(tx.execute(sql, args![staff, step]).await? > 0)
}

/// Codes are asked for from now on.
pub async fn confirm_totp(tx: &mut Tx, staff: StaffId, now: i64) -> DbResult<()> {
    let sql = "update staff_totp set confirmed_at = $2 where staff_id = $1";
    tx.execute(sql, args![staff, now]).await?;
    Ok(())
}

/// Forgets the device; false if there was none.
pub async fn delete_totp(tx: &mut Tx, staff: StaffId) -> DbResult<bool> {
    let sql = "delete from staff_totp where staff_id = $1";
    Ok(tx.execute(sql, args![staff]).await? > 0)
}

/// Gives an account these recovery codes (SHA-256, hex) and no others.
pub async fn set_codes(tx: &mut Tx, staff: StaffId, hashes: &[String]) -> DbResult<()> {
    tx.execute(
        "delete from staff_recovery_code where staff_id = $1",
        args![staff],
    )
    .await?;
    let rows = hashes.iter().map(|hash| args![hash, staff]).collect();
    let head = "insert into staff_recovery_code (hash, staff_id)";
    tx.insert_many(head, "", rows).await?;
    Ok(())
}

/// Uses a recovery code up; false if it is none of this account that is left.
pub async fn use_code(tx: &mut Tx, staff: StaffId, hash: &str, now: i64) -> DbResult<bool> {
    let sql = "update staff_recovery_code set used_at = $3 where hash = $1 and staff_id = $2 and used_at is null";
    Ok(tx.execute(sql, args![hash, staff, now]).await? > 0)
}

/// How many recovery codes are left.
pub async fn count_codes(tx: &mut Tx, staff: StaffId) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "recovery codes",
            "select count(*) from staff_recovery_code where staff_id = $1 and used_at is null",
            args![staff],
        )
        .await?;
    Ok(row.0)
}
