//! Bodies as plain text, and the words that stand for a story.

use crate::arbitrary::{body, words};
use dateline_core::body::text::{render, shorten, summary};
use dateline_core::body::{Body, Element, Kind, ListItem, RichText};
use dateline_core::story::StoryContent;
use proptest::option;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn plain_text_is_no_longer_than_the_body_and_has_no_empty_lines(body in body()) {
        let text = render(&body);

        prop_assert!(text.len() <= body.to_json().len());
        prop_assert!(text.lines().all(|l| !l.trim().is_empty() || text.contains('\r')));
        prop_assert_eq!(body.word_count() as usize, text.split_whitespace().count());
    }

    #[test]
    fn a_summary_is_within_its_bound(body in body(), max in 0_usize..400) {
        let text = summary(&body, max);

        prop_assert!(text.chars().count() <= max);
        prop_assert_eq!(text.is_empty(), max == 0 || render(&body).trim().is_empty());
    }

    #[test]
    fn what_is_cut_is_the_beginning(text in words(), max in 1_usize..60) {
        let short = shorten(&text, max);
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");

        prop_assert!(short.chars().count() <= max);
        prop_assert!(short == whole || whole.starts_with(short.trim_end_matches('…')));
    }

    #[test]
    fn a_story_with_words_has_a_description(
        standfirst in option::of(words()), trail_text in option::of(words()), description in option::of(words()), body in body(),
    ) {
        let given = [&standfirst, &trail_text, &description];
        let is_wordy = given.into_iter().flatten().any(|w| !w.trim().is_empty()) || !render(&body).trim().is_empty();
        let story = StoryContent { standfirst: standfirst.map(RichText::from), trail_text, description, body, ..StoryContent::default() };

        let summary = story.summary();

        prop_assert!(summary.chars().count() <= 300);
        prop_assert_eq!(summary.is_empty(), !is_wordy);
    }
}

#[test]
fn a_story_without_a_paragraph_is_described_by_what_else_it_says() {
    let item = ListItem {
        text: "Bread, 2 euros".into(),
        elements: Vec::new(),
    };
    let list = Element::new(Kind::List {
        ordered: false,
        items: vec![item],
    });
    let story = StoryContent {
        body: Body {
            elements: vec![list],
        },
        ..StoryContent::default()
    };

    assert_eq!(story.summary(), "Bread, 2 euros");
}
