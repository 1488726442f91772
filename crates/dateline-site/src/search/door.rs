//! The doors of search: results and suggestions.

use super::Asked;
use crate::cache::{PageRequest, RenderError};
use crate::pages::search::{Kind, answer};
use crate::route::Address;
use crate::serve::failed;
use crate::site::Site;
use axum::Router;
use axum::body::Body as AxumBody;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use http::request::Parts;
use http::{HeaderValue, Request, StatusCode, header};
use std::sync::Arc;

/// The routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/{edition}/search", get(results))
        .route("/{edition}/search/suggest", get(suggestions))
}

/// `/{edition}/search?q=…`
async fn results(
    State(site): State<Arc<Site>>,
    Path(edition): Path<String>,
    RawQuery(query): RawQuery,
    request: Request<AxumBody>,
) -> Response {
    let (parts, _) = request.into_parts();
    respond(&site, &edition, query, &parts, Kind::Results).await
}

/// `/{edition}/search/suggest?q=…`
async fn suggestions(
    State(site): State<Arc<Site>>,
    Path(edition): Path<String>,
    RawQuery(query): RawQuery,
    request: Request<AxumBody>,
) -> Response {
    let (parts, _) = request.into_parts();
    let mut response = respond(&site, &edition, query, &parts, Kind::Suggestions).await;
    if response.status() == StatusCode::OK {
        // For who types a word, takes a letter back and types it again; no cache of many readers keeps it.
        let seconds = HeaderValue::from_static("private, max-age=5");
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, seconds);
    }
    response
}

async fn respond(
    site: &Arc<Site>,
    edition: &str,
    query: Option<String>,
    parts: &Parts,
    kind: Kind,
) -> Response {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let (method, headers) = (&parts.method, &parts.headers);
    let error = match answer(site, edition, asked, kind).await {
        Ok(page) => {
            let request = PageRequest::new(None, method, headers);
            return site.cache.send(page, &request).await.map(AxumBody::new);
        }
        Err(error) => error,
    };
    tracing::error!(%error, "Search could not answer");
    let status = match RenderError::from(error) {
        RenderError::Unavailable(_) | RenderError::Overloaded => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let address = Address {
        path: format!("/{edition}/search"),
        before: None,
        query: None,
    };
    failed(site, &address, status, method, headers, None).await
}
