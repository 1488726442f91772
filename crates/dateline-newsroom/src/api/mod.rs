//! The HTTP door of the newsroom, under `/api`: JSON in and out, a key in `Authorization: Bearer`,
//! problems as RFC 9457 describes them.

mod pictures;
mod problem;
mod uploads;

pub use problem::Problem;

use crate::token::{self, Scope, Token};
use axum::Router;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post, put};
use dateline_infra::blob::Blobs;
use dateline_web::house::House;
use http::request::Parts;
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
    making: Arc<Semaphore>,
    /// Kilobytes of whole files that may be in memory.
    room: Arc<Semaphore>,
}

/// The routes, to be nested under `/api`.
pub fn router(house: House, blobs: Blobs) -> Router {
    let api = Api {
        house,
        blobs,
        making: Arc::new(Semaphore::new(PICTURES_AT_ONCE)),
        room: Arc::new(Semaphore::new(ROOM_KB as usize)),
    };
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
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .layer(axum::middleware::map_response(private))
        .with_state(api)
}

async fn nothing() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "the API has no such address; the documentation lists them",
    )
}

async fn not_so() -> Problem {
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

/// Somebody who may read pictures.
pub(super) struct Reader;

/// Somebody who may change pictures, and with which key.
pub(super) struct Writer(pub Token);

impl FromRequestParts<Api> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Response> {
        holder(parts, api, Scope::PicturesRead)
            .await
            .map_err(IntoResponse::into_response)?;
        Ok(Self)
    }
}

impl FromRequestParts<Api> for Writer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Response> {
        let token = holder(parts, api, Scope::PicturesWrite).await;
        token.map(Self).map_err(IntoResponse::into_response)
    }
}

/// The key a request came with, if it may do that.
async fn holder(parts: &Parts, api: &Api, scope: Scope) -> Result<Token, Problem> {
    let unknown = |detail: &str| {
        Problem::new(StatusCode::UNAUTHORIZED, "key", detail).with(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static("Bearer realm=\"dateline\""),
        )
    };
    let given = parts.headers.get(header::AUTHORIZATION);
    let given = given.and_then(|value| value.to_str().ok());
    let key = given.and_then(|value| {
        let (scheme, key) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
    });
    let Some(key) = key else {
        return Err(unknown(
            "send a key: Authorization: Bearer KEY; dateline token create makes one",
        ));
    };
    let mut tx = api.house.db().read().await?;
    let token = token::find(&mut tx, key, api.house.now()).await?;
    tx.close().await?;
    let token = token.ok_or_else(|| {
        unknown("this key does not hold: it is unknown, has expired or was taken back")
    })?;
    if token.may(scope) {
        return Ok(token);
    }
    let detail = format!(
        "this key may not do that; it needs the scope {}",
        scope.as_str()
    );
    Err(Problem::new(StatusCode::FORBIDDEN, "scope", detail))
}
