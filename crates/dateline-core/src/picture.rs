//! A picture and its editorial metadata, each fact in a field of its own.

use crate::id::PictureId;
use serde::{Deserialize, Serialize};

/// By what right a picture is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsageRights {
    /// Made by our own staff.
    Staff,
    /// From an agency by contract.
    Agency,
    /// Given out by the people shown; readers are told.
    Handout,
    /// Under a Creative Commons licence.
    CreativeCommons,
    /// Out of copyright.
    PublicDomain,
    /// Not known (imported archives).
    #[default]
    Unknown,
}

impl UsageRights {
    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Agency => "agency",
            Self::Handout => "handout",
            Self::CreativeCommons => "creative_commons",
            Self::PublicDomain => "public_domain",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the stored word; anything unknown is unknown.
    pub fn parse(word: &str) -> Self {
        [
            Self::Staff,
            Self::Agency,
            Self::Handout,
            Self::CreativeCommons,
            Self::PublicDomain,
        ]
        .into_iter()
        .find(|r| r.as_str() == word)
        .unwrap_or_default()
    }
}

/// An image with what an editor must know of it. Width and height are of the upright picture, in pixels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PictureFacts {
    /// Caption for readers.
    pub caption: Option<String>,
    /// What a person who cannot see it needs to know; never the caption again.
    pub alt: Option<String>,
    /// The line shown with every use.
    pub credit_line: Option<String>,
    /// Who made it.
    pub photographer: Option<String>,
    /// Who supplied it.
    pub source: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
    /// By what right it is used.
    #[serde(default)]
    pub rights: UsageRights,
}

/// A stored picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its id.
    pub id: PictureId,
    /// SHA-256 of the original, lower-case hex; `None` while the file is missing.
    pub hash: Option<String>,
    /// Media type of the original ("image/jpeg").
    pub media_type: Option<String>,
    /// Pixels across, upright.
    pub width: i64,
    /// Pixels down, upright.
    pub height: i64,
    /// The point crops keep, from 0 (left, top) to 1.
    pub focal_point: (f64, f64),
    /// Editorial metadata.
    pub facts: PictureFacts,
}
