//! Running text as HTML: marks, line breaks, footnotes.

use super::{Notes, Writer, attribute, escape};
use crate::body::{Inline, Mark, RichText, limits};
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn text(&self, out: &mut String, text: &RichText) {
        for piece in &text.0 {
            match piece {
                Inline::Text { text, marks } => self.marked(out, text, marks),
                Inline::Break { .. } => out.push_str("<br>"),
                Inline::Footnote { footnote } => self.footnote_mark(out, footnote),
            }
        }
    }

    fn marked(&self, out: &mut String, text: &str, marks: &[Mark]) {
        let mut open = Vec::new();
        let mut in_link = false;
        for (at, mark) in marks.iter().enumerate().take(limits::MAX_MARKS) {
            let is_link = matches!(mark, Mark::Link { .. });
            // The same again adds nothing, and a link in a link is no HTML.
            if marks[..at].contains(mark) || (is_link && in_link) {
                continue;
            }
            if let Some(close) = self.open(out, mark) {
                open.push(close);
                in_link |= is_link;
            }
        }
        escape(text, out);
        open.iter().rev().for_each(|close| out.push_str(close));
    }

    fn open(&self, out: &mut String, mark: &Mark) -> Option<&'static str> {
        let (open, close) = match mark {
            Mark::Strong => ("<strong>", "</strong>"),
            Mark::Emphasis => ("<em>", "</em>"),
            Mark::Superscript => ("<sup>", "</sup>"),
            Mark::Subscript => ("<sub>", "</sub>"),
            Mark::Strike => ("<s>", "</s>"),
            Mark::Code => ("<code>", "</code>"),
            Mark::Link { href, story } => {
                let living = story.and_then(|s| self.slots.story_href(s));
                let href = living.as_deref().unwrap_or(href);
                if !limits::is_safe_href(href) {
                    return None;
                }
                out.push_str("<a");
                attribute(out, "href", &self.slots.address(href));
                if limits::is_web_url(href) {
                    out.push_str(" rel=\"noopener\"");
                }
                (">", "</a>")
            }
            Mark::Language { lang, rtl } => {
                out.push_str("<span");
                attribute(out, "lang", lang);
                attribute(out, "dir", if *rtl { "rtl" } else { "ltr" });
                (">", "</span>")
            }
            Mark::Correction { notice } => {
                out.push_str("<mark class=\"corrected\"");
                attribute(out, "data-notice", &notice.to_string());
                (">", "</mark>")
            }
        };
        out.push_str(open);
        Some(close)
    }

    fn footnote_mark(&self, out: &mut String, key: &str) {
        let Some(at) = self.numbers.get(key).copied() else {
            return;
        };
        let (prefix, number) = (self.slots.id_prefix(), at + 1);
        let times = self.marks[at].get() + 1;
        self.marks[at].set(times);
        let _ = write!(
            out,
            // A joiner without width: the number is no part of the word before it.
            "\u{2060}<sup class=\"note-mark\"><a id=\"{prefix}note-mark-{number}"
        );
        if times > 1 {
            let _ = write!(out, "-{times}");
        }
        out.push('"');
        self.fragment(out, &format!("#{prefix}note-{number}"));
        out.push_str(" role=\"doc-noteref\">");
        escape(&self.slots.footnote_label(number), out);
        out.push_str("</a></sup>");
    }

    /// The `href` of a place in the same body.
    fn fragment(&self, out: &mut String, place: &str) {
        attribute(out, "href", &self.slots.address(place));
    }

    pub(super) fn footnotes(&self, out: &mut String, notes: &Notes<'_>) {
        if notes.is_empty() {
            return;
        }
        // A note may refer to another one: the ways back are known when all are written.
        let texts: Vec<String> = notes
            .iter()
            .map(|text| {
                let mut html = String::new();
                self.text(&mut html, text);
                html
            })
            .collect();
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>");
        let prefix = self.slots.id_prefix();
        for (number, (html, marks)) in (1..).zip(texts.iter().zip(&self.marks)) {
            let _ = write!(out, "<li id=\"{prefix}note-{number}\">{html}");
            if marks.get() > 0 {
                out.push_str(" <a class=\"note-back\"");
                self.fragment(out, &format!("#{prefix}note-mark-{number}"));
                out.push_str(" role=\"doc-backlink\">↑ ");
                escape(&self.slots.footnote_label(number), out);
                out.push_str("</a>");
            }
            out.push_str("</li>");
        }
        out.push_str("</ol></section>");
    }
}
