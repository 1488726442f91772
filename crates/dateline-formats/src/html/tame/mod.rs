//! Makes any text harmless HTML before it is parsed.
//!
//! What comes out holds only tags and attributes of the lists in [`names`], correctly quoted, no
//! script, no raw text element and no nesting deeper than [`MAX_OPEN`]. The parser's tree building
//! is quadratic in depth and in attributes, so these bounds are what keeps hostile input cheap.
//! The words stay whatever happens to the tags.

mod names;
mod tag;

use names::{DROPPED, FORMATTING, RAW, SELF_CLOSING, UNREMARKABLE, VOID, has, known, listed};
use std::collections::{BTreeSet, HashMap};
use tag::{Tag, name_of};

/// Most elements open at once, not counting those that close by themselves.
const MAX_OPEN: usize = 40;
/// Most formatting elements (`b`, `i`, ...) open at once: the parser reopens all of them in every paragraph.
const MAX_FORMATTING: usize = 10;
/// Most tags of one text; later ones are dropped, their words stay.
const MAX_TAGS: usize = 100_000;
/// Longest comment kept (the attributes of a block), in bytes.
const MAX_COMMENT: usize = 64 * 1024;
/// Most tags without an end that are shown as words.
const MAX_UNFINISHED: usize = 20;

/// Harmless HTML and what was left out of it.
pub(super) struct Tamed {
    pub html: String,
    pub changes: BTreeSet<(String, String)>,
}

/// Makes a text harmless.
pub(super) fn tame(source: &str) -> Tamed {
    let mut tamer = Tamer::new(source);
    tamer.run();
    Tamed {
        html: tamer.out,
        changes: tamer.changes,
    }
}

struct Tamer<'a> {
    source: &'a str,
    out: String,
    open: Vec<&'static str>,
    dropped_open: HashMap<&'static str, usize>,
    skipping: Option<(&'static str, usize)>,
    tags: usize,
    changes: BTreeSet<(String, String)>,
    missing: Vec<String>,
    unfinished: usize,
}

impl<'a> Tamer<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            out: String::with_capacity(source.len()),
            open: Vec::new(),
            dropped_open: HashMap::new(),
            skipping: None,
            tags: 0,
            changes: BTreeSet::new(),
            missing: Vec::new(),
            unfinished: 0,
        }
    }

    fn run(&mut self) {
        let source = self.source;
        let mut at = 0;
        while let Some(next) = source[at..].find('<') {
            self.text(&source[at..at + next]);
            at = self.markup(at + next);
        }
        self.text(&source[at..]);
    }

    fn text(&mut self, text: &str) {
        if self.skipping.is_some() {
            return;
        }
        // Control characters are these bytes, or begin with the last.
        let may_be_control = |b: u8| {
            (b < b' ' && !matches!(b, b'\n' | b'\t' | b'\r' | 0x0c)) || b == 0x7f || b == 0xc2
        };
        if text.bytes().any(may_be_control) {
            let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t' | '\r' | '\u{c}');
            self.out.extend(text.chars().filter(kept));
        } else {
            self.out.push_str(text);
        }
    }

    /// Handles what begins with `<` at `at`; says where to go on.
    fn markup(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let second = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if rest.starts_with("<!--") {
            return self.comment(at);
        }
        if rest.starts_with("<![CDATA[") {
            return at + "<![CDATA[".len();
        }
        if second == b'!' || second == b'?' {
            return self
                .find(at, ">")
                .map_or_else(|| self.literal(at), |end| end + 1);
        }
        if second == b'/' && rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
            return self.end_tag(at);
        }
        if second.is_ascii_alphabetic() {
            return self.start_tag(at);
        }
        self.literal(at)
    }

    fn literal(&mut self, at: usize) -> usize {
        if self.skipping.is_none() {
            self.out.push_str("&lt;");
        }
        at + 1
    }

    /// Where `needle` stands at or after `from`; remembers what is not there so that no text is
    /// searched twice for it.
    fn find(&mut self, from: usize, needle: &str) -> Option<usize> {
        if self.missing.iter().any(|m| m == needle) {
            return None;
        }
        let found = find_ignoring_case(self.source, from, needle);
        if found.is_none() {
            self.missing.push(needle.to_owned());
        }
        found
    }

    fn comment(&mut self, at: usize) -> usize {
        let Some(end) = self.find(at + 4, "-->") else {
            return at + 4;
        };
        let content = &self.source[at + 4..end];
        let name = content.trim_start();
        let is_block = name.starts_with("wp:") || name.starts_with("/wp:");
        if is_block && self.skipping.is_none() && content.len() <= MAX_COMMENT {
            self.out.push_str("<!--");
            self.out.push_str(&content.replace("--", "- -"));
            self.out.push_str("-->");
        }
        end + 3
    }

    fn start_tag(&mut self, at: usize) -> usize {
        let Some((tag, end)) = self.lex(at) else {
            return self.unfinished(at);
        };
        let name = tag.name.as_str();
        if let Some(raw) = listed(RAW, name) {
            let close = self.find(end, &format!("</{raw}"));
            self.note_dropped(raw);
            return close.unwrap_or(self.source.len());
        }
        if matches!(name, "embed" | "object") {
            self.plugin(&tag);
        }
        if let Some(dropped) = listed(DROPPED, name) {
            self.skip(dropped, end, &tag);
        } else if self.skipping.is_none() {
            self.write_start(&tag);
            if name == "iframe" {
                return self.after_iframe(end);
            }
        }
        end
    }

    /// A tag that never ends is words; many such are an attack and go.
    fn unfinished(&mut self, at: usize) -> usize {
        self.unfinished += 1;
        if self.unfinished < MAX_UNFINISHED {
            return self.literal(at);
        }
        self.find(at, ">").map_or(self.source.len(), |end| end + 1)
    }

    /// What stands in an iframe is for browsers without iframes.
    fn after_iframe(&mut self, end: usize) -> usize {
        self.find(end, "</iframe").unwrap_or(end)
    }

    fn skip(&mut self, name: &'static str, end: usize, tag: &Tag) {
        match &mut self.skipping {
            Some((open, depth)) if *open == name => *depth += 1,
            Some(_) => {}
            None if tag.is_self_closed => {}
            None => {
                self.note_dropped(name);
                if self.find(end, &format!("</{name}")).is_some() {
                    self.skipping = Some((name, 1));
                }
            }
        }
    }

    /// A film of the days of plugins: only its address is of use.
    fn plugin(&mut self, tag: &Tag) {
        let source = tag.attribute("src").or_else(|| tag.attribute("data"));
        if let Some(source) = source.filter(|s| !s.is_empty()) {
            let kept = std::mem::take(&mut self.skipping);
            self.out.push_str("<iframe src=\"");
            self.out.push_str(&source.replace('"', "&quot;"));
            self.out.push_str("\"></iframe>");
            self.skipping = kept;
        }
    }

    fn note_dropped(&mut self, name: &str) {
        if self.skipping.is_none() && !matches!(name, "style" | "noscript" | "template" | "title") {
            self.changes.insert((name.to_owned(), "nothing".to_owned()));
        }
    }

    fn write_start(&mut self, tag: &Tag) {
        let Some(name) = known(&tag.name) else {
            if !has(UNREMARKABLE, &tag.name) && self.changes.len() < 100 {
                let name: String = tag.name.chars().take(40).collect();
                self.changes.insert((name, "its words".to_owned()));
            }
            return;
        };
        self.tags += 1;
        if self.tags > MAX_TAGS {
            self.changes
                .insert((format!("tags beyond {MAX_TAGS}"), "their words".to_owned()));
            return;
        }
        let nests = !has(VOID, name) && !has(SELF_CLOSING, name);
        if nests && !self.may_open(name) {
            *self.dropped_open.entry(name).or_default() += 1;
            self.changes.insert((
                "nesting beyond the bound".to_owned(),
                "its words".to_owned(),
            ));
            return;
        }
        if nests {
            self.open.push(name);
        }
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in &tag.attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.out.push_str(&value.replace('"', "&quot;"));
            self.out.push('"');
        }
        self.out.push('>');
        if matches!(name, "fn" | "iframe") {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    fn may_open(&self, name: &str) -> bool {
        let formatting = self.open.iter().filter(|n| has(FORMATTING, n)).count();
        self.open.len() < MAX_OPEN && !(has(FORMATTING, name) && formatting >= MAX_FORMATTING)
    }

    fn end_tag(&mut self, at: usize) -> usize {
        let Some(end) = self.find(at, ">") else {
            return self.literal(at);
        };
        let name = name_of(&self.source[at + 2..end]);
        if let Some((open, depth)) = &mut self.skipping {
            if *open == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipping = None;
                }
            }
            return end + 1;
        }
        if let Some(name) = known(&name).filter(|n| !has(VOID, n))
            && (has(SELF_CLOSING, name) || self.close(name))
        {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        } else if name == "br" {
            self.out.push_str("<br>");
        }
        end + 1
    }

    /// Takes an element off the open ones; false if its end is not to be written.
    fn close(&mut self, name: &'static str) -> bool {
        if let Some(count) = self.dropped_open.get_mut(name).filter(|c| **c > 0) {
            *count -= 1;
            return false;
        }
        let Some(at) = self.open.iter().rposition(|n| *n == name) else {
            return false;
        };
        if has(FORMATTING, name) {
            self.open.remove(at);
        } else {
            let reopened = self.open[at + 1..]
                .iter()
                .copied()
                .filter(|n| has(FORMATTING, n));
            let reopened: Vec<_> = reopened.collect();
            self.open.truncate(at);
            self.open.extend(reopened);
        }
        true
    }
}

/// Where `needle` (ASCII, lower case) stands at or after `from`, whatever its case in the text.
pub(super) fn find_ignoring_case(text: &str, from: usize, needle: &str) -> Option<usize> {
    if !needle.bytes().any(|b| b.is_ascii_alphabetic()) {
        return text.get(from..)?.find(needle).map(|at| from + at);
    }
    let bytes = text.as_bytes().get(from..)?;
    let found = bytes
        .windows(needle.len())
        .position(|w| w.eq_ignore_ascii_case(needle.as_bytes()));
    found.map(|at| from + at)
}
