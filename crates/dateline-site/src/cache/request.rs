//! What the cache has to know of a request.

use dateline_web::server::{Encoding, Known, known_tags};
use http::{HeaderMap, Method};

/// A request for a page.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest<'a> {
    pub(super) key: Option<&'a str>,
    pub(super) encoding: Encoding,
    pub(super) headers: &'a HeaderMap,
    pub(super) head_only: bool,
}

impl<'a> PageRequest<'a> {
    /// A request for the page of a key: the path and the query parameters the page knows, normalised
    /// by the caller. None if the answer must not be kept, as for a search.
    pub fn new(key: Option<&'a str>, method: &Method, headers: &'a HeaderMap) -> Self {
        Self {
            key,
            encoding: Encoding::negotiate(headers),
            headers,
            head_only: *method == Method::HEAD,
        }
    }

    /// Tags of what the client holds.
    pub(super) fn known_tags(&self) -> impl Iterator<Item = Known<'a>> {
        known_tags(self.headers)
    }

    pub(super) fn is_conditional(&self) -> bool {
        self.headers.contains_key(http::header::IF_NONE_MATCH)
    }
}
