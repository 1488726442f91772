//! Codes of editions and directions of languages.

use crate::hostile;
use dateline_core::edition::{Direction, EditionCode};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_code_is_short_and_plain(text in prop_oneof!["[a-z0-9-]{0,14}", any::<String>()]) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = (2..=12).contains(&text.len()) && text.chars().all(plain) && !text.starts_with('-') && !text.ends_with('-');

        prop_assert_eq!(EditionCode::parse(&text).is_some(), good);
    }

    #[test]
    fn any_tag_has_a_direction(text in any::<String>()) {
        let _ = Direction::of(&text);
    }
}

#[test]
fn no_hostile_string_is_a_code_unless_it_is_a_word() {
    for text in hostile::ALL.iter() {
        if let Some(code) = EditionCode::parse(text) {
            assert!(
                code.as_str()
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            );
        }
    }
}

#[test]
fn the_script_decides_and_else_the_language() {
    for language in [
        "ar",
        "AR",
        "ar-EG",
        "ar_EG",
        "fa",
        "he",
        "iw",
        "ur-PK",
        "az-Arab",
        "pa-Arab-PK",
        "ckb",
        "sd",
        "nqo",
        "en-Hebr",
        "ff-Adlm",
    ] {
        assert_eq!(Direction::of(language), Direction::Rtl, "{language}");
    }
    for language in [
        "en",
        "ru",
        "",
        "-",
        "az",
        "ar-Latn",
        "uz-Cyrl",
        "sd-Deva",
        "zh-Hans",
        "arn",
        "en-x-arab",
        "de-1996",
        "he-Latn-IL",
    ] {
        assert_eq!(Direction::of(language), Direction::Ltr, "{language}");
    }
}
