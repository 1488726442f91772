//! How single fields are read and merged.

use super::build::{
    ascii, dataset, exif, iim, iim_with_digest, jpeg, packet, resources, segment, tiff, xmp,
};
use super::shown;
use dateline_formats::photo::{DataMining, PhotoMetadata, Reading, Release, read};
use insta::assert_snapshot;
use md5::{Digest, Md5};

fn with_xmp(properties: &str) -> Reading {
    read(&jpeg(&[xmp(&packet(properties))]))
}

fn with_iim(datasets: &[Vec<u8>]) -> PhotoMetadata {
    read(&jpeg(&[iim(datasets)])).metadata
}

fn caption_in_xmp(words: &str) -> Vec<u8> {
    xmp(&packet(&format!(
        "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>{words}</rdf:li></rdf:Alt></dc:description>"
    )))
}

#[test]
fn the_default_language_of_a_caption_comes_first() {
    let reading = with_xmp(
        "<dc:description><rdf:Alt><rdf:li xml:lang='ru'>Туман</rdf:li>\
         <rdf:li xml:lang='x-default'>Fog</rdf:li></rdf:Alt></dc:description>\
         <dc:title><rdf:Alt><rdf:li xml:lang='de'>Nebel</rdf:li></rdf:Alt></dc:title>",
    );

    assert_eq!(reading.metadata.caption.as_deref(), Some("Fog"));
    assert_eq!(reading.metadata.title.as_deref(), Some("Nebel"));
}

#[test]
fn each_way_to_write_a_property_is_read() {
    let attributes = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
        xmlns:p='http://ns.adobe.com/photoshop/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' \
        xmlns:cc='http://creativecommons.org/ns#' xmlns:e='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>\
        <rdf:Description p:Headline='Fog &amp; ice' p:City='Harbour'>\
        <dc:creator>Ann Lee</dc:creator>\
        <dc:subject><rdf:Bag><rdf:li><rdf:Description><rdf:value>fog</rdf:value></rdf:Description></rdf:li>\
        <rdf:li><![CDATA[ice]]></rdf:li></rdf:Bag></dc:subject>\
        <cc:license rdf:resource='https://creativecommons.org/licenses/by/4.0/'/>\
        <e:LocationShown><rdf:Bag><rdf:li e:City='Port' e:CountryCode='NO'/>\
        <rdf:li><rdf:Description e:City='Pier'/></rdf:li></rdf:Bag></e:LocationShown>\
        </rdf:Description></rdf:RDF>";

    let reading = read(&jpeg(&[xmp(attributes)]));

    assert_snapshot!(shown(&reading), @"
    blocks[0]: xmp
    headline: Fog & ice
    keywords[0]: fog
    keywords[1]: ice
    licence_url: https://creativecommons.org/licenses/by/4.0/
    photographers[0]: Ann Lee
    place.city: Harbour
    places_shown[0].city: Port
    places_shown[0].country_code: NO
    places_shown[1].city: Pier
    ");
}

#[test]
fn accessibility_data_mining_and_artificial_pictures_are_read() {
    let reading = with_xmp(
        "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A pier in fog</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>\
         <Iptc4xmpCore:ExtDescrAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A long pier.\nTwo gulls.</rdf:li></rdf:Alt></Iptc4xmpCore:ExtDescrAccessibility>\
         <plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEECONSTRAINT</plus:DataMining>\
         <plus:OtherConstraints>Ask us</plus:OtherConstraints>\
         <plus:ModelReleaseStatus>http://ns.useplus.org/ldf/vocab/MR-LMR</plus:ModelReleaseStatus>\
         <plus:PropertyReleaseStatus>PR-UPR</plus:PropertyReleaseStatus>\
         <plus:MinorModelAgeDisclosure>http://ns.useplus.org/ldf/vocab/AG-A16</plus:MinorModelAgeDisclosure>\
         <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>\
         <Iptc4xmpExt:AISystemUsed>Painter</Iptc4xmpExt:AISystemUsed>",
    );

    let found = &reading.metadata;
    assert_eq!(found.data_mining, Some(DataMining::SeeConstraint));
    assert_eq!(found.model_release, Some(Release::LimitedOrIncomplete));
    assert_eq!(found.property_release, Some(Release::Unlimited));
    assert!(found.minor_age.as_ref().unwrap().is_minor());
    assert!(found.is_generated());
    assert!(found.digital_source_type.as_ref().unwrap().is_composite());
    assert_snapshot!(shown(&reading), @r#"
    ai.system: Painter
    alt: A pier in fog
    blocks[0]: xmp
    data_mining: DMI-PROHIBITED-SEECONSTRAINT
    digital_source_type: compositeWithTrainedAlgorithmicMedia
    extended_description: A long pier.\nTwo gulls.
    minor_age: AG-A16
    model_release: limited_or_incomplete
    other_constraints: Ask us
    property_release: unlimited
    "#);
}

#[test]
fn a_licence_is_found_where_the_page_about_rights_is_one() {
    let page = |address: &str| {
        let property = format!("<xmpRights:WebStatement>{address}</xmpRights:WebStatement>");
        with_xmp(&property).metadata.licence_url
    };

    let licence = "https://creativecommons.org/licenses/by-sa/4.0/";
    assert_eq!(page(licence).as_deref(), Some(licence));
    assert_eq!(page("https://post.example/rights"), None);
}

#[test]
fn a_code_that_nobody_knows_yet_is_kept_as_it_is() {
    let reading = with_xmp(
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/dreamt</Iptc4xmpExt:DigitalSourceType>\
         <plus:DataMining>DMI-TOMORROW</plus:DataMining>",
    );

    assert_snapshot!(shown(&reading), @"
    blocks[0]: xmp
    data_mining: DMI-TOMORROW
    digital_source_type: http://cv.iptc.org/newscodes/digitalsourcetype/dreamt
    ");
    assert!(!reading.metadata.is_generated());
}

#[test]
fn what_can_betray_a_source_stands_apart_and_numbers_are_not_read() {
    let north = [
        0, 0, 0, 51, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1,
    ];
    let west = [
        0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 1,
    ];
    let block = tiff(
        &[],
        &[
            ascii(0xa430, b"J. Doe\0"),
            ascii(0xa431, b"1430750550\0"),
            (0x927c, 7, 5, b"maker"),
        ],
        &[
            ascii(1, b"N\0"),
            (2, 5, 3, &north),
            ascii(3, b"W\0"),
            (4, 5, 3, &west),
        ],
    );

    let reading = read(&jpeg(&[exif(&block)]));

    assert_snapshot!(shown(&reading), @"
    blocks[0]: exif
    private.coordinates.latitude: 51.5
    private.coordinates.longitude: -0.125
    private.has_maker_notes: true
    private.has_owner_name: true
    private.has_serial_numbers: true
    ");
    let all = serde_json::to_string(&reading).unwrap();
    assert!(!all.contains("1430750550") && !all.contains("Doe"), "{all}");
}

#[test]
fn coordinates_in_xmp_stand_apart_too() {
    let reading = with_xmp(
        "<exif:GPSLatitude>33,30.5S</exif:GPSLatitude><exif:GPSLongitude>151,12,36E</exif:GPSLongitude>\
         <exif:GPSAltitude>250/10</exif:GPSAltitude><aux:SerialNumber>77</aux:SerialNumber>",
    );

    assert_snapshot!(shown(&reading), @"
    blocks[0]: xmp
    private.coordinates.altitude_m: 25.0
    private.coordinates.latitude: -33.50833333333333
    private.coordinates.longitude: 151.20999999999998
    private.has_serial_numbers: true
    ");
}

#[test]
fn coordinates_that_mean_nothing_are_left_out() {
    for (latitude, longitude) in [
        ("0,0N", "0,0E"),
        ("95,0N", "7,0E"),
        ("NaNN", "infE"),
        ("é", "7,0E"),
    ] {
        let reading = with_xmp(&format!(
            "<exif:GPSLatitude>{latitude}</exif:GPSLatitude><exif:GPSLongitude>{longitude}</exif:GPSLongitude>"
        ));
        assert_eq!(
            reading.metadata.private.coordinates, None,
            "{latitude} {longitude}"
        );
    }
}

#[test]
fn texts_of_agencies_are_read_in_the_character_set_they_were_written_in() {
    for (marker, bytes, expected) in [
        (Some(&b"\x1b%G"[..]), "Łódź, Köln".as_bytes(), "Łódź, Köln"),
        (None, "Łódź, Köln".as_bytes(), "Łódź, Köln"),
        (None, b"K\xf6ln, M\xfcnchen", "Köln, München"),
        (None, b"K\x9aln, M\x9fnchen", "Köln, München"),
        (Some(b"\x1b.A"), b"K\xf6ln", "Köln"),
        (Some(b"\x1b%G"), b"K\xf6ln", "Köln"),
        (Some(b"\x1b.A"), "Köln".as_bytes(), "Köln"),
        (None, "KÃ¶ln".as_bytes(), "Köln"),
    ] {
        let mut datasets: Vec<_> = marker.map(|m| dataset(1, 90, m)).into_iter().collect();
        datasets.push(dataset(2, 120, bytes));

        let caption = with_iim(&datasets).caption;

        assert_eq!(caption.as_deref(), Some(expected), "{marker:?} {bytes:?}");
    }
}

#[test]
fn padding_entities_and_line_ends_of_agencies_are_mended() {
    let found = with_iim(&[
        dataset(2, 105, b"Fog &amp; ice\0\0\0"),
        dataset(
            2,
            120,
            b"First line.\r\rSecond &#8220;line&#8221;.\r\nThird.\0",
        ),
        dataset(2, 25, b" fog "),
        dataset(2, 25, b"fog\0"),
        dataset(2, 25, b"   "),
    ]);

    assert_eq!(found.headline.as_deref(), Some("Fog & ice"));
    assert_eq!(
        found.caption.as_deref(),
        Some("First line.\n\nSecond “line”.\nThird.")
    );
    assert_eq!(found.keywords, ["fog"]);
}

#[test]
fn a_long_dataset_is_read_with_its_long_length() {
    let words = "fog ".repeat(20);
    let mut long = b"\x1c\x02\x78\x80\x04".to_vec();
    long.extend(u32::try_from(words.len()).unwrap().to_be_bytes());
    long.extend(words.as_bytes());

    assert_eq!(with_iim(&[long]).caption.as_deref(), Some(words.trim_end()));
}

#[test]
fn without_a_digest_xmp_is_believed_first() {
    let file = jpeg(&[
        caption_in_xmp("From XMP"),
        iim(&[dataset(2, 120, b"From IIM"), dataset(2, 90, b"Harbour")]),
    ]);

    let found = read(&file).metadata;

    assert_eq!(found.caption.as_deref(), Some("From XMP"));
    assert_eq!(found.place.unwrap().city.as_deref(), Some("Harbour"));
}

#[test]
fn a_digest_tells_which_was_written_last() {
    let datasets = [dataset(2, 120, b"From IIM")];
    let same = jpeg(&[
        caption_in_xmp("From XMP"),
        iim_with_digest(&datasets, &datasets.concat()),
    ]);
    let changed = jpeg(&[
        caption_in_xmp("From XMP"),
        iim_with_digest(&datasets, b"what was there before"),
    ]);
    let unknown = jpeg(&[
        caption_in_xmp("From XMP"),
        resources(&[(0x0425, &[0; 16]), (0x0404, &datasets.concat())]),
    ]);

    let caption = |file: &[u8]| read(file).metadata.caption.unwrap();
    assert_eq!(caption(&same), "From XMP");
    assert_eq!(caption(&changed), "From IIM");
    assert_eq!(caption(&unknown), "From XMP");
}

#[test]
fn a_text_that_iptc_iim_had_to_cut_is_taken_whole() {
    let whole = "Photograph by Ann Lee of the Harbour Post";
    let credit = format!("<photoshop:Credit>{whole}</photoshop:Credit>");
    let datasets = [dataset(2, 110, &whole.as_bytes()[..32])];
    let file = jpeg(&[
        xmp(&packet(&credit)),
        iim_with_digest(&datasets, b"something else"),
    ]);

    assert_eq!(read(&file).metadata.credit_line.as_deref(), Some(whole));
}

#[test]
fn exif_decides_only_where_the_others_contradict_each_other() {
    let block = tiff(&[ascii(0x010e, b"From EXIF\0")], &[], &[]);
    let file = |iim_says: &[u8]| {
        jpeg(&[
            exif(&block),
            caption_in_xmp("From XMP"),
            iim(&[dataset(2, 120, iim_says)]),
        ])
    };
    let alone = jpeg(&[exif(&block)]);

    let caption = |file: &[u8]| read(file).metadata.caption.unwrap();
    assert_eq!(caption(&file(b"From XMP")), "From XMP");
    assert_eq!(caption(&file(b"From IIM")), "From EXIF");
    assert_eq!(caption(&alone), "From EXIF");
}

#[test]
fn what_a_camera_writes_into_every_picture_is_no_caption() {
    let block = tiff(
        &[ascii(0x010e, b"OLYMPUS DIGITAL CAMERA         \0")],
        &[],
        &[],
    );

    let reading = read(&jpeg(&[exif(&block)]));

    assert_eq!(reading.metadata.caption, None);
    assert_snapshot!(reading.notes[0].to_string(), @"EXIF: `caption` holds what a camera or program writes into every file; left out");
}

#[test]
fn exif_texts_are_read_in_utf_8_and_in_what_windows_writes() {
    let wide: Vec<u8> = "Туман; Лёд"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let count = u32::try_from(wide.len()).unwrap();
    let block = tiff(
        &[
            ascii(0x010e, "Гавань в тумане\0".as_bytes()),
            ascii(0x013b, b"Ann Lee; \"Doe; Sons\"\0"),
            ascii(0x8298, "© Ann Lee\0© Harbour Post\0".as_bytes()),
            (0x9c9e, 1, count, &wide),
        ],
        &[],
        &[],
    );

    assert_snapshot!(shown(&read(&jpeg(&[exif(&block)]))), @"
    blocks[0]: exif
    caption: Гавань в тумане
    copyright_notice: © Ann Lee; © Harbour Post
    keywords[0]: Туман
    keywords[1]: Лёд
    photographers[0]: Ann Lee
    photographers[1]: Doe; Sons
    ");
}

#[test]
fn a_date_is_as_precise_as_the_best_account_of_it() {
    let camera = [
        ascii(0x9003, b"2026:10:29 06:27:51\0"),
        ascii(0x9011, b"-05:00\0"),
    ];
    let date = |day: &str, iim_day: &[u8]| {
        let day = format!("<photoshop:DateCreated>{day}</photoshop:DateCreated>");
        let file = jpeg(&[
            exif(&tiff(&[], &camera, &[])),
            xmp(&packet(&day)),
            iim(&[dataset(2, 55, iim_day), dataset(2, 60, b"062751")]),
        ]);
        read(&file).metadata.date_created.unwrap().to_string()
    };

    assert_eq!(date("2026-10-29", b"20261029"), "2026-10-29T06:27:51-05:00");
    assert_eq!(date("1916", b"19160000"), "1916");
    assert_eq!(date("2026-10-30", b"20261030"), "2026-10-30T06:27:51");
}

#[test]
fn an_extension_is_read_if_the_main_packet_names_it() {
    let more = packet("<photoshop:Credit>Harbour Post</photoshop:Credit>");
    let digest: [u8; 16] = Md5::digest(more.as_bytes()).into();
    let guid = format!("{:032X}", u128::from_be_bytes(digest));
    let piece = |guid: &str, from: usize, to: usize| {
        let mut body = b"http://ns.adobe.com/xmp/extension/\0".to_vec();
        body.extend(guid.as_bytes());
        body.extend(u32::try_from(more.len()).unwrap().to_be_bytes());
        body.extend(u32::try_from(from).unwrap().to_be_bytes());
        body.extend(&more.as_bytes()[from..to]);
        segment(0xe1, &body)
    };
    let main = xmp(&packet(&format!(
        "<xmpNote:HasExtendedXMP>{guid}</xmpNote:HasExtendedXMP><photoshop:Headline>Fog</photoshop:Headline>"
    )));
    let other = "0".repeat(32);
    let (half, end) = (more.len() / 2, more.len());

    let whole = read(&jpeg(&[
        main.clone(),
        piece(&guid, half, end),
        piece(&guid, 0, half),
    ]));
    let foreign = read(&jpeg(&[main.clone(), piece(&other, 0, end)]));
    let torn = read(&jpeg(&[main, piece(&guid, half, end)]));

    assert_eq!(whole.metadata.credit_line.as_deref(), Some("Harbour Post"));
    assert_eq!(whole.notes, []);
    for reading in [foreign, torn] {
        assert_eq!(reading.metadata.headline.as_deref(), Some("Fog"));
        assert_eq!(reading.metadata.credit_line, None);
        assert_eq!(reading.notes.len(), 1);
    }
}

#[test]
fn invisible_characters_that_turn_text_around_are_taken_out_with_a_note() {
    let reading =
        with_xmp("<photoshop:Credit>Post\u{202e}gpj.exe\u{2066}\u{feff}</photoshop:Credit>");

    assert_eq!(reading.metadata.credit_line.as_deref(), Some("Postgpj.exe"));
    assert_snapshot!(reading.notes[0].to_string(), @"XMP: invisible characters were taken out of `credit_line`");
}
