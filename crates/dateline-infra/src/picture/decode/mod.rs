//! From bytes to pixels, with every bound looked at first.

mod avif;
mod jpeg;
mod moving;
mod structure;
mod svg;
mod timed;

use super::apart::{self, Task, ask};
use super::pool::most;
use super::{Kind, MAX_BYTES, MAX_FRAMES, MAX_PIXELS, PictureError, sniff};
use avif::Photo;
use dateline_avif::Head;
use image::codecs::{gif::GifDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits, RgbaImage};
use jpeg::Jpeg;
pub(super) use moving::frames;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
pub(super) use svg::Drawing;
use timed::{Deadline, Timed};

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
    /// A drawing that is drawn apart.
    Apart(&'a [u8]),
    Avif(Box<Photo<'a>>),
    Other(Box<dyn ImageDecoder + 'a>, Deadline),
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
            Kind::Avif if apart::is_named() => Self::of_avif(bytes)?,
            _ => Self::of_other(kind, bytes)?,
        };
        opened.cost = opened.cost.saturating_add(bytes.len() as u64);
        opened.check()?;
        if let Source::Other(decoder, _) = &mut opened.source {
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
        let (size, cost, source) = if apart::is_named() {
            let (head, cost) = ask(Task::MeasureSvg, svg::READING, bytes, is_drawing)?;
            let size = (head.width, head.height);
            (size, svg::cost_of(&cost)?, Source::Apart(bytes))
        } else {
            let drawing = Drawing::open(bytes)?;
            (
                drawing.size,
                drawing.cost(),
                Source::Drawing(Box::new(drawing)),
            )
        };
        Ok(Self {
            kind: Kind::Svg,
            orientation: Orientation::NoTransforms,
            icc: None,
            frames: 1,
            size,
            cost,
            source,
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
        let deadline = Deadline::new(Duration::from_secs(timed::SECONDS));
        Self::until(deadline, kind, bytes)
    }

    fn until(deadline: Deadline, kind: Kind, bytes: &'a [u8]) -> Result<Self, PictureError> {
        let frames = match kind {
            Kind::Webp => structure::webp(bytes)?,
            Kind::Gif => structure::gif(bytes),
            _ => 1,
        };
        let mut decoder = deadline.run(|| decoder(kind, Timed::new(bytes, &deadline)))?;
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
            source: Source::Other(decoder, deadline),
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
            Source::Apart(bytes) => {
                let (head, samples) =
                    ask(Task::DrawSvg, svg::READING + self.cost, bytes, is_drawing)?;
                let image = RgbaImage::from_raw(head.width, head.height, samples);
                let short = || PictureError::broken(&"it has fewer pixels than it says");
                let image = image.filter(|image| image.dimensions() == self.size);
                Ok(Pixels::Image(
                    image.map(DynamicImage::ImageRgba8).ok_or_else(short)?,
                ))
            }
            Source::Other(decoder, deadline) => {
                let image = deadline.run(|| DynamicImage::from_decoder(decoder));
                image
                    .map(Pixels::Image)
                    .map_err(|e| timed::late(&deadline, e))
            }
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

fn is_drawing(head: &Head) -> bool {
    head.channels == 4 && head.width.max(head.height) <= svg::MAX_SIDE
}

fn decoder(kind: Kind, from: Timed<'_>) -> Result<Box<dyn ImageDecoder + '_>, PictureError> {
    fn boxed<'a>(
        made: ImageResult<impl ImageDecoder + 'a>,
    ) -> Result<Box<dyn ImageDecoder + 'a>, PictureError> {
        Ok(Box::new(made?))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    /// A small file that is read for an hour: 60,000 rows, each a part of its own that is packed into
    /// the same five megabytes, which make a row after a million empty blocks.
    fn reread() -> Vec<u8> {
        const ROWS: u16 = 60_000;
        const WIDTH: u16 = 1_000;
        let row = vec![99; usize::from(WIDTH)];
        let mut packed = vec![0x78, 0x01];
        packed.extend([0, 0, 0, 0xff, 0xff].repeat(1_000_000));
        packed.push(1);
        packed.extend(WIDTH.to_le_bytes());
        packed.extend((!WIDTH).to_le_bytes());
        packed.extend(&row);
        let (one, two) = row.iter().fold((1_u32, 0_u32), |(one, two), byte| {
            let one = (one + u32::from(*byte)) % 65_521;
            (one, (two + one) % 65_521)
        });
        packed.extend((two << 16 | one).to_be_bytes());
        let length = u32::try_from(packed.len()).unwrap();
        let (rows, width) = (u32::from(ROWS), u32::from(WIDTH));
        let mut file = b"II*\0".to_vec();
        let (offsets, counts) = (8 + length, 8 + length + 4 * rows);
        let directory = counts + 4 * rows;
        file.extend(directory.to_le_bytes());
        file.extend(packed);
        file.extend(8_u32.to_le_bytes().repeat(usize::from(ROWS)));
        file.extend(length.to_le_bytes().repeat(usize::from(ROWS)));
        // Width, height, bits, packed by deflate, black is 0, places, samples, rows a part, lengths.
        let entries: [(u16, u16, u32, u32); 9] = [
            (256, 4, 1, width),
            (257, 4, 1, rows),
            (258, 3, 1, 8),
            (259, 3, 1, 8),
            (262, 3, 1, 1),
            (273, 4, rows, offsets),
            (277, 3, 1, 1),
            (278, 4, 1, 1),
            (279, 4, rows, counts),
        ];
        file.extend([9, 0]);
        for (tag, kind, count, value) in entries {
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend(count.to_le_bytes());
            file.extend(value.to_le_bytes());
        }
        file.extend([0; 4]);
        file
    }

    #[test]
    fn a_file_that_is_read_over_and_over_is_given_up_when_its_time_is_over() {
        let file = reread();
        let deadline = Deadline::new(Duration::from_millis(400));
        let opened = Opened::until(deadline, Kind::Tiff, &file).unwrap();
        assert_eq!(opened.size, (1_000, 60_000));
        let began = Instant::now();

        let given_up = opened.decode(Care::Strict).err();

        let seconds = timed::SECONDS;
        assert_eq!(given_up, Some(PictureError::TooSlow { seconds }));
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "{:?}",
            began.elapsed()
        );
    }
}
