//! Events.

use crate::{DbResult, Tx, args};
use dateline_core::event::{Event, EventKind};

/// Writes down what happened, in the transaction that made it so.
pub async fn insert(tx: &mut Tx, event: &Event) -> DbResult<()> {
    tx.execute(
        "insert into event (id, at, kind, actor, subject_kind, subject_id, particulars) values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            event.id,
            event.at,
            event.kind.as_str(),
            &event.actor,
            event.subject_kind,
            &event.subject_id,
            event.particulars.to_string()
        ],
    )
    .await?;
    if event.subject_kind == "story"
        && let Ok(story) = event.subject_id.parse()
    {
        tx.moved(story, event.kind.as_str());
    }
    Ok(())
}

/// What happened to a thing, oldest first, at most 500: time, kind, actor, particulars.
pub async fn list(
    tx: &mut Tx,
    subject_kind: &str,
    subject_id: &str,
) -> DbResult<Vec<(i64, String, String, String)>> {
    tx.all(
        "select at, kind, actor, particulars from event where subject_kind = $1 and subject_id = $2
         order by at, id limit 500",
        args![subject_kind, subject_id],
    )
    .await
}

/// The newest event of a kind that happened to a thing: time and particulars.
pub async fn find_newest(
    tx: &mut Tx,
    subject_kind: &str,
    subject_id: &str,
    kind: EventKind,
) -> DbResult<Option<(i64, String)>> {
    tx.optional(
            "select at, particulars from event where subject_kind = $1 and subject_id = $2 and kind = $3
             order by at desc, id desc limit 1",
            args![subject_kind, subject_id, kind.as_str()],
        )
        .await
}

/// What the clock did to a story.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ByClock {
    /// When, microseconds.
    pub at: i64,
    /// What.
    pub kind: String,
    /// Id of the story.
    pub subject_id: String,
    /// What else to know, JSON.
    pub particulars: String,
    /// Whether something happened to the story since.
    pub is_past: bool,
}

/// What the clock did to stories, newest first, at most `limit`.
pub async fn list_by_clock(tx: &mut Tx, limit: i64) -> DbResult<Vec<ByClock>> {
    tx.all(
        "select e.at, e.kind, e.subject_id, e.particulars, exists
           (select 1 from event l where l.subject_kind = e.subject_kind and l.subject_id = e.subject_id and l.at > e.at) as is_past
         from event e where e.actor = 'scheduler' and e.subject_kind = 'story'
         order by e.at desc, e.id desc limit $1",
        args![limit],
    )
    .await
}

/// A line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EventLine {
    /// Its id.
    pub id: uuid::Uuid,
    /// When, microseconds.
    pub at: i64,
    /// What.
    pub kind: String,
    /// Who.
    pub actor: String,
    /// What else to know, JSON.
    pub particulars: String,
}

/// What happened to a thing before `(at, id)`, newest first, at most `limit`.
pub async fn list_before(
    tx: &mut Tx,
    (subject_kind, subject_id): (&str, &str),
    before: (i64, uuid::Uuid),
    limit: i64,
) -> DbResult<Vec<EventLine>> {
    tx.all(
        "select id, at, kind, actor, particulars from event
         where subject_kind = $1 and subject_id = $2 and (at, id) < ($3, $4) order by at desc, id desc limit $5",
        args![subject_kind, subject_id, before.0, before.1, limit],
    )
    .await
}
