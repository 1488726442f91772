//! Slugs and paths from any text.

use crate::arbitrary::words;
use crate::hostile;
use dateline_core::slug::{MAX_SLUG_CHARS, decode_path, encode_path, make};
use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc};

fn is_bidi_or_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{20e3}')
}

fn check(text: &str) {
    let Some(slug) = make(text) else { return };
    assert!(
        (1..=MAX_SLUG_CHARS).contains(&slug.chars().count()),
        "{text:?} {slug:?}"
    );
    assert!(
        !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"),
        "{text:?} {slug:?}"
    );
    for c in slug.chars() {
        let good = c == '-'
            || !(c.is_control()
                || c.is_whitespace()
                || c.is_ascii_punctuation()
                || c.is_uppercase());
        assert!(
            good && !is_bidi_or_invisible(c) && !is_emoji(c),
            "{text:?} {slug:?} {c:?}"
        );
    }
    assert!(is_nfc(&slug), "{text:?} {slug:?}");
    assert_eq!(make(&slug).as_ref(), Some(&slug), "{text:?}");
    assert_eq!(decode_path(&encode_path(&slug)).as_ref(), Some(&slug));
}

#[test]
fn naughty_strings_make_good_slugs_or_none() {
    hostile::ALL.iter().for_each(|text| check(text));
    let all: String = hostile::naughty().concat();
    check(&all);
    check(&all.chars().rev().collect::<String>());
}

#[test]
fn every_letter_makes_a_good_slug_or_none() {
    // All alphabets and signs, but not each of the Han and Hangul characters, which behave alike.
    let letters = ('\u{1}'..'\u{3500}')
        .chain('\u{a000}'..'\u{ac50}')
        .chain('\u{f900}'..'\u{20050}')
        .chain('\u{e0000}'..'\u{e0200}');
    for c in letters {
        check(&format!("a{c}b"));
        check(&format!("ж{c}"));
        check(&c.to_string());
    }
}

#[test]
fn enclosed_letters_and_flags_are_no_letters_of_a_slug() {
    assert_eq!(make("Go 🅰🅱 🇩🇪 ①").as_deref(), Some("go-1"));
    assert_eq!(make("Ответ 🅰").as_deref(), Some("ответ"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_makes_a_good_slug_or_none(text in prop_oneof![any::<String>(), words(), "[ -~]{0,40}", "[а-яёa-zÀ-ÿء-ي\u{640}\u{300}-\u{36f} ’-]{0,250}"]) {
        check(&text);
    }

    #[test]
    fn paths_go_through_encoding_and_back(path in "(/[^\u{0}-\u{1f}\u{7f}-\u{9f}\\\\/]{1,12}){1,5}") {
        prop_assume!(path.split('/').all(|s| s != "." && s != ".."));

        let encoded = encode_path(&path);

        let is_plain = encoded.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}?#".contains(&b));
        prop_assert!(is_plain);
        prop_assert_eq!(decode_path(&encoded), Some(path.nfc().collect::<String>()));
    }

    #[test]
    fn what_is_decoded_is_a_plain_path(path in prop_oneof![any::<String>(), "[/.%25cCeEfF0a\\\\]{0,24}"]) {
        if let Some(decoded) = decode_path(&path) {
            prop_assert!(!decoded.split('/').any(|s| s == "." || s == ".."));
            prop_assert!(!decoded.contains('\\') && !decoded.chars().any(char::is_control));
            prop_assert_eq!(decode_path(&encode_path(&decoded)), Some(decoded));
        }
    }
}

#[test]
fn no_list_of_tricks_leads_out_of_a_folder_or_to_another_host() {
    let tricks = hostile::lines("directory_traversal.txt")
        .into_iter()
        .chain(hostile::lines("openredirects.txt"));
    for trick in tricks {
        for path in [
            trick.clone(),
            format!("/{trick}"),
            format!("/en/{trick}"),
            encode_path(&trick),
        ] {
            if let Some(decoded) = decode_path(&path) {
                assert!(
                    !decoded.split('/').any(|s| s == "." || s == ".."),
                    "{path} {decoded}"
                );
                assert!(
                    path.starts_with("//") || !decoded.starts_with("//"),
                    "{path} {decoded}"
                );
            }
        }
    }
}
