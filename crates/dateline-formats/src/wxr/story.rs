//! Posts, pages and other content as stories.

use super::channel::{Archive, meta, origin};
use super::dates;
use super::languages;
use super::node::Node;
use super::slug::{path_on, percent_decoded, slug, with_last_segment};
use crate::archive::{Change, Found, Record, Status, Story};
use crate::html::{self, Dialect, Options};
use dateline_core::body::{Body, limits};
use serde::Deserialize;
use std::sync::Arc;
use url::Url;

/// Custom fields of the search plugins that hold a description.
const DESCRIPTIONS: [&str; 6] = [
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "_seopress_titles_desc",
    "_genesis_description",
];
/// Custom fields that hold the address something was first published at.
const CANONICALS: [&str; 5] = [
    "_yoast_wpseo_canonical",
    "rank_math_canonical_url",
    "_aioseo_canonical_url",
    "_seopress_robots_canonical",
    "_genesis_canonical_uri",
];
/// Most old slugs followed.
const MAX_OLD_SLUGS: usize = 100;

/// A footnote as the editor keeps it beside the text.
#[derive(Deserialize)]
struct Footnote {
    id: String,
    content: String,
}

impl Archive {
    /// An item as a story or a page.
    pub(super) fn story(&mut self, node: &Node, kind: &str, is_mended: bool) {
        let mut changes = Vec::new();
        let Some(status) = self.status(node, &mut changes) else {
            return;
        };
        if is_mended {
            changes.push(change("broken XML in the item", "what could be read of it"));
        }
        let is_page = kind == "page";
        if !is_page && kind != "post" {
            let kind: String = kind.chars().take(60).collect();
            changes.push(change(&format!("post type \"{kind}\""), "story"));
        }
        let filing = self.filing(node);
        let contributors = self.authors_of(node);
        let url = self.url_of(node);
        let mut found = Found {
            library: Arc::clone(&self.library),
            item: node.field("wp:post_id").to_owned(),
            ..Found::new(&self.site.url)
        };
        let lead_picture = thumbnail(node).map(|id| found.picture(Some(id), "", None, None));
        let site = self.site.language.clone();
        let field = |name: &str, changes: &mut Vec<Change>| {
            languages::one_of(node.field(name), site.as_deref(), changes).into_owned()
        };
        let content = if self.is_outline {
            String::new()
        } else {
            let content = field("content:encoded", &mut changes);
            self.library.with_blocks(content, &mut changes)
        };
        let headline = html::plain(&field("title", &mut changes));
        let standfirst = text(&field("excerpt:encoded", &mut changes));
        let options = self.options(node, &content, url.as_ref());
        let body = if self.is_outline {
            Body::default()
        } else {
            html::to_body(&content, &options, &mut found)
        };
        let published = dates::published(node, &mut changes);
        let is_dated = !matches!(status, Status::Draft | Status::Submitted);
        let comments = if self.is_outline {
            Vec::new()
        } else {
            self.comments(node, &mut changes)
        };
        changes.extend(found.changes);
        self.out.push_back(Record::Story(Box::new(Story {
            origin: origin(node),
            is_page,
            slug: slug(node.field("wp:post_name")),
            old_paths: self.old_paths(node, kind, url.as_ref()),
            url: url.map(String::from),
            headline,
            standfirst,
            description: description(node),
            canonical_url: canonical_url(node),
            format: filing.format,
            status,
            published_at: published.filter(|_| is_dated),
            updated_at: dates::updated(node),
            section: filing.section,
            tags: filing.tags,
            contributors,
            language: filing.language,
            lead_picture,
            lead_caption: None,
            lead_alt: None,
            is_sticky: node.field("wp:is_sticky") == "1",
            comments_open: node.field("wp:comment_status") == "open",
            body,
            pictures: found.pictures,
            changes,
            comments,
        })));
    }

    /// State of an item; `None` if it was skipped because there is nothing in it.
    fn status(&mut self, node: &Node, changes: &mut Vec<Change>) -> Option<Status> {
        let written = node.field("wp:status");
        let is_empty = node.field("content:encoded").is_empty() && node.field("title").is_empty();
        if written == "auto-draft" && is_empty {
            self.skip(
                node,
                "stories",
                "an empty draft the editor made by itself".to_owned(),
            );
            return None;
        }
        if written == "inherit" {
            self.skip(node, "stories", "an old version of another item".to_owned());
            return None;
        }
        if node.some("wp:post_password").is_some() {
            changes.push(change("password", "draft"));
            return Some(Status::Private);
        }
        Some(match written {
            "publish" => Status::Published,
            "future" => Status::Scheduled,
            "pending" => Status::Submitted,
            "private" => Status::Private,
            "trash" => Status::Trashed,
            "draft" | "auto-draft" => Status::Draft,
            other => {
                let other: String = other.chars().take(40).collect();
                changes.push(change(&format!("status \"{other}\""), "draft"));
                Status::Draft
            }
        })
    }

    fn url_of(&self, node: &Node) -> Option<Url> {
        let link = node.some("link")?;
        let url = match self.base() {
            Some(base) => base.join(link).ok()?,
            None => Url::parse(link).ok()?,
        };
        matches!(url.scheme(), "http" | "https").then_some(url)
    }

    fn options(&self, node: &Node, content: &str, url: Option<&Url>) -> Options {
        let footnotes = meta(node, "footnotes")
            .and_then(|json| serde_json::from_str::<Vec<Footnote>>(json).ok());
        Options {
            base: url.cloned().or_else(|| self.base()),
            dialect: Dialect::of_wordpress(content),
            footnotes: footnotes
                .unwrap_or_default()
                .into_iter()
                .map(|f| (f.id, f.content))
                .collect(),
        }
    }

    /// Every path on the old site that led to the item.
    fn old_paths(&self, node: &Node, kind: &str, url: Option<&Url>) -> Vec<String> {
        let Some(site) = self.base() else {
            return Vec::new();
        };
        let mut paths: Vec<String> = Vec::new();
        let link = url.and_then(|u| path_on(&site, u.as_str()));
        let id = node.field("wp:post_id");
        let root = site.path().trim_end_matches('/');
        let by_id = (!id.is_empty()).then(|| match kind {
            "post" => format!("{root}/?p={id}"),
            "page" => format!("{root}/?page_id={id}"),
            kind => format!("{root}/?post_type={kind}&p={id}"),
        });
        let guid = node.some("guid").and_then(|g| path_on(&site, g));
        let old_slugs = node
            .all("wp:postmeta")
            .filter(|m| m.field("wp:meta_key") == "_wp_old_slug")
            .take(MAX_OLD_SLUGS);
        let renamed =
            old_slugs.filter_map(|m| with_last_segment(link.as_deref()?, m.field("wp:meta_value")));
        let decoded = link
            .as_deref()
            .map(percent_decoded)
            .filter(|d| Some(d) != link.as_ref());
        let found: Vec<String> = [link.clone(), decoded, by_id, guid]
            .into_iter()
            .flatten()
            .chain(renamed)
            .collect();
        for path in found {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }
}

fn change(from: &str, to: &str) -> Change {
    Change {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

fn text(html: &str) -> Option<String> {
    Some(html::plain(html)).filter(|t| !t.is_empty())
}

/// Id of the lead picture in the media library.
fn thumbnail(node: &Node) -> Option<&str> {
    let id = meta(node, "_thumbnail_id")?;
    (id != "0" && id.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

/// The description a search plugin keeps, unless it is a template.
fn description(node: &Node) -> Option<String> {
    let found = |key: &&str| text(meta(node, key)?).filter(|d| !d.contains("%%"));
    DESCRIPTIONS.iter().find_map(found)
}

fn canonical_url(node: &Node) -> Option<String> {
    let found = |key: &&str| meta(node, key).filter(|u| limits::is_web_url(u));
    CANONICALS.iter().find_map(found).map(str::to_owned)
}
