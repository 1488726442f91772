//! What went wrong, for programs and people (RFC 9457).

use crate::picture::PictureError;
use crate::upload::UploadError;
use axum::response::{IntoResponse, Response};
use dateline_db::DbError;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

/// An answer that says what was wrong, where, and what to do.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    /// Word that programs go by; it stays what it is.
    code: &'static str,
    /// For people.
    detail: String,
    /// Apart, so that an answer that goes well carries little.
    rest: Box<Rest>,
}

/// What only some problems say.
#[derive(Debug, Default)]
struct Rest {
    /// Which part of the request is meant.
    field: Option<&'static str>,
    /// Words for what is missing: a right, a scope, what a story or picture lacks.
    missing: Vec<String>,
    /// A member of its own: name and value.
    more: Option<(&'static str, Value)>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
            rest: Box::default(),
        }
    }

    /// With a header of its own.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: impl Into<HeaderValue>) -> Self {
        self.rest.header = Some((name, value.into()));
        self
    }

    /// Says which part of the request is meant.
    #[must_use]
    pub fn field(mut self, field: &'static str) -> Self {
        self.rest.field = Some(field);
        self
    }

    /// Says what is missing, in words programs go by.
    #[must_use]
    pub fn missing<T: Into<String>>(mut self, words: impl IntoIterator<Item = T>) -> Self {
        self.rest.missing = words.into_iter().map(Into::into).collect();
        self
    }

    /// With a member of its own.
    #[must_use]
    pub fn and(mut self, name: &'static str, value: Value) -> Self {
        self.rest.more = Some((name, value));
        self
    }

    /// Something on our side: written to the log, told as little as a stranger may know.
    pub(super) fn inside(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "A request to the API failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "fault",
            "something went wrong on our side; the log of the house says what",
        )
    }

    /// Something that passes.
    pub(super) fn away(code: &'static str, detail: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail)
            .with(header::RETRY_AFTER, HeaderValue::from_static("5"))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": format!("urn:dateline:problem:{}", self.code),
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        let rest = *self.rest;
        if let Some(field) = rest.field {
            body["field"] = field.into();
        }
        if !rest.missing.is_empty() {
            body["missing"] = rest.missing.into();
        }
        if let Some((name, value)) = rest.more {
            body[name] = value;
        }
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, kind, body.to_string()).into_response();
        if let Some((name, value)) = rest.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound { what } => Self::new(
                StatusCode::NOT_FOUND,
                "not-found",
                format!("there is no such {what}"),
            ),
            DbError::Unavailable(_) => {
                tracing::warn!(%error, "A request to the API found no database");
                Self::away("away", "the house cannot reach its database; try again")
            }
            error => Self::inside(&error),
        }
    }
}

impl From<PictureError> for Problem {
    fn from(error: PictureError) -> Self {
        let told = error.to_string();
        match error {
            PictureError::Db(error) => error.into(),
            PictureError::Blob(error) => disk(&error),
            PictureError::Broken(_) => Self::inside(&told),
            PictureError::Unknown(_) | PictureError::UnknownLease(_) => {
                Self::new(StatusCode::NOT_FOUND, "not-found", told)
            }
            _ => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", told),
        }
    }
}

fn disk(error: &dateline_infra::blob::BlobError) -> Problem {
    use dateline_infra::blob::BlobError as B;
    match error {
        B::Full { .. } => UploadError::NoRoom.into(),
        B::TooLarge { .. } => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
            error.to_string(),
        ),
        error => Problem::inside(error),
    }
}

impl From<UploadError> for Problem {
    fn from(error: UploadError) -> Self {
        let told = error.to_string();
        let plain = |status, code| Self::new(status, code, told.clone());
        match error {
            UploadError::Db(error) => error.into(),
            UploadError::Picture(error) => error.into(),
            UploadError::Disk(_) => Self::inside(&told),
            UploadError::BadLength(_) | UploadError::TooLong(_) => {
                plain(StatusCode::PAYLOAD_TOO_LARGE, "too-large")
            }
            UploadError::TooMany => plain(StatusCode::TOO_MANY_REQUESTS, "too-many"),
            UploadError::Unknown => plain(StatusCode::NOT_FOUND, "not-found"),
            UploadError::Elsewhere { at, .. } => plain(StatusCode::CONFLICT, "elsewhere")
                .with(HeaderName::from_static("upload-offset"), at),
            UploadError::Busy => plain(StatusCode::LOCKED, "busy"),
            UploadError::Damaged { .. } => plain(StatusCode::UNPROCESSABLE_ENTITY, "damaged"),
            UploadError::Refused(_) => plain(StatusCode::UNPROCESSABLE_ENTITY, "refused"),
            UploadError::NoRoom => plain(StatusCode::INSUFFICIENT_STORAGE, "no-room"),
        }
    }
}
