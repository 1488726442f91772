//! A story: the unit of work and of publication.

use crate::body::{Body, RichText};
use crate::id::{ContributorId, PictureId, RevisionId, SectionId, StoryId, TagId};
use crate::workflow::WorkflowState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What kind of piece a story is; each has its own layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoryFormat {
    /// What happened.
    #[default]
    News,
    /// What it means.
    Analysis,
    /// A long read.
    Feature,
    /// A view, marked as one.
    Opinion,
    /// How a thing works.
    Explainer,
    /// Questions and answers.
    Interview,
    /// The lighter side.
    Offbeat,
    /// Pictures first.
    Gallery,
    /// Running coverage.
    LiveBlog,
    /// What other papers write, with attribution.
    PressReview,
    /// A life.
    Obituary,
}

impl StoryFormat {
    /// Every format, in the order of menus.
    pub const ALL: [Self; 11] = [
        Self::News,
        Self::Analysis,
        Self::Feature,
        Self::Opinion,
        Self::Explainer,
        Self::Interview,
        Self::Offbeat,
        Self::Gallery,
        Self::LiveBlog,
        Self::PressReview,
        Self::Obituary,
    ];

    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Analysis => "analysis",
            Self::Feature => "feature",
            Self::Opinion => "opinion",
            Self::Explainer => "explainer",
            Self::Interview => "interview",
            Self::Offbeat => "offbeat",
            Self::Gallery => "gallery",
            Self::LiveBlog => "live_blog",
            Self::PressReview => "press_review",
            Self::Obituary => "obituary",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.as_str() == word)
    }
}

/// Who may comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentsPolicy {
    /// Readers may comment.
    Open,
    /// What was said can be read.
    ReadOnly,
    /// No discussion.
    #[default]
    Closed,
}

impl CommentsPolicy {
    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::ReadOnly => "read_only",
            Self::Closed => "closed",
        }
    }

    /// Reads the stored word; anything unknown is closed.
    pub fn parse(word: &str) -> Self {
        [Self::Open, Self::ReadOnly]
            .into_iter()
            .find(|p| p.as_str() == word)
            .unwrap_or(Self::Closed)
    }
}

/// What an editor writes: everything a revision freezes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryContent {
    /// Title; no brand, no kicker, no final full stop.
    pub headline: String,
    /// One or two sentences under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<RichText>,
    /// Short label over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// Text on cards, where it is not the standfirst.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trail_text: Option<String>,
    /// Place that opens the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Description for search engines, where it is not the standfirst.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where it was first published, if elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<String>,
    /// Lead picture as used here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_picture: Option<crate::body::PictureUse>,
    /// The running text.
    #[serde(default)]
    pub body: Body,
}

impl StoryContent {
    /// Pictures used anywhere in the story, the lead picture first.
    pub fn pictures(&self) -> Vec<PictureId> {
        let lead = self.lead_picture.as_ref().map(|p| p.picture);
        let others = self
            .body
            .pictures()
            .into_iter()
            .filter(|p| Some(*p) != lead);
        lead.into_iter().chain(others).collect()
    }

    /// The text on a card: trail text, else standfirst, else the first words.
    pub fn card_text(&self) -> String {
        self.trail_text
            .clone()
            .filter(|t| !t.trim().is_empty())
            .or_else(|| {
                self.standfirst
                    .as_ref()
                    .map(RichText::plain)
                    .filter(|s| !s.trim().is_empty())
            })
            .unwrap_or_else(|| crate::body::text::summary(&self.body, 180))
    }

    /// The description for search engines and previews: the story's own, at most 300 characters.
    pub fn summary(&self) -> String {
        let own = self.description.clone().filter(|d| !d.trim().is_empty());
        crate::body::text::shorten(&own.unwrap_or_else(|| self.card_text()), 300)
    }
}

/// A story as the newsroom knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// Its id.
    pub id: StoryId,
    /// Edition it belongs to.
    pub edition: crate::edition::EditionCode,
    /// Family of its translations, if any: the id of the original.
    pub family: Option<StoryId>,
    /// Kind of piece.
    pub format: StoryFormat,
    /// A standing page ("About us") outside fronts, feeds and archive.
    pub is_page: bool,
    /// Part of its address; unique for edition, section and day.
    pub slug: String,
    /// Department.
    pub section: SectionId,
    /// Where it is in the workflow.
    pub state: WorkflowState,
    /// Not before.
    pub embargo_until: Option<Timestamp>,
    /// When it is to be published.
    pub publish_at: Option<Timestamp>,
    /// When it is to be withdrawn.
    pub unpublish_at: Option<Timestamp>,
    /// First publication.
    pub first_published_at: Option<Timestamp>,
    /// Latest revision.
    pub revision: RevisionId,
    /// Number of the latest revision, from 1.
    pub revision_number: i64,
    /// Who may comment.
    pub comments: CommentsPolicy,
    /// Filed under.
    pub tags: Vec<TagId>,
    /// Authors in order.
    pub byline: Vec<ContributorId>,
    /// Content of the latest revision.
    pub content: StoryContent,
}

/// The public path of a story: `/{edition}/{section}/{yyyy}/{mm}/{dd}/{slug}`, the day in the edition's zone.
pub fn path(edition: &str, section: &str, day: jiff::civil::Date, slug: &str) -> String {
    format!(
        "/{edition}/{section}/{:04}/{:02}/{:02}/{slug}",
        day.year(),
        day.month(),
        day.day()
    )
}

/// The public path of a standing page: `/{edition}/pages/{slug}`.
pub fn page_path(edition: &str, slug: &str) -> String {
    format!("/{edition}/pages/{slug}")
}
