//! Marks of words: as a document has them, and as a story has them.

use crate::schema;
use crate::tree::{Attributes, Child, Marks, Node, Run, nodes};
use dateline_core::body::{Inline, MAX_MARKS, Mark, RichText, limits::is_safe_href};
use std::borrow::Cow;

/// The words of a story as children of a node.
pub(crate) fn children(text: &RichText) -> Vec<Child> {
    let mut out = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    let flush = |runs: &mut Vec<Run>, out: &mut Vec<Child>| {
        if !runs.is_empty() {
            out.push(Child::Text(std::mem::take(runs)));
        }
    };
    for piece in &text.0 {
        match piece {
            Inline::Text { text, marks } => push(&mut runs, text, named(marks)),
            Inline::Break { .. } => {
                flush(&mut runs, &mut out);
                out.push(Child::Node(Node::new("hard_break")));
            }
            Inline::Footnote { footnote } => {
                flush(&mut runs, &mut out);
                out.push(Child::Node(
                    Node::new("footnote_ref").with("key", Some(footnote.as_str())),
                ));
            }
        }
    }
    flush(&mut runs, &mut out);
    out
}

/// Adds words to runs; the same marks make one run.
pub(crate) fn push(runs: &mut Vec<Run>, text: &str, marks: Marks) {
    if text.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.marks == marks => last.text.push_str(text),
        _ => runs.push(Run {
            text: text.to_owned(),
            marks,
        }),
    }
}

fn named(marks: &[Mark]) -> Marks {
    let mut out = Marks::new();
    for mark in marks {
        let (name, attributes): (&str, Vec<(&str, String)>) = match mark {
            Mark::Strong => ("strong", Vec::new()),
            Mark::Emphasis => ("em", Vec::new()),
            Mark::Superscript => ("sup", Vec::new()),
            Mark::Subscript => ("sub", Vec::new()),
            Mark::Strike => ("strike", Vec::new()),
            Mark::Code => ("code_mark", Vec::new()),
            Mark::Link { href, story } => {
                let story = story.map(|story| ("story", story.to_string()));
                let href = ("href", href.clone());
                ("link", std::iter::once(href).chain(story).collect())
            }
            Mark::Language { lang, rtl } => {
                let rtl = rtl.then(|| ("rtl", "true".to_owned()));
                let lang = ("lang", lang.clone());
                ("lang", std::iter::once(lang).chain(rtl).collect())
            }
            Mark::Correction { notice } => {
                ("correction_mark", vec![("notice", notice.to_string())])
            }
        };
        let attributes = attributes.into_iter();
        let attributes: Attributes = attributes.map(|(k, v)| (k.to_owned(), v)).collect();
        // A mark within the same mark is shown once: the outer one.
        out.entry(name.to_owned()).or_insert(attributes);
    }
    out
}

/// The words of a node as a story has them: without notes, and without what is only suggested.
pub(crate) fn rich(children: &[Child]) -> RichText {
    let mut out: Vec<Inline> = Vec::new();
    for child in children {
        match child {
            Child::Text(runs) => runs.iter().for_each(|run| add(&mut out, run)),
            Child::Node(node) if node.name == "hard_break" => {
                out.push(Inline::Break { line_break: true });
            }
            Child::Node(node) if node.name == "footnote_ref" => {
                if let Some(key) = node.attribute("key") {
                    let footnote = key.to_owned();
                    out.push(Inline::Footnote { footnote });
                }
            }
            Child::Node(node) => out.extend(rich(&node.children).0),
        }
    }
    RichText(out)
}

fn add(out: &mut Vec<Inline>, run: &Run) {
    if is_suggested(&run.marks) {
        return;
    }
    let words: String = run.text.chars().filter(|c| may_stand(*c)).collect();
    if words.is_empty() {
        return;
    }
    let given = marks(&run.marks);
    if let Some(Inline::Text { text, marks }) = out.last_mut()
        && *marks == given
    {
        text.push_str(&words);
        return;
    }
    out.push(Inline::Text {
        text: words,
        marks: given,
    });
}

/// Whether words are only suggested.
fn is_suggested(marks: &Marks) -> bool {
    marks
        .keys()
        .any(|key| schema::name_of(key) == "suggest_insert")
}

/// The marks a reader would get of these, by their plain names; `None` if the words are only suggested.
pub(crate) fn of_readers(given: &Marks) -> Option<Cow<'_, Marks>> {
    if is_suggested(given) {
        return None;
    }
    let is_plain = |key: &String| schema::name_of(key) == key && !schema::is_of_editors(key);
    if given.keys().all(is_plain) {
        return Some(Cow::Borrowed(given));
    }
    let kept = given.iter().filter_map(|(key, fields)| {
        let name = schema::name_of(key);
        (!schema::is_of_editors(name)).then(|| (name.to_owned(), fields.clone()))
    });
    Some(Cow::Owned(kept.collect()))
}

/// Control characters are for no page.
pub(crate) fn may_stand(c: char) -> bool {
    !c.is_control() || matches!(c, '\n' | '\t')
}

/// Marks in the order of the schema: a document has them in none.
fn marks(given: &Marks) -> Vec<Mark> {
    let ordered = schema::MARKS.iter().filter_map(|(name, _)| {
        let found = given.iter().find(|(key, _)| schema::name_of(key) == *name);
        mark(name, found?.1)
    });
    ordered.take(MAX_MARKS).collect()
}

fn mark(name: &str, attributes: &Attributes) -> Option<Mark> {
    let get = |key: &str| attributes.get(key).filter(|value| !value.trim().is_empty());
    Some(match name {
        "strong" => Mark::Strong,
        "em" => Mark::Emphasis,
        "sup" => Mark::Superscript,
        "sub" => Mark::Subscript,
        "strike" => Mark::Strike,
        "code_mark" => Mark::Code,
        "link" => {
            let story = get("story").and_then(|id| id.parse().ok());
            let href = get("href").map_or("/", |href| href.trim());
            if !is_safe_href(href) || (story.is_none() && get("href").is_none()) {
                return None;
            }
            Mark::Link {
                href: href.to_owned(),
                story,
            }
        }
        "lang" => Mark::Language {
            lang: get("lang")?.clone(),
            rtl: get("rtl").is_some_and(|rtl| rtl == "true"),
        },
        "correction_mark" => Mark::Correction {
            notice: get("notice")?.parse().ok()?,
        },
        _ => return None,
    })
}

/// The words of all paragraphs among children as one text.
pub(crate) fn joined(children: &[Child]) -> RichText {
    let mut out = Vec::new();
    for paragraph in nodes(children) {
        let words = rich(&paragraph.children);
        if words.is_blank() {
            continue;
        }
        if !out.is_empty() {
            out.push(Inline::Break { line_break: true });
        }
        out.extend(words.0);
    }
    RichText(out)
}
