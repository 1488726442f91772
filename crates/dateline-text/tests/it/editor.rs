//! What a browser's editor sends (y-tiptap over Yjs 13.6) is understood as it was meant.
//!
//! `editor.bin` is the update such an editor makes of a document with elements, marks, notes and
//! suggestions.

use dateline_core::body::Body;
use dateline_text::Document;
use dateline_text::limits::MAX_UPDATE_BYTES;

const EDITOR: &[u8] = include_bytes!("editor.bin");

#[test]
fn a_document_of_the_editor_says_what_was_written_in_it() {
    let mut document = Document::new(1);

    document.apply(EDITOR, MAX_UPDATE_BYTES).unwrap();

    let story = document.content();
    let id = "0190163d-8694-739b-aea5-966c26f8ad91";
    assert_eq!(story.headline, "Bridge closed 🌉");
    assert_eq!(story.lead_picture.unwrap().picture.to_string(), id);
    let expected = format!(
        r#"[
        {{"id":"a1","type":"heading","level":3,"text":"Three weeks"}},
        {{"id":"a2","type":"paragraph","text":[{{"text":"The "}},{{"text":"harbour","marks":[{{"type":"link","href":"https://h.example/"}},{{"type":"strong"}}]}},{{"line_break":true}},{{"text":"ا ب","marks":[{{"type":"language","lang":"ar","rtl":true}},{{"type":"emphasis"}}]}},{{"footnote":"n"}},{{"text":" 🌉 gone ab"}},{{"text":"x","marks":[{{"type":"superscript"}},{{"type":"code"}}]}}]}},
        {{"id":"a3","type":"list","ordered":true,"items":[{{"text":"By ferry","elements":[{{"type":"paragraph","text":"Every half hour."}}]}},{{"text":"On foot"}}]}},
        {{"id":"a5","type":"quote","text":["We wait.","Still."],"speaker":"A. Nader","role":"harbour master","source":"Radio","source_url":"https://radio.example/"}},
        {{"id":"a7","type":"picture","picture":"{id}","caption":"See","alt":"Fog"}},
        {{"id":"a8","type":"gallery","title":"Views","pictures":[{{"picture":"{id}","caption":"A"}}]}},
        {{"id":"a9","type":"rich_link","story":"{id}"}},
        {{"id":"b2","type":"factbox","title":"The bridge","elements":[{{"type":"paragraph","text":"Built in 1931."}}]}},
        {{"id":"b3","type":"table","caption":"Crossings","head":["Year","Cars"],"rows":[["2015",""]]}},
        {{"id":"b4","type":"code","language":"sql","text":"select 1;\n"}},
        {{"id":"b5","type":"rule"}},
        {{"id":"b9","type":"footnote","key":"n","text":"A note."}}
        ]"#
    );
    let body: serde_json::Value = serde_json::from_str(&story.body.to_json()).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    assert_eq!(body, expected);
}

#[test]
fn notes_and_suggestions_stay_when_something_else_is_changed_from_outside() {
    let mut document = Document::new(1);
    document.apply(EDITOR, MAX_UPDATE_BYTES).unwrap();
    let mut story = document.content();
    story.headline = "Bridge open".to_owned();
    let json = story.body.to_json().replace("\"The \"", "\"An iron \"");
    story.body = Body::parse(&json).unwrap();

    document.set_content(&story, "later");

    let text = format!("{:?}", document.tree());
    for kept in ["n1", "n2", "suggest_insert", "suggest_delete", "z9"] {
        assert!(text.contains(kept), "{kept} is gone");
    }
    assert!(story.body.to_json().contains("An iron"));
    assert_eq!(document.content(), story);
}
