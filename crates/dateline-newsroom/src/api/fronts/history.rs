//! `GET /editions/CODE/front/history`: what readers had. `POST .../restore` gives it to them again.

use super::super::once::{Begun, Once};
use super::super::said::{Asked, Listed, shown};
use super::super::stories::{PageOf, bad_cursor};
use super::super::{Api, Problem};
use super::{allowed, known, view};
use crate::account::Caller;
use crate::front::{self, FrontDeskError};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_core::front::Front;
use dateline_core::rights::Right;
use dateline_db::queries::front_desk;
use http::{HeaderMap, StatusCode};
use serde_json::json;
use uuid::Uuid;

/// What readers had, newest first; the first is what they have.
#[utoipa::path(get, path = "/editions/{code}/front/history", operation_id = "listFrontLaunches", params(("code" = String, Path), PageOf), responses((status = 200, body = Listed<view::LaunchShown>)))]
pub async fn list(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    asked: Asked<PageOf>,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let limit = asked.limit()?;
    let before = match &asked.after {
        Some(after) => cursor(after).ok_or_else(bad_cursor)?,
        None => (i64::MAX, Uuid::max()),
    };
    let mut tx = api.house.db().read().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Read).await?;
    let found = front_desk::list_launches(&mut tx, &edition.code, before, limit).await?;
    let items = view::launches(&mut tx, &found).await?;
    tx.close().await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == limit);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|last| format!("{}.{}", last.launched_at, last.id.simple()));
    shown(StatusCode::OK, &Listed { items, next })
}

fn cursor(text: &str) -> Option<(i64, Uuid)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, Uuid::try_parse(id).ok()?))
}

/// One front readers had.
#[utoipa::path(get, path = "/editions/{code}/front/history/{id}", operation_id = "showFrontLaunch", params(("code" = String, Path), ("id" = Uuid, Path)), responses((status = 200, body = view::LaunchWhole)))]
pub async fn show(
    State(api): State<Api>,
    caller: Caller,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Read).await?;
    let found = front_desk::find_launch(&mut tx, &edition.code, known(&id)?).await?;
    let found = found.ok_or(FrontDeskError::NoLaunch)?;
    let front = Front::parse(&found.document).map_err(FrontDeskError::from)?;
    let placed = view::placed(&api, &mut tx, &caller, &front).await?;
    let launch = view::launches(&mut tx, std::slice::from_ref(&found)).await?;
    tx.close().await?;
    let launch = launch.into_iter().next().ok_or(FrontDeskError::NoLaunch)?;
    let whole = view::LaunchWhole {
        launch,
        front,
        placed,
    };
    shown(StatusCode::OK, &whole)
}

/// Gives readers what they had then. A draft stays as it is.
#[utoipa::path(post, path = "/editions/{code}/front/history/{id}/restore", operation_id = "restoreFront", params(("code" = String, Path), ("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = view::LaunchedShown)))]
pub async fn restore(
    State(api): State<Api>,
    caller: Caller,
    Path((code, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let act = format!("restore front {code} {id}");
    let mut once = match Once::begin(&api, &caller, &headers, &act, &json!({})).await? {
        Begun::Before(answer) => return Ok(answer),
        Begun::Now(once) => once,
    };
    let tx = &mut once.tx;
    let edition = allowed(tx, &caller, &code, Right::Front).await?;
    let (id, by) = (known(&id)?, caller.actor());
    let done = front::restore(&api.house, tx, &edition.code, id, &by).await?;
    let shown = view::launched(&api, tx, &caller, &edition, &done).await?;
    let shown = serde_json::to_value(&shown).map_err(|error| Problem::inside(&error))?;
    once.finish(&api, StatusCode::OK, None, &shown).await
}
