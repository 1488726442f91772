//! What each commit changed, in commit order: how other processes keep their caches fresh.

use crate::{Change, DbError, DbResult, Tx, args};

/// Notes the subjects this transaction changes. On PostgreSQL a lock makes order of numbers order of commits.
pub(crate) async fn insert(tx: &mut Tx, change: &Change) -> DbResult<i64> {
    if tx.is_postgres() {
        let _: Vec<(bool,)> = tx
            .all("select pg_advisory_xact_lock(4418) is null", Vec::new())
            .await?;
    }
    let text = serde_json::to_string(change).map_err(|e| DbError::Corrupt {
        what: "change_log.subjects",
        detail: e.to_string(),
    })?;
    let row: (i64,) = tx
        .one(
            "change",
            "insert into change_log (subjects) values ($1) returning seq",
            args![text],
        )
        .await?;
    Ok(row.0)
}

/// Number of the newest change; 0 if there is none.
pub async fn latest(tx: &mut Tx) -> DbResult<i64> {
    let row: (Option<i64>,) = tx
        .one("change", "select max(seq) from change_log", Vec::new())
        .await?;
    Ok(row.0.unwrap_or(0))
}

/// Whether changes after `seq` may have been forgotten, given the oldest one after it that is left.
pub async fn is_gap(tx: &mut Tx, seq: i64, next: i64) -> DbResult<bool> {
    if next <= seq + 1 {
        return Ok(false);
    }
    // Numbers are also lost by transactions that were given up; what stood before tells these apart.
    let oldest: (Option<i64>,) = tx
        .one("change", "select min(seq) from change_log", Vec::new())
        .await?;
    Ok(oldest.0.is_some_and(|oldest| oldest > seq))
}

/// Changes after `seq`, oldest first, at most 1,000: number and change.
pub async fn list_after(tx: &mut Tx, seq: i64) -> DbResult<Vec<(i64, Change)>> {
    let rows: Vec<(i64, String)> = tx
        .all(
            "select seq, subjects from change_log where seq > $1 order by seq limit 1000",
            args![seq],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(seq, text)| (seq, serde_json::from_str(&text).unwrap_or_default()))
        .collect())
}

/// Forgets all but the newest 10,000 changes.
pub async fn trim(tx: &mut Tx) -> DbResult<u64> {
    tx.execute(
        "delete from change_log where seq < (select max(seq) from change_log) - 10000",
        Vec::new(),
    )
    .await
}
