//! Where content credentials are read and written. The adapter is a crate of its own, because it is
//! heavy; a program built without it has none.

use crate::picture::{Credit, Kind};
use dateline_core::credentials::ContentCredentials;

/// Why a build without the adapter says nothing of content credentials.
pub const NOT_BUILT_IN: &str =
    "this build cannot validate content credentials; it was made without the feature c2pa";

/// Reads content credentials and signs what is made from a picture. Blocking: tens of milliseconds.
pub trait Provenance: Send + Sync {
    /// What the content credentials of a file say. Never fails: what cannot be read is said to be so.
    fn read(&self, file: &[u8]) -> ContentCredentials;

    /// The rendition with a signed account of how it came from its original.
    fn sign(&self, rendition: &Derived<'_>) -> Result<Vec<u8>, SignError>;

    /// A word that changes with who signs, part of the name of what was signed; none if nobody here can.
    fn mark(&self) -> Option<String>;
}

/// A rendition and how it was made.
#[derive(Clone, Copy, Debug)]
pub struct Derived<'a> {
    /// The original's bytes.
    pub original: &'a [u8],
    /// What the original is.
    pub original_kind: Kind,
    /// The rendition's bytes.
    pub bytes: &'a [u8],
    /// Its media type.
    pub media_type: &'static str,
    /// How wide it may be at most, in pixels.
    pub width: u32,
    /// Whether it was turned upright.
    pub is_turned: bool,
    /// Whether a part was cut out.
    pub is_cropped: bool,
    /// Whether it is smaller than what it shows of the original.
    pub is_resized: bool,
    /// Who is to be named.
    pub credit: &'a Credit,
}

/// Why something could not be signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it cannot be signed: {0}")]
pub struct SignError(pub String);
