//! Lexical: the tree Ghost's editor writes since version 5.

use super::cards;
use super::doc::{Doc, list, text};
use super::runs::Runs;
use dateline_core::body::{Element, Kind, ListItem, Mark, RichText};
use serde_json::Value;

/// Deepest list kept as a list; deeper entries move up.
const MAX_LIST_DEPTH: usize = 6;

/// Bits of a text's format and the marks they mean.
const MARKS: [(u64, Mark); 6] = [
    (1, Mark::Strong),
    (2, Mark::Emphasis),
    (4, Mark::Strike),
    (16, Mark::Code),
    (32, Mark::Subscript),
    (64, Mark::Superscript),
];
/// Underlining and highlighting, which we do not keep.
const UNKEPT: u64 = 8 | 128;

/// The elements of a text; `None` if it is no Lexical document.
pub(super) fn elements(json: &str, doc: &mut Doc<'_>) -> Option<Vec<Element>> {
    let document: Value = serde_json::from_str(json).ok()?;
    let root = document.get("root")?;
    root.get("children")?.as_array()?;
    let mut out = Vec::new();
    blocks(root, doc, &mut out);
    Some(out)
}

fn kind_of(node: &Value) -> &str {
    node.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn blocks(parent: &Value, doc: &mut Doc<'_>, out: &mut Vec<Element>) {
    let mut loose = Runs::default();
    for node in list(parent, "children") {
        if is_inline(kind_of(node)) {
            inline(node, &mut Vec::new(), doc, &mut loose);
            continue;
        }
        out.extend(std::mem::take(&mut loose).finish().map(Element::paragraph));
        block(node, doc, out);
    }
    out.extend(loose.finish().map(Element::paragraph));
}

fn block(node: &Value, doc: &mut Doc<'_>, out: &mut Vec<Element>) {
    match kind_of(node) {
        "paragraph" => out.extend(words(node, doc).map(Element::paragraph)),
        "heading" | "extended-heading" => {
            let level = text(node, "tag")
                .and_then(|tag| tag.strip_prefix('h')?.parse().ok())
                .unwrap_or(2_u8);
            out.extend(words(node, doc).map(|text| {
                Element::new(Kind::Heading {
                    level: level.clamp(2, 4),
                    text,
                })
            }));
        }
        "quote" | "extended-quote" => out.extend(quote(runs(node, doc))),
        "aside" => out.extend(words(node, doc).map(pull_quote)),
        "list" => {
            let items = items(node, 1, doc);
            out.extend((!items.is_empty()).then(|| {
                Element::new(Kind::List {
                    ordered: is_ordered(node),
                    items,
                })
            }));
        }
        "code" => return out.extend(code(node)),
        "root" => return blocks(node, doc, out),
        name => return out.extend(cards::card(name, node, doc)),
    }
    if kind_of(node) != "list" {
        stray(node, doc, out);
    }
}

/// Blocks that somebody pasted into a line of text follow it.
fn stray(node: &Value, doc: &mut Doc<'_>, out: &mut Vec<Element>) {
    for child in list(node, "children").iter().filter(|c| !is_words(c)) {
        block(child, doc, out);
    }
}

/// A quote by nobody in particular.
pub(super) fn quote(runs: Runs) -> Option<Element> {
    let text = runs.paragraphs();
    (!text.is_empty()).then(|| {
        Element::new(Kind::Quote {
            text,
            speaker: None,
            role: None,
            source: None,
            source_url: None,
        })
    })
}

/// A sentence set large.
pub(super) fn pull_quote(text: RichText) -> Element {
    Element::new(Kind::PullQuote {
        text,
        speaker: None,
    })
}

fn code(node: &Value) -> Option<Element> {
    let mut lines = String::new();
    for child in list(node, "children") {
        match kind_of(child) {
            "linebreak" => lines.push('\n'),
            "tab" => lines.push('\t'),
            _ => lines.push_str(
                child
                    .get("text")
                    .and_then(Value::as_str)
                    .unwrap_or_default(),
            ),
        }
    }
    let language = text(node, "language").map(str::to_owned);
    (!lines.trim().is_empty()).then(|| {
        Element::new(Kind::Code {
            language,
            text: lines,
        })
    })
}

fn is_ordered(node: &Value) -> bool {
    text(node, "listType") == Some("number") || text(node, "tag") == Some("ol")
}

fn items(node: &Value, depth: usize, doc: &mut Doc<'_>) -> Vec<ListItem> {
    let mut found: Vec<ListItem> = Vec::new();
    for child in list(node, "children") {
        if kind_of(child) == "list" {
            below(child, depth, doc, &mut found);
            continue;
        }
        if let Some(text) = words(child, doc) {
            found.push(ListItem {
                text,
                elements: Vec::new(),
            });
        }
        for inner in list(child, "children").iter().filter(|c| !is_words(c)) {
            if kind_of(inner) == "list" {
                below(inner, depth, doc, &mut found);
            } else if let Some(item) = found.last_mut() {
                block(inner, doc, &mut item.elements);
            }
        }
    }
    found
}

/// A list in a list hangs below the entry before it.
fn below(node: &Value, depth: usize, doc: &mut Doc<'_>, found: &mut Vec<ListItem>) {
    let inner = items(node, depth + 1, doc);
    if inner.is_empty() {
        return;
    }
    match found.last_mut().filter(|_| depth < MAX_LIST_DEPTH) {
        Some(item) => item.elements.push(Element::new(Kind::List {
            ordered: is_ordered(node),
            items: inner,
        })),
        None => found.extend(inner),
    }
}

fn words(node: &Value, doc: &mut Doc<'_>) -> Option<RichText> {
    runs(node, doc).finish()
}

fn runs(node: &Value, doc: &mut Doc<'_>) -> Runs {
    let mut out = Runs::default();
    inline_children(node, &mut Vec::new(), doc, &mut out);
    out
}

fn inline_children(node: &Value, marks: &mut Vec<Mark>, doc: &mut Doc<'_>, out: &mut Runs) {
    for child in list(node, "children").iter().filter(|c| is_words(c)) {
        inline(child, marks, doc, out);
    }
}

/// True if the node is part of a line.
fn is_words(node: &Value) -> bool {
    is_inline(kind_of(node)) || kind_of(node) == "paragraph"
}

fn is_inline(kind: &str) -> bool {
    matches!(
        kind,
        "text"
            | "extended-text"
            | "tk"
            | "linebreak"
            | "tab"
            | "link"
            | "autolink"
            | "zwnj"
            | "at-link"
            | "at-link-search"
            | "hashtag"
            | "emoji"
            | "mark"
            | "overflow"
            | "code-highlight"
    )
}

fn inline(node: &Value, marks: &mut Vec<Mark>, doc: &mut Doc<'_>, out: &mut Runs) {
    match kind_of(node) {
        "linebreak" => out.line_break(),
        "tab" => out.text(" ", marks),
        "zwnj" | "at-link" | "at-link-search" => {}
        "link" | "autolink" => {
            let link = text(node, "url")
                .and_then(|url| doc.link(url))
                .filter(|_| !has_link(marks));
            let is_link = link.is_some();
            marks.extend(link);
            inline_children(node, marks, doc, out);
            if is_link {
                marks.pop();
            }
        }
        _ => {
            leaf(node, marks, doc, out);
            inline_children(node, marks, doc, out);
        }
    }
}

fn has_link(marks: &[Mark]) -> bool {
    marks.iter().any(|mark| matches!(mark, Mark::Link { .. }))
}

fn leaf(node: &Value, marks: &[Mark], doc: &mut Doc<'_>, out: &mut Runs) {
    let Some(words) = node.get("text").and_then(Value::as_str) else {
        return;
    };
    let format = node.get("format").and_then(Value::as_u64).unwrap_or(0);
    if format & UNKEPT != 0 {
        doc.changed("underlined or highlighted words", "plain words");
    }
    let own = MARKS
        .into_iter()
        .filter(|(bit, _)| format & bit != 0)
        .map(|(_, mark)| mark);
    out.text(words, &marks.iter().cloned().chain(own).collect::<Vec<_>>());
}
