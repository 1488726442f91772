//! `POST /editions/CODE/front/launch`: readers get what the desk has.

use super::super::once::{Begun, Once};
use super::super::{Api, Problem};
use super::{allowed, view, wanted};
use crate::account::Caller;
use crate::front;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::rights::Right;
use http::{HeaderMap, StatusCode};
use serde_json::json;

/// Gives readers the front as the desk has it. When this is answered, every reader gets it.
#[utoipa::path(post, path = "/editions/{code}/front/launch", operation_id = "launchFront", params(("code" = String, Path), ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = view::LaunchedShown)))]
pub async fn launch(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let wanted = wanted(&headers);
    let act = format!("launch front {code}");
    let said = json!({ "if_match": wanted });
    let mut once = match Once::begin(&api, &caller, &headers, &act, &said).await? {
        Begun::Before(answer) => return Ok(answer),
        Begun::Now(once) => once,
    };
    let tx = &mut once.tx;
    let edition = allowed(tx, &caller, &code, Right::Front).await?;
    let done = front::launch(&api.house, tx, &edition, wanted, &caller.actor()).await?;
    let shown = view::launched(&api, tx, &caller, &edition, &done).await?;
    let shown = serde_json::to_value(&shown).map_err(|error| Problem::inside(&error))?;
    once.finish(&api, StatusCode::OK, None, &shown).await
}
