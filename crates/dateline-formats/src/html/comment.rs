//! A reader's comment: paragraphs, links, quotes and lists, nothing else.

use super::flow::squash;
use super::{Dialect, Options, embed};
use crate::archive::Found;
use dateline_core::body::{Body, Element, Kind, ListItem, RichText};

/// Turns a comment, HTML or plain text with line ends, into a body of paragraphs, quotes and lists.
pub fn comment(html_or_text: &str) -> Body {
    let mut found = Found::default();
    let options = Options::default().dialect(Dialect::Classic);
    let html = super::within_limit(html_or_text, &mut found);
    let tamed = super::tame::tame(html);
    let document = dom_query::Document::fragment(tamed.html);
    let elements = super::Converter::new(&options, &mut found).document(&document);
    let simple = elements.into_iter().flat_map(simplify).collect();
    super::bounds::fit(simple, &mut found)
}

fn simplify(element: Element) -> Vec<Element> {
    match element.kind {
        Kind::Paragraph { .. } => vec![element],
        Kind::Quote { text, speaker, .. } => vec![Element::new(Kind::Quote {
            text,
            speaker,
            role: None,
            source: None,
            source_url: None,
        })],
        Kind::List { ordered, items } => {
            let items = items.into_iter().map(simple_item).collect();
            vec![Element::new(Kind::List { ordered, items })]
        }
        Kind::Embed { url, .. } | Kind::Audio { url, .. } | Kind::Video { url, .. } => {
            vec![Element::paragraph(embed::link_to(&url, &url))]
        }
        _ => {
            let (lines, rest) = squash(vec![element]);
            let lines: Vec<RichText> = lines;
            let rest = rest.into_iter().filter(|e| {
                matches!(
                    e.kind,
                    Kind::Embed { .. } | Kind::Audio { .. } | Kind::Video { .. }
                )
            });
            lines
                .into_iter()
                .map(Element::paragraph)
                .chain(rest.flat_map(simplify))
                .collect()
        }
    }
}

fn simple_item(item: ListItem) -> ListItem {
    ListItem {
        text: item.text,
        elements: item.elements.into_iter().flat_map(simplify).collect(),
    }
}
