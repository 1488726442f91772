//! Why a picture was refused.

use super::decode::MAX_MOVING_PIXELS;
use super::{Kind, MAX_BYTES, MAX_FRAMES, MAX_PIXELS, RATIOS, WIDTHS};
use std::borrow::Cow;

/// Why a picture was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The content is no picture of a kind we know.
    #[error("this file is not a picture")]
    NotAPicture,
    /// A picture of a kind that is recognised and not rendered.
    #[error(
        "{kind} pictures are not taken; export it as JPEG, PNG, WebP, TIFF or, if it moves, GIF"
    )]
    NotYet {
        /// What it is.
        kind: Kind,
    },
    /// It moves for too long.
    #[error("the picture has {frames} frames, more than {MAX_FRAMES}; send it as a video")]
    TooManyFrames {
        /// How many it has.
        frames: u32,
    },
    /// It moves, and is too large for that.
    #[error(
        "the picture moves: {frames} frames of {width} x {height} pixels are more than {MAX_MOVING_PIXELS} pixels in all; make it smaller or send it as a video"
    )]
    TooMuchMotion {
        /// How many frames.
        frames: u32,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// A drawing that cannot be shown as it is meant.
    #[error("the SVG {0}")]
    Drawing(Cow<'static, str>),
    /// An AVIF of a sort that is not decoded.
    #[error("the AVIF is not taken: {0}")]
    Avif(Cow<'static, str>),
    /// Decoding takes too long.
    #[error(
        "decoding the picture takes longer than {seconds} seconds; export it anew, smaller or as JPEG"
    )]
    TooSlow {
        /// The longest it may take.
        seconds: u64,
    },
    /// The picture may be sound; there was nobody to decode it.
    #[error("the decoder could not be started: {0}; try again")]
    Decoder(String),
    /// The file is too long.
    #[error("the file has {bytes} bytes, more than {MAX_BYTES}")]
    TooManyBytes {
        /// Its length.
        bytes: usize,
    },
    /// The picture is too large.
    #[error("the picture has {width} x {height} pixels, more than {MAX_PIXELS}")]
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Decoding would take too much memory.
    #[error(
        "decoding the picture would take more memory than all pictures together may have; make it smaller, or ask for more (pictures.memory)"
    )]
    TooMuchMemory,
    /// The content is damaged.
    #[error("the picture is damaged: {0}")]
    Broken(String),
    /// A width that is not made.
    #[error("pictures are not made {width} pixels wide, only {WIDTHS:?}")]
    Width {
        /// What was asked for.
        width: u32,
    },
    /// A shape that is not made.
    #[error("pictures are not cut to {ratio:?}, only {RATIOS:?}")]
    Ratio {
        /// What was asked for.
        ratio: (u32, u32),
    },
}

impl From<image::ImageError> for PictureError {
    fn from(error: image::ImageError) -> Self {
        match error {
            image::ImageError::Limits(_) => Self::TooMuchMemory,
            other => Self::broken(&other),
        }
    }
}

impl PictureError {
    /// Whether the same bytes would be refused again, at any time.
    pub(super) fn is_for_ever(&self) -> bool {
        !matches!(self, Self::TooSlow { .. } | Self::Decoder(_))
    }

    /// The reason in one line of bounded length, for it may quote the file.
    pub(super) fn broken(reason: &impl ToString) -> Self {
        let reason = reason.to_string();
        let line = reason.chars().map(|c| if c.is_control() { ' ' } else { c });
        Self::Broken(line.take(200).collect())
    }
}
