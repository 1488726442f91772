//! Makes any elements a body within `limits`: what is too deep is flattened, what is too much is
//! joined, and only what then still does not fit is cut. Each is told.

use super::flow::squash;
use super::join_lines;
use crate::archive::Found;
use dateline_core::body::{
    Body, Element, Inline, Kind, ListItem, MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT_BYTES, RichText, text,
};

const TOO_LONG: &str = "text beyond the bound of a story";

/// The elements as a body that passes the check.
pub(super) fn fit(elements: Vec<Element>, found: &mut Found) -> Body {
    let elements = level(elements, 1, found);
    let elements = join_many(elements, found);
    let mut body = Body {
        elements: cut_long(elements, found),
    };
    if dateline_core::body::limits::check(&body).is_err() {
        found.changed("text that breaks a bound", "paragraphs");
        let (lines, _) = squash(std::mem::take(&mut body.elements));
        let plain = lines
            .into_iter()
            .take(MAX_ELEMENTS)
            .map(|line| Element::paragraph(line.plain()))
            .collect();
        body.elements = cut_long(plain, found);
    }
    body
}

/// Flattens what is nested deeper than allowed.
fn level(elements: Vec<Element>, depth: usize, found: &mut Found) -> Vec<Element> {
    let can_nest = |e: &Element| matches!(e.kind, Kind::List { .. } | Kind::Factbox { .. });
    if !elements.iter().any(can_nest) {
        return elements;
    }
    elements
        .into_iter()
        .flat_map(|element| level_one(element, depth, found))
        .collect()
}

fn level_one(element: Element, depth: usize, found: &mut Found) -> Vec<Element> {
    match element.kind {
        Kind::List { ordered, items } => {
            let mut kept = Vec::new();
            let mut after = Vec::new();
            for mut item in items {
                if depth < MAX_DEPTH {
                    item.elements = level(item.elements, depth + 1, found);
                    kept.push(item);
                } else {
                    flatten_item(item, &mut kept, &mut after, found);
                }
            }
            let list = Element::new(Kind::List {
                ordered,
                items: kept,
            });
            std::iter::once(list).chain(after).collect()
        }
        Kind::Factbox { title, elements } if depth < MAX_DEPTH => {
            let elements = level(elements, depth + 1, found);
            vec![Element::new(Kind::Factbox { title, elements })]
        }
        Kind::Factbox { title, elements } => {
            found.changed("nesting beyond the bound", "flat text");
            let (lines, rest) = squash(elements);
            std::iter::once(RichText::from(title))
                .chain(lines)
                .map(Element::paragraph)
                .chain(rest)
                .collect()
        }
        _ => vec![element],
    }
}

fn flatten_item(
    item: ListItem,
    kept: &mut Vec<ListItem>,
    after: &mut Vec<Element>,
    found: &mut Found,
) {
    let (lines, rest) = squash(item.elements);
    if !lines.is_empty() || !rest.is_empty() {
        found.changed("nesting beyond the bound", "flat text");
    }
    kept.push(ListItem {
        text: item.text,
        elements: Vec::new(),
    });
    kept.extend(lines.into_iter().map(|text| ListItem {
        text,
        elements: Vec::new(),
    }));
    after.extend(rest);
}

fn count(elements: &[Element]) -> usize {
    elements.iter().map(count_one).sum()
}

fn count_one(element: &Element) -> usize {
    1 + element.children().map(count_one).sum::<usize>()
}

/// Joins the words of what comes after the last element that fits into one paragraph.
fn join_many(elements: Vec<Element>, found: &mut Found) -> Vec<Element> {
    if count(&elements) <= MAX_ELEMENTS {
        return elements;
    }
    found.changed("elements beyond the bound of a story", "one paragraph");
    let (mut kept, mut room, mut late) = (Vec::new(), MAX_ELEMENTS - 1, Vec::new());
    for element in elements {
        let size = count_one(&element);
        if late.is_empty() && size <= room {
            room -= size;
            kept.push(element);
        } else {
            late.push(element);
        }
    }
    let text = join_lines(squash(late).0);
    if !text.is_blank() {
        kept.push(Element::paragraph(text));
    }
    kept
}

/// Cuts the text where the bound is reached.
fn cut_long(elements: Vec<Element>, found: &mut Found) -> Vec<Element> {
    if elements.iter().map(text::most_bytes).sum::<usize>() <= MAX_TEXT_BYTES {
        return elements;
    }
    let mut room = MAX_TEXT_BYTES;
    let mut kept = Vec::new();
    for element in elements {
        let one = Body {
            elements: vec![element],
        };
        let size = text::render(&one).len();
        if size <= room {
            room -= size;
            kept.extend(one.elements);
            continue;
        }
        found.changed(TOO_LONG, "nothing");
        let (lines, _) = squash(one.elements);
        kept.extend(cut(join_lines(lines), room.saturating_sub(1)).map(Element::paragraph));
        break;
    }
    kept
}

fn cut(text: RichText, mut room: usize) -> Option<RichText> {
    let mut pieces = Vec::new();
    for piece in text.0 {
        let size = match &piece {
            Inline::Text { text, .. } => text.len(),
            Inline::Break { .. } => 1,
            Inline::Footnote { .. } => 0,
        };
        if size <= room {
            room -= size;
            pieces.push(piece);
            continue;
        }
        if let Inline::Text { text, marks } = piece {
            let text = text[..text.floor_char_boundary(room)].to_owned();
            pieces.push(Inline::Text { text, marks });
        }
        break;
    }
    let text = RichText(pieces);
    (!text.is_blank()).then_some(text)
}
