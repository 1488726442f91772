//! What is stored as JSON comes back as it went: fronts, notices, contents, pressed stories; and ids keep their order.

use crate::arbitrary::{good_body, id, rich_text, words};
use dateline_core::front::{Backfill, Card, Container, ContainerLayout, Front};
use dateline_core::id::time_ordered;
use dateline_core::notice::{Notice, NoticeKind};
use dateline_core::picture::{Look, PictureFacts, UsageRights};
use dateline_core::pressed::{
    PressedCard, PressedContributor, PressedDocument, PressedPicture, PressedSection, PressedTag,
};
use dateline_core::story::{StoryContent, StoryFormat};
use dateline_core::tag::TagKind;
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn comes_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(sent: &T) {
    let json = serde_json::to_string(sent).unwrap();

    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), sent, "{json}");
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (Timestamp::MIN.as_second()..=Timestamp::MAX.as_second())
        .prop_map(|s| Timestamp::from_second(s).unwrap())
}

fn card() -> impl Strategy<Value = Card> {
    let maybe = || option::of(words());
    prop_oneof![
        (id(), maybe(), maybe(), maybe(), option::of(id())).prop_map(
            |(story, kicker, headline, trail_text, picture)| {
                Card::Story {
                    story,
                    kicker,
                    headline,
                    trail_text,
                    picture,
                }
            }
        ),
        (words(), words(), maybe()).prop_map(|(headline, href, trail_text)| Card::Snap {
            headline,
            href,
            trail_text
        }),
    ]
}

fn backfill() -> impl Strategy<Value = Backfill> {
    prop_oneof![
        Just(Backfill::Latest),
        Just(Backfill::MostDiscussed),
        id().prop_map(|section| Backfill::Section { section }),
        id().prop_map(|tag| Backfill::Tag { tag }),
        proptest::sample::select(StoryFormat::ALL.as_slice())
            .prop_map(|format| Backfill::Format { format }),
    ]
}

fn front() -> impl Strategy<Value = Front> {
    let layouts = vec![
        ContainerLayout::Lead,
        ContainerLayout::Section,
        ContainerLayout::Opinion,
        ContainerLayout::River,
        ContainerLayout::Ranking,
    ];
    let container = (
        proptest::sample::select(layouts),
        option::of(words()),
        vec(card(), 0..4),
        option::of(backfill()),
        any::<u8>(),
    )
        .prop_map(|(layout, title, cards, backfill, size)| Container {
            layout,
            title,
            cards,
            backfill,
            size,
        });
    vec(container, 0..4).prop_map(|containers| Front { containers })
}

fn notice() -> impl Strategy<Value = Notice> {
    let text = rich_text(crate::arbitrary::address());
    (
        id(),
        proptest::sample::select(NoticeKind::ALL.as_slice()),
        text,
        moment(),
    )
        .prop_map(|(id, kind, text, at)| Notice { id, kind, text, at })
}

fn picture() -> impl Strategy<Value = PressedPicture> {
    let focal = (0_u32..=1_000, 0_u32..=1_000)
        .prop_map(|(x, y)| (f64::from(x) / 1_000.0, f64::from(y) / 1_000.0));
    let facts = (
        option::of(words()),
        option::of(words()),
        option::of(words()),
    )
        .prop_map(|(caption, alt, credit_line)| PictureFacts {
            caption,
            alt,
            credit_line,
            rights: UsageRights::Handout,
            ..PictureFacts::default()
        });
    (
        id(),
        "[0-9a-f]{64}",
        any::<i64>(),
        any::<i64>(),
        focal,
        facts,
    )
        .prop_map(
            |(id, hash, width, height, focal_point, facts)| PressedPicture {
                id,
                hash,
                width,
                height,
                focal_point,
                facts,
                look: Look {
                    version: "0123abcd".to_owned(),
                    hint: None,
                    is_moving: false,
                    has_avif: true,
                },
            },
        )
}

fn document() -> impl Strategy<Value = PressedDocument> {
    let content =
        (words(), option::of(words()), good_body()).prop_map(|(headline, kicker, body)| {
            StoryContent {
                headline,
                kicker,
                body,
                ..StoryContent::default()
            }
        });
    let person =
        (id(), words(), words(), option::of(picture())).prop_map(|(id, name, role, picture)| {
            PressedContributor {
                id,
                slug: "n-n".into(),
                name,
                role,
                picture,
            }
        });
    let tag = (id(), words()).prop_map(|(id, name)| PressedTag {
        id,
        slug: "tag".into(),
        name,
        kind: TagKind::Place,
    });
    (
        content,
        vec(person, 0..3),
        vec(tag, 0..3),
        vec(picture(), 0..3),
        vec(notice(), 0..3),
        any::<u32>(),
    )
        .prop_map(
            |(content, byline, tags, pictures, notices, words)| PressedDocument {
                content,
                byline,
                tags,
                pictures,
                notices,
                words,
                revision: 3,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn fronts_come_back(front in front()) {
        comes_back(&front);
    }

    #[test]
    fn notices_come_back(notice in notice()) {
        comes_back(&notice);
    }

    #[test]
    fn pressed_documents_come_back(document in document()) {
        comes_back(&document);
    }

    #[test]
    fn pressed_cards_come_back(headline in words(), trail_text in words(), section in id(), picture in option::of(picture())) {
        let section = PressedSection { id: section, slug: "city".into(), name: headline.clone() };
        comes_back(&PressedCard { headline, kicker: None, trail_text, section, byline: Vec::new(), picture, portrait: None });
    }

    #[test]
    fn ids_keep_the_order_of_their_moments(one in moment(), other in moment(), random in any::<[[u8; 10]; 2]>()) {
        let (early, late) = (one.min(other), one.max(other));
        let ids = (time_ordered(early, random[0]), time_ordered(late, random[1]));

        // Moments before 1970 all count as its first millisecond.
        let millis = |at: Timestamp| at.as_millisecond().max(0);
        prop_assert!(ids.0 < ids.1 || millis(early) == millis(late));
        prop_assert_eq!(ids.0.get_version_num(), 7);
    }
}

#[test]
fn a_front_with_an_unknown_field_is_refused() {
    for json in [
        r#"{"containers":[],"more":1}"#,
        r#"{"containers":[{"layout":"lead","size":3,"more":1}]}"#,
        r#"{"containers":[{"layout":"lead","size":3,"backfill":{"type":"latest","more":1}}]}"#,
        r#"{"containers":[{"layout":"lead","size":3,"cards":[{"type":"snap","headline":"x","href":"/","more":1}]}]}"#,
    ] {
        assert!(serde_json::from_str::<Front>(json).is_err(), "{json}");
    }
}
