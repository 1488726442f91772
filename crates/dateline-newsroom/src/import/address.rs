//! Addresses of the old site in the one form they are kept in: decoded, without a final slash,
//! without what does not tell pages apart.

use dateline_core::slug::decode_path;
use url::Url;

/// Longest address kept, in bytes: databases index no more.
const MAX_BYTES: usize = 1_500;
/// Most hosts one site goes by.
const MAX_HOSTS: usize = 8;
/// Parts of a query that name a story.
const NAMING: [&str; 3] = ["p", "page_id", "attachment_id"];

/// What an archive is known by: its address without scheme, `www.` and case.
pub(super) fn source_key(url: &str) -> String {
    let url = url.trim().trim_end_matches('/').to_lowercase();
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).to_owned()
}

/// Hosts the old site went by.
#[derive(Clone, Debug, Default)]
pub(super) struct OldSite {
    hosts: Vec<String>,
}

impl OldSite {
    /// The site at this address; without one only paths are its own.
    pub fn new(url: &str) -> Self {
        let mut site = Self::default();
        site.learn(url);
        site
    }

    /// Learns another host from the address of a story.
    pub fn learn(&mut self, url: &str) {
        let Some(host) = Url::parse(url).ok().and_then(|url| host(&url)) else {
            return;
        };
        if self.hosts.len() < MAX_HOSTS && !self.hosts.contains(&host) {
            self.hosts.push(host);
        }
    }

    /// The form in which an address on the old site is kept; `None` if it leads elsewhere, to the
    /// front, or cannot be an address.
    pub fn path(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.starts_with('/') && !href.starts_with("//") {
            return normal(href);
        }
        let url = Url::parse(href).ok()?;
        let is_ours = matches!(url.scheme(), "http" | "https")
            && host(&url).is_some_and(|host| self.hosts.contains(&host));
        is_ours
            .then(|| normal(&url[url::Position::BeforePath..]))
            .flatten()
    }

    /// True for the address of the old site's front.
    pub fn is_front(&self, href: &str) -> bool {
        let href = href.trim();
        if href == "/" {
            return true;
        }
        let is_ours = |url: &Url| host(url).is_some_and(|host| self.hosts.contains(&host));
        Url::parse(href)
            .is_ok_and(|url| is_ours(&url) && url.path() == "/" && url.query().is_none())
    }

    /// The same as [`Self::path`] for any host: the address a story says it had.
    pub fn own_path(href: &str) -> Option<String> {
        match Url::parse(href.trim()) {
            Ok(url) => normal(&url[url::Position::BeforePath..]),
            Err(_) => Self::default().path(href),
        }
    }
}

fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

fn normal(path_and_query: &str) -> Option<String> {
    let without_fragment = path_and_query.split('#').next().unwrap_or_default();
    let (path, query) = match without_fragment.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (without_fragment, None),
    };
    let decoded = decode_path(path)?;
    let mut kept = String::with_capacity(decoded.len());
    for segment in decoded.split('/').filter(|s| !s.is_empty()) {
        kept.push('/');
        kept.push_str(segment);
    }
    if let Some(name) = query.and_then(naming) {
        kept = format!("{kept}/?{name}");
    }
    (!kept.is_empty() && kept.len() <= MAX_BYTES).then_some(kept)
}

/// The part of a query that names a story ("p=12").
fn naming(query: &str) -> Option<&str> {
    query.split('&').find(|pair| {
        pair.split_once('=').is_some_and(|(name, value)| {
            let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
            NAMING.contains(&name) && is_number
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form_however_it_is_written() {
        let site = OldSite::new("https://www.paper.example/blog");

        for (href, path) in [
            (
                "https://paper.example/blog/2013/04/flood/",
                Some("/blog/2013/04/flood"),
            ),
            (
                "http://www.paper.example/blog/2013/04/flood?utm_source=x#top",
                Some("/blog/2013/04/flood"),
            ),
            ("/blog//2013/04/flood", Some("/blog/2013/04/flood")),
            ("/%D0%BC%D0%BE%D1%81%D1%82/", Some("/мост")),
            ("https://paper.example/?p=12", Some("/?p=12")),
            (
                "https://paper.example/blog/?page_id=7&x=1",
                Some("/blog/?page_id=7"),
            ),
            ("/?post_type=event&p=9", Some("/?p=9")),
            ("/?p=x", None),
            ("/", None),
            ("https://paper.example", None),
            ("https://elsewhere.example/2013/04/flood/", None),
            ("//elsewhere.example/x", None),
            ("mailto:desk@paper.example", None),
            ("/a/%2e%2e/b", None),
            ("#top", None),
        ] {
            assert_eq!(site.path(href).as_deref(), path, "{href}");
        }
    }

    #[test]
    fn an_archive_is_known_by_its_address_however_it_is_written() {
        assert_eq!(
            source_key("https://www.Paper.example/blog/"),
            "paper.example/blog"
        );
        assert_eq!(
            source_key("http://paper.example/blog"),
            "paper.example/blog"
        );
    }
}
