//! Translations: what each follows, what its original says otherwise since, and what is deliberately
//! different.

mod accept;
mod link;
mod mark;
mod status;

pub use accept::{Acceptance, accept};
pub use link::{link, unlink};
pub use mark::{begin, mark};
pub use status::{Asked, State, Status, Told, list, status};

use dateline_core::id::StoryId;
use dateline_core::translation::MAX_NOTE_CHARS;
use dateline_db::queries::translation::{self as translations, Original, Translation};
use dateline_db::{DbError, Tx};

/// Why a verb is refused.
#[derive(Debug, thiserror::Error)]
pub enum TranslationError {
    /// It was written here, or its family is not known.
    #[error("the story {id} is no translation: it has no original in another edition")]
    NoTranslation {
        /// The story.
        id: StoryId,
    },
    /// What it was made of is gone.
    #[error("the original of the story {id} is not here any more; there is nothing to follow")]
    NoOriginal {
        /// The story.
        id: StoryId,
    },
    /// A revision the original never had.
    #[error("the original has no revision {number}; its newest is {newest}")]
    NoRevision {
        /// What was asked for.
        number: i64,
        /// The newest there is.
        newest: i64,
    },
    /// Nobody said what it follows.
    #[error(
        "nobody said yet which revision of its original the story {id} follows; say it with `translations mark`"
    )]
    Unmarked {
        /// The story.
        id: StoryId,
    },
    /// A change that is not in the list.
    #[error(
        "there is no change {number}: the original has {count}, which `translations status` numbers from 1"
    )]
    NoChange {
        /// What was asked for.
        number: usize,
        /// How many there are.
        count: usize,
    },
    /// Nothing to leave out.
    #[error("the story {id} is current: its original says nothing else")]
    Current {
        /// The story.
        id: StoryId,
    },
    /// A note that says nothing, or too much.
    #[error("the note has {found} characters; say why in 1 to {MAX_NOTE_CHARS}")]
    BadNote {
        /// How many it has.
        found: usize,
    },
    /// A translation is in another edition.
    #[error("both stories are in the edition {edition}; a translation is in another")]
    SameEdition {
        /// The edition of both.
        edition: String,
    },
    /// Others were made of it.
    #[error("the story {id} is itself the original of {other}; unlink that first")]
    IsOriginal {
        /// The story.
        id: StoryId,
        /// One of its translations.
        other: StoryId,
    },
    /// The edition has its translation.
    #[error("that edition has a translation already: {other}; unlink it first")]
    Taken {
        /// The translation.
        other: StoryId,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A story as a translation, with its original.
async fn get(tx: &mut Tx, id: StoryId) -> Result<(Translation, Original), TranslationError> {
    let Some(found) = translations::find(tx, id).await? else {
        return Err(TranslationError::NoTranslation { id });
    };
    match found.original.clone() {
        Some(original) => Ok((found, original)),
        None => Err(TranslationError::NoOriginal { id }),
    }
}

/// The revision of an original that translations are held against: what readers have, else the newest.
fn held_against(original: &Original) -> i64 {
    original.public.unwrap_or(original.newest)
}
