//! Who sends a request, and whether a page of ours made it.

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap, HeaderName, header};
use std::net::{IpAddr, SocketAddr};

/// Who sends: the address of the connection, or where a proxy nearby says it comes from.
pub fn sender(extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(peer)| peer.ip().to_canonical())?;
    if !is_near(peer) {
        return Some(peer);
    }
    // Each proxy adds the address it was asked from at the end: the last that is not ours counts.
    let told = headers.get_all("x-forwarded-for").iter();
    let told: Vec<IpAddr> = told
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|word| word.trim().parse::<IpAddr>().ok())
        .map(|address| address.to_canonical())
        .collect();
    Some(
        told.into_iter()
            .rev()
            .find(|a| !is_near(*a))
            .unwrap_or(peer),
    )
}

/// Whether a browser says that a page of this host made the request; none if it says nothing.
pub fn is_from_here(headers: &HeaderMap, origin: &str) -> Option<bool> {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(from) = text(HeaderName::from_static("sec-fetch-site")) {
        return Some(from == "same-origin");
    }
    let told = text(header::ORIGIN)?;
    let here = text(header::HOST);
    let named = told.split_once("://").map(|(_, host)| host);
    Some(told == origin || (named.is_some() && named == here))
}

/// Loopback, private and link-local: where a proxy or a colleague is.
pub(super) fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_proxy_nearby_says_who_asks_and_others_are_not_believed() {
        let mut headers = HeaderMap::new();
        headers.append(
            "x-forwarded-for",
            "198.51.100.7, 203.0.113.5".parse().unwrap(),
        );
        headers.append("x-forwarded-for", "10.0.0.2".parse().unwrap());
        let from = |peer: &str| {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo(SocketAddr::new(address(peer), 9)));
            sender(&extensions, &headers)
        };

        assert_eq!(from("127.0.0.1"), Some(address("203.0.113.5")));
        assert_eq!(from("192.0.2.1"), Some(address("192.0.2.1")));
    }

    #[test]
    fn only_pages_of_this_host_are_from_here() {
        let told = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            is_from_here(&headers, "https://paper.example")
        };
        let host = ("host", "paper.example:8080");

        assert_eq!(told(&[host]), None);
        assert_eq!(
            told(&[host, ("origin", "https://paper.example")]),
            Some(true)
        );
        assert_eq!(
            told(&[host, ("origin", "http://paper.example:8080")]),
            Some(true)
        );
        assert_eq!(
            told(&[host, ("origin", "https://paper.example.evil")]),
            Some(false)
        );
        assert_eq!(told(&[host, ("origin", "null")]), Some(false));
        for (site, is_here) in [
            ("same-origin", true),
            ("same-site", false),
            ("cross-site", false),
            ("none", false),
        ] {
            assert_eq!(
                told(&[
                    host,
                    ("sec-fetch-site", site),
                    ("origin", "https://paper.example")
                ]),
                Some(is_here)
            );
        }
    }
}
