//! Links, and what other services show: each by its provider and one canonical address.

mod provider;

use super::convert::Converter;
use super::flow::Flow;
use super::node::{attr, class_contains, first, has_any_class};
use dateline_core::body::{Inline, Kind, Mark, RichText, limits};
use dom_query::NodeRef;
use url::Url;

pub(super) use provider::{Embed, of_url};

/// A link as it may be followed: complete, safe, not within the page.
pub(super) fn href(written: &str, base: Option<&Url>) -> Option<String> {
    let written = written.trim();
    if written.is_empty() || written.starts_with('#') {
        return None;
    }
    let is_plain = !written.contains(|c: char| c.is_whitespace() || c.is_control());
    let absolute = if written.starts_with("//") {
        format!("https:{written}")
    } else {
        written.to_owned()
    };
    let complete = match Url::parse(&absolute) {
        Ok(url) if is_plain && url.as_str().trim_end_matches('/') == absolute => absolute,
        Ok(url) => url.to_string(),
        Err(url::ParseError::RelativeUrlWithoutBase) => match base {
            Some(base) => base.join(written).ok()?.to_string(),
            None => written.to_owned(),
        },
        Err(_) => return None,
    };
    limits::is_safe_href(&complete).then_some(complete)
}

/// The address of a file (a picture, a sound): complete, http or https.
pub(super) fn file_url(written: &str, base: Option<&Url>) -> Option<String> {
    href(written, base).filter(|u| limits::is_web_url(u))
}

/// The address of the thing a block of markup shows for a service.
pub(super) fn of_quote(node: &NodeRef<'_>) -> Option<String> {
    let has = |classes: &[&str]| has_any_class(node, classes);
    if has(&["twitter-tweet", "twitter-video"]) {
        return last_link(node, "/status");
    }
    if has(&["instagram-media"]) {
        return attr(node, "data-instgrm-permalink").or_else(|| last_link(node, "instagram.com"));
    }
    if has(&["tiktok-embed", "fb-xfbml-parse-ignore"]) {
        return attr(node, "cite");
    }
    if has(&[
        "reddit-embed-bq",
        "reddit-card",
        "bluesky-embed",
        "text-post-media",
    ]) {
        return node
            .descendants_it()
            .filter_map(|n| attr(&n, "href"))
            .find(|h| of_url(h).is_some());
    }
    None
}

/// The address of the thing a `div` shows for a service.
pub(super) fn of_division(node: &NodeRef<'_>) -> Option<String> {
    if has_any_class(node, &["fb-post", "fb-video"]) {
        return attr(node, "data-href");
    }
    None
}

fn last_link(node: &NodeRef<'_>, containing: &str) -> Option<String> {
    let links = node.descendants_it().filter_map(|n| attr(&n, "href"));
    links.filter(|href| href.contains(containing)).last()
}

/// The address a figure of an embed block shows.
pub(super) fn of_figure(node: &NodeRef<'_>) -> Option<String> {
    if !class_contains(node, "wp-block-embed") && !class_contains(node, "kg-embed-card") {
        return None;
    }
    if first(node, &["iframe", "blockquote", "video", "img"]).is_some() {
        return None;
    }
    let mut words = node
        .descendants_it()
        .filter_map(|n| super::node::text_of(&n));
    words.find_map(|text| bare_address(&text))
}

/// The text if it is nothing but a web address.
pub(super) fn bare_address(text: &str) -> Option<String> {
    let text = text.trim();
    let is_bare = (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(char::is_whitespace);
    (is_bare && text.len() < 2_000 && Url::parse(text).is_ok()).then(|| text.to_owned())
}

/// The address if a line is nothing but one, linked to itself or not.
fn bare_line(line: &[Inline]) -> Option<String> {
    let [Inline::Text { text, marks }] = line else {
        return None;
    };
    let address = bare_address(text)?;
    let links_elsewhere = marks
        .iter()
        .any(|m| matches!(m, Mark::Link { href, .. } if of_url(href) != of_url(&address)));
    (!links_elsewhere).then_some(address)
}

/// Adds a paragraph; lines of it that are the address of an embed become the embed.
pub(super) fn paragraph(converter: &mut Converter<'_, '_>, text: &RichText, flow: &mut Flow) {
    let mut gathered: Vec<Inline> = Vec::new();
    for line in text.0.split(|piece| matches!(piece, Inline::Break { .. })) {
        match bare_line(line) {
            Some(address) if of_url(&address).is_some() => {
                push_paragraph(&mut gathered, flow);
                converter.embed_or_link(&address, None, flow);
            }
            bare => {
                if !gathered.is_empty() {
                    gathered.push(Inline::Break { line_break: true });
                }
                let is_linked = line
                    .iter()
                    .any(|p| matches!(p, Inline::Text { marks, .. } if !marks.is_empty()));
                match bare.filter(|a| !is_linked && limits::is_safe_href(a)) {
                    Some(address) => gathered.extend(link_to(&address, &address).0),
                    None => gathered.extend(line.iter().cloned()),
                }
            }
        }
    }
    push_paragraph(&mut gathered, flow);
}

fn push_paragraph(gathered: &mut Vec<Inline>, flow: &mut Flow) {
    while matches!(gathered.last(), Some(Inline::Break { .. })) {
        gathered.pop();
    }
    let text = RichText(std::mem::take(gathered));
    if !text.is_blank() {
        flow.push(Kind::Paragraph { text });
    }
}

/// Words that are a link.
pub(super) fn link_to(href: &str, words: &str) -> RichText {
    RichText(vec![Inline::Text {
        text: words.to_owned(),
        marks: vec![Mark::Link {
            href: href.to_owned(),
            story: None,
        }],
    }])
}

impl Converter<'_, '_> {
    /// Adds the embed of a known service, else a link.
    pub(super) fn embed_or_link(&mut self, address: &str, title: Option<String>, flow: &mut Flow) {
        if let Some(Embed { provider, url }) = of_url(address) {
            flow.push(Kind::Embed {
                provider: provider.to_owned(),
                url,
                title,
            });
            return;
        }
        match file_url(address, self.options.base.as_ref()) {
            Some(href) => {
                self.found.changed("embed of an unknown service", "link");
                let words = title.unwrap_or_else(|| href.clone());
                flow.push(Kind::Paragraph {
                    text: link_to(&href, &words),
                });
            }
            None => self.found.changed("embed without an address", "nothing"),
        }
    }
}
