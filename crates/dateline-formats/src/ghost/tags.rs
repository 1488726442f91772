//! Tags: the first tag of a post is its section, the others are tags; those that begin with `#`
//! are Ghost's own and no reader saw them.

use super::relations::Relations;
use super::row::Row;
use super::tables::skipped;
use crate::archive::{Origin, Section, Skipped, Tag as TagRecord};
use dateline_core::tag::TagKind;
use std::collections::HashSet;

/// A tag readers could see.
#[derive(Debug)]
pub(super) struct Tag {
    pub id: String,
    pub slug: String,
    pub is_section: bool,
    pub is_topic: bool,
    name: String,
    description: Option<String>,
}

impl Tag {
    /// Bytes of its texts.
    pub fn size(&self) -> usize {
        let texts = [&self.id, &self.slug, &self.name].map(String::len);
        texts.iter().sum::<usize>() + self.description.as_ref().map_or(0, String::len)
    }

    /// As a section.
    pub fn section(&self) -> Section {
        Section {
            origin: self.origin(),
            slug: self.slug.clone(),
            name: self.name.clone(),
            parent: None,
            description: self.description.clone(),
        }
    }

    /// As a tag.
    pub fn tag(&self) -> TagRecord {
        TagRecord {
            origin: self.origin(),
            slug: self.slug.clone(),
            name: self.name.clone(),
            kind: TagKind::Topic,
            description: self.description.clone(),
        }
    }

    fn origin(&self) -> Origin {
        Origin {
            id: self.id.clone(),
            line: 0,
        }
    }
}

/// Reads a row of `tags`.
pub(super) fn read(row: &Row, tags: &mut Vec<Tag>, left: &mut Vec<Skipped>) {
    let text = |key| row.text(key).map(str::to_owned);
    let (id, slug, name) = (row.id("id"), text("slug"), text("name"));
    let Some(id) = id.or_else(|| slug.clone()) else {
        left.push(skipped(
            "tags",
            &name.unwrap_or_default(),
            "the row has neither an id nor a slug",
        ));
        return;
    };
    let slug = slug.unwrap_or_else(|| id.clone());
    let name = name.unwrap_or_else(|| slug.clone());
    if name.starts_with('#') || text("visibility").as_deref() == Some("internal") {
        left.push(skipped(
            "tags",
            &slug,
            &format!("\"{name}\" is an internal tag that readers never saw"),
        ));
        return;
    }
    if let Some(picture) = text("feature_image").or_else(|| text("image")) {
        left.push(skipped(
            "tag pictures",
            &slug,
            &format!("tags have no picture; it was {picture}"),
        ));
    }
    let description = text("description").or_else(|| text("meta_description"));
    tags.push(Tag {
        id,
        slug,
        is_section: false,
        is_topic: false,
        name,
        description,
    });
}

/// Decides what each tag is: a section if any post has it first, a tag if any has it later or none has it.
pub(super) fn decide(tags: &mut [Tag], tagged: &Relations) {
    let known: HashSet<&str> = tags.iter().map(|tag| tag.id.as_str()).collect();
    let (mut first, mut later) = (HashSet::new(), HashSet::new());
    for related in tagged.groups() {
        let mut visible = related.filter(|id| known.contains(id));
        first.extend(visible.next());
        later.extend(visible);
    }
    for tag in tags {
        tag.is_section = first.contains(tag.id.as_str());
        tag.is_topic = later.contains(tag.id.as_str()) || !tag.is_section;
    }
}
