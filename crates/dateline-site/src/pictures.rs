//! Renditions of pictures: addresses that never change and cannot ask for arbitrary sizes.

use crate::site::Site;
use dateline_core::subject::Subject;
use dateline_db::queries::standing::{self, FileStanding};
use dateline_infra::blob::Hash;
use dateline_infra::picture::{Credit, RenditionError, Spec};
use dateline_web::server::{Known, known_tags};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use std::sync::Arc;

/// Serves `/-/pictures/{hash}/{name}`.
pub async fn rendition(
    site: &Arc<Site>,
    hash: &str,
    name: &str,
    headers: &HeaderMap,
) -> Result<Response<axum::body::Body>, StatusCode> {
    let hash = Hash::parse(hash).ok_or(StatusCode::NOT_FOUND)?;
    let standing = standing(site, &hash.to_string()).await?;
    let Some(known) = &standing.picture else {
        return withheld(site, &standing);
    };
    let spec = Spec::parse(name, known.focal_point).ok_or(StatusCode::NOT_FOUND)?;
    let made = site
        .renditions
        .get(hash, &spec, &Credit::of(&known.facts))
        .await
        .map_err(|error| status(&error))?;
    let is_known = known_tags(headers).any(|tag| {
        matches!(tag, Known::Any)
            || matches!(tag, Known::Tag(t) if t == made.etag.trim_matches('"'))
    });
    let mut response = Response::builder()
        .header(header::ETAG, &made.etag)
        .header(header::CACHE_CONTROL, keeping(site, &standing));
    if let Some((name, tags)) = tags(site, &standing) {
        response = response.header(name, tags);
    }
    if is_known {
        return response
            .status(StatusCode::NOT_MODIFIED)
            .body(axum::body::Body::empty())
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR);
    }
    let bytes = tokio::fs::read(&made.path)
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    response
        .header(header::CONTENT_TYPE, made.media_type)
        .header(header::CONTENT_LENGTH, bytes.len())
        .body(axum::body::Body::from(bytes))
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

/// What of the file may be served now.
async fn standing(site: &Site, hash: &str) -> Result<FileStanding, StatusCode> {
    let away = |_| StatusCode::SERVICE_UNAVAILABLE;
    let mut tx = site.house.db().read().await.map_err(away)?;
    let found = standing::of_file(&mut tx, hash, site.house.now()).await;
    tx.close().await.map_err(away)?;
    found.map_err(away)?.ok_or(StatusCode::NOT_FOUND)
}

/// A file nobody may show: gone, until a lease brings it back.
fn withheld(
    site: &Site,
    standing: &FileStanding,
) -> Result<Response<axum::body::Body>, StatusCode> {
    let mut response = Response::builder()
        .status(StatusCode::GONE)
        .header(header::CACHE_CONTROL, "no-cache");
    if let Some((name, tags)) = tags(site, standing) {
        response = response.header(name, tags);
    }
    response
        .body(axum::body::Body::empty())
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

/// What outer caches purge it by, when a lease begins, ends or is written down.
fn tags(site: &Site, standing: &FileStanding) -> Option<(HeaderName, HeaderValue)> {
    let looked = standing.looked.iter().copied();
    let subjects: Vec<Subject> = looked.map(Subject::Picture).collect();
    site.cache.tag_header(&subjects)
}

/// For good where no lease ends; else until it does.
fn keeping(site: &Site, standing: &FileStanding) -> String {
    match standing.until {
        None => "public, max-age=31536000, immutable".to_owned(),
        Some(until) => {
            let seconds = until.duration_since(site.house.now()).as_secs().max(0);
            format!("public, max-age={}", seconds.min(31_536_000))
        }
    }
}

fn status(error: &RenditionError) -> StatusCode {
    match error {
        RenditionError::Picture(_) => StatusCode::NOT_FOUND,
        RenditionError::Busy => StatusCode::SERVICE_UNAVAILABLE,
        RenditionError::Blob(_) | RenditionError::Stopped(_) => {
            tracing::error!(%error, "A picture could not be made");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
