//! Hosts that may be reached although they stand on a private network.

use std::str::FromStr;
use url::Url;

/// A host the operator named: exactly this name or address, on exactly this port if one is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedHost {
    /// As addresses write it: lower case, punycode, IPv6 in brackets.
    host: String,
    /// Without one, the ports that are open anyway.
    port: Option<u16>,
}

/// Not a host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{given}\" is no host; give a name or an address and, if need be, a port: old.example.internal:8080"
)]
pub struct BadHost {
    /// What was given.
    given: String,
}

impl FromStr for AllowedHost {
    type Err = BadHost;

    fn from_str(given: &str) -> Result<Self, BadHost> {
        let bad = || BadHost {
            given: given.chars().take(100).collect(),
        };
        let is_plain = !given.contains(['/', '\\', '@', '?', '#', '*'])
            && !given.contains(char::is_whitespace);
        // Of ftp no port is left out of the address, so that "host:80" stays apart from "host".
        let url = Url::parse(&format!("ftp://{given}/"))
            .ok()
            .filter(|_| is_plain);
        let url = url.ok_or_else(bad)?;
        let port = match url.port() {
            None if given.ends_with(":21") => Some(21),
            port => port,
        };
        if given.ends_with(':') || port == Some(0) {
            return Err(bad());
        }
        let http = Url::parse(&format!("http://{}/", url.host_str().unwrap_or_default()));
        let host = http.ok().and_then(|url| name_of(&url)).ok_or_else(bad)?;
        Ok(Self { host, port })
    }
}

impl AllowedHost {
    /// Whether an address leads to this host, given the ports that are open anyway.
    pub(super) fn is_of(&self, url: &Url, open_ports: &[u16]) -> bool {
        let Some(port) = url.port_or_known_default() else {
            return false;
        };
        let is_port = match self.port {
            Some(own) => own == port,
            None => open_ports.contains(&port),
        };
        is_port && name_of(url).as_deref() == Some(self.host.as_str())
    }
}

/// The host of an address, without the dot that may end it.
fn name_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let host = host.strip_suffix('.').unwrap_or(host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(host: &str, url: &str) -> bool {
        let host: AllowedHost = host.parse().unwrap();
        host.is_of(&Url::parse(url).unwrap(), &[80, 443])
    }

    #[test]
    fn a_host_is_meant_exactly() {
        assert!(allows("old.internal", "http://old.internal/a.jpg"));
        assert!(allows("OLD.internal", "https://Old.Internal./a.jpg"));
        assert!(allows("old.internal:8080", "http://old.internal:8080/"));
        assert!(allows("old.internal:443", "https://old.internal/"));
        assert!(allows("10.0.0.7", "http://10.0.0.7/"));
        assert!(allows("10.0.0.7", "http://10.7/"), "it is the same address");
        assert!(allows("[fd00::7]:81", "http://[fd00:0::7]:81/"));
        assert!(allows("müller.internal", "http://xn--mller-kva.internal/"));
        for (host, url) in [
            ("old.internal", "http://new.internal/"),
            ("old.internal", "http://x.old.internal/"),
            ("old.internal", "http://old.internal.example/"),
            ("old.internal", "http://old.internal:8080/"),
            ("old.internal:8080", "http://old.internal/"),
            ("old.internal:443", "http://old.internal/"),
            ("old.internal", "http://old.internal@new.internal/"),
            ("10.0.0.7", "http://10.0.0.8/"),
        ] {
            assert!(!allows(host, url), "{host} {url}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for given in [
            "",
            " ",
            ":80",
            "http://old.internal",
            "old.internal/path",
            "a@b",
            "*.internal",
            "old.internal:",
            "old.internal:0",
            "old.internal:99999",
            "old internal",
            "[fd00::7",
        ] {
            assert!(given.parse::<AllowedHost>().is_err(), "{given:?}");
        }
    }
}
