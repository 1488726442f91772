mod damage;
mod kinds;
mod slow;

use super::*;
use image::codecs::jpeg::JpegEncoder;
use image::{
    DynamicImage, GrayAlphaImage, ImageBuffer, ImageDecoder, ImageEncoder, ImageFormat,
    ImageReader, LumaA, Rgb, RgbImage, Rgba, RgbaImage,
};
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Test pictures that are not part of the project, by folder.
fn data(folder: &str) -> Vec<(String, Vec<u8>)> {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let root = std::env::var("DATELINE_TEST_DATA").unwrap_or_else(|_| here.to_owned());
    let path = PathBuf::from(root).join("images").join(folder);
    let entries = fs::read_dir(&path).unwrap_or_else(|e| {
        panic!(
            "test pictures are missing ({}: {e}); set DATELINE_TEST_DATA",
            path.display()
        )
    });
    let mut files: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    files.sort();
    let name = |p: &PathBuf| p.file_name().unwrap().to_string_lossy().into_owned();
    files
        .iter()
        .map(|p| (name(p), fs::read(p).unwrap()))
        .collect()
}

fn one(folder: &str, file: &str) -> Vec<u8> {
    data(folder)
        .into_iter()
        .find(|(name, _)| name == file)
        .unwrap()
        .1
}

fn spec(width: u32, format: Format) -> Spec {
    Spec::new(width, format, None).unwrap()
}

fn credit() -> Credit {
    Credit {
        photographer: Some("Нина <Орлова> & Söhne".to_owned()),
        credit_line: Some("Harbour Post / N. Orlova".to_owned()),
        copyright: Some("© 2026 Harbour Post".to_owned()),
        ..Credit::default()
    }
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

/// EXIF, XMP and colour profile of a file.
fn metadata(bytes: &[u8]) -> (Option<Vec<u8>>, Option<String>, Option<Vec<u8>>) {
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .unwrap();
    let mut decoder = reader.into_decoder().unwrap();
    let xmp = decoder
        .xmp_metadata()
        .unwrap()
        .map(|x| String::from_utf8(x).unwrap());
    (
        decoder.exif_metadata().unwrap(),
        xmp,
        decoder.icc_profile().unwrap(),
    )
}

/// Mean difference of two pictures of one size, per channel, of 255.
fn difference(a: &DynamicImage, b: &DynamicImage) -> f64 {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let (a, b) = (a.to_rgb8(), b.to_rgb8());
    let sum: f64 = a
        .iter()
        .zip(b.iter())
        .map(|(a, b)| f64::from(a.abs_diff(*b)))
        .sum();
    sum / a.len() as f64
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn striped(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([200, 30, 30])
        } else {
            Rgb([30, 30, 200])
        }
    }))
}

#[test]
fn every_picture_is_upright() {
    for shape in ["Landscape", "Portrait"] {
        let mut pictures = data("orientation");
        pictures.retain(|(name, _)| name.starts_with(shape));
        let shown =
            |bytes: &[u8]| decoded(&render(bytes, &spec(320, Format::Jpeg), &credit()).unwrap());
        let first = shown(&pictures[0].1);

        for (name, bytes) in &pictures {
            let size = inspect(bytes).unwrap();
            assert_eq!(size.width > size.height, shape == "Landscape", "{name}");
            // The pictures carry their number, so they are alike but not the same.
            let difference = difference(&shown(bytes), &first);
            assert!(difference < 12.0, "{name} differs by {difference}");
        }
    }
}

#[test]
fn a_cut_follows_the_focal_point() {
    let stripes = png(&striped(1000, 500));
    let colour_at = |focal| {
        let crop = Crop::new((1, 1), (focal, 0.5)).unwrap();
        let spec = Spec::new(320, Format::Webp, Some(crop)).unwrap();
        let image = decoded(&render(&stripes, &spec, &Credit::default()).unwrap()).to_rgb8();
        assert_eq!(image.dimensions(), (320, 320));
        *image.get_pixel(160, 160)
    };

    let (left, right) = (colour_at(0.1), colour_at(0.9));

    assert!(left[0] > 150 && left[2] < 80, "{left:?}");
    assert!(right[2] > 150 && right[0] < 80, "{right:?}");
}

#[test]
fn every_pixel_format_keeps_its_colours() {
    let deep = ImageBuffer::from_pixel(400, 300, Rgb([51_400_u16, 7_710, 7_710]));
    let deep_alpha = ImageBuffer::from_pixel(400, 300, Rgba([51_400_u16, 7_710, 7_710, 65_535]));
    let pictures = [
        DynamicImage::ImageRgb16(deep),
        DynamicImage::ImageRgba16(deep_alpha),
        DynamicImage::ImageRgba8(RgbaImage::from_pixel(400, 300, Rgba([200, 30, 30, 255]))),
        DynamicImage::ImageRgb8(RgbImage::from_pixel(400, 300, Rgb([200, 30, 30]))),
    ];
    for picture in pictures {
        for format in [Format::Jpeg, Format::Webp] {
            let image =
                decoded(&render(&png(&picture), &spec(320, format), &credit()).unwrap()).to_rgb8();
            let pixel = image.get_pixel(160, 120);
            let close = pixel
                .0
                .iter()
                .zip([200, 30, 30])
                .all(|(a, b)| a.abs_diff(b) < 6);
            assert!(close, "{:?} as {format:?}: {pixel:?}", picture.color());
        }
    }
}

#[test]
fn a_part_that_claims_to_be_longer_than_its_file_is_refused_before_room_is_made_for_it() {
    let whole = render(
        &png(&DynamicImage::new_rgb8(400, 300)),
        &spec(320, Format::Webp),
        &credit(),
    );
    let whole = whole.unwrap();
    assert!(inspect(&whole).is_ok());
    let mut followed = whole.clone();
    followed.extend_from_slice(b"EXIF\xff\xff\xff\xff and more");
    assert!(
        inspect(&followed).is_ok(),
        "what follows the file is not read"
    );
    let mut lying = followed;
    let size = u32::try_from(lying.len() - 8).unwrap();
    lying[4..8].copy_from_slice(&size.to_le_bytes());

    let refused = inspect(&lying).unwrap_err().to_string();

    assert!(refused.contains("longer than the file"), "{refused}");
}

#[test]
fn what_shines_through_is_white_in_jpeg_and_stays_clear_in_webp() {
    let clear = DynamicImage::ImageLumaA8(GrayAlphaImage::from_pixel(400, 300, LumaA([0, 0])));

    let jpeg = decoded(&render(&png(&clear), &spec(320, Format::Jpeg), &credit()).unwrap());
    let webp = decoded(&render(&png(&clear), &spec(320, Format::Webp), &credit()).unwrap());

    assert!(
        jpeg.to_rgb8()
            .pixels()
            .all(|p| p.0.iter().all(|c| *c > 250))
    );
    assert!(webp.color().has_alpha());
    assert_eq!(webp.to_rgba8().get_pixel(9, 9).0[3], 0);
}

#[test]
fn grey_stays_grey_and_every_rendition_is_in_the_colours_of_screens() {
    let grey = one("kinds", "grayscale-with-profile.jpg");
    let print = one("kinds", "cmyk.jpg");

    let grey_jpeg = render(&grey, &spec(320, Format::Jpeg), &credit()).unwrap();
    let print_webp = render(&print, &spec(320, Format::Webp), &credit()).unwrap();

    assert_eq!(decoded(&grey_jpeg).color(), image::ColorType::L8);
    assert_eq!(metadata(&grey_jpeg).2, None);
    assert_eq!(metadata(&print_webp).2, None);
}

#[test]
fn the_credit_goes_along_and_the_place_does_not() {
    // Tags: GPS directory, its latitude, camera, orientation.
    let exif =
        b"II*\0\x08\0\0\0\x03\0\x0f\x01\x02\0\x04\0\0\0Cam\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\
        \x25\x88\x04\0\x01\0\0\0\x32\0\0\0\0\0\0\0\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0";
    let mut original = Vec::new();
    let mut encoder = JpegEncoder::new(&mut original);
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    encoder.encode_image(&striped(400, 300)).unwrap();
    assert_eq!(metadata(&original).0.as_deref(), Some(&exif[..]));

    for format in [Format::Jpeg, Format::Webp] {
        let rendition = render(&original, &spec(320, format), &credit()).unwrap();
        let (exif, xmp, _) = metadata(&rendition);
        let xmp = xmp.unwrap();

        assert!(
            xmp.contains("<rdf:li>Нина &lt;Орлова&gt; &amp; Söhne</rdf:li>"),
            "{xmp}"
        );
        assert!(xmp.contains("<photoshop:Credit>Harbour Post / N. Orlova</photoshop:Credit>"));
        assert!(xmp.contains("© 2026 Harbour Post"));
        if let Some(exif) = &exif {
            assert_eq!(tags(exif), [0x013b, 0x8298]);
            assert!(String::from_utf8_lossy(exif).contains("© 2026 Harbour Post\0"));
        }
        assert!(exif.is_some(), "{format:?}");
        assert!(!rendition.windows(3).any(|w| w == b"Cam"), "{format:?}");
    }
}

/// Tags of the first directory of a little-endian EXIF block.
fn tags(exif: &[u8]) -> Vec<u16> {
    let count = usize::from(u16::from_le_bytes([exif[8], exif[9]]));
    exif[10..]
        .chunks(12)
        .take(count)
        .map(|e| u16::from_le_bytes([e[0], e[1]]))
        .collect()
}

#[test]
fn nothing_of_the_metadata_of_real_pictures_goes_along() {
    for folder in ["orientation", "credits", "c2pa"] {
        for (name, bytes) in data(folder) {
            for format in [Format::Jpeg, Format::Webp] {
                let rendition = render(&bytes, &spec(320, format), &Credit::default()).unwrap();
                let (exif, xmp, _) = metadata(&rendition);
                assert_eq!((exif, xmp), (None, None), "{folder}/{name} as {format:?}");
            }
        }
    }
}

#[test]
fn a_credit_of_any_length_and_letters_is_written() {
    let odd = Credit {
        photographer: Some("\u{0}\u{7}x".to_owned()),
        credit_line: Some("漢".repeat(100_000)),
        copyright: Some("  ".to_owned()),
        ..Credit::default()
    };

    let rendition = render(&png(&striped(40, 30)), &spec(320, Format::Jpeg), &odd).unwrap();
    let (exif, xmp, _) = metadata(&rendition);

    assert!(xmp.unwrap().contains("<rdf:li>x</rdf:li>"));
    assert_eq!(tags(&exif.unwrap()), [0x013b]);
}
