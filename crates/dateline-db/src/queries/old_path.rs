//! Addresses that lead elsewhere or to nothing any more.

use crate::{Arg, DbResult, Tx, args};
use dateline_core::id::StoryId;
use uuid::Uuid;

/// What an old address answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OldPath {
    /// Leads to a story, wherever it is now; the story's present path if the public may read it.
    Story {
        /// The story.
        story: StoryId,
        /// Its path.
        path: Option<String>,
    },
    /// Leads to an address.
    Target {
        /// Path of this site or http(s) address.
        target: String,
        /// 301 rather than 302.
        is_permanent: bool,
    },
    /// Withdrawn on purpose.
    Gone,
}

/// Story, target, status, present path of the story.
type Row = (Option<Uuid>, Option<String>, i64, Option<String>);

/// What an address that is no page answers.
pub async fn find(tx: &mut Tx, path: &str) -> DbResult<Option<OldPath>> {
    let row: Option<Row> = tx
        .optional(
            "select o.story_id, o.target, o.status, p.path from old_path o
             left join pressed_story p on p.id = o.story_id where o.path = $1",
            args![path],
        )
        .await?;
    Ok(row.map(|row| match row {
        (_, _, 410, _) | (None, None, _, _) => OldPath::Gone,
        (_, Some(target), status, _) => OldPath::Target {
            target,
            is_permanent: status == 301,
        },
        (Some(story), None, _, path) => OldPath::Story {
            story: StoryId(story),
            path,
        },
    }))
}

/// Lets addresses lead to stories (301). An address that is taken keeps its first owner.
pub async fn put_stories(tx: &mut Tx, paths: &[(String, StoryId)]) -> DbResult<u64> {
    let rows: Vec<Vec<Arg>> = paths
        .iter()
        .map(|(path, story)| args![path, *story, None::<String>, 301_i64])
        .collect();
    tx.insert_many(
        "insert into old_path (path, story_id, target, status)",
        "on conflict (path) do nothing",
        rows,
    )
    .await
}

/// Lets an address lead elsewhere; false if it was taken.
pub async fn put_target(
    tx: &mut Tx,
    path: &str,
    target: &str,
    is_permanent: bool,
) -> DbResult<bool> {
    let status = if is_permanent { 301_i64 } else { 302 };
    let sql = "insert into old_path (path, story_id, target, status) values ($1, null, $2, $3)
               on conflict (path) do update set target = excluded.target, status = excluded.status
               where old_path.story_id is null";
    Ok(tx.execute(sql, args![path, target, status]).await? > 0)
}

/// Makes a withdrawn story's addresses answer 410.
pub async fn put_gone(tx: &mut Tx, path: &str, story: StoryId) -> DbResult<()> {
    tx.execute(
        "update old_path set status = 410 where story_id = $1",
        args![story],
    )
    .await?;
    tx.execute(
        "insert into old_path (path, story_id, target, status) values ($1, $2, null, 410)
         on conflict (path) do update set story_id = excluded.story_id, target = null, status = 410",
        args![path, story],
    )
    .await?;
    Ok(())
}

/// Frees an address because a page stands there now.
pub async fn delete(tx: &mut Tx, path: &str) -> DbResult<()> {
    tx.execute("delete from old_path where path = $1", args![path])
        .await?;
    Ok(())
}

/// Stories behind old addresses: address and story, for those that are known.
pub async fn list_stories(tx: &mut Tx, paths: &[String]) -> DbResult<Vec<(String, Uuid)>> {
    let mut found = Vec::new();
    for paths in paths.chunks(128) {
        let paths = crate::dialect::padded(paths.to_vec());
        let sql = format!(
            "select path, story_id from old_path where story_id is not null and path in ({})",
            crate::dialect::placeholders(1, paths.len())
        );
        found.extend(
            tx.all_built::<(String, Uuid)>(sql, paths.into_iter().map(Arg::from).collect())
                .await?,
        );
    }
    Ok(found)
}

/// Makes every old address of a story answer 410.
pub async fn gone_for(tx: &mut Tx, story: StoryId) -> DbResult<()> {
    tx.execute(
        "update old_path set status = 410 where story_id = $1",
        args![story],
    )
    .await?;
    Ok(())
}
