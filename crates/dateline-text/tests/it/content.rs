//! A story's content goes into a document and comes out again.

use dateline_core::body::{Body, Element};
use dateline_core::story::StoryContent;
use dateline_text::Document;

/// A story with every element and every mark.
pub fn everything() -> StoryContent {
    let id = "0190163d-8694-739b-aea5-966c26f8ad91";
    let body = format!(
        r#"[
        {{"type":"heading","id":"a1","level":3,"text":"Three weeks"}},
        {{"type":"paragraph","id":"a2","text":[{{"text":"The "}},{{"text":"harbour","marks":[{{"type":"link","href":"https://h.example/"}},{{"type":"strong"}}]}},{{"line_break":true}},{{"text":"ا ب","marks":[{{"type":"language","lang":"ar","rtl":true}},{{"type":"emphasis"}}]}},{{"footnote":"n"}},{{"text":"x","marks":[{{"type":"superscript"}},{{"type":"subscript"}},{{"type":"code"}}]}},{{"text":"y","marks":[{{"type":"correction","notice":"{id}"}},{{"type":"strike"}}]}}]}},
        {{"type":"list","id":"a3","ordered":true,"items":[{{"text":"By ferry","elements":[{{"type":"paragraph","text":"Every half hour."}}]}},{{"text":"On foot"}}]}},
        {{"type":"list","id":"a4","items":[{{"text":"One"}}]}},
        {{"type":"quote","id":"a5","text":["We wait.","Still."],"speaker":"A. Nader","role":"harbour master","source":"Radio","source_url":"https://radio.example/"}},
        {{"type":"pull_quote","id":"a6","text":"We wait.","speaker":"A. Nader"}},
        {{"type":"picture","id":"a7","picture":"{id}","caption":[{{"text":"See "}},{{"text":"here","marks":[{{"type":"link","href":"/en"}}]}}],"alt":"Fog"}},
        {{"type":"gallery","id":"a8","title":"Views","pictures":[{{"picture":"{id}","caption":"A"}},{{"picture":"{id}"}}]}},
        {{"type":"rich_link","id":"a9","story":"{id}"}},
        {{"type":"attribution","id":"b1","outlet":"The Gazette","author":"N. N.","title":"Pont","url":"https://g.example/","date":"2016-02-03","language":"fr","archived_url":"https://a.example/"}},
        {{"type":"factbox","id":"b2","title":"The bridge","elements":[{{"type":"paragraph","text":"Built in 1931."}}]}},
        {{"type":"table","id":"b3","caption":"Crossings","head":["Year","Cars"],"rows":[["2015","31 000"],["2016",""]]}},
        {{"type":"code","id":"b4","language":"sql","text":"select 1;\n"}},
        {{"type":"rule","id":"b5"}},
        {{"type":"embed","id":"b6","provider":"youtube","url":"https://y.example/","title":"T"}},
        {{"type":"audio","id":"b7","url":"/a.mp3","title":"T"}},
        {{"type":"video","id":"b8","url":"https://v.example/v.mp4","title":"T","poster":"{id}"}},
        {{"type":"footnote","id":"b9","key":"n","text":"A note."}},
        {{"type":"correction","id":"c1","notice":"{id}"}}
        ]"#
    );
    let lead = format!(r#"{{"picture":"{id}","caption":"The bridge","alt":"Towers"}}"#);
    StoryContent {
        headline: "Bridge closed 🌉".to_owned(),
        standfirst: Some("Queues are expected".into()),
        kicker: Some("Exclusive".to_owned()),
        trail_text: Some("Trail".to_owned()),
        place: Some("Larnport".to_owned()),
        description: Some("About".to_owned()),
        canonical_url: Some("https://c.example/".to_owned()),
        lead_picture: Some(serde_json::from_str(&lead).unwrap()),
        body: Body::parse(&body).unwrap(),
    }
}

#[test]
fn every_element_and_mark_survives_the_document() {
    let story = everything();
    let mut document = Document::new(7);

    let update = document.set_content(&story, "seed").unwrap();

    let elsewhere = Document::load(8, [update.as_slice()]).unwrap();
    assert_eq!(
        elsewhere.content().body.to_json(),
        story.body.to_json(),
        "the running text"
    );
    assert_eq!(elsewhere.content(), story);
    assert_eq!(document.content(), story);
}

fn story(paragraphs: &[&str]) -> StoryContent {
    let elements = paragraphs.iter().map(|words| Element::paragraph(*words));
    StoryContent {
        headline: "Headline".to_owned(),
        body: Body {
            elements: elements.collect(),
        },
        ..StoryContent::default()
    }
}

fn words(document: &Document) -> Vec<String> {
    let content = document.content();
    let text = dateline_core::body::text::render(&content.body);
    text.lines().map(str::to_owned).collect()
}

#[test]
fn two_that_change_the_same_text_both_get_their_way() {
    let mut one = Document::new(1);
    let seed = one
        .set_content(
            &story(&["The bridge is closed.", "Built in 1930.", "Last."]),
            "seed",
        )
        .unwrap();
    let mut two = Document::load(2, [seed.as_slice()]).unwrap();

    let theirs = one
        .set_content(
            &story(&["The bridge is closed.", "Built in 1931.", "Last."]),
            "a",
        )
        .unwrap();
    let ours = two
        .set_content(
            &story(&[
                "The iron bridge is closed.",
                "Built in 1930.",
                "New.",
                "Last.",
            ]),
            "b",
        )
        .unwrap();
    one.apply(&ours, ours.len()).unwrap();
    two.apply(&theirs, theirs.len()).unwrap();

    let merged = [
        "The iron bridge is closed.",
        "Built in 1931.",
        "New.",
        "Last.",
    ];
    assert_eq!(words(&one), merged);
    assert_eq!(one.content(), two.content());
}

#[test]
fn saying_the_same_again_changes_nothing() {
    let mut document = Document::new(1);
    document.set_content(&everything(), "seed").unwrap();

    assert_eq!(document.set_content(&everything(), "other"), None);
    let unnamed = story(&["One.", "Two."]);
    document.set_content(&unnamed, "seed").unwrap();
    let named = document.content();
    assert_eq!(document.set_content(&unnamed, "other"), None);
    assert_eq!(document.content(), named, "elements keep their ids");
}

#[test]
fn a_small_change_is_a_small_update() {
    let mut document = Document::new(1);
    let long: Vec<String> = (0..500)
        .map(|n| format!("Paragraph {n}. ").repeat(20))
        .collect();
    let mut paragraphs: Vec<&str> = long.iter().map(String::as_str).collect();
    document.set_content(&story(&paragraphs), "seed").unwrap();

    paragraphs[250] = "Paragraph 250, shorter.";
    paragraphs.remove(3);
    let update = document.set_content(&story(&paragraphs), "later").unwrap();

    assert!(update.len() < 300, "{} bytes", update.len());
    assert_eq!(words(&document).len(), 499);
}
