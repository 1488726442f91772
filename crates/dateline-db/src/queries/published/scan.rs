//! Reading every public story once, newest first.

use super::{Cursor, StoryRow, readable, story};
use crate::{DbResult, Tx, args};
use dateline_core::edition::EditionCode;
use dateline_core::pressed::PressedStory;

/// Full stories of an edition, newest first, at most `limit`, and where the list goes on; standing pages
/// are none. Rows that cannot be read are left out.
pub async fn scan(
    tx: &mut Tx,
    edition: &EditionCode,
    before: Cursor,
    limit: i64,
) -> DbResult<(Vec<PressedStory>, Option<Cursor>)> {
    let rows: Vec<StoryRow> = tx
        .all(
            "select id, edition, family, path, is_page, is_sticky, format, published_at, updated_at, comments, card, document
             from pressed_story where edition = $1 and is_page = $5 and (published_at, id) < ($2, $3)
             order by published_at desc, id desc limit $4",
            args![edition, before.published_at, before.id, limit, false],
        )
        .await?;
    let next = rows.last().map(|last| Cursor {
        published_at: last.published_at,
        id: last.id,
    });
    let stories = rows
        .iter()
        .filter_map(|row| readable(row.id, story(row)))
        .collect();
    Ok((stories, next))
}

/// How many stories of an edition the public can find.
pub async fn count_stories(tx: &mut Tx, edition: &EditionCode) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "count",
            "select count(*) from pressed_story where edition = $1 and is_page = $2",
            args![edition, false],
        )
        .await?;
    Ok(row.0)
}
