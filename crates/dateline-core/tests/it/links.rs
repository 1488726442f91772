//! Addresses a reader may follow.

use crate::hostile;
use dateline_core::body::limits::{is_safe_href, is_web_url};
use proptest::prelude::*;

/// What a browser makes of an address on a page of ours.
fn resolved(href: &str) -> Option<url::Url> {
    url::Url::parse("https://paper.example/en/city")
        .unwrap()
        .join(href)
        .ok()
}

/// True if following it runs nothing and leaves the site only where the address says so.
fn is_harmless(href: &str) -> bool {
    let Some(url) = resolved(href) else {
        return true;
    };
    let stays = url.host_str() == Some("paper.example");
    let trimmed = href.trim().to_ascii_lowercase();
    match url.scheme() {
        "http" | "https" => {
            stays || trimmed.starts_with("http://") || trimmed.starts_with("https://")
        }
        "mailto" | "tel" => true,
        _ => false,
    }
}

#[test]
fn no_hostile_address_runs_or_leads_away_unseen() {
    let lists = hostile::ALL.iter().cloned();
    let schemes = [
        "javascript:",
        "data:text/html,",
        "vbscript:",
        "file://",
        "blob:",
        "about:",
        "ws://",
        "ftp://",
    ];
    let with_schemes = hostile::ALL
        .iter()
        .flat_map(|s| schemes.iter().map(move |scheme| format!("{scheme}{s}")));
    let with_slashes = hostile::ALL
        .iter()
        .flat_map(|s| ["/", "//", "/\\", "\\/", " //", "\t//", "/\t/"].map(|p| format!("{p}{s}")));
    for href in lists.chain(with_schemes).chain(with_slashes) {
        assert!(
            !is_safe_href(&href) || is_harmless(&href),
            "{href:?} leads to {:?}",
            resolved(&href)
        );
        assert!(!is_web_url(&href) || is_safe_href(&href), "{href:?}");
    }
}

#[test]
fn open_redirects_are_paths_of_this_site_or_refused() {
    for href in hostile::lines("openredirects.txt") {
        let leaves = resolved(&href).is_some_and(|u| u.host_str() != Some("paper.example"));
        let says_so = href.to_ascii_lowercase().starts_with("http");

        assert!(!is_safe_href(&href) || !leaves || says_so, "{href}");
    }
}

proptest! {
    #[test]
    fn no_address_runs_or_leads_away_unseen(
        start in "[ \t\u{0}\u{a0}]{0,2}(java|data|http|https|mailto|)[\t\n]{0,1}(script)?[:/\\\\]{0,4}", rest in any::<String>(),
    ) {
        let href = format!("{start}{rest}");

        prop_assert!(!is_safe_href(&href) || is_harmless(&href), "{:?} leads to {:?}", href, resolved(&href));
    }
}
