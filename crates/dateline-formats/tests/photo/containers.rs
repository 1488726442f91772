//! The same metadata in each kind of file.

use super::build::{ascii, dataset, packet, tiff};
use dateline_formats::photo::{Container, PhotoMetadata, Reading, read};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::fmt::Write as _;
use std::io::Write as _;

fn credit() -> String {
    packet("<photoshop:Credit>Harbour Post</photoshop:Credit>")
}

fn camera() -> Vec<u8> {
    tiff(
        &[ascii(0x013b, b"Ann Lee\0"), (0x0112, 3, 1, &[0, 6])],
        &[],
        &[],
    )
}

fn has_both(reading: &Reading, container: Container) {
    assert_eq!(reading.container, Some(container));
    assert_eq!(
        reading.metadata.credit_line.as_deref(),
        Some("Harbour Post")
    );
    assert_eq!(reading.metadata.photographers, ["Ann Lee"]);
    assert_eq!(reading.notes, []);
}

fn chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length[..], kind, body, &[0; 4]].concat()
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunks.concat(),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn png_keeps_it_in_chunks() {
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", credit().as_bytes()].concat();

    has_both(
        &read(&png(&[chunk(b"eXIf", &camera()), chunk(b"iTXt", &text)])),
        Container::Png,
    );
}

#[test]
fn png_may_compress_it() {
    let text = [
        b"XML:com.adobe.xmp\0\x01\0\0\0",
        &packed(credit().as_bytes())[..],
    ]
    .concat();
    let mut hex = format!("\nexif\n{:8}\n", camera().len());
    for byte in camera() {
        write!(hex, "{byte:02x}").unwrap();
    }
    let profile = [b"Raw profile type exif\0\0", &packed(hex.as_bytes())[..]].concat();

    has_both(
        &read(&png(&[chunk(b"zTXt", &profile), chunk(b"iTXt", &text)])),
        Container::Png,
    );
}

#[test]
fn a_packed_text_that_swells_is_cut() {
    let swollen = packed(&vec![b'a'; 20 << 20]);
    let text = [b"XML:com.adobe.xmp\0\x01\0\0\0", &swollen[..]].concat();
    let plain = [b"Description\0\0", &swollen[..]].concat();

    let reading = read(&png(&[chunk(b"iTXt", &text), chunk(b"zTXt", &plain)]));

    assert!(reading.metadata.caption.unwrap().len() <= dateline_formats::photo::MAX_TEXT);
    assert!(reading.notes.len() >= 2, "{:?}", reading.notes);
}

#[test]
fn plain_texts_of_png_are_the_last_resort() {
    let file = png(&[
        chunk(b"tEXt", b"Title\0Fog"),
        chunk(b"tEXt", b"Author\0Ann Lee"),
        chunk(b"tEXt", b"Copyright\0\xa9 Harbour Post"),
        chunk(b"caBX", b""),
    ]);

    let found = read(&file).metadata;

    assert_eq!(found.title.as_deref(), Some("Fog"));
    assert_eq!(found.photographers, ["Ann Lee"]);
    assert_eq!(found.copyright_notice.as_deref(), Some("© Harbour Post"));
    assert!(found.has_content_credentials);
}

#[test]
fn webp_keeps_it_in_chunks() {
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        let pad = &[0][..body.len() % 2];
        [&kind[..], &length, body, pad].concat()
    };
    let chunks = [
        chunk(b"EXIF", &camera()),
        chunk(b"XMP ", credit().as_bytes()),
    ]
    .concat();
    let length = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();

    has_both(
        &read(&[b"RIFF", &length[..], b"WEBP", &chunks].concat()),
        Container::Webp,
    );
}

#[test]
fn gif_keeps_it_in_an_extension() {
    let mut file = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    file.extend(b"\x21\xff\x0bXMP DataXMP");
    file.extend(credit().as_bytes());
    file.push(1);
    file.extend((0..=255).rev());
    file.push(0);
    file.extend(b"\x21\xfe\x03Fog\0\x3b");

    let reading = read(&file);

    assert_eq!(reading.container, Some(Container::Gif));
    assert_eq!(
        reading.metadata.credit_line.as_deref(),
        Some("Harbour Post")
    );
    assert_eq!(reading.metadata.caption.as_deref(), Some("Fog"));
    assert_eq!(reading.notes, []);
}

#[test]
fn tiff_keeps_it_in_its_first_directory() {
    let xmp = credit();
    let iim = dataset(2, 105, b"Fog");
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap();
    let file = tiff(
        &[
            ascii(0x013b, b"Ann Lee\0"),
            (0x02bc, 1, length(xmp.as_bytes()), xmp.as_bytes()),
            (0x83bb, 7, length(&iim), &iim),
        ],
        &[],
        &[],
    );

    let reading = read(&file);

    has_both(&reading, Container::Tiff);
    assert_eq!(reading.metadata.headline.as_deref(), Some("Fog"));
}

/// A box of a HEIF file.
fn bmff(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 8).unwrap().to_be_bytes();
    [&length[..], kind, body].concat()
}

fn heif(brand: &[u8], exif: &[u8], xmp: &[u8]) -> Vec<u8> {
    let ftyp = bmff(b"ftyp", &[brand, &[0; 4], b"mif1", brand].concat());
    let entry =
        |id: u8, rest: &[u8]| bmff(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0][..], rest].concat());
    let infos = [
        &[0, 0, 0, 0, 0, 2][..],
        &entry(1, b"Exif\0"),
        &entry(2, b"mime\0application/rdf+xml\0"),
    ];
    let iinf = bmff(b"iinf", &infos.concat());
    let meta = |places: &[u8]| {
        let iloc = bmff(b"iloc", places);
        bmff(b"meta", &[&[0; 4][..], &iinf, &iloc].concat())
    };
    let place = |id: u8, at: usize, length: usize| {
        let number = |n: usize| u32::try_from(n).unwrap().to_be_bytes();
        [&[0, id, 0, 0, 0, 1][..], &number(at), &number(length)].concat()
    };
    let table = |start: usize| {
        let one = place(1, start, exif.len());
        let two = place(2, start + exif.len(), xmp.len());
        [&[0, 0, 0, 0, 0x44, 0, 0, 2][..], &one, &two].concat()
    };
    let start = ftyp.len() + meta(&table(0)).len() + 8;
    let data = bmff(b"mdat", &[exif, xmp].concat());
    [ftyp, meta(&table(start)), data].concat()
}

#[test]
fn heic_and_avif_keep_it_in_items() {
    for brand in [&b"heic"[..], b"avif"] {
        let exif = [&[0, 0, 0, 6][..], b"Exif\0\0", &camera()].concat();

        let reading = read(&heif(brand, &exif, credit().as_bytes()));

        has_both(&reading, Container::Heif);
        assert_eq!(
            reading.metadata.orientation, None,
            "decoders turn it themselves"
        );
    }
}

#[test]
fn a_film_is_no_picture() {
    let file = bmff(b"ftyp", b"isom\0\0\0\0isommp42");

    let reading = read(&file);

    assert_eq!(reading.container, None);
    assert_eq!(reading.metadata, PhotoMetadata::default());
}
