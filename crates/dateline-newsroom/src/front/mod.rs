//! The front of an edition: drafted, launched at once or at a time, brought back. Readers get what was
//! launched last; everything they ever had stays in the history.

mod draft;
mod launch;
mod look;
mod restore;
mod timed;

pub use draft::{Desk, Source, desk, discard, save};
pub use launch::{Launched, launch};
pub use restore::restore;
pub use timed::{MAX_TIMED, cancel, launch_due, list_due, schedule};

use dateline_core::front::FrontError;
use dateline_core::picture::Gap;
use dateline_db::DbError;

/// Why a verb of fronts is refused. Containers and cards are counted from 1.
#[derive(Debug, thiserror::Error)]
pub enum FrontDeskError {
    /// It breaks a bound.
    #[error(transparent)]
    Bounds(#[from] FrontError),
    /// A card leads to a story that is not there.
    #[error(
        "card {card} of container {container} holds a story that does not exist; take it off the front"
    )]
    NoStory {
        /// Which container.
        container: usize,
        /// Which card.
        card: usize,
    },
    /// A card has a picture that is not there.
    #[error(
        "card {card} of container {container} has a picture that does not exist; choose another one"
    )]
    NoPicture {
        /// Which container.
        container: usize,
        /// Which card.
        card: usize,
    },
    /// What fills a container is not of this edition.
    #[error(
        "container {container} is filled with stories of a {what} this edition does not have; choose another one"
    )]
    NoBackfill {
        /// Which container.
        container: usize,
        /// `section` or `tag`.
        what: &'static str,
    },
    /// Pictures chosen for cards cannot be shown to readers.
    #[error("the front cannot be launched: {}", gaps.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Pictures {
        /// Each picture with all it lacks.
        gaps: Vec<Gap>,
    },
    /// Somebody else changed it meanwhile.
    #[error(
        "somebody else changed this front meanwhile; look at what it says now and make your changes again"
    )]
    Changed {
        /// The mark of what it says now.
        is: String,
    },
    /// The moment asked for cannot be.
    #[error("{0}")]
    BadTime(String),
    /// Too many fronts wait for their time.
    #[error("{MAX_TIMED} fronts of this edition wait for their time; take one of them back first")]
    TooManyTimed,
    /// There is no such front that waits.
    #[error("no such front waits for its time; it was launched or taken back")]
    NoTimed,
    /// There is no such launch.
    #[error("the history of this edition has no such front")]
    NoLaunch,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}
