//! Comments: what readers wrote under stories.

use crate::{Arg, DbResult, Tx, args, dialect};
use dateline_core::id::{CommentId, StoryId};
use uuid::Uuid;

/// A comment as stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CommentRow {
    /// Its id.
    pub id: Uuid,
    /// The comment it answers.
    pub parent_id: Option<Uuid>,
    /// Name as shown.
    pub name: String,
    /// Its body as JSON.
    pub body: String,
    /// When, microseconds.
    pub created_at: i64,
}

/// Approved comments of a story, oldest first, after `(created_at, id)`, at most `limit`.
pub async fn list_approved(
    tx: &mut Tx,
    story: StoryId,
    after: (i64, Uuid),
    limit: i64,
) -> DbResult<Vec<CommentRow>> {
    tx.all(
        "select id, parent_id, name, body, created_at from comment
         where story_id = $1 and state = 'approved' and (created_at, id) > ($2, $3)
         order by created_at, id limit $4",
        args![story, after.0, after.1, limit],
    )
    .await
}

/// A comment to be stored.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// Its id.
    pub id: CommentId,
    /// Where it stands.
    pub story: StoryId,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// Name as shown.
    pub name: String,
    /// Mail address; never shown.
    pub email: Option<String>,
    /// Body as JSON.
    pub body: String,
    /// approved, held or rejected.
    pub state: &'static str,
    /// When, microseconds.
    pub created_at: i64,
}

/// Stores comments; one that exists gets the new words and state.
pub async fn put(tx: &mut Tx, comments: &[NewComment]) -> DbResult<u64> {
    let rows: Vec<Vec<Arg>> = comments
        .iter()
        .map(|c| {
            args![
                c.id,
                c.story,
                c.parent,
                &c.name,
                c.email.clone(),
                &c.body,
                c.state,
                c.created_at
            ]
        })
        .collect();
    tx.insert_many(
        "insert into comment (id, story_id, parent_id, name, email, body, state, created_at)",
        "on conflict (id) do update set body = excluded.body, state = excluded.state, name = excluded.name",
        rows,
    )
    .await
}

/// Counts the approved comments of stories anew.
pub async fn recount(tx: &mut Tx, stories: &[StoryId]) -> DbResult<()> {
    for stories in stories.chunks(128) {
        let stories = dialect::padded(stories.to_vec());
        let sql = format!(
            "insert into discussion (story_id, approved, last_at)
             select s.id, count(c.id), coalesce(max(c.created_at), 0) from story s
             left join comment c on c.story_id = s.id and c.state = 'approved'
             where s.id in ({}) group by s.id
             on conflict (story_id) do update set approved = excluded.approved, last_at = excluded.last_at",
            dialect::placeholders(1, stories.len())
        );
        tx.execute_built(sql, stories.into_iter().map(Arg::from).collect())
            .await?;
    }
    Ok(())
}
