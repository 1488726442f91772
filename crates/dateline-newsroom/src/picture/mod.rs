//! Pictures: taking them in with all their files say, and answering where they are used.

mod take_in;
mod uses;

pub use take_in::{Intake, Taken, take_in};
pub use uses::{Uses, uses};

use dateline_core::id::PictureId;
use dateline_db::queries::picture_record::{self, PictureRecord};
use dateline_db::{DbError, Tx};
use dateline_infra::blob::BlobError;

/// Longest address kept with a picture, in bytes.
pub const MAX_ADDRESS: usize = 2_000;

/// Why a picture is refused, or a verb about one.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The file is no picture we take, or is too large.
    #[error("{0}")]
    Refused(String),
    /// Nothing to look at.
    #[error("there is no picture \"{0}\"; give its id as picture import prints it")]
    Unknown(String),
    /// The original cannot be stored.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A task of ours broke off.
    #[error("reading the picture broke off: {0}")]
    Broken(String),
}

/// The picture somebody names by its id.
pub async fn get(tx: &mut Tx, name: &str) -> Result<PictureRecord, PictureError> {
    let unknown = || PictureError::Unknown(name.trim().to_owned());
    let id: PictureId = name.trim().parse().map_err(|_| unknown())?;
    picture_record::find(tx, id).await?.ok_or_else(unknown)
}
