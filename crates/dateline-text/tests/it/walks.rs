//! Random stories, and random ways from one to another.

use dateline_core::body::{Body, Element, Inline, Kind, ListItem, Mark, RichText};
use dateline_core::story::StoryContent;
use dateline_text::Document;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}",
        "[а-я]{1,4}",
        "[ا-ي]{1,4}",
        Just("🌉".to_owned())
    ]
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        Just(Mark::Strong),
        Just(Mark::Emphasis),
        Just(Mark::Strike),
        Just(Mark::Superscript),
        Just(Mark::Link {
            href: "https://a.example/".to_owned(),
            story: None
        }),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    prop_oneof![
        8 => (word(), vec(mark(), 0..3)).prop_map(|(text, marks)| Inline::Text { text, marks }),
        1 => Just(Inline::Break { line_break: true }),
        1 => word().prop_map(|footnote| Inline::Footnote { footnote }),
    ]
}

fn text() -> impl Strategy<Value = RichText> {
    vec(inline(), 1..6).prop_map(RichText)
}

fn leaf() -> impl Strategy<Value = Kind> {
    prop_oneof![
        6 => text().prop_map(|text| Kind::Paragraph { text }),
        2 => (2..5_u8, text()).prop_map(|(level, text)| Kind::Heading { level, text }),
        1 => (vec(text(), 1..3), option::of(word())).prop_map(|(text, speaker)| Kind::Quote {
            text, speaker, role: None, source: None, source_url: None,
        }),
        1 => vec(vec(text(), 1..3), 1..3).prop_map(|rows| Kind::Table {
            caption: None, head: Vec::new(), rows,
        }),
        1 => word().prop_map(|text| Kind::Code { language: None, text }),
        1 => Just(Kind::Rule),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    let item = |inner: BoxedStrategy<Kind>| {
        (text(), vec(inner.prop_map(Element::new), 0..2))
            .prop_map(|(text, elements)| ListItem { text, elements })
    };
    leaf().boxed().prop_recursive(2, 12, 3, move |inner| {
        prop_oneof![
            4 => leaf(),
            1 => (any::<bool>(), vec(item(inner.clone()), 1..3))
                .prop_map(|(ordered, items)| Kind::List { ordered, items }),
            1 => (word(), vec(inner.prop_map(Element::new), 1..3))
                .prop_map(|(title, elements)| Kind::Factbox { title, elements }),
        ]
    })
}

fn story() -> impl Strategy<Value = StoryContent> {
    let element = (option::of("[a-h]"), kind()).prop_map(|(id, kind)| Element { id, kind });
    (vec(element, 0..8), word()).prop_map(|(elements, headline)| StoryContent {
        headline,
        body: Body { elements },
        ..StoryContent::default()
    })
}

/// What a story says: without ids, and as a document that begins with it has it.
fn bare(mut content: StoryContent) -> StoryContent {
    content.body.elements.iter_mut().for_each(|e| e.id = None);
    content
}

fn fresh(content: &StoryContent) -> StoryContent {
    let mut document = Document::new(1);
    document.set_content(content, "fresh");
    bare(document.content())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_document_said_it_says_what_it_is_told_to(walk in vec(story(), 2..5)) {
        let mut document = Document::new(1);
        let mut updates = Vec::new();
        for (at, next) in walk.iter().enumerate() {
            updates.extend(document.set_content(next, &at.to_string()));

            prop_assert_eq!(bare(document.content()), fresh(next));
            prop_assert_eq!(document.set_content(&document.content(), "again"), None);
        }
        let elsewhere = Document::load(2, updates.iter().map(Vec::as_slice)).unwrap();
        prop_assert_eq!(elsewhere.content(), document.content());
    }

    #[test]
    fn three_who_go_different_ways_read_the_same_in_the_end(
        begin in story(),
        ways in vec(story(), 3),
    ) {
        let mut first = Document::new(1);
        let Some(seed) = first.set_content(&begin, "seed") else { return Ok(()) };
        let mut all: Vec<Document> = Vec::new();
        let mut updates = Vec::new();
        for (client, way) in (2..).zip(&ways) {
            let mut one = Document::load(client, [seed.as_slice()]).unwrap();
            updates.push(one.set_content(way, &client.to_string()));
            all.push(one);
        }
        for (at, document) in all.iter_mut().enumerate() {
            for (from, update) in updates.iter().enumerate() {
                if let Some(update) = update && from != at {
                    document.apply(update, update.len()).unwrap();
                }
            }
        }
        for document in &all[1..] {
            prop_assert_eq!(document.content(), all[0].content());
        }
    }
}
