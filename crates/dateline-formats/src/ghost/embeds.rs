//! Cards that show what lies elsewhere: embeds, sound and film.

use super::doc::{Doc, text};
use dateline_core::body::{Element, Kind};
use serde_json::Value;

/// An embed of a service we know, by its address or its HTML; else a link to the thing.
pub(super) fn embed(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let nothing = Value::Null;
    let about = data.get("metadata").unwrap_or(&nothing);
    let title = text(about, "title");
    let caption = text(data, "caption")
        .and_then(|html| doc.plain(html))
        .map(Element::paragraph);
    let mut elements = shown(data, title, doc);
    if elements.is_empty() {
        elements.extend(text(data, "url").and_then(|url| linked(url, title, doc)));
    }
    elements.extend(caption);
    elements
}

fn shown(data: &Value, title: Option<&str>, doc: &mut Doc<'_>) -> Vec<Element> {
    let mut line = String::from("<p>");
    dateline_core::body::html::escape(text(data, "url").unwrap_or_default(), &mut line);
    for html in [line.as_str(), text(data, "html").unwrap_or_default()] {
        let mut elements = doc.html(html);
        elements.retain(|element| matches!(element.kind, Kind::Embed { .. }));
        for element in &mut elements {
            if let Kind::Embed { title: own, .. } = &mut element.kind {
                *own = own.take().or_else(|| title.map(str::to_owned));
            }
        }
        if !elements.is_empty() {
            return elements;
        }
    }
    Vec::new()
}

fn linked(url: &str, title: Option<&str>, doc: &mut Doc<'_>) -> Option<Element> {
    doc.changed("embed of an unknown service", "link");
    doc.line_to(title.unwrap_or(url), url)
        .finish()
        .map(Element::paragraph)
}

/// A sound file.
pub(super) fn audio(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let Some(url) = text(data, "src").and_then(|src| doc.file(src)) else {
        doc.changed("audio card without a file", "nothing");
        return Vec::new();
    };
    let title = text(data, "title").map(str::to_owned);
    vec![Element::new(Kind::Audio { url, title })]
}

/// A film with its still.
pub(super) fn video(data: &Value, doc: &mut Doc<'_>) -> Vec<Element> {
    let Some(url) = text(data, "src").and_then(|src| doc.file(src)) else {
        doc.changed("video card without a file", "nothing");
        return Vec::new();
    };
    let still = text(data, "customThumbnailSrc").or_else(|| text(data, "thumbnailSrc"));
    let poster = still.and_then(|src| doc.still(src));
    let title = text(data, "caption").and_then(|html| doc.plain(html));
    vec![Element::new(Kind::Video { url, title, poster })]
}
