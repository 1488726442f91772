//! Revisions of a story: who wrote what when.

use crate::queries::story::unpack;
use crate::{DbResult, Tx, args};
use dateline_core::id::StoryId;
use dateline_core::story::StoryContent;
use sqlx::FromRow;
use uuid::Uuid;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RevisionLine {
    /// Its id.
    pub id: Uuid,
    /// Its number, from 1.
    pub number: i64,
    /// Who wrote it.
    pub author: String,
    /// What changed, for the newsroom; may be empty.
    pub note: String,
    /// When, microseconds.
    pub created_at: i64,
}

/// Revisions of a story with a number below `before`, newest first, at most `limit`.
pub async fn list(
    tx: &mut Tx,
    story: StoryId,
    before: i64,
    limit: i64,
) -> DbResult<Vec<RevisionLine>> {
    tx.all(
        "select id, number, author, note, created_at from revision
         where story_id = $1 and number < $2 order by number desc limit $3",
        args![story, before, limit],
    )
    .await
}

/// One revision with its words.
pub async fn get(
    tx: &mut Tx,
    story: StoryId,
    number: i64,
) -> DbResult<(RevisionLine, StoryContent)> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(flatten)]
        line: RevisionLine,
        content: Vec<u8>,
    }
    let row: Row = tx
        .one(
            "revision",
            "select id, number, author, note, created_at, content from revision where story_id = $1 and number = $2",
            args![story, number],
        )
        .await?;
    Ok((row.line, unpack(&row.content)?))
}

/// Words of the newest revisions of stories, in no order.
pub async fn newest_contents(
    tx: &mut Tx,
    stories: &[Uuid],
) -> DbResult<Vec<(StoryId, StoryContent)>> {
    if stories.is_empty() {
        return Ok(Vec::new());
    }
    let ids = crate::dialect::padded(stories.to_vec());
    let sql = format!(
        "select s.id, r.content from story s join revision r on r.id = s.revision_id where s.id in ({})",
        crate::dialect::placeholders(1, ids.len())
    );
    let rows: Vec<(Uuid, Vec<u8>)> = tx
        .all_built(sql, ids.into_iter().map(Into::into).collect())
        .await?;
    rows.into_iter()
        .map(|(id, content)| Ok((StoryId(id), unpack(&content)?)))
        .collect()
}
