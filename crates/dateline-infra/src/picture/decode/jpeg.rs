//! JPEG: photographs, for screens and for print.

use super::super::PictureError;
use super::{Care, Pixels, PrintImage};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// Most passes over a picture: each costs as much as the picture is large. Encoders make a dozen.
const MAX_SCANS: usize = 64;

/// A JPEG whose header was read.
pub(super) struct Jpeg<'a> {
    bytes: &'a [u8],
    colours: ColorSpace,
    frame: Frame,
    pub size: (u32, u32),
    pub icc: Option<Vec<u8>>,
    pub orientation: Orientation,
}

/// What the header of the picture says of how it is laid down.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    /// Samples per pixel, in hundredths, chroma being coarser.
    samples: u64,
    is_progressive: bool,
    /// Adobe writes ink the other way round.
    is_adobe: bool,
}

impl<'a> Jpeg<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options(Care::Loose));
        decoder
            .decode_headers()
            .map_err(|e| PictureError::broken(&e))?;
        let missing = || PictureError::broken(&"it has no header");
        let (width, height) = decoder.dimensions().ok_or_else(missing)?;
        let side = |n: usize| u32::try_from(n).map_err(|_| missing());
        let colours = decoder.input_colorspace().ok_or_else(missing)?;
        let orientation = decoder.exif().and_then(|e| Orientation::from_exif_chunk(e));
        Ok(Self {
            bytes,
            colours,
            frame: Frame::read(bytes),
            size: (side(width)?, side(height)?),
            icc: decoder.icc_profile(),
            orientation: orientation.unwrap_or(Orientation::NoTransforms),
        })
    }

    fn out(&self) -> ColorSpace {
        match self.colours {
            ColorSpace::Luma => ColorSpace::Luma,
            ColorSpace::CMYK | ColorSpace::YCCK => self.colours,
            _ => ColorSpace::RGB,
        }
    }

    /// Memory decoding takes, in bytes. One in many passes, or for print, is held as coefficients
    /// of two bytes each besides.
    pub fn cost(&self) -> u64 {
        let pixels = u64::from(self.size.0) * u64::from(self.size.1);
        let out = self.out().num_components() as u64;
        let whole = self.frame.is_progressive || out == 4;
        let held = if whole { 2 * self.frame.samples } else { 0 };
        pixels.saturating_mul(out * 100 + held) / 100
    }

    pub fn decode(&self, care: Care) -> Result<Pixels, PictureError> {
        let mut decoder = JpegDecoder::new_with_options(
            ZCursor::new(self.bytes),
            options(care).jpeg_set_out_colorspace(self.out()),
        );
        let samples = decoder.decode().map_err(|e| PictureError::broken(&e))?;
        let (width, height) = self.size;
        let short = || PictureError::broken(&"it has fewer pixels than it says");
        Ok(match self.out() {
            ColorSpace::Luma => Pixels::Image(DynamicImage::ImageLuma8(
                GrayImage::from_raw(width, height, samples).ok_or_else(short)?,
            )),
            ColorSpace::RGB => Pixels::Image(DynamicImage::ImageRgb8(
                RgbImage::from_raw(width, height, samples).ok_or_else(short)?,
            )),
            colours => Pixels::Print(PrintImage {
                width,
                height,
                inks: self.inks(samples, colours == ColorSpace::YCCK),
            }),
        })
    }

    /// Cyan, magenta, yellow, black, 255 being full ink.
    fn inks(&self, mut samples: Vec<u8>, is_ycck: bool) -> Vec<u8> {
        for pixel in samples.chunks_exact_mut(4) {
            if is_ycck {
                let [r, g, b] = rgb_of([pixel[0], pixel[1], pixel[2]]);
                pixel[..3].copy_from_slice(&[255 - r, 255 - g, 255 - b]);
            }
            if self.frame.is_adobe {
                for ink in pixel {
                    *ink = 255 - *ink;
                }
            }
        }
        samples
    }
}

fn options(care: Care) -> DecoderOptions {
    DecoderOptions::default()
        .set_strict_mode(care == Care::Strict)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .jpeg_set_max_scans(MAX_SCANS)
}

/// Red, green, blue of brightness and two differences of colour (ITU-T T.871), in 16-bit fractions.
fn rgb_of([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    let (y, cb, cr) = (i32::from(y), i32::from(cb) - 128, i32::from(cr) - 128);
    let parts = [91_881 * cr, -22_554 * cb - 46_802 * cr, 116_130 * cb];
    parts.map(|part| u8::try_from((y + ((part + 32_768) >> 16)).clamp(0, 255)).unwrap_or(0))
}

impl Frame {
    /// Walks the segments up to the first scan.
    fn read(bytes: &[u8]) -> Self {
        let mut frame = Self {
            samples: 300,
            ..Self::default()
        };
        let mut rest = bytes.get(2..).unwrap_or_default();
        while let [0xff, marker, after @ ..] = rest {
            if matches!(marker, 0xff) {
                rest = &rest[1..];
                continue;
            }
            let Some(([high, low], _)) = after.split_first_chunk::<2>().map(|(l, r)| (*l, r))
            else {
                break;
            };
            let length = usize::from(u16::from_be_bytes([high, low]));
            let body = after.get(2..length).unwrap_or_default();
            match marker {
                0xda => break,
                0xee if body.starts_with(b"Adobe") => frame.is_adobe = true,
                0xc0..=0xc2 => {
                    frame.is_progressive = *marker == 0xc2;
                    frame.samples = samples(body).unwrap_or(300);
                }
                _ => {}
            }
            rest = after.get(length.max(2)..).unwrap_or_default();
        }
        frame
    }
}

/// Samples per pixel in hundredths: a component half as fine in both directions counts a quarter.
fn samples(frame: &[u8]) -> Option<u64> {
    let components = frame.get(6..)?.chunks_exact(3);
    let factors: Vec<u64> = components
        .map(|c| u64::from(c[1] >> 4) * u64::from(c[1] & 15))
        .collect();
    let finest = factors.iter().copied().max().filter(|most| *most > 0)?;
    Some(factors.iter().map(|f| (f * 100).div_ceil(finest)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coarser_colours_take_less() {
        let frame = |factors: [u8; 3]| {
            let mut body = vec![8, 0, 8, 0, 8, 3];
            body.extend(factors.iter().flat_map(|f| [1, *f, 0]));
            samples(&body)
        };

        assert_eq!(frame([0x11, 0x11, 0x11]), Some(300));
        assert_eq!(frame([0x22, 0x11, 0x11]), Some(150));
        assert_eq!(frame([0, 0, 0]), None);
        assert_eq!(samples(&[]), None);
    }

    #[test]
    fn grey_has_no_colour() {
        assert_eq!(rgb_of([77, 128, 128]), [77, 77, 77]);
        assert_eq!(rgb_of([76, 85, 255]), [254, 0, 0]);
    }
}
