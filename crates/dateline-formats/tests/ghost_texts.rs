//! What each card and mark of Ghost's editors becomes.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_core::body::limits;
use dateline_formats::archive::{Record, Status, Story};
use dateline_formats::ghost::{self, Options};
use insta::assert_snapshot;
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

/// One element a line, then what was changed.
fn told(story: &Story) -> String {
    limits::check(&story.body).unwrap();
    let elements = story
        .body
        .elements
        .iter()
        .map(|e| serde_json::to_string(e).unwrap());
    let changes = story
        .changes
        .iter()
        .map(|c| format!("{} -> {}", c.from, c.to));
    elements.chain(changes).collect::<Vec<_>>().join("\n")
}

#[test]
fn lexical_words_keep_their_marks() {
    let story = lexical(&json!([
        { "type": "paragraph", "children": [
            { "type": "extended-text", "text": "Fog ", "format": 0 },
            { "type": "extended-text", "text": "thick", "format": 3 },
            { "type": "text", "text": " and ", "format": 8 },
            { "type": "linebreak" },
            { "type": "link", "url": "__GHOST_URL__/strait/", "children": [{ "type": "text", "text": "wet", "format": 16 }] },
            { "type": "autolink", "url": "javascript:alert(1)", "children": [{ "type": "text", "text": "bad", "format": 0 }] },
            { "type": "link", "url": "#/portal/signup", "children": [{ "type": "text", "text": "join", "format": 0 }] },
        ] },
        { "type": "extended-heading", "tag": "h1", "children": [{ "type": "text", "text": "One" }] },
        { "type": "heading", "tag": "h6", "children": [{ "type": "text", "text": "Six" }] },
        { "type": "extended-quote", "children": [{ "type": "text", "text": "a" }, { "type": "linebreak" }, { "type": "linebreak" }, { "type": "text", "text": "b" }] },
        { "type": "aside", "children": [{ "type": "text", "text": "Large" }] },
        { "type": "paragraph", "children": [] },
    ]));

    assert_snapshot!(told(&story), @r#"
    {"type":"paragraph","text":[{"text":"Fog "},{"text":"thick","marks":[{"type":"strong"},{"type":"emphasis"}]},{"text":" and "},{"line_break":true},{"text":"wet","marks":[{"type":"link","href":"https://old.example/strait/"},{"type":"code"}]},{"text":"badjoin"}]}
    {"type":"heading","level":2,"text":"One"}
    {"type":"heading","level":4,"text":"Six"}
    {"type":"quote","text":["a","b"]}
    {"type":"pull_quote","text":"Large"}
    underlined or highlighted words -> plain words
    link to an address that is not safe to follow -> plain text
    link into the page or to Ghost's own window -> plain text
    "#);
}

#[test]
fn lexical_lists_nest() {
    let story = lexical(
        &json!([{ "type": "list", "listType": "bullet", "children": [
        { "type": "listitem", "children": [{ "type": "text", "text": "fish" }] },
        { "type": "listitem", "children": [{ "type": "list", "listType": "number", "children": [
            { "type": "listitem", "children": [{ "type": "text", "text": "herring" }] },
        ] }] },
        { "type": "listitem", "children": [{ "type": "text", "text": "birds" }] },
    ] }]),
    );

    assert_snapshot!(told(&story), @r#"{"type":"list","items":[{"text":"fish","elements":[{"type":"list","ordered":true,"items":[{"text":"herring"}]}]},{"text":"birds"}]}"#);
}

#[test]
fn lexical_pictures_and_media_keep_caption_and_alt() {
    let story = lexical(&json!([
        { "type": "image", "src": "__GHOST_URL__/content/images/a.jpg", "alt": "Masts", "caption": "<em>Fog</em> at noon" },
        { "type": "gallery", "images": [{ "src": "/content/images/b.jpg", "alt": "B" }, { "src": "https://cdn.example/c.jpg" }], "caption": "Two" },
        { "type": "video", "src": "__GHOST_URL__/content/media/v.mp4", "thumbnailSrc": "__GHOST_URL__/content/media/v.jpg", "caption": "Ferry" },
        { "type": "audio", "src": "__GHOST_URL__/content/media/a.mp3", "title": "Horn" },
        { "type": "embed", "url": "https://twitter.com/halm/status/12345", "metadata": { "title": "A post", "provider_name": "Twitter" }, "caption": "Said so" },
        { "type": "embed", "url": "https://unknown.example/x", "metadata": { "title": "X" } },
        { "type": "image", "src": "data:image/png;base64,xx" },
    ]));

    assert_snapshot!(told(&story), @r#"
    {"type":"picture","picture":"4cbee2fe-2185-872a-9b77-7dd4ab6085aa","caption":[{"text":"Fog","marks":[{"type":"emphasis"}]},{"text":" at noon"}],"alt":"Masts"}
    {"type":"gallery","title":"Two","pictures":[{"picture":"0e7e883c-57d5-8eb0-986a-8dcd12f8c29c","alt":"B"},{"picture":"01519a73-4c1e-84a6-9dd9-14887b613b9c"}]}
    {"type":"video","url":"https://old.example/content/media/v.mp4","title":"Ferry","poster":"4c9f3032-0344-8967-a8ff-1c115d4feed3"}
    {"type":"audio","url":"https://old.example/content/media/a.mp3","title":"Horn"}
    {"type":"embed","provider":"x","url":"https://x.com/halm/status/12345","title":"A post"}
    {"type":"paragraph","text":"Said so"}
    {"type":"paragraph","text":[{"text":"X","marks":[{"type":"link","href":"https://unknown.example/x"}]}]}
    embed of an unknown service -> link
    picture without an address on the web -> nothing
    "#);
    let pictures: Vec<_> = story.pictures.iter().map(|p| p.url.as_str()).collect();
    assert_eq!(
        pictures,
        [
            "https://old.example/content/images/a.jpg",
            "https://old.example/content/images/b.jpg",
            "https://cdn.example/c.jpg",
            "https://old.example/content/media/v.jpg"
        ]
    );
    assert_eq!(story.pictures[0].caption.as_deref(), Some("Fog at noon"));
}

#[test]
fn lexical_cards_become_boxes_links_and_text() {
    let story = lexical(&json!([
        { "type": "callout", "calloutText": "<p>Bring a <strong>lamp</strong></p>", "calloutEmoji": "💡" },
        { "type": "toggle", "heading": "<span>Why?</span>", "content": "<p>Because.</p>" },
        { "type": "button", "buttonText": "Read", "buttonUrl": "https://x.example/" },
        { "type": "bookmark", "url": "https://b.example/", "metadata": { "title": "Bookmark", "publisher": "B", "author": null } },
        { "type": "file", "src": "__GHOST_URL__/content/files/r.pdf", "fileTitle": "Report", "fileCaption": "12 pages" },
        { "type": "product", "productTitle": "<span>Lamp</span>", "productDescription": "<p>Bright.</p>", "productRatingEnabled": true, "productStarRating": 4, "productButtonEnabled": true, "productButton": "Buy", "productUrl": "https://s.example/" },
        { "type": "header", "header": "<span>Big</span>", "subheader": "<span>small</span>", "buttonEnabled": false },
        { "type": "codeblock", "code": "  let x = 1;\n", "language": "rust", "caption": "Code" },
        { "type": "horizontalrule" },
        { "type": "markdown", "markdown": "one\ntwo\n\n* *a*\n" },
        { "type": "html", "html": "<p onclick=x>raw <script>alert(1)</script></p>" },
        { "type": "call-to-action", "textValue": "<p>Join</p>", "showButton": true, "buttonText": "Go", "buttonUrl": "https://j.example/", "hasSponsorLabel": true, "sponsorLabel": "<p>SPONSORED</p>" },
    ]));

    assert_snapshot!(told(&story), @r#"
    {"type":"factbox","title":"💡","elements":[{"type":"paragraph","text":[{"text":"Bring a "},{"text":"lamp","marks":[{"type":"strong"}]}]}]}
    {"type":"factbox","title":"Why?","elements":[{"type":"paragraph","text":"Because."}]}
    {"type":"paragraph","text":[{"text":"Read","marks":[{"type":"link","href":"https://x.example/"}]}]}
    {"type":"paragraph","text":[{"text":"Bookmark","marks":[{"type":"link","href":"https://b.example/"}]},{"text":" · B"}]}
    {"type":"paragraph","text":[{"text":"Report","marks":[{"type":"link","href":"https://old.example/content/files/r.pdf"}]},{"line_break":true},{"text":"12 pages"}]}
    {"type":"factbox","title":"Lamp","elements":[{"type":"paragraph","text":"★★★★☆"},{"type":"paragraph","text":"Bright."},{"type":"paragraph","text":[{"text":"Buy","marks":[{"type":"link","href":"https://s.example/"}]}]}]}
    {"type":"heading","level":2,"text":"Big"}
    {"type":"paragraph","text":"small"}
    {"type":"code","language":"rust","text":"  let x = 1;\n"}
    {"type":"paragraph","text":"Code"}
    {"type":"rule"}
    {"type":"paragraph","text":[{"text":"one"},{"line_break":true},{"text":"two"}]}
    {"type":"list","items":[{"text":[{"text":"a","marks":[{"type":"emphasis"}]}]}]}
    {"type":"paragraph","text":"raw"}
    {"type":"factbox","title":"SPONSORED","elements":[{"type":"paragraph","text":"Join"},{"type":"paragraph","text":[{"text":"Go","marks":[{"type":"link","href":"https://j.example/"}]}]}]}
    callout card -> factbox
    toggle card -> factbox
    button -> link
    bookmark card -> link
    file card -> link
    product card -> factbox
    header card -> heading and text
    script -> nothing
    call-to-action card -> factbox
    "#);
}

#[test]
fn cards_that_are_for_mail_members_or_ghost_itself_are_dropped_and_told() {
    let story = lexical(&json!([
        { "type": "email", "html": "<p>Hi {first_name}</p>" },
        { "type": "email-cta", "html": "<p>x</p>" },
        { "type": "signup", "header": "Sign up" },
        { "type": "paywall" },
        { "type": "html", "html": "<p>secret</p>", "visibility": { "web": { "nonMember": false, "memberSegment": "status:-free" } } },
        { "type": "html", "html": "<p>mail only</p>", "visibility": { "showOnWeb": false, "showOnEmail": true } },
        { "type": "hologram", "children": [{ "type": "text", "text": "still words" }] },
    ]));

    assert_snapshot!(told(&story), @r#"
    {"type":"paragraph","text":"still words"}
    email card -> nothing
    email-cta card -> nothing
    signup card -> nothing
    paywall card -> nothing
    html card for members or mail only -> nothing
    hologram card -> paragraph
    "#);
}

#[test]
fn mobiledoc_keeps_sections_marks_atoms_and_cards() {
    let story = mobiledoc(&json!({
        "version": "0.3.1",
        "atoms": [["soft-return", "", {}], ["mention", "@ines", {}]],
        "cards": [["image", { "src": "/content/images/a.jpg", "caption": "A" }], ["hr", {}], ["card-markdown", { "markdown": "**b**" }]],
        "markups": [["strong"], ["a", ["rel", "x", "href", "https://x.example/"]], ["u"]],
        "sections": [
            [1, "p", [[0, [0], 0, "bold "], [0, [1], 1, "link"], [0, [], 1, "still"], [1, [], 0, 0], [1, [], 0, 1], [0, [2], 1, "under"]]],
            [1, "h1", [[0, [], 0, "Head"]]],
            [1, "blockquote", [[0, [], 0, "Said"]]],
            [1, "aside", [[0, [], 0, "Aside"]]],
            [2, "https://cdn.example/s.jpg"],
            [3, "ol", [[[0, [], 0, "one"]], [[0, [0], 1, "two"]]]],
            [10, 0], [10, 1], [10, 2], [10, 99], [1, "p", []],
        ],
    }));

    assert_snapshot!(told(&story), @r#"
    {"type":"paragraph","text":[{"text":"bold ","marks":[{"type":"strong"}]},{"text":"link","marks":[{"type":"link","href":"https://x.example/"},{"type":"strong"}]},{"text":"still","marks":[{"type":"strong"}]},{"line_break":true},{"text":"@inesunder"}]}
    {"type":"heading","level":2,"text":"Head"}
    {"type":"quote","text":["Said"]}
    {"type":"pull_quote","text":"Aside"}
    {"type":"picture","picture":"34e48f81-87e6-86e5-a3f0-82a0aac610c2"}
    {"type":"list","ordered":true,"items":[{"text":"one"},{"text":[{"text":"two","marks":[{"type":"strong"}]}]}]}
    {"type":"picture","picture":"4cbee2fe-2185-872a-9b77-7dd4ab6085aa","caption":"A"}
    {"type":"rule"}
    {"type":"paragraph","text":[{"text":"b","marks":[{"type":"strong"}]}]}
    words marked as "u" -> plain words
    card that the text points at but does not have -> nothing
    "#);
}

#[test]
fn a_text_that_cannot_be_read_falls_back_to_its_html() {
    let broken =
        story(&json!({ "lexical": "{\"root\":", "mobiledoc": "[]", "html": "<p>Saved</p>" }));
    let old = story(&json!({ "markdown": "# One\n\ntwo **three**", "html": null }));

    assert_snapshot!(told(&broken), @r#"
    {"type":"paragraph","text":"Saved"}
    text of the editor (Lexical) that cannot be read -> its HTML
    text of the editor (mobiledoc) that cannot be read -> its HTML
    "#);
    assert_snapshot!(told(&old), @r#"
    {"type":"heading","level":2,"text":"One"}
    {"type":"paragraph","text":[{"text":"two "},{"text":"three","marks":[{"type":"strong"}]}]}
    h1 -> heading of level 2
    "#);
}

#[test]
fn footnotes_in_markdown_stay_footnotes_even_in_two_cards() {
    let card = json!({ "type": "markdown", "markdown": "Fox[^1] ==red==.\n\n[^1]: Foxes." });

    assert_snapshot!(told(&lexical(&json!([card, card]))), @r#"
    {"type":"paragraph","text":[{"text":"Fox"},{"footnote":"note-1-1"},{"text":" red."}]}
    {"type":"footnote","key":"note-1-1","text":"Foxes."}
    {"type":"paragraph","text":[{"text":"Fox"},{"footnote":"note-2-1"},{"text":" red."}]}
    {"type":"footnote","key":"note-2-1","text":"Foxes."}
    "#);
}

#[test]
fn what_posts_meta_says_belongs_to_the_story() {
    let story = story_of(&json!({
        "posts": [{ "id": 7, "uuid": "u-1", "slug": "fog", "title": "Fog\u{7}", "status": "published", "feature_image": "__GHOST_URL__/content/images/f.jpg", "featured": 1, "page": 0,
            "published_at": 1_388_318_311_015_i64, "codeinjection_head": "<script>x</script>", "canonical_url": "https://other.example/fog", "custom_excerpt": "Thick.", "locale": "fr_FR" }],
        "posts_meta": [{ "post_id": 7, "feature_image_alt": "Masts", "feature_image_caption": "<b>Fog</b>", "meta_description": "On fog", "og_title": "FOG!" }],
        "users": [{ "id": 1, "slug": "ines", "name": "Ines", "password": "x" }, { "id": 2, "slug": "omar", "name": "Omar" }],
        "posts_authors": [{ "post_id": 7, "author_id": 1, "sort_order": 1 }, { "post_id": 7, "author_id": 2, "sort_order": 0 }],
        "tags": [{ "id": 1, "slug": "city", "name": "City" }, { "id": 2, "slug": "hash-x", "name": "#x" }, { "id": 3, "slug": "sea", "name": "Sea" }],
        "posts_tags": [{ "post_id": 7, "tag_id": 3, "sort_order": 2 }, { "post_id": 7, "tag_id": 2, "sort_order": 0 }, { "post_id": 7, "tag_id": 1, "sort_order": 1 }],
        "settings": [{ "key": "lang", "value": "en" }, { "key": "comments_enabled", "value": "all" }],
    }));

    assert_eq!(
        (story.headline.as_str(), story.section.as_deref()),
        ("Fog", Some("city"))
    );
    assert_eq!(
        (story.tags, story.contributors),
        (
            vec!["sea".to_owned()],
            vec!["omar".to_owned(), "ines".to_owned()]
        )
    );
    assert_eq!(
        (story.lead_alt.as_deref(), story.lead_caption.as_deref()),
        (Some("Masts"), Some("Fog"))
    );
    assert_eq!(
        (story.description.as_deref(), story.standfirst.as_deref()),
        (Some("On fog"), Some("Thick."))
    );
    assert_eq!(
        story.canonical_url.as_deref(),
        Some("https://other.example/fog")
    );
    assert_eq!(story.language.as_deref(), Some("fr-FR"));
    assert_eq!(
        story.published_at.unwrap().to_string(),
        "2013-12-29T11:58:31.015Z"
    );
    assert!(story.is_sticky && story.comments_open && !story.is_page);
    let changes: Vec<_> = story.changes.iter().map(|c| c.from.as_str()).collect();
    assert_eq!(
        changes,
        [
            "code that ran in the page (code injection)",
            "titles and pictures for search engines and social networks"
        ]
    );
}

#[test]
fn only_what_the_public_could_read_stays_public() {
    let state = |post: Value, meta: Value| {
        let mut row = json!({ "id": "p", "slug": "s", "uuid": "u" });
        row.as_object_mut()
            .unwrap()
            .extend(post.as_object().unwrap().clone());
        story_of(&json!({ "posts": [row], "posts_meta": [meta] }))
    };
    let mailed = state(
        json!({ "status": "sent" }),
        json!({ "post_id": "p", "email_only": 1 }),
    );

    assert_eq!(mailed.status, Status::Private);
    assert_eq!(mailed.url, None);
    assert_eq!(mailed.old_paths, ["/p/u/", "/email/u/"]);
    for (post, expected) in [
        (
            json!({ "status": "published", "visibility": "public" }),
            Status::Published,
        ),
        (json!({ "status": "published" }), Status::Published),
        (
            json!({ "status": "published", "visibility": "members" }),
            Status::Private,
        ),
        (
            json!({ "status": "scheduled", "visibility": "tiers" }),
            Status::Private,
        ),
        (
            json!({ "status": "scheduled", "visibility": "public" }),
            Status::Scheduled,
        ),
        (
            json!({ "status": "draft", "visibility": "paid" }),
            Status::Draft,
        ),
        (json!({ "status": "sent" }), Status::Published),
        (json!({ "status": "odd" }), Status::Draft),
    ] {
        assert_eq!(state(post.clone(), json!({})).status, expected, "{post}");
    }
}
