//! A WordPress archive: every record or one named error, and a first look agrees on its end.
#![no_main]

use dateline_core::body::limits::check;
use dateline_formats::archive::Record;
use dateline_formats::wxr::Reader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|archive: &[u8]| {
    let mut failures = 0;
    for record in Reader::new(archive) {
        match record {
            Ok(Record::Story(story)) => assert_eq!(check(&story.body), Ok(())),
            Ok(_) => {}
            Err(_) => failures += 1,
        }
    }
    assert!(failures <= 1);
    Reader::new(archive).outline().for_each(drop);
});
