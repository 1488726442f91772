//! Reads the HTML a body became, as strictly as it was written: any byte that is not expected fails.

use dateline_core::body::html::{self, Slots, escape};
use dateline_core::body::limits::is_safe_href;
use dateline_core::body::{Attribution, Body, PictureUse};
use dateline_core::id::{NoticeId, StoryId};
use std::collections::HashSet;

/// Slots that write what they are given, escaped.
pub struct PlainSlots;

impl Slots for PlainSlots {
    fn picture(&self, out: &mut String, used: &PictureUse) {
        out.push_str("<figure><figcaption>");
        if let Some(caption) = &used.caption {
            out.push_str(&html::render_text(caption, self));
        }
        out.push_str("</figcaption></figure>");
    }

    fn gallery(&self, out: &mut String, title: Option<&str>, pictures: &[PictureUse]) {
        out.push_str("<div>");
        escape(title.unwrap_or_default(), out);
        for used in pictures {
            self.picture(out, used);
        }
        out.push_str("</div>");
    }

    fn card(&self, out: &mut String, _: StoryId) {
        out.push_str("<aside></aside>");
    }

    fn story_href(&self, story: StoryId) -> Option<String> {
        // Also an address that must not be written, whoever asks for it.
        match story.0.as_u128() % 3 {
            0 => None,
            1 => Some("/en/city/bridge".to_owned()),
            _ => Some("javascript:alert(1)".to_owned()),
        }
    }

    fn notice(&self, out: &mut String, _: NoticeId) {
        out.push_str("<aside></aside>");
    }

    fn attribution(&self, out: &mut String, attribution: &Attribution) {
        out.push_str("<p>.");
        escape(&attribution.outlet, out);
        out.push_str("</p>");
    }

    fn embed(&self, out: &mut String, _: &str, _: &str, title: Option<&str>) {
        out.push_str("<p>.");
        escape(title.unwrap_or_default(), out);
        out.push_str("</p>");
    }
}

pub fn render(body: &Body) -> String {
    html::render(body, &PlainSlots)
}

/// A tag as written.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub is_close: bool,
    pub attributes: Vec<(&'a str, &'a str)>,
}

const VOID: [&str; 2] = ["br", "hr"];
const TAGS: [&str; 36] = [
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "figure",
    "blockquote",
    "figcaption",
    "span",
    "a",
    "aside",
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "pre",
    "code",
    "hr",
    "audio",
    "video",
    "sup",
    "sub",
    "strong",
    "em",
    "s",
    "mark",
    "br",
    "section",
    "i",
    "b",
];
const ATTRIBUTES: [&str; 19] = [
    "class",
    "href",
    "src",
    "cite",
    "id",
    "role",
    "rel",
    "lang",
    "dir",
    "data-notice",
    "data-language",
    "aria-label",
    "tabindex",
    "scope",
    "controls",
    "preload",
    "title",
    "start",
    "alt",
];

/// The tags of a page, after checking all that can be checked without knowing the body.
pub fn check(html: &str) -> Vec<Tag<'_>> {
    let tags = tags(html);
    let mut open: Vec<&str> = Vec::new();
    let mut ids = HashSet::new();
    for tag in &tags {
        assert!(TAGS.contains(&tag.name), "<{}> in {html}", tag.name);
        if tag.is_close {
            assert_eq!(open.pop(), Some(tag.name), "{html}");
            continue;
        }
        for (name, value) in &tag.attributes {
            assert!(ATTRIBUTES.contains(name), "{name} in {html}");
            let is_address = ["href", "src", "cite"].contains(name);
            assert!(
                !is_address || is_safe_href(&unescape(value)),
                "{name}=\"{value}\" in {html}"
            );
            assert!(
                *name != "id" || ids.insert(*value),
                "id {value} twice in {html}"
            );
        }
        let is_block = ![
            "span", "a", "code", "sup", "sub", "strong", "em", "s", "mark", "br",
        ]
        .contains(&tag.name);
        let parent = open.last().copied().unwrap_or_default();
        assert!(
            !is_block || !in_phrase(&open),
            "<{}> in a phrase in {html}",
            tag.name
        );
        assert!(
            tag.name != "a" || !open.contains(&"a"),
            "a link in a link in {html}"
        );
        assert!(tag.name != "li" || ["ul", "ol"].contains(&parent), "{html}");
        assert!(tag.name != "figcaption" || parent == "figure", "{html}");
        assert!(
            !["ul", "ol"].contains(&parent) || tag.name == "li",
            "{html}"
        );
        if !VOID.contains(&tag.name) {
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open in {html}");
    for empty in [
        "<ul></ul>",
        "<ol></ol>",
        "<p></p>",
        "<h3></h3>",
        "<table></table>",
        "<tr></tr>",
        "<figcaption></figcaption></blockquote>",
    ] {
        assert!(!html.contains(empty), "{empty} in {html}");
    }
    for (_, value) in tags
        .iter()
        .flat_map(|t| &t.attributes)
        .filter(|(n, v)| *n == "href" && v.contains("note-"))
    {
        assert!(
            !value.starts_with('#') || ids.contains(&value[1..]),
            "{value} leads nowhere in {html}"
        );
    }
    tags
}

fn in_phrase(open: &[&str]) -> bool {
    open.iter().any(|t| {
        [
            "p", "h2", "h3", "h4", "span", "a", "strong", "em", "pre", "caption", "mark",
        ]
        .contains(t)
    })
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>']) {
        assert!(rest.as_bytes()[at] == b'<', "a stray > in {html}");
        let mut end = at;
        let mut quoted = false;
        for (i, byte) in rest.bytes().enumerate().skip(at) {
            quoted ^= byte == b'"';
            end = i;
            if byte == b'>' && !quoted {
                break;
            }
        }
        tags.push(tag(&rest[at + 1..end], html));
        rest = &rest[end + 1..];
    }
    tags
}

fn tag<'a>(inside: &'a str, html: &str) -> Tag<'a> {
    let (is_close, inside) = inside
        .strip_prefix('/')
        .map_or((false, inside), |i| (true, i));
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = &rest[..end];
        if !rest[end..].starts_with('=') {
            attributes.push((name, ""));
            rest = rest[end..].trim_start_matches(' ');
            continue;
        }
        let value = rest[end + 1..]
            .strip_prefix('"')
            .unwrap_or_else(|| panic!("an open value in {html}"));
        let close = value
            .find('"')
            .unwrap_or_else(|| panic!("an open value in {html}"));
        assert!(!value[..close].contains(['<', '>']), "{html}");
        attributes.push((name, &value[..close]));
        rest = value[close + 1..]
            .strip_prefix(' ')
            .unwrap_or(&value[close + 1..]);
    }
    Tag {
        name,
        is_close,
        attributes,
    }
}

/// Text as it was before it was escaped.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
