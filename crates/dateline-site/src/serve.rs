//! The HTTP door of the reader site.

use crate::cache::{Page, PageRequest, RenderError};
use crate::pages;
use crate::route::Address;
use crate::site::Site;
use crate::theme::Dress;
use axum::Router;
use axum::body::Body as AxumBody;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_web::server::{App, Body, Head, Known, RequestId, known_tags};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use std::sync::Arc;

/// The site as the server takes it: kept pages by the fast path, the rest by the router.
pub fn app(site: &Arc<Site>) -> App {
    app_beside(site, Router::new())
}

/// The same beside other routes, which come before pages of the same address.
pub fn app_beside(site: &Arc<Site>, others: Router) -> App {
    let fast = Arc::clone(site);
    App::new(router(site).merge(others)).with_fast_path(move |head: Head<'_>| hit(&fast, head))
}

fn hit(site: &Arc<Site>, head: Head<'_>) -> Option<http::Response<Body>> {
    let path = head.uri.path();
    if path.starts_with("/-/") {
        return None;
    }
    let plain = head.uri.query().is_none() && !path.contains('%') && path.is_ascii();
    if plain {
        return site
            .cache
            .hit(&PageRequest::new(Some(path), head.method, head.headers));
    }
    let address = Address::read(path, head.uri.query())?;
    if address.path == "/" {
        return None;
    }
    site.cache.hit(&PageRequest::new(
        Some(&address.key()),
        head.method,
        head.headers,
    ))
}

fn router(site: &Arc<Site>) -> Router {
    crate::asked::routes()
        .merge(crate::search::routes())
        .merge(crate::headless::routes())
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/favicon.ico", get(icon))
        .route("/favicon.svg", get(icon))
        .route("/-/theme/{*name}", get(asset))
        .route("/-/pictures/{hash}/{name}", get(rendition))
        .fallback(page)
        .with_state(Arc::clone(site))
}

async fn ready(State(site): State<Arc<Site>>) -> Response {
    match site.house.db().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            // The public door says no more than that; operators have a door of their own.
            tracing::warn!(%error, "Not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

async fn icon(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let templates = site.templates.get();
    let name = templates
        .theme()
        .public_name("favicon.svg")
        .map(str::to_owned);
    name.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |name| send_asset(&site, &name, &headers, "public, max-age=86400"),
    )
}

async fn asset(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    send_asset(
        &site,
        &name,
        &headers,
        "public, max-age=31536000, immutable",
    )
}

pub(crate) fn send_asset(
    site: &Site,
    name: &str,
    headers: &HeaderMap,
    cache_control: &'static str,
) -> Response {
    let Some(asset) = site.templates.asset(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", name.replace(['"', '\\'], ""));
    let caching = [(
        header::CACHE_CONTROL,
        HeaderValue::from_static(cache_control),
    )];
    let is_known = known_tags(headers).any(|t| {
        matches!(t, Known::Any) || matches!(t, Known::Tag(t) if t == tag.trim_matches('"'))
    });
    if is_known {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let kind = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static(asset.media_type),
    )];
    let tag = HeaderValue::from_str(&tag).map(|t| [(header::ETAG, t)]);
    let (bytes, coding) = crate::assets::coded(site, name, &asset, headers);
    let mut response = (caching, kind, bytes).into_response();
    if let Ok([(name, value)]) = tag {
        response.headers_mut().insert(name, value);
    }
    if let Some(coding) = coding {
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, coding);
    }
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

async fn rendition(
    State(site): State<Arc<Site>>,
    Path((hash, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    match crate::pictures::rendition(&site, &hash, &name, &headers).await {
        Ok(response) => response,
        Err(status) => {
            let mut response = status.into_response();
            if status == StatusCode::SERVICE_UNAVAILABLE {
                response
                    .headers_mut()
                    .insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
            }
            response
        }
    }
}

async fn page(State(site): State<Arc<Site>>, request: Request<AxumBody>) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (
            StatusCode::METHOD_NOT_ALLOWED,
            allow,
            "This address can only be read.\n",
        )
            .into_response();
    }
    let Some(address) = Address::read(request.uri().path(), request.uri().query()) else {
        return (
            StatusCode::BAD_REQUEST,
            "This is no address: its path holds what no path may hold.\n",
        )
            .into_response();
    };
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(ToString::to_string);
    answer(&site, address, request.method(), request.headers(), id).await
}

async fn answer(
    site: &Arc<Site>,
    address: Address,
    method: &Method,
    headers: &HeaderMap,
    id: Option<String>,
) -> Response {
    let mut made = made_in(&Dress::Worn, site, &address, method, headers).await;
    if let Err(RenderError::Theme(_)) = made {
        // There is no last good page: better in another look than not at all.
        made = made_in(&Dress::Spare, site, &address, method, headers).await;
    }
    let error = match made {
        Ok(response) => return response.map(AxumBody::new),
        Err(error) => error,
    };
    let status = match &error {
        RenderError::Unavailable(_) | RenderError::Overloaded => StatusCode::SERVICE_UNAVAILABLE,
        RenderError::Failed(_) | RenderError::Theme(_) | RenderError::Panicked => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    tracing::error!(%error, path = %address.path, "A page could not be made");
    failed(site, &address, status, method, headers, id).await
}

/// The page of the path; where there is none, what the old address with its query leads to.
///
/// Pages are kept by path alone, so what a query leads to is made apart from them.
async fn made_in(
    dress: &Dress,
    site: &Arc<Site>,
    address: &Address,
    method: &Method,
    headers: &HeaderMap,
) -> Result<http::Response<Body>, RenderError> {
    if address.path == "/" {
        return render(dress, site, None, address.clone(), method, headers).await;
    }
    let bare = Address {
        query: None,
        ..address.clone()
    };
    let response = render(dress, site, Some(&address.key()), bare, method, headers).await?;
    if response.status() == StatusCode::NOT_FOUND && address.query.is_some() {
        return render(dress, site, None, address.clone(), method, headers).await;
    }
    Ok(response)
}

async fn render(
    dress: &Dress,
    site: &Arc<Site>,
    key: Option<&str>,
    address: Address,
    method: &Method,
    headers: &HeaderMap,
) -> Result<http::Response<Body>, RenderError> {
    let request = PageRequest::new(key, method, headers);
    let (maker, dress) = (Arc::clone(site), dress.clone());
    site.cache
        .get_or_render(&request, move |read| {
            let (site, address) = (Arc::clone(&maker), address.clone());
            let dress = dress.clone();
            async move {
                let made = dress
                    .wear(Box::pin(pages::make(&site, &address, read)))
                    .await;
                made.map_err(RenderError::from)
            }
        })
        .await
}

pub(crate) async fn failed(
    site: &Arc<Site>,
    address: &Address,
    status: StatusCode,
    method: &Method,
    headers: &HeaderMap,
    id: Option<String>,
) -> Response {
    let plain = || {
        Page::html("<!doctype html><title>Error</title><p>Something went wrong on our side. Please try again in a moment.").with_status(status).not_stored()
    };
    let page = pages::error_page(site, address, status, id)
        .await
        .unwrap_or_else(plain);
    let request = PageRequest::new(None, method, headers);
    let mut response = site.cache.send(page, &request).await.map(AxumBody::new);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
