//! A row of `posts` as a story.

use super::bounds;
use super::doc::{Doc, absolute};
use super::notes::Meta;
use super::row::Row;
use super::settings;
use super::tables::{House, has_own_titles};
use super::{lexical, mobiledoc};
use crate::archive::{Found, Origin, Status, Story};
use dateline_core::body::{Element, PictureUse};
use dateline_core::story::StoryFormat;

/// Longest standfirst and description kept, in bytes.
const MAX_LINE: usize = 10_000;

/// The id of a post: its own, else its slug.
pub(super) fn id(row: &Row) -> Option<String> {
    row.id("id")
        .or_else(|| row.id("uuid"))
        .or_else(|| row.text("slug").map(str::to_owned))
}

/// Makes a story of a post.
pub(super) fn read(id: String, mut row: Row, is_page: bool, house: &House, meta: &Meta) -> Story {
    let slug = row.text("slug").unwrap_or_default().to_owned();
    let is_page = is_page || row.flag("page") || row.text("type") == Some("page");
    let mut found = Found::new(&house.site_url);
    let mut doc = Doc::new(&mut found);
    let status = status(&row, meta, &mut doc);
    let lead = lead(&row, meta, &mut doc);
    let elements = if house.is_outline {
        Vec::new()
    } else {
        elements(&mut row, &mut doc)
    };
    let body = bounds::fit(elements, &mut doc);
    left_behind(&row, meta, &mut doc);
    let section = house.tags_of(&id).next();
    let tags = house.tags_of(&id).skip(1).collect();
    let contributors = house.authors_of(&id, &row, &mut doc);
    let (url, old_paths) = addresses(&row, &slug, status, meta, &house.site_url);
    Story {
        origin: Origin { id, line: 0 },
        is_page,
        url,
        old_paths,
        headline: line(row.text("title")).unwrap_or_default(),
        standfirst: line(row.text("custom_excerpt")),
        description: line(row.text("meta_description").or(meta.description.as_deref())),
        canonical_url: canonical(&row, &slug, &house.site_url),
        format: StoryFormat::News,
        status,
        published_at: row.date("published_at"),
        updated_at: row.date("updated_at"),
        section,
        tags,
        contributors,
        language: own_language(&row, house),
        lead_caption: lead
            .as_ref()
            .and_then(|l| l.caption.as_ref())
            .map(dateline_core::body::RichText::plain),
        lead_alt: lead.as_ref().and_then(|l| l.alt.clone()),
        lead_picture: lead.map(|l| l.picture),
        is_sticky: row.flag("featured"),
        comments_open: house.settings.comments_open && !is_page,
        slug,
        body,
        pictures: found.pictures,
        changes: found.changes,
        comments: Vec::new(),
    }
}

/// One line of words, without control characters and not too long.
fn line(text: Option<&str>) -> Option<String> {
    let text: String = text?
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let text = &text[..text.floor_char_boundary(MAX_LINE)];
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// The state; what was for members or by mail only is never public here.
fn status(row: &Row, meta: &Meta, doc: &mut Doc<'_>) -> Status {
    let is_mail_only = meta.is_mail_only || row.flag("email_only");
    let written = row.text("status").unwrap_or_default();
    let status = match written {
        "published" | "sent" => Status::Published,
        "scheduled" => Status::Scheduled,
        "draft" => Status::Draft,
        other => {
            let other: String = other.chars().take(40).collect();
            doc.changed(format!("status \"{other}\""), "draft");
            Status::Draft
        }
    };
    let audience = row.text("visibility").filter(|v| *v != "public");
    if let Some(audience) = audience {
        let audience: String = audience.chars().take(80).collect();
        doc.changed(
            format!("story for members only (\"{audience}\")"),
            "private draft",
        );
    }
    if is_mail_only {
        doc.changed("story sent by mail only", "private draft");
    }
    match status {
        Status::Published | Status::Scheduled if is_mail_only || audience.is_some() => {
            Status::Private
        }
        status => status,
    }
}

fn lead(row: &Row, meta: &Meta, doc: &mut Doc<'_>) -> Option<PictureUse> {
    let url = row.text("feature_image").or_else(|| row.text("image"))?;
    let alt = row.text("feature_image_alt").or(meta.alt.as_deref());
    let caption = row
        .text("feature_image_caption")
        .or(meta.caption.as_deref())
        .map(|html| doc.inline(html));
    doc.picture(url, alt, caption)
}

/// The text in the newest form that can be read.
fn elements(row: &mut Row, doc: &mut Doc<'_>) -> Vec<Element> {
    if let Some(json) = row.take("lexical") {
        if let Some(elements) = lexical::elements(&json, doc) {
            return elements;
        }
        doc.changed(
            "text of the editor (Lexical) that cannot be read",
            "its HTML",
        );
    }
    if let Some(json) = row.take("mobiledoc") {
        if let Some(elements) = mobiledoc::elements(&json, doc) {
            return elements;
        }
        doc.changed(
            "text of the editor (mobiledoc) that cannot be read",
            "its HTML",
        );
    }
    if let Some(html) = row.take("html") {
        return doc.html(&html);
    }
    row.take("markdown")
        .map(|text| doc.markdown(&text))
        .unwrap_or_default()
}

fn left_behind(row: &Row, meta: &Meta, doc: &mut Doc<'_>) {
    if row
        .text("codeinjection_head")
        .or_else(|| row.text("codeinjection_foot"))
        .is_some()
    {
        doc.changed("code that ran in the page (code injection)", "nothing");
    }
    if meta.has_own_titles || has_own_titles(row) {
        doc.changed(
            "titles and pictures for search engines and social networks",
            "nothing",
        );
    }
}

/// Where the story stood: its address if the public could open it, and other paths that led there.
fn addresses(
    row: &Row,
    slug: &str,
    status: Status,
    meta: &Meta,
    site: &str,
) -> (Option<String>, Vec<String>) {
    let mut paths = Vec::new();
    let was_public = matches!(status, Status::Published | Status::Private)
        && !meta.is_mail_only
        && !slug.is_empty();
    if was_public {
        paths.push(format!("/{slug}/"));
    }
    if let Some(uuid) = row.text("uuid") {
        paths.push(format!("/p/{uuid}/"));
        if meta.is_mail_only || row.text("status") == Some("sent") {
            paths.push(format!("/email/{uuid}/"));
        }
    }
    (was_public.then(|| format!("{site}/{slug}/")), paths)
}

/// The address it was first published at, if that is not its own.
fn canonical(row: &Row, slug: &str, site: &str) -> Option<String> {
    let url = absolute(row.text("canonical_url")?, site);
    let own = format!("{site}/{slug}");
    (url.trim_end_matches('/') != own && dateline_core::body::limits::is_web_url(&url))
        .then_some(url)
}

fn own_language(row: &Row, house: &House) -> Option<String> {
    let own = row.text("locale").map(settings::language)?;
    (Some(own.as_str()) != house.settings.language()).then_some(own)
}

impl House {
    /// Slugs of the tags of a post that readers saw, in order.
    fn tags_of(&self, post: &str) -> impl Iterator<Item = String> {
        self.tagged
            .of(post)
            .filter_map(|id| self.tag(id))
            .map(|tag| tag.slug.clone())
    }

    /// Slugs of the authors of a post, in order.
    fn authors_of(&self, post: &str, row: &Row, doc: &mut Doc<'_>) -> Vec<String> {
        let mut ids: Vec<String> = self.authors.of(post).map(str::to_owned).collect();
        if ids.is_empty() {
            ids.extend(row.id("author_id").or_else(|| row.id("author")));
        }
        let mut slugs = Vec::new();
        for id in ids {
            match self.person(&id) {
                Some(person) if !slugs.contains(&person.slug) => slugs.push(person.slug.clone()),
                Some(_) => {}
                None => doc.changed("author who is not in the export", "nobody"),
            }
        }
        slugs
    }
}
