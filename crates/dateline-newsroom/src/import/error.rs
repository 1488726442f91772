//! Why an import stopped.

use super::Report;
use dateline_db::DbError;
use dateline_infra::blob::BlobError;
use dateline_infra::fetch::FetchError;
use std::io;
use std::path::PathBuf;

/// Why an import stopped. What was written before stays, and the same command goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The archive cannot be opened or read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The archive is damaged; what came before that line is kept.
    #[error("{} is damaged at line {line}: {detail}; what came before it is kept", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where, counted from 1; 0 if the format has no lines.
        line: u64,
        /// What the reader stumbled over.
        detail: String,
        /// What was done up to there.
        report: Box<Report>,
    },
    /// Nothing to import.
    #[error("no file was given")]
    NoFile,
    /// Parts of different archives.
    #[error("{} is an export of {found}, the parts before it are of {first}; import them one by one", path.display())]
    OtherSite {
        /// The part.
        path: PathBuf,
        /// What it is of.
        found: String,
        /// What the first part is of.
        first: String,
    },
    /// The same archive is being imported.
    #[error("this archive is already being imported ({holder}); wait until that has ended")]
    Running {
        /// Who does it.
        holder: String,
    },
    /// Another import of the archive took over while this one was stopped for long.
    #[error("another import of this archive took over, for this one gave no sign of life")]
    TakenOver,
    /// The edition cannot be made.
    #[error("{0}")]
    Edition(String),
    /// The media folder cannot be used.
    #[error("cannot use the media folder {}: {source}", path.display())]
    Media {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The data folder cannot be written.
    #[error("cannot write in the data folder: {0}")]
    Data(io::Error),
    /// Pictures cannot be stored.
    #[error("pictures cannot be stored: {0}")]
    Blob(#[from] BlobError),
    /// Nothing can be fetched.
    #[error("cannot fetch from the old site: {0}")]
    Fetch(#[from] FetchError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A part of the program ended by itself.
    #[error("the import broke off inside: {0}")]
    Broken(String),
    /// The counts do not add up: a mistake of this program.
    #[error(
        "of {found} {kind} {kept} were kept and {skipped} skipped: this is a mistake in the program, please report it"
    )]
    Miscounted {
        /// Kind.
        kind: String,
        /// Found.
        found: u64,
        /// Kept.
        kept: u64,
        /// Skipped.
        skipped: u64,
    },
}

impl ImportError {
    /// What was done before it stopped, if that can be told.
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Damaged { report, .. } => Some(report),
            _ => None,
        }
    }
}
