//! Outgoing feeds: RSS 2.0 with Media RSS, Atom 1.0 and JSON Feed 1.1 from the same records.
//!
//! Every address must be absolute, and every text plain unless it says HTML. The same feed gives
//! the same bytes.

mod atom;
mod json;
mod rss;
pub(crate) mod xml;

use jiff::Timestamp;
use uuid::Uuid;

pub use atom::atom;
pub use json::json;
pub use rss::rss;

/// A feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// Its name.
    pub title: String,
    /// The page it belongs to.
    pub home_url: String,
    /// Its own address, in the format it is written in.
    pub feed_url: String,
    /// One line about it; the title stands in if empty.
    pub description: String,
    /// BCP 47.
    pub language: String,
    /// Last change of anything in it.
    pub updated: Timestamp,
    /// `WebSub` hub that announces it.
    pub hub_url: Option<String>,
    /// A square picture.
    pub icon: Option<String>,
    /// Newest first.
    pub items: Vec<Item>,
}

/// A story in a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Id of the story; never changes, whatever becomes of the address.
    pub id: Uuid,
    /// Its page.
    pub url: String,
    /// Headline.
    pub title: String,
    /// Plain text.
    pub summary: String,
    /// Full text as HTML with absolute addresses, if the feed carries it.
    pub content_html: Option<String>,
    /// First publication.
    pub published: Timestamp,
    /// Last significant change.
    pub updated: Timestamp,
    /// Names, in order.
    pub authors: Vec<String>,
    /// Name of the section.
    pub section: Option<String>,
    /// Names of the tags.
    pub tags: Vec<String>,
    /// The lead picture first.
    pub pictures: Vec<MediaItem>,
    /// BCP 47, if it differs from the feed's.
    pub language: Option<String>,
}

/// A picture of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaItem {
    /// Address of the rendition.
    pub url: String,
    /// Media type of the rendition ("image/jpeg").
    pub media_type: String,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// Bytes.
    pub bytes: Option<u64>,
    /// Short title, if it has one.
    pub title: Option<String>,
    /// Caption, plain.
    pub caption: Option<String>,
    /// The line shown with every use.
    pub credit_line: Option<String>,
    /// Who made it.
    pub photographer: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
    /// Address of its licence.
    pub license: Option<String>,
    /// Address where a licence can be had.
    pub acquire_license_page: Option<String>,
    /// Address of a small rendition.
    pub thumbnail_url: Option<String>,
}

impl Feed {
    fn about(&self) -> &str {
        if self.description.trim().is_empty() {
            &self.title
        } else {
            &self.description
        }
    }
}

impl Item {
    fn urn(&self) -> String {
        self.id.urn().to_string()
    }

    /// Last change, never before the publication.
    fn changed(&self) -> Timestamp {
        self.updated.max(self.published)
    }

    /// Section and tags, each once.
    fn categories(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.section.iter().chain(&self.tags).map(|n| n.trim()) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The language, if it is not the feed's.
    fn own_language<'a>(&'a self, feed: &Feed) -> Option<&'a str> {
        self.language
            .as_deref()
            .filter(|l| !l.is_empty() && *l != feed.language)
    }
}

/// RFC 822 with a four-digit year, always in UTC.
fn rfc822(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// RFC 3339 to the second, always in UTC.
pub(crate) fn rfc3339(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The picture as Media RSS.
fn media(xml: &mut xml::Xml, item: &MediaItem) {
    let [width, height] =
        [item.width, item.height].map(|n| n.filter(|n| *n > 0).map(|n| n.to_string()));
    let bytes = item.bytes.filter(|n| *n > 0).map(|n| n.to_string());
    let url = xml::uri(&item.url);
    let mut attributes = vec![("url", &*url), ("medium", "image")];
    let details = [
        (
            "type",
            Some(item.media_type.as_str()).filter(|t| !t.is_empty()),
        ),
        ("width", width.as_deref()),
        ("height", height.as_deref()),
        ("fileSize", bytes.as_deref()),
    ];
    attributes.extend(
        details
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?))),
    );
    xml.open("media:content", &attributes);
    xml.optional("media:title", &[("type", "plain")], item.title.as_deref());
    xml.optional(
        "media:description",
        &[("type", "plain")],
        item.caption.as_deref(),
    );
    xml.optional(
        "media:credit",
        &[("role", "photographer"), ("scheme", "urn:ebu")],
        item.photographer.as_deref(),
    );
    let line = item
        .credit_line
        .as_deref()
        .filter(|l| Some(*l) != item.photographer.as_deref());
    xml.optional("media:credit", &[("scheme", "urn:ebu")], line);
    xml.optional("media:copyright", &[], item.copyright.as_deref());
    if let Some(license) = item.license.as_deref() {
        let address = xml::uri(license);
        let attributes = [("type", "text/html"), ("href", &*address)];
        xml.text("media:license", &attributes, &address);
    }
    if let Some(small) = item.thumbnail_url.as_deref() {
        xml.empty("media:thumbnail", &[("url", &xml::uri(small))]);
    }
    xml.close();
}
