//! The HTTP door of the newsroom, under `/api`: JSON in and out, a session or a key in
//! `Authorization: Bearer`, problems as RFC 9457 describes them. The guard stands before every address.

mod accounts;
mod factors;
mod guard;
mod pictures;
mod problem;
pub mod rights;
mod said;
mod session;
mod staff_admin;
mod uploads;

pub use problem::Problem;

use crate::account::{Accounts, Settings};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, patch, post, put};
use dateline_infra::blob::Blobs;
use dateline_web::house::House;
use http::{HeaderValue, StatusCode, header};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Pictures made of files at once: each may take many megabytes while it is looked at.
const PICTURES_AT_ONCE: usize = 2;

/// Memory for files that come whole, in kilobytes; who finds none left waits. Files that come piece
/// by piece take none while they come.
const ROOM_KB: u32 = 256 * 1024;

/// What every answer is made with.
#[derive(Clone)]
pub struct Api {
    house: House,
    blobs: Blobs,
    accounts: Accounts,
    making: Arc<Semaphore>,
    /// Kilobytes of whole files that may be in memory.
    room: Arc<Semaphore>,
}

/// The routes, to be nested under `/api`. Each must stand in [`rights::ROUTES`].
pub fn router(house: House, blobs: Blobs, settings: Settings) -> Router {
    let api = Api {
        accounts: Accounts::new(house.clone(), settings),
        house,
        blobs,
        making: Arc::new(Semaphore::new(PICTURES_AT_ONCE)),
        room: Arc::new(Semaphore::new(ROOM_KB as usize)),
    };
    let guard = axum::middleware::from_fn_with_state(api.clone(), guard::guard);
    pictures()
        .merge(accounts::routes())
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .layer(guard)
        .layer(axum::middleware::map_response(private))
        .with_state(api)
}

/// Pictures, and files on their way in.
fn pictures() -> Router<Api> {
    Router::new()
        .route("/pictures", get(pictures::list).post(pictures::add))
        .route("/pictures/due", get(pictures::due))
        .route("/pictures/{id}", get(pictures::show).patch(pictures::edit))
        .route("/pictures/{id}/uses", get(pictures::uses))
        .route("/pictures/{id}/original", get(pictures::original))
        .route("/pictures/{id}/rights", put(pictures::set_rights))
        .route("/pictures/{id}/substitute", put(pictures::set_substitute))
        .route(
            "/pictures/{id}/leases",
            get(pictures::leases).post(pictures::add_lease),
        )
        .route(
            "/leases/{id}",
            patch(pictures::end_lease).delete(pictures::remove_lease),
        )
        .route("/uploads", post(uploads::start).options(uploads::options))
        .route(
            "/uploads/{id}",
            get(uploads::show)
                .head(uploads::head)
                .patch(uploads::append)
                .delete(uploads::cancel)
                .options(uploads::options),
        )
}

async fn nothing() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "the API has no such address; the documentation lists them",
    )
}

async fn not_so() -> Problem {
    other_method()
}

fn other_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method",
        "this address cannot be used with that method",
    )
}

/// Nothing of the API is for caches.
async fn private(mut response: Response) -> Response {
    let caching = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, caching);
    response
}
