//! What a photograph says about itself: read within its bounds, whatever the file is.
#![no_main]

use dateline_formats::photo::{MAX_LINE, MAX_LIST, MAX_NOTES, MAX_TEXT, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let reading = read(file);
    let found = &reading.metadata;
    assert!(reading.notes.len() <= MAX_NOTES);
    assert!(found.keywords.len() <= MAX_LIST);
    for (text, limit) in [
        (&found.headline, MAX_LINE),
        (&found.credit_line, MAX_LINE),
        (&found.caption, MAX_TEXT),
    ] {
        assert!(text.as_ref().is_none_or(|t| t.chars().count() <= limit));
    }
});
