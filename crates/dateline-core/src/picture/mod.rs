//! A picture and its editorial metadata, each fact in a field of its own.

mod gate;
mod lease;
mod look;
mod rights;
mod stand_in;

pub use gate::{Fault, Gap, Place, Shown, gaps, places};
pub use lease::{
    Effect, Lease, LeaseError, MAX_LEASES, MAX_NOTE_CHARS, Territory, Use, Venue, Verdict,
    is_usable, next_turn, verdict,
};
pub use look::{Look, version};
pub use rights::{Making, UsageRights};
pub use stand_in::stand_in;

use crate::id::PictureId;
use serde::{Deserialize, Serialize};

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
    /// Address of its licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_url: Option<String>,
    /// Address of the page where a licence can be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_page: Option<String>,
    /// How it came to be: the code of the IPTC for digital sources ("trainedAlgorithmicMedia").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digital_source_type: Option<String>,
}

impl PictureFacts {
    /// The line shown with every use: the credit line, else who made it.
    pub fn credit(&self) -> Option<&str> {
        let lines = [&self.credit_line, &self.photographer].into_iter();
        lines
            .flatten()
            .map(|line| line.trim())
            .find(|line| !line.is_empty())
    }

    /// What readers are told of how it came to be, if anything.
    pub fn making(&self) -> Option<Making> {
        Making::of(self.digital_source_type.as_deref()?)
    }
}

/// What stands in for a picture that may not be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Substitute {
    /// Nobody has decided; nothing is shown, and nobody can publish with it.
    #[default]
    Undecided,
    /// Nothing, by decision.
    Nothing,
    /// Another picture.
    Picture(PictureId),
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
    /// How it looks in pages.
    pub look: Look,
}
