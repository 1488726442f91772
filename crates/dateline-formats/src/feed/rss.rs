//! RSS 2.0.

use super::xml::{Xml, uri};
use super::{Feed, Item, media, rfc822};

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// The feed as RSS 2.0 (`application/rss+xml`).
pub fn rss(feed: &Feed) -> String {
    let mut xml = Xml::new();
    xml.open("rss", &NAMESPACES);
    xml.open("channel", &[]);
    head(&mut xml, feed);
    for item in &feed.items {
        write_item(&mut xml, feed, item);
    }
    xml.finish()
}

fn head(xml: &mut Xml, feed: &Feed) {
    let home = uri(&feed.home_url);
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &home);
    xml.text("description", &[], feed.about());
    xml.optional("language", &[], Some(&feed.language));
    xml.text("lastBuildDate", &[], &rfc822(feed.updated));
    xml.empty(
        "atom:link",
        &[
            ("rel", "self"),
            ("type", "application/rss+xml"),
            ("href", &uri(&feed.feed_url)),
        ],
    );
    if let Some(hub) = &feed.hub_url {
        xml.empty("atom:link", &[("rel", "hub"), ("href", &uri(hub))]);
    }
    if let Some(icon) = &feed.icon {
        xml.open("image", &[]);
        xml.text("url", &[], &uri(icon));
        xml.text("title", &[], &feed.title);
        xml.text("link", &[], &home);
        xml.close();
    }
}

/// Readers take a description for HTML: what looks like markup in plain words is escaped once more.
fn as_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn write_item(xml: &mut Xml, feed: &Feed, item: &Item) {
    xml.open("item", &[]);
    xml.text("title", &[], &item.title);
    xml.text("link", &[], &uri(&item.url));
    xml.text("guid", &[("isPermaLink", "false")], &item.urn());
    xml.text("pubDate", &[], &rfc822(item.published));
    for author in &item.authors {
        xml.optional("dc:creator", &[], Some(author));
    }
    xml.optional("dc:language", &[], item.own_language(feed));
    for category in item.categories() {
        xml.text("category", &[], category);
    }
    xml.optional("description", &[], Some(&as_html(&item.summary)));
    xml.optional("content:encoded", &[], item.content_html.as_deref());
    for picture in &item.pictures {
        media(xml, picture);
    }
    xml.close();
}
