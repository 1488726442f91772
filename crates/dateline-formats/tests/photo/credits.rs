//! Pictures as agencies and programs write them.

use super::{folder, picture, shown};
use dateline_formats::photo::Container;
use insta::assert_snapshot;

#[test]
fn an_agency_picture_gives_its_caption_and_credit() {
    assert_snapshot!(shown(&picture("credits/pa.jpg")), @"
    blocks[0]: xmp
    blocks[1]: iim
    blocks[2]: exif
    caption: File photo dated 24-06-2014 of England's Moeen Ali. PRESS ASSOCIATION Photo. Issue date: Thursday April 2, 2015. Moeen Ali is planning to join England for the l…
    category: S
    copyright_marked: true
    copyright_notice: PA Wire
    creator_tool: Adobe Photoshop CS2 Windows
    credit_line: PA
    date_created: 2015-04-02T15:10:41+00:00
    headline: Cricket - Moeen Ali File Photo
    keywords[0]: cricket england cricket world cup talking points
    orientation: 1
    photographers[0]: Martin Rickett
    place.city: Leeds
    place.country: United Kingdom
    rating: 0
    source: PA
    special_instructions: FILE PHOTO Use subject to restrictions. Editorial use only. No commercial use. Call 44 (0)1158 447447 for further information. Use subject to restrictions. Edit…
    supplemental_categories[0]: Cricket
    supplier_reference: CRICKET_England_Moeen_111162.JPG
    title: 22150683
    ");
}

#[test]
fn what_was_changed_after_xmp_was_written_is_believed_first() {
    assert_snapshot!(shown(&picture("credits/corbis.jpg")), @"
    blocks[0]: xmp
    blocks[1]: iim
    caption: 01 Apr 2015, Akron, Ohio, USA --- April 1, 2015 - Akron, Ohio, U.S. - Former Navy SEAL CHRISTOPHER HEBEN gestures as he describes how he could only see the eyes…
    category: NEW
    copyright_marked: true
    copyright_notice: © Corbis.  All Rights Reserved.
    credit_line: © Mike Cardew/ZUMA Press/Corbis
    date_created: 2015-04-01
    headline: Former Navy Seal On Trial
    keywords[0]: Akron
    keywords[1]: clj
    keywords[2]: Great Lakes States
    keywords[3]: Midwest
    keywords[4]: North America
    keywords[5]: Ohio
    keywords[6]: Summit County
    keywords[7]: thepicturesoftheday.com
    keywords[8]: USA
    keywords[9]: zmct
    keywords[10]: zumapress.com
    photographers[0]: Mike Cardew
    place.city: Akron
    place.country: USA
    place.region: Ohio
    places_shown[0].city: Akron
    places_shown[0].country: USA
    places_shown[0].region: Ohio
    source: Corbis
    special_instructions: For latest restrictions check www.corbisimages.com
    supplemental_categories[0]: [Heben, Christopher]
    supplier_reference: 70266837
    title: 42-70266837
    usage_terms: Not available for license and invoicing to customers located in Finland.
    note: IPTC-IIM: character set not declared or wrong; read as Windows-1252
    note: IPTC-IIM: was changed after XMP was written, so its fields were taken first
    ");
}

#[test]
fn what_photo_mechanic_writes_is_read() {
    assert_snapshot!(shown(&picture("credits/PhotoMechanic.jpg")), @"
    blocks[0]: xmp
    blocks[1]: iim
    caption: Caption
    caption_writer: Writers
    category: Category
    copyright_marked: true
    copyright_notice: Copyright
    credit_line: Credit
    date_created: 2006-10-29T06:27:51-05:00
    headline: Headline
    keywords[0]: Keywords
    keywords[1]: one
    keywords[2]: three
    keywords[3]: two
    photographer_job_title: Title
    photographers[0]: Photographer
    place.city: kingston
    place.country: Country
    place.country_code: COD
    place.region: State
    source: Source
    special_instructions: Special ins
    supplemental_categories[0]: Supp Cat 1
    supplemental_categories[1]: Supp Cat 2
    supplier_reference: Trans ref
    title: Object Name
    urgency: 8
    ");
}

#[test]
fn xmp_in_utf_16_is_read() {
    assert_snapshot!(shown(&picture("credits/XMP.jpg")), @"
    blocks[0]: xmp
    blocks[1]: exif
    caption: UTF-16 (big-endian) encoded XMP
    caption_writer: I wrote it
    category: 1
    copyright_notice: Copyright 2004 Phil Harvey
    creator_tool: Adobe Photoshop 7.0
    credit_line: My Credit
    date_created: 2004-02-26
    headline: No headline
    keywords[0]: ExifTool
    keywords[1]: Test
    keywords[2]: XMP
    orientation: 1
    photographer_job_title: My Position
    photographers[0]: Phil Harvey
    place.city: Kingston
    place.country: Canada
    place.region: Ont
    source: I'm the source
    special_instructions: What instructions
    supplemental_categories[0]: amazing
    supplemental_categories[1]: image
    supplemental_categories[2]: utilities
    supplier_reference: What is a transmission reference?
    title: Test IPTC picture
    urgency: 8
    web_statement: https://exiftool.org/
    ");
}

#[test]
fn a_picture_with_iptc_iim_alone_is_read() {
    assert_snapshot!(shown(&picture("credits/IPTC.jpg")), @"
    blocks[0]: iim
    caption: A witty caption
    caption_writer: I wrote it
    category: 1
    copyright_notice: Copyright 2004 Phil Harvey
    credit_line: My Credit
    date_created: 2004-02-26
    headline: No headline
    keywords[0]: ExifTool
    keywords[1]: Test
    keywords[2]: IPTC
    photographer_job_title: My Position
    photographers[0]: Phil Harvey
    place.city: Kingston
    place.country: Canada
    place.region: Ont
    source: I'm the source
    special_instructions: What instructions
    supplemental_categories[0]: amazing
    supplemental_categories[1]: image
    supplemental_categories[2]: utilities
    supplier_reference: What is a transmission reference
    title: Test IPTC picture
    urgency: 8
    ");
}

#[test]
fn accounts_that_contradict_each_other_are_reconciled_as_the_guidance_says() {
    let reading = picture("credits/MWG.jpg");

    let all = shown(&reading);
    assert!(!all.contains("WRONG"), "{all}");
    assert_snapshot!(all, @"
    blocks[0]: xmp
    blocks[1]: iim
    blocks[2]: exif
    caption: RIGHT-EXIF-Description
    copyright_notice: RIGHT-XMP-Copyright
    date_created: 2001-01-01T01:11:11.111
    keywords[0]: RIGHT1of2-XMP-Keywords
    keywords[1]: RIGHT2of2-XMP-Keywords
    orientation: 6
    photographers[0]: RIGHT1of2-EXIF-Creator
    photographers[1]: RIGHT2of2-EXIF-Creator
    place.city: RIGHT-XMP-City
    place.country: RIGHT-IPTC-Country
    place.region: RIGHT-IPTC-State
    place.sublocation: RIGHT-IPTC-Location
    rating: 3
    ");
}

#[test]
fn a_credit_line_of_many_pages_is_cut_with_a_note() {
    let reading = picture("credits/longXMP.jpg");

    let credit = reading.metadata.credit_line.unwrap();
    assert!(credit.starts_with("Lorem ipsum dolor sit amet"));
    assert!(credit.chars().count() <= dateline_formats::photo::MAX_LINE);
    let notes: Vec<_> = reading.notes.iter().map(ToString::to_string).collect();
    assert_snapshot!(notes.join("\n"), @"
    EXIF: `caption` holds what a camera or program writes into every file; left out
    XMP: `credit_line` is longer than 1000 characters and was cut
    ");
}

#[test]
fn an_extension_of_xmp_without_editorial_fields_is_no_fault() {
    assert_snapshot!(shown(&picture("credits/ExtendedXMP.jpg")), @"");
}

#[test]
fn what_a_camera_alone_wrote_is_read_and_what_betrays_it_is_only_counted() {
    assert_snapshot!(shown(&picture("credits/exif-orientated.jpg")), @"
    blocks[0]: exif
    date_created: 2015-04-23T19:12:34
    orientation: 6
    private.has_maker_notes: true
    ");
}

#[test]
fn each_kind_of_file_is_known_by_its_content() {
    let kinds: Vec<_> = folder("kinds")
        .into_iter()
        .map(|(name, bytes)| (name, dateline_formats::photo::read(&bytes)))
        .collect();

    for (name, reading) in &kinds {
        let expected = match name.rsplit('.').next() {
            Some("jpg") => Container::Jpeg,
            Some("png") => Container::Png,
            Some("webp") => Container::Webp,
            _ => Container::Heif,
        };
        assert_eq!(reading.container, Some(expected), "{name}");
    }
    let all = kinds
        .iter()
        .map(|(name, r)| format!("== {name}\n{}", shown(r)));
    assert_snapshot!(all.collect::<Vec<_>>().join("\n"), @r#"
    == IndexedColor.png

    == QuickTime.heic

    == RIFF.webp
    blocks[0]: xmp
    blocks[1]: exif
    keywords[0]: test
    photographers[0]: me
    == basn2c16_TrueColor_16bit.png

    == cmyk.jpg
    blocks[0]: xmp
    blocks[1]: iim
    blocks[2]: exif
    caption: HORGOS, SERBIA - SEPTEMBER 17:  A man sits by the campfire as migrants wake up to a more peaceful morning after the previous day's friction at the border crossi…
    caption_writer: cf
    category: I
    copyright_notice: 2015 Getty Images
    creator_tool: Adobe Photoshop CS6 (Macintosh)
    credit_line: Getty Images
    date_created: 2015-09-17T04:49:00+00:00
    headline: Migrants Head For Croatia
    keywords[0]: Conflict
    keywords[1]: War
    keywords[2]: topics
    keywords[3]: topix
    keywords[4]: bestof
    keywords[5]: toppics
    keywords[6]: toppix
    orientation: 1
    photographer_job_title: Staff
    photographers[0]: Christopher Furlong
    place.city: Horgos
    place.country: Serbia
    place.country_code: SRB
    private.has_serial_numbers: true
    source: Getty Images Europe
    supplemental_categories[0]: HRI
    supplemental_categories[1]: WAR
    supplier_reference: 488705662
    title: 488705662
    urgency: 1
    == grayscale-with-profile.jpg
    blocks[0]: xmp
    blocks[1]: iim
    blocks[2]: exif
    copyright_notice: Copyright (C) reserved
    creator_tool: Adobe Photoshop CS6 (Macintosh)
    orientation: 1
    == rgb-with-cmyk-profile.jpg
    blocks[0]: xmp
    blocks[1]: iim
    blocks[2]: exif
    caption: 16-9-15 LISTOWEL\nPINWOOD and Shane Foley (Centre) win the Exchange Inn Ballybunion & Kevin Broderick's Bar Listowel Maiden from Laws Of Spin (Right).\nHEALY RACI…
    copyright_notice: RACINGFOTOS.COM
    creator_tool: Adobe Photoshop CS6 (Macintosh)
    credit_line: RACINGFOTOS.COM
    date_created: 2015-09-16T22:21:57+00:00
    orientation: 1
    photographers[0]: PAT HEALY
    private.has_serial_numbers: true
    source: RACINGFOTOS.COM
    note: IPTC-IIM: was changed after XMP was written, so its fields were taken first
    "#);
}

#[test]
fn the_orientation_of_each_picture_is_read() {
    for (name, bytes) in folder("orientation") {
        let expected = name.trim_end_matches(".jpg").chars().next_back().unwrap();
        let reading = dateline_formats::photo::read(&bytes);

        let orientation = reading.metadata.orientation.map(|o| o.to_string());
        assert_eq!(orientation, Some(expected.to_string()), "{name}");
    }
}

#[test]
fn content_credentials_are_found_and_not_taken_for_granted() {
    let found: Vec<String> = folder("c2pa")
        .iter()
        .map(|(name, bytes)| {
            let reading = dateline_formats::photo::read(bytes);
            format!("{name}: {}", reading.metadata.has_content_credentials)
        })
        .collect();

    assert_snapshot!(found.join("\n"), @"
    adobe-20220124-CA.jpg: true
    adobe-20220124-E-sig-CA.jpg: true
    adobe-20220124-I.jpg: false
    ");
}
