//! From bytes to pixels, with every bound looked at first.

mod avif;
mod jpeg;
mod moving;
mod structure;
mod svg;

pub use avif::{AVIF_BROKEN, AVIF_COMMAND, AVIF_UNSUPPORTED, set_avif_program};
pub(super) use moving::frames;

use super::pool::most;
use super::{Kind, MAX_BYTES, MAX_FRAMES, MAX_PIXELS, PictureError, sniff};
use avif::Photo;
use image::codecs::{gif::GifDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};
use jpeg::Jpeg;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use svg::Drawing;

/// Most pixels of all frames of a moving picture together.
pub(super) const MAX_MOVING_PIXELS: u64 = 250_000_000;

/// What a picture file is, without having decoded it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// Its kind.
    pub kind: Kind,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// Frames; more than one if it moves.
    pub frames: u32,
}

/// What becomes of damage that could be shown all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// It is an error.
    Strict,
    /// It is shown as far as it goes.
    Loose,
}

/// Decoded pixels, eight or sixteen bits each.
pub(super) enum Pixels {
    /// Of light.
    Image(DynamicImage),
    /// Of ink.
    Print(PrintImage),
}

/// Pixels of four inks, 255 being full: cyan, magenta, yellow, black.
pub(super) struct PrintImage {
    pub width: u32,
    pub height: u32,
    pub inks: Vec<u8>,
}

/// Looks at kind, size and frames, at most 100 MB, 100 megapixels and 1,000 frames. Milliseconds; blocking.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, PictureError> {
    guarded(|| Ok(Opened::new(bytes)?.inspected()))
}

/// Memory that decoding a picture takes with the file itself, in bytes. Milliseconds; blocking.
pub(super) fn cost(bytes: &[u8]) -> Result<u64, PictureError> {
    guarded(|| Ok(Opened::new(bytes)?.cost))
}

/// Runs what handles foreign bytes; a decoder that panics has met a damaged picture.
pub(super) fn guarded<T>(
    work: impl FnOnce() -> Result<T, PictureError>,
) -> Result<T, PictureError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(PictureError::broken(&"the decoder gave up")))
}

/// A picture whose header was read.
pub(super) struct Opened<'a> {
    pub kind: Kind,
    pub orientation: Orientation,
    pub icc: Option<Vec<u8>>,
    pub frames: u32,
    size: (u32, u32),
    cost: u64,
    source: Source<'a>,
}

enum Source<'a> {
    Jpeg(Box<Jpeg<'a>>),
    Drawing(Box<Drawing>),
    Avif(Box<Photo<'a>>),
    Other(Box<dyn ImageDecoder + 'a>),
}

impl<'a> Opened<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Self, PictureError> {
        if bytes.len() > MAX_BYTES {
            return Err(PictureError::TooManyBytes { bytes: bytes.len() });
        }
        let kind = sniff(bytes).ok_or(PictureError::NotAPicture)?;
        let mut opened = match kind {
            Kind::Jpeg => Self::of_jpeg(bytes)?,
            Kind::Svg => Self::of_drawing(bytes)?,
            Kind::Avif if avif::is_taken() => Self::of_avif(bytes)?,
            _ => Self::of_other(kind, bytes)?,
        };
        opened.cost = opened.cost.saturating_add(bytes.len() as u64);
        opened.check()?;
        if let Source::Other(decoder) = &mut opened.source {
            decoder.set_limits(limits())?;
        }
        Ok(opened)
    }

    fn of_jpeg(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let mut jpeg = Jpeg::open(bytes)?;
        Ok(Self {
            kind: Kind::Jpeg,
            orientation: jpeg.orientation,
            icc: jpeg.icc.take(),
            frames: 1,
            size: jpeg.size,
            cost: jpeg.cost(),
            source: Source::Jpeg(Box::new(jpeg)),
        })
    }

    fn of_drawing(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let drawing = Drawing::open(bytes)?;
        Ok(Self {
            kind: Kind::Svg,
            orientation: Orientation::NoTransforms,
            icc: None,
            frames: 1,
            size: drawing.size,
            cost: drawing.cost(),
            source: Source::Drawing(Box::new(drawing)),
        })
    }

    fn of_avif(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let photo = Photo::open(bytes)?;
        let size = photo.size();
        if photo.pixels() > MAX_PIXELS {
            let (width, height) = size;
            return Err(PictureError::TooManyPixels { width, height });
        }
        Ok(Self {
            kind: Kind::Avif,
            orientation: photo.orientation(),
            icc: photo.icc(),
            frames: 1,
            size,
            cost: photo.cost(),
            source: Source::Avif(Box::new(photo)),
        })
    }

    fn of_other(kind: Kind, bytes: &'a [u8]) -> Result<Self, PictureError> {
        let frames = match kind {
            Kind::Webp => structure::webp(bytes)?,
            Kind::Gif => structure::gif(bytes),
            _ => 1,
        };
        let mut decoder = decoder(kind, bytes)?;
        let size = decoder.dimensions();
        let pixels = u64::from(size.0) * u64::from(size.1);
        // Beside the pixels that come out: planes, palettes, what deflate looks back on.
        let beside = match kind {
            Kind::Webp | Kind::Gif => 4,
            Kind::Tiff => 1,
            _ => 0,
        };
        Ok(Self {
            kind,
            orientation: decoder.orientation().unwrap_or(Orientation::NoTransforms),
            icc: decoder.icc_profile().ok().flatten(),
            frames,
            size,
            cost: decoder
                .total_bytes()
                .saturating_add(pixels.saturating_mul(beside)),
            source: Source::Other(decoder),
        })
    }

    fn check(&self) -> Result<(), PictureError> {
        let (width, height) = self.size;
        if width == 0 || height == 0 {
            return Err(PictureError::broken(&"it has no pixels"));
        }
        let pixels = u64::from(width) * u64::from(height);
        if pixels > MAX_PIXELS {
            return Err(PictureError::TooManyPixels { width, height });
        }
        let frames = self.frames;
        if frames > MAX_FRAMES {
            return Err(PictureError::TooManyFrames { frames });
        }
        if frames > 1 && pixels * u64::from(frames) > MAX_MOVING_PIXELS {
            return Err(PictureError::TooMuchMotion {
                frames,
                width,
                height,
            });
        }
        if self.cost > most() {
            return Err(PictureError::TooMuchMemory);
        }
        Ok(())
    }

    /// What was found out.
    pub fn inspected(&self) -> Inspected {
        let (width, height) = self.upright();
        Inspected {
            kind: self.kind,
            width,
            height,
            frames: self.frames,
        }
    }

    /// Width and height as stored.
    pub fn stored(&self) -> (u32, u32) {
        self.size
    }

    /// Width and height as shown.
    pub fn upright(&self) -> (u32, u32) {
        if is_on_its_side(self.orientation) {
            (self.size.1, self.size.0)
        } else {
            self.size
        }
    }

    /// The pixels as stored: grey or red, green, blue, with or without alpha, or inks.
    pub fn decode(self, care: Care) -> Result<Pixels, PictureError> {
        match self.source {
            Source::Jpeg(jpeg) => jpeg.decode(care),
            Source::Drawing(drawing) => drawing.draw().map(Pixels::Image),
            Source::Avif(photo) => photo.decode(),
            Source::Other(decoder) => Ok(Pixels::Image(DynamicImage::from_decoder(decoder)?)),
        }
    }
}

/// Whether a file goes on to its end as its kind demands: what a decoder may forgive.
pub(super) fn check_whole(kind: Kind, bytes: &[u8]) -> Result<(), PictureError> {
    match kind {
        Kind::Png => structure::png(bytes),
        Kind::Gif => structure::gif_whole(bytes),
        Kind::Webp => structure::webp_whole(bytes),
        _ => Ok(()),
    }
}

fn decoder(kind: Kind, bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, PictureError> {
    fn boxed<'a>(
        made: ImageResult<impl ImageDecoder + 'a>,
    ) -> Result<Box<dyn ImageDecoder + 'a>, PictureError> {
        Ok(Box::new(made?))
    }
    let from = Cursor::new(bytes);
    match kind {
        Kind::Png => boxed(PngDecoder::with_limits(from, limits())),
        Kind::Webp => boxed(WebPDecoder::new(from)),
        Kind::Gif => boxed(GifDecoder::new(from)),
        Kind::Tiff => boxed(TiffDecoder::new(from)),
        kind => Err(PictureError::NotYet { kind }),
    }
}

pub(super) fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(most());
    limits
}

/// Whether width and height change places when the picture is put upright.
pub(super) fn is_on_its_side(orientation: Orientation) -> bool {
    orientation.to_exif() >= 5
}
