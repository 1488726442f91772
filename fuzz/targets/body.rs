//! The JSON of a body: read or refused; what is read comes back and becomes harmless HTML.
#![no_main]

use dateline_core::body::html::{Slots, escape, render};
use dateline_core::body::{Attribution, Body, PictureUse, text};
use dateline_core::id::{NoticeId, StoryId};
use libfuzzer_sys::fuzz_target;

struct NoSlots;

impl Slots for NoSlots {
    fn picture(&self, _: &mut String, _: &PictureUse) {}
    fn gallery(&self, _: &mut String, _: Option<&str>, _: &[PictureUse]) {}
    fn card(&self, _: &mut String, _: StoryId) {}
    fn story_href(&self, _: StoryId) -> Option<String> {
        None
    }
    fn notice(&self, _: &mut String, _: NoticeId) {}
    fn attribution(&self, out: &mut String, attribution: &Attribution) {
        escape(&attribution.outlet, out);
    }
    fn embed(&self, _: &mut String, _: &str, _: &str, _: Option<&str>) {}
}

fuzz_target!(|json: &str| {
    let Ok(body) = Body::parse(json) else { return };
    assert_eq!(Body::parse(&body.to_json()), Ok(body.clone()));

    let html = render(&body, &NoSlots).to_ascii_lowercase();
    assert!(!html.contains("<script") && !html.contains("=\"javascript:"));

    assert!(text::summary(&body, 180).chars().count() <= 180);
    body.word_count();
    body.stories();
    body.pictures();
});
