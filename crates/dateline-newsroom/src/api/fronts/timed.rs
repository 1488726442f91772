//! `POST /editions/CODE/front/schedule`: what the desk has now launches itself at a moment.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::draft::tagged;
use super::{allowed, known, view, wanted};
use crate::account::Caller;
use crate::front;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::rights::Right;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

/// When.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FrontSchedule)]
pub struct When {
    /// When it launches itself.
    launch_at: Timestamp,
}

/// Has the front as the desk has it now launch itself. Changes made afterwards do not go along.
#[utoipa::path(post, path = "/editions/{code}/front/schedule", operation_id = "scheduleFront", params(("code" = String, Path), ("If-Match" = Option<String>, Header)), request_body = When, responses((status = 201, body = view::DeskShown)))]
pub async fn schedule(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    headers: HeaderMap,
    Said(when): Said<When>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Front).await?;
    let (house, by, wanted) = (&api.house, caller.actor(), wanted(&headers));
    front::schedule(house, &mut tx, &edition, when.launch_at, wanted, &by).await?;
    let shown = view::desk(&api, &mut tx, &caller, &edition).await?;
    api.commit(tx).await?;
    tagged(StatusCode::CREATED, &shown)
}

/// Takes back a front that was to launch itself.
#[utoipa::path(delete, path = "/editions/{code}/front/schedule/{id}", operation_id = "unscheduleFront", params(("code" = String, Path), ("id" = Uuid, Path)), responses((status = 200, body = view::DeskShown)))]
pub async fn cancel(
    State(api): State<Api>,
    caller: Caller,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Front).await?;
    let id = known(&id)?;
    front::cancel(&api.house, &mut tx, &edition.code, id, &caller.actor()).await?;
    let shown = view::desk(&api, &mut tx, &caller, &edition).await?;
    api.commit(tx).await?;
    tagged(StatusCode::OK, &shown)
}
