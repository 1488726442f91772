//! WordPress shortcodes made markup.
//!
//! Each opening and closing bracket is turned on its own, so nesting costs nothing. Only what is
//! certainly a shortcode is touched: `[sic]` and `[1]` are words of the text.

mod syntax;

use super::embed;
use super::tame::find_ignoring_case;
use crate::archive::Found;
use std::collections::HashMap;
use syntax::{attribute, closing_bracket, name_at};

/// Most brackets looked at that turn out to be words.
const MAX_WORDS: usize = 20_000;

/// Shortcodes of WordPress itself and of common plugins: names that are no words of a text.
const KNOWN: [&str; 24] = [
    "caption",
    "wp_caption",
    "gallery",
    "embed",
    "audio",
    "video",
    "playlist",
    "code",
    "sourcecode",
    "quote",
    "blockquote",
    "pullquote",
    "youtube",
    "vimeo",
    "soundcloud",
    "instagram",
    "tweet",
    "spotify",
    "toc",
    "contact-form",
    "contact-form-7",
    "gravityform",
    "wpforms",
    "footnote",
];

/// Turns the shortcodes of a text into HTML.
pub(super) fn to_html(text: &str, found: &mut Found) -> String {
    if !text.contains('[') {
        return text.to_owned();
    }
    let mut scanner = Scanner {
        text,
        out: String::with_capacity(text.len()),
        last_close: last_closings(text),
        found,
        words: 0,
        missing: Vec::new(),
    };
    scanner.run();
    scanner.out
}

/// Where each `[/name]` stands for the last time.
fn last_closings(text: &str) -> HashMap<&str, usize> {
    let mut last = HashMap::new();
    for (at, _) in text.match_indices("[/") {
        let name = name_at(&text[at + 2..]);
        if !name.is_empty() && text[at + 2 + name.len()..].starts_with(']') {
            last.insert(name, at);
        }
    }
    last
}

struct Scanner<'a, 'f> {
    text: &'a str,
    out: String,
    last_close: HashMap<&'a str, usize>,
    found: &'f mut Found,
    words: usize,
    missing: Vec<String>,
}

/// A shortcode as written.
struct Code<'a> {
    name: &'a str,
    attributes: &'a str,
    is_close: bool,
    /// Where the text goes on.
    end: usize,
}

impl<'a> Scanner<'a, '_> {
    fn run(&mut self) {
        let text = self.text;
        let mut at = 0;
        while let Some(next) = text[at..].find(['[', '<']) {
            self.out.push_str(&text[at..at + next]);
            at += next;
            if text.as_bytes()[at] == b'<' {
                let end = self.markup_end(at);
                self.out.push_str(&text[at..end]);
                at = end;
            } else {
                at = self.bracket(at);
            }
        }
        self.out.push_str(&text[at..]);
    }

    /// Where markup that must not be searched for shortcodes ends: a tag, a comment, code.
    fn markup_end(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("<!--") {
            return self.find(at, "-->").map_or(at + 4, |end| end + 3);
        }
        for name in ["pre", "code", "script", "style", "textarea"] {
            let is_it = rest
                .get(1..=name.len())
                .is_some_and(|n| n.eq_ignore_ascii_case(name))
                && rest[name.len() + 1..].starts_with([' ', '>', '\t', '\n']);
            if is_it && let Some(end) = self.find(at, &format!("</{name}")) {
                return end;
            }
        }
        if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            return self.find(at, ">").map_or(at + 1, |end| end + 1);
        }
        at + 1
    }

    /// Where something stands at or after `from`; what is not there is searched only once.
    fn find(&mut self, from: usize, needle: &str) -> Option<usize> {
        if self.missing.iter().any(|m| m == needle) {
            return None;
        }
        let found = find_ignoring_case(self.text, from, needle);
        if found.is_none() {
            self.missing.push(needle.to_owned());
        }
        found
    }

    /// Handles the bracket at `at`; says where the text goes on.
    fn bracket(&mut self, at: usize) -> usize {
        let code = if self.words < MAX_WORDS {
            self.parse(at)
        } else {
            None
        };
        let Some(code) = code else {
            self.words += 1;
            self.out.push('[');
            return at + 1;
        };
        if self.text[..at].ends_with('[') && self.text[code.end..].starts_with(']') {
            self.out.truncate(self.out.len() - 1);
            self.out.push_str(&self.text[at..code.end]);
            return code.end + 1;
        }
        self.write(&code)
    }

    fn parse(&self, at: usize) -> Option<Code<'a>> {
        let rest = &self.text[at + 1..];
        let is_close = rest.starts_with('/');
        let rest = &rest[usize::from(is_close)..];
        let name = name_at(rest);
        let after = &rest[name.len()..];
        if name.is_empty() || !after.starts_with([' ', '\t', '\n', '\u{a0}', ']', '/', '=']) {
            return None;
        }
        let length = closing_bracket(after)?;
        let end = at + 1 + usize::from(is_close) + name.len() + length + 1;
        let attributes = after[..length].trim();
        let code = Code {
            name,
            attributes,
            is_close,
            end,
        };
        self.is_shortcode(&code).then_some(code)
    }

    fn is_shortcode(&self, code: &Code<'_>) -> bool {
        let has_close = self.last_close.contains_key(code.name);
        let has_attributes = code.attributes.split_once('=').is_some_and(|(key, value)| {
            !value.is_empty()
                && key.split_whitespace().last().is_some_and(|k| {
                    k.bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
                })
        });
        let looks_made = code.name.contains(['_', '-']);
        KNOWN.contains(&code.name)
            || has_close
            || has_attributes
            || (looks_made && code.attributes.is_empty())
    }

    /// True if the shortcode that ends at `end` is closed later.
    fn is_closed(&self, code: &Code<'_>) -> bool {
        self.last_close
            .get(code.name)
            .is_some_and(|at| *at >= code.end)
    }

    fn write(&mut self, code: &Code<'_>) -> usize {
        match code.name {
            "caption" | "wp_caption" => self.caption(code),
            "quote" | "blockquote" | "pullquote" => self.quote(code),
            "code" | "sourcecode" if !code.is_close && self.is_closed(code) => {
                return self.code(code);
            }
            "embed" if !code.is_close && self.is_closed(code) => return self.embed(code),
            "gallery" if !code.is_close => self.gallery(code),
            "audio" | "video" if !code.is_close => self.media(code),
            _ if code.is_close => {}
            _ => self.other(code),
        }
        code.end
    }

    fn caption(&mut self, code: &Code<'_>) {
        if code.is_close {
            self.out.push_str("</figure>");
        } else if self.is_closed(code) {
            let id = attribute(code.attributes, "id").unwrap_or_default();
            self.out.push_str("<figure class=\"wp-caption\" id=\"");
            escape(&id, &mut self.out);
            self.out.push_str("\">");
            if let Some(caption) = attribute(code.attributes, "caption") {
                self.out.push_str("<figcaption>");
                self.out.push_str(&caption);
                self.out.push_str("</figcaption>");
            }
        }
    }

    fn quote(&mut self, code: &Code<'_>) {
        if code.is_close {
            self.out.push_str("</blockquote>");
        } else if self.is_closed(code) {
            self.out.push_str(if code.name == "pullquote" {
                "<blockquote class=\"pullquote\">"
            } else {
                "<blockquote>"
            });
            let by = ["cite", "author", "source", "name"]
                .iter()
                .find_map(|k| attribute(code.attributes, k));
            if let Some(by) = by {
                self.out.push_str("<cite>");
                escape(&by, &mut self.out);
                self.out.push_str("</cite>");
            }
        }
    }

    /// Code up to its end: nothing in it is markup.
    fn code(&mut self, code: &Code<'_>) -> usize {
        let close = format!("[/{}]", code.name);
        let Some(length) = self.text[code.end..].find(&close) else {
            return code.end;
        };
        let language =
            attribute(code.attributes, "language").or_else(|| attribute(code.attributes, "lang"));
        self.out.push_str("<pre data-language=\"");
        escape(&language.unwrap_or_default(), &mut self.out);
        self.out.push_str("\"><code>");
        let content = self.text[code.end..code.end + length]
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        escape(&content, &mut self.out);
        self.out.push_str("</code></pre>");
        code.end + length + close.len()
    }

    fn embed(&mut self, code: &Code<'_>) -> usize {
        let Some(length) = self.text[code.end..].find("[/embed]") else {
            return code.end;
        };
        let address = super::plain(&self.text[code.end..code.end + length]);
        self.embed_figure(&address);
        code.end + length + "[/embed]".len()
    }

    fn embed_figure(&mut self, address: &str) {
        self.out.push_str("<figure class=\"wp-block-embed\">");
        escape(address, &mut self.out);
        self.out.push_str("</figure>");
    }

    fn gallery(&mut self, code: &Code<'_>) {
        let ids =
            attribute(code.attributes, "ids").or_else(|| attribute(code.attributes, "include"));
        let ids = ids
            .filter(|ids| ids.bytes().any(|b| b.is_ascii_digit()))
            .or_else(|| self.attached(code));
        match ids {
            Some(ids) => {
                self.out.push_str("<figure data-ids=\"");
                escape(&ids, &mut self.out);
                self.out.push_str("\"></figure>");
            }
            None => self
                .found
                .changed("shortcode [gallery] of all attached pictures", "nothing"),
        }
    }

    /// Ids of the pictures that were uploaded to the item, or to the one the shortcode names.
    fn attached(&self, code: &Code<'_>) -> Option<String> {
        let item = attribute(code.attributes, "id").unwrap_or_else(|| self.found.item.clone());
        let without = attribute(code.attributes, "exclude").unwrap_or_default();
        let without: Vec<&str> = without.split(',').map(str::trim).collect();
        let mut ids = self.found.library.attached(&item);
        ids.retain(|id| !without.contains(&id.as_str()));
        let order = attribute(code.attributes, "order").unwrap_or_default();
        if order.eq_ignore_ascii_case("desc") {
            ids.reverse();
        }
        (!ids.is_empty()).then(|| ids.join(","))
    }

    fn media(&mut self, code: &Code<'_>) {
        let keys = [
            "src", "mp3", "m4a", "ogg", "oga", "wav", "flac", "mp4", "m4v", "webm", "ogv", "mov",
            "wmv", "flv",
        ];
        let named = keys.iter().find_map(|k| attribute(code.attributes, k));
        let bare = || {
            code.attributes
                .split_whitespace()
                .find(|w| w.starts_with("http"))
                .map(str::to_owned)
        };
        let Some(address) = named.or_else(bare) else {
            self.other(code);
            return;
        };
        self.out.push('<');
        self.out.push_str(code.name);
        self.out.push_str(" src=\"");
        escape(&address, &mut self.out);
        if let Some(poster) = attribute(code.attributes, "poster") {
            self.out.push_str("\" poster=\"");
            escape(&poster, &mut self.out);
        }
        self.out.push_str("\"></");
        self.out.push_str(code.name);
        self.out.push('>');
    }

    /// A shortcode without an element: its content stays, an address a service shows is kept.
    fn other(&mut self, code: &Code<'_>) {
        let closed = self.is_closed(code);
        if let Some(address) = embedded_address(code).filter(|_| !closed) {
            self.embed_figure(&address);
            return;
        }
        let name: String = code.name.chars().take(60).collect();
        let to = if closed { "its content" } else { "nothing" };
        self.found.changed(format!("shortcode [{name}]"), to);
    }
}

/// The address of an embed in the attributes of a shortcode.
fn embedded_address(code: &Code<'_>) -> Option<String> {
    let words = code
        .attributes
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”'));
    let mut addresses =
        words.filter_map(|w| w.find("http").map(|at| w[at..].replace("&amp;", "&")));
    if let Some(address) = addresses.find(|a| embed::of_url(a).is_some()) {
        return Some(address);
    }
    let id = code
        .attributes
        .split_whitespace()
        .next()?
        .trim_matches(['"', '\'', '=']);
    match code.name {
        "youtube" => Some(format!("https://youtu.be/{}", id.trim_start_matches("id="))),
        "vimeo" => Some(format!(
            "https://vimeo.com/{}",
            id.trim_start_matches("id=")
        )),
        _ => None,
    }
    .filter(|a| embed::of_url(a).is_some())
}

fn escape(text: &str, out: &mut String) {
    dateline_core::body::html::escape(text, out);
}
