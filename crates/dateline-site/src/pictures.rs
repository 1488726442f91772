//! Renditions of pictures: addresses that never change and cannot ask for arbitrary sizes.

use crate::site::Site;
use dateline_db::queries::picture;
use dateline_infra::blob::Hash;
use dateline_infra::picture::{Credit, RenditionError, Spec};
use dateline_web::server::{Known, known_tags};
use http::{HeaderMap, Response, StatusCode, header};
use std::sync::Arc;

/// Serves `/-/pictures/{hash}/{name}`.
pub async fn rendition(
    site: &Arc<Site>,
    hash: &str,
    name: &str,
    headers: &HeaderMap,
) -> Result<Response<axum::body::Body>, StatusCode> {
    let hash = Hash::parse(hash).ok_or(StatusCode::NOT_FOUND)?;
    let known = find(site, &hash.to_string()).await?;
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
    let response = Response::builder()
        .header(header::ETAG, &made.etag)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
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

async fn find(site: &Site, hash: &str) -> Result<dateline_core::picture::Picture, StatusCode> {
    let away = |_| StatusCode::SERVICE_UNAVAILABLE;
    let mut tx = site.house.db().read().await.map_err(away)?;
    let found = picture::find_by_hash(&mut tx, hash).await.map_err(away)?;
    tx.close().await.map_err(away)?;
    found.ok_or(StatusCode::NOT_FOUND)
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
