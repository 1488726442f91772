//! Which stories moved, in commit order: what open boards are told. Every event of a story is a line.

use crate::{DbResult, Tx, args};
use dateline_core::id::StoryId;
use uuid::Uuid;

/// Lines that are kept at least. A board that is further behind loads its lists anew.
pub const KEPT: i64 = 10_000;

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number; later commits have greater ones.
    pub seq: i64,
    /// The story.
    pub story: StoryId,
    /// What happened, as events call it.
    pub kind: String,
}

/// Writes what a transaction noted, as its last act. On PostgreSQL a lock makes order of numbers order
/// of commits.
pub(crate) async fn insert(tx: &mut Tx, moved: &[(Uuid, &'static str)]) -> DbResult<()> {
    if moved.is_empty() {
        return Ok(());
    }
    if tx.is_postgres() {
        let _: Vec<(bool,)> = tx
            .all("select pg_advisory_xact_lock(4419) is null", Vec::new())
            .await?;
    }
    let rows = moved
        .iter()
        .map(|(story, kind)| args![*story, *kind])
        .collect();
    tx.insert_many("insert into desk_log (story_id, kind)", "", rows)
        .await?;
    Ok(())
}

/// Lines after `seq`, oldest first, at most `limit`.
pub async fn list_after(tx: &mut Tx, seq: i64, limit: i64) -> DbResult<Vec<Line>> {
    let rows: Vec<(i64, Uuid, String)> = tx
        .all(
            "select seq, story_id, kind from desk_log where seq > $1 order by seq limit $2",
            args![seq, limit],
        )
        .await?;
    let line = |(seq, story, kind)| Line {
        seq,
        story: StoryId(story),
        kind,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Numbers of the oldest and the newest line; 0 if there is none.
pub async fn ends(tx: &mut Tx) -> DbResult<(i64, i64)> {
    let row: (Option<i64>, Option<i64>) = tx
        .one(
            "desk log",
            "select (select min(seq) from desk_log), (select max(seq) from desk_log)",
            Vec::new(),
        )
        .await?;
    Ok((row.0.unwrap_or(0), row.1.unwrap_or(0)))
}

/// Forgets all but the newest [`KEPT`] lines.
pub async fn trim(tx: &mut Tx) -> DbResult<u64> {
    tx.execute(
        "delete from desk_log where seq < (select max(seq) from desk_log) - $1",
        args![KEPT],
    )
    .await
}
