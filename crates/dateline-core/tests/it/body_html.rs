//! Whatever a body says, its HTML is well-formed and harmless.

use crate::arbitrary::body;
use crate::markup::{PlainSlots, check, render, unescape};
use crate::{arbitrary, hostile};
use dateline_core::body::html::{escape, render_text};
use dateline_core::body::{Body, Element, Inline, Kind, ListItem, Mark, RichText};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn any_body_is_well_formed_and_harmless(body in body()) {
        let html = render(&body);

        check(&html);
        prop_assert!(!html.to_ascii_lowercase().contains("<script"));
    }

    #[test]
    fn any_text_is_well_formed_and_harmless(text in arbitrary::rich_text(arbitrary::address())) {
        check(&render_text(&text, &PlainSlots));
    }

    #[test]
    fn escaping_keeps_what_may_stand_in_a_page(text in any::<String>()) {
        let mut html = String::new();
        escape(&text, &mut html);

        let kept: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
        prop_assert_eq!(unescape(&html), kept);
    }
}

/// Not allowed in XML 1.0, and an error in HTML.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}')
}

#[test]
fn characters_no_page_may_have_are_left_out() {
    let mut html = String::new();
    escape("a\0b\u{b}c\td\ne\u{ffff}f\u{fffe}\u{fffd}ﾠ", &mut html);

    assert_eq!(html, "abc\td\nef\u{fffd}ﾠ");
}

#[test]
fn every_hostile_string_is_only_text_in_every_place() {
    for text in hostile::ALL.iter() {
        let rich = || RichText::from(text.clone());
        let some = || Some(text.clone());
        let link = Mark::Link {
            href: text.clone(),
            story: None,
        };
        let marks = vec![
            link,
            Mark::Language {
                lang: text.clone(),
                rtl: true,
            },
        ];
        let kinds = [
            Kind::Paragraph {
                text: RichText(vec![Inline::Text {
                    text: text.clone(),
                    marks,
                }]),
            },
            Kind::Heading {
                level: 2,
                text: rich(),
            },
            Kind::List {
                ordered: false,
                items: vec![ListItem {
                    text: rich(),
                    elements: Vec::new(),
                }],
            },
            Kind::Quote {
                text: vec![rich()],
                speaker: some(),
                role: some(),
                source: some(),
                source_url: some(),
            },
            Kind::PullQuote {
                text: rich(),
                speaker: some(),
            },
            Kind::Factbox {
                title: text.clone(),
                elements: vec![Element::paragraph(rich())],
            },
            Kind::Table {
                caption: Some(rich()),
                head: vec![rich()],
                rows: vec![vec![rich()]],
            },
            Kind::Code {
                language: some(),
                text: text.clone(),
            },
            Kind::Audio {
                url: text.clone(),
                title: some(),
            },
            Kind::Video {
                url: text.clone(),
                title: some(),
                poster: None,
            },
            Kind::Footnote {
                key: text.clone(),
                text: RichText(vec![Inline::Footnote {
                    footnote: text.clone(),
                }]),
            },
        ];
        let body = Body {
            elements: kinds.into_iter().map(Element::new).collect(),
        };

        let html = render(&body);

        for tag in check(&html) {
            assert!(
                !tag.attributes
                    .iter()
                    .any(|(name, _)| name.to_ascii_lowercase().starts_with("on")),
                "{html}"
            );
        }
    }
}
