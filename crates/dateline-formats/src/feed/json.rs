//! JSON Feed 1.1.

use super::xml::uri;
use super::{Feed, Item, MediaItem, rfc3339};
use serde::Serialize;
use std::borrow::Cow;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: Cow<'a, str>,
    feed_url: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    authors: [Author<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    items: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: Cow<'a, str>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: String,
    url: Cow<'a, str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Cow<'a, str>>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: Cow<'a, str>,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    /// An extension of ours: JSON Feed has no word for credit.
    #[serde(rename = "_picture", skip_serializing_if = "Credit::is_empty")]
    credit: Credit<'a>,
}

#[derive(Serialize)]
struct Credit<'a> {
    #[serde(rename = "credit_line", skip_serializing_if = "Option::is_none")]
    line: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photographer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acquire_license_page: Option<Cow<'a, str>>,
}

impl Credit<'_> {
    fn is_empty(&self) -> bool {
        let words = [self.line, self.photographer, self.copyright];
        let addresses = [&self.license, &self.acquire_license_page];
        words.iter().all(Option::is_none) && addresses.iter().all(|address| address.is_none())
    }
}

/// The feed as JSON Feed 1.1 (`application/feed+json`).
pub fn json(feed: &Feed) -> String {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: uri(&feed.home_url),
        feed_url: uri(&feed.feed_url),
        description: &feed.description,
        icon: feed.icon.as_deref().map(uri),
        language: &feed.language,
        authors: [Author {
            name: &feed.title,
            url: Some(uri(&feed.home_url)),
        }],
        hubs: feed
            .hub_url
            .iter()
            .map(|url| Hub {
                kind: "WebSub",
                url: uri(url),
            })
            .collect(),
        items: feed.items.iter().map(|item| entry(feed, item)).collect(),
    };
    // A map with text keys and no foreign `Serialize` cannot fail.
    serde_json::to_string(&document).unwrap_or_default()
}

fn entry<'a>(feed: &Feed, item: &'a Item) -> Entry<'a> {
    let html = item
        .content_html
        .as_deref()
        .filter(|h| !h.trim().is_empty());
    let text = [&item.summary, &item.title]
        .into_iter()
        .find(|t| !t.trim().is_empty());
    let authors = item.authors.iter().filter(|a| !a.trim().is_empty());
    Entry {
        id: item.urn(),
        url: uri(&item.url),
        title: &item.title,
        content_html: html,
        content_text: if html.is_none() {
            Some(text.map_or("", String::as_str))
        } else {
            None
        },
        summary: &item.summary,
        image: item.pictures.first().map(|p| uri(&p.url)),
        date_published: rfc3339(item.published),
        date_modified: rfc3339(item.changed()),
        authors: authors.map(|name| Author { name, url: None }).collect(),
        tags: item.categories(),
        language: item.own_language(feed),
        attachments: item.pictures.iter().map(attachment).collect(),
    }
}

fn attachment(picture: &MediaItem) -> Attachment<'_> {
    Attachment {
        url: uri(&picture.url),
        mime_type: if picture.media_type.is_empty() {
            "application/octet-stream"
        } else {
            &picture.media_type
        },
        title: picture.caption.as_deref().or(picture.title.as_deref()),
        size_in_bytes: picture.bytes.filter(|n| *n > 0),
        credit: Credit {
            line: picture.credit_line.as_deref(),
            photographer: picture.photographer.as_deref(),
            copyright: picture.copyright.as_deref(),
            license: picture.license.as_deref().map(uri),
            acquire_license_page: picture.acquire_license_page.as_deref().map(uri),
        },
    }
}
