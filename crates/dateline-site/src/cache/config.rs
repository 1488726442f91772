//! Sizes and times of the page cache.

use std::time::Duration;

use http::{HeaderMap, HeaderName};

/// Settings of the page cache.
#[derive(Clone, Debug)]
pub struct CacheConfig {
    /// Memory for kept pages, in bytes, compressed forms and headers included.
    pub max_bytes: usize,
    /// Number of kept pages.
    pub max_entries: usize,
    /// Renders at once; further ones wait.
    pub max_renders: usize,
    /// Pages waiting for their render; beyond it requests are refused as [`super::RenderError::Overloaded`].
    pub max_waiting: usize,
    /// Time for one render; then the database counts as away.
    pub render_timeout: Duration,
    /// Time after a failure for want of the database in which kept pages are sent without asking it again.
    pub outage_pause: Duration,
    /// Age at which a page that is used often is compressed thoroughly.
    pub improve_after: Duration,
    /// `s-maxage`, for caches between us and the reader that are purged.
    pub shared_max_age_seconds: u32,
    /// `stale-while-revalidate` for such caches.
    pub stale_while_revalidate_seconds: u32,
    /// `stale-if-error` for such caches.
    pub stale_if_error_seconds: u32,
    /// Header with the tags of a page; none where nobody purges by tag.
    pub tag_header: Option<HeaderName>,
    /// What stands between tags in [`Self::tag_header`].
    pub tag_separator: &'static str,
    /// Headers every answer carries, such as those of `dateline_web::server::security_headers`.
    pub base_headers: HeaderMap,
}

impl Default for CacheConfig {
    fn default() -> Self {
        Self {
            max_bytes: 256 * 1024 * 1024,
            max_entries: 50_000,
            max_renders: 16,
            max_waiting: 1024,
            render_timeout: Duration::from_secs(10),
            outage_pause: Duration::from_secs(1),
            improve_after: Duration::from_secs(3),
            shared_max_age_seconds: 60,
            stale_while_revalidate_seconds: 30,
            stale_if_error_seconds: 86_400,
            tag_header: Some(HeaderName::from_static("surrogate-key")),
            tag_separator: " ",
            base_headers: dateline_web::server::security_headers(None),
        }
    }
}
