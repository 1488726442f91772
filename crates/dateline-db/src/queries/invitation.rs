//! Links by which somebody makes an account, or sets the password of one anew.

use crate::{DbResult, Tx, args};
use dateline_core::id::StaffId;
use sqlx::FromRow;
use uuid::Uuid;

/// A link as stored: never what opens it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct InvitationRow {
    /// Its id.
    pub id: Uuid,
    /// The account whose password is set anew; none for a new account.
    pub staff_id: Option<Uuid>,
    /// Mail address of the account.
    pub email: String,
    /// Name of the account.
    pub name: String,
    /// Roles of the new account, JSON.
    pub roles: String,
    /// Who made the link.
    pub invited_by: String,
    /// When, microseconds.
    pub created_at: i64,
    /// Until when it holds, microseconds.
    pub ends_at: i64,
    /// When it was used, microseconds.
    pub accepted_at: Option<i64>,
    /// When it was taken back, microseconds.
    pub revoked_at: Option<i64>,
}

/// Writes a link down. `hash` is the SHA-256 of what opens it, in lower-case hex.
pub async fn insert(tx: &mut Tx, row: &InvitationRow, hash: &str) -> DbResult<()> {
    tx.execute(
        "insert into staff_invitation (id, staff_id, hash, email, name, roles, invited_by, created_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            row.id,
            row.staff_id,
            hash,
            &row.email,
            &row.name,
            &row.roles,
            &row.invited_by,
            row.created_at,
            row.ends_at
        ],
    )
    .await?;
    Ok(())
}

/// The link with this hash that holds at that moment.
pub async fn find(tx: &mut Tx, hash: &str, now: i64) -> DbResult<Option<InvitationRow>> {
    tx.optional(
        "select id, staff_id, email, name, roles, invited_by, created_at, ends_at, accepted_at, revoked_at
         from staff_invitation
         where hash = $1 and ends_at > $2 and accepted_at is null and revoked_at is null",
        args![hash, now],
    )
    .await
}

/// Links that hold, newest first, after this moment and id, at most `limit`.
pub async fn list(
    tx: &mut Tx,
    now: i64,
    after: (i64, Uuid),
    limit: i64,
) -> DbResult<Vec<InvitationRow>> {
    tx.all(
        "select id, staff_id, email, name, roles, invited_by, created_at, ends_at, accepted_at, revoked_at
         from staff_invitation
         where (created_at, id) < ($2, $3) and ends_at > $1 and accepted_at is null and revoked_at is null
         order by created_at desc, id desc limit $4",
        args![now, after.0, after.1, limit],
    )
    .await
}

/// Uses a link up; false if somebody did before, or it does not hold any more.
pub async fn accept(tx: &mut Tx, id: Uuid, now: i64) -> DbResult<bool> {
    let sql = "update staff_invitation set accepted_at = $2
               where id = $1 and accepted_at is null and revoked_at is null and ends_at > $2";
    Ok(tx.execute(sql, args![id, now]).await? > 0)
}

/// Takes a link back; false if there is none with this id that held.
pub async fn revoke(tx: &mut Tx, id: Uuid, now: i64) -> DbResult<bool> {
    let sql = "update staff_invitation set revoked_at = $2
               where id = $1 and accepted_at is null and revoked_at is null and ends_at > $2";
    Ok(tx.execute(sql, args![id, now]).await? > 0)
}

/// Takes back every link that makes an account with this address.
pub async fn revoke_of_address(tx: &mut Tx, email: &str, now: i64) -> DbResult<u64> {
    let sql = "update staff_invitation set revoked_at = $2
               where email = $1 and staff_id is null and accepted_at is null and revoked_at is null";
    tx.execute(sql, args![email, now]).await
}

/// Takes back every link that sets the password of this account.
pub async fn revoke_of_staff(tx: &mut Tx, staff: StaffId, now: i64) -> DbResult<u64> {
    let sql = "update staff_invitation set revoked_at = $2
               where staff_id = $1 and accepted_at is null and revoked_at is null";
    tx.execute(sql, args![staff, now]).await
}
