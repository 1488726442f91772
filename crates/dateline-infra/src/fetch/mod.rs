//! The only way out to other sites.
//!
//! Whoever gives us an address may point it at our own network. So every address is checked where
//! it is connected to (by name, by number and after each redirect), and everything that comes back
//! is limited in time and size. What stands on a private network is reached only if the operator
//! named its host ([`AllowedHost`]); a redirect elsewhere and another name for the same address
//! stay refused, and no name leads to a link-local address or a metadata service.

mod address;
mod error;
mod host;
mod resolve;

pub use address::{is_private, is_public};
pub use error::FetchError;
pub use host::{AllowedHost, BadHost};

use bytes::{Bytes, BytesMut};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use url::{Host, Url};

/// Types taken as pictures; old servers do not know all of them, so unnamed bytes are taken too.
/// The caller looks into them before use.
pub const PICTURES: &[&str] = &["image/", "application/octet-stream", "binary/octet-stream"];

/// Where requests may go.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Which addresses may be connected to.
    pub allow: fn(IpAddr) -> bool,
    /// Which ports may be connected to.
    pub ports: Vec<u16>,
    /// Hosts that may be reached on a private network too.
    pub hosts: Vec<AllowedHost>,
}

impl Default for Policy {
    /// Public addresses, ports 80 and 443.
    fn default() -> Self {
        Self {
            allow: is_public,
            ports: vec![80, 443],
            hosts: Vec::new(),
        }
    }
}

/// What to take of an answer.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Time for everything: names, redirects, the last byte.
    pub total: Duration,
    /// Bytes of the body.
    pub max_bytes: u64,
    /// Redirects followed.
    pub max_redirects: u32,
    /// Media types taken, each whole ("text/html") or as a beginning ("image/"); empty takes all.
    pub media_types: &'static [&'static str],
}

impl Default for Limits {
    /// 30 seconds, 50 MB, 5 redirects, any type.
    fn default() -> Self {
        Self {
            total: Duration::from_secs(30),
            max_bytes: 50_000_000,
            max_redirects: 5,
            media_types: &[],
        }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Where it was in the end.
    pub url: Url,
    /// Media type as the server named it, lower case, without parameters.
    pub media_type: Option<String>,
    /// Content-Type as sent, for the character set.
    pub content_type: Option<String>,
    /// The body.
    pub bytes: Bytes,
}

/// Fetches from other sites.
#[derive(Clone, Debug)]
pub struct Fetcher {
    outside: Client,
    /// Reaches private addresses too; used for hosts that were named only, so that no connection
    /// of one serves the other.
    inside: Client,
    policy: Arc<Policy>,
}

impl Fetcher {
    /// A fetcher bound to a policy; `user_agent` says who asks, with an address to complain to.
    pub fn new(policy: Policy, user_agent: &str) -> Result<Self, FetchError> {
        install_tls();
        let outside = client(user_agent, policy.allow, true).or_else(|error| {
            tracing::warn!(%error, "No certificate store found: https sites cannot be reached");
            client(user_agent, policy.allow, false)
        })?;
        let inside = client(user_agent, is_anywhere, true)
            .or_else(|_| client(user_agent, is_anywhere, false))?;
        Ok(Self {
            outside,
            inside,
            policy: Arc::new(policy),
        })
    }

    /// Fetches `url`, following redirects, each checked like the first.
    pub async fn fetch(&self, url: &str, limits: &Limits) -> Result<Fetched, FetchError> {
        let url = Url::parse(url).map_err(|e| FetchError::BadUrl {
            reason: e.to_string(),
        })?;
        let in_time = tokio::time::timeout(limits.total, self.follow(url, limits)).await;
        in_time.unwrap_or(Err(FetchError::Timeout {
            after: limits.total,
        }))
    }

    async fn follow(&self, mut url: Url, limits: &Limits) -> Result<Fetched, FetchError> {
        for _ in 0..=limits.max_redirects {
            let is_named = self.policy.names(&url);
            self.check(&url, is_named)?;
            let client = if is_named {
                &self.inside
            } else {
                &self.outside
            };
            let response = client.get(url.clone()).send().await?;
            self.check_peer(&url, &response, is_named)?;
            match next(&url, &response)? {
                Some(target) => url = target,
                None => return take(url, response, limits).await,
            }
        }
        Err(FetchError::TooManyRedirects {
            limit: limits.max_redirects,
        })
    }

    /// Names are checked when they are resolved; everything else here.
    fn check(&self, url: &Url, is_named: bool) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme {
                scheme: url.scheme().to_owned(),
            });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::BadUrl {
                reason: "it holds a name or password".to_owned(),
            });
        }
        let port = url.port_or_known_default().unwrap_or(0);
        if !is_named && !self.policy.ports.contains(&port) {
            return Err(FetchError::Port { port });
        }
        match url.host() {
            // The address itself was named.
            Some(Host::Ipv4(_) | Host::Ipv6(_)) if is_named => Ok(()),
            Some(Host::Ipv4(v4)) => self.check_address(v4.into()),
            Some(Host::Ipv6(v6)) => self.check_address(v6.into()),
            Some(Host::Domain(name)) if !name.is_empty() => Ok(()),
            _ => Err(FetchError::BadUrl {
                reason: "it has no host".to_owned(),
            }),
        }
    }

    /// A second look, should the first ever be passed by.
    fn check_peer(&self, url: &Url, response: &Response, is_named: bool) -> Result<(), FetchError> {
        let Some(peer) = response.remote_addr() else {
            return Ok(());
        };
        if is_named && (is_anywhere(peer.ip()) || url.domain().is_none()) {
            return Ok(());
        }
        self.check_address(peer.ip())
    }

    fn check_address(&self, address: IpAddr) -> Result<(), FetchError> {
        if (self.policy.allow)(address) {
            Ok(())
        } else {
            Err(FetchError::Forbidden { address })
        }
    }
}

impl Policy {
    /// Whether the host of an address is among those named.
    fn names(&self, url: &Url) -> bool {
        self.hosts.iter().any(|host| host.is_of(url, &self.ports))
    }
}

/// Where a host that was named may stand.
fn is_anywhere(address: IpAddr) -> bool {
    is_public(address) || is_private(address)
}

#[expect(clippy::disallowed_methods, reason = "this is the guarded fetcher")]
fn client(
    user_agent: &str,
    allow: fn(IpAddr) -> bool,
    has_roots: bool,
) -> Result<Client, reqwest::Error> {
    let builder = Client::builder()
        .user_agent(user_agent)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .dns_resolver(resolve::Resolver { allow })
        .connect_timeout(Duration::from_secs(10))
        .pool_max_idle_per_host(2)
        .pool_idle_timeout(Duration::from_secs(20))
        .default_headers(plain_bytes_only());
    if has_roots {
        builder.build()
    } else {
        builder.tls_certs_only([]).build()
    }
}

/// Chooses the cryptography of every TLS connection of this process. Call it first thing; calling
/// it again does nothing.
pub fn install_tls() {
    if rustls::crypto::ring::default_provider()
        .install_default()
        .is_err()
    {
        tracing::debug!("The TLS provider was already chosen");
    }
}

fn plain_bytes_only() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(
        header::ACCEPT_ENCODING,
        HeaderValue::from_static("identity"),
    );
    headers
}

/// Where a redirect leads, `None` if the answer is no redirect.
fn next(from: &Url, response: &Response) -> Result<Option<Url>, FetchError> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let bad = |reason: String| FetchError::BadUrl {
        reason: format!("redirect: {reason}"),
    };
    let target = text(response, &header::LOCATION).ok_or_else(|| bad("no target".to_owned()))?;
    from.join(&target).map(Some).map_err(|e| bad(e.to_string()))
}

async fn take(url: Url, response: Response, limits: &Limits) -> Result<Fetched, FetchError> {
    if !response.status().is_success() {
        return Err(FetchError::Status(response.status().as_u16()));
    }
    let encoding = text(&response, &header::CONTENT_ENCODING).map(|e| e.to_ascii_lowercase());
    if let Some(encoding) = encoding.filter(|e| !matches!(e.as_str(), "" | "identity")) {
        return Err(FetchError::Encoded { encoding });
    }
    let content_type = text(&response, &header::CONTENT_TYPE);
    let media_type = content_type
        .as_deref()
        .map(without_parameters)
        .filter(|t| !t.is_empty());
    check_media_type(media_type.as_deref(), limits)?;
    let bytes = read(response, limits.max_bytes).await?;
    Ok(Fetched {
        url,
        media_type,
        content_type,
        bytes,
    })
}

fn check_media_type(found: Option<&str>, limits: &Limits) -> Result<(), FetchError> {
    let found = found.unwrap_or("application/octet-stream");
    let is_wanted = |wanted: &&str| {
        if wanted.ends_with('/') {
            found.starts_with(wanted)
        } else {
            found == *wanted
        }
    };
    if limits.media_types.is_empty() || limits.media_types.iter().any(is_wanted) {
        Ok(())
    } else {
        Err(FetchError::MediaType {
            found: found.to_owned(),
        })
    }
}

/// Reads at most `limit` bytes, whatever length was announced.
async fn read(mut response: Response, limit: u64) -> Result<Bytes, FetchError> {
    if response
        .content_length()
        .is_some_and(|announced| announced > limit)
    {
        return Err(FetchError::TooLarge { limit });
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await? {
        if (body.len() + chunk.len()) as u64 > limit {
            return Err(FetchError::TooLarge { limit });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn without_parameters(content_type: &str) -> String {
    content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// A header as text; bytes outside UTF-8 become replacement characters.
fn text(response: &Response, name: &HeaderName) -> Option<String> {
    let value = response.headers().get(name)?;
    Some(
        String::from_utf8_lossy(value.as_bytes())
            .trim()
            .chars()
            .take(4096)
            .collect(),
    )
}

#[cfg(test)]
mod tests;
