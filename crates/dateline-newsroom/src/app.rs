//! The newsroom in the browser, under `/newsroom/`: files that `newsroom/` was built into, embedded.
//!
//! It knows nothing of stories: what the app shows it asks of the API.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bytes::Bytes;
use dateline_web::server::{Effort, Encoding, Known, compress, known_tags};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

#[derive(RustEmbed)]
#[folder = "../../newsroom/dist/"]
#[include = "app/*"]
struct Built;

/// The page every address of the app begins with.
const PAGE: &str = "index.html";
/// Where files stand whose names change with what they hold.
const HASHED: &str = "assets/";

/// What the app's own pages may load and do. Nothing runs that is not a file of ours; a frame shows a
/// story as readers will see it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
     manifest-src 'self'; media-src 'self' https:; form-action 'none'; base-uri 'none'; \
     object-src 'none'; frame-ancestors 'none'";

/// Compressed files by name, hash and coding.
type Coded = HashMap<(String, [u8; 32], char), Bytes>;

static CODED: LazyLock<Mutex<Coded>> = LazyLock::new(Mutex::default);

/// The routes, from the root: the app stands at `/newsroom/`.
pub fn router() -> Router {
    Router::new()
        .route(
            "/newsroom",
            get(|| async { Redirect::permanent("/newsroom/") }),
        )
        .route("/newsroom/", get(page))
        .route("/newsroom/{*name}", get(file))
}

/// Whether the app was built into this program.
pub fn is_built() -> bool {
    find(PAGE).is_some()
}

async fn page(headers: HeaderMap) -> Response {
    send(PAGE, headers).await
}

/// A file, or the page: which view an address means, the app knows.
async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if find(&name).is_some() {
        return send(&name, headers).await;
    }
    if name.starts_with(HASHED) {
        return (StatusCode::NOT_FOUND, "there is no such file\n").into_response();
    }
    send(PAGE, headers).await
}

fn find(name: &str) -> Option<EmbeddedFile> {
    Built::get(&format!("app/{name}"))
}

/// Sends a file; compressing it may take a while, so that happens on a blocking thread.
async fn send(name: &str, headers: HeaderMap) -> Response {
    let Some(found) = find(name) else {
        return unbuilt();
    };
    let hash = found.metadata.sha256_hash();
    let encoding = Encoding::negotiate(&headers);
    let tag = format!("{}-{}", crate::hex::hex(&hash[..12]), encoding.letter());
    let caching = if name.starts_with(HASHED) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let knows = known_tags(&headers).any(|known| match known {
        Known::Any => true,
        Known::Tag(known) => known == tag,
    });
    let mut response = if knows {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let media_type = media_type(&found);
        let (bytes, coding) = coded(name.to_owned(), found, encoding).await;
        let mut response = Response::new(Body::from(bytes));
        let to = response.headers_mut();
        to.insert(header::CONTENT_TYPE, media_type);
        if let Some(coding) = coding {
            to.insert(header::CONTENT_ENCODING, coding);
        }
        response
    };
    let to = response.headers_mut();
    to.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    to.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::try_from(format!("\"{tag}\"")) {
        to.insert(header::ETAG, tag);
    }
    guard(to);
    response
}

fn media_type(file: &EmbeddedFile) -> HeaderValue {
    let named = file.metadata.mimetype();
    let text = named.starts_with("text/") || named.ends_with("javascript");
    let named = if text {
        format!("{named}; charset=utf-8")
    } else {
        named.to_owned()
    };
    HeaderValue::try_from(named)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"))
}

/// The bytes in the coding the browser likes best, made once.
async fn coded(
    name: String,
    file: EmbeddedFile,
    encoding: Encoding,
) -> (Bytes, Option<HeaderValue>) {
    let plain = Bytes::from(file.data.into_owned());
    let Some(header) = encoding.header() else {
        return (plain, None);
    };
    let key = (name, file.metadata.sha256_hash(), encoding.letter());
    let there = kept().get(&key).cloned();
    if let Some(bytes) = there {
        return (bytes, Some(header));
    }
    let bytes = plain.clone();
    let made = tokio::task::spawn_blocking(move || compress(encoding, Effort::High, &bytes)).await;
    match made {
        Ok(Some(made)) => {
            kept().insert(key, made.clone());
            (made, Some(header))
        }
        // What cannot be compressed goes out as it is; `compress` has said why.
        Ok(None) | Err(_) => (plain, None),
    }
}

fn kept() -> MutexGuard<'static, Coded> {
    CODED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the page says in a program that was built without the app.
fn unbuilt() -> Response {
    let text = "The newsroom is not in this program: it was built without it.\n\n\
        cargo xtask demo, dev and release build it in. By hand:\n\n\
        \x20   cd newsroom\n    npm ci --ignore-scripts\n    npm run build\n\n\
        and then build the program again. Everything else works.\n";
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, text).into_response();
    let to = response.headers_mut();
    to.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    guard(to);
    response
}

fn guard(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
