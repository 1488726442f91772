//! The front of an edition: one file a verb. A handler says who may, calls the verb, and answers.

mod draft;
mod history;
mod launch;
mod preview;
mod refused;
mod timed;
mod view;

use super::{Api, Problem};
use crate::account::Caller;
use axum::Router;
use axum::routing::{delete, get, post};
use dateline_core::edition::{Edition, EditionCode};
use dateline_core::rights::{Place, Right};
use dateline_db::Tx;
use dateline_db::queries::edition;
use http::{HeaderMap, StatusCode, header};
use utoipa::OpenApi;
use uuid::Uuid;

/// The routes of fronts.
pub fn routes() -> Router<Api> {
    Router::new()
        .route(
            "/editions/{code}/front",
            get(draft::show).put(draft::save).delete(draft::discard),
        )
        .route("/editions/{code}/front/launch", post(launch::launch))
        .route("/editions/{code}/front/schedule", post(timed::schedule))
        .route(
            "/editions/{code}/front/schedule/{id}",
            delete(timed::cancel),
        )
        .route("/editions/{code}/front/history", get(history::list))
        .route("/editions/{code}/front/history/{id}", get(history::show))
        .route(
            "/editions/{code}/front/history/{id}/restore",
            post(history::restore),
        )
        .route("/editions/{code}/front/preview", get(preview::show))
}

/// What the documentation says of them.
#[derive(OpenApi)]
#[openapi(paths(
    draft::show,
    draft::save,
    draft::discard,
    launch::launch,
    timed::schedule,
    timed::cancel,
    history::list,
    history::show,
    history::restore,
    preview::show
))]
pub struct Docs;

/// The edition of an address, if somebody may do this to its front.
async fn allowed(
    tx: &mut Tx,
    caller: &Caller,
    code: &str,
    right: Right,
) -> Result<Edition, Problem> {
    let editions = edition::list(tx).await?;
    let found = EditionCode::parse(code)
        .and_then(|code| editions.into_iter().find(|edition| edition.code == code));
    let edition = found.ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "not-found",
            "there is no such edition; GET /api/editions lists them",
        )
    })?;
    if right == Right::Read {
        // Readers see it as well: who reads anything in the house may look at fronts.
        caller.require_somewhere(right)?;
    } else {
        caller.require(right, &place(&edition.code))?;
    }
    Ok(edition)
}

/// The front of an edition as a place in the house.
fn place(edition: &EditionCode) -> Place {
    Place {
        edition: Some(edition.clone()),
        ..Place::house()
    }
}

/// The mark of the state somebody looked at.
fn wanted(headers: &HeaderMap) -> Option<&str> {
    let wanted = headers.get(header::IF_MATCH)?;
    Some(wanted.to_str().unwrap_or_default())
}

fn known(id: &str) -> Result<Uuid, Problem> {
    id.parse().map_err(|_| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "not-found",
            "this edition has no such front; its history and its schedule list them",
        )
    })
}
