//! Moving pictures, a frame at a time.

use super::super::{Kind, PictureError};
use super::limits;
use image::codecs::{gif::GifDecoder, webp::WebPDecoder};
use image::{AnimationDecoder, Frames, ImageDecoder, RgbaImage};
use std::io::Cursor;

/// Shortest time a frame is shown, in milliseconds: browsers take less for a mistake and show it for this long.
const SHORTEST: u32 = 20;
/// What browsers make of a shorter time, in milliseconds.
const USUAL: u32 = 100;

/// One frame: the whole picture as it stands then.
pub(in super::super) struct Frame {
    pub image: RgbaImage,
    /// How long it is shown, in milliseconds.
    pub shown: u32,
}

/// The frames of a picture of a kind that moves, in order.
pub(in super::super) fn frames(
    kind: Kind,
    bytes: &[u8],
) -> Result<impl Iterator<Item = Result<Frame, PictureError>>, PictureError> {
    let from = Cursor::new(bytes);
    let frames: Frames<'_> = match kind {
        Kind::Gif => {
            let mut decoder = GifDecoder::new(from)?;
            decoder.set_limits(limits())?;
            decoder.into_frames()
        }
        Kind::Webp => {
            let mut decoder = WebPDecoder::new(from)?;
            decoder.set_limits(limits())?;
            decoder.into_frames()
        }
        kind => return Err(PictureError::NotYet { kind }),
    };
    Ok(frames.map(|frame| {
        let frame = frame?;
        let (numerator, denominator) = frame.delay().numer_denom_ms();
        let shown = numerator / denominator.max(1);
        Ok(Frame {
            image: frame.into_buffer(),
            shown: if shown < SHORTEST {
                USUAL
            } else {
                shown.min(60_000)
            },
        })
    }))
}
