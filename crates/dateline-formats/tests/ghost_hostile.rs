//! What hostile and broken exports cannot do: panic, overflow, or give a body beyond the limits.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_core::body::limits;
use dateline_formats::archive::{Record, Story};
use dateline_formats::ghost::{self, Options};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::ops::ControlFlow;

fn records(export: &str) -> Vec<Record> {
    let options = Options {
        site_url: "https://old.example".into(),
    };
    let mut found = Vec::new();
    let mut sink = |record| {
        found.push(record);
        ControlFlow::Continue(())
    };
    ghost::read(|| Ok(export.as_bytes()), &options, &mut sink).unwrap();
    found
}

fn story_of(data: &Value) -> Story {
    let records =
        records(&json!({ "db": [{ "meta": { "version": "5.0.0" }, "data": data }] }).to_string());
    records
        .into_iter()
        .find_map(|r| {
            if let Record::Story(story) = r {
                Some(*story)
            } else {
                None
            }
        })
        .unwrap()
}

fn story(post: &Value) -> Story {
    let mut row = json!({ "id": "p1", "slug": "fog", "title": "Fog", "status": "published", "visibility": "public" });
    row.as_object_mut()
        .unwrap()
        .extend(post.as_object().unwrap().clone());
    story_of(&json!({ "posts": [row] }))
}

fn lexical(children: &Value) -> Story {
    story(
        &json!({ "lexical": json!({ "root": { "type": "root", "children": children } }).to_string() }),
    )
}

fn mobiledoc(document: &Value) -> Story {
    story(&json!({ "mobiledoc": document.to_string() }))
}

#[test]
fn rows_of_any_shape_are_skipped_not_fatal() {
    let export = json!({ "data": { "posts": [7, null, [], {}, { "id": "x", "slug": 3, "title": [] }], "tags": [1, {}], "users": "none", "settings": null, "gadgets": { "a": 1 } } });

    let read = std::panic::catch_unwind(|| records(&export.to_string()));

    assert!(read.is_err(), "a table that is a word is a broken export");
    let export = json!({ "data": { "posts": [7, null, [], {}, { "id": "x", "slug": 3, "title": [] }], "tags": [1, {}], "users": [{}], "settings": null, "gadgets": { "a": 1 } } });
    let found = records(&export.to_string());
    let told: Vec<_> = found
        .iter()
        .filter_map(|r| {
            if let Record::Skipped(s) = r {
                Some(format!("{}: {}", s.kind, s.reason))
            } else {
                None
            }
        })
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    stories: the row is no object
    stories: the row is no object
    stories: the row is no object
    stories: the row has neither an id nor a slug
    tags: the row is no object
    tags: the row has neither an id nor a slug
    contributors: the row has neither an id nor a slug
    gadgets: nothing here corresponds to this table
    "#);
}

#[test]
fn a_long_text_is_cut_to_the_length_of_a_story() {
    let line = json!({ "type": "paragraph", "children": [{ "type": "text", "text": "fog" }] });
    let many = lexical(&Value::Array(vec![line; 6_000]));

    assert_eq!(many.body.elements.len(), limits::MAX_ELEMENTS);
    assert_eq!(many.changes[0].from, "text beyond the length of a story");
}

fn tree() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "root",
        "paragraph",
        "heading",
        "list",
        "listitem",
        "quote",
        "aside",
        "link",
        "text",
        "linebreak",
        "image",
        "gallery",
        "callout",
        "toggle",
        "html",
        "markdown",
        "embed",
        "video",
        "audio",
        "code",
        "codeblock",
        "bookmark",
        "button",
        "file",
        "product",
        "header",
        "call-to-action",
        "paywall",
        "email",
        "0.3.1",
        "__GHOST_URL__/x",
        "javascript:alert(1)",
        "https://x.example/",
        "<p><b>x</p>",
        "h9",
        "p",
        "ul",
        "h1",
        "a",
        "href",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (0_u64..12).prop_map(Value::from),
        names.clone().prop_map(Value::from),
        any::<String>().prop_map(Value::from)
    ];
    let keys = prop::sample::select(vec![
        "type",
        "children",
        "text",
        "format",
        "tag",
        "url",
        "src",
        "alt",
        "caption",
        "html",
        "markdown",
        "images",
        "metadata",
        "calloutText",
        "calloutEmoji",
        "heading",
        "content",
        "buttonUrl",
        "buttonText",
        "listType",
        "visibility",
        "web",
        "root",
        "code",
    ]);
    leaf.prop_recursive(6, 96, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((keys.clone(), inner), 0..8).prop_map(|pairs| pairs
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect::<Value>()),
        ]
    })
}

proptest! {
    #[test]
    fn any_lexical_tree_gives_a_sound_body(nodes in prop::collection::vec(tree(), 0..6)) {
        limits::check(&lexical(&Value::Array(nodes)).body).unwrap();
    }

    #[test]
    fn any_mobiledoc_gives_a_sound_body(parts in prop::collection::vec(tree(), 8), tag in 0_u64..12) {
        let [a, b, c, d, e, f, g, h] = parts.try_into().unwrap();
        let document = json!({ "version": "0.3.1", "atoms": [a.clone(), ["x", b.clone()]], "cards": [c.clone(), ["image", d.clone()], ["callout", e.clone()]], "markups": [f.clone(), ["a", ["href", g.clone()]]],
            "sections": [a, [1, b, [[0, [0, 1], 1, g]]], [tag, c, [[d], [[1, [1, 1], 9, h]]]], [10, 0], [10, 1], [10, 2], e, f] });
        limits::check(&mobiledoc(&document).body).unwrap();
    }

    #[test]
    fn any_value_in_any_column_is_survived(value in tree(), other in tree()) {
        let row = json!({ "id": "p", "lexical": value.to_string(), "mobiledoc": other, "html": value, "title": value, "published_at": other, "visibility": value, "status": other, "feature_image": value, "canonical_url": other });
        let data = json!({ "posts": [row, value, other], "tags": [value, other], "users": [other, value], "posts_tags": [value], "posts_meta": [other],
            "settings": [{ "key": "navigation", "value": value.to_string() }, value] });
        records(&json!({ "db": [{ "data": data }] }).to_string());
    }

    #[test]
    fn any_bytes_are_an_error_at_worst(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = ghost::read(|| Ok(bytes.as_slice()), &Options::default(), &mut |_| ControlFlow::Continue(()));
        let _ = ghost::redirects(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn deep_nesting_is_an_error_not_an_overflow() {
    let deep = format!(
        "{{\"db\":[{{\"data\":{{\"posts\":[{}{}]}}}}]}}",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );

    let error = ghost::read(|| Ok(deep.as_bytes()), &Options::default(), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap_err();

    assert!(error.to_string().starts_with("line 1, column "), "{error}");
    let node = "{\"type\":\"list\",\"children\":[{\"type\":\"listitem\",\"children\":[".repeat(25);
    let tree = format!(
        "{{\"root\":{{\"children\":[{node}{{\"type\":\"text\",\"text\":\"deep\"}}{}]}}}}",
        "]}]}".repeat(25)
    );
    let story = story(&json!({ "lexical": tree }));
    assert_eq!(story.body.word_count(), 1);
}
