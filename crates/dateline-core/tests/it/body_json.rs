//! Bodies and JSON: whatever goes out comes back, whatever comes in does no harm.

use crate::arbitrary::body;
use crate::hostile;
use crate::samples::{KINDS, MARKS};
use dateline_core::body::{Body, BodyError, Inline, RichText};
use proptest::collection::{hash_map, vec};
use proptest::prelude::*;
use serde_json::Value;

/// Any JSON, built of the words bodies are built of.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        proptest::sample::select(hostile::ALL.as_slice()).prop_map(Value::from),
        proptest::sample::select([KINDS.as_slice(), MARKS.as_slice()].concat())
            .prop_map(|s| serde_json::from_str(s).unwrap()),
    ];
    let name = prop_oneof![
        proptest::sample::select(vec![
            "type", "id", "text", "marks", "items", "elements", "rows", "href", "level", "footnote"
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            hash_map(name.clone(), inner, 0..5)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_body_comes_back_as_it_went(body in body()) {
        prop_assert_eq!(Body::from_trusted_json(&body.to_json()).unwrap(), body.clone());

        let value: Value = serde_json::from_str(&body.to_json()).unwrap();
        prop_assert_eq!(serde_json::from_value::<Body>(value).unwrap(), body);
    }

    #[test]
    fn any_json_is_read_or_refused(json in json()) {
        for json in [&json, &Value::Array(vec![json.clone()])] {
            if let Ok(body) = Body::parse(&json.to_string()) {
                prop_assert_eq!(Body::parse(&body.to_json()).unwrap(), body);
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = Body::parse(&text);
    }

    #[test]
    fn a_damaged_body_is_read_or_refused(body in body(), at in any::<prop::sample::Index>(), byte in any::<char>()) {
        let mut json: Vec<char> = body.to_json().chars().collect();
        let at = at.index(json.len());
        json[at] = byte;

        let _ = Body::parse(&json.iter().collect::<String>());
        let _ = Body::parse(&json[..at].iter().collect::<String>());
    }
}

#[test]
fn no_hostile_string_is_a_body() {
    for text in hostile::ALL.iter() {
        assert!(
            matches!(Body::parse(text), Err(BodyError::Malformed { .. })),
            "{text}"
        );
    }
}

#[test]
fn the_order_of_fields_does_not_matter() {
    let one = Body::parse(
        r#"[{"text":["a",[{"footnote":"k"}]],"role":"mayor","id":"q","type":"quote"}]"#,
    )
    .unwrap();
    let other = Body::parse(
        r#"[{"type":"quote","id":"q","role":"mayor","text":["a",[{"footnote":"k"}]]}]"#,
    )
    .unwrap();

    assert_eq!(one, other);
}

#[test]
fn a_field_given_twice_is_refused() {
    let read = Body::parse(r#"[{"type":"paragraph","text":"a","text":"b"}]"#);

    assert!(read.is_err_and(|e| e.to_string().contains("duplicate field `text`")));
}

#[test]
fn an_empty_piece_is_not_lost() {
    let text = RichText(vec![Inline::Text {
        text: String::new(),
        marks: Vec::new(),
    }]);
    let json = serde_json::to_string(&text).unwrap();

    assert_eq!(serde_json::from_str::<RichText>(&json).unwrap(), text);
}

#[test]
fn a_text_of_the_wrong_shape_is_refused_in_words() {
    for (text, says) in [
        (
            r#"{"type":"paragraph","text":["a"]}"#,
            "a string or a list of pieces",
        ),
        (r#"{"type":"quote","text":"a"}"#, "list of paragraphs"),
        (r#"{"type":"code","text":[]}"#, "must be a string"),
        (r#"{"type":"paragraph","text":7}"#, "a string or a list"),
        (r#"{"text":"x"}"#, "missing field `type`"),
        (
            r#"{"type":"paragraph","text":[{"text":"x","line_break":true}]}"#,
            "line_break",
        ),
    ] {
        let error = Body::parse(&format!("[{text}]")).unwrap_err().to_string();

        assert!(error.contains(says), "{error}");
    }
}
