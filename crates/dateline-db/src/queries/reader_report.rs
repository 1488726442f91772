//! What readers report as wrong in a story.

use crate::{DbResult, Tx, args};
use dateline_core::id::StoryId;
use sqlx::FromRow;
use uuid::Uuid;

/// A report to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// Its id.
    pub id: Uuid,
    /// The story it is about.
    pub story: StoryId,
    /// The revision the reader had, from 1.
    pub revision: i64,
    /// The words it is about, as the reader quotes them.
    pub passage: Option<String>,
    /// What is wrong with them.
    pub body: String,
    /// Where the reader wants an answer.
    pub email: Option<String>,
    /// When it came, microseconds.
    pub created_at: i64,
}

/// A report as stored, with the story as the public finds it now.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ReportRow {
    /// Its id.
    pub id: Uuid,
    /// The story it is about.
    pub story_id: Uuid,
    /// The revision the reader had.
    pub revision: i64,
    /// The words it is about.
    pub passage: Option<String>,
    /// What is wrong with them.
    pub body: String,
    /// Where the reader wants an answer; none once it is closed.
    pub email: Option<String>,
    /// `open` or `closed`.
    pub state: String,
    /// What the desk wrote when it closed it.
    pub note: Option<String>,
    /// When it came, microseconds.
    pub created_at: i64,
    /// When it was closed, microseconds.
    pub closed_at: Option<i64>,
    /// Headline the public reads; none if the story is not public any more.
    pub headline: Option<String>,
    /// Path of the story; none if it is not public any more.
    pub path: Option<String>,
}

/// Writes a report down, open.
pub async fn insert(tx: &mut Tx, report: &NewReport) -> DbResult<()> {
    tx.execute(
        "insert into reader_report (id, story_id, revision, passage, body, email, state, created_at)
         values ($1, $2, $3, $4, $5, $6, 'open', $7)",
        args![
            report.id,
            report.story,
            report.revision,
            report.passage.as_deref(),
            &report.body,
            report.email.as_deref(),
            report.created_at
        ],
    )
    .await?;
    Ok(())
}

/// Reports in one state, newest first, after a position, at most `limit`.
pub async fn list_in(
    tx: &mut Tx,
    state: &str,
    before: (i64, Uuid),
    limit: i64,
) -> DbResult<Vec<ReportRow>> {
    tx.all(
        "select r.id, r.story_id, r.revision, r.passage, r.body, r.email, r.state, r.note, r.created_at,
           r.closed_at, p.headline, p.path
         from reader_report r left join pressed_story p on p.id = r.story_id
         where r.state = $1 and (r.created_at, r.id) < ($2, $3)
         order by r.created_at desc, r.id desc limit $4",
        args![state, before.0, before.1, limit],
    )
    .await
}

/// Reports of any state, newest first, after a position, at most `limit`.
pub async fn list(tx: &mut Tx, before: (i64, Uuid), limit: i64) -> DbResult<Vec<ReportRow>> {
    tx.all(
        "select r.id, r.story_id, r.revision, r.passage, r.body, r.email, r.state, r.note, r.created_at,
           r.closed_at, p.headline, p.path
         from reader_report r left join pressed_story p on p.id = r.story_id
         where (r.created_at, r.id) < ($1, $2)
         order by r.created_at desc, r.id desc limit $3",
        args![before.0, before.1, limit],
    )
    .await
}

/// A report by id.
pub async fn find(tx: &mut Tx, id: Uuid) -> DbResult<Option<ReportRow>> {
    tx.optional(
        "select r.id, r.story_id, r.revision, r.passage, r.body, r.email, r.state, r.note, r.created_at,
           r.closed_at, p.headline, p.path
         from reader_report r left join pressed_story p on p.id = r.story_id where r.id = $1",
        args![id],
    )
    .await
}

/// Closes a report and forgets the reader's address; false if there is none with this id that was open.
pub async fn close(tx: &mut Tx, id: Uuid, note: Option<&str>, now: i64) -> DbResult<bool> {
    let sql = "update reader_report set state = 'closed', email = null, note = $2, closed_at = $3
         where id = $1 and state = 'open'";
    Ok(tx.execute(sql, args![id, note, now]).await? > 0)
}
