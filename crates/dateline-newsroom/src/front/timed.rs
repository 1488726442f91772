//! A front launches itself at a time. What fell into a stop is launched afterwards, in order, before
//! anything that came later.

use super::draft::{desk, unchanged};
use super::launch::{Cause, put_out};
use super::{FrontDeskError, look};
use crate::actor::Actor;
use crate::history;
use dateline_core::edition::{Edition, EditionCode};
use dateline_core::event::EventKind;
use dateline_core::front::Front;
use dateline_db::queries::front_desk::{self, Timed};
use dateline_db::{DbResult, Tx, micros};
use dateline_web::house::House;
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

/// Most fronts of an edition that wait for their time.
pub const MAX_TIMED: usize = 50;
/// Editions looked at in one round.
const EDITIONS: i64 = 100;

/// Has what the desk has now launch itself at a moment. Work that goes on does not go along.
pub async fn schedule(
    house: &House,
    tx: &mut Tx,
    edition: &Edition,
    at: Timestamp,
    wanted: Option<&str>,
    actor: &Actor,
) -> Result<Uuid, FrontDeskError> {
    let now = house.now();
    if at <= now {
        let told = format!("{at} is past; launch the front now instead");
        return Err(FrontDeskError::BadTime(told));
    }
    let code = &edition.code;
    front_desk::hold(tx, code).await?;
    let desk = desk(tx, code).await?;
    unchanged(&desk, wanted)?;
    look::names(tx, edition, &desk.front).await?;
    look::pictures_ready(tx, edition, &desk.front, now).await?;
    let most = i64::try_from(MAX_TIMED).unwrap_or(i64::MAX);
    if front_desk::list_timed(tx, code, most).await?.len() >= MAX_TIMED {
        return Err(FrontDeskError::TooManyTimed);
    }
    let timed = Timed {
        id: house.new_id(),
        edition: code.0.clone(),
        document: desk.front.to_json()?,
        launch_at: micros(at),
        created_by: actor.0.clone(),
        created_at: micros(now),
    };
    front_desk::insert_timed(tx, &timed).await?;
    let particulars = json!({ "timed": timed.id, "launch_at": at });
    let kind = EventKind::FrontScheduled;
    history::record(house, tx, kind, actor, ("front", code), particulars).await?;
    Ok(timed.id)
}

/// Takes a front back that was to launch itself.
pub async fn cancel(
    house: &House,
    tx: &mut Tx,
    edition: &EditionCode,
    id: Uuid,
    actor: &Actor,
) -> Result<(), FrontDeskError> {
    front_desk::hold(tx, edition).await?;
    if !front_desk::delete_timed(tx, edition, id).await? {
        return Err(FrontDeskError::NoTimed);
    }
    let (kind, subject) = (EventKind::FrontUnscheduled, ("front", edition));
    let particulars = json!({ "timed": id });
    history::record(house, tx, kind, actor, subject, particulars).await?;
    Ok(())
}

/// Editions with a front whose time has come.
pub async fn list_due(house: &House) -> DbResult<Vec<EditionCode>> {
    let mut tx = house.db().read().await?;
    let due = front_desk::list_due(&mut tx, micros(house.now()), EDITIONS).await?;
    tx.close().await?;
    Ok(due)
}

/// Launches what is due of an edition; how many that are, and how late the latest is, in seconds. The
/// caller commits.
pub async fn launch_due(
    house: &House,
    tx: &mut Tx,
    edition: &EditionCode,
) -> DbResult<(usize, i64)> {
    front_desk::hold(tx, edition).await?;
    launch_all_due(house, tx, edition).await
}

/// The same of an edition that is held.
pub(super) async fn launch_all_due(
    house: &House,
    tx: &mut Tx,
    edition: &EditionCode,
) -> DbResult<(usize, i64)> {
    let now = micros(house.now());
    let most = i64::try_from(MAX_TIMED).unwrap_or(i64::MAX);
    let (mut count, mut late) = (0, 0);
    for timed in front_desk::list_due_of(tx, edition, now, most).await? {
        front_desk::delete_timed(tx, edition, timed.id).await?;
        let front = match Front::parse(&timed.document) {
            Ok(front) => front,
            Err(error) => {
                tracing::error!(%edition, %error, "A front of {edition} was due and cannot be read; what readers have stays");
                continue;
            }
        };
        let cause = Cause {
            due_at: Some(timed.launch_at),
            restored_from: None,
        };
        let by = Actor::scheduler();
        put_out(house, tx, edition, &front, cause, &by).await?;
        count += 1;
        late = late.max((now - timed.launch_at) / 1_000_000);
    }
    Ok((count, late))
}
