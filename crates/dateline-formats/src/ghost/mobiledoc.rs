//! Mobiledoc: what Ghost's editor wrote from version 1 to 4.

use super::cards;
use super::doc::{Doc, list, text};
use super::lexical::{pull_quote, quote};
use super::runs::Runs;
use dateline_core::body::{Element, Kind, ListItem, Mark};
use serde_json::Value;

/// The elements of a text; `None` if it is no mobiledoc of the version Ghost wrote.
pub(super) fn elements(json: &str, doc: &mut Doc<'_>) -> Option<Vec<Element>> {
    let document: Value = serde_json::from_str(json).ok()?;
    if !text(&document, "version")?.starts_with("0.3") {
        return None;
    }
    document.get("sections")?.as_array()?;
    let source = Source {
        document: &document,
    };
    let mut out = Vec::new();
    for section in list(&document, "sections") {
        source.section(section, doc, &mut out);
    }
    Some(out)
}

struct Source<'v> {
    document: &'v Value,
}

impl Source<'_> {
    fn section(&self, section: &Value, doc: &mut Doc<'_>, out: &mut Vec<Element>) {
        match section.get(0).and_then(Value::as_u64) {
            Some(1) => out.extend(self.markup(section, doc)),
            Some(2) => {
                let url = section.get(1).and_then(Value::as_str).unwrap_or_default();
                out.extend(
                    doc.picture(url, None, None)
                        .map(|used| Element::new(Kind::Picture(used))),
                );
            }
            Some(3) => out.extend(self.list(section, doc)),
            Some(10) => self.card(section, doc, out),
            _ => doc.changed("section of an unknown kind", "nothing"),
        }
    }

    fn markup(&self, section: &Value, doc: &mut Doc<'_>) -> Option<Element> {
        let runs = self.runs(section.get(2), doc);
        let level = match section.get(1).and_then(Value::as_str).unwrap_or_default() {
            "blockquote" => return quote(runs),
            "aside" | "pull-quote" => return runs.finish().map(pull_quote),
            "h1" | "h2" => 2,
            "h3" => 3,
            "h4" | "h5" | "h6" => 4,
            _ => return runs.finish().map(Element::paragraph),
        };
        runs.finish()
            .map(|text| Element::new(Kind::Heading { level, text }))
    }

    fn list(&self, section: &Value, doc: &mut Doc<'_>) -> Option<Element> {
        let entries = section.get(2).and_then(Value::as_array)?;
        let texts = entries
            .iter()
            .filter_map(|markers| self.runs(Some(markers), doc).finish());
        let items: Vec<_> = texts
            .map(|text| ListItem {
                text,
                elements: Vec::new(),
            })
            .collect();
        let ordered = section.get(1).and_then(Value::as_str) == Some("ol");
        (!items.is_empty()).then(|| Element::new(Kind::List { ordered, items }))
    }

    fn card(&self, section: &Value, doc: &mut Doc<'_>, out: &mut Vec<Element>) {
        let card = index(section.get(1)).and_then(|at| self.document.get("cards")?.get(at));
        match card.and_then(|card| Some((card.get(0)?.as_str()?, card.get(1)?))) {
            Some((name, data)) => out.extend(cards::card(name, data, doc)),
            None => doc.changed("card that the text points at but does not have", "nothing"),
        }
    }

    fn runs(&self, markers: Option<&Value>, doc: &mut Doc<'_>) -> Runs {
        let mut out = Runs::default();
        let mut open: Vec<Option<Mark>> = Vec::new();
        for marker in markers.and_then(Value::as_array).into_iter().flatten() {
            for at in list_at(marker, 1) {
                open.push(index(Some(at)).and_then(|at| self.mark(at, doc)));
            }
            let marks = in_order(&open);
            match marker.get(0).and_then(Value::as_u64) {
                Some(1) => self.atom(marker, &marks, &mut out),
                _ => out.text(
                    marker.get(3).and_then(Value::as_str).unwrap_or_default(),
                    &marks,
                ),
            }
            let closed = index(marker.get(2)).unwrap_or(0);
            open.truncate(open.len().saturating_sub(closed));
        }
        out
    }

    /// An atom: a line break, or something whose words are all we can keep.
    fn atom(&self, marker: &Value, marks: &[Mark], out: &mut Runs) {
        let atom = index(marker.get(3)).and_then(|at| self.document.get("atoms")?.get(at));
        let part = |at| {
            atom.and_then(|atom: &Value| atom.get(at)?.as_str())
                .unwrap_or_default()
        };
        if part(0) == "soft-return" {
            out.line_break();
        } else {
            out.text(part(1), marks);
        }
    }

    fn mark(&self, at: usize, doc: &mut Doc<'_>) -> Option<Mark> {
        let markup = self.document.get("markups")?.get(at)?;
        match markup.get(0)?.as_str()? {
            "strong" | "b" => Some(Mark::Strong),
            "em" | "i" => Some(Mark::Emphasis),
            "s" | "strike" | "del" => Some(Mark::Strike),
            "code" => Some(Mark::Code),
            "sub" => Some(Mark::Subscript),
            "sup" => Some(Mark::Superscript),
            "a" => doc.link(href(markup.get(1)?)?),
            other => {
                doc.changed(
                    format!(
                        "words marked as \"{}\"",
                        other.chars().take(20).collect::<String>()
                    ),
                    "plain words",
                );
                None
            }
        }
    }
}

/// The address in a flat list of attribute names and values.
fn href(attributes: &Value) -> Option<&str> {
    let attributes = attributes.as_array()?;
    let pair = attributes
        .chunks_exact(2)
        .find(|pair| pair[0].as_str() == Some("href"))?;
    pair[1].as_str()
}

fn index(value: Option<&Value>) -> Option<usize> {
    usize::try_from(value?.as_u64()?).ok()
}

fn list_at(value: &Value, at: usize) -> &[Value] {
    value
        .get(at)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The marks in force, each once, the link outermost.
fn in_order(open: &[Option<Mark>]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for mark in open.iter().flatten() {
        let is_link = matches!(mark, Mark::Link { .. });
        if is_link && !marks.iter().any(|m| matches!(m, Mark::Link { .. })) {
            marks.insert(0, mark.clone());
        } else if !is_link && !marks.contains(mark) {
            marks.push(mark.clone());
        }
    }
    marks
}
