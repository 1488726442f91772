//! Which stories became public, changed or went, in commit order: what search indexes are fed from.

use crate::{DbResult, Tx, args};
use dateline_core::id::StoryId;
use uuid::Uuid;

/// Lines that are kept at least. An index that is further behind is built anew.
pub const KEPT: i64 = 200_000;

/// A line of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number; later commits have greater ones.
    pub seq: i64,
    /// The story.
    pub story: StoryId,
    /// Whether it was withdrawn; else it became public or changed.
    pub is_withdrawn: bool,
}

/// Writes what a transaction noted, as its last act. On PostgreSQL a lock makes order of numbers order
/// of commits.
pub(crate) async fn insert(tx: &mut Tx, stories: &[(Uuid, bool)]) -> DbResult<()> {
    if stories.is_empty() {
        return Ok(());
    }
    if tx.is_postgres() {
        let _: Vec<(bool,)> = tx
            .all("select pg_advisory_xact_lock(4418) is null", Vec::new())
            .await?;
    }
    let rows = stories
        .iter()
        .map(|(story, is_withdrawn)| args![*story, *is_withdrawn])
        .collect();
    tx.insert_many("insert into search_log (story_id, is_withdrawn)", "", rows)
        .await?;
    Ok(())
}

/// Lines after `seq`, oldest first, at most `limit`.
pub async fn list_after(tx: &mut Tx, seq: i64, limit: i64) -> DbResult<Vec<Line>> {
    let rows: Vec<(i64, Uuid, bool)> = tx
        .all(
            "select seq, story_id, is_withdrawn from search_log where seq > $1 order by seq limit $2",
            args![seq, limit],
        )
        .await?;
    let line = |(seq, story, is_withdrawn)| Line {
        seq,
        story: StoryId(story),
        is_withdrawn,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Stories withdrawn after `seq`, by time, at most 1,000: no hit may be one of them.
pub async fn withdrawn_after(tx: &mut Tx, seq: i64) -> DbResult<Vec<StoryId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select story_id from search_log where seq > $1 and is_withdrawn order by seq limit 1000",
            args![seq],
        )
        .await?;
    Ok(rows.into_iter().map(|row| StoryId(row.0)).collect())
}

/// The newest line, if there is any.
pub async fn latest(tx: &mut Tx) -> DbResult<Option<(i64, StoryId)>> {
    let row: Option<(i64, Uuid)> = tx
        .optional(
            "select seq, story_id from search_log order by seq desc limit 1",
            Vec::new(),
        )
        .await?;
    Ok(row.map(|(seq, story)| (seq, StoryId(story))))
}

/// The story of a line, if the line is there.
pub async fn find(tx: &mut Tx, seq: i64) -> DbResult<Option<StoryId>> {
    let row: Option<(Uuid,)> = tx
        .optional("select story_id from search_log where seq = $1", args![seq])
        .await?;
    Ok(row.map(|row| StoryId(row.0)))
}

/// Forgets all but the newest [`KEPT`] lines.
pub async fn trim(tx: &mut Tx) -> DbResult<u64> {
    tx.execute(
        "delete from search_log where seq < (select max(seq) from search_log) - $1",
        args![KEPT],
    )
    .await
}
