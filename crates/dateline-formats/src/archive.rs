//! What an archive of another system holds, in our words, before it has a place in the house.
//!
//! The readers of WordPress and Ghost archives both give a stream of [`Record`]s; the importer
//! knows only these. A record says where it stood in its file, so that a report can name it.

use crate::wxr::Library;
use dateline_core::body::{Body, RichText};
use dateline_core::id::{self, PictureId};
use dateline_core::tag::TagKind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a record stood in the file it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Id the other system gave it (its slug where it has none).
    pub id: String,
    /// Line of the file, counted from 1; 0 if the format has no lines.
    pub line: u64,
}

/// One thing of the archive. Sections, tags, contributors and the site come before the stories
/// that use them wherever the format allows; stories may refer to what comes later.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// The site as a whole; at most once, first.
    Site(Site),
    /// A person.
    Contributor(Contributor),
    /// A section.
    Section(Section),
    /// A tag.
    Tag(Tag),
    /// A picture of the media library.
    Picture(Picture),
    /// A story or a standing page.
    Story(Box<Story>),
    /// An old address that leads elsewhere.
    Redirect(Redirect),
    /// A navigation menu.
    Menu(Menu),
    /// Something that was found and cannot be kept.
    Skipped(Skipped),
}

/// The old site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// Its address, without a final slash.
    pub url: String,
    /// Its language, BCP 47, if it says so.
    pub language: Option<String>,
    /// One line about it.
    pub tagline: Option<String>,
}

/// A person who wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contributor {
    /// Where it stood.
    pub origin: Origin,
    /// Slug or login, unique in the archive.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// Mail address; never shown.
    pub email: Option<String>,
    /// About the person.
    pub bio: Option<String>,
    /// Own site.
    pub url: Option<String>,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Where it stood.
    pub origin: Origin,
    /// Unique in the archive.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// Slug of the section above it.
    pub parent: Option<String>,
    /// About it.
    pub description: Option<String>,
}

/// A tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Where it stood.
    pub origin: Origin,
    /// Unique in the archive.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// What it names.
    pub kind: TagKind,
    /// About it.
    pub description: Option<String>,
}

/// A picture, by the address it had.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Where it stood.
    pub origin: Origin,
    /// [`picture_id`] of it.
    pub id: PictureId,
    /// Absolute address of the original file on the old site.
    pub url: String,
    /// Headline.
    pub title: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Credit line.
    pub credit: Option<String>,
}

/// Publication state in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Public.
    Published,
    /// Being written.
    Draft,
    /// Handed in, not yet edited.
    Submitted,
    /// Public from `published_at` on.
    Scheduled,
    /// Not for the public: private, behind a password, or mailed only. Kept as a draft.
    Private,
    /// Thrown away. Kept as spiked.
    Trashed,
}

/// A story or a standing page.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// Where it stood.
    pub origin: Origin,
    /// A page ("About us") rather than a story.
    pub is_page: bool,
    /// Slug as the old site had it, percent-decoded; empty if it had none.
    pub slug: String,
    /// Absolute address on the old site, if it had one.
    pub url: Option<String>,
    /// Other addresses that led there: paths with query ("/?p=12"), old slugs.
    pub old_paths: Vec<String>,
    /// Headline; may be empty.
    pub headline: String,
    /// Standfirst (excerpt), plain text.
    pub standfirst: Option<String>,
    /// Description for search engines, if the site wrote one.
    pub description: Option<String>,
    /// Address it was first published at, if elsewhere.
    pub canonical_url: Option<String>,
    /// Format as far as it can be told.
    pub format: dateline_core::story::StoryFormat,
    /// Publication state.
    pub status: Status,
    /// First publication (or planned one), UTC.
    pub published_at: Option<Timestamp>,
    /// Last change, UTC.
    pub updated_at: Option<Timestamp>,
    /// Slug of its section.
    pub section: Option<String>,
    /// Slugs of its tags.
    pub tags: Vec<String>,
    /// Slugs of its authors, in order.
    pub contributors: Vec<String>,
    /// Language of the story if it differs from the site's, BCP 47.
    pub language: Option<String>,
    /// Lead picture.
    pub lead_picture: Option<PictureId>,
    /// Caption the lead picture has here.
    pub lead_caption: Option<String>,
    /// Alternative text the lead picture has here.
    pub lead_alt: Option<String>,
    /// Kept at the top of fronts.
    pub is_sticky: bool,
    /// Readers may comment.
    pub comments_open: bool,
    /// The text.
    pub body: Body,
    /// Every picture the story uses, in reading order, the lead picture first.
    pub pictures: Vec<Picture>,
    /// What was turned into something else, and why.
    pub changes: Vec<Change>,
    /// Its discussion.
    pub comments: Vec<Comment>,
}

/// A reader's comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// Where it stood.
    pub origin: Origin,
    /// Origin id of the comment it answers.
    pub parent: Option<String>,
    /// Name as shown.
    pub name: String,
    /// Mail address; never shown.
    pub email: Option<String>,
    /// When, UTC.
    pub created_at: Option<Timestamp>,
    /// The words.
    pub body: Body,
    /// Approved by the old site; others wait for a moderator or were rejected.
    pub state: CommentState,
}

/// What the old site had decided about a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentState {
    /// Shown.
    Approved,
    /// Waiting.
    Held,
    /// Not shown.
    Rejected,
}

/// An old address that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Where it stood.
    pub origin: Origin,
    /// Path on the old site, starting with a slash.
    pub from: String,
    /// Path or absolute address it leads to.
    pub to: String,
    /// 301 rather than 302.
    pub is_permanent: bool,
}

/// A navigation menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Where it stood.
    pub origin: Origin,
    /// Its name.
    pub name: String,
    /// Its entries in order.
    pub items: Vec<MenuItem>,
}

/// An entry of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// As shown; empty if it takes the name of its target.
    pub label: String,
    /// What it leads to.
    pub target: MenuTarget,
}

/// What a menu entry leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuTarget {
    /// An address.
    Url(String),
    /// A section, by slug.
    Section(String),
    /// A tag, by slug.
    Tag(String),
    /// A story or page, by origin id.
    Story(String),
}

/// Something found that cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Plural noun as in the report: stories, pages, pictures, comments, ...
    pub kind: String,
    /// Id in the archive.
    pub id: String,
    /// Line of the file.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// Something kept as something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it was ("iframe", `shortcode [foo]`).
    pub from: String,
    /// What it became ("link", "paragraph").
    pub to: String,
}

/// The id a picture of an old site gets here: by the id of its media library if known, else by address.
pub fn picture_id(site: &str, attachment: Option<&str>, url: &str) -> PictureId {
    PictureId(match attachment {
        Some(attachment) => id::derived(&[site, "attachment", attachment]),
        None => id::derived(&[site, "picture", &normal_picture_url(url)]),
    })
}

/// The address of the original of a resized picture: WordPress's `-300x200` before the extension,
/// a query and the scheme are taken off.
pub fn normal_picture_url(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    let url = url
        .strip_prefix("https:")
        .or_else(|| url.strip_prefix("http:"))
        .unwrap_or(url);
    let Some((stem, extension)) = url.rsplit_once('.') else {
        return url.to_owned();
    };
    let sized = stem.rsplit_once('-').filter(|(_, size)| {
        size.split_once('x').is_some_and(|(w, h)| {
            [w, h]
                .iter()
                .all(|n| (1..=5).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
        })
    });
    format!("{}.{extension}", sized.map_or(stem, |(head, _)| head))
}

/// Receives what a converter finds besides text.
#[derive(Debug, Default)]
pub struct Found {
    /// Address of the old site, without a final slash.
    pub site: String,
    /// Pictures used, in order.
    pub pictures: Vec<Picture>,
    /// What was changed.
    pub changes: Vec<Change>,
    /// The media library, as far as it is known.
    pub library: Arc<Library>,
    /// Id of the item that is read, if its pictures may be asked for.
    pub item: String,
}

impl Found {
    /// Starts with nothing found.
    pub fn new(site: &str) -> Self {
        Self {
            site: site.to_owned(),
            ..Self::default()
        }
    }

    /// Notes a picture and gives its id.
    pub fn picture(
        &mut self,
        attachment: Option<&str>,
        url: &str,
        alt: Option<String>,
        caption: Option<&RichText>,
    ) -> PictureId {
        let known = match attachment {
            None => self.library.find(url),
            Some(_) => None,
        };
        let attachment = attachment.or(known.as_deref());
        let id = picture_id(&self.site, attachment, url);
        if !self.pictures.iter().any(|p| p.id == id) {
            self.pictures.push(Picture {
                origin: Origin {
                    id: attachment.unwrap_or(url).to_owned(),
                    line: 0,
                },
                id,
                url: url.to_owned(),
                title: None,
                caption: caption
                    .map(RichText::plain)
                    .filter(|c| !c.trim().is_empty()),
                alt: alt.filter(|a| !a.trim().is_empty()),
                credit: None,
            });
        }
        id
    }

    /// Notes that something became something else.
    pub fn changed(&mut self, from: impl Into<String>, to: impl Into<String>) {
        let change = Change {
            from: from.into(),
            to: to.into(),
        };
        if self.changes.len() < 200 && !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }
}
