//! Notices: dated public notes on a story.

use crate::body::RichText;
use crate::id::NoticeId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most characters of one notice.
pub const MAX_NOTICE_CHARS: usize = 10_000;
/// Most notices of one story.
pub const MAX_NOTICES: usize = 200;

/// What a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Something was wrong and is now right.
    Correction,
    /// Something could be misread and is now clear.
    Clarification,
    /// The editor tells readers something about the story.
    EditorsNote,
    /// The story does not stand any more.
    Retraction,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Correction,
        Self::Clarification,
        Self::EditorsNote,
        Self::Retraction,
    ];

    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::EditorsNote => "editors_note",
            Self::Retraction => "retraction",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == word)
    }
}

/// A dated public note on a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What it is.
    pub kind: NoticeKind,
    /// What it says.
    pub text: RichText,
    /// When it was made public.
    pub at: Timestamp,
}
