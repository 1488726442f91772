//! What a render makes, or why it made nothing.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

/// A rendered page.
#[derive(Clone, Debug)]
pub struct Page {
    pub(super) status: StatusCode,
    pub(super) content_type: HeaderValue,
    pub(super) body: Bytes,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) stored: bool,
    pub(super) shared_max_age_seconds: Option<u32>,
}

impl Page {
    /// A page of HTML.
    pub fn html(body: impl Into<Bytes>) -> Self {
        Self::new(
            HeaderValue::from_static("text/html; charset=utf-8"),
            body.into(),
        )
    }

    /// A page of any type.
    pub fn new(content_type: HeaderValue, body: Bytes) -> Self {
        Self {
            status: StatusCode::OK,
            content_type,
            body,
            headers: Vec::new(),
            stored: true,
            shared_max_age_seconds: None,
        }
    }

    /// A redirect.
    pub fn redirect(status: StatusCode, location: HeaderValue) -> Self {
        Self::html(Bytes::new())
            .with_status(status)
            .with_header(http::header::LOCATION, location)
    }

    /// Sets the status. Errors, except 410 and 451, are not kept: their addresses are without number.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        let lasting = matches!(
            status,
            StatusCode::GONE | StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS
        );
        self.stored = lasting || status.is_success() || status.is_redirection();
        self.status = status;
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Sets how long outer caches may keep it without asking, in place of the configured time.
    #[must_use]
    pub fn with_shared_max_age(mut self, seconds: u32) -> Self {
        self.shared_max_age_seconds = Some(seconds);
        self
    }

    /// What it says.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// A header that was added.
    pub fn header(&self, name: &HeaderName) -> Option<&HeaderValue> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    /// Neither kept here nor by anyone else.
    #[must_use]
    pub fn not_stored(mut self) -> Self {
        self.stored = false;
        self
    }
}

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The database, or something else the render needs, is away.
    #[error("cannot be rendered now: {0}")]
    Unavailable(String),
    /// The render is wrong: a template fails, a row makes no sense.
    #[error("cannot be rendered: {0}")]
    Failed(String),
    /// The theme is wrong: one of its templates fails.
    #[error("cannot be rendered: template {0}")]
    Theme(String),
    /// The render panicked.
    #[error("the render panicked")]
    Panicked,
    /// Too many pages wait for their render.
    #[error("too many pages wait to be rendered")]
    Overloaded,
}
