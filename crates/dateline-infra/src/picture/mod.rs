//! Pictures: what a file is, how large, and the smaller ones readers get.
//!
//! Nothing is believed about a file but its content. Size is looked at before anything is
//! decoded. What a reader gets is made anew: upright, in the colours of the original, with the
//! credit and with nothing else of the original's metadata (no place, no camera, no owner).

mod container;
mod credit;
mod decode;
mod error;
mod kind;
mod render;
mod renditions;
mod spec;

pub use credit::Credit;
pub use decode::{Inspected, examine, inspect};
pub use error::PictureError;
pub use kind::{Kind, sniff};
pub use render::render;
pub use renditions::{Rendition, RenditionError, Renditions};
pub use spec::{Crop, Format, RATIOS, Spec, WIDTHS};

/// Largest file taken, in bytes.
pub const MAX_BYTES: usize = 100_000_000;
/// Most pixels taken.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Most memory one decoded picture may take, in bytes.
const MAX_DECODED: u64 = 512 * 1024 * 1024;

#[cfg(test)]
mod tests;
