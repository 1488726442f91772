//! Pictures: what a file is, how large, and the smaller ones readers get.
//!
//! Nothing is believed about a file but its content. Size is looked at before anything is
//! decoded. What a reader gets is made anew: upright, in the colours of screens, with the
//! credit and with nothing else of the original's metadata (no place, no camera, no owner).

mod animate;
mod apart;
mod colour;
mod container;
mod credit;
mod decode;
mod encode;
mod error;
mod hint;
mod iptc;
mod kind;
mod pool;
mod render;
mod renditions;
mod set;
mod signed;
mod spec;

pub use apart::{decode_apart, set_decoder};
pub use credit::{Credit, Licensor, Terms};
pub use decode::{Inspected, inspect};
pub use error::PictureError;
pub use hint::{Hint, hint};
pub use kind::{Kind, sniff};
pub use pool::set_memory;
pub use render::{Darkroom, Examined, examine, render};
pub use renditions::{Rendition, RenditionError, Renditions, examine_in_turn};
pub use spec::{Crop, Format, RATIOS, Spec, WIDTHS};

/// Largest file taken, in bytes.
pub const MAX_BYTES: usize = 100_000_000;
/// Most pixels taken.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Most frames of a picture that moves.
pub const MAX_FRAMES: u32 = 1_000;

#[cfg(test)]
mod tests;
