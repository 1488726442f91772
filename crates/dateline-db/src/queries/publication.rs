//! What of each story is public, where and since when. Pressed rows are built from it.

use crate::{DbResult, Tx, args, from_micros};
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use jiff::Timestamp;
use uuid::Uuid;

/// What of a story is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Public path, not percent-encoded.
    pub path: String,
    /// Number of the public revision; `None` where only the pressed document knows.
    pub revision: Option<i64>,
    /// Publication of this state.
    pub updated_at: Timestamp,
}

/// What of a story is public, if anything.
pub async fn find(tx: &mut Tx, id: StoryId) -> DbResult<Option<Publication>> {
    let row: Option<(String, Option<i64>, i64)> = tx
        .optional(
            "select path, revision, updated_at from publication where story_id = $1",
            args![id],
        )
        .await?;
    Ok(row.map(|(path, revision, at)| Publication {
        path,
        revision,
        updated_at: from_micros(at),
    }))
}

/// Public stories by id after `after`, at most `limit`: those whose publication is known, or the others.
pub async fn list_public(
    tx: &mut Tx,
    is_known: bool,
    after: Uuid,
    limit: i64,
) -> DbResult<Vec<StoryId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select s.id from story s left join publication p on p.story_id = s.id
             where (s.state || '') = 'published' and s.id > $1 and (p.story_id is not null) = $2 order by s.id limit $3",
            args![after, is_known, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|r| StoryId(r.0)).collect())
}

/// Pressed rows of stories that are not public, by id, at most `limit`.
pub async fn list_strays(tx: &mut Tx, limit: i64) -> DbResult<Vec<StoryId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select p.id from pressed_story p left join story s on s.id = p.id and s.state = 'published'
             where s.id is null order by p.id limit $1",
            args![limit],
        )
        .await?;
    Ok(rows.into_iter().map(|r| StoryId(r.0)).collect())
}

/// Notes what becomes public with these pressed rows.
pub(super) async fn put(tx: &mut Tx, stories: &[PressedStory]) -> DbResult<()> {
    let rows = stories
        .iter()
        .map(|s| args![s.id, &s.path, s.document.revision, s.updated_at])
        .collect();
    tx.insert_many(
        "insert into publication (story_id, path, revision, updated_at)",
        "on conflict (story_id) do update set path = excluded.path, revision = excluded.revision, updated_at = excluded.updated_at",
        rows,
    )
    .await?;
    Ok(())
}

/// Notes that nothing of a story is public any more.
pub(super) async fn delete(tx: &mut Tx, id: StoryId) -> DbResult<()> {
    tx.execute("delete from publication where story_id = $1", args![id])
        .await?;
    Ok(())
}
