//! Since when a public translation follows its original.

use crate::{DbResult, Tx, args, from_micros};
use dateline_core::id::StoryId;
use jiff::Timestamp;

/// When a public translation last followed this original, if anybody said so.
pub async fn followed_at(
    tx: &mut Tx,
    story: StoryId,
    original: StoryId,
) -> DbResult<Option<Timestamp>> {
    let row: Option<(i64,)> = tx
        .optional(
            "select t.followed_at from translation t join pressed_story p on p.id = t.story_id
             where t.story_id = $1 and t.source_id = $2",
            args![story, original],
        )
        .await?;
    Ok(row.map(|r| from_micros(r.0)))
}
