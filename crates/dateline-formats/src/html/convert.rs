//! Walks the parsed tree into elements.

use super::block::Block;
use super::flow::{Flow, Next, squash};
use super::node::{attr, comment_of, has_any_class, name, text_of};
use super::{Dialect, Options, embed, join_lines};
use crate::archive::Found;
use dateline_core::body::{Element, Kind, Mark, RichText};
use dateline_core::edition::Direction;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// Turns one tree into elements. Its depth is bounded by [`super::tame`], so recursion is safe.
pub(super) struct Converter<'o, 'f> {
    pub options: &'o Options,
    pub found: &'f mut Found,
    /// Marks of the inline elements around the present place, outermost first.
    pub marks: Vec<Mark>,
    /// Block comments open at the present place.
    pub blocks: Vec<Block>,
    /// Nodes that were used already.
    pub used: HashSet<NodeId>,
    /// Footnotes written in the text: the list entry each id names.
    pub notes: HashMap<String, NodeId>,
    /// Keys of footnotes referred to, in order.
    pub cited: Vec<String>,
    /// Keep `<fn id="x">` whether or not there is such a note.
    pub keep_notes: bool,
    /// Line ends count even outside [`Dialect::Classic`].
    pub keep_lines: bool,
    /// Factboxes around the present place.
    pub boxes: usize,
}

impl<'o, 'f> Converter<'o, 'f> {
    pub fn new(options: &'o Options, found: &'f mut Found) -> Self {
        Self {
            options,
            found,
            marks: Vec::new(),
            blocks: Vec::new(),
            used: HashSet::new(),
            notes: HashMap::new(),
            cited: Vec::new(),
            keep_notes: false,
            keep_lines: false,
            boxes: 0,
        }
    }

    /// The whole document, footnotes at its end.
    pub fn document(mut self, document: &Document) -> Vec<Element> {
        let root = document.root();
        self.collect_notes(&root);
        let mut elements = self.elements(&root);
        elements.extend(self.footnotes(document));
        elements
    }

    /// What stands below a node.
    pub fn elements(&mut self, node: &NodeRef<'_>) -> Vec<Element> {
        let mut flow = Flow::default();
        self.walk(node, &mut flow);
        self.flush(&mut flow);
        flow.elements
    }

    /// The words below a node as one text with breaks, and the elements that are no words.
    pub fn words(&mut self, node: &NodeRef<'_>) -> (RichText, Vec<Element>) {
        let (lines, rest) = squash(self.elements(node));
        (join_lines(lines), rest)
    }

    /// The words below a node without marks, on one line; `None` if there are none.
    pub fn plain_words(&mut self, node: &NodeRef<'_>) -> Option<String> {
        let words = super::node::one_line(&self.words(node).0.plain());
        (!words.is_empty()).then_some(words)
    }

    /// Adds what stands below a node.
    pub fn walk(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        for child in node.children() {
            self.node(&child, flow);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if self.used.contains(&node.id) {
            return;
        }
        if let Some(text) = text_of(node) {
            self.text(&text, flow);
        } else if let Some(comment) = comment_of(node) {
            self.comment(&comment, flow);
        } else {
            self.element(&name(node), node, flow);
        }
    }

    /// Ends the paragraph that is being gathered.
    pub fn flush(&mut self, flow: &mut Flow) {
        if let Some(text) = flow.take_line() {
            embed::paragraph(self, &text, flow);
        }
    }

    /// True if line ends count here.
    fn counts_lines(&self) -> bool {
        let dialect = match self.options.dialect {
            Dialect::Html => false,
            Dialect::Classic => true,
            Dialect::Blocks => self.blocks.is_empty(),
        };
        dialect || self.keep_lines
    }

    fn text(&mut self, text: &str, flow: &mut Flow) {
        let counts_lines = self.counts_lines();
        let mut rest = text;
        while !rest.is_empty() {
            let words_end = end_of_words(rest);
            if words_end > 0 {
                flow.word(&rest[..words_end], &self.marks);
            }
            rest = &rest[words_end..];
            let space_end = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            let lines = rest[..space_end].matches('\n').count();
            match lines {
                _ if space_end == 0 => {}
                0 => flow.space(&self.marks),
                _ if !counts_lines => flow.space(&self.marks),
                1 => flow.soft_break(),
                _ => self.flush(flow),
            }
            rest = &rest[space_end..];
        }
    }

    fn element(&mut self, name: &str, node: &NodeRef<'_>, flow: &mut Flow) {
        match name {
            "br" => {
                if flow.hard_break() == Next::Paragraph {
                    self.flush(flow);
                }
            }
            "wbr" | "source" => {}
            "b" | "strong" => self.marked(node, flow, Mark::Strong),
            "i" | "em" | "cite" | "dfn" | "var" => self.marked(node, flow, Mark::Emphasis),
            "sub" => self.marked(node, flow, Mark::Subscript),
            "sup" => self.raised(node, flow),
            "s" | "strike" | "del" => self.marked(node, flow, Mark::Strike),
            "code" | "kbd" | "samp" | "tt" => self.marked(node, flow, Mark::Code),
            "a" => self.link(node, flow),
            "q" => self.quoted_words(node, flow),
            "u" | "mark" | "big" | "small" | "ins" => self.unmarked(name, node, flow),
            "fn" => self.note_mark(node, flow),
            "img" => self.picture(node, flow),
            "span" | "font" | "abbr" | "acronym" | "bdi" | "bdo" | "time" | "picture" => {
                self.in_language(node, flow, Self::walk);
            }
            _ => self.block_element(name, node, flow),
        }
    }

    fn block_element(&mut self, name: &str, node: &NodeRef<'_>, flow: &mut Flow) {
        self.flush(flow);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.in_language(node, flow, Self::heading),
            "ul" | "ol" => self.in_language(node, flow, Self::list),
            "dl" => self.in_language(node, flow, Self::definitions),
            "blockquote" => self.in_language(node, flow, Self::quote),
            "figure" => self.figure(node, flow),
            "table" => self.in_language(node, flow, Self::table),
            "pre" => self.preformatted(node, flow),
            "hr" => flow.push(Kind::Rule),
            "iframe" => self.iframe(node, flow),
            "audio" | "video" => self.media(name, node, flow),
            "details" => self.details(node, flow),
            "aside" => self.aside(node, flow),
            "div" => self.division(node, flow),
            _ => self.in_language(node, flow, Self::walk),
        }
        self.flush(flow);
    }

    fn marked(&mut self, node: &NodeRef<'_>, flow: &mut Flow, mark: Mark) {
        let is_new = !self.marks.contains(&mark);
        if is_new {
            self.marks.push(mark);
        }
        self.in_language(node, flow, Self::walk);
        if is_new {
            self.marks.pop();
        }
    }

    fn unmarked(&mut self, name: &str, node: &NodeRef<'_>, flow: &mut Flow) {
        if matches!(name, "u" | "mark") {
            self.found.changed(name, "plain words");
        }
        self.in_language(node, flow, Self::walk);
    }

    fn quoted_words(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        flow.word("“", &self.marks);
        self.in_language(node, flow, Self::walk);
        flow.word("”", &self.marks);
    }

    fn link(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if self.is_note_link(node) {
            self.note_link(node, flow);
            return;
        }
        if has_any_class(node, &["wp-block-file__button"]) {
            return;
        }
        let written = attr(node, "href");
        let href = written
            .as_deref()
            .and_then(|h| embed::href(h, self.options.base.as_ref()));
        let inside = self.marks.iter().any(|m| matches!(m, Mark::Link { .. }));
        match href {
            Some(href) if !inside => self.marked(node, flow, Mark::Link { href, story: None }),
            _ => {
                self.note_lost_link(written.filter(|_| !inside).as_deref());
                self.in_language(node, flow, Self::walk);
            }
        }
    }

    fn note_lost_link(&mut self, written: Option<&str>) {
        match written {
            Some(written) if written.starts_with('#') => {
                self.found.changed("link within the page", "its words");
            }
            Some(_) => self
                .found
                .changed("link that leads nowhere safe", "its words"),
            None => {}
        }
    }

    /// Does something with the language of the node, if it has one, as a mark.
    fn in_language(
        &mut self,
        node: &NodeRef<'_>,
        flow: &mut Flow,
        act: fn(&mut Self, &NodeRef<'_>, &mut Flow),
    ) {
        let mark = attr(node, "lang")
            .filter(|l| is_language(l))
            .map(|lang| Mark::Language {
                rtl: Direction::of(&lang) == Direction::Rtl,
                lang,
            });
        let Some(mark) = mark.filter(|m| !self.marks.contains(m)) else {
            act(self, node, flow);
            return;
        };
        self.marks.push(mark);
        act(self, node, flow);
        self.flush_if_block(node, flow);
        self.marks.pop();
    }

    fn flush_if_block(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if matches!(name(node).as_str(), "p" | "div") {
            self.flush(flow);
        }
    }

    fn heading(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let (text, rest) = self.words(node);
        let tag = name(node);
        let level = match tag.as_str() {
            "h1" | "h2" => 2,
            "h3" => 3,
            _ => 4,
        };
        if matches!(tag.as_str(), "h1" | "h5" | "h6") {
            self.found.changed(tag, format!("heading of level {level}"));
        }
        if !text.is_blank() {
            flow.push(Kind::Heading { level, text });
        }
        flow.elements.extend(rest);
    }

    fn division(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if has_any_class(node, &["wp-caption"]) {
            self.figure(node, flow);
        } else if has_any_class(
            node,
            &[
                "gallery",
                "wp-block-gallery",
                "wp-block-jetpack-tiled-gallery",
                "tiled-gallery",
            ],
        ) {
            self.gallery(node, flow);
        } else if let Some(url) = embed::of_division(node) {
            self.embed_or_link(&url, None, flow);
        } else {
            self.in_language(node, flow, Self::walk);
        }
    }

    fn preformatted(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        if has_any_class(node, &["wp-block-verse"]) {
            let kept = std::mem::replace(&mut self.keep_lines, true);
            self.walk(node, flow);
            self.flush(flow);
            self.keep_lines = kept;
            return;
        }
        let text = super::plain::with_lines(node);
        let text = text.trim_matches('\n').trim_end();
        if !text.is_empty() {
            let language = super::plain::code_language(node);
            flow.push(Kind::Code {
                language,
                text: text.to_owned(),
            });
        }
    }

    fn details(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let summary = super::node::child(node, &["summary"]);
        let title = summary.as_ref().and_then(|s| self.plain_words(s));
        if let Some(summary) = summary {
            self.used.insert(summary.id);
        }
        self.factbox(title.unwrap_or_default(), node, flow);
    }

    fn aside(&mut self, node: &NodeRef<'_>, flow: &mut Flow) {
        let heading = super::node::first(node, &["h1", "h2", "h3", "h4", "h5", "h6"]);
        let title = heading.as_ref().and_then(|h| self.plain_words(h));
        if let (Some(heading), Some(title)) = (heading, title) {
            self.used.insert(heading.id);
            self.factbox(title, node, flow);
        } else {
            self.found.changed("aside without a heading", "its content");
            self.in_language(node, flow, Self::walk);
        }
    }

    fn factbox(&mut self, title: String, node: &NodeRef<'_>, flow: &mut Flow) {
        self.boxes += 1;
        let elements = self.elements(node);
        self.boxes -= 1;
        if elements.is_empty() {
            flow.elements
                .extend((!title.is_empty()).then(|| Element::paragraph(title)));
        } else if self.boxes > 0 {
            self.found.changed("box in a box", "heading and text");
            let heading = Kind::Heading {
                level: 4,
                text: title.as_str().into(),
            };
            flow.elements
                .extend((!title.is_empty()).then(|| Element::new(heading)));
            flow.elements.extend(elements);
        } else {
            flow.push(Kind::Factbox { title, elements });
        }
    }
}

/// Where the words at the beginning of a text end that stand one space apart, as they shall.
fn end_of_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_space = |b: u8| is_space(char::from(b));
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|b| is_space(*b)) {
        let at = from + at;
        let follows_word = at > from;
        let is_single = bytes[at] == b' ' && bytes.get(at + 1).is_some_and(|b| !is_space(*b));
        if !follows_word || !is_single {
            return at;
        }
        from = at + 1;
    }
    bytes.len()
}

/// White space that browsers collapse; a non-breaking space is none.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

fn is_language(text: &str) -> bool {
    let well_formed = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    (2..=35).contains(&text.len()) && text.split('-').all(well_formed)
}
