//! Pictures that are broken, hostile or of a kind we do not render.

use super::*;

#[test]
fn every_test_picture_is_rendered_or_refused_quickly() {
    let longest = if cfg!(debug_assertions) { 20 } else { 1 };
    for folder in ["orientation", "kinds", "broken", "credits", "c2pa"] {
        for (name, bytes) in data(folder) {
            for format in [Format::Jpeg, Format::Webp] {
                let started = Instant::now();
                let rendered = render(&bytes, &spec(320, format), &credit());
                let took = started.elapsed();

                assert!(
                    took < Duration::from_secs(longest),
                    "{folder}/{name} took {took:?}"
                );
                if let Ok(rendition) = rendered {
                    let size = inspect(&bytes).unwrap();
                    let expected = spec(320, format).size_of((size.width, size.height));
                    let image = decoded(&rendition);
                    assert_eq!((image.width(), image.height()), expected, "{folder}/{name}");
                } else {
                    assert!(
                        matches!(folder, "broken" | "kinds"),
                        "{folder}/{name}: {rendered:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn broken_files_and_bombs_are_refused_by_name() {
    let refused =
        |name| render(&one("broken", name), &spec(320, Format::Webp), &credit()).unwrap_err();

    assert_eq!(
        refused("decompression_bomb.ico"),
        PictureError::NotYet { kind: Kind::Ico }
    );
    assert_eq!(refused("thisisnotanimage.jpg"), PictureError::NotAPicture);
    for name in [
        "decompression_bomb.gif",
        "truncated_image.png",
        "truncated_end_chunk.png",
        "truncated_app14.jpg",
    ] {
        assert!(matches!(refused(name), PictureError::Broken(_)), "{name}");
    }
}

#[test]
fn kinds_not_rendered_are_named() {
    let error = inspect(&one("kinds", "QuickTime.heic")).unwrap_err();

    assert_eq!(
        error.to_string(),
        "HEIC pictures are not taken; export it as JPEG, PNG, WebP, TIFF or, if it moves, GIF"
    );
}

#[test]
fn a_bomb_is_refused_before_it_is_decoded() {
    let mut header = png(&striped(2, 2));
    header[16..24].copy_from_slice(&[0, 0, 0x3e, 0x80, 0, 0, 0x3e, 0x80]); // 16,000 x 16,000
    let crc = crc32(&header[12..29]);
    header[29..33].copy_from_slice(&crc.to_be_bytes());

    let error = inspect(&header).unwrap_err();
    let long = inspect(&vec![0; MAX_BYTES + 1]).unwrap_err();

    assert_eq!(
        error,
        PictureError::TooManyPixels {
            width: 16_000,
            height: 16_000
        }
    );
    assert_eq!(
        long,
        PictureError::TooManyBytes {
            bytes: MAX_BYTES + 1
        }
    );
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| {
            if c & 1 == 1 {
                c >> 1 ^ 0xedb8_8320
            } else {
                c >> 1
            }
        })
    })
}

#[test]
fn damaged_files_never_stop_the_process() {
    let mut state = 1_u64;
    let mut random = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap()
    };
    let small = [
        "IndexedColor.png",
        "RIFF.webp",
        "basn2c16_TrueColor_16bit.png",
        "cmyk.jpg",
    ];
    let mut seeds: Vec<Vec<u8>> = small.iter().map(|name| one("kinds", name)).collect();
    seeds.push(one("broken", "decompression_bomb_extents.gif"));
    seeds.push(render(&png(&striped(40, 30)), &spec(320, Format::Webp), &credit()).unwrap());

    for round in 0..600 {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..=random() % 4 {
            let at = random() % bytes.len();
            bytes[at] = u8::try_from(random() % 256).unwrap();
        }
        if random() % 4 == 0 {
            bytes.truncate(random() % bytes.len());
        }
        let started = Instant::now();
        let rendered = render(&bytes, &spec(320, Format::Jpeg), &credit());
        let took = started.elapsed();

        assert!(
            took < Duration::from_secs(20),
            "round {round} took {took:?}"
        );
        if let Ok(rendition) = rendered {
            assert_eq!(sniff(&rendition), Some(Kind::Jpeg), "round {round}");
        }
    }
}
