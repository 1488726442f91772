//! A picture somebody sent: measured or refused without decoding it.
#![no_main]

use dateline_infra::picture::{inspect, sniff};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if inspect(bytes).is_ok() {
        assert!(sniff(bytes).is_some());
    }
});
