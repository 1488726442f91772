//! Atom 1.0 (RFC 4287).

use super::xml::{Xml, uri};
use super::{Feed, Item, MediaItem, media, rfc3339};

/// The feed as Atom 1.0 (`application/atom+xml`).
pub fn atom(feed: &Feed) -> String {
    let mut xml = Xml::new();
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:media", "http://search.yahoo.com/mrss/"),
    ];
    if !feed.language.is_empty() {
        attributes.push(("xml:lang", &feed.language));
    }
    xml.open("feed", &attributes);
    head(&mut xml, feed);
    for item in &feed.items {
        entry(&mut xml, feed, item);
    }
    xml.finish()
}

fn head(xml: &mut Xml, feed: &Feed) {
    let (own, home) = (uri(&feed.feed_url), uri(&feed.home_url));
    xml.text("id", &[], &own);
    xml.text("title", &[], &feed.title);
    xml.optional("subtitle", &[], Some(&feed.description));
    xml.text("updated", &[], &rfc3339(feed.updated));
    xml.empty(
        "link",
        &[
            ("rel", "self"),
            ("type", "application/atom+xml"),
            ("href", &own),
        ],
    );
    xml.empty(
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("href", &home)],
    );
    if let Some(hub) = &feed.hub_url {
        xml.empty("link", &[("rel", "hub"), ("href", &uri(hub))]);
    }
    xml.open("author", &[]);
    xml.text("name", &[], &feed.title);
    xml.text("uri", &[], &home);
    xml.close();
    if let Some(icon) = &feed.icon {
        xml.text("icon", &[], &uri(icon));
    }
}

fn entry(xml: &mut Xml, feed: &Feed, item: &Item) {
    let language: Vec<_> = item
        .own_language(feed)
        .map(|l| ("xml:lang", l))
        .into_iter()
        .collect();
    xml.open("entry", &language);
    xml.text("id", &[], &item.urn());
    xml.text("title", &[], &item.title);
    xml.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &uri(&item.url)),
        ],
    );
    xml.text("published", &[], &rfc3339(item.published));
    xml.text("updated", &[], &rfc3339(item.changed()));
    for author in item.authors.iter().filter(|a| !a.trim().is_empty()) {
        xml.open("author", &[]);
        xml.text("name", &[], author);
        xml.close();
    }
    categories(xml, feed, item);
    xml.optional("summary", &[], Some(&item.summary));
    xml.optional("content", &[("type", "html")], item.content_html.as_deref());
    for picture in &item.pictures {
        enclosure(xml, picture);
        media(xml, picture);
    }
    xml.close();
}

/// The scheme tells a section from a tag.
fn categories(xml: &mut Xml, feed: &Feed, item: &Item) {
    let home = uri(&feed.home_url);
    let home = home.split('#').next().unwrap_or_default();
    let schemes = [format!("{home}#section"), format!("{home}#tag")];
    for name in item.categories() {
        let is_section = item.section.as_deref().map(str::trim) == Some(name);
        let scheme = &schemes[usize::from(!is_section)];
        xml.empty("category", &[("term", name), ("scheme", scheme)]);
    }
}

fn enclosure(xml: &mut Xml, picture: &MediaItem) {
    let bytes = picture.bytes.filter(|n| *n > 0).map(|n| n.to_string());
    let url = uri(&picture.url);
    let mut attributes = vec![("rel", "enclosure"), ("href", &*url)];
    if !picture.media_type.is_empty() {
        attributes.push(("type", &picture.media_type));
    }
    attributes.extend(bytes.as_deref().map(|b| ("length", b)));
    xml.empty("link", &attributes);
}
