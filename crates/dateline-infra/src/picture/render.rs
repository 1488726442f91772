//! From a picture to a rendition.

use super::PictureError;
use super::container::{jpeg_with_xmp, webp_with};
use super::credit::Credit;
use super::decode::{Opened, guarded, is_on_its_side};
use super::spec::{Area, Format, Spec};
use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageEncoder, RgbImage, RgbaImage};

/// Quality of JPEG, of 100.
const JPEG_QUALITY: u8 = 82;
/// Quality of `WebP`, of 100.
const WEBP_QUALITY: f32 = 78.0;
/// Largest colour profile repeated in every rendition, in bytes.
const MAX_PROFILE: usize = 64 * 1024;

/// Makes a rendition: cut, scaled down, upright, with the credit. Tens to hundreds of milliseconds
/// of one core; blocking.
pub fn render(bytes: &[u8], spec: &Spec, credit: &Credit) -> Result<Vec<u8>, PictureError> {
    guarded(|| {
        let mut opened = Opened::new(bytes)?;
        let (stored, upright, orientation) =
            (opened.stored(), opened.upright(), opened.orientation);
        let icc = opened.icc.take();
        let area = laid(spec.area(upright), orientation, stored);
        let size = spec.size_of(upright);
        let mut image = shrink(&opened.decode()?, area, laid_size(size, orientation))?;
        image.apply_orientation(orientation);
        encode(image, spec.format(), icc.as_deref(), credit)
    })
}

fn shrink(
    image: &DynamicImage,
    area: Area,
    (width, height): (u32, u32),
) -> Result<DynamicImage, PictureError> {
    let mut small = match image {
        DynamicImage::ImageLuma8(_) => DynamicImage::ImageLuma8(GrayImage::new(width, height)),
        DynamicImage::ImageRgba8(_) => DynamicImage::ImageRgba8(RgbaImage::new(width, height)),
        _ => DynamicImage::ImageRgb8(RgbImage::new(width, height)),
    };
    let [x, y, w, h] = [area.x, area.y, area.width, area.height].map(f64::from);
    let options = ResizeOptions::new().crop(x, y, w, h);
    Resizer::new()
        .resize(image, &mut small, &options)
        .map_err(|e| PictureError::broken(&e))?;
    Ok(small)
}

/// Where a part of the upright picture lies in the picture as stored, which is `stored` in size.
fn laid(area: Area, orientation: Orientation, stored: (u32, u32)) -> Area {
    let Area {
        mut x,
        mut y,
        mut width,
        mut height,
    } = area;
    let (mut across, mut down) = stored;
    if is_on_its_side(orientation) {
        (across, down) = (down, across);
    }
    let (flips_x, flips_y) = match orientation {
        Orientation::NoTransforms | Orientation::Rotate90FlipH => (false, false),
        Orientation::FlipHorizontal | Orientation::Rotate90 => (true, false),
        Orientation::FlipVertical | Orientation::Rotate270 => (false, true),
        Orientation::Rotate180 | Orientation::Rotate270FlipH => (true, true),
    };
    if flips_x {
        x = across - x - width;
    }
    if flips_y {
        y = down - y - height;
    }
    if is_on_its_side(orientation) {
        (x, y) = (y, x);
        (width, height) = (height, width);
    }
    Area {
        x,
        y,
        width,
        height,
    }
}

fn laid_size((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    if is_on_its_side(orientation) {
        (height, width)
    } else {
        (width, height)
    }
}

fn encode(
    image: DynamicImage,
    format: Format,
    icc: Option<&[u8]>,
    credit: &Credit,
) -> Result<Vec<u8>, PictureError> {
    match format {
        Format::Jpeg => encode_jpeg(&without_alpha(image), icc, credit),
        Format::Webp => encode_webp(&with_colours(image), icc, credit),
    }
}

fn encode_jpeg(
    image: &DynamicImage,
    icc: Option<&[u8]>,
    credit: &Credit,
) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    let segments = credit.segments();
    let unsupported = |e: image::error::UnsupportedError| PictureError::broken(&e);
    if let Some(icc) = icc.and_then(|icc| usable(icc, image)) {
        encoder.set_icc_profile(icc.to_vec()).map_err(unsupported)?;
    }
    if let Some(exif) = segments.exif {
        encoder.set_exif_metadata(exif).map_err(unsupported)?;
    }
    encoder.write_image(
        image.as_bytes(),
        image.width(),
        image.height(),
        image.color().into(),
    )?;
    Ok(jpeg_with_xmp(bytes, segments.xmp.as_deref()))
}

fn encode_webp(
    image: &DynamicImage,
    icc: Option<&[u8]>,
    credit: &Credit,
) -> Result<Vec<u8>, PictureError> {
    let (width, height) = (image.width(), image.height());
    let encoder = if image.color().has_alpha() {
        webp::Encoder::from_rgba(image.as_bytes(), width, height)
    } else {
        webp::Encoder::from_rgb(image.as_bytes(), width, height)
    };
    let failed = |e| PictureError::Broken(format!("it cannot be written as WebP: {e:?}"));
    let encoded = encoder
        .encode_simple(false, WEBP_QUALITY)
        .map_err(failed)?
        .to_vec();
    let icc = icc.and_then(|icc| usable(icc, image));
    Ok(webp_with(
        encoded,
        (width, height),
        icc,
        credit.segments().xmp.as_deref(),
    ))
}

/// A profile speaks of the colours it was made for; one for print says nothing of our pixels.
fn usable<'a>(icc: &'a [u8], image: &DynamicImage) -> Option<&'a [u8]> {
    let wanted: &[u8] = match image {
        DynamicImage::ImageLuma8(_) => b"GRAY",
        _ => b"RGB ",
    };
    (icc.len() <= MAX_PROFILE && icc.get(16..20)? == wanted).then_some(icc)
}

/// JPEG knows no transparency: what shines through is white, as paper.
fn without_alpha(image: DynamicImage) -> DynamicImage {
    let DynamicImage::ImageRgba8(image) = image else {
        return image;
    };
    let mut opaque = RgbImage::new(image.width(), image.height());
    for (to, from) in opaque.pixels_mut().zip(image.pixels()) {
        let [r, g, b, alpha] = from.0;
        to.0 = [r, g, b].map(|colour| over_white(colour, alpha));
    }
    DynamicImage::ImageRgb8(opaque)
}

fn over_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}

fn with_colours(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageLuma8(_) => DynamicImage::ImageRgb8(image.into_rgb8()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn a_cut_is_the_same_whichever_way_the_picture_was_stored() {
        let upright = DynamicImage::ImageRgb8(RgbImage::from_fn(7, 5, |x, y| {
            Rgb([0, 1, 2].map(|i| u8::try_from(x * 16 + y + i).unwrap()))
        }));
        let area = Area {
            x: 1,
            y: 2,
            width: 4,
            height: 3,
        };
        let expected = upright.crop_imm(1, 2, 4, 3);

        for code in 1..=8 {
            let orientation = Orientation::from_exif(code).unwrap();
            let undone = [1, 2, 3, 4, 5, 8, 7, 6][usize::from(code) - 1];
            let mut stored = upright.clone();
            stored.apply_orientation(Orientation::from_exif(undone).unwrap());

            let laid = laid(area, orientation, (stored.width(), stored.height()));
            let mut cut = stored.crop_imm(laid.x, laid.y, laid.width, laid.height);
            cut.apply_orientation(orientation);

            assert_eq!(cut, expected, "orientation {code}");
        }
    }
}
