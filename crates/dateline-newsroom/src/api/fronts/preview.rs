//! `GET /editions/CODE/front/preview`: the front as readers will see it.

use super::super::said::Asked;
use super::super::stories::{Proof, proof_page};
use super::super::{Api, Problem};
use super::allowed;
use crate::account::Caller;
use crate::front::{self, FrontDeskError};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_core::front::Front;
use dateline_core::rights::Right;
use dateline_db::queries::front_desk;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

/// What is to be seen.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// One of the history; what the desk has if none is named.
    launch: Option<Uuid>,
}

/// The page as readers will see it. Stories readers do not have yet are not on it.
#[utoipa::path(get, path = "/editions/{code}/front/preview", operation_id = "previewFront", params(("code" = String, Path), Which), responses((status = 200, content_type = "text/html", body = String)))]
pub async fn show(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    asked: Asked<Which>,
) -> Result<Response, Problem> {
    let Query(which) = asked?;
    let mut tx = api.house.db().read().await?;
    let edition = allowed(&mut tx, &caller, &code, Right::Read).await?;
    let front = match which.launch {
        Some(id) => {
            let found = front_desk::find_launch(&mut tx, &edition.code, id).await?;
            let found = found.ok_or(FrontDeskError::NoLaunch)?;
            Front::parse(&found.document).map_err(FrontDeskError::from)?
        }
        None => front::desk(&mut tx, &edition.code).await?.front,
    };
    tx.close().await?;
    proof_page(&api, Proof::Front(edition.code, front)).await
}
