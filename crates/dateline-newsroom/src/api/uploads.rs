//! Resumable uploads: tus 1.0.0 with the extensions creation, expiration and termination.

use super::said::answer;
use super::{Api, Problem, ROOM_KB, shapes};
use crate::account::Caller;
use crate::picture;
use crate::token::Token;
use crate::upload::{self, Announced, LIFE, Standing, UploadError};
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, State};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use dateline_infra::picture::MAX_BYTES;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::json;
use utoipa::OpenApi;
use uuid::Uuid;

/// What the documentation says of them. `OPTIONS` of one upload says the same as of all.
#[derive(OpenApi)]
#[openapi(paths(options, start, head, show, append, cancel))]
pub struct Docs;

/// Version of the protocol.
const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// Id of the picture a whole file became.
const PICTURE: HeaderName = HeaderName::from_static("dateline-picture");

/// The key of a program: uploads piece by piece are counted by key.
pub struct Key(Token);

impl FromRequestParts<Api> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, api).await?;
        caller.token().cloned().map(Self).ok_or_else(|| {
            Problem::new(
                StatusCode::FORBIDDEN,
                "key-needed",
                "files come piece by piece with a key alone; send yours whole to POST /api/pictures",
            )
        })
    }
}

/// What is understood here: tus 1.0.0. Asked without a key.
#[utoipa::path(options, path = "/uploads", operation_id = "describeUploads", responses((status = 204)))]
pub async fn options() -> Response {
    let most = HeaderValue::from(MAX_BYTES as u64);
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (RESUMABLE, HeaderValue::from_static(VERSION)),
        (
            HeaderName::from_static("tus-version"),
            HeaderValue::from_static(VERSION),
        ),
        (
            HeaderName::from_static("tus-extension"),
            HeaderValue::from_static("creation,expiration,termination"),
        ),
        (HeaderName::from_static("tus-max-size"), most),
    ] {
        headers.insert(name, value);
    }
    response
}

/// Announces a file that comes piece by piece; `Location` says where.
#[utoipa::path(post, path = "/uploads", operation_id = "startUpload", params(("Tus-Resumable" = String, Header), ("Upload-Length" = i64, Header), ("Upload-Metadata" = Option<String>, Header)), responses((status = 201)))]
pub async fn start(
    State(api): State<Api>,
    Key(token): Key,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    check_version(&headers)?;
    let bytes = number(&headers, &LENGTH)?;
    let mut announced = announced(&headers)?;
    announced.bytes = bytes;
    let standing = upload::start(&api.house, &token, announced).await?;
    let address = format!("/api/uploads/{}", standing.row.id);
    let mut response = (StatusCode::CREATED, [(header::LOCATION, address)]).into_response();
    mark(&mut response, &standing);
    Ok(response)
}

/// How much has arrived: `Upload-Offset`.
#[utoipa::path(head, path = "/uploads/{id}", operation_id = "findUpload", params(("id" = Uuid, Path), ("Tus-Resumable" = String, Header)), responses((status = 200)))]
pub async fn head(
    State(api): State<Api>,
    Key(token): Key,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let standing = upload::stand(&api.house, &token, known(&id)?).await?;
    let mut response = StatusCode::OK.into_response();
    mark(&mut response, &standing);
    response
        .headers_mut()
        .insert(LENGTH, HeaderValue::from(standing.length()));
    Ok(response)
}

/// How much has arrived, and what became of it.
#[utoipa::path(get, path = "/uploads/{id}", operation_id = "showUpload", params(("id" = Uuid, Path)), responses((status = 200, body = shapes::Upload)))]
pub async fn show(
    State(api): State<Api>,
    Key(token): Key,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let standing = upload::stand(&api.house, &token, known(&id)?).await?;
    let row = &standing.row;
    let shown = json!({
        "id": row.id,
        "file": row.file_name,
        "bytes": row.bytes,
        "offset": standing.offset,
        "picture": row.picture_id,
        "is_new": row.is_new,
        "refused": row.refusal,
    });
    let mut response = answer(StatusCode::OK, &shown);
    mark(&mut response, &standing);
    Ok(response)
}

/// More of the file. What arrives before a connection breaks stays; the last piece is answered when the
/// picture is made, with its id in `Dateline-Picture`.
#[utoipa::path(patch, path = "/uploads/{id}", operation_id = "appendToUpload", params(("id" = Uuid, Path), ("Tus-Resumable" = String, Header), ("Upload-Offset" = i64, Header)), request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"), responses((status = 204)))]
pub async fn append(
    State(api): State<Api>,
    Key(token): Key,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    check_version(&headers)?;
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind != "application/offset+octet-stream") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "send the bytes as application/offset+octet-stream",
        ));
    }
    let offset = number(&headers, &OFFSET)?;
    let mut standing = upload::stand(&api.house, &token, known(&id)?).await?;
    if !standing.is_over() {
        standing.offset = take(&api, &standing, offset, body).await?;
    } else if offset != standing.offset {
        let (at, given) = (standing.offset, offset);
        return Err(UploadError::Elsewhere { at, given }.into());
    }
    if standing.offset == standing.length() && !standing.is_over() {
        // Acquiring fails only when the semaphore is closed, which nobody does.
        let _turn = api.making.acquire().await;
        standing = upload::finish(&api.house, &api.blobs, &token, standing).await?;
    }
    if let Some(reason) = standing.row.refusal {
        return Err(UploadError::Refused(reason).into());
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    mark(&mut response, &standing);
    Ok(response)
}

/// Writes what comes; how much has arrived then.
async fn take(
    api: &Api,
    standing: &Standing,
    offset: u64,
    mut body: Body,
) -> Result<u64, UploadError> {
    let mut tail = upload::open(&api.house, standing, offset).await?;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            // The client is gone; what came is kept, and it will ask for the offset.
            break;
        };
        if let Ok(bytes) = frame.into_data() {
            tail = tail.add(bytes).await?;
        }
    }
    tail.close().await
}

/// The file is not wanted any more.
#[utoipa::path(delete, path = "/uploads/{id}", operation_id = "cancelUpload", params(("id" = Uuid, Path), ("Tus-Resumable" = String, Header)), responses((status = 204)))]
pub async fn cancel(
    State(api): State<Api>,
    Key(token): Key,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    upload::cancel(&api.house, &token, known(&id)?).await?;
    let version = [(RESUMABLE, HeaderValue::from_static(VERSION))];
    Ok((StatusCode::NO_CONTENT, version).into_response())
}

/// `POST /pictures`: a whole file at once.
pub async fn whole(
    api: &Api,
    caller: &Caller,
    file_name: &str,
    mut body: Body,
) -> Result<picture::Taken, Problem> {
    let announced = axum::body::HttpBody::size_hint(&body).upper();
    let kilobytes = announced.unwrap_or(u64::MAX).min(MAX_BYTES as u64) / 1024 + 1;
    let kilobytes = u32::try_from(kilobytes).unwrap_or(ROOM_KB).min(ROOM_KB);
    // Acquiring fails only when a semaphore is closed, which nobody does.
    let _room = api.room.acquire_many(kilobytes).await;
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "cut-off",
                format!("the file did not arrive whole: {error}; POST /api/uploads takes files piece by piece"),
            )
        })?;
        if let Ok(piece) = frame.into_data() {
            if bytes.len() + piece.len() > MAX_BYTES {
                let found = (bytes.len() + piece.len()) as u64;
                return Err(UploadError::BadLength(found).into());
            }
            bytes.extend_from_slice(&piece);
        }
    }
    if bytes.is_empty() {
        return Err(UploadError::BadLength(0).into());
    }
    let intake = picture::Intake {
        file_name: upload::plain_name(file_name),
        bytes: bytes.into(),
    };
    let _turn = api.making.acquire().await;
    Ok(picture::take_in(&api.house, &api.blobs, intake, &caller.actor()).await?)
}

fn known(id: &str) -> Result<Uuid, UploadError> {
    id.parse().map_err(|_| UploadError::Unknown)
}

fn check_version(headers: &HeaderMap) -> Result<(), Problem> {
    match headers.get(&RESUMABLE) {
        Some(version) if version == VERSION => Ok(()),
        _ => Err(Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "version",
            "send Tus-Resumable: 1.0.0; no other version is understood",
        )
        .with(
            HeaderName::from_static("tus-version"),
            HeaderValue::from_static(VERSION),
        )),
    }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Problem> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.parse().ok()).ok_or_else(|| {
        let detail = format!("send {name} with a number of bytes");
        Problem::new(StatusCode::BAD_REQUEST, "header", detail)
    })
}

/// `Upload-Metadata`: pairs of a word and base64, parted by commas.
fn announced(headers: &HeaderMap) -> Result<Announced, Problem> {
    let bad = |what: &str| {
        let detail = format!(
            "Upload-Metadata: {what}; send `filename` and, if you like, `sha256`, each with its value in base64"
        );
        Problem::new(StatusCode::BAD_REQUEST, "header", detail)
    };
    let mut found = Announced::default();
    let Some(value) = headers.get(&METADATA) else {
        return Ok(found);
    };
    let value = value.to_str().map_err(|_| bad("not plain text"))?;
    for pair in value
        .split(',')
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
    {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        if !matches!(key, "filename" | "sha256") {
            continue;
        }
        let bytes = BASE64
            .decode(value.trim())
            .map_err(|_| bad("this is no base64"))?;
        let text = String::from_utf8(bytes).map_err(|_| bad("this is no UTF-8"))?;
        if key == "filename" {
            found.file_name = text;
        } else if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            found.sha256 = Some(text);
        } else {
            return Err(bad("a SHA-256 has 64 hexadecimal digits"));
        }
    }
    Ok(found)
}

/// Headers that say where an upload stands.
fn mark(response: &mut Response, standing: &Standing) {
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    headers.insert(OFFSET, HeaderValue::from(standing.offset));
    let began = dateline_db::from_micros(standing.row.created_at);
    let ends = jiff::SignedDuration::try_from(LIFE)
        .ok()
        .and_then(|life| began.checked_add(life).ok());
    let ends = ends.map(|at| at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    if let Some(ends) = ends.and_then(|ends| HeaderValue::try_from(ends).ok()) {
        headers.insert(EXPIRES, ends);
    }
    let picture = standing.row.picture_id.map(|id| id.to_string());
    if let Some(picture) = picture.and_then(|id| HeaderValue::try_from(id).ok()) {
        headers.insert(PICTURE, picture);
    }
}
