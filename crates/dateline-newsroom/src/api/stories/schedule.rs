//! `POST /stories/ID/schedule`: a story publishes or withdraws itself. `PUT /stories/ID/embargo`: not before.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::{allowed, bad, known, place, settle, show, view};
use crate::account::Caller;
use crate::story;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::rights::Right;
use dateline_db::micros;
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

/// When.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Schedule)]
pub struct When {
    /// When it publishes itself.
    publish_at: Option<Timestamp>,
    /// When it withdraws itself.
    unpublish_at: Option<Timestamp>,
}

/// Sets when a story publishes and withdraws itself.
#[utoipa::path(post, path = "/stories/{id}/schedule", operation_id = "scheduleStory", params(("id" = Uuid, Path)), request_body = When, responses((status = 200, body = view::StoryShown)))]
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

/// Takes a schedule back. A public story stays public.
#[utoipa::path(delete, path = "/stories/{id}/schedule", operation_id = "unscheduleStory", params(("id" = Uuid, Path)), responses((status = 200, body = view::StoryShown)))]
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
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Embargo)]
pub struct Until {
    /// Nothing of it is public before.
    until: Timestamp,
}

/// Puts a story that is not public under embargo.
#[utoipa::path(put, path = "/stories/{id}/embargo", operation_id = "embargoStory", params(("id" = Uuid, Path)), request_body = Until, responses((status = 200, body = view::StoryShown)))]
pub async fn embargo(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(asked): Said<Until>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    let here = allowed(&mut tx, &caller, id, Right::Edit).await?;
    // To shorten one is to lift a part of it.
    let (now, until) = (micros(api.house.now()), micros(asked.until));
    if here.embargo_until.is_some_and(|is| is > now && until < is) {
        caller.require(Right::Publish, &place(&here))?;
    }
    story::embargo(&api.house, &mut tx, id, asked.until, &caller.actor()).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}

/// Lifts an embargo. Who may not publish may not open the door for others either.
#[utoipa::path(delete, path = "/stories/{id}/embargo", operation_id = "liftEmbargo", params(("id" = Uuid, Path)), responses((status = 200, body = view::StoryShown)))]
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
