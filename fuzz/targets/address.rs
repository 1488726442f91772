//! Slugs, paths and links from any text.
#![no_main]

use dateline_core::body::limits::{is_safe_href, is_web_url};
use dateline_core::edition::{Direction, EditionCode};
use dateline_core::slug::{MAX_SLUG_CHARS, decode_path, encode_path, make};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(slug) = make(text) {
        assert!(slug.chars().count() <= MAX_SLUG_CHARS);
        assert_eq!(decode_path(&encode_path(&slug)).as_ref(), Some(&slug));
        assert_eq!(make(&slug), Some(slug));
    }
    if let Some(path) = decode_path(text) {
        assert!(!path.split('/').any(|s| s == "." || s == ".."));
        assert_eq!(decode_path(&encode_path(&path)), Some(path));
    }
    assert!(!is_web_url(text) || is_safe_href(text));
    assert!(
        !is_safe_href(text)
            || !text
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("javascript")
    );
    Direction::of(text);
    EditionCode::parse(text);
});
