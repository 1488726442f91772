//! What could not be read, said in a way that an editor can use.

use super::{Block, MAX_NOTES};
use serde::Serialize;
use std::fmt;

/// One thing that was not read as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// In which part of the file.
    pub block: Block,
    /// What it is.
    #[serde(flatten)]
    pub problem: Problem,
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.block, self.problem)
    }
}

/// What kept something from being read as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Neither a picture nor a broken one.
    #[error("is no picture of a known kind")]
    Unrecognised,
    /// The bytes end before the structure does.
    #[error("ends in the middle; read as far as it goes")]
    Truncated,
    /// A structure contradicts itself.
    #[error("is damaged ({what}); the rest was read")]
    Damaged {
        /// Which structure.
        what: &'static str,
    },
    /// More bytes than are read.
    #[error("holds more than {limit} bytes; the rest was left out")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// More parts than are read.
    #[error("holds more than {limit} {what}; the rest was left out")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Elements within elements beyond the limit.
    #[error("is nested deeper than {limit} levels; what is below was left out")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A document type or entities, which are never followed.
    #[error("declares a document type or entities; they were not followed")]
    Declarations,
    /// A text longer than is kept.
    #[error("`{field}` is longer than {limit} characters and was cut")]
    Cut {
        /// Which field.
        field: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Letters were damaged by a wrong character set and put right.
    #[error("letters of `{field}` were written in a wrong character set and put right")]
    Repaired {
        /// Which field.
        field: &'static str,
    },
    /// No character set is declared, or a wrong one.
    #[error("character set not declared or wrong; read as {charset}")]
    Charset {
        /// What it was taken for.
        charset: &'static str,
    },
    /// Characters that would turn other text around were taken out.
    #[error("invisible characters were taken out of `{field}`")]
    Invisible {
        /// Which field.
        field: &'static str,
    },
    /// A value that means nothing.
    #[error("`{field}` could not be understood")]
    Meaningless {
        /// Which field.
        field: &'static str,
    },
    /// Words that a camera or program writes into every picture.
    #[error("`{field}` holds what a camera or program writes into every file; left out")]
    Boilerplate {
        /// Which field.
        field: &'static str,
    },
    /// IPTC-IIM was changed after XMP, so it was believed first.
    #[error("was changed after XMP was written, so its fields were taken first")]
    Newer,
    /// More notes than are kept.
    #[error("more was noted than is listed here")]
    More,
}

/// Notes while reading: each once, bounded.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    /// Adds a note, once.
    pub fn add(&mut self, block: Block, problem: Problem) {
        let note = Note { block, problem };
        if self.0.len() < MAX_NOTES {
            if !self.0.contains(&note) {
                self.0.push(note);
            }
        } else if let Some(last) = self.0.last_mut() {
            *last = Note {
                block: Block::File,
                problem: Problem::More,
            };
        }
    }

    /// The list.
    pub fn list(self) -> Vec<Note> {
        self.0
    }
}
