//! Markdown as Ghost read it: line ends break, tables, footnotes and `==marks==` work.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::borrow::Cow;
use std::collections::HashMap;

/// Most bytes of one markdown text; what follows is cut.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The HTML of a markdown text; not safe to show, only to convert. `text` tells apart the
/// footnotes of several texts in one story.
pub(super) fn to_html(markdown: &str, text: usize) -> String {
    let markdown = &markdown[..markdown.floor_char_boundary(MAX_BYTES)];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut sorted = Sorted {
        text,
        ..Sorted::default()
    };
    for event in Parser::new_ext(markdown, options) {
        sorted.add(event);
    }
    sorted.html(markdown.len() * 3 / 2)
}

/// The running text apart from its footnotes, which stand at its end in what [`crate::html`] reads.
#[derive(Default)]
struct Sorted<'a> {
    text: usize,
    running: Vec<Event<'a>>,
    notes: Vec<(String, Vec<Event<'a>>)>,
    is_note: bool,
    ids: HashMap<String, String>,
}

impl<'a> Sorted<'a> {
    fn add(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let id = self.id(&name);
                self.notes.push((id, Vec::new()));
                self.is_note = true;
            }
            Event::End(TagEnd::FootnoteDefinition) => self.is_note = false,
            Event::FootnoteReference(name) => {
                let id = self.id(&name);
                let mark = format!("<sup><a href=\"#{id}\">{}</a></sup>", self.ids.len());
                self.push(Event::InlineHtml(mark.into()));
            }
            Event::SoftBreak => self.push(Event::HardBreak),
            Event::Text(words) => self.push(Event::Text(unmarked(words))),
            other => self.push(other),
        }
    }

    fn push(&mut self, event: Event<'a>) {
        match self.notes.last_mut().filter(|_| self.is_note) {
            Some((_, note)) => note.push(event),
            None => self.running.push(event),
        }
    }

    /// An id for the name of a footnote.
    fn id(&mut self, name: &str) -> String {
        let (text, number) = (self.text, self.ids.len() + 1);
        let id = self.ids.entry(name.to_owned());
        id.or_insert_with(|| format!("note-{text}-{number}"))
            .clone()
    }

    fn html(self, size: usize) -> String {
        let mut out = String::with_capacity(size);
        html::push_html(&mut out, self.running.into_iter());
        if self.notes.is_empty() {
            return out;
        }
        out.push_str("<section class=\"footnotes\"><ol>");
        for (id, note) in self.notes {
            out.push_str("<li id=\"");
            out.push_str(&id);
            out.push_str("\">");
            html::push_html(&mut out, note.into_iter());
            out.push_str("</li>");
        }
        out.push_str("</ol></section>");
        out
    }
}

/// Words without the signs around those that were highlighted.
fn unmarked(words: CowStr<'_>) -> CowStr<'_> {
    let mut rest = words.as_ref();
    let mut out = Cow::Borrowed("");
    while let Some((before, marked, after)) = highlighted(rest) {
        out.to_mut().push_str(before);
        out.to_mut().push_str(marked);
        rest = after;
    }
    if out.is_empty() {
        return words;
    }
    (out + rest).into_owned().into()
}

/// What stands before, between and behind the first pair of `==`.
fn highlighted(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("==")?;
    let (marked, after) = rest.split_once("==")?;
    let is_tight = !marked.is_empty() && marked.trim() == marked && !marked.starts_with('=');
    is_tight.then_some((before, marked, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_stand_at_the_end_with_an_id() {
        let html = to_html("Fox[^a] dog[^b].\n\n[^b]: Dogs.\n[^a]: Foxes.\n", 2);

        insta::assert_snapshot!(html, @r##"
        <p>Fox<sup><a href="#note-2-1">1</a></sup> dog<sup><a href="#note-2-2">2</a></sup>.</p>
        <section class="footnotes"><ol><li id="note-2-2"><p>Dogs.</p>
        </li><li id="note-2-1"><p>Foxes.</p>
        </li></ol></section>
        "##);
    }

    #[test]
    fn signs_of_highlighting_go_and_others_stay() {
        for (text, expected) in [
            ("a ==b c== d", "a b c d"),
            ("a == b == c", "a == b == c"),
            ("====", "===="),
            ("==x", "==x"),
            ("==a== ==b==", "a b"),
        ] {
            assert_eq!(unmarked(text.into()).as_ref(), expected);
        }
    }
}
