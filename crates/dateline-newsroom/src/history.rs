//! The history: every act writes down what happened, in the transaction that made it true.

use crate::actor::Actor;
use dateline_core::event::{Event, EventKind};
use dateline_core::id::EventId;
use dateline_db::queries::event;
use dateline_db::{DbResult, Tx};
use dateline_web::house::House;
use serde_json::Value;

/// Writes down what happened to a subject: its kind in one word, and its id.
pub async fn record(
    house: &House,
    tx: &mut Tx,
    kind: EventKind,
    actor: &Actor,
    (subject_kind, subject_id): (&'static str, impl ToString),
    particulars: Value,
) -> DbResult<()> {
    let event = Event {
        id: EventId(house.new_id()),
        at: house.now(),
        kind,
        actor: actor.0.clone(),
        subject_kind,
        subject_id: subject_id.to_string(),
        particulars,
    };
    event::insert(tx, &event).await
}
