//! A hint of a picture, in some twenty-five bytes: what stands in its place until it is there.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, ImageFormat, RgbaImage, imageops};
use std::collections::HashMap;
use std::fmt::Write;
use std::io::Cursor;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A `ThumbHash`, as hex digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hint(String);

impl Hint {
    /// The hint of a small picture; none of one that shines through, for the hint would go on showing.
    pub(super) fn of(image: &DynamicImage) -> Option<Self> {
        let rgba = image.to_rgba8();
        if rgba.width() > 100 || rgba.height() > 100 || rgba.pixels().any(|p| p[3] < 255) {
            return None;
        }
        let (width, height) = (rgba.width() as usize, rgba.height() as usize);
        let hash = thumbhash::rgba_to_thumb_hash(width, height, rgba.as_raw());
        let hex = hash.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Some(Self(hex))
    }

    /// Its hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Pixels of a preview, across and down.
const PREVIEW: (u32, u32) = (8, 6);
/// Previews remembered.
const MAX_PREVIEWS: usize = 20_000;

static PREVIEWS: LazyLock<Mutex<HashMap<String, Option<Arc<str>>>>> = LazyLock::new(Mutex::default);

/// A few pixels to show for a hint, as a `data:` address; they are to be stretched over the place.
pub fn hint(hex: &str) -> Option<Arc<str>> {
    let mut previews = PREVIEWS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = previews.get(hex) {
        return known.clone();
    }
    if previews.len() >= MAX_PREVIEWS {
        previews.clear();
    }
    let made = preview(hex).map(Arc::from);
    previews.insert(hex.to_owned(), made.clone());
    made
}

fn preview(hex: &str) -> Option<String> {
    let digits = hex.as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let hash: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    let (width, height, rgba) =
        thumbhash::thumb_hash_to_rgba(&hash.filter(|h| h.len() >= 5)?).ok()?;
    let side = |n: usize| u32::try_from(n).ok();
    let image = RgbaImage::from_raw(side(width)?, side(height)?, rgba)?;
    let small = imageops::thumbnail(&image, PREVIEW.0, PREVIEW.1);
    let mut png = Cursor::new(Vec::new());
    let small = DynamicImage::ImageRgba8(small).into_rgb8();
    small.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(format!(
        "data:image/png;base64,{}",
        STANDARD.encode(png.into_inner())
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba};

    #[test]
    fn a_hint_shows_the_colours_of_the_picture_and_is_small() {
        let image = RgbImage::from_fn(96, 64, |x, _| {
            Rgb(if x < 48 { [200, 30, 30] } else { [30, 30, 200] })
        });
        let made = Hint::of(&DynamicImage::ImageRgb8(image)).unwrap();

        let shown = hint(made.as_str()).unwrap();

        assert!(shown.len() < 400, "{}", shown.len());
        let png = STANDARD.decode(shown.strip_prefix("data:image/png;base64,").unwrap());
        let shown = image::load_from_memory(&png.unwrap()).unwrap().to_rgb8();
        let (left, right) = (shown.get_pixel(0, 3), shown.get_pixel(7, 3));
        assert!(left[0] > left[2] + 60, "{left:?}");
        assert!(right[2] > right[0] + 60, "{right:?}");
    }

    #[test]
    fn what_shines_through_has_no_hint_and_junk_shows_none() {
        let clear = RgbaImage::from_pixel(9, 9, Rgba([1, 2, 3, 128]));

        assert_eq!(Hint::of(&DynamicImage::ImageRgba8(clear)), None);
        for junk in ["", "zz", "00", "0011223344", "é", &"f".repeat(2000)] {
            let _ = hint(junk);
        }
    }
}
