//! Small things that are no pages.

use crate::build::plain_locale;
use crate::cache::Page;
use crate::masthead::Masthead;
use crate::site::{CrawlerPolicy, Site};
use bytes::Bytes;
use http::{HeaderValue, StatusCode};
use std::fmt::Write;

/// Crawlers that gather text to train models, by the names they give themselves.
const TRAINING_CRAWLERS: &[&str] = &[
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-ai",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "Timpibot",
    "Webzio-Extended",
];

/// `/robots.txt` (RFC 9309).
pub fn robots(site: &Site) -> Page {
    let mut out = String::new();
    match site.settings.crawlers {
        CrawlerPolicy::Nobody => out.push_str("User-agent: *\nDisallow: /\n"),
        CrawlerPolicy::Welcome => out.push_str("User-agent: *\nAllow: /\n"),
        CrawlerPolicy::NoTraining => {
            for name in TRAINING_CRAWLERS {
                let _ = writeln!(out, "User-agent: {name}");
            }
            out.push_str("Disallow: /\n\nUser-agent: *\nAllow: /\n");
        }
    }
    let origin = &site.settings.origin;
    let _ = write!(
        out,
        "\nSitemap: {origin}/sitemap.xml\nSitemap: {origin}/news-sitemap.xml\n"
    );
    Page::new(
        HeaderValue::from_static("text/plain; charset=utf-8"),
        Bytes::from(out),
    )
}

/// The web manifest of an edition.
pub fn manifest(masthead: &Masthead) -> Page {
    let edition = &masthead.edition;
    let start = format!("/{}/", edition.code);
    let manifest = serde_json::json!({
        "name": edition.name,
        "short_name": edition.name,
        "description": edition.tagline,
        "lang": plain_locale(&edition.locale),
        "dir": edition.direction,
        "start_url": start,
        "scope": start,
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{ "src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml" }],
    });
    Page::new(
        HeaderValue::from_static("application/manifest+json"),
        Bytes::from(manifest.to_string()),
    )
}

/// What an empty house shows.
pub fn empty_house() -> Page {
    let text = "This paper has no edition yet.\n\nFill it with `dateline import` or look at a sample with `dateline demo`.\n";
    Page::new(
        HeaderValue::from_static("text/plain; charset=utf-8"),
        Bytes::from_static(text.as_bytes()),
    )
    .with_status(StatusCode::NOT_FOUND)
}
