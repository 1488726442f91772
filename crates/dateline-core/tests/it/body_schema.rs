//! The published schema: what it says is what is read, and what is written passes it.

use crate::arbitrary::good_body;
use crate::hostile;
use crate::samples::{KINDS, MARKS, of_kind, of_mark};
use crate::validator::accepts;
use dateline_core::body::limits::{is_safe_href, is_web_url};
use dateline_core::body::{Body, Mark, schema};
use proptest::prelude::*;
use serde_json::{Value, json};

const PUBLISHED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/src/reference/body.schema.json"
);

fn both(body: &Value) -> (bool, Result<Body, String>) {
    (
        accepts(&schema(), body),
        Body::parse(&body.to_string()).map_err(|e| e.to_string()),
    )
}

fn words_with(mark: &Value) -> Value {
    json!([{ "type": "paragraph", "text": [{ "text": "x", "marks": [mark] }] }])
}

#[test]
fn the_published_schema_is_the_present_one() {
    if std::env::var_os("DATELINE_WRITE_SCHEMA").is_some() {
        std::fs::write(PUBLISHED, format!("{:#}\n", schema())).unwrap();
    }

    let published: Value = std::fs::read_to_string(PUBLISHED)
        .map_or(Value::Null, |t| serde_json::from_str(&t).unwrap());

    assert!(
        published == schema(),
        "docs/src/reference/body.schema.json is out of date; write it anew with\n  DATELINE_WRITE_SCHEMA=1 cargo test -p dateline-core the_published_schema"
    );
}

#[test]
fn every_element_goes_through_json_and_passes_the_schema() {
    for sample in KINDS {
        let body = Body::parse(&format!("[{sample}]")).unwrap();

        assert_eq!(body.to_json(), format!("[{sample}]"));
        assert_eq!(of_kind(&body.elements[0].kind), sample);
        assert!(
            accepts(&schema(), &serde_json::from_str(&body.to_json()).unwrap()),
            "{sample}"
        );
    }
}

#[test]
fn every_mark_goes_through_json_and_passes_the_schema() {
    for sample in MARKS {
        let mark: Mark = serde_json::from_str(sample).unwrap();

        assert_eq!(serde_json::to_string(&mark).unwrap(), sample);
        assert_eq!(of_mark(&mark), sample);
        assert!(
            both(&words_with(&serde_json::from_str(sample).unwrap())).0,
            "{sample}"
        );
    }
}

#[test]
fn a_field_too_many_is_refused_by_name() {
    let samples = KINDS
        .into_iter()
        .map(|s| (s, true))
        .chain(MARKS.into_iter().map(|s| (s, false)));
    for (sample, is_element) in samples {
        for value in [json!("x"), Value::Null] {
            for name in ["unheard_of", "lang", "provider", "href"] {
                let mut more: Value = serde_json::from_str(sample).unwrap();
                if more.get(name).is_some() {
                    continue;
                }
                more[name] = value.clone();

                let (accepted, read) = both(&if is_element {
                    json!([more])
                } else {
                    words_with(&more)
                });

                assert!(!accepted, "{more}");
                assert!(read.is_err_and(|e| e.contains(name)), "{more}");
            }
        }
    }
}

#[test]
fn a_field_too_few_or_of_another_type_is_refused_and_a_null_only_if_it_may_be_absent() {
    for sample in KINDS {
        let whole: Value = serde_json::from_str(sample).unwrap();
        for name in whole.as_object().unwrap().keys() {
            for instead in [
                None,
                Some(Value::Null),
                Some(json!(7)),
                Some(json!({})),
                Some(json!([[[]]])),
                Some(json!(true)),
                Some(json!("ftp://x")),
            ] {
                let mut other = whole.clone();
                match &instead {
                    None => drop(other.as_object_mut().unwrap().remove(name)),
                    Some(value) => other[name] = value.clone(),
                }

                let (accepted, read) = both(&json!([other]));

                assert_eq!(accepted, read.is_ok(), "{other} {read:?}");
            }
        }
    }
}

#[test]
fn an_unknown_type_is_refused_by_name() {
    for body in [
        json!([{ "type": "iframe" }]),
        words_with(&json!({ "type": "iframe" })),
    ] {
        let (accepted, read) = both(&body);

        assert!(!accepted);
        assert!(read.is_err_and(|e| e.contains("unknown variant `iframe`")));
    }
}

#[test]
fn pieces_of_text_are_one_thing_each() {
    for (piece, good) in [
        (json!({ "text": "x" }), true),
        (json!({ "text": "x", "marks": null }), true),
        (json!({ "line_break": true }), true),
        (json!({ "footnote": "a" }), true),
        (json!({ "line_break": false }), false),
        (json!({ "text": "x", "line_break": true }), false),
        (json!({ "text": null }), false),
        (json!({ "line_break": true, "marks": [] }), false),
        (json!({ "footnote": "a", "href": "x" }), false),
        (json!({}), false),
        (json!("x"), false),
        (json!(["x"]), false),
    ] {
        let (accepted, read) = both(&json!([{ "type": "paragraph", "text": [piece] }]));

        assert_eq!((accepted, read.is_ok()), (good, good), "{piece} {read:?}");
    }
}

#[test]
fn the_schema_and_the_reader_agree_on_addresses() {
    let link = |href: &str| words_with(&json!({ "type": "link", "href": href }));
    let source = |url: &str| json!([{ "type": "quote", "text": ["x"], "source_url": url }]);
    let good = [
        "/",
        "/a",
        "#",
        "#a",
        " /a ",
        "HTTPS://x.example",
        "https://x.example?y",
        "mailto:a@b",
        "tel:1",
        "http://x/ y",
        "https://x.example/ ",
    ];
    let bad = [
        "",
        "mailto:",
        "mailto: ",
        "https://",
        "https:// x",
        "https:///x",
        "//x",
        "/\\x",
        "a",
        "/a\\b",
        "http:x",
        "https://?",
        "\u{85}/a",
        "/\u{85}",
    ];
    for address in hostile::ALL
        .iter()
        .map(String::as_str)
        .chain(good)
        .chain(bad)
    {
        assert_eq!(
            accepts(&schema(), &link(address)),
            is_safe_href(address),
            "{address:?}"
        );
        assert_eq!(
            accepts(&schema(), &source(address)),
            is_web_url(address),
            "{address:?}"
        );
    }
    assert!(good.into_iter().all(is_safe_href));
    assert!(!bad.into_iter().any(is_safe_href));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_written_passes_the_schema(body in good_body()) {
        let written: Value = serde_json::from_str(&body.to_json()).unwrap();

        prop_assert!(accepts(&schema(), &written), "{written}");
        prop_assert_eq!(Body::parse(&body.to_json()).unwrap(), body);
    }
}

#[test]
fn every_example_of_the_documentation_is_a_body() {
    let page = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/src/reference/body.md"
    ))
    .unwrap();
    let mut examples = 0;

    for block in page.split("```json\n").skip(1) {
        let json: Value = serde_json::from_str(block.split("```").next().unwrap()).unwrap();
        let (accepted, read) = both(&json);

        assert!(accepted && read.is_ok(), "{json} {read:?}");
        examples += json.as_array().unwrap().len();
    }

    assert!(examples > 10);
}
