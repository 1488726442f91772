//! The short notation of a body in the files of the sample newspaper.

use super::{edition_id, picture_id};
use anyhow::{Context, Result, bail};
use dateline_core::body::{
    Attribution, Body, Element, Kind, ListItem, PictureUse, RichText, limits,
};
use dateline_core::id::StoryId;
use dateline_formats::html::inline;
use serde_json::{Map, Value};

/// Reads a body.
pub fn read(edition: &str, items: &[Map<String, Value>]) -> Result<Body> {
    let body = Body {
        elements: elements(edition, items)?,
    };
    limits::check(&body)?;
    Ok(body)
}

fn elements(edition: &str, items: &[Map<String, Value>]) -> Result<Vec<Element>> {
    let read = |(at, item): (usize, &Map<String, Value>)| {
        let mut made = element(edition, item).with_context(|| format!("element {}", at + 1))?;
        made.id = Some(format!("e{}", at + 1));
        Ok(made)
    };
    items.iter().enumerate().map(read).collect()
}

fn text(value: &Value) -> RichText {
    inline(value.as_str().unwrap_or_default())
}

fn word(item: &Map<String, Value>, key: &str) -> Option<String> {
    item.get(key)?.as_str().map(str::to_owned)
}

fn texts(value: &Value) -> Vec<RichText> {
    value.as_array().into_iter().flatten().map(text).collect()
}

fn used(value: &Value) -> PictureUse {
    PictureUse {
        picture: picture_id(value.as_str().unwrap_or_default()),
        caption: None,
        alt: None,
    }
}

fn element(edition: &str, item: &Map<String, Value>) -> Result<Element> {
    let (name, value) = item
        .iter()
        .find(|(key, _)| {
            !["speaker", "role", "source", "source_url", "caption", "id"].contains(&key.as_str())
        })
        .context("an element needs a name")?;
    let kind = match name.as_str() {
        "p" => Kind::Paragraph { text: text(value) },
        "h2" => Kind::Heading {
            level: 2,
            text: text(value),
        },
        "h3" => Kind::Heading {
            level: 3,
            text: text(value),
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
            text: vec![text(value)],
            speaker: word(item, "speaker"),
            role: word(item, "role"),
            source: word(item, "source"),
            source_url: word(item, "source_url"),
        },
        "pull" => Kind::PullQuote {
            text: text(value),
            speaker: word(item, "speaker"),
        },
        "picture" => Kind::Picture(used(value)),
        "gallery" => Kind::Gallery {
            title: None,
            pictures: value.as_array().into_iter().flatten().map(used).collect(),
        },
        "card" => {
            let slug = value.as_str().context("card")?;
            Kind::RichLink {
                story: StoryId(edition_id("story", edition, slug)),
            }
        }
        "attribution" => Kind::Attribution(serde_json::from_value::<Attribution>(value.clone())?),
        "factbox" => {
            let title = value["title"].as_str().unwrap_or_default().to_owned();
            let inner: Vec<Map<String, Value>> = serde_json::from_value(value["body"].clone())?;
            Kind::Factbox {
                title,
                elements: elements(edition, &inner)?,
            }
        }
        "table" => Kind::Table {
            caption: value["caption"].as_str().map(inline),
            head: texts(&value["head"]),
            rows: value["rows"]
                .as_array()
                .into_iter()
                .flatten()
                .map(texts)
                .collect(),
        },
        "rule" => Kind::Rule,
        "footnote" => Kind::Footnote {
            key: value["id"].as_str().unwrap_or("1").to_owned(),
            text: text(&value["text"]),
        },
        other => bail!("there is no element \"{other}\""),
    };
    Ok(Element::new(kind))
}
