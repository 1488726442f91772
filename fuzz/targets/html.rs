//! HTML of a story in each dialect: the body keeps every bound and comes back from JSON.
#![no_main]

use dateline_core::body::Body;
use dateline_formats::archive::Found;
use dateline_formats::html::{Dialect, Options, inline, to_body};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|html: &str| {
    for dialect in [Dialect::Html, Dialect::Classic, Dialect::Blocks] {
        let options = Options::new("https://old.example/2016/02/").dialect(dialect);
        let body = to_body(html, &options, &mut Found::default());

        assert_eq!(Body::parse(&body.to_json()), Ok(body));
    }
    inline(html);
});
