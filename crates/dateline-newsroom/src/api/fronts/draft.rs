//! `GET /editions/CODE/front`: the front as the desk has it. `PUT` keeps a draft, `DELETE` throws it away.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::{allowed, view, wanted};
use crate::account::Caller;
use crate::front::{self, FrontDeskError};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use dateline_core::front::Front;
use dateline_core::rights::Right;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::Value;

/// The front as the desk has it: the draft, or what readers have where nobody changed anything.
#[utoipa::path(get, path = "/editions/{code}/front", operation_id = "showFront", params(("code" = String, Path)), responses((status = 200, body = view::DeskShown)))]
pub async fn show(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Read).await?;
    let shown = view::desk(&api, &mut tx, &caller, &edition).await?;
    tx.close().await?;
    tagged(StatusCode::OK, &shown)
}

/// Keeps a draft of the front. Readers have what they had.
#[utoipa::path(put, path = "/editions/{code}/front", operation_id = "saveFront", params(("code" = String, Path), ("If-Match" = Option<String>, Header)), request_body = view::FrontShape, responses((status = 200, body = view::DeskShown)))]
pub async fn save(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    headers: HeaderMap,
    Said(said): Said<Value>,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Front).await?;
    let made = Front::parse(&said.to_string()).map_err(FrontDeskError::from)?;
    let (house, by) = (&api.house, caller.actor());
    front::save(house, &mut tx, &edition, &made, wanted(&headers), &by).await?;
    let shown = view::desk(&api, &mut tx, &caller, &edition).await?;
    api.commit(tx).await?;
    tagged(StatusCode::OK, &shown)
}

/// Throws the draft away: the desk has what readers have.
#[utoipa::path(delete, path = "/editions/{code}/front", operation_id = "discardFront", params(("code" = String, Path), ("If-Match" = Option<String>, Header)), responses((status = 200, body = view::DeskShown)))]
pub async fn discard(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = api.house.db().begin().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Front).await?;
    front::discard(&mut tx, &edition.code, wanted(&headers)).await?;
    let shown = view::desk(&api, &mut tx, &caller, &edition).await?;
    api.commit(tx).await?;
    tagged(StatusCode::OK, &shown)
}

/// An answer that names its state.
pub(super) fn tagged(status: StatusCode, desk: &view::DeskShown) -> Result<Response, Problem> {
    let mut response = super::super::said::shown(status, desk)?.into_response();
    if let Ok(tag) = HeaderValue::try_from(&desk.etag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}
