//! The job queue: enqueued in the transaction of the act, leased, retried with back-off.

use crate::{DbResult, Tx, args};
use uuid::Uuid;

/// Attempts before a job is set aside as dead.
pub const MAX_ATTEMPTS: i64 = 8;

/// A job that is due.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What to do.
    pub kind: String,
    /// With what, JSON.
    pub payload: String,
    /// Which attempt this is, from 1.
    pub attempts: i64,
}

/// Enqueues a job; one with the same `dedup` that nobody has taken up yet stands for both.
pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    kind: &str,
    payload: &str,
    dedup: Option<String>,
    run_at: i64,
    now: i64,
) -> DbResult<()> {
    tx.execute(
        "insert into job (id, kind, payload, dedup, run_at, attempts, created_at) values ($1, $2, $3, $4, $5, 0, $6)
         on conflict do nothing",
        args![id, kind, payload, dedup, run_at, now],
    )
    .await?;
    Ok(())
}

/// How the kinds of jobs begin that take long and for which nothing waits.
pub const SLOW: &str = "slow_";

/// Takes up to `limit` due jobs that are not [`SLOW`], oldest first; they are ours until `lease_until`.
pub async fn claim(tx: &mut Tx, now: i64, lease_until: i64, limit: i64) -> DbResult<Vec<Job>> {
    take(tx, now, lease_until, limit, false).await
}

/// Takes up to `limit` due jobs that are [`SLOW`], oldest first; they are ours until `lease_until`.
pub async fn claim_slow(tx: &mut Tx, now: i64, lease_until: i64, limit: i64) -> DbResult<Vec<Job>> {
    take(tx, now, lease_until, limit, true).await
}

/// How many [`SLOW`] jobs are due.
pub async fn count_slow(tx: &mut Tx, now: i64) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "job",
            "select count(*) from job where dead_at is null and run_at <= $1 and (lease_until is null or lease_until < $1)
               and substr(kind, 1, 5) = 'slow_'",
            args![now],
        )
        .await?;
    Ok(row.0)
}

async fn take(
    tx: &mut Tx,
    now: i64,
    lease_until: i64,
    limit: i64,
    is_slow: bool,
) -> DbResult<Vec<Job>> {
    bury(tx, now).await?;
    let sql = if tx.is_postgres() {
        "update job set lease_until = $2, attempts = attempts + 1 where id in (
           select id from job where dead_at is null and run_at <= $1 and (lease_until is null or lease_until < $1)
             and (substr(kind, 1, 5) = 'slow_') = $4
           order by run_at limit $3 for update skip locked)
         returning id, kind, payload, attempts"
    } else {
        "update job set lease_until = $2, attempts = attempts + 1 where id in (
           select id from job where dead_at is null and run_at <= $1 and (lease_until is null or lease_until < $1)
             and (substr(kind, 1, 5) = 'slow_') = $4
           order by run_at limit $3)
         returning id, kind, payload, attempts"
    };
    tx.all(sql, args![now, lease_until, limit, is_slow]).await
}

/// Sets aside jobs whose every taker died: the next would too.
async fn bury(tx: &mut Tx, now: i64) -> DbResult<()> {
    let sql = "update job set dead_at = $1, lease_until = null, dedup = null,
                 last_error = coalesce(last_error || '; ', '') || 'it was taken up ' || attempts || ' times and never came back'
               where dead_at is null and attempts >= $2 and lease_until < $1";
    tx.execute(sql, args![now, MAX_ATTEMPTS]).await?;
    Ok(())
}

/// The job is done.
pub async fn finish(tx: &mut Tx, id: Uuid) -> DbResult<()> {
    tx.execute("delete from job where id = $1", args![id])
        .await?;
    Ok(())
}

/// The job failed: again at `run_at`, or set aside if `dead`.
pub async fn fail(
    tx: &mut Tx,
    id: Uuid,
    error: &str,
    run_at: i64,
    dead: Option<i64>,
) -> DbResult<()> {
    let error: String = error.chars().take(2_000).collect();
    let sql = "update job set lease_until = null, last_error = $2, run_at = $3, dead_at = $4, dedup = null where id = $1";
    tx.execute(sql, args![id, error, run_at, dead]).await?;
    Ok(())
}

/// Jobs set aside, newest first, at most 100: kind, payload, last error.
pub async fn list_dead(tx: &mut Tx) -> DbResult<Vec<(String, String, Option<String>)>> {
    tx.all("select kind, payload, last_error from job where dead_at is not null order by dead_at desc limit 100", args![]).await
}

/// Jobs waiting, and how long the oldest has been due (microseconds since 1970, if any).
pub async fn count_waiting(tx: &mut Tx) -> DbResult<(i64, Option<i64>)> {
    tx.one(
        "job",
        "select count(*), min(run_at) from job where dead_at is null",
        args![],
    )
    .await
}

/// Puts every job that was set aside back into the queue, with all its attempts before it; how many.
pub async fn revive(tx: &mut Tx, now: i64) -> DbResult<u64> {
    let sql = "update job set dead_at = null, attempts = 0, lease_until = null, run_at = $1 where dead_at is not null";
    tx.execute(sql, args![now]).await
}

/// How many jobs were set aside.
pub async fn count_dead(tx: &mut Tx) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "job",
            "select count(*) from job where dead_at is not null",
            args![],
        )
        .await?;
    Ok(row.0)
}
