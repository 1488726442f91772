//! The bounds of a body: each is named when it is broken, none can be stepped round.

use dateline_core::body::limits::check;
use dateline_core::body::{
    Body, BodyError, Element, Inline, Kind, MAX_DEPTH, MAX_ELEMENTS, MAX_JSON_BYTES, MAX_MARKS,
    MAX_TEXT_BYTES, Mark, RichText,
};

fn nested(open: &str, close: &str, levels: usize) -> String {
    format!(
        "[{}{{\"type\":\"rule\"}}{}]",
        open.repeat(levels),
        close.repeat(levels)
    )
}

const FORMS: [(&str, &str); 2] = [
    (r#"{"type":"factbox","title":"","elements":["#, "]}"),
    (r#"{"type":"list","items":[{"text":"","elements":["#, "]}]}"),
];

#[test]
fn depth_is_refused_at_every_depth() {
    for (open, close) in FORMS {
        assert!(Body::parse(&nested(open, close, MAX_DEPTH - 1)).is_ok());
        for levels in [MAX_DEPTH, 20, 40, 100, 1_000, 200_000] {
            let refused = Body::parse(&nested(open, close, levels)).unwrap_err();

            assert!(
                matches!(
                    refused,
                    BodyError::TooDeep { element: 1, .. } | BodyError::FarTooDeep
                ),
                "{levels}: {refused}"
            );
        }
    }
}

#[test]
fn json_that_is_only_deep_is_refused() {
    for (open, close) in [
        ("[", "]"),
        (r#"{"a":"#, "}"),
        (r#"{"type":"#, "}"),
        (r#"{"text":["#, "]}"),
    ] {
        for levels in [10, 127, 128, 100_000] {
            let json = format!("[{}{}]", open.repeat(levels), close.repeat(levels));

            assert!(Body::parse(&json).is_err());
        }
    }
}

#[test]
fn elements_are_counted_wherever_they_are() {
    let rules = |count: usize| vec![Element::new(Kind::Rule); count];
    let flat = |count| Body {
        elements: rules(count),
    };
    let boxed = Body {
        elements: vec![Element::new(Kind::Factbox {
            title: String::new(),
            elements: rules(MAX_ELEMENTS),
        })],
    };

    assert_eq!(check(&flat(MAX_ELEMENTS)), Ok(()));
    let found = MAX_ELEMENTS + 1;
    assert_eq!(
        Body::parse(&flat(found).to_json()),
        Err(BodyError::TooManyElements { found })
    );
    assert_eq!(
        Body::parse(&boxed.to_json()),
        Err(BodyError::TooManyElements { found })
    );
}

#[test]
fn text_is_counted_in_bytes() {
    let of = |bytes: usize| Body {
        elements: vec![Element::paragraph("ж".repeat(bytes / 2))],
    };

    assert_eq!(check(&of(MAX_TEXT_BYTES - 2)), Ok(()));
    assert!(matches!(
        check(&of(MAX_TEXT_BYTES + 2)),
        Err(BodyError::TooLong { .. })
    ));
}

#[test]
fn what_is_no_text_is_bounded_too() {
    let long = "x".repeat(MAX_JSON_BYTES);
    let link = Mark::Link {
        href: format!("/{long}"),
        story: None,
    };
    let text = RichText(vec![Inline::Text {
        text: "x".into(),
        marks: vec![link],
    }]);
    let kinds = [
        Kind::Embed {
            provider: long,
            url: "https://x.example".into(),
            title: None,
        },
        Kind::Paragraph { text },
        Kind::Table {
            caption: None,
            head: Vec::new(),
            rows: vec![vec![RichText::default(); MAX_JSON_BYTES / 3]],
        },
    ];
    for kind in kinds {
        let body = Body {
            elements: vec![Element::new(kind)],
        };
        let found = body.to_json().len();

        assert_eq!(check(&body), Err(BodyError::TooLarge { found }));
        assert_eq!(
            Body::parse(&body.to_json()),
            Err(BodyError::TooLarge { found })
        );
    }
}

#[test]
fn marks_are_bounded_and_a_pile_of_them_does_no_harm() {
    let pile = |found: usize| {
        let text = RichText(vec![Inline::Text {
            text: "x".into(),
            marks: vec![Mark::Strong; found],
        }]);
        Body {
            elements: vec![Element::new(Kind::Paragraph { text })],
        }
    };

    assert_eq!(check(&pile(MAX_MARKS)), Ok(()));
    for found in [MAX_MARKS + 1, 500_000] {
        assert_eq!(
            Body::parse(&pile(found).to_json()),
            Err(BodyError::TooManyMarks { element: 1, found })
        );
        assert_eq!(
            crate::markup::render(&pile(found)),
            "<p><strong>x</strong></p>"
        );
    }
}

#[test]
fn headings_have_levels_two_to_four() {
    for (level, good) in [
        (0, false),
        (1, false),
        (2, true),
        (4, true),
        (5, false),
        (9, false),
        (255, false),
    ] {
        let body = Body {
            elements: vec![Element::new(Kind::Heading {
                level,
                text: "x".into(),
            })],
        };

        assert_eq!(check(&body).is_ok(), good);
        assert_eq!(Body::parse(&body.to_json()).is_ok(), good);
        assert!(
            ["<h2>x</h2>", "<h3>x</h3>", "<h4>x</h4>"]
                .contains(&crate::markup::render(&body).as_str())
        );
    }
    for level in ["256", "-1", "2.5", "\"2\"", "1e400"] {
        assert!(
            Body::parse(&format!(
                r#"[{{"type":"heading","level":{level},"text":"x"}}]"#
            ))
            .is_err()
        );
    }
}

#[test]
fn a_table_with_one_long_row_does_not_grow_into_a_square() {
    let cell = RichText::from("x");
    let mut rows = vec![vec![cell.clone()]; 10_000];
    rows.push(vec![cell; 10_000]);
    let body = Body {
        elements: vec![Element::new(Kind::Table {
            caption: None,
            head: Vec::new(),
            rows,
        })],
    };

    assert_eq!(check(&body), Ok(()));
    assert!(crate::markup::render(&body).len() < 1_000_000);
}
