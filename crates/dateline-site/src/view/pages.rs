//! Fronts, lists and other pages that lead to stories. Each names the template it is made with.

use super::{CardView, Frame, Link, Moment, PictureView};
use serde::Serialize;

/// The front of an edition.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FrontPage {
    /// What every page shares.
    pub frame: Frame,
    /// Slices in order; the first is the top of the page.
    pub containers: Vec<ContainerView>,
    /// Newest first.
    pub latest: Vec<CardView>,
    /// Most contributions first.
    pub most_discussed: Vec<CardView>,
}

/// A slice of a front.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContainerView {
    /// Its heading; the top of the page has none.
    pub title: Option<Link>,
    /// How its cards are set.
    pub layout: Layout,
    /// In order of weight.
    pub cards: Vec<CardView>,
}

/// How the cards of a container are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// One big story, two beside it, a river of headlines. For the top of the front.
    Lead,
    /// One large picture, then headlines in columns.
    #[default]
    Split,
    /// Four of equal weight, each with a picture.
    Row,
    /// One wide picture with words beside it, three below.
    Feature,
    /// Signed pieces with portraits.
    Opinion,
    /// Two with small pictures, then headlines.
    Brief,
    /// Headlines alone, in columns.
    River,
    /// Numbered headlines.
    Ranking,
}

impl Layout {
    /// A layout for the section at this place below the top, so that neighbours differ.
    pub fn for_section(position: usize, slug: &str) -> Self {
        if slug == "opinion" {
            return Self::Opinion;
        }
        [Self::Split, Self::Row, Self::Brief, Self::Feature][position % 4]
    }
}

/// The front of a section.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionPage {
    /// What every page shares.
    pub frame: Frame,
    /// As readers see it.
    pub name: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Newest first.
    pub cards: Vec<CardView>,
    /// Turning over.
    pub pager: Pager,
}

/// All stories of a topic, person, place, organisation or series.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagPage {
    /// What every page shares.
    pub frame: Frame,
    /// As readers see it.
    pub name: String,
    /// `topic`, `person`, `place`, `organisation` or `series`.
    pub kind: &'static str,
    /// One sentence about it.
    pub description: Option<String>,
    /// Newest first.
    pub cards: Vec<CardView>,
    /// Turning over.
    pub pager: Pager,
}

/// A person who writes, draws or photographs for the paper.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContributorPage {
    /// What every page shares.
    pub frame: Frame,
    /// As readers see it.
    pub name: String,
    /// What the person does at the paper.
    pub role: Option<String>,
    /// About the person, HTML of paragraphs.
    pub biography_html: Option<String>,
    /// A portrait.
    pub picture: Option<PictureView>,
    /// Newest first.
    pub cards: Vec<CardView>,
    /// Turning over.
    pub pager: Pager,
}

/// Turning over: lists have no numbered pages, only older and the newest.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager {
    /// Older stories.
    pub next_url: Option<String>,
    /// The beginning, on every page but the first.
    pub newest_url: Option<String>,
    /// What is shown is older than this, on every page but the first.
    pub before: Option<Moment>,
}

/// The archive of a month or of a day.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArchivePage {
    /// What every page shares.
    pub frame: Frame,
    /// First day of the month (`2026-11-01`).
    pub month: String,
    /// The day (`2026-11-22`) if the page is of one day.
    pub day: Option<String>,
    /// Days of the month that have stories, in order.
    pub calendar: Vec<ArchiveDayLink>,
    /// The stories, newest day first.
    pub days: Vec<ArchiveDay>,
    /// The page before: an earlier month or day.
    pub earlier: Option<ArchiveLink>,
    /// The page after.
    pub later: Option<ArchiveLink>,
    /// The page of the whole month, on a page of one day.
    pub month_url: Option<String>,
    /// Turning over within a month of very many stories.
    pub pager: Pager,
}

/// Another page of the archive.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArchiveLink {
    /// A day (`2026-10-01`); of a month its first.
    pub day: String,
    /// Where to.
    pub url: String,
}

/// A day in the calendar of a month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArchiveDayLink {
    /// Day of the month, from 1.
    pub number: i8,
    /// `2026-11-22`.
    pub day: String,
    /// Its page; none if there is no story.
    pub url: Option<String>,
    /// How many stories.
    pub count: u32,
}

/// The stories of one day.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArchiveDay {
    /// `2026-11-22`.
    pub day: String,
    /// Its page.
    pub url: String,
    /// Newest first.
    pub cards: Vec<CardView>,
}

/// A page that is no news ("About us").
#[derive(Clone, Debug, Default, Serialize)]
pub struct StandingPage {
    /// What every page shares.
    pub frame: Frame,
    /// Title.
    pub headline: String,
    /// One or two sentences under it, HTML.
    pub standfirst_html: Option<String>,
    /// The text, HTML.
    pub body_html: String,
    /// Last change.
    pub updated: Option<Moment>,
}

/// What a reader gets in place of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ErrorPage {
    /// What every page shares.
    pub frame: Frame,
    /// Status of HTTP.
    pub status: u16,
    /// What happened.
    pub kind: ErrorKind,
    /// Newest stories; empty if they cannot be had.
    pub latest: Vec<CardView>,
    /// Number under which the fault is in the log.
    pub request_id: Option<String>,
}

/// Why there is no page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// 404 (and other faults of the request).
    #[default]
    NotFound,
    /// 410: withdrawn on purpose.
    Gone,
    /// 451: removed for legal reasons.
    Legal,
    /// 500, 503.
    Failed,
}

impl ErrorKind {
    /// The kind for a status of HTTP.
    pub fn of(status: u16) -> Self {
        match status {
            410 => Self::Gone,
            451 => Self::Legal,
            500.. => Self::Failed,
            _ => Self::NotFound,
        }
    }
}
