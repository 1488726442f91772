//! What hostile and broken exports cannot do: panic, overflow, or give a body beyond the limits.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_core::body::limits;
use dateline_formats::archive::{Record, Story};
use dateline_formats::ghost::{self, Options};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::Cursor;
use std::ops::ControlFlow;

fn records(export: &str) -> Vec<Record> {
    let options = Options {
        site_url: "https://old.example".into(),
        ..Options::default()
    };
    let mut found = Vec::new();
    let mut sink = |record| {
        found.push(record);
        ControlFlow::Continue(())
    };
    ghost::read(
        || Ok(export.as_bytes()),
        Cursor::new(Vec::new()),
        &options,
        &mut sink,
    )
    .unwrap();
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
        let _ = ghost::read(|| Ok(bytes.as_slice()), Cursor::new(Vec::new()), &Options::default(), &mut |_| ControlFlow::Continue(()));
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

    let error = ghost::read(
        || Ok(deep.as_bytes()),
        Cursor::new(Vec::new()),
        &Options::default(),
        &mut |_| ControlFlow::Continue(()),
    )
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

/// What an export of these posts gives: ids of the stories, and what is told of the others.
fn told(data: &str) -> String {
    let found = records(&format!("{{\"db\":[{{\"data\":{data}}}]}}"));
    let lines = found.iter().filter_map(|record| match record {
        Record::Story(story) => Some(format!(
            "story {} {} {:?}",
            story.origin.id, story.headline, story.tags
        )),
        Record::Skipped(s) => Some(format!("{} {}: {}", s.kind, s.id, s.reason)),
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_text_without_end_costs_its_row_and_no_other() {
    let long = "fog ".repeat(5 * 1024 * 1024);
    let data = format!(
        r#"{{"posts":[{{"id":"a","slug":"a","title":"A"}},{{"id":"b","slug":"b","html":"{long}"}},{{"id":"c","slug":"c","title":"C"}}],
        "gadgets":[{{"x":"{long}"}}],"users":[{{"id":"u","slug":"u","bio":"{long}"}}]}}"#
    );

    assert_snapshot!(told(&data), @"
    story a A []
    stories b: a text of the row is longer than 16 MB
    story c C []
    users u: a text of the row is longer than 16 MB
    gadgets 1 row: nothing here corresponds to this table
    ");
}

#[test]
fn a_row_of_many_long_texts_is_skipped() {
    let text = "x".repeat(1024 * 1024);
    let fields: Vec<String> = (0..70).map(|n| format!("\"f{n}\":\"{text}\"")).collect();
    let fields = fields.join(",");

    let told = told(&format!(
        r#"{{"posts":[{{"id":"a",{fields}}},{{"id":"b","title":"B"}}]}}"#
    ));

    assert_snapshot!(told, @"
    stories a: the row is larger than 64 MB
    story b B []
    ");
}

#[test]
fn what_is_nested_in_a_field_is_passed_over_and_too_deep_is_refused() {
    let nested = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"posts":[{{"id":"a","title":"A","slug":{open}{close}}}]}}"#)
    };

    assert_snapshot!(told(&nested(900)), @"story a A []");
    let deep = format!("{{\"data\":{}}}", nested(5_000));
    let error = ghost::read(
        || Ok(deep.as_bytes()),
        Cursor::new(Vec::new()),
        &Options::default(),
        &mut |_| ControlFlow::Continue(()),
    )
    .unwrap_err();
    assert_snapshot!(error, @"line 1, column 1044: lists and objects are nested more than 1000 deep");
}

#[test]
fn of_keys_and_tables_written_twice_none_is_lost() {
    let data = r#"{"posts":[{"id":"a","title":"Old","title":"New"}],"posts":[{"id":"b","title":"B"}],
        "posts_tags":[{"post_id":"b","tag_id":"t"}],"tags":[{"id":"s","slug":"s","name":"S"}],
        "posts_tags":[{"post_id":"b","tag_id":"s","sort_order":-1}],"tags":[{"id":"t","slug":"t","name":"T"}]}"#;

    assert_snapshot!(told(data), @r#"
    story a New []
    story b B ["t"]
    "#);
}

#[test]
fn a_file_that_was_cut_off_is_refused_with_its_line() {
    let whole = "{\"db\":[{\"data\":{\n\"posts\":[{\"id\":\"a\",\n\"html\":\"<p>Fog</p>\"}]}}]}";

    for end in 0..whole.len() {
        let cut = &whole.as_bytes()[..end];
        let error = ghost::read(
            || Ok(cut),
            Cursor::new(Vec::new()),
            &Options::default(),
            &mut |_| ControlFlow::Continue(()),
        )
        .unwrap_err();

        let line = whole[..end].matches('\n').count() + 1;
        assert!(
            error
                .to_string()
                .starts_with(&format!("line {line}, column ")),
            "{end}: {error}"
        );
    }
}

#[test]
fn a_menu_and_what_is_noted_beside_posts_find_their_story_in_any_order() {
    let data = json!({
        "posts_meta": [{ "post_id": "a", "feature_image_alt": "old" }, { "post_id": "a", "feature_image_alt": "A bridge" }],
        "posts": [{ "id": "a", "slug": "fog", "feature_image": "https://old.example/a.jpg" }],
        "posts_tags": [{ "post_id": "a", "tag_id": 2 }, { "post_id": "a", "tag_id": 1 }],
        "tags": [{ "id": 1, "slug": "one", "name": "One" }, { "id": 2, "slug": "two", "name": "Two" }],
        "settings": [{ "key": "navigation", "value": "[{\"label\":\"Fog\",\"url\":\"/fog/\"},{\"label\":\"B\",\"url\":\"/none/\"}]" }],
    });

    let story = story_of(&data);
    let found = records(&json!({ "data": data }).to_string());

    assert_eq!(story.lead_alt.as_deref(), Some("A bridge"));
    assert_eq!(
        (story.section.as_deref(), &story.tags[..]),
        (Some("two"), &["one".to_owned()][..])
    );
    let menu = found.iter().find_map(|record| match record {
        Record::Menu(menu) => Some(format!("{:?}", menu.items)),
        _ => None,
    });
    assert_snapshot!(menu.unwrap(), @r#"[MenuItem { label: "Fog", target: Story("a") }, MenuItem { label: "B", target: Url("/none/") }]"#);
}
