//! Sections and tags: how stories are filed and found.

use crate::id::{SectionId, TagId};
use serde::{Deserialize, Serialize};

/// What a tag names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TagKind {
    /// A subject.
    #[default]
    Topic,
    /// A person written about.
    Person,
    /// A place.
    Place,
    /// A company, party, club or office.
    Organisation,
    /// Stories that belong together as a run.
    Series,
}

impl TagKind {
    /// The word stored and shown in addresses of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Series => "series",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [
            Self::Topic,
            Self::Person,
            Self::Place,
            Self::Organisation,
            Self::Series,
        ]
        .into_iter()
        .find(|k| k.as_str() == word)
    }
}

/// A department of an edition with a front of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Part of addresses; unique in the edition.
    pub slug: String,
    /// As readers see it.
    pub name: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// IPTC Media Topic ("medtop:11000000"), if known.
    pub media_topic: Option<String>,
    /// Order in the navigation, from 0.
    pub position: i64,
    /// Shown in the navigation.
    pub in_navigation: bool,
}

/// A topic, person, place, organisation or series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Part of addresses; unique in the edition.
    pub slug: String,
    /// As readers see it.
    pub name: String,
    /// What it names.
    pub kind: TagKind,
    /// One sentence about it; may be empty.
    pub description: String,
    /// IPTC Media Topic, if known.
    pub media_topic: Option<String>,
    /// Wikidata id ("Q1748"), if known.
    pub wikidata: Option<String>,
}
