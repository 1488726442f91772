//! `dateline translations`, and what readers of a translation see of its original.

use crate::kit::{House, Server, each_engine};
use serde_json::{Value, json};

/// The English original, its current Russian translation, and the Arabic one that is behind.
const ORIGINAL: &str = "amber-sound-warmer";
const RUSSIAN: &str = "proliv-tepleet";
const ARABIC: &str = "madiq-al-anbar-adfa";

fn translations(house: &House, args: &[&str]) -> Value {
    house
        .say(&[&["translations"], args, &["--json"]].concat())
        .json()
}

/// The sample on an engine.
async fn each_sample(test: impl AsyncFn(&House)) {
    each_engine(async |house| {
        assert_eq!(Server::start(house, "demo", &[]).stop(), Some(0));
        test(house).await;
    })
    .await;
}

#[tokio::test]
async fn the_board_says_which_translation_is_behind_and_in_which_paragraph() {
    each_sample(async |house| {
        let all = translations(house, &["status"]);
        let all = all.as_array().unwrap();
        assert_eq!(all.len(), 12, "six families in two other editions");
        let behind = translations(house, &["status", "--state", "behind"]);
        let [behind] = behind.as_array().unwrap().as_slice() else {
            panic!("{behind}");
        };

        assert_eq!(behind["slug"], ARABIC);
        assert_eq!(behind["original"], format!("en/{ORIGINAL}"));
        assert_eq!(
            (&behind["follows"], &behind["original_revision"]),
            (&json!(1), &json!(2))
        );
        let changes = behind["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(
            (&changes[0]["kind"], &changes[0]["number"]),
            (&json!("changed"), &json!(1))
        );
        assert_eq!(
            (
                &changes[0]["before"]["place"],
                &changes[0]["before"]["translated_at"]
            ),
            (&json!(3), &json!(3))
        );
        assert_eq!(
            translations(house, &["status", RUSSIAN])["state"],
            "current"
        );
        let said = house
            .say(&["translations", "status", "--edition", "ar"])
            .ok();
        assert!(
            said.contains(&format!(
                "behind    ar/{ARABIC}  follows en/{ORIGINAL}, revision 1; it is at 2"
            )),
            "{said}"
        );
        assert!(
            said.contains("1. changed paragraph 3 (here 3): “The first thing we did"),
            "{said}"
        );
        assert!(
            said.ends_with("6 translations: 5 current, 1 behind.\n"),
            "{said}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_list_of_translations_goes_on_where_the_last_one_ended() {
    let house = House::sample();
    let mut seen = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let mut args = vec!["status", "--limit", "5"];
        if let Some(after) = &after {
            args.extend(["--after", after]);
        }
        let page = translations(&house, &args);
        let ids: Vec<String> = page
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["story"].as_str().unwrap().to_owned())
            .collect();
        let Some(last) = ids.last().cloned() else {
            break;
        };
        after = Some(last);
        seen.extend(ids);
    }

    let whole = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((whole, seen.len()), (12, 12));
}

#[tokio::test]
async fn what_is_deliberately_left_out_is_seen_again_when_it_changes_again() {
    each_sample(async |house| {
        let accepted = translations(
            house,
            &[
                "accept",
                ARABIC,
                "--change",
                "1",
                "--note",
                "The Arabic text names no number.",
            ],
        );
        assert_eq!(accepted["state"], "different");
        assert_eq!(
            accepted["changes"][0]["note"],
            "The Arabic text names no number."
        );
        assert_eq!(
            translations(house, &["status", "--state", "behind"]),
            json!([])
        );

        let marked = translations(house, &["mark", ARABIC]);
        assert_eq!(
            (&marked["state"], &marked["changes"]),
            (&json!("current"), &json!([]))
        );
        let earlier = translations(house, &["mark", ARABIC, "--revision", "1"]);
        assert_eq!(
            earlier["state"], "behind",
            "what was accepted is forgotten with the mark"
        );
        let kinds = house.story("show", ARABIC).json();
        let kinds: Vec<&str> = kinds["history"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["kind"].as_str().unwrap())
            .collect();
        for kind in ["translation_marked", "difference_accepted"] {
            assert!(kinds.contains(&kind), "{kinds:?}");
        }
    })
    .await;
}

#[test]
fn what_cannot_be_marked_or_accepted_is_refused_with_the_reason() {
    let house = House::sample();
    let refused = |args: &[&str]| house.say(&[&["translations"], args].concat()).complaint();

    for (args, expected) in [
        (
            &["mark", ORIGINAL][..],
            "is no translation: it has no original in another edition",
        ),
        (
            &["mark", ARABIC, "--revision", "9"],
            "the original has no revision 9; its newest is 2",
        ),
        (
            &["accept", ARABIC, "--change", "2", "--note", "x"],
            "there is no change 2: the original has 1",
        ),
        (
            &["accept", RUSSIAN, "--note", "x"],
            "is current: its original says nothing else",
        ),
        (
            &["accept", ARABIC, "--note", "  "],
            "the note has 0 characters; say why in 1 to 1000",
        ),
        (&["status", "nowhere"], "there is no story \"nowhere\""),
    ] {
        let error = refused(args);
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn stories_of_two_editions_are_brought_together_and_parted() {
    const ENGLISH: &str = "market-hall-mosaic";
    const OTHER: &str = "chayka-v-pekarne";
    each_sample(async |house| {
        let path = |name: &str| {
            let shown = house.story("show", name).json();
            shown["path"].as_str().unwrap().to_owned()
        };
        let (english, russian) = (path(ENGLISH), path(OTHER));
        let server = Server::serve(house);
        assert!(!server.get(&english).await.text().contains(&russian));

        let linked = translations(house, &["link", OTHER, "--to", ENGLISH]);

        assert_eq!(linked["state"], "current");
        assert!(
            server.get(&english).await.text().contains(&russian),
            "at once"
        );
        assert!(server.get(&russian).await.text().contains(&english));
        for (args, expected) in [
            (
                ["link", ENGLISH, "--to", ORIGINAL],
                "both stories are in the edition en",
            ),
            (
                ["link", "dambu-vernuli-na-pereschet", "--to", ENGLISH],
                "has a translation already",
            ),
            (
                ["link", ORIGINAL, "--to", OTHER],
                "both stories are in the edition en",
            ),
            (
                ["link", ENGLISH, "--to", "raff-arabi"],
                "is itself the original of",
            ),
        ] {
            let error = house
                .say(&[&["translations"], &args[..]].concat())
                .complaint();
            assert!(error.contains(expected), "{args:?}: {error}");
        }

        translations(house, &["unlink", OTHER]);
        assert!(
            !server.get(&english).await.text().contains(&russian),
            "parted at once"
        );
        assert!(!server.get(&russian).await.text().contains(&english));
        let again = house.say(&["translations", "unlink", OTHER]).complaint();
        assert!(again.contains("is no translation"), "{again}");
        assert_eq!(server.stop(), Some(0));
    })
    .await;
}

#[tokio::test]
async fn readers_of_a_translation_see_at_once_that_its_original_was_corrected_later() {
    each_sample(async |house| {
        let path = |name: &str| {
            house.story("show", name).json()["path"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let (english, russian, arabic) = (path(ORIGINAL), path(RUSSIAN), path(ARABIC));
        let server = Server::serve(house);
        let behind = server.get(&arabic).await.text();
        assert!(
            behind.contains("صُحِّح النص الأصلي بعد هذه الترجمة"),
            "{behind}"
        );
        assert!(
            behind.contains(&format!("href=\"{english}#notice-")),
            "{behind}"
        );
        assert!(!server.get(&russian).await.text().contains("original-note"));
        assert!(!server.get(&english).await.text().contains("original-note"));

        house
            .say(&[
                "story",
                "correct",
                ORIGINAL,
                "--kind",
                "clarification",
                "--text",
                "Northern waters.",
            ])
            .ok();
        let page = server.get(&russian).await.text();
        assert!(
            page.contains("В оригинал внесено уточнение после этого перевода"),
            "{page}"
        );

        translations(house, &["mark", RUSSIAN]);
        assert!(
            !server.get(&russian).await.text().contains("original-note"),
            "gone with the mark"
        );

        house.say(&["story", "unpublish", ORIGINAL]).ok();
        assert!(
            !server.get(&arabic).await.text().contains("original-note"),
            "there is nothing to lead to"
        );
        assert_eq!(server.stop(), Some(0));
    })
    .await;
}
