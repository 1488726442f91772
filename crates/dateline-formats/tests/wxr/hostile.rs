//! Broken, cut off, over-large and malicious files.

use crate::{archive, data, outline, post, read, stories, wrapped};
use dateline_formats::archive::{Record, Story};
use dateline_formats::wxr::{Reader, WxrError};
use proptest::prelude::*;

#[test]
fn declared_entities_are_refused_by_name() {
    for file in ["hostile/billion-laughs.xml", "hostile/classic-xxe.xml"] {
        let (records, error) = read(&data(file));

        assert_eq!(records, []);
        assert!(
            matches!(error, Some(WxrError::Entities { line: 1 | 2 })),
            "{file} {error:?}"
        );
    }
    let inside = format!(
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
        wrapped("").replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")
    );
    assert!(matches!(
        read(inside.as_bytes()).1,
        Some(WxrError::Entities { .. })
    ));
}

#[test]
fn a_doctype_without_entities_is_passed_over() {
    let xml = format!(
        "<!DOCTYPE rss PUBLIC \"-//x\" \"http://x.example/rss.dtd\">{}",
        wrapped(&post("<title>t</title>"))
    );

    assert_eq!(read(xml.as_bytes()).1, None);
}

#[test]
fn what_is_no_export_is_named() {
    let error = |text: &str| {
        read(text.as_bytes())
            .1
            .map(|e| e.to_string())
            .unwrap_or_default()
    };

    assert_eq!(
        error(""),
        "line 1: this is not a WordPress export: the file ends before <rss>"
    );
    assert_eq!(
        error("hello"),
        "line 1: this is not XML; a WordPress export begins with <?xml or <rss"
    );
    assert_eq!(
        error("\n\n{\"db\":[]}"),
        "line 3: this is not XML; a WordPress export begins with <?xml or <rss"
    );
    assert_eq!(
        error("<?xml version='1.0'?>\n<feed></feed>"),
        "line 2: this is not a WordPress export: <feed> where <rss> was expected"
    );
    assert!(
        error("<rss><channel><title>x</title><item><title>a</title></item></channel></rss>")
            .contains("an RSS feed without")
    );
}

#[test]
fn a_file_that_is_cut_off_gives_what_came_before() {
    let xml = wrapped(&(post("<title>one</title>") + &post("<title>two</title>")));
    let cut = &xml[..xml.find("two").unwrap()];
    let (records, error) = read(cut.as_bytes());

    assert_eq!(stories(&records).len(), 1);
    assert!(
        matches!(error, Some(WxrError::Truncated { line: 7, .. })),
        "{error:?}"
    );
}

#[test]
fn a_broken_item_does_not_stop_the_others() {
    let items = post("<title>one</title>")
        + "<item><wp:post_id>8</wp:post_id><title>two</title><wp:postmeta><wp:meta_key>x</wp:postmeta></item>"
        + "<item><wp:post_id>9</wp:post_id><title>three</title>"
        + &post("<title>four & < five</title><wp:status>publish")
        + &post("<title>six</title>");
    let records = archive(&items);

    insta::assert_snapshot!(outline(&records), @r#"
site Harbour News https://harbour.example
story 7 one
story 8 two
story 9 three
story 7 four & < five
story 7 six
"#);
    let mended = |s: &&Story| s.changes.iter().any(|c| c.from == "broken XML in the item");
    assert_eq!(stories(&records).into_iter().filter(mended).count(), 3);
}

#[test]
fn a_field_beyond_the_bound_skips_its_item_only() {
    let big = format!(
        "<content:encoded><![CDATA[{}]]></content:encoded>",
        "x".repeat(17 * 1024 * 1024)
    );
    let records = archive(&(post(&big) + &post("<title>after</title>")));

    insta::assert_snapshot!(outline(&records), @r#"
site Harbour News https://harbour.example
skipped stories 7 field content:encoded is larger than 16 MB
story 7 after
"#);
}

#[test]
fn an_item_beyond_the_bound_is_skipped() {
    let field = format!(
        "<wp:postmeta><wp:meta_value>{}</wp:meta_value></wp:postmeta>",
        "y".repeat(10 * 1024 * 1024)
    );
    let records = archive(&(post(&field.repeat(7)) + &post("<title>after</title>")));

    insta::assert_snapshot!(outline(&records), @r#"
site Harbour News https://harbour.example
skipped stories 7 larger than 64 MB
story 7 after
"#);
}

#[test]
fn nesting_without_end_is_skipped() {
    let records = archive(
        &(post(&format!(
            "{}{}",
            "<a>".repeat(100_000),
            "</a>".repeat(100_000)
        )) + &post("<title>after</title>")),
    );

    assert_eq!(stories(&records).len(), 1);
    assert!(matches!(&records[1], Record::Skipped(s) if s.line == 7));
}

#[test]
fn every_encoding_gives_the_same_words() {
    let xml = wrapped(&post("<title>Größe “1”</title>"));
    let headline = |bytes: &[u8]| {
        let (records, error) = read(bytes);
        assert_eq!(error, None);
        stories(&records)[0].headline.clone()
    };
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(xml.encode_utf16());
        units
            .flat_map(|u: u16| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    };
    let windows = |label: &str| -> Vec<u8> {
        let xml = xml.replace("UTF-8", label);
        let byte = |c: char| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap(),
        };
        xml.chars().map(byte).collect()
    };

    assert_eq!(headline(xml.as_bytes()), "Größe “1”");
    assert_eq!(headline(format!("\u{feff}{xml}").as_bytes()), "Größe “1”");
    assert_eq!(headline(&utf16(true)), "Größe “1”");
    assert_eq!(headline(&utf16(false)), "Größe “1”");
    assert_eq!(headline(&windows("windows-1252")), "Größe “1”");
    assert_eq!(headline(&windows("ISO-8859-1")), "Größe “1”");
}

#[test]
fn control_characters_and_bad_bytes_are_recovered() {
    let mut bytes = wrapped(&post("<title>a\u{1}b&#0;&#x1F;c&nbsp;d&#8217;</title>")).into_bytes();
    let at = bytes.windows(2).position(|w| w == b"a\x01").unwrap();
    bytes.insert(at, 0xFF);
    let (records, error) = read(&bytes);

    assert_eq!(error, None);
    assert_eq!(stories(&records)[0].headline, "\u{fffd}abc\u{a0}d’");
}

#[test]
fn bytes_may_come_one_at_a_time() {
    struct Slow<'a>(&'a [u8]);
    impl std::io::Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(1).min(out.len());
            out[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let bytes = data("wxr/edge/valid-wxr-1.1.xml");
    let slow: Vec<_> = Reader::new(std::io::BufReader::with_capacity(1, Slow(&bytes)))
        .map(Result::unwrap)
        .collect();

    assert_eq!(slow, read(&bytes).0);
}

#[test]
fn hostile_payloads_do_no_harm_in_any_field() {
    let list = data("hostile/XSS_Polyglots.txt");
    for payload in String::from_utf8_lossy(&list).lines() {
        let (records, _) = read(wrapped(&post(&format!("<title>{payload}</title><link>{payload}</link><content:encoded>{payload}</content:encoded>"))).as_bytes());
        for story in stories(&records) {
            assert!(
                story.url.as_ref().is_none_or(|u| u.starts_with("http")),
                "{payload}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn no_damage_to_an_archive_makes_the_reader_panic(at in 0..2_000_usize, bytes in prop::collection::vec(any::<u8>(), 0..8), cut in 0..8_usize) {
        let items = "<wp:author><wp:author_login>a</wp:author_login></wp:author>".to_owned()
            + &post("<title><![CDATA[a]]></title><content:encoded><![CDATA[<!-- wp:image {\"id\":1} --><p>[gallery ids=\"1\"]</p>]]></content:encoded><wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>");
        let mut xml = wrapped(&items).into_bytes();
        let start = at.min(xml.len());
        let end = (start + cut).min(xml.len());
        xml.splice(start..end, bytes);
        read(&xml);
    }

    #[test]
    fn no_markup_makes_the_reader_panic(text in "([<>&;!/\\[\\]\\-\"'= a-c]|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<item>|</item>|<wp:comment>|&#x|\\PC){0,60}") {
        read(wrapped(&text).as_bytes());
    }
}
