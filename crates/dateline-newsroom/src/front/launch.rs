//! A front goes to readers.

use super::draft::{desk, settle, standard, unchanged};
use super::{FrontDeskError, look, timed};
use crate::actor::Actor;
use crate::{history, picture};
use dateline_core::edition::{Edition, EditionCode};
use dateline_core::event::EventKind;
use dateline_core::front::Front;
use dateline_core::subject::Subject;
use dateline_db::queries::front;
use dateline_db::queries::front_desk::{self, Launch};
use dateline_db::{DbResult, Tx, from_micros, micros};
use dateline_web::house::House;
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

/// What a launch gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launched {
    /// Its place in the history.
    pub id: Uuid,
    /// Since when readers have it.
    pub launched_at: Timestamp,
}

/// What a launch is due to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cause {
    /// The moment it was set to.
    pub due_at: Option<i64>,
    /// The launch it brings back.
    pub restored_from: Option<Uuid>,
}

/// Gives readers what the desk has; `wanted` is the mark of the state somebody looked at. The caller
/// commits.
pub async fn launch(
    house: &House,
    tx: &mut Tx,
    edition: &Edition,
    wanted: Option<&str>,
    actor: &Actor,
) -> Result<Launched, FrontDeskError> {
    front_desk::hold(tx, &edition.code).await?;
    let desk = desk(tx, &edition.code).await?;
    unchanged(&desk, wanted)?;
    look::names(tx, edition, &desk.front).await?;
    look::pictures_ready(tx, edition, &desk.front, house.now()).await?;
    // What was due before comes before: it must not replace this one later.
    timed::launch_all_due(house, tx, &edition.code).await?;
    let done = put_out(
        house,
        tx,
        &edition.code,
        &desk.front,
        Cause::default(),
        actor,
    );
    Ok(done.await?)
}

/// Puts a front before readers, of an edition that is held.
pub(super) async fn put_out(
    house: &House,
    tx: &mut Tx,
    edition: &EditionCode,
    made: &Front,
    cause: Cause,
    actor: &Actor,
) -> DbResult<Launched> {
    let now = micros(house.now());
    let newest = keep_former(house, tx, edition).await?;
    // A clock that was set back must not put a launch before the one it follows.
    let launched_at = newest.map_or(now, |before| now.max(before + 1));
    front::press(tx, edition, made, launched_at).await?;
    let id = house.new_id();
    let launch = Launch {
        id,
        edition: edition.0.clone(),
        document: document(made),
        launched_at,
        launched_by: Some(actor.0.clone()),
        due_at: cause.due_at,
        restored_from: cause.restored_from,
    };
    front_desk::insert_launch(tx, &launch).await?;
    settle(tx, edition).await?;
    for picture in made.pictures() {
        picture::order_one(house, tx, picture).await?;
    }
    let late = cause.due_at.map(|due| (now - due).max(0) / 1_000_000);
    let particulars = json!({
        "launch": id, "containers": made.containers.len(), "stories": made.stories().count(),
        "late_seconds": late, "restored_from": cause.restored_from,
    });
    let subject = ("front", edition);
    let kind = EventKind::FrontLaunched;
    history::record(house, tx, kind, actor, subject, particulars).await?;
    tx.changed(Subject::Front(edition.clone()).key());
    Ok(Launched {
        id,
        launched_at: from_micros(launched_at),
    })
}

fn document(front: &Front) -> String {
    serde_json::to_string(front).unwrap_or_default()
}

/// Keeps what readers had before, where the history does not have it: a front that came with an archive,
/// or the standard one. When the newest launch was, microseconds.
async fn keep_former(house: &House, tx: &mut Tx, edition: &EditionCode) -> DbResult<Option<i64>> {
    let newest = front_desk::list_launches(tx, edition, (i64::MAX, Uuid::max()), 1).await?;
    let newest = newest.into_iter().next();
    let now = micros(house.now());
    let (document, since) = match front_desk::find_public(tx, edition).await? {
        Some((document, since)) => (document, since.min(now - 1)),
        None => (document(&standard(tx, edition).await?), now - 1),
    };
    if newest.as_ref().is_some_and(|n| n.document == document) {
        return Ok(newest.map(|newest| newest.launched_at));
    }
    let launched_at = newest.map_or(since, |newest| since.max(newest.launched_at + 1));
    let former = Launch {
        id: house.new_id(),
        edition: edition.0.clone(),
        document,
        launched_at,
        launched_by: None,
        due_at: None,
        restored_from: None,
    };
    front_desk::insert_launch(tx, &former).await?;
    Ok(Some(launched_at))
}
