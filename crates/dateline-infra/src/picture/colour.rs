//! Colours for screens: whatever a picture was made in becomes sRGB, eight bits a channel.

use super::PictureError;
use super::decode::PrintImage;
use image::{DynamicImage, GrayImage, RgbImage};
use moxcms::{
    ColorProfile, DataColorSpace, Layout, ParsingOptions, RenderingIntent, TransformOptions,
};

/// Largest profile looked at, in bytes; those for print have up to two megabytes.
const MAX_PROFILE: usize = 8 * 1024 * 1024;

/// Puts the colours of a picture, as its profile describes them, into sRGB. A profile that is
/// damaged, or speaks of other colours than the picture has, is as none.
pub(super) fn to_screen(image: DynamicImage, icc: Option<&[u8]>) -> DynamicImage {
    let image = eight_bits(image);
    let Some(profile) = icc.and_then(read) else {
        return image;
    };
    let (wanted, layout) = match image {
        DynamicImage::ImageLuma8(_) => (DataColorSpace::Gray, Layout::Gray),
        DynamicImage::ImageRgba8(_) => (DataColorSpace::Rgb, Layout::Rgba),
        _ => (DataColorSpace::Rgb, Layout::Rgb),
    };
    if profile.color_space != wanted {
        return image;
    }
    let (width, height) = (image.width(), image.height());
    let changed = match (&image, layout) {
        (_, Layout::Gray) => change(&profile, layout, Layout::Rgb, image.as_bytes(), 3)
            .map(|rgb| rgb.chunks_exact(3).map(|pixel| pixel[0]).collect())
            .and_then(|grey| GrayImage::from_raw(width, height, grey))
            .map(DynamicImage::ImageLuma8),
        (_, Layout::Rgba) => change(&profile, layout, layout, image.as_bytes(), 4)
            .and_then(|rgba| image::RgbaImage::from_raw(width, height, rgba))
            .map(DynamicImage::ImageRgba8),
        _ => change(&profile, layout, layout, image.as_bytes(), 3)
            .and_then(|rgb| RgbImage::from_raw(width, height, rgb))
            .map(DynamicImage::ImageRgb8),
    };
    changed.unwrap_or(image)
}

/// Puts inks into sRGB, by the profile of the press or, without one, by simple subtraction.
pub(super) fn print_to_screen(
    print: &PrintImage,
    icc: Option<&[u8]>,
) -> Result<DynamicImage, PictureError> {
    let profile = icc
        .and_then(read)
        .filter(|profile| profile.color_space == DataColorSpace::Cmyk);
    // Four channels of ink lie in memory as red, green, blue and alpha do.
    let rgb = profile
        .and_then(|profile| change(&profile, Layout::Rgba, Layout::Rgb, &print.inks, 3))
        .unwrap_or_else(|| print.inks.chunks_exact(4).flat_map(subtracted).collect());
    RgbImage::from_raw(print.width, print.height, rgb)
        .map(DynamicImage::ImageRgb8)
        .ok_or_else(|| PictureError::broken(&"it has fewer pixels than it says"))
}

fn read(icc: &[u8]) -> Option<ColorProfile> {
    let options = ParsingOptions {
        max_profile_size: MAX_PROFILE,
        ..ParsingOptions::default()
    };
    ColorProfile::new_from_slice_with_options(icc, options).ok()
}

fn change(
    profile: &ColorProfile,
    from: Layout,
    to: Layout,
    samples: &[u8],
    channels: usize,
) -> Option<Vec<u8>> {
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    };
    let transform = profile
        .create_transform_8bit(from, &ColorProfile::new_srgb(), to, options)
        .ok()?;
    let pixels = samples.len() / from.channels();
    let mut changed = vec![0; pixels * channels];
    transform.transform(samples, &mut changed).ok()?;
    Some(changed)
}

fn eight_bits(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => {
            image
        }
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(image.into_luma8()),
        other if other.color().has_alpha() => DynamicImage::ImageRgba8(other.into_rgba8()),
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    }
}

/// What a light white lamp shows through these inks.
fn subtracted(inks: &[u8]) -> [u8; 3] {
    let black = 255 - u32::from(inks[3]);
    [inks[0], inks[1], inks[2]].map(|ink| {
        let light = (255 - u32::from(ink)) * black + 127;
        u8::try_from(light / 255).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn wide_colours_become_those_of_screens() {
        let p3 = ColorProfile::new_display_p3().encode().unwrap();
        let green = |g| DynamicImage::ImageRgb8(RgbImage::from_pixel(2, 1, Rgb([60, g, 60])));

        let shown = to_screen(green(180), Some(&p3)).to_rgb8();
        let as_it_was = to_screen(green(180), None).to_rgb8();

        // The same numbers mean a stronger green in P3: in sRGB it takes less red and more green.
        assert!(shown.get_pixel(0, 0)[0] < 40, "{shown:?}");
        assert!(shown.get_pixel(0, 0)[1] > 180, "{shown:?}");
        assert_eq!(as_it_was, green(180).to_rgb8());
    }

    #[test]
    fn a_profile_of_other_colours_or_a_damaged_one_is_as_none() {
        let p3 = ColorProfile::new_display_p3().encode().unwrap();
        let grey = DynamicImage::ImageLuma8(GrayImage::from_pixel(2, 1, image::Luma([90])));

        assert_eq!(to_screen(grey.clone(), Some(&p3)), grey);
        assert_eq!(to_screen(grey.clone(), Some(&p3[..200])), grey);
        assert_eq!(to_screen(grey.clone(), Some(b"junk")), grey);
    }

    #[test]
    fn ink_without_a_profile_is_subtracted_from_white() {
        assert_eq!(subtracted(&[0, 0, 0, 0]), [255, 255, 255]);
        assert_eq!(subtracted(&[255, 0, 0, 0]), [0, 255, 255]);
        assert_eq!(subtracted(&[0, 0, 0, 255]), [0, 0, 0]);
    }
}
