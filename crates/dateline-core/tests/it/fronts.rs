//! What a front may hold: every bound at its edge, and anything that can be written.

use crate::arbitrary::{address, id, words};
use dateline_core::front::limits::{
    MAX_CARDS, MAX_HREF_BYTES, MAX_JSON_BYTES, MAX_TITLE_CHARS, MAX_TRAIL_CHARS, is_snap_href,
};
use dateline_core::front::{
    Backfill, Card, Container, ContainerLayout, Front, FrontError, MAX_CONTAINER_SIZE,
    MAX_CONTAINERS,
};
use dateline_core::id::StoryId;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn container(cards: Vec<Card>) -> Container {
    Container {
        layout: ContainerLayout::Lead,
        title: None,
        cards,
        backfill: Some(Backfill::Latest),
        size: 5,
    }
}

fn story() -> Card {
    Card::Story {
        story: StoryId(uuid::Uuid::nil()),
        kicker: None,
        headline: None,
        trail_text: None,
        picture: None,
    }
}

fn snap(headline: &str, href: &str) -> Card {
    Card::Snap {
        headline: headline.to_owned(),
        href: href.to_owned(),
        trail_text: None,
    }
}

fn refused(container: Container) -> FrontError {
    let containers = vec![self::container(vec![]), container];
    Front { containers }.to_json().unwrap_err()
}

fn taken(container: Container) {
    let front = Front {
        containers: vec![container],
    };
    assert_eq!(Front::parse(&front.to_json().unwrap()).unwrap(), front);
}

#[test]
fn containers_places_and_cards_are_counted() {
    let many = |count| Front {
        containers: vec![container(vec![]); count],
    };
    assert!(many(MAX_CONTAINERS).to_json().is_ok());
    assert_eq!(
        many(MAX_CONTAINERS + 1).to_json(),
        Err(FrontError::TooManyContainers { found: 41 })
    );
    taken(container(vec![story(); MAX_CARDS]));
    assert_eq!(
        refused(container(vec![story(); MAX_CARDS + 1])),
        FrontError::TooManyCards {
            container: 2,
            found: 41
        }
    );
    for size in [1, MAX_CONTAINER_SIZE] {
        taken(Container {
            size,
            ..container(vec![])
        });
    }
    for found in [0, MAX_CONTAINER_SIZE + 1, u8::MAX] {
        let container = Container {
            size: found,
            ..container(vec![])
        };
        assert_eq!(
            refused(container),
            FrontError::ContainerSize {
                container: 2,
                found
            }
        );
    }
}

#[test]
fn words_are_bounded_in_characters_and_addresses_in_bytes() {
    let long = |most: usize| "ж".repeat(most);
    taken(Container {
        title: Some(long(MAX_TITLE_CHARS)),
        ..container(vec![snap(&long(MAX_TITLE_CHARS), "/en/")])
    });
    let titled = Container {
        title: Some(long(MAX_TITLE_CHARS + 1)),
        ..container(vec![])
    };
    assert!(matches!(
        refused(titled),
        FrontError::TitleTooLong {
            container: 2,
            found: 501
        }
    ));
    let over = refused(container(vec![
        story(),
        snap(&long(MAX_TITLE_CHARS + 1), "/"),
    ]));
    assert_eq!(
        over.to_string(),
        "the headline of card 2 in container 2 has 501 characters; at most 500 are allowed"
    );
    let trail = Card::Story {
        story: StoryId(uuid::Uuid::nil()),
        kicker: None,
        headline: None,
        trail_text: Some(long(MAX_TRAIL_CHARS + 1)),
        picture: None,
    };
    assert!(matches!(
        refused(container(vec![trail])),
        FrontError::CardTextTooLong {
            what: "trail text",
            card: 1,
            ..
        }
    ));
    let href = |bytes: usize| format!("/{}", "a".repeat(bytes - 1));
    taken(container(vec![snap("To", &href(MAX_HREF_BYTES))]));
    assert_eq!(
        refused(container(vec![snap("To", &href(MAX_HREF_BYTES + 1))])),
        FrontError::HrefTooLong {
            container: 2,
            card: 1,
            found: 2_049
        }
    );
    assert_eq!(
        refused(container(vec![snap(" \n", "/")])),
        FrontError::NoHeadline {
            container: 2,
            card: 1
        }
    );
    let json = " ".repeat(MAX_JSON_BYTES) + "{}";
    assert!(matches!(
        Front::parse(&json),
        Err(FrontError::TooLarge { .. })
    ));
}

#[test]
fn a_snap_leads_to_the_web_or_into_the_site() {
    for href in ["/en/city", "https://example.org/a", "HTTP://x.example"] {
        taken(container(vec![snap("To", href)]));
    }
    for href in [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "https://",
        "mailto:desk@example.org",
        "tel:+49",
        "#top",
        "relative",
        " /en/",
    ] {
        let error = refused(container(vec![snap("To", href)]));
        assert!(matches!(error, FrontError::UnsafeHref { .. }), "{href}");
    }
}

fn card() -> impl Strategy<Value = Card> {
    let maybe = || option::of(words());
    prop_oneof![
        (id(), maybe(), maybe(), maybe()).prop_map(|(story, kicker, headline, trail_text)| {
            Card::Story {
                story,
                kicker,
                headline,
                trail_text,
                picture: None,
            }
        }),
        (words(), address(), maybe()).prop_map(|(headline, href, trail_text)| Card::Snap {
            headline,
            href,
            trail_text
        }),
    ]
}

fn front() -> impl Strategy<Value = Front> {
    let container =
        (option::of(words()), vec(card(), 0..4), 0_u8..50).prop_map(|(title, cards, size)| {
            Container {
                title,
                cards,
                size,
                ..container(vec![])
            }
        });
    vec(container, 0..4).prop_map(|containers| Front { containers })
}

proptest! {
    #[test]
    fn what_is_written_can_be_read_and_what_is_refused_is_refused_both_ways(front in front()) {
        let json = serde_json::to_string(&front).unwrap();

        match front.to_json() {
            Ok(written) => {
                prop_assert_eq!(Front::parse(&written), Ok(front.clone()));
                for card in front.containers.iter().flat_map(|c| &c.cards) {
                    if let Card::Snap { href, .. } = card {
                        prop_assert!(is_snap_href(href), "{href}");
                    }
                }
            }
            Err(error) => {
                prop_assert_eq!(Front::parse(&json), Err(error.clone()));
                prop_assert!(error.to_string().len() < 2_000);
            }
        }
    }

    #[test]
    fn any_text_is_a_front_or_an_error(text in words()) {
        drop(Front::parse(&text));
    }
}
