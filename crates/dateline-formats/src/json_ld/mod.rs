//! What a page is about, in the words of schema.org, for search engines and archives.
//!
//! Each function gives one JSON document with one `@graph`, ready to stand inside
//! `<script type="application/ld+json">`. Every `@id` is made of addresses only, so it stays the
//! same from page to page and from day to day. All addresses must be absolute.

mod node;
mod page;
mod story;

use dateline_core::body::Attribution;
use dateline_core::story::StoryFormat;
use jiff::Timestamp;

pub use page::{front, profile};
pub use story::story;

/// The paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Its home page, as readers reach it: with the final slash.
    pub url: String,
    /// One line about it.
    pub description: Option<String>,
    /// BCP 47.
    pub language: String,
    /// Its logo.
    pub logo: Option<Image>,
    /// Its pages elsewhere.
    pub same_as: Vec<String>,
    /// Address of the search with `{query}` where the words go.
    pub search_url: Option<String>,
    /// Address of the principles it works by.
    pub publishing_principles: Option<String>,
    /// Address of its policy on corrections.
    pub corrections_policy: Option<String>,
    /// Address of its code of ethics.
    pub ethics_policy: Option<String>,
    /// Address of the page on who owns and pays for it.
    pub ownership: Option<String>,
    /// Address of the masthead.
    pub masthead: Option<String>,
}

/// A picture as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Address of the largest rendition.
    pub url: String,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// Caption, plain.
    pub caption: Option<String>,
    /// The line shown with it.
    pub credit_line: Option<String>,
    /// Who made it.
    pub photographer: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
    /// Address of the licence.
    pub license: Option<String>,
    /// Address where a licence can be had.
    pub acquire_license_page: Option<String>,
    /// How it came to be: the address of the IPTC's code for digital sources.
    pub digital_source_type: Option<String>,
}

/// A contributor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// As shown.
    pub name: String,
    /// The public page, if there is one.
    pub url: Option<String>,
    /// What the person does here.
    pub role: Option<String>,
    /// About the person.
    pub description: Option<String>,
    /// Portrait.
    pub image: Option<Image>,
    /// Pages elsewhere.
    pub same_as: Vec<String>,
}

/// A step of the way from home to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crumb {
    /// As shown.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// A public correction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// What it says.
    pub text: String,
    /// When it was made public.
    pub published: Timestamp,
}

/// The same story in another edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translation {
    /// Its page.
    pub url: String,
    /// BCP 47.
    pub language: String,
    /// Its headline.
    pub headline: String,
}

/// Running coverage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// When it began.
    pub started: Timestamp,
    /// When it was closed.
    pub ended: Option<Timestamp>,
    /// Newest first.
    pub updates: Vec<LiveUpdate>,
}

/// A post of running coverage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveUpdate {
    /// Its address, with a fragment.
    pub url: String,
    /// Its headline or first words.
    pub headline: String,
    /// Its words, plain.
    pub text: String,
    /// When it was posted.
    pub published: Timestamp,
    /// Last change.
    pub updated: Option<Timestamp>,
    /// Names of its authors.
    pub authors: Vec<String>,
}

/// A story page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Its canonical address.
    pub url: String,
    /// The address that stays when the story moves: its name among machines.
    pub identifier: Option<String>,
    /// Kind of piece.
    pub format: StoryFormat,
    /// Headline.
    pub headline: String,
    /// Kicker or the headline used elsewhere.
    pub alternative_headline: Option<String>,
    /// Plain text.
    pub description: Option<String>,
    /// BCP 47.
    pub language: String,
    /// First publication.
    pub published: Timestamp,
    /// Last significant change.
    pub updated: Timestamp,
    /// In order.
    pub authors: Vec<Person>,
    /// Name of the section.
    pub section: Option<String>,
    /// Names of the tags.
    pub keywords: Vec<String>,
    /// Number of words.
    pub word_count: u32,
    /// Anybody may read it.
    pub is_free: bool,
    /// Place that opens the report.
    pub dateline: Option<String>,
    /// Lead picture first.
    pub images: Vec<Image>,
    /// Public corrections.
    pub corrections: Vec<Correction>,
    /// What it is a version of (a piece that first ran elsewhere).
    pub based_on: Vec<Attribution>,
    /// What it quotes.
    pub citations: Vec<Attribution>,
    /// The story this one was translated from.
    pub translation_of: Option<Translation>,
    /// Its translations.
    pub translations: Vec<Translation>,
    /// From home to the section, without the story itself.
    pub breadcrumbs: Vec<Crumb>,
    /// Number of comments, if there is a discussion.
    pub comment_count: Option<u32>,
    /// Running coverage, if the story is that.
    pub coverage: Option<Coverage>,
}

/// A front: home, a section, a topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// Its canonical address.
    pub url: String,
    /// Its title.
    pub name: String,
    /// One line about it.
    pub description: Option<String>,
    /// BCP 47.
    pub language: String,
    /// Last change.
    pub updated: Option<Timestamp>,
    /// The stories on it in order.
    pub stories: Vec<Crumb>,
    /// From home to the front above it.
    pub breadcrumbs: Vec<Crumb>,
}
