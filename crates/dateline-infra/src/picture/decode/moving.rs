//! Moving pictures, a frame at a time.

use super::super::{Kind, PictureError};
use super::limits;
use super::timed::{self, Deadline, Timed};
use image::codecs::{gif::GifDecoder, webp::WebPDecoder};
use image::{AnimationDecoder, Frames, ImageDecoder, RgbaImage};
use std::time::Duration;

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
    let deadline = Deadline::new(Duration::from_secs(timed::SECONDS));
    let from = Timed::new(bytes, &deadline);
    let opened = deadline.run(|| open(kind, from));
    let mut frames = opened?;
    Ok(std::iter::from_fn(move || {
        let frame = deadline.run(|| frames.next())?;
        if deadline.is_over() {
            return Some(Err(PictureError::TooSlow {
                seconds: timed::SECONDS,
            }));
        }
        Some(frame.map(shown).map_err(PictureError::from))
    }))
}

fn open(kind: Kind, from: Timed<'_>) -> Result<Frames<'_>, PictureError> {
    Ok(match kind {
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
    })
}

fn shown(frame: image::Frame) -> Frame {
    let (numerator, denominator) = frame.delay().numer_denom_ms();
    let shown = numerator / denominator.max(1);
    Frame {
        image: frame.into_buffer(),
        shown: if shown < SHORTEST {
            USUAL
        } else {
            shown.min(60_000)
        },
    }
}
