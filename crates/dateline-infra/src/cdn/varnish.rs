//! Varnish: a `BAN` request with the tags, understood by the VCL of the handbook.
//!
//! The VCL turns it into a ban on `obj.http.Surrogate-Key`: plain Varnish has nothing quicker that
//! finds pages by tag, and a ban that looks at the kept page only is worked off in the background.

use super::CdnError;
use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Client, Method, Url};
use std::time::Duration;

/// Tags in one request. A ban is a pattern tried against each page; with so many alternatives and
/// the 50 tags of a page it stays far below the steps Varnish allows a pattern (10,000), and the
/// request far below the 8 KB it allows a header.
pub const TAGS_AT_ONCE: usize = 64;
/// Time for one request.
pub const TIMEOUT: Duration = Duration::from_secs(2);

const TAGS: HeaderName = HeaderName::from_static("surrogate-key");
const SECRET: HeaderName = HeaderName::from_static("x-dateline-secret");

/// One Varnish server.
pub(super) struct Varnish {
    client: Client,
    url: Url,
    address: String,
    method: Method,
    secret: Option<HeaderValue>,
}

impl Varnish {
    /// The server at this address; nothing is sent yet.
    #[expect(
        clippy::disallowed_methods,
        reason = "the operator names the address, and it is mostly a private one"
    )]
    pub(super) fn new(address: &str, secret: Option<&str>) -> Result<Self, CdnError> {
        let wrong = |reason: String| CdnError::Setting {
            address: address.to_owned(),
            reason,
        };
        crate::fetch::install_tls();
        let url = Url::parse(address).map_err(|e| wrong(e.to_string()))?;
        let secret = secret.map(HeaderValue::from_str).transpose();
        let mut secret =
            secret.map_err(|_| wrong("the secret holds what no header may hold".to_owned()))?;
        if let Some(secret) = &mut secret {
            secret.set_sensitive(true);
        }
        // No certificates: purges stay in the network of the house, over plain HTTP.
        let client = Client::builder()
            .tls_certs_only([])
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIMEOUT)
            .pool_max_idle_per_host(1)
            .build()
            .map_err(|e| wrong(e.to_string()))?;
        Ok(Self {
            client,
            url,
            address: address.to_owned(),
            method: Method::from_bytes(b"BAN").map_err(|e| wrong(e.to_string()))?,
            secret,
        })
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Has every page forgotten that carries one of these tags.
    pub(super) async fn purge(&self, tags: &[String]) -> Result<(), CdnError> {
        let line = HeaderValue::from_str(&tags.join(" ")).map_err(|e| CdnError::Setting {
            address: self.address.clone(),
            reason: e.to_string(),
        })?;
        let mut request = self
            .client
            .request(self.method.clone(), self.url.clone())
            .header(TAGS, line);
        if let Some(secret) = &self.secret {
            request = request.header(SECRET, secret.clone());
        }
        let response = request.send().await.map_err(|error| {
            if error.is_timeout() {
                CdnError::Timeout(TIMEOUT)
            } else {
                CdnError::Unreachable(innermost(&error))
            }
        })?;
        match response.status().as_u16() {
            200 => Ok(()),
            status => Err(CdnError::Refused { status }),
        }
    }
}

/// The cause behind the wrapping ("Connection refused"), without addresses and secrets.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(next) = last.source() {
        last = next;
    }
    last.to_string()
}
