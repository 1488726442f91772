//! What readers get of a story: built once at publication, immutable until the next.
//!
//! A pressed story holds everything its page needs but what must stay alive: cards of other
//! stories, translations, the discussion.

use crate::id::{ContributorId, PictureId, SectionId, StoryId, TagId};
use crate::notice::Notice;
use crate::picture::{Look, Picture, PictureFacts};
use crate::story::{CommentsPolicy, StoryContent, StoryFormat};
use crate::tag::TagKind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A story as pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct PressedStory {
    /// Its id.
    pub id: StoryId,
    /// Its edition.
    pub edition: crate::edition::EditionCode,
    /// The original of its family, if it has translations.
    pub family: Option<StoryId>,
    /// Public path, not percent-encoded.
    pub path: String,
    /// A standing page.
    pub is_page: bool,
    /// Kept at the top of fronts.
    pub is_sticky: bool,
    /// Kind of piece.
    pub format: StoryFormat,
    /// First publication.
    pub published_at: Timestamp,
    /// Publication of this state.
    pub updated_at: Timestamp,
    /// Who may comment.
    pub comments: CommentsPolicy,
    /// What a card of it shows.
    pub card: PressedCard,
    /// What its page shows.
    pub document: PressedDocument,
}

/// What a page shows of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PressedDocument {
    /// The words.
    pub content: StoryContent,
    /// Authors in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<PressedContributor>,
    /// Filed under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<PressedTag>,
    /// Every picture the story uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PressedPicture>,
    /// Public notes, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// Words a reader reads.
    #[serde(default)]
    pub words: u32,
    /// Number of the revision, from 1.
    #[serde(default)]
    pub revision: i64,
}

/// What a card of a story shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PressedCard {
    /// Title.
    pub headline: String,
    /// Short label over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// Text under it.
    pub trail_text: String,
    /// Department.
    pub section: PressedSection,
    /// Names of the authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// Lead picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PressedPicture>,
    /// Portrait of the first author, for opinion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portrait: Option<PressedPicture>,
}

/// A section as shown on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PressedSection {
    /// Its id.
    pub id: SectionId,
    /// Part of its address.
    pub slug: String,
    /// As shown.
    pub name: String,
}

/// An author as shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PressedContributor {
    /// Its id.
    pub id: ContributorId,
    /// Part of the address.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// What the person does; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Portrait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PressedPicture>,
}

/// A tag as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PressedTag {
    /// Its id.
    pub id: TagId,
    /// Part of the address.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// What it names.
    pub kind: TagKind,
}

/// A picture as shown: only ever one whose file we hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PressedPicture {
    /// Its id.
    pub id: PictureId,
    /// SHA-256 of the original, lower-case hex: part of the address of its renditions.
    pub hash: String,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
    /// The point crops keep.
    pub focal_point: (f64, f64),
    /// Caption, alternative text, credit, rights.
    pub facts: PictureFacts,
    /// How it looks in pages.
    #[serde(default)]
    pub look: Look,
}

impl PressedPicture {
    /// Presses a picture, if its file is here and measured.
    pub fn of(picture: &Picture) -> Option<Self> {
        let hash = picture.hash.clone()?;
        (picture.width > 0 && picture.height > 0).then(|| Self {
            id: picture.id,
            hash,
            width: picture.width,
            height: picture.height,
            focal_point: picture.focal_point,
            facts: picture.facts.clone(),
            look: picture.look.clone(),
        })
    }
}
