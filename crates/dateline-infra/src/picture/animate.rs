//! Moving pictures for browsers: a `WebP` that moves, frame by frame, never all in memory.

use super::PictureError;
use super::colour::to_screen;
use super::container::{moving_webp, stills};
use super::credit::Segments;
use super::decode::{Inspected, Opened, frames};
use super::encode::webp;
use super::render::shrink;
use super::spec::{Area, Spec};
use image::DynamicImage;

/// Widest moving rendition, in pixels.
pub(super) const WIDEST: u32 = 960;

/// A frame as written: the part that changed, where it lies, and how long it is shown.
pub(super) struct Part {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
    pub milliseconds: u32,
    /// The chunks of its pixels.
    pub pixels: Vec<u8>,
}

/// Makes a moving rendition. Tens of milliseconds a frame.
pub(super) fn animate(
    bytes: &[u8],
    inspected: &Inspected,
    spec: &Spec,
    segments: &Segments,
) -> Result<Vec<u8>, PictureError> {
    let size = size_of(spec, (inspected.width, inspected.height));
    let icc = Opened::new(bytes)?.icc;
    let mut parts: Vec<Part> = Vec::new();
    let mut before: Option<DynamicImage> = None;
    for frame in frames(inspected.kind, bytes)? {
        let frame = frame?;
        let image = DynamicImage::ImageRgba8(frame.image);
        let image = to_screen(shrink(&image, Area::whole(&image), size)?, icc.as_deref());
        let changed = match &before {
            Some(before) => difference(before, &image),
            None => Some(Area::whole(&image)),
        };
        match (changed, parts.last_mut()) {
            (None, Some(last)) => last.milliseconds += frame.shown,
            (changed, _) => {
                let area = changed.unwrap_or(Area::whole(&image));
                let cut = image.crop_imm(area.x, area.y, area.width, area.height);
                parts.push(Part {
                    x: area.x,
                    y: area.y,
                    width: area.width,
                    height: area.height,
                    milliseconds: frame.shown,
                    pixels: stills(&webp(&cut)?),
                });
            }
        }
        before = Some(image);
    }
    if parts.is_empty() {
        return Err(PictureError::broken(&"it has no frame"));
    }
    Ok(moving_webp(size, &parts, segments))
}

/// Size of a moving rendition.
fn size_of(spec: &Spec, upright: (u32, u32)) -> (u32, u32) {
    let (width, height) = spec.size_of(upright);
    if width <= WIDEST {
        return (width, height);
    }
    let scaled = u64::from(height) * u64::from(WIDEST) / u64::from(width);
    (WIDEST, u32::try_from(scaled).unwrap_or(1).max(1))
}

/// The smallest part in which two frames differ, beginning at even pixels as the format wants it.
fn difference(before: &DynamicImage, after: &DynamicImage) -> Option<Area> {
    let (width, height) = (after.width() as usize, after.height() as usize);
    let channels = usize::from(after.color().channel_count());
    let row = width * channels;
    if before.as_bytes().len() != after.as_bytes().len() || row == 0 {
        return Some(Area::whole(after));
    }
    let (mut left, mut right, mut top, mut bottom) = (width, 0, height, 0);
    let rows = before
        .as_bytes()
        .chunks(row)
        .zip(after.as_bytes().chunks(row));
    for (y, (was, is)) in rows.enumerate().filter(|(_, (was, is))| was != is) {
        let differs = |x: &usize| {
            was[x * channels..(x + 1) * channels] != is[x * channels..(x + 1) * channels]
        };
        left = left.min((0..width).find(differs).unwrap_or(width));
        right = right.max((0..width).rev().find(differs).unwrap_or(0));
        top = top.min(y);
        bottom = y;
    }
    let (left, top) = (left & !1, top & !1);
    let side = |n: usize| u32::try_from(n).unwrap_or(0);
    (left <= right && top <= bottom).then(|| Area {
        x: side(left),
        y: side(top),
        width: side(right + 1 - left),
        height: side(bottom + 1 - top),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    #[test]
    fn only_what_changed_is_written_again() {
        let blank = DynamicImage::ImageRgba8(RgbaImage::new(9, 7));
        let mut marked = RgbaImage::new(9, 7);
        marked.put_pixel(3, 5, Rgba([1, 0, 0, 255]));
        marked.put_pixel(6, 4, Rgba([1, 0, 0, 255]));

        assert_eq!(difference(&blank, &blank), None);
        assert_eq!(
            difference(&blank, &DynamicImage::ImageRgba8(marked)),
            Some(Area {
                x: 2,
                y: 4,
                width: 5,
                height: 2
            })
        );
    }
}
