//! What hostile files cannot do: panic, take long, grow, or lose what stands beside them.

use super::build::{ascii, dataset, exif, iim, jpeg, packet, segment, tiff, xmp};
use super::{file, folder};
use dateline_formats::photo::{
    MAX_ADDRESS, MAX_LINE, MAX_LIST, MAX_NOTES, MAX_TEXT, Reading, read,
};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use serde_json::Value;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Longer than any file here may take, on a slow machine and without optimisation.
const SOON: Duration = Duration::from_secs(5);

fn soon(what: &str, bytes: &[u8]) -> Reading {
    let start = Instant::now();
    let reading = read(bytes);
    let took = start.elapsed();
    assert!(took < SOON, "{what} took {took:?}");
    holds(&reading);
    reading
}

/// What must hold whatever was read.
fn holds(reading: &Reading) {
    assert!(reading.notes.len() <= MAX_NOTES);
    bounded(&serde_json::to_value(&reading.metadata).unwrap());
}

fn bounded(value: &Value) {
    match value {
        Value::String(words) => {
            assert!(words.chars().count() <= MAX_TEXT.max(MAX_LINE).max(MAX_ADDRESS));
            let is_harmful = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!words.contains(is_harmful), "{words:?}");
        }
        Value::Array(list) => {
            assert!(list.len() <= 2 * MAX_LIST);
            list.iter().for_each(bounded);
        }
        Value::Object(members) => members.values().for_each(bounded),
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}

#[test]
fn broken_files_are_read_or_refused_at_once() {
    let mut said = Vec::new();
    for (name, bytes) in folder("broken") {
        let reading = soon(&name, &bytes);
        let notes: Vec<_> = reading.notes.iter().map(ToString::to_string).collect();
        said.push(format!("{name}: {}", notes.join("; ")));
    }

    // Where nothing is said the damage is in the pixels, which are not looked at.
    insta::assert_snapshot!(said.join("\n"), @"
    decompression_bomb.gif: file: ends in the middle; read as far as it goes
    decompression_bomb.ico: file: is no picture of a known kind
    decompression_bomb_extents.gif: 
    longdescription.png: EXIF: `caption` holds what a camera or program writes into every file; left out; text chunks: `caption` holds what a camera or program writes into every file; left out
    rubbish.jpg: 
    thisisnotanimage.jpg: file: is no picture of a known kind
    truncated_app14.jpg: file: is damaged (segments); the rest was read
    truncated_end_chunk.png: file: ends in the middle; read as far as it goes
    truncated_exif_dpi.jpg: EXIF: ends in the middle; read as far as it goes
    truncated_image.png: file: ends in the middle; read as far as it goes
    truncated_jpeg.jpg:
    ");
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\
        <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>";
    let properties =
        "<photoshop:Credit>&c;&f;</photoshop:Credit><photoshop:Source>Post</photoshop:Source>";

    let reading = soon(
        "a bomb",
        &jpeg(&[xmp(&format!("{bomb}{}", packet(properties)))]),
    );

    assert_eq!(reading.metadata.credit_line.as_deref(), Some("&c;&f;"));
    assert_eq!(reading.metadata.source.as_deref(), Some("Post"));
    assert!(
        reading
            .notes
            .iter()
            .any(|n| n.to_string().contains("entities"))
    );
}

#[test]
fn deep_nesting_is_cut_and_what_stands_beside_it_is_read() {
    let deep = "<rdf:li>".repeat(4_000);
    let properties = format!(
        "<dc:subject><rdf:Bag>{deep}fog{}</rdf:Bag></dc:subject><photoshop:Credit>Post</photoshop:Credit>",
        "</rdf:li>".repeat(4_000),
    );
    let words = packet(&properties);
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", words.as_bytes()].concat();

    let reading = soon("nesting", &png_with(&text));

    assert_eq!(reading.metadata.credit_line.as_deref(), Some("Post"));
    assert!(
        reading
            .notes
            .iter()
            .any(|n| n.to_string().contains("deeper"))
    );
}

/// A PNG, whose texts may be as long as they like.
fn png_with(text: &[u8]) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    [
        b"\x89PNG\r\n\x1a\n",
        &length[..],
        b"iTXt",
        text,
        &[0; 4],
        &[0, 0, 0, 0],
        b"IEND",
        &[0; 4],
    ]
    .concat()
}

fn huge(properties: &str) -> Vec<u8> {
    png_with(
        &[
            b"XML:com.adobe.xmp\0\0\0\0\0",
            packet(properties).as_bytes(),
        ]
        .concat(),
    )
}

#[test]
fn xmp_of_a_hundred_megabytes_is_not_read() {
    let reading = soon("100 MB", &huge(&" ".repeat(100 << 20)));

    assert!(
        reading
            .notes
            .iter()
            .any(|n| n.to_string().contains("more than"))
    );
}

#[test]
fn xmp_of_many_parts_is_read_within_its_limits() {
    let many = |piece: &str| piece.repeat((15 << 20) / piece.len());
    for (what, properties) in [
        ("empty elements", many("<a/>")),
        ("properties", many("<dc:x>y</dc:x>")),
        (
            "keywords",
            format!(
                "<dc:subject><rdf:Bag>{}</rdf:Bag></dc:subject>",
                many("<rdf:li>fog</rdf:li>")
            ),
        ),
        ("open elements", many("<dc:x>")),
        ("closed elements", many("</dc:x>")),
        ("attributes", format!("<dc:x {}/>", many("dc:a='b' "))),
        (
            "elements with attributes",
            many("<dc:x a:a='' b:b='' c:c='' d:d='' e:e=''/>"),
        ),
        ("namespaces", many("<q xmlns:a='b' xmlns:c='d'>")),
        (
            "references",
            format!("<photoshop:Credit>{}</photoshop:Credit>", many("&#65;")),
        ),
        (
            "a caption",
            format!(
                "<dc:description>{}</dc:description>",
                many("a\u{301}\u{327}")
            ),
        ),
        ("brackets", many("<")),
        ("comments", many("<!---->")),
        ("an attribute", format!("<dc:x dc:a='{}'/>", many("&amp;"))),
    ] {
        soon(what, &huge(&properties));
    }
}

#[test]
fn many_small_texts_that_swell_do_not_add_up() {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b'0'; 8 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for keyword in [
        &b"Raw profile type exif"[..],
        b"XML:com.adobe.xmp",
        b"Comment",
    ] {
        let body = [keyword, b"\0\0", &packed[..]].concat();
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        let chunk = [&length[..], b"zTXt", &body, &[0; 4]].concat();
        file.extend(chunk.repeat(1_000));
    }

    let reading = soon("swelling texts", &file);

    assert!(
        reading
            .notes
            .iter()
            .any(|n| n.to_string().contains("more than"))
    );
}

#[test]
fn a_table_of_places_that_takes_no_room_ends() {
    let item = |kind: &[u8], body: &[u8]| {
        let length = u32::try_from(body.len() + 8).unwrap().to_be_bytes();
        [&length[..], kind, body].concat()
    };
    let info = item(b"infe", b"\x02\0\0\0\0\x01\0\0mime\0application/rdf+xml\0");
    let infos = item(
        b"iinf",
        &[&b"\0\0\0\0\x10\0"[..], &info.repeat(4_000)].concat(),
    );
    // Sizes of zero: each place has 65,535 pieces in six bytes, and each piece is the file.
    let places = [
        &b"\0\0\0\0\0\0\x10\0"[..],
        &b"\0\x01\0\0\xff\xff".repeat(4_000),
    ]
    .concat();
    let single = [
        &b"\0\0\0\0\0\0\x10\0"[..],
        &b"\0\x01\0\0\0\x01".repeat(4_000),
    ]
    .concat();
    for places in [places, single] {
        let boxes = [&[0; 4][..], &infos, &item(b"iloc", &places)].concat();
        let file = [item(b"ftyp", b"avif\0\0\0\0mif1"), item(b"meta", &boxes)].concat();

        soon("places", &file);
    }
}

#[test]
fn ten_thousand_segments_are_too_many() {
    let segments: Vec<_> = (0..10_000).map(|_| xmp("<x/>")).collect();

    let reading = soon("segments", &jpeg(&segments));

    assert!(
        reading
            .notes
            .iter()
            .any(|n| n.to_string().contains("segments"))
    );
}

#[test]
fn directories_that_point_to_themselves_and_each_other_end() {
    // Each entry of one directory is a pointer to the directory of the camera.
    let mut block = b"MM\0*\0\0\0\x08".to_vec();
    block.extend(5_000_u16.to_be_bytes());
    for at in 0..5_000_u32 {
        block.extend(0x8769_u16.to_be_bytes());
        block.extend([0, 4, 0, 0, 0, 1]);
        block.extend((8 + at % 9).to_be_bytes());
    }

    let reading = soon("directories", &jpeg(&[exif(&block)]));

    assert!(
        reading
            .notes
            .iter()
            .any(|n| n.to_string().contains("entries"))
    );
}

#[test]
fn lengths_that_lie_are_not_believed() {
    let mut lying = tiff(
        &[ascii(0x010e, b"A caption\0"), ascii(0x013b, b"Ann Lee\0")],
        &[],
        &[],
    );
    // The count of the first entry.
    lying[14..18].copy_from_slice(&u32::MAX.to_be_bytes());
    let mut dataset_of_2_gb = b"\x1c\x02\x78\x80\x04\x7f\xff\xff\xff".to_vec();
    dataset_of_2_gb.extend(b"Fog");

    let reading = soon(
        "lengths",
        &jpeg(&[
            exif(&lying),
            iim(&[dataset(2, 105, b"Fog"), dataset_of_2_gb]),
        ]),
    );

    assert_eq!(reading.metadata.photographers, ["Ann Lee"]);
    assert_eq!(reading.metadata.headline.as_deref(), Some("Fog"));
    assert_eq!(reading.notes.len(), 2);
}

#[test]
fn a_list_without_end_is_cut_with_a_note() {
    let keywords: Vec<_> = (0..3_000)
        .map(|n| dataset(2, 25, format!("word {n}").as_bytes()))
        .collect();

    let reading = soon("keywords", &jpeg(&[iim(&keywords)]));

    assert_eq!(reading.metadata.keywords.len(), MAX_LIST);
    assert_eq!(
        reading.notes[0].to_string(),
        "IPTC-IIM: holds more than 500 keywords; the rest was left out"
    );
}

#[test]
fn markup_in_a_caption_stays_words() {
    let words = "&lt;script&gt;alert(1)&lt;/script&gt;";
    let reading = read(&jpeg(&[xmp(&packet(&format!(
        "<photoshop:Headline>{words}</photoshop:Headline>"
    )))]));

    assert_eq!(
        reading.metadata.headline.as_deref(),
        Some("<script>alert(1)</script>")
    );
}

#[test]
fn every_beginning_of_a_picture_is_read() {
    for at in [
        "credits/MWG.jpg",
        "credits/PhotoMechanic.jpg",
        "kinds/RIFF.webp",
        "kinds/QuickTime.heic",
        "kinds/IndexedColor.png",
    ] {
        let bytes = file(at);
        for end in 0..bytes.len() {
            holds(&read(&bytes[..end]));
        }
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let names = [
        "credits/IPTC-PhotometadataRef-Std2017.1.jpg",
        "credits/MWG.jpg",
        "credits/corbis.jpg",
        "credits/PhotoMechanic.jpg",
        "credits/XMP.jpg",
        "credits/ExtendedXMP.jpg",
        "kinds/RIFF.webp",
        "kinds/QuickTime.heic",
        "kinds/cmyk.jpg",
        "broken/decompression_bomb_extents.gif",
    ];
    // Metadata stands at the beginning; pixels would only dilute the damage.
    let head = |mut bytes: Vec<u8>| {
        bytes.truncate(32 * 1024);
        bytes
    };
    names.iter().map(|n| head(file(n))).collect()
}

/// The beginnings of files that lead to each reader.
const STARTS: [&[u8]; 9] = [
    b"\xff\xd8\xff\xe1\x10\x00Exif\0\0MM\0*\0\0\0\x08",
    b"\xff\xd8\xff\xe1\xff\xffhttp://ns.adobe.com/xap/1.0/\0<rdf:RDF><rdf:Description>",
    b"\xff\xd8\xff\xed\xff\xffPhotoshop 3.0\x008BIM\x04\x04\0\0\0\0\x01\x00\x1c\x02",
    b"\x89PNG\r\n\x1a\n\0\0\0\x10eXIf",
    b"\x89PNG\r\n\x1a\n\0\0\0\x40iTXtXML:com.adobe.xmp\0\x01\0\0\0\x78\x9c",
    b"RIFF\0\0\0\0WEBPEXIF\x10\0\0\0II*\0\x08\0\0\0",
    b"II*\0\x08\0\0\0\x04\0",
    b"GIF89a\x01\0\x01\0\0\0\0\x21\xff\x0bXMP DataXMP",
    b"\0\0\0\x14ftypheic\0\0\0\0mif1\0\0\0\x80meta\0\0\0\0",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(
        start in 0..STARTS.len(),
        rest in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        holds(&read(&rest));
        holds(&read(&[STARTS[start], &rest].concat()));
    }

    #[test]
    fn damaged_pictures_are_read_without_a_panic(
        which in 0..10_usize,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..24),
    ) {
        static SEEDS: std::sync::LazyLock<Vec<Vec<u8>>> = std::sync::LazyLock::new(seeds);
        let mut bytes = SEEDS[which].clone();
        for (at, value, how) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = value,
                1 => bytes[at] ^= 1 << (value % 8),
                2 => drop(bytes.drain(at..bytes.len().min(at + usize::from(value)))),
                _ => bytes.splice(at..at, [0xff; 4]).for_each(drop),
            }
        }
        holds(&read(&bytes));
    }

    #[test]
    fn any_words_in_any_field_come_out_plain(words in "\\PC{0,80}|[\\x00-\\x{2fff}]{0,80}") {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
        let property = format!("<photoshop:Headline>{escaped}</photoshop:Headline>");
        let block = tiff(&[ascii(0x010e, words.as_bytes())], &[], &[]);
        let file = jpeg(&[
            exif(&block),
            xmp(&packet(&property)),
            iim(&[dataset(2, 120, words.as_bytes())]),
            segment(0xfe, words.as_bytes()),
        ]);
        holds(&read(&file));
    }
}
