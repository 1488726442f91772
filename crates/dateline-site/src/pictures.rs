//! Renditions of pictures: addresses that never change and cannot ask for arbitrary sizes.

use crate::site::Site;
use dateline_core::picture::Picture;
use dateline_core::subject::Subject;
use dateline_db::queries::picture_record;
use dateline_db::queries::standing::{self, FileStanding};
use dateline_infra::blob::Hash;
use dateline_infra::picture::{Credit, RenditionError, Spec};
use dateline_web::server::{Known, known_tags};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use std::sync::Arc;

/// How long what an address without a version shows may be kept.
const UNVERSIONED_SECONDS: u32 = 3_600;

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
    let (version, plain) = versioned(name);
    let spec = Spec::parse(&plain, known.focal_point).ok_or(StatusCode::NOT_FOUND)?;
    let credit = credit(site, known).await?;
    let made = match site.renditions.get(hash, &spec, &credit).await {
        Err(RenditionError::NotYet) => return instead(name),
        made => made.map_err(|error| status(&error))?,
    };
    let is_current = version == Some(known.look.version.as_str());
    let is_known = known_tags(headers).any(|tag| {
        matches!(tag, Known::Any)
            || matches!(tag, Known::Tag(t) if t == made.etag.trim_matches('"'))
    });
    let mut response = Response::builder()
        .header(header::ETAG, &made.etag)
        .header(header::CACHE_CONTROL, keeping(site, &standing, is_current));
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

/// The version a name asks for, and the name without it: `640.0a1b2c3d.webp` is `640.webp`.
fn versioned(name: &str) -> (Option<&str>, String) {
    let mut parts = name.splitn(3, '.');
    if let (Some(stem), Some(version), Some(extension)) = (parts.next(), parts.next(), parts.next())
        && version.len() == 8
        && version.bytes().all(|b| b.is_ascii_hexdigit())
    {
        return (Some(version), format!("{stem}.{extension}"));
    }
    (None, name.to_owned())
}

/// What is written into the renditions of a picture.
async fn credit(site: &Site, picture: &Picture) -> Result<Credit, StatusCode> {
    let away = |_| StatusCode::SERVICE_UNAVAILABLE;
    let mut tx = site.house.db().read().await.map_err(away)?;
    let said = picture_record::find_metadata(&mut tx, picture.id).await;
    tx.close().await.map_err(away)?;
    let said = said.map_err(away)?;
    Ok(Credit::with_terms(&picture.facts, said.as_deref()))
}

/// An AVIF that went missing is made again while readers take the `WebP`. Nobody may keep that: the
/// address itself never answers anything but AVIF.
fn instead(name: &str) -> Result<Response<axum::body::Body>, StatusCode> {
    let other = name.strip_suffix("avif").ok_or(StatusCode::NOT_FOUND)?;
    Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, format!("{other}webp"))
        .header(header::CACHE_CONTROL, "no-store")
        .body(axum::body::Body::empty())
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

/// For good where the address names this very version and no lease ends; else until it does, or a
/// while.
fn keeping(site: &Site, standing: &FileStanding, is_current: bool) -> String {
    match standing.until {
        None if is_current => "public, max-age=31536000, immutable".to_owned(),
        None => format!("public, max-age={UNVERSIONED_SECONDS}"),
        Some(until) => {
            let seconds = until.duration_since(site.house.now()).as_secs().max(0);
            format!("public, max-age={}", seconds.min(31_536_000))
        }
    }
}

fn status(error: &RenditionError) -> StatusCode {
    match error {
        RenditionError::Picture(_) => StatusCode::NOT_FOUND,
        RenditionError::Busy | RenditionError::NotYet => StatusCode::SERVICE_UNAVAILABLE,
        RenditionError::Blob(_) | RenditionError::Stopped(_) => {
            tracing::error!(%error, "A picture could not be made");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
