use super::{decoded, file};
use dateline_avif::{Avif, AvifError};
use image::{DynamicImage, Rgba, RgbaImage};
use ravif::{BitDepth, Encoder, Img, RGBA8};

/// Upper left, upper right, lower left, lower right.
const CORNERS: [[u8; 3]; 4] = [[200, 30, 30], [30, 160, 60], [30, 30, 200], [128, 128, 128]];

/// The middles of the four quarters.
fn corners(bytes: &[u8]) -> [Vec<u8>; 4] {
    let (width, height, channels, samples) = decoded(bytes).unwrap();
    assert_eq!(samples.len(), width * height * channels);
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| {
        let at = (y * height / 4 * width + x * width / 4) * channels;
        samples[at..at + channels].to_vec()
    })
}

fn is_close(a: &[u8], b: &[u8], most: u8) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= most)
}

#[test]
fn every_way_of_writing_colours_gives_the_same_colours() {
    for (name, most) in [
        ("420.avif", 4),
        ("444.avif", 4),
        ("422-10-bits.avif", 4),
        ("420-12-bits.avif", 4),
        ("limited-709.avif", 4),
        ("2020.avif", 4),
        ("display-p3.avif", 4),
        ("lossless.avif", 0),
        ("tiles.avif", 4),
        ("grain.avif", 24),
    ] {
        let found = corners(&file(name));

        let close = found
            .iter()
            .zip(CORNERS)
            .all(|(a, b)| is_close(a, &b, most));
        assert!(close, "{name}: {found:?}");
        assert_eq!(Avif::read(&file(name)).unwrap().orientation(), 1, "{name}");
    }
}

#[test]
fn grey_has_one_channel_and_what_shines_through_a_fourth() {
    let grey = corners(&file("grey.avif"));
    assert!(is_close(&grey[3], &[128], 3), "{grey:?}");
    assert!(grey[0][0] < 128);

    for name in ["alpha.avif", "premultiplied.avif"] {
        let found = corners(&file(name));
        for (number, (found, colour)) in found.iter().zip(CORNERS).enumerate() {
            let alpha = if number % 2 == 0 { 255 } else { 128 };
            assert!(is_close(&found[..3], &colour, 6), "{name}: {found:?}");
            assert!(found[3].abs_diff(alpha) <= 2, "{name}: {found:?}");
        }
    }
}

#[test]
fn the_file_says_which_way_is_up_and_which_part_is_shown() {
    for (name, orientation) in [
        ("turned.avif", 8),
        ("mirrored.avif", 2),
        ("turned-and-mirrored.avif", 7),
    ] {
        let bytes = file(name);
        assert_eq!(
            Avif::read(&bytes).unwrap().orientation(),
            orientation,
            "{name}"
        );
        assert!(is_close(&corners(&bytes)[0], &CORNERS[0], 4), "{name}");
    }

    let (width, height, _, samples) = decoded(&file("lower-right.avif")).unwrap();
    assert_eq!((width, height), (48, 32));
    let middle = &samples[(16 * 48 + 24) * 3..][..3];
    assert!(is_close(middle, &CORNERS[3], 4), "{middle:?}");
}

#[test]
fn high_dynamic_range_is_refused_with_a_way_out() {
    let error = Avif::read(&file("pq.avif")).unwrap_err();

    assert!(matches!(error, AvifError::Unsupported(_)));
    assert!(error.to_string().contains("export it in standard range"));
}

#[test]
fn colours_outside_of_those_of_screens_are_named() {
    let cicp = |name| Avif::read(&file(name)).unwrap().cicp().unwrap();

    assert_eq!(cicp("display-p3.avif").primaries, 12);
    assert_eq!(cicp("2020.avif").primaries, 9);
    assert_eq!(cicp("420.avif").transfer, 13);
}

/// Round shapes and soft changes, of which most have no straight edge.
fn painted(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let wave = |a: f32, b: f32| {
            let sum = (x as f32 * a).sin() + (y as f32 * b).cos();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is between"
            )]
            let byte = (127.5 + 60.0 * sum) as u8;
            byte
        };
        Rgba([
            wave(0.05, 0.03),
            wave(0.02, 0.07),
            wave(0.04, 0.05),
            wave(0.01, 0.02),
        ])
    })
}

#[test]
fn what_our_own_encoder_writes_comes_back() {
    let image = painted(211, 117);
    for (depth, is_clear) in [(BitDepth::Eight, true), (BitDepth::Ten, false)] {
        let pixels: Vec<RGBA8> = image
            .pixels()
            .map(|p| RGBA8::new(p[0], p[1], p[2], if is_clear { p[3] } else { 255 }))
            .collect();
        let encoder = Encoder::new()
            .with_quality(95.0)
            .with_speed(10)
            .with_bit_depth(depth);
        let avif = encoder
            .encode_rgba(Img::new(&pixels[..], 211, 117))
            .unwrap();

        let (width, height, channels, samples) = decoded(&avif.avif_file).unwrap();

        assert_eq!((width, height), (211, 117));
        assert_eq!(channels, if is_clear { 4 } else { 3 });
        let difference: u64 = samples
            .chunks(channels)
            .zip(image.pixels())
            .map(|(a, b)| {
                a.iter()
                    .zip(b.0)
                    .map(|(a, b)| u64::from(a.abs_diff(b)))
                    .sum::<u64>()
            })
            .sum();
        let mean = difference as f64 / samples.len() as f64;
        assert!(mean < 3.0, "{mean}");
    }
}

/// Compares with the reference decoder; looks at files that are not part of the project.
#[test]
#[ignore = "needs AVIF files and their pixels as PNG beside them, in the folder AVIF_AND_PNG names"]
fn pictures_are_as_the_reference_decoder_shows_them() {
    let folder = std::env::var("AVIF_AND_PNG").unwrap();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let png = path.with_extension("png");
        if path.extension().is_none_or(|ending| ending != "avif") || !png.exists() {
            continue;
        }
        let (width, height, channels, samples) = decoded(&std::fs::read(&path).unwrap()).unwrap();
        let other = image::open(&png).unwrap();
        assert_eq!(
            (other.width() as usize, other.height() as usize),
            (width, height)
        );
        let other = match channels {
            1 => DynamicImage::ImageLuma8(other.to_luma8()),
            3 => DynamicImage::ImageRgb8(other.to_rgb8()),
            _ => DynamicImage::ImageRgba8(other.to_rgba8()),
        };
        let pairs = samples.iter().zip(other.as_bytes());
        let differences = pairs.map(|(a, b)| a.abs_diff(*b));
        let (mut sum, mut most) = (0_u64, 0);
        for difference in differences {
            sum += u64::from(difference);
            most = most.max(difference);
        }
        let mean = sum as f64 / samples.len() as f64;
        println!("{}: mean {mean:.3}, most {most}", path.display());
        assert!(mean < 1.0, "{}", path.display());
        count += 1;
    }
    assert!(count > 0, "no pictures");
}
