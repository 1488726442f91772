//! Leases begin and end by the clock: kept pages and outer caches are told.
//!
//! What a page shows follows the clock by itself; here others hear of it, and the history does.

use super::record;
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::{LeaseId, PictureId};
use dateline_core::subject::Subject;
use dateline_db::queries::picture_lease;
use dateline_db::{DbResult, from_micros};
use dateline_web::house::House;
use serde_json::json;

/// Leases looked at together.
const TOGETHER: i64 = 100;
/// A lease this late is worth a line in the log, in seconds.
const LATE_SECONDS: i64 = 60;

/// Tells of every lease that began or ended since anybody looked; how many.
pub async fn turn_due(house: &House) -> DbResult<usize> {
    let mut count = 0;
    loop {
        let mut tx = house.db().read().await?;
        let turned = picture_lease::list_turned(&mut tx, house.now(), TOGETHER).await?;
        tx.close().await?;
        if turned.is_empty() {
            return Ok(count);
        }
        for (lease, picture, at) in turned {
            count += usize::from(turn(house, LeaseId(lease), PictureId(picture), at).await?);
        }
    }
}

/// Tells of one; false if somebody else did, or the lease is another now.
async fn turn(house: &House, id: LeaseId, picture: PictureId, at: i64) -> DbResult<bool> {
    let mut tx = house.db().begin().await?;
    let Some((_, lease)) = picture_lease::find_to_change(&mut tx, id, at).await? else {
        return Ok(false);
    };
    let (at, now) = (from_micros(at), house.now());
    picture_lease::set_term(&mut tx, &lease, now).await?;
    let late = now.duration_since(at).as_secs().max(0);
    let turn = if lease.until == Some(at) {
        "ended"
    } else {
        "began"
    };
    let particulars = json!({ "lease": id, "turn": turn, "at": at, "late_seconds": late });
    let by = Actor::scheduler();
    record(
        house,
        &mut tx,
        EventKind::LeaseTurned,
        &by,
        picture,
        particulars,
    )
    .await?;
    tx.withdrawn(Subject::Picture(picture).key());
    house.commit(tx).await?;
    if late >= LATE_SECONDS {
        tracing::warn!(picture.id = %picture, seconds = late, "A lease of picture {picture} {turn}; caches outside heard of it late by {late} s");
    } else {
        tracing::info!(picture.id = %picture, "A lease of picture {picture} {turn}");
    }
    Ok(true)
}
