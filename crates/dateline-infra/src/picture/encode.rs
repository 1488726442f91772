//! From pixels to files, with the credit.

use super::PictureError;
use super::container::{avif_with, jpeg_with, webp_with};
use super::credit::Segments;
use super::spec::Format;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, RgbImage};
use ravif::{Encoder, Img, RGB8, RGBA8};

/// Quality of JPEG, of 100.
const JPEG_QUALITY: u8 = 82;
/// Quality of `WebP`, of 100.
const WEBP_QUALITY: f32 = 78.0;
/// Quality of AVIF, of 100.
const AVIF_QUALITY: f32 = 62.0;
/// How much time AVIF takes, 1 being most, 10 least.
const AVIF_SPEED: u8 = 7;

/// Writes a picture as a file of this format.
pub(super) fn encode(
    image: DynamicImage,
    format: Format,
    segments: &Segments,
) -> Result<Vec<u8>, PictureError> {
    match format {
        Format::Jpeg => jpeg(&without_alpha(image), segments),
        Format::Webp => {
            let image = with_colours(image);
            let size = (image.width(), image.height());
            Ok(webp_with(webp(&image)?, size, segments))
        }
        Format::Avif => avif(&with_colours(image), segments),
    }
}

fn jpeg(image: &DynamicImage, segments: &Segments) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).write_image(
        image.as_bytes(),
        image.width(),
        image.height(),
        image.color().into(),
    )?;
    Ok(jpeg_with(bytes, segments))
}

/// A `WebP` without metadata.
pub(super) fn webp(image: &DynamicImage) -> Result<Vec<u8>, PictureError> {
    let (width, height) = (image.width(), image.height());
    let encoder = if image.color().has_alpha() {
        webp::Encoder::from_rgba(image.as_bytes(), width, height)
    } else {
        webp::Encoder::from_rgb(image.as_bytes(), width, height)
    };
    let failed = |e| PictureError::Broken(format!("it cannot be written as WebP: {e:?}"));
    let encoded = encoder.encode_simple(false, WEBP_QUALITY).map_err(failed)?;
    Ok(encoded.to_vec())
}

/// One core: others have better to do while this takes its seconds.
fn avif(image: &DynamicImage, segments: &Segments) -> Result<Vec<u8>, PictureError> {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let mut encoder = Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_alpha_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_num_threads(Some(1));
    if let Some(exif) = &segments.exif {
        encoder = encoder.with_exif(exif.clone());
    }
    let encoded = if image.color().has_alpha() {
        let pixels: Vec<RGBA8> = image.as_bytes().chunks_exact(4).map(rgba).collect();
        encoder.encode_rgba(Img::new(&pixels, width, height))
    } else {
        let pixels: Vec<RGB8> = image.as_bytes().chunks_exact(3).map(rgb).collect();
        encoder.encode_rgb(Img::new(&pixels, width, height))
    };
    let failed = |e| PictureError::Broken(format!("it cannot be written as AVIF: {e}"));
    Ok(avif_with(encoded.map_err(failed)?.avif_file, segments))
}

fn rgb(pixel: &[u8]) -> RGB8 {
    RGB8::new(pixel[0], pixel[1], pixel[2])
}

fn rgba(pixel: &[u8]) -> RGBA8 {
    RGBA8::new(pixel[0], pixel[1], pixel[2], pixel[3])
}

/// JPEG knows no transparency: what shines through is white, as paper.
pub(super) fn without_alpha(image: DynamicImage) -> DynamicImage {
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
