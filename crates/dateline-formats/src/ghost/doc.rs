//! What every converter of a text needs: addresses, pictures, HTML inside other formats.

use super::markdown;
use super::runs::Runs;
use crate::archive::Found;
use crate::html;
use dateline_core::body::{Element, Kind, Mark, PictureUse, RichText, limits};
use dateline_core::id::PictureId;
use serde_json::Value;

/// How Ghost writes the address of its own site.
const OWN: &str = "__GHOST_URL__";

/// A text being converted.
pub(super) struct Doc<'f> {
    found: &'f mut Found,
    options: html::Options,
    markdowns: usize,
}

impl<'f> Doc<'f> {
    /// A text of the site `found` names.
    pub fn new(found: &'f mut Found) -> Self {
        let options = html::Options::new(&format!("{}/", found.site));
        Self {
            found,
            options,
            markdowns: 0,
        }
    }

    /// Notes that something became something else.
    pub fn changed(&mut self, from: impl Into<String>, to: impl Into<String>) {
        self.found.changed(from, to);
    }

    /// HTML inside another format.
    pub fn html(&mut self, html: &str) -> Vec<Element> {
        let html = with_site(html, &self.found.site);
        html::to_body(&html, &self.options, self.found).elements
    }

    /// Markdown inside another format.
    pub fn markdown(&mut self, text: &str) -> Vec<Element> {
        self.markdowns += 1;
        let html = markdown::to_html(text, self.markdowns);
        self.html(&html)
    }

    /// HTML of one line (a caption, a button).
    pub fn inline(&mut self, html: &str) -> RichText {
        html::inline(&with_site(html, &self.found.site))
    }

    /// The words of one line of HTML, if there are any.
    pub fn plain(&mut self, html: &str) -> Option<String> {
        let text = self.inline(html).plain();
        Some(text.trim().to_owned()).filter(|t| !t.is_empty())
    }

    /// A file's address, complete; `None` if it is none a reader may load.
    pub fn file(&mut self, url: &str) -> Option<String> {
        Some(absolute(url, &self.found.site)).filter(|url| limits::is_web_url(url))
    }

    /// A link mark, if the address is one readers may follow.
    pub fn link(&mut self, url: &str) -> Option<Mark> {
        let href = absolute(url, &self.found.site);
        if href.starts_with('#') || href.starts_with(&format!("{}/#/", self.found.site)) {
            self.changed("link into the page or to Ghost's own window", "plain text");
            return None;
        }
        if !limits::is_safe_href(&href) {
            self.changed(
                "link to an address that is not safe to follow",
                "plain text",
            );
            return None;
        }
        Some(Mark::Link { href, story: None })
    }

    /// A line that links; plain words if the address is no good.
    pub fn line_to(&mut self, words: &str, url: &str) -> Runs {
        let mark = self.link(url);
        let mut out = Runs::default();
        out.text(words, mark.as_slice());
        out
    }

    /// A picture by its address.
    pub fn picture(
        &mut self,
        url: &str,
        alt: Option<&str>,
        caption: Option<RichText>,
    ) -> Option<PictureUse> {
        let Some(url) = self.file(url) else {
            self.changed("picture without an address on the web", "nothing");
            return None;
        };
        let caption = caption.filter(|c| !c.is_blank());
        let alt = alt
            .map(str::trim)
            .filter(|a| !a.is_empty())
            .map(str::to_owned);
        let picture = self
            .found
            .picture(None, &url, alt.clone(), caption.as_ref());
        Some(PictureUse {
            picture,
            caption,
            alt,
        })
    }

    /// A picture that is only a poster or a portrait.
    pub fn still(&mut self, url: &str) -> Option<PictureId> {
        self.picture(url, None, None).map(|used| used.picture)
    }

    /// A box; without a title, or where a box must not stand, only its content.
    pub fn factbox(&mut self, title: Option<String>, elements: Vec<Element>) -> Vec<Element> {
        let Some(title) = title else {
            if !elements.is_empty() {
                self.changed("box without a title", "its content");
            }
            return elements;
        };
        if elements.is_empty() {
            return vec![Element::paragraph(title)];
        }
        let has_box = elements
            .iter()
            .any(|e| matches!(e.kind, Kind::Factbox { .. }));
        if !has_box && depth(&elements) < limits::MAX_DEPTH {
            return vec![Element::new(Kind::Factbox { title, elements })];
        }
        self.changed("box in a box", "heading and text");
        let heading = Element::new(Kind::Heading {
            level: 3,
            text: title.into(),
        });
        [heading].into_iter().chain(elements).collect()
    }
}

/// The words under a key, if there are any.
pub(super) fn text<'v>(data: &'v Value, key: &str) -> Option<&'v str> {
    data.get(key)?
        .as_str()
        .map(str::trim)
        .filter(|t| !t.is_empty())
}

/// The list under a key; empty if there is none.
pub(super) fn list<'v>(data: &'v Value, key: &str) -> &'v [Value] {
    data.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Puts the site's address where Ghost left it open.
pub(super) fn with_site(text: &str, site: &str) -> String {
    text.replace(OWN, site)
}

/// An address made complete: Ghost's placeholder, paths, addresses without a scheme.
pub(super) fn absolute(url: &str, site: &str) -> String {
    let url = with_site(url.trim(), site);
    if let Some(rest) = url.strip_prefix("//") {
        return format!("https://{rest}");
    }
    if url.starts_with('/') {
        return format!("{site}{url}");
    }
    if url.starts_with("www.") {
        return format!("https://{url}");
    }
    url
}

fn depth(elements: &[Element]) -> usize {
    elements
        .iter()
        .map(|element| {
            1 + element
                .children()
                .map(|child| depth(std::slice::from_ref(child)))
                .max()
                .unwrap_or(0)
        })
        .max()
        .unwrap_or(0)
}
