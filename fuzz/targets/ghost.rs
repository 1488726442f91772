//! A Ghost export: its records or a named error, and bodies that keep every bound.
#![no_main]

use dateline_core::body::limits::check;
use dateline_formats::archive::Record;
use dateline_formats::ghost::{Options, read};
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;

fuzz_target!(|export: &[u8]| {
    let options = Options {
        site_url: "https://old.example/".into(),
    };
    let _ = read(|| Ok(export), &options, &mut |record| {
        if let Record::Story(story) = &record {
            assert_eq!(check(&story.body), Ok(()));
        }
        ControlFlow::Continue(())
    });
});
