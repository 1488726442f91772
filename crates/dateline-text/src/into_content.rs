//! What a tree says as a story's content: what is not complete, and what must not reach a reader, stays
//! out.

use crate::marks::{joined, may_stand, rich};
use crate::tree::{Attributes, Child, Node, Tree, nodes};
use dateline_core::body::limits::{is_safe_href, is_web_url};
use dateline_core::body::{
    Attribution, Body, Element, Kind, ListItem, MAX_DEPTH, PictureUse, RichText,
};
use dateline_core::story::StoryContent;
use std::collections::BTreeSet;

/// The content of a tree.
pub(crate) fn content(tree: &Tree) -> StoryContent {
    let text = |name: &str| {
        let words = tree.texts.get(name).map(String::as_str).unwrap_or_default();
        let words: String = words.chars().filter(|c| may_stand(*c)).collect();
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    };
    let standfirst = joined(&tree.standfirst);
    let mut elements = blocks(&tree.body, 1);
    once(&mut elements, &mut BTreeSet::new());
    StoryContent {
        headline: text("headline").unwrap_or_default(),
        standfirst: Some(standfirst).filter(|text| !text.is_blank()),
        kicker: text("kicker"),
        trail_text: text("trail_text"),
        place: text("place"),
        description: text("description"),
        canonical_url: text("canonical_url"),
        lead_picture: picture(&tree.lead),
        body: Body { elements },
    }
}

/// What one node or text says: what decides whether it must be changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// Nothing a reader would get.
    Nothing,
    /// An element.
    Element(Box<Kind>),
    /// Words.
    Words(RichText),
    /// An entry of a list.
    Item(Box<ListItem>),
    /// Cells of a row.
    Cells(Vec<RichText>),
}

/// What a child says.
pub(crate) fn said(child: &Child) -> Said {
    let node = match child {
        Child::Node(node) => node,
        Child::Text(_) => {
            let text = rich(std::slice::from_ref(child));
            return if text.0.is_empty() {
                Said::Nothing
            } else {
                Said::Words(text)
            };
        }
    };
    match node.name.as_str() {
        "list_item" => Said::Item(Box::new(list_item(node, 1))),
        "table_row" => Said::Cells(cells(node)),
        "table_cell" => Said::Cells(vec![rich(&node.children)]),
        "hard_break" | "footnote_ref" => Said::Words(rich(std::slice::from_ref(child))),
        _ => block(node, 1).map_or(Said::Nothing, |kind| Said::Element(Box::new(kind))),
    }
}

/// Of elements with one id the first keeps it.
fn once(elements: &mut [Element], seen: &mut BTreeSet<String>) {
    for element in elements {
        if let Some(id) = element.id.take()
            && seen.insert(id.clone())
        {
            element.id = Some(id);
        }
        match &mut element.kind {
            Kind::Factbox { elements, .. } => once(elements, seen),
            Kind::List { items, .. } => items
                .iter_mut()
                .for_each(|item| once(&mut item.elements, seen)),
            _ => {}
        }
    }
}

fn blocks(children: &[Child], depth: usize) -> Vec<Element> {
    if depth > MAX_DEPTH {
        return Vec::new();
    }
    nodes(children)
        .filter_map(|node| {
            let id = node.attribute("id").map(str::to_owned);
            block(node, depth).map(|kind| Element { id, kind })
        })
        .collect()
}

fn own(node: &Node, name: &str) -> Option<String> {
    node.attribute(name).map(str::to_owned)
}

fn web(node: &Node, name: &str) -> Option<String> {
    own(node, name).filter(|url| is_web_url(url))
}

/// Words, if there are any.
fn words(node: &Node) -> Option<RichText> {
    Some(rich(&node.children)).filter(|text| !text.is_blank())
}

fn block(node: &Node, depth: usize) -> Option<Kind> {
    Some(match node.name.as_str() {
        "paragraph" => Kind::Paragraph { text: words(node)? },
        "heading" => Kind::Heading {
            level: level(node),
            text: words(node)?,
        },
        "bullet_list" | "ordered_list" => Kind::List {
            ordered: node.name == "ordered_list",
            items: some(node.nodes().map(|item| list_item(item, depth)).collect())?,
        },
        "quote" => Kind::Quote {
            text: some(node.nodes().filter_map(words).collect())?,
            speaker: own(node, "speaker"),
            role: own(node, "role"),
            source: own(node, "source"),
            source_url: web(node, "source_url"),
        },
        "pull_quote" => Kind::PullQuote {
            text: words(node)?,
            speaker: own(node, "speaker"),
        },
        "picture" => Kind::Picture(picture(&node.attributes)?),
        "gallery" => Kind::Gallery {
            title: own(node, "title"),
            pictures: some(gallery(node))?,
        },
        "rich_link" => Kind::RichLink {
            story: node.attribute("story")?.parse().ok()?,
        },
        "attribution" => Kind::Attribution(attribution(node)?),
        "factbox" => factbox(node, depth)?,
        "table" => table(node)?,
        "code" => Kind::Code {
            language: own(node, "language"),
            text: code(node)?,
        },
        "rule" => Kind::Rule,
        "footnote" => Kind::Footnote {
            key: own(node, "key")?,
            text: words(node)?,
        },
        "correction" => Kind::Correction {
            notice: node.attribute("notice")?.parse().ok()?,
        },
        "embed" | "audio" | "video" => elsewhere(node)?,
        _ => return None,
    })
}

/// What another address holds.
fn elsewhere(node: &Node) -> Option<Kind> {
    let url = own(node, "url").filter(|url| is_safe_href(url))?;
    let title = own(node, "title");
    Some(match node.name.as_str() {
        "embed" => Kind::Embed {
            provider: own(node, "provider")?,
            url: Some(url).filter(|url| url.starts_with("https://"))?,
            title,
        },
        "audio" => Kind::Audio { url, title },
        _ => Kind::Video {
            url,
            title,
            poster: node.attribute("poster").and_then(|id| id.parse().ok()),
        },
    })
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    Some(list).filter(|list| !list.is_empty())
}

fn level(node: &Node) -> u8 {
    let level = node.attribute("level").and_then(|level| level.parse().ok());
    level.unwrap_or(2).clamp(2, 4)
}

/// The first paragraph is the entry, whatever follows hangs below it.
fn list_item(node: &Node, depth: usize) -> ListItem {
    let Some((Child::Node(first), below)) = node.children.split_first() else {
        return ListItem::default();
    };
    if first.name == "paragraph" {
        return ListItem {
            text: words(first).unwrap_or_default(),
            elements: blocks(below, depth + 1),
        };
    }
    ListItem {
        text: RichText::default(),
        elements: blocks(&node.children, depth + 1),
    }
}

fn factbox(node: &Node, depth: usize) -> Option<Kind> {
    let title = own(node, "title").unwrap_or_default();
    let elements = blocks(&node.children, depth + 1);
    if title.is_empty() && elements.is_empty() {
        return None;
    }
    Some(Kind::Factbox { title, elements })
}

fn table(node: &Node) -> Option<Kind> {
    let mut rows: Vec<Vec<RichText>> = node.nodes().map(cells).collect();
    let is_empty = |row: &Vec<RichText>| row.iter().all(RichText::is_blank);
    let caption = caption(&node.attributes);
    if rows.iter().all(is_empty) && caption.is_none() {
        return None;
    }
    let has_head = node.attribute("header") == Some("true") && !rows.is_empty();
    let head = if has_head { rows.remove(0) } else { Vec::new() };
    Some(Kind::Table {
        caption,
        head,
        rows,
    })
}

fn cells(row: &Node) -> Vec<RichText> {
    row.nodes().map(|cell| rich(&cell.children)).collect()
}

fn code(node: &Node) -> Option<String> {
    let mut out = String::new();
    for child in &node.children {
        if let Child::Text(runs) = child {
            for run in runs {
                out.push_str(&run.text);
            }
        }
    }
    Some(out).filter(|text| !text.trim().is_empty())
}

fn picture(attributes: &Attributes) -> Option<PictureUse> {
    let alt = attributes.get("alt").map(|alt| alt.trim().to_owned());
    Some(PictureUse {
        picture: attributes.get("picture")?.trim().parse().ok()?,
        caption: caption(attributes),
        alt: alt.filter(|alt| !alt.is_empty()),
    })
}

/// The marks beside a caption count while its words are theirs.
fn caption(attributes: &Attributes) -> Option<RichText> {
    let words = attributes.get("caption")?;
    let marked = attributes.get("caption_json");
    let marked = marked.and_then(|json| serde_json::from_str::<RichText>(json).ok());
    let marked = marked.filter(|rich| rich.plain() == *words && rich_is_safe(rich));
    let caption = marked.unwrap_or_else(|| RichText::from(words.trim()));
    Some(caption).filter(|caption| !caption.is_blank())
}

/// Whether a reader may follow every link.
fn rich_is_safe(text: &RichText) -> bool {
    use dateline_core::body::{Inline, MAX_MARKS, Mark};
    text.0.iter().all(|piece| match piece {
        Inline::Text { marks, .. } => {
            marks.len() <= MAX_MARKS
                && marks.iter().all(|mark| match mark {
                    Mark::Link { href, .. } => is_safe_href(href),
                    _ => true,
                })
        }
        _ => true,
    })
}

fn gallery(node: &Node) -> Vec<PictureUse> {
    let json = node.attribute("pictures").unwrap_or("[]");
    let given: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    let pictures = given.into_iter().filter_map(|mut one| {
        if let Some(fields) = one.as_object_mut() {
            fields.retain(|name, value| {
                matches!(name.as_str(), "picture" | "alt" | "caption") && value.as_str() != Some("")
            });
        }
        serde_json::from_value::<PictureUse>(one).ok()
    });
    pictures
        .filter(|used| used.caption.as_ref().is_none_or(rich_is_safe))
        .collect()
}

fn attribution(node: &Node) -> Option<Attribution> {
    let from = Attribution {
        outlet: own(node, "outlet").unwrap_or_default(),
        author: own(node, "author"),
        title: own(node, "title"),
        url: web(node, "url"),
        date: own(node, "date"),
        language: own(node, "language"),
        archived_url: web(node, "archived_url"),
    };
    let says_nothing = from.outlet.is_empty() && from.title.is_none() && from.url.is_none();
    (!says_nothing).then_some(from)
}
