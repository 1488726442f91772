//! What comes in of each kind, and what readers get of it.

use super::*;
use crate::picture::{Darkroom, Examined, examine};
use image::codecs::gif::GifEncoder;
use image::{AnimationDecoder, Delay, Frame, Rgba, RgbaImage};

/// What becomes of a picture: its size, or why it is refused.
type Fate = Result<(u32, u32), &'static str>;

/// What is to become of every picture that is broken on purpose, or looks it.
const BROKEN: [(&str, Fate); 11] = [
    ("decompression_bomb.gif", Err("damaged")),
    ("decompression_bomb.ico", Err("ICO pictures are not taken")),
    ("decompression_bomb_extents.gif", Ok((100, 100))),
    ("longdescription.png", Ok((2, 2))),
    ("rubbish.jpg", Ok((564, 800))),
    ("thisisnotanimage.jpg", Err("not a picture")),
    ("truncated_app14.jpg", Err("damaged")),
    ("truncated_end_chunk.png", Err("damaged")),
    ("truncated_exif_dpi.jpg", Ok((480, 640))),
    ("truncated_image.png", Err("damaged")),
    ("truncated_jpeg.jpg", Err("damaged")),
];

#[test]
fn every_broken_picture_is_refused_with_its_reason_and_soon() {
    let longest = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
    let files = data("broken");
    assert_eq!(files.len(), BROKEN.len(), "a picture nobody has judged");

    for ((name, bytes), (known, expected)) in files.iter().zip(BROKEN) {
        assert_eq!(name, known);
        let started = Instant::now();
        let examined = examine(bytes);
        assert!(started.elapsed() < longest, "{name}");

        match (examined, expected) {
            (Ok(found), Ok(size)) => {
                assert_eq!(
                    (found.inspected.width, found.inspected.height),
                    size,
                    "{name}"
                );
            }
            (Err(error), Err(reason)) => {
                assert!(error.to_string().contains(reason), "{name}: {error}");
            }
            (found, expected) => panic!("{name}: {found:?}, not {expected:?}"),
        }
    }
}

#[test]
fn a_photograph_that_breaks_off_anywhere_is_refused() {
    let whole = one("orientation", "Landscape_1.jpg");
    let moving = gif(3);
    let png = png(&striped(300, 200));
    let webp = render(&png, &spec(320, Format::Webp), &credit()).unwrap();
    assert!(examine(&whole).is_ok());

    for bytes in [whole, moving, png, webp] {
        let kind = sniff(&bytes).unwrap();
        assert!(examine(&bytes).is_ok(), "{kind}");
        for percent in [10, 30, 50, 70, 90, 97] {
            let part = &bytes[..bytes.len() * percent / 100];
            assert!(examine(part).is_err(), "{kind} at {percent} %");
        }
    }
}

#[test]
fn sixteen_bits_in_tiff_become_eight() {
    let deep = ImageBuffer::from_pixel(400, 300, Rgb([51_400_u16, 7_710, 7_710]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb16(deep)
        .write_to(&mut bytes, ImageFormat::Tiff)
        .unwrap();
    let tiff = bytes.into_inner();

    let examined = examine(&tiff).unwrap();
    let shown = decoded(&render(&tiff, &spec(320, Format::Jpeg), &credit()).unwrap());

    assert_eq!(examined.inspected.kind, Kind::Tiff);
    let pixel = shown.to_rgb8().get_pixel(160, 120).0;
    assert!(
        pixel[0].abs_diff(200) < 6 && pixel[1].abs_diff(30) < 6,
        "{pixel:?}"
    );
    assert!(examine(&tiff[..tiff.len() / 2]).is_err());
}

#[test]
fn ink_is_shown_as_the_press_would_print_it() {
    // As ImageMagick and lcms2 show them by the profiles in the files.
    for (name, expected) in [("cmyk.jpg", CMYK), ("grayscale-with-profile.jpg", GREY)] {
        let shown =
            decoded(&render(&one("kinds", name), &spec(320, Format::Webp), &credit()).unwrap());
        let shown = shown.to_rgb8();
        let sum = |channel: usize| {
            let total: u32 = shown.pixels().map(|p| u32::from(p[channel])).sum();
            total / (shown.width() * shown.height())
        };
        let mean = [0, 1, 2].map(sum);
        let close = mean.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 10);
        assert!(close, "{name}: {mean:?}, not {expected:?}");
    }
}

/// Means of red, green and blue.
const CMYK: [u32; 3] = [83, 103, 50];
const GREY: [u32; 3] = [183, 183, 183];

fn svg(inner: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">{inner}</svg>"#
    )
    .into_bytes()
}

#[test]
fn a_drawing_is_drawn_and_nothing_in_it_runs_or_is_fetched() {
    let drawing = svg(
        r##"<script>alert(1)</script><rect width="40" height="20" fill="#c81e1e" onload="alert(2)"/>
        <a href="javascript:alert(3)"><circle cx="20" cy="10" r="4" fill="#1e1ec8"/></a>"##,
    );

    let examined = examine(&drawing).unwrap();
    let jpeg = render(&drawing, &spec(640, Format::Jpeg), &credit()).unwrap();

    assert_eq!(
        (examined.inspected.width, examined.inspected.height),
        (2000, 1000)
    );
    let shown = decoded(&jpeg).to_rgb8();
    assert!(
        shown.get_pixel(20, 20)[0] > 180,
        "{:?}",
        shown.get_pixel(20, 20)
    );
    assert!(shown.get_pixel(320, 160)[2] > 180);
    assert!(!jpeg.windows(5).any(|w| w == b"alert"));
}

#[test]
fn a_drawing_that_would_be_shown_wrong_is_refused_with_a_way_out() {
    let deep = format!("{}{}", "<g opacity='.9'>".repeat(90), "</g>".repeat(90));
    let layers = deep.replace("</g></g>", "<rect width='40' height='20'/></g></g>");
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]><svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><desc>&e;&e;&e;&e;</desc></svg>"#;
    let cases = [
        (svg("<text>Hello</text>"), "text as outlines"),
        (
            svg(r#"<image xlink:href="/etc/passwd" width="9" height="9"/>"#),
            "a picture within",
        ),
        (
            svg(r#"<image xlink:href="http://127.0.0.1:1/x.png" width="9" height="9"/>"#),
            "a picture within",
        ),
        (
            svg("<foreignObject><iframe/></foreignObject>"),
            "foreignObject",
        ),
        (svg(&layers), "too intricate"),
        (svg(&"<g>".repeat(2000)), "damaged"),
        (laughs.as_bytes().to_vec(), "damaged"),
        (b"<svg".to_vec(), "damaged"),
        (b"\xef\xbb\xbf<svg \xff\xfe>".to_vec(), "UTF-8"),
    ];

    for (bytes, reason) in cases {
        let started = Instant::now();
        let error = examine(&bytes).unwrap_err().to_string();
        assert!(error.contains(reason), "{reason}: {error}");
        assert!(started.elapsed() < Duration::from_secs(10), "{reason}");
    }
}

#[test]
fn hostile_drawings_are_drawn_without_harm_or_refused_soon() {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let root = std::env::var("DATELINE_TEST_DATA").unwrap_or_else(|_| here.to_owned());
    let files = fs::read_dir(PathBuf::from(root).join("hostile")).unwrap();
    let drawings = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "svg"));
    for path in drawings {
        let started = Instant::now();
        let rendered = render(
            &fs::read(&path).unwrap(),
            &spec(320, Format::Jpeg),
            &credit(),
        );

        assert!(started.elapsed() < Duration::from_secs(20), "{path:?}");
        if let Ok(rendered) = rendered {
            assert_eq!(sniff(&rendered), Some(Kind::Jpeg), "{path:?}");
        }
    }
}

/// A square that wanders over a still ground.
fn gif(frames: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for step in 0..frames {
        let image = RgbaImage::from_fn(400, 300, |x, y| {
            if (x / 40, y / 40) == (step % 10, 2) {
                Rgba([200, 30, 30, 255])
            } else {
                Rgba([240, 240, 230, 255])
            }
        });
        let frame = Frame::from_parts(image, 0, 0, Delay::from_numer_denom_ms(120, 1));
        encoder.encode_frame(frame).unwrap();
    }
    drop(encoder);
    bytes
}

#[test]
fn what_moves_goes_on_moving_and_its_cuts_stand_still() {
    let moving = gif(5);
    let Examined { inspected, .. } = examine(&moving).unwrap();
    assert_eq!(inspected.frames, 5);
    let mut darkroom = Darkroom::open(&moving).unwrap();
    let crop = Crop::new((16, 9), (0.5, 0.5)).unwrap();

    let webp = darkroom.print(&spec(320, Format::Webp), &credit()).unwrap();
    let cut = Spec::new(320, Format::Webp, Some(crop)).unwrap();
    let cut = darkroom.print(&cut, &credit()).unwrap();
    let jpeg = darkroom.print(&spec(320, Format::Jpeg), &credit()).unwrap();

    assert_eq!(inspect(&webp).unwrap().frames, 5);
    assert_eq!(inspect(&cut).unwrap().frames, 1);
    assert_eq!(decoded(&jpeg).width(), 320);
    let decoder = image::codecs::webp::WebPDecoder::new(Cursor::new(&webp)).unwrap();
    let frames = decoder.into_frames().collect_frames().unwrap();
    for (step, frame) in (0_u32..).zip(frames) {
        assert_eq!(frame.delay().numer_denom_ms().0, 120, "frame {step}");
        let red = |x| frame.buffer().get_pixel(x, 80)[1] < 120;
        let squares: Vec<u32> = (0..5).filter(|n| red(n * 32 + 16)).collect();
        assert_eq!(squares, [step], "where the square is in frame {step}");
    }
}

#[test]
fn what_moves_for_too_long_or_too_large_is_refused() {
    let frame = b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x84\x51\0";
    let mut long = b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    for _ in 0..10_000 {
        long.extend(frame);
    }
    long.push(0x3b);
    let mut large = long[..19].to_vec();
    large[6..10].copy_from_slice(&[0, 8, 0, 8]); // 2,048 x 2,048
    large.extend(frame.repeat(100));
    large.push(0x3b);

    let long = examine(&long).unwrap_err().to_string();
    let large = examine(&large).unwrap_err().to_string();

    assert!(long.contains("10000 frames, more than 1000"), "{long}");
    assert!(
        large.contains("100 frames of 2048 x 2048 pixels"),
        "{large}"
    );
}
