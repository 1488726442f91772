//! Pictures: taking them in with all their files say, what is said of them, by what right and for how
//! long they are shown, and where.

pub mod credentials;
mod due;
mod edit;
pub mod form;
mod gate;
mod lease;
mod repress;
mod set;
mod take_in;
mod turn;
mod uses;

pub use due::{Due, MAX_DAYS, due};
pub use edit::{Edit, edit, set_rights};
pub(crate) use gate::{lacking, lacking_of};
pub use lease::{Terms, add_lease, end_lease, leases, remove_lease, set_substitute, substitute_of};
pub(crate) use set::{MAKE_SET, make_set, order, order_one};
pub use set::{prepare, prepare_one};
pub use take_in::{Intake, Taken, take_in};
pub use turn::turn_due;
pub use uses::{Uses, uses};

use crate::actor::Actor;
use crate::history;
use dateline_core::event::EventKind;
use dateline_core::id::PictureId;
use dateline_core::picture::{LeaseError, MAX_LEASES, Picture};
use dateline_db::queries::picture;
use dateline_db::queries::picture_record::{self, PictureRecord};
use dateline_db::{DbError, DbResult, Tx};
use dateline_infra::blob::BlobError;
use dateline_web::house::House;

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
    /// A field takes no such words.
    #[error("{0}")]
    BadField(String),
    /// A lease that cannot be.
    #[error(transparent)]
    Lease(#[from] LeaseError),
    /// No lease of that name.
    #[error("there is no lease \"{0}\"; give its id as picture lease list prints it")]
    UnknownLease(String),
    /// A picture has enough of them.
    #[error(
        "the picture has {MAX_LEASES} leases, the most it can have; remove those that are over"
    )]
    TooManyLeases,
    /// A picture that cannot stand in.
    #[error("this cannot stand in: {0}")]
    BadSubstitute(String),
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

/// Writes down what happened to a picture.
async fn record(
    house: &House,
    tx: &mut Tx,
    kind: EventKind,
    actor: &Actor,
    picture: PictureId,
    particulars: serde_json::Value,
) -> DbResult<()> {
    history::record(house, tx, kind, actor, ("picture", picture), particulars).await
}

/// Other pictures of the very same file: archives bring one in under several addresses.
pub async fn twins(tx: &mut Tx, of: &Picture) -> DbResult<Vec<PictureId>> {
    let Some(hash) = &of.hash else {
        return Ok(Vec::new());
    };
    let same = picture::list_by_hash(tx, hash).await?;
    Ok(same
        .into_iter()
        .map(|other| other.id)
        .filter(|id| *id != of.id)
        .collect())
}
