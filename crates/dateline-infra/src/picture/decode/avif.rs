//! AVIF: told what it is here, decoded apart, for the only decoder there is ends its process on many
//! damaged files.

use super::super::PictureError;
use super::super::apart::{Task, ask};
use super::Pixels;
use dateline_avif::{Avif, Cicp, Head};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, MatrixCoefficients, TransferCharacteristics,
};

/// An AVIF of which was read what it says of itself.
pub(super) struct Photo<'a> {
    bytes: &'a [u8],
    picture: Avif<'a>,
}

impl<'a> Photo<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let picture = Avif::read(bytes)?;
        Ok(Self { bytes, picture })
    }

    pub fn size(&self) -> (u32, u32) {
        self.picture.size()
    }

    /// Pixels that are decoded, also those that are not shown.
    pub fn pixels(&self) -> u64 {
        self.picture.pixels()
    }

    pub fn orientation(&self) -> Orientation {
        Orientation::from_exif(self.picture.orientation()).unwrap_or(Orientation::NoTransforms)
    }

    /// The profile it brings, or one of the colours it names.
    pub fn icc(&self) -> Option<Vec<u8>> {
        let brought = self.picture.icc().map(<[u8]>::to_vec);
        brought.or_else(|| self.picture.cicp().and_then(profile))
    }

    /// Memory it takes here and where it is decoded, in bytes.
    pub fn cost(&self) -> u64 {
        let (width, height) = self.size();
        let pixels = u64::from(width) * u64::from(height);
        let out = pixels.saturating_mul(u64::from(self.picture.channels()));
        let copy = self.bytes.len() as u64;
        let apart = self.picture.memory().saturating_add(copy);
        apart.saturating_add(out)
    }

    pub fn decode(&self) -> Result<Pixels, PictureError> {
        let (width, height) = self.size();
        let expected = Head {
            width,
            height,
            channels: self.picture.channels(),
        };
        let memory = self.picture.memory() + 2 * self.bytes.len() as u64;
        let (_, samples) = ask(Task::DecodeAvif, memory, self.bytes, |head| {
            *head == expected
        })?;
        let image = match expected.channels {
            1 => GrayImage::from_raw(width, height, samples).map(DynamicImage::ImageLuma8),
            3 => RgbImage::from_raw(width, height, samples).map(DynamicImage::ImageRgb8),
            _ => RgbaImage::from_raw(width, height, samples).map(DynamicImage::ImageRgba8),
        };
        let image = image.ok_or_else(|| PictureError::broken(&"it has fewer pixels than it says"));
        image.map(Pixels::Image)
    }
}

/// A profile of colours named by number; none for those of screens, and for what nobody knows.
fn profile(cicp: Cicp) -> Option<Vec<u8>> {
    const UNSAID: u8 = 2;
    let primaries = if cicp.primaries == UNSAID {
        1
    } else {
        cicp.primaries
    };
    let color_primaries = CicpColorPrimaries::try_from(primaries).ok()?;
    // The curves of television are shown as those of screens, as browsers do.
    let transfer_characteristics = match cicp.transfer {
        4 | 5 | 8 => TransferCharacteristics::try_from(cicp.transfer).ok()?,
        _ => TransferCharacteristics::Srgb,
    };
    if primaries == 1 && transfer_characteristics == TransferCharacteristics::Srgb {
        return None;
    }
    let profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    });
    profile.encode().ok()
}
