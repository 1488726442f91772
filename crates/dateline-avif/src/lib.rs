//! AVIF: what a file says of itself, and its pixels, decoded in a process of their own.
//!
//! [`Avif::read`] walks the boxes of a file in safe code and may run anywhere. The pixels are AV1,
//! and its decoder (`rav1d`) aborts the whole process on many damaged files, for a panic may not
//! leave its C interface. So [`Avif::decode`] is for a process that may die of it: one started for
//! one picture, which confines itself first ([`confine`]). It knows no database, no network, no key.

mod av1;
mod boxes;
mod colour;
mod decode;
mod file;
mod layers;
mod meta;
mod process;

pub use colour::Cicp;
pub use file::Avif;
pub use process::{Head, confine, write_pixels};

/// Why an AVIF is not decoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AvifError {
    /// The file is damaged, or lies.
    #[error("{0}")]
    Broken(&'static str),
    /// The file may be sound, and is of a sort that is not decoded; says what to do.
    #[error("{0}")]
    Unsupported(&'static str),
    /// The one who asked does not listen any more.
    #[error("the pixels could not be handed over: {0}")]
    Output(String),
}

type Result<T> = std::result::Result<T, AvifError>;

const fn broken(what: &'static str) -> AvifError {
    AvifError::Broken(what)
}
