//! `POST /stories/ID/schedule`: a story publishes or withdraws itself. `PUT /stories/ID/embargo`: not before.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::{allowed, bad, known, settle, show};
use crate::account::Caller;
use crate::story;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::rights::Right;
use jiff::Timestamp;
use serde::Deserialize;

/// When.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    publish_at: Option<Timestamp>,
    unpublish_at: Option<Timestamp>,
}

/// `POST /stories/ID/schedule`: the story as it is then.
pub async fn schedule(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(when): Said<When>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    if when.publish_at.is_none() && when.unpublish_at.is_none() {
        return Err(bad(
            "publish_at",
            "say when: publish_at, unpublish_at, or both",
        ));
    }
    settle(&api, id).await?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Publish).await?;
    let (house, by) = (&api.house, caller.actor());
    story::schedule(house, &mut tx, id, when.publish_at, when.unpublish_at, &by).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}

/// `DELETE /stories/ID/schedule`.
pub async fn unschedule(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Publish).await?;
    story::unschedule(&api.house, &mut tx, id, &caller.actor()).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}

/// Until when nothing is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Until {
    until: Timestamp,
}

/// `PUT /stories/ID/embargo`.
pub async fn embargo(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(asked): Said<Until>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Edit).await?;
    story::embargo(&api.house, &mut tx, id, asked.until, &caller.actor()).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}

/// `DELETE /stories/ID/embargo`. Who may not publish may not open the door for others either.
pub async fn lift_embargo(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Publish).await?;
    story::lift_embargo(&api.house, &mut tx, id, &caller.actor()).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}
