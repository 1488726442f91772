//! Ghost exports of every version (0 to 6), read row by row into [`crate::archive`] records.
//!
//! An export does not say where its site stood, so the caller does ([`Options::site_url`]). It
//! holds no comments, no members, no files and no redirects: comments and files come from the old
//! site, redirects from `redirects.yaml` or `.json` by [`redirects()`].
//!
//! The file is read twice: for the small tables (settings, people, tags and what connects them to
//! posts), then for the stories, of which one at a time is in memory. Of the small tables settings,
//! people and tags are held (at most 64 MB), 16 bytes for each connection, and 24 bytes for what
//! `posts_meta` adds to a post, whose texts are put aside. A text has at most 16 MB and a row 64 MB;
//! a row with more is skipped. Passwords, keys and what belongs to subscriptions are never read.

mod bounds;
mod cards;
mod doc;
mod embeds;
mod input;
mod lexical;
mod markdown;
mod mobiledoc;
mod notes;
mod people;
mod redirects;
mod relations;
mod row;
mod runs;
mod scan;
mod settings;
mod stories;
mod story;
mod tables;
mod tags;

use crate::archive::Record;
use std::io::{self, Read, Seek, Write};
use std::ops::ControlFlow;

pub use redirects::redirects;

/// What the reader must be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Address of the old site (`https://old.example`); a final slash does not matter.
    pub site_url: String,
    /// Passes over the texts of stories: several times as quick, for a first look at what there is.
    pub is_outline: bool,
}

/// Why an export cannot be read. What is wrong with one row only skips that row.
#[derive(Debug, thiserror::Error)]
pub enum GhostError {
    /// The file itself.
    #[error("the export could not be read: {0}")]
    Unreadable(#[from] io::Error),
    /// The place for what is put aside while reading.
    #[error("what was put aside while reading could not be kept: {0}")]
    Aside(#[source] io::Error),
    /// Not JSON, or not what Ghost writes.
    #[error("line {line}, column {column}: {detail}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What is wrong there.
        detail: String,
    },
}

impl From<serde_json::Error> for GhostError {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() {
            return Self::Unreadable(error.into());
        }
        let (line, column) = (error.line(), error.column());
        let mut detail = error.to_string();
        if let Some(at) = detail.rfind(&format!(" at line {line} column {column}")) {
            detail.truncate(at);
        }
        Self::Malformed {
            line,
            column,
            detail,
        }
    }
}

/// Reads an export and gives `sink` its records one by one: the site, contributors, sections,
/// tags, stories (each with its pictures), menus, and what had to be skipped of all but stories,
/// which are skipped where they stood.
///
/// `open` is called once for each time the file is read. `aside` is an empty place of its own (a
/// temporary file) for texts that must wait for their story. `sink` may break off; that is no error.
pub fn read<R: Read, S: Read + Write + Seek>(
    mut open: impl FnMut() -> io::Result<R>,
    aside: S,
    options: &Options,
    sink: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> Result<(), GhostError> {
    let site_url = options.site_url.trim().trim_end_matches('/').to_owned();
    let mut outline = tables::Outline {
        house: tables::House::new(site_url, options.is_outline),
        notes: notes::Notes::new(aside),
        failure: None,
    };
    scan::scan(open()?, &mut outline)?;
    if let Some(failure) = outline.failure {
        return Err(failure);
    }
    let (house, mut notes) = (outline.house.settled(), outline.notes);
    notes.settle()?;
    if house.head(sink).is_break() {
        return Ok(());
    }
    let mut stories = stories::Stories::new(&house, notes, sink);
    scan::scan(open()?, &mut stories)?;
    if let Some(addresses) = stories.addresses()? {
        let _ = house.tail(&addresses, sink);
    }
    Ok(())
}
