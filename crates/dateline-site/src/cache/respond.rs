//! Answers made from a kept page: whole, without a body, or not modified.

use std::sync::Arc;

use dateline_web::server::{Body, Known};
use http::header::{CACHE_CONTROL, ETAG, VARY};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use super::entry::{CDN_CACHE_CONTROL, Entry, Form};
use super::request::PageRequest;

static STALE: HeaderName = HeaderName::from_static("x-dateline-stale");

/// The answer from what is ready, and whether it cannot be made smaller; none if the wanted form is
/// not made yet.
pub(super) fn at_hand(entry: &Entry, request: &PageRequest<'_>) -> Option<(Response<Body>, bool)> {
    if let Some(response) = not_modified(entry, request) {
        return Some((response, true));
    }
    let form = entry.ready(request.encoding)?;
    Some((whole(entry.status, &form, request), form.is_best()))
}

/// The page; for HEAD its headers only.
pub(super) fn whole(
    status: StatusCode,
    form: &Arc<Form>,
    request: &PageRequest<'_>,
) -> Response<Body> {
    let body = if request.head_only {
        Body::empty()
    } else {
        Body::from(form.body.clone())
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = form.headers.clone();
    response
}

/// 304 (RFC 9110, 15.4.5), if the client holds the page in the coding it would get.
pub(super) fn not_modified(entry: &Entry, request: &PageRequest<'_>) -> Option<Response<Body>> {
    if entry.status != StatusCode::OK || !request.is_conditional() {
        return None;
    }
    let held = request.known_tags().find_map(|known| match known {
        Known::Any => Some(None),
        Known::Tag(tag) => entry
            .is_named_by(tag, request.encoding)
            .then_some(Some(tag)),
    })?;
    // What caches keep of it; the rest the client has.
    let mut headers = HeaderMap::with_capacity(8);
    for (name, value) in entry.shared_headers() {
        if [&CACHE_CONTROL, &CDN_CACHE_CONTROL, &VARY].contains(&name)
            || entry.tag_header.as_ref() == Some(name)
        {
            headers.append(name, value.clone());
        }
    }
    // The tag the client holds: it may name the same page compressed with another effort.
    let tag = match held {
        Some(tag) => HeaderValue::try_from(format!("\"{tag}\"")).ok(),
        None => entry
            .ready(request.encoding)
            .and_then(|form| form.headers.get(ETAG).cloned()),
    };
    if let Some(tag) = tag {
        headers.insert(ETAG, tag);
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    *response.headers_mut() = headers;
    Some(response)
}

/// Marks an answer as possibly out of date; others may keep it for a moment only.
pub(super) fn stale(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(STALE.clone(), HeaderValue::from_static("1"));
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=0, s-maxage=1"),
    );
    headers.insert(
        CDN_CACHE_CONTROL.clone(),
        HeaderValue::from_static("max-age=1"),
    );
    response
}
