//! From bytes to pixels, with every bound looked at first.

use super::{Kind, MAX_BYTES, MAX_DECODED, MAX_PIXELS, PictureError, sniff};
use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a picture file is, without having decoded it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// Its kind.
    pub kind: Kind,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
}

/// Looks at kind and size, at most 100 MB and 100 megapixels. Milliseconds; blocking.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, PictureError> {
    guarded(|| {
        let opened = Opened::new(bytes)?;
        let (width, height) = opened.upright();
        Ok(Inspected {
            kind: opened.kind,
            width,
            height,
        })
    })
}

/// Looks at a picture to its last pixel, within the same bounds: a file that breaks off is refused.
/// Up to a second for the largest; blocking.
pub fn examine(bytes: &[u8]) -> Result<Inspected, PictureError> {
    let inspected = inspect(bytes)?;
    guarded(|| Opened::new(bytes)?.decode().map(drop))?;
    Ok(inspected)
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
    size: (u32, u32),
    decoder: Box<dyn ImageDecoder + 'a>,
}

impl<'a> Opened<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Self, PictureError> {
        if bytes.len() > MAX_BYTES {
            return Err(PictureError::TooManyBytes { bytes: bytes.len() });
        }
        let kind = sniff(bytes).ok_or(PictureError::NotAPicture)?;
        if kind == Kind::Webp {
            check_chunks(bytes)?;
        }
        let mut decoder = decoder(kind, bytes)?;
        let size = decoder.dimensions();
        check(size, decoder.total_bytes())?;
        decoder.set_limits(limits())?;
        Ok(Self {
            kind,
            size,
            orientation: decoder.orientation().unwrap_or(Orientation::NoTransforms),
            icc: decoder.icc_profile().ok().flatten(),
            decoder,
        })
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

    /// The pixels as stored, eight bits each: grey or red, green, blue; with or without alpha.
    pub fn decode(self) -> Result<DynamicImage, PictureError> {
        let image = DynamicImage::from_decoder(self.decoder)?;
        Ok(match image {
            DynamicImage::ImageLuma8(_)
            | DynamicImage::ImageRgb8(_)
            | DynamicImage::ImageRgba8(_) => image,
            DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(image.into_luma8()),
            other if other.color().has_alpha() => DynamicImage::ImageRgba8(other.into_rgba8()),
            other => DynamicImage::ImageRgb8(other.into_rgb8()),
        })
    }
}

/// The decoder makes room for a chunk before it reads it: up to 4 GB for one that says so.
fn check_chunks(webp: &[u8]) -> Result<(), PictureError> {
    // What follows the end the file itself names is not read.
    let named = webp.get(4..8).and_then(|size| size.try_into().ok());
    let end = named.map_or(0, u32::from_le_bytes) as usize + 8;
    let mut rest = webp.get(12..).unwrap_or_default();
    while webp.len() - rest.len() < end
        && let Some((head, body)) = rest.split_at_checked(8)
    {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        if length > body.len() {
            return Err(PictureError::broken(&"a part is longer than the file"));
        }
        rest = body
            .get(length.saturating_add(length % 2)..)
            .unwrap_or_default();
    }
    Ok(())
}

fn decoder(kind: Kind, bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, PictureError> {
    fn boxed<'a>(
        made: ImageResult<impl ImageDecoder + 'a>,
    ) -> Result<Box<dyn ImageDecoder + 'a>, PictureError> {
        Ok(Box::new(made?))
    }
    let from = Cursor::new(bytes);
    match kind {
        Kind::Jpeg => boxed(JpegDecoder::new(from)),
        Kind::Png => boxed(PngDecoder::with_limits(from, limits())),
        Kind::Webp => boxed(WebPDecoder::new(from)),
        Kind::Gif => boxed(GifDecoder::new(from)),
        kind => Err(PictureError::NotYet { kind }),
    }
}

fn check((width, height): (u32, u32), total_bytes: u64) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::broken(&"it has no pixels"));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureError::TooManyPixels { width, height });
    }
    if total_bytes > MAX_DECODED {
        Err(PictureError::TooMuchMemory)
    } else {
        Ok(())
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_DECODED);
    limits
}

/// Whether width and height change places when the picture is put upright.
pub(super) fn is_on_its_side(orientation: Orientation) -> bool {
    orientation.to_exif() >= 5
}
