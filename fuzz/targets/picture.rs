//! A picture somebody sent: measured, and a small one decoded to its last pixel and made into a rendition.
#![no_main]

use dateline_infra::picture::{Credit, Format, Spec, examine, inspect, render, sniff};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(found) = inspect(bytes) else { return };
    assert!(sniff(bytes).is_some());
    if u64::from(found.width) * u64::from(found.height) * u64::from(found.frames) > 250_000 {
        return;
    }
    let is_whole = examine(bytes).is_ok();
    if let Ok(spec) = Spec::new(320, Format::Webp, None) {
        let made = render(bytes, &spec, &Credit::default());
        assert!(made.is_ok() || !is_whole, "{made:?}");
    }
});
