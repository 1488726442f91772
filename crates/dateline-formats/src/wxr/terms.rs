//! Categories, tags and other taxonomies.

use super::channel::{Archive, meta};
use super::node::Node;
use super::slug::{slug, slugified};
use crate::archive::{Origin, Record, Section, Tag};
use crate::html;
use dateline_core::story::StoryFormat;
use dateline_core::tag::TagKind;
use std::collections::{HashMap, HashSet};

/// Most terms remembered; later ones may be told more than once.
const MAX_KNOWN: usize = 500_000;

/// Most categories above one.
const MAX_PARENTS: usize = 8;

/// Taxonomies that sort nothing a reader sees.
const INTERNAL: [&str; 14] = [
    "nav_menu",
    "link_category",
    "post_format",
    "author",
    "cap-author",
    "language",
    "post_translations",
    "term_language",
    "term_translations",
    "wp_theme",
    "wp_template_part_area",
    "wp_pattern_category",
    "following_users",
    "ef_editorial_meta",
];

/// Terms told so far.
#[derive(Default)]
pub(super) struct Terms {
    told: HashSet<(bool, String)>,
    by_id: HashMap<String, (String, String)>,
    /// Name of a category and slug of the one above it, by slug.
    above: HashMap<String, (String, Option<String>)>,
}

impl Terms {
    /// Taxonomy and slug of a term by its id.
    pub fn by_id(&self, id: &str) -> Option<(&str, &str)> {
        self.by_id
            .get(id)
            .map(|(taxonomy, slug)| (taxonomy.as_str(), slug.as_str()))
    }

    fn remember(&mut self, id: &str, taxonomy: &str, slug: &str) {
        if !id.is_empty() && self.by_id.len() < MAX_KNOWN {
            self.by_id
                .insert(id.to_owned(), (taxonomy.to_owned(), slug.to_owned()));
        }
    }

    /// Slug and name of the categories above one, the nearest first; a circle ends where it closes.
    fn ancestors(&self, slug: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut at = slug;
        while let Some((_, Some(parent))) = self.above.get(at)
            && let Some((name, _)) = self.above.get(parent)
            && found.len() < MAX_PARENTS
            && parent != slug
            && !found.iter().any(|(known, _)| known == parent)
        {
            found.push((parent.clone(), name.clone()));
            at = parent;
        }
        found
    }

    fn is_new(&mut self, is_section: bool, slug: &str) -> bool {
        let key = (is_section, slug.to_owned());
        if self.told.len() < MAX_KNOWN {
            self.told.insert(key)
        } else {
            !self.told.contains(&key)
        }
    }
}

/// How a story is filed.
#[derive(Default)]
pub(super) struct Filing {
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub format: StoryFormat,
    pub language: Option<String>,
}

impl Archive {
    /// A category of the channel.
    pub(super) fn category(&mut self, node: &Node) {
        let name = node.field("wp:cat_name").to_owned();
        let slug = slug(node.field("wp:category_nicename"));
        self.section(
            node,
            node.field("wp:term_id"),
            slug,
            &name,
            node.field("wp:category_parent"),
            node.field("wp:category_description"),
        );
    }

    fn section(
        &mut self,
        node: &Node,
        id: &str,
        own: String,
        name: &str,
        parent: &str,
        description: &str,
    ) {
        let own = if own.is_empty() { slugified(name) } else { own };
        if own.is_empty() {
            return;
        }
        self.terms.remember(id, "category", &own);
        if !self.terms.is_new(true, &own) {
            return;
        }
        let name = Some(html::plain(name))
            .filter(|n| !n.is_empty())
            .unwrap_or_else(|| own.clone());
        let parent = Some(slug(parent)).filter(|p| !p.is_empty() && p != "0");
        if self.terms.above.len() < MAX_KNOWN {
            let above = (name.clone(), parent.clone());
            self.terms.above.insert(own.clone(), above);
        }
        self.out.push_back(Record::Section(Section {
            origin: Origin {
                id: if id.is_empty() {
                    own.clone()
                } else {
                    id.to_owned()
                },
                line: node.line,
            },
            slug: own,
            name,
            parent,
            description: Some(html::plain(description)).filter(|d| !d.is_empty()),
        }));
    }

    /// A tag of the channel.
    pub(super) fn tag(&mut self, node: &Node) {
        let slug = slug(node.field("wp:tag_slug"));
        self.tag_of(
            "post_tag",
            node,
            node.field("wp:term_id"),
            slug,
            node.field("wp:tag_name"),
            node.field("wp:tag_description"),
        );
    }

    fn tag_of(
        &mut self,
        taxonomy: &str,
        node: &Node,
        id: &str,
        own: String,
        name: &str,
        description: &str,
    ) -> Option<String> {
        let own = if own.is_empty() { slugified(name) } else { own };
        if own.is_empty() {
            return None;
        }
        self.terms.remember(id, taxonomy, &own);
        if self.terms.is_new(false, &own) {
            let name = Some(html::plain(name))
                .filter(|n| !n.is_empty())
                .unwrap_or_else(|| own.clone());
            self.out.push_back(Record::Tag(Tag {
                origin: Origin {
                    id: if id.is_empty() {
                        own.clone()
                    } else {
                        id.to_owned()
                    },
                    line: node.line,
                },
                slug: own.clone(),
                name,
                kind: kind_of(taxonomy),
                description: Some(html::plain(description)).filter(|d| !d.is_empty()),
            }));
        }
        Some(own)
    }

    /// A term of any taxonomy.
    pub(super) fn term(&mut self, node: &Node) {
        let taxonomy = node.field("wp:term_taxonomy");
        let (id, own) = (node.field("wp:term_id"), slug(node.field("wp:term_slug")));
        let (name, about) = (
            node.field("wp:term_name"),
            node.field("wp:term_description"),
        );
        match taxonomy {
            "nav_menu" => self.menus.name(&own, &html::plain(name), node.line),
            "category" => self.section(node, id, own, name, node.field("wp:term_parent"), about),
            _ if is_internal(taxonomy) => self.terms.remember(id, taxonomy, &own),
            _ => {
                self.tag_of(taxonomy, node, id, own, name, about);
            }
        }
    }

    /// How an item is filed; terms the channel did not tell of are told before it.
    pub(super) fn filing(&mut self, node: &Node) -> Filing {
        let mut filing = Filing::default();
        let mut sections: Vec<(String, String)> = Vec::new();
        for category in node.all("category") {
            let name = category.words.trim();
            let own = slug(category.attribute("nicename").unwrap_or_default());
            match category.attribute("domain") {
                Some("category") => {
                    let own = if own.is_empty() { slugified(name) } else { own };
                    self.section(category, "", own.clone(), name, "", "");
                    sections.push((own, name.to_owned()));
                }
                Some("post_format") if own == "post-format-gallery" => {
                    filing.format = StoryFormat::Gallery;
                }
                Some("language") => {
                    filing.language = Some(own.replace('_', "-")).filter(|l| !l.is_empty());
                }
                Some(taxonomy) if !is_internal(taxonomy) => {
                    let taxonomy = if taxonomy == "tag" {
                        "post_tag"
                    } else {
                        taxonomy
                    };
                    let tag = self.tag_of(taxonomy, category, "", own, name, "");
                    filing.tags.extend(tag.filter(|t| !filing.tags.contains(t)));
                }
                _ => {}
            }
        }
        sections.retain(|(own, _)| !own.is_empty());
        self.file_sections(node, sections, &mut filing);
        filing
    }

    /// The first or primary category is the section; the others are tags too, and so are those
    /// above it, for sections here have none above them.
    fn file_sections(&mut self, node: &Node, sections: Vec<(String, String)>, filing: &mut Filing) {
        let keys = [
            "_yoast_wpseo_primary_category",
            "rank_math_primary_category",
            "_primary_category",
            "epc_primary_category",
        ];
        let primary = keys
            .iter()
            .find_map(|key| self.terms.by_id(meta(node, key)?))
            .map(|(_, own)| own.to_owned());
        let primary = primary.filter(|p| sections.iter().any(|(own, _)| own == p));
        filing.section = primary.or_else(|| sections.first().map(|(own, _)| own.clone()));
        let above = filing.section.as_deref();
        let above = above.map(|own| self.terms.ancestors(own));
        for (own, name) in sections.into_iter().chain(above.unwrap_or_default()) {
            if Some(&own) != filing.section.as_ref() {
                let tag = self.tag_of("category", node, "", own, &name, "");
                filing.tags.extend(tag.filter(|t| !filing.tags.contains(t)));
            }
        }
    }
}

fn is_internal(taxonomy: &str) -> bool {
    INTERNAL.contains(&taxonomy) || taxonomy.is_empty() || taxonomy.starts_with("wp_")
}

fn kind_of(taxonomy: &str) -> TagKind {
    match taxonomy {
        "person" | "people" | "persons" => TagKind::Person,
        "place" | "places" | "location" | "locations" | "city" | "country" | "region" => {
            TagKind::Place
        }
        "organisation" | "organization" | "organisations" | "organizations" | "company"
        | "companies" => TagKind::Organisation,
        "series" | "collection" => TagKind::Series,
        _ => TagKind::Topic,
    }
}
