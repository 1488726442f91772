//! What one client, and all together, may take.

use std::time::Duration;

/// Limits of the server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections open at once; further ones wait to be accepted.
    pub max_connections: usize,
    /// Connections open at once from one public address (IPv6: one /64). Private and loopback
    /// addresses, where a proxy stands, are not counted.
    pub max_connections_per_address: usize,
    /// Time for the head of a request, from its first byte, and for the first byte of a connection.
    pub header_timeout: Duration,
    /// Time a connection may rest between requests.
    pub idle_timeout: Duration,
    /// Time a client may take nothing of an answer that is ready for it.
    pub stalled_write_timeout: Duration,
    /// Time a client may send nothing of a body it announced.
    pub stalled_body_timeout: Duration,
    /// Least speed of a body in bytes a second, measured after [`Self::stalled_body_timeout`].
    pub min_body_bytes_per_second: u64,
    /// Size of the head of a request, in bytes; at least 8192.
    pub max_header_bytes: usize,
    /// Size of path and query, in bytes.
    pub max_uri_bytes: usize,
    /// Size of the body of a request, in bytes; a route may set less.
    pub max_body_bytes: usize,
    /// Streams open at once on one HTTP/2 connection.
    pub max_streams: u32,
    /// Time for answers under way when the server stops.
    pub shutdown_timeout: Duration,
    /// `max-age` of `Strict-Transport-Security`; none if the site is not always behind TLS.
    pub strict_transport_seconds: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_connections: 16_384,
            max_connections_per_address: 512,
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            stalled_write_timeout: Duration::from_secs(30),
            stalled_body_timeout: Duration::from_secs(10),
            min_body_bytes_per_second: 256,
            max_header_bytes: 24 * 1024,
            max_uri_bytes: 16 * 1024,
            max_body_bytes: 64 * 1024 * 1024,
            max_streams: 128,
            shutdown_timeout: Duration::from_secs(10),
            strict_transport_seconds: None,
        }
    }
}
