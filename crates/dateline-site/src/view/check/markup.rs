//! A reader for the HTML our own templates make: enough to check it, not to parse the web.

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "!doctype",
];

/// Elements that are something to see or use by themselves.
const FILLING: [&str; 12] = [
    "img", "svg", "input", "select", "textarea", "iframe", "video", "audio", "canvas", "hr",
    "object", "meter",
];

/// Elements whose text is not of the page's language: names, code.
const NO_LANGUAGE: [&str; 6] = ["bdi", "code", "pre", "kbd", "samp", "var"];

/// An opening tag.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    /// `p`.
    pub name: &'a str,
    /// In order.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// The text right after it, up to the next tag.
    pub text: &'a str,
    /// Closed with nothing in it to see.
    pub is_empty: bool,
    /// Closed with nothing in it to read, aloud or with the eyes.
    pub is_mute: bool,
    /// Where it stands in the page, in bytes.
    pub at: usize,
    /// The language of what is in it; empty where none is meant.
    pub language: &'a str,
    /// Hidden, or waiting until a script has something to say in it.
    pub is_hidden: bool,
}

impl<'a> Tag<'a> {
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| *value)
    }

    fn is_named(&self) -> bool {
        ["aria-label", "alt", "title"].iter().any(|name| {
            let value = self.attribute(name);
            value.is_some_and(|v| !v.trim().is_empty())
        })
    }
}

/// Text between two tags, with where it stands and in which language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub at: usize,
    pub language: &'a str,
}

/// A page taken apart.
#[derive(Debug, Default)]
pub(super) struct Markup<'a> {
    /// Every opening tag in order.
    pub tags: Vec<Tag<'a>>,
    /// Every piece of text.
    pub words: Vec<Words<'a>>,
}

/// An element that is open: its tag, whether there is something in it to see, and to read.
struct Open {
    tag: usize,
    is_filled: bool,
    is_spoken: bool,
}

struct Reader<'a> {
    html: &'a str,
    found: Markup<'a>,
    open: Vec<Open>,
}

/// Takes a page apart.
pub(super) fn read(html: &str) -> Markup<'_> {
    let mut reader = Reader {
        html,
        found: Markup::default(),
        open: Vec::new(),
    };
    let mut at = 0;
    while let Some(next) = html[at..].find('<') {
        reader.text(at, at + next);
        let start = at + next;
        if html[start..].starts_with("<!--") {
            at = html[start..]
                .find("-->")
                .map_or(html.len(), |end| start + end + 3);
            continue;
        }
        let Some(end) = html[start..].find('>') else {
            break;
        };
        at = start + end + 1;
        let inside = &html[start + 1..start + end];
        match inside.strip_prefix('/') {
            Some(name) => reader.close(name.trim()),
            None => at = reader.open(start, inside, at),
        }
    }
    reader.found
}

impl<'a> Reader<'a> {
    fn language(&self) -> &'a str {
        self.open
            .last()
            .map_or("", |open| self.found.tags[open.tag].language)
    }

    fn text(&mut self, from: usize, to: usize) {
        let text = &self.html[from..to];
        if let Some(open) = self.open.last() {
            let tag = &mut self.found.tags[open.tag];
            if tag.text.is_empty() && self.html[tag.at..from].matches('<').count() == 1 {
                tag.text = text;
            }
        }
        if text.trim().is_empty() {
            return;
        }
        for open in &mut self.open {
            open.is_filled = true;
            open.is_spoken = true;
        }
        self.found.words.push(Words {
            text,
            at: from,
            language: self.language(),
        });
    }

    /// Takes an opening tag; where to go on.
    fn open(&mut self, at: usize, inside: &'a str, after: usize) -> usize {
        let is_closed = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let (name, attributes) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        let mut tag = Tag {
            name,
            attributes: read_attributes(attributes),
            text: "",
            is_empty: false,
            is_mute: false,
            at,
            language: "",
            is_hidden: false,
        };
        let is_untold = NO_LANGUAGE.contains(&name)
            || tag.attribute("translate") == Some("no")
            || tag.attribute("dir") == Some("auto");
        tag.language = match tag.attribute("lang") {
            Some(language) => language,
            None if is_untold => "",
            None => self.language(),
        };
        tag.is_hidden = name == "template"
            || tag.attribute("hidden").is_some()
            || matches!(tag.attribute("role"), Some("status" | "alert"))
            || self
                .open
                .last()
                .is_some_and(|open| self.found.tags[open.tag].is_hidden);
        let (fills, speaks) = (FILLING.contains(&name), tag.is_named());
        for open in &mut self.open {
            open.is_filled |= fills;
            open.is_spoken |= speaks;
        }
        self.found.tags.push(tag);
        if name == "script" || name == "style" {
            let end = format!("</{name}>");
            let rest = &self.html[after..];
            return rest
                .find(&end)
                .map_or(self.html.len(), |skip| after + skip + end.len());
        }
        if !VOID.contains(&name.to_ascii_lowercase().as_str()) && !is_closed {
            self.open.push(Open {
                tag: self.found.tags.len() - 1,
                is_filled: false,
                is_spoken: speaks,
            });
        }
        after
    }

    fn close(&mut self, name: &str) {
        let opened = |open: &Open| self.found.tags[open.tag].name == name;
        let Some(at) = self.open.iter().rposition(opened) else {
            return;
        };
        // What was left open in between ends here too.
        for open in self.open.split_off(at) {
            let tag = &mut self.found.tags[open.tag];
            tag.is_empty = !open.is_filled;
            tag.is_mute = !open.is_spoken;
        }
    }
}

fn read_attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if let Some((value, after)) = after.strip_prefix("=\"").and_then(|a| a.split_once('"')) {
            found.push((name, value));
            rest = after.trim_start();
        } else {
            found.push((name, ""));
            rest = after.trim_start_matches('=').trim_start();
        }
    }
    found
}
