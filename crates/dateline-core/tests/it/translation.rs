//! What changed in the original of a translation.

use dateline_core::body::{Body, Element, Kind};
use dateline_core::story::StoryContent;
use dateline_core::translation::{Change, ChangeKind, PartKind, changes, follow};
use proptest::prelude::*;

fn story(paragraphs: &[&str]) -> StoryContent {
    StoryContent {
        headline: "A bridge closes".to_owned(),
        body: Body {
            elements: paragraphs.iter().map(|p| Element::paragraph(*p)).collect(),
        },
        ..StoryContent::default()
    }
}

/// Kind and place of each change, with the place in the translation.
fn told(changes: &[Change]) -> Vec<(ChangeKind, usize, Option<usize>)> {
    changes
        .iter()
        .map(|c| {
            let place = c.part().map_or(0, |p| p.place);
            let translated = c.before.as_ref().and_then(|b| b.translated_at);
            (c.kind, place, translated)
        })
        .collect()
}

#[test]
fn an_original_that_did_not_change_leaves_its_translation_current() {
    let original = story(&["One.", "Two."]);

    let followed = follow(&original, &story(&["Раз.", "Два."]));

    assert_eq!(changes(&followed, &original), []);
    let places: Vec<_> = followed.iter().map(|f| f.translated_at).collect();
    assert_eq!(places, [Some(0), Some(1), Some(2)]);
}

#[test]
fn each_paragraph_that_changed_was_added_or_removed_is_named() {
    let original = story(&["One.", "Two.", "Three.", "Four."]);
    let followed = follow(&original, &story(&["Раз.", "Два.", "Три.", "Четыре."]));

    let mut now = story(&["Zero.", "One.", "Two, mended.", "Three."]);
    now.headline = "The bridge closes".to_owned();

    assert_eq!(
        told(&changes(&followed, &now)),
        [
            (ChangeKind::Changed, 0, Some(0)),
            (ChangeKind::Added, 1, None),
            (ChangeKind::Changed, 3, Some(2)),
            (ChangeKind::Removed, 4, Some(4)),
        ]
    );
}

#[test]
fn names_of_elements_pair_what_moved_in_number() {
    let named = |words: &str, id: &str| Element {
        id: Some(id.to_owned()),
        ..Element::paragraph(words)
    };
    let mut original = story(&[]);
    original.body.elements = vec![named("One.", "a"), named("Two.", "b")];
    let mut translation = story(&[]);
    translation.body.elements = vec![named("Два.", "b"), named("Раз.", "a")];

    let followed = follow(&original, &translation);
    original.body.elements = vec![named("New.", "c"), named("Two, mended.", "b")];

    assert_eq!(followed[1].translated_at, Some(2));
    assert_eq!(
        told(&changes(&followed, &original)),
        [
            (ChangeKind::Changed, 1, Some(2)),
            (ChangeKind::Changed, 2, Some(1)),
        ]
    );
}

#[test]
fn a_picture_that_comes_between_is_no_changed_paragraph() {
    let original = story(&["One.", "Two."]);
    let followed = follow(&original, &story(&["Раз.", "Два."]));

    let mut now = story(&["One.", "Two."]);
    now.body.elements.insert(1, Element::new(Kind::Rule));

    let found = changes(&followed, &now);
    assert_eq!(told(&found), [(ChangeKind::Added, 2, None)]);
    assert_eq!(found[0].part().unwrap().kind, PartKind::Other);
}

#[test]
fn another_change_of_the_same_part_has_another_key() {
    let followed = follow(&story(&["One."]), &story(&["Раз."]));

    let first = changes(&followed, &story(&["One, mended."]));
    let second = changes(&followed, &story(&["One, mended twice."]));

    assert_eq!(
        first[0].key(),
        changes(&followed, &story(&["One, mended."]))[0].key()
    );
    assert_ne!(first[0].key(), second[0].key());
}

proptest! {
    #[test]
    fn what_is_told_turns_the_old_original_into_the_new(
        old in proptest::collection::vec("[abc]{1}", 0..12),
        new in proptest::collection::vec("[abc]{1}", 0..12),
    ) {
        let texts = |of: &[String]| of.iter().map(String::as_str).collect::<Vec<_>>().join("|");
        let content = |of: &[String]| story(&of.iter().map(String::as_str).collect::<Vec<_>>());
        let followed = follow(&content(&old), &content(&old));

        let found = changes(&followed, &content(&new));

        let gone: Vec<usize> = found.iter().filter_map(|c| Some(c.before.as_ref()?.part.place)).collect();
        let come: Vec<usize> = found.iter().filter_map(|c| Some(c.now.as_ref()?.place)).collect();
        let stayed = |of: &[String], not: &[usize]| {
            let kept = of.iter().zip(1..).filter(|(_, at)| !not.contains(at));
            kept.map(|(text, _)| text.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(texts(&stayed(&old, &gone)), texts(&stayed(&new, &come)));
    }
}
