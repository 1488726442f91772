//! Events.

use crate::{DbResult, Tx, args};
use dateline_core::event::Event;

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
