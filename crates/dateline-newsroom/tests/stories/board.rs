//! The board: who sees what, in which order, and how it goes on.

use crate::desk::{refused, well};
use crate::newsroom::{Newsroom, headlines};
use dateline_core::picture::PictureFacts;
use dateline_core::rights::{Grant, Place, Role};
use dateline_testkit::each_engine;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn the_board_goes_by_last_change_page_by_page_and_misses_none() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        for number in 0..7 {
            // Three share each moment: what parts them is their id.
            if number % 3 == 0 {
                house.pass(Duration::from_secs(1));
            }
            room.draft(&format!("Story {number}")).await;
        }

        let mut seen = Vec::new();
        let mut after = String::new();
        loop {
            let path = format!("/stories?limit=2&state=draft,submitted{after}");
            let page = well(room.desk.get(&room.editor, &path).await).json();
            seen.extend(headlines(&page));
            let Some(next) = page["next"].as_str() else {
                break;
            };
            after = format!("&after={next}");
        }

        let mut all = seen.clone();
        all.sort();
        all.dedup();
        assert_eq!((seen.len(), all.len()), (7, 7), "{seen:?}");
        assert_eq!(seen[0], "Story 6");
        assert_eq!(room.headlines(&room.editor, "limit=200").await, seen);
    })
    .await;
}

#[tokio::test]
async fn the_board_narrows_to_states_people_places_and_words() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (desk, editor) = (&room.desk, &room.editor);
        let first = room.draft("Мост ЗАКРЫТ до весны").await;
        room.draft("Ferries run late").await;
        well(room.act(&room.reporter, &first, "submit").await);
        well(room.act(editor, &first, "claim").await);
        let to_world = json!({ "section": room.paper.world, "format": "analysis" });
        well(
            desk.ask(
                editor,
                "PATCH",
                &format!("/stories/{first}"),
                Some(to_world),
            )
            .await,
        );

        let only = async |query: &str| room.headlines(editor, query).await;

        let bridge = vec!["Мост ЗАКРЫТ до весны".to_owned()];
        assert_eq!(only("state=in_edit").await, bridge);
        assert_eq!(only("assignee=me").await, bridge);
        assert_eq!(only(&format!("section={}", room.paper.world)).await, bridge);
        assert_eq!(only("format=analysis&edition=en").await, bridge);
        assert_eq!(only("q=%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D1%82").await, bridge);
        assert_eq!(only("q=late+ferries").await, ["Ferries run late"]);
        assert!(only("edition=ru").await.is_empty());
        assert!(only("q=nothing").await.is_empty());
        for wrong in [
            "state=lost",
            "format=poem",
            "limit=0",
            "limit=201",
            "after=x",
            "assignee=bo",
        ] {
            let answer = desk.get(editor, &format!("/stories?{wrong}")).await;
            refused(&answer, 400, "query");
        }
    })
    .await;
}

#[tokio::test]
async fn who_has_a_role_in_one_section_sees_and_moves_that_section_alone() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let world = Place {
            section: Some(room.paper.world),
            ..Place::house()
        };
        let grant = Grant {
            role: Role::Editor,
            place: world,
        };
        let foreign = room.desk.somebody("eve@paper.example", &[grant]).await;
        let city = room.draft("City hall").await;
        let new = json!({ "edition": "en", "headline": "Abroad", "section": room.paper.world });
        let abroad = well(room.desk.post(&foreign, "/stories", new).await).json();

        assert_eq!(room.headlines(&foreign, "limit=5").await, ["Abroad"]);
        let path = format!("/stories/{city}");
        refused(&room.desk.get(&foreign, &path).await, 403, "right");
        refused(&room.act(&foreign, &city, "approve").await, 403, "right");
        let here = json!({ "edition": "en", "headline": "Here", "section": room.paper.city });
        refused(
            &room.desk.post(&foreign, "/stories", here).await,
            403,
            "right",
        );
        // Nor is a story given away to where its giver has no say.
        let away = json!({ "section": room.paper.city });
        let path = format!("/stories/{}", abroad["id"].as_str().unwrap());
        let moved = room.desk.ask(&foreign, "PATCH", &path, Some(away)).await;
        refused(&moved, 403, "right");
    })
    .await;
}

#[tokio::test]
async fn a_card_says_what_the_desk_needs_to_know() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let picture = house.picture("quay", PictureFacts::default()).await;
        let id = room
            .draft_of(json!({
                "headline": "Quay", "kicker": "Exclusive",
                "lead_picture": { "picture": picture },
                "body": [{ "type": "paragraph", "text": "One two three." }]
            }))
            .await;

        let page = well(room.desk.get(&room.editor, "/stories?state=draft").await).json();

        let card = &page["items"][0];
        assert_eq!(card["id"], id);
        assert_eq!(
            (&card["kicker"], &card["word_count"]),
            (&json!("Exclusive"), &json!(3))
        );
        assert_eq!(card["picture"]["alt"], "What quay shows");
        assert!(card["picture"]["src"].as_str().unwrap().contains("/320."));
        assert_eq!(card["section"]["slug"], "city");
        assert_eq!(
            (&card["path"], &card["behind"]),
            (&json!(null), &json!(false))
        );
        assert_eq!(card["people"], json!([]));
    })
    .await;
}
