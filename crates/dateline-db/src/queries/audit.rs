//! Who did what in the whole house, newest first.

use crate::{DbResult, Tx, args};
use sqlx::FromRow;
use uuid::Uuid;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct AuditRow {
    /// Its id.
    pub id: Uuid,
    /// When, microseconds.
    pub at: i64,
    /// What.
    pub kind: String,
    /// Who.
    pub actor: String,
    /// Noun of what it happened to.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: String,
    /// What else to know, JSON.
    pub particulars: String,
}

/// What happened before this moment and id, newest first, at most `limit`.
pub async fn list(tx: &mut Tx, before: (i64, Uuid), limit: i64) -> DbResult<Vec<AuditRow>> {
    tx.all(
        "select id, at, kind, actor, subject_kind, subject_id, particulars from event
         where (at, id) < ($1, $2) order by at desc, id desc limit $3",
        args![before.0, before.1, limit],
    )
    .await
}

/// What happened to one thing before this moment and id, newest first, at most `limit`.
pub async fn list_of(
    tx: &mut Tx,
    subject: (&str, &str),
    before: (i64, Uuid),
    limit: i64,
) -> DbResult<Vec<AuditRow>> {
    tx.all(
        "select id, at, kind, actor, subject_kind, subject_id, particulars from event
         where subject_kind = $1 and subject_id = $2 and (at, id) < ($3, $4)
         order by at desc, id desc limit $5",
        args![subject.0, subject.1, before.0, before.1, limit],
    )
    .await
}
