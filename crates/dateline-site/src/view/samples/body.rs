//! The short form of bodies in the sample files, as typed elements.

use super::{picture_id, story_id};
use dateline_core::body::{
    Attribution, Body, Element, Inline, Kind, ListItem, Mark, PictureUse, RichText,
};
use dateline_core::edition::Direction;
use dateline_core::id::NoticeId;
use serde_json::{Map, Value};

/// The body of a story of an edition.
pub(super) fn body(edition: &str, parts: &[Map<String, Value>]) -> Body {
    Body {
        elements: parts
            .iter()
            .filter_map(|p| element(edition, p))
            .map(Element::new)
            .collect(),
    }
}

/// A body's own place for a notice.
pub(super) fn notice_mark(id: NoticeId) -> Element {
    Element::new(Kind::Correction { notice: id })
}

fn element(edition: &str, part: &Map<String, Value>) -> Option<Kind> {
    let (name, value) = part.iter().next()?;
    let words = || {
        part.get(name)
            .and_then(Value::as_str)
            .map(rich)
            .unwrap_or_default()
    };
    let also = |key: &str| part.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(match name.as_str() {
        "p" => Kind::Paragraph { text: words() },
        "h2" => Kind::Heading {
            level: 2,
            text: words(),
        },
        "h3" => Kind::Heading {
            level: 3,
            text: words(),
        },
        "ul" | "ol" => Kind::List {
            ordered: name == "ol",
            items: texts(value)
                .into_iter()
                .map(|text| ListItem {
                    text,
                    elements: Vec::new(),
                })
                .collect(),
        },
        "quote" => Kind::Quote {
            text: vec![words()],
            speaker: also("speaker"),
            role: also("role"),
            source: also("source"),
            source_url: also("source_url"),
        },
        "pull" => Kind::PullQuote {
            text: words(),
            speaker: also("speaker"),
        },
        "picture" => Kind::Picture(used(value)?),
        "gallery" => Kind::Gallery {
            title: None,
            pictures: value.as_array()?.iter().filter_map(used).collect(),
        },
        "card" => Kind::RichLink {
            story: story_id(edition, value.as_str()?),
        },
        "attribution" => Kind::Attribution(attribution(value)),
        "factbox" => factbox(edition, value)?,
        "table" => table(value),
        "rule" => Kind::Rule,
        "footnote" => Kind::Footnote {
            key: text_of(value, "id")?,
            text: rich(&text_of(value, "text")?),
        },
        _ => return None,
    })
}

fn used(value: &Value) -> Option<PictureUse> {
    Some(PictureUse {
        picture: picture_id(value.as_str()?),
        caption: None,
        alt: None,
    })
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn texts(value: &Value) -> Vec<RichText> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(rich)
        .collect()
}

fn attribution(value: &Value) -> Attribution {
    let text = |key| text_of(value, key);
    Attribution {
        outlet: text("outlet").unwrap_or_default(),
        author: text("author"),
        title: text("title"),
        url: text("url"),
        date: text("date"),
        language: text("language"),
        archived_url: text("archived_url"),
    }
}

fn factbox(edition: &str, value: &Value) -> Option<Kind> {
    let parts = value
        .get("body")?
        .as_array()?
        .iter()
        .filter_map(Value::as_object);
    let elements = parts
        .filter_map(|p| element(edition, p))
        .map(Element::new)
        .collect();
    Some(Kind::Factbox {
        title: text_of(value, "title")?,
        elements,
    })
}

fn table(value: &Value) -> Kind {
    let rows = value
        .get("rows")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    Kind::Table {
        caption: text_of(value, "caption").map(|c| rich(&c)),
        head: value.get("head").map(texts).unwrap_or_default(),
        rows: rows.map(texts).collect(),
    }
}

/// Reads the few marks sample texts use: `em strong s sup code a span[lang] fn`.
pub(super) fn rich(text: &str) -> RichText {
    let mut pieces = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('<') {
        push(&mut pieces, words, &open);
        let Some((tag, after)) = after.split_once('>') else {
            break;
        };
        rest = after;
        if let Some(key) = tag.strip_prefix("fn ").and_then(quoted) {
            pieces.push(Inline::Footnote { footnote: key });
        } else if tag == "/fn" {
        } else if tag.starts_with('/') {
            open.pop();
        } else {
            open.push(mark(tag));
        }
    }
    push(&mut pieces, rest, &open);
    RichText(pieces)
}

fn push(pieces: &mut Vec<Inline>, words: &str, open: &[Mark]) {
    if !words.is_empty() {
        let text = words
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        pieces.push(Inline::Text {
            text,
            marks: open.to_vec(),
        });
    }
}

fn mark(tag: &str) -> Mark {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let value = quoted(attributes).unwrap_or_default();
    match name {
        "strong" | "b" => Mark::Strong,
        "s" => Mark::Strike,
        "sup" => Mark::Superscript,
        "sub" => Mark::Subscript,
        "code" => Mark::Code,
        "a" => Mark::Link {
            href: value,
            story: None,
        },
        "span" => Mark::Language {
            rtl: Direction::of(&value) == Direction::Rtl,
            lang: value,
        },
        _ => Mark::Emphasis,
    }
}

fn quoted(attributes: &str) -> Option<String> {
    let (_, after) = attributes.split_once('"')?;
    after.split_once('"').map(|(value, _)| value.to_owned())
}
