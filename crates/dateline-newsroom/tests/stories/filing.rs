//! Where a story belongs, who does it, by when; and what there is to file under.

use crate::desk::{refused, well};
use crate::newsroom::{Newsroom, words};
use dateline_testkit::each_engine;
use serde_json::{Value, json};

#[tokio::test]
async fn a_story_is_filed_assigned_and_held_in_one_request_and_says_its_new_state() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (desk, editor, paper) = (&room.desk, &room.editor, &room.paper);
        let id = room.draft("Ferries").await;
        let who = desk.id_of(&room.reporter).await;
        let change = json!({
            "slug": "Ferry fares", "tags": [paper.ferries, paper.harbour], "byline": [paper.ivo],
            "comments": "open", "assignee": who, "due_at": "2025-03-02T09:00:00Z",
            "note": "Call the port first", "legal_hold": true
        });

        let answer = desk
            .ask(editor, "PATCH", &format!("/stories/{id}"), Some(change))
            .await;

        let story = well(answer).json();
        assert_eq!(story["slug"], "ferry-fares");
        assert_eq!(words(&story["tags"], "slug"), ["ferries", "harbour"]);
        assert_eq!(words(&story["byline"], "name"), ["Ivo Brandt"]);
        assert_eq!(story["due_at"], "2025-03-02T09:00:00Z");
        assert_eq!(story["note"], "Call the port first");
        assert_eq!(story["legal_hold"], true);
        assert_eq!(story["comments"], "open");
        let clear = json!({ "assignee": null, "due_at": null, "note": null });
        let cleared = desk
            .ask(editor, "PATCH", &format!("/stories/{id}"), Some(clear))
            .await;
        let story = well(cleared).json();
        assert_eq!(
            (&story["assignee"], &story["note"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(words(&story["tags"], "slug"), ["ferries", "harbour"]);
    })
    .await;
}

#[tokio::test]
async fn two_who_file_a_story_at_once_do_not_overwrite_each_other() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("Ferries").await;
        let path = format!("/stories/{id}");
        let loaded = room.desk.get(&room.editor, &path).await;
        let tag = loaded.header("etag").unwrap().to_owned();
        assert_eq!(loaded.json()["etag"], tag);
        let ask = async |note: &str| {
            let change = Some(json!({ "note": note }));
            let is_same = [
                ("X-Dateline", "1"),
                ("Origin", crate::desk::ORIGIN),
                ("If-Match", tag.as_str()),
            ];
            room.desk
                .ask_with(&room.editor, "PATCH", &path, change, &is_same)
                .await
        };

        // What is typed in the text does not count: that merges.
        let restored = format!("/stories/{id}/revisions/1/restore");
        well(room.desk.post(&room.reporter, &restored, json!({})).await);
        well(ask("mine").await);
        let late = ask("theirs").await;

        refused(&late, 412, "changed");
        let story = room.story(&id).await;
        assert_eq!(story["note"], "mine");
        assert_eq!(late.json()["etag"], story["etag"]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_field_and_changes_nothing() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let ru = house.paper_in("ru", 1).await;
        room.draft("Taken").await;
        let id = room.draft("Ferries").await;
        let nobody = "0190a1b2-0000-7000-8000-000000000001";
        let before = room.story(&id).await;

        for (field, change) in [
            ("slug", json!({ "note": "x", "slug": "taken" })),
            ("slug", json!({ "slug": "🎉" })),
            ("section", json!({ "section": ru.city })),
            ("tags", json!({ "tags": [ru.harbour] })),
            (
                "tags",
                json!({ "tags": [room.paper.harbour, room.paper.harbour] }),
            ),
            ("byline", json!({ "byline": [ru.nadia] })),
            ("desk", json!({ "desk": nobody })),
            ("assignee", json!({ "assignee": nobody })),
            ("note", json!({ "note": "x".repeat(4_001) })),
            ("unpublish_at", json!({ "unpublish_at": null })),
        ] {
            let path = format!("/stories/{id}");
            let answer = room
                .desk
                .ask(&room.publisher, "PATCH", &path, Some(change))
                .await;
            // A desk that is not there is no place anybody has a say in.
            refused(&answer, 422, "field");
            assert_eq!(answer.json()["field"], field, "{}", answer.text());
        }

        assert_eq!(room.story(&id).await, before);
    })
    .await;
}

#[tokio::test]
async fn filing_a_public_story_otherwise_shows_that_readers_have_not_got_it_yet() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.public("Ferries").await;
        let path = format!("/stories/{id}");
        house.pass(std::time::Duration::from_secs(1));
        let tagged = json!({ "tags": [room.paper.ferries] });
        let answer = room
            .desk
            .ask(&room.editor, "PATCH", &path, Some(tagged))
            .await;
        assert_eq!(well(answer).json()["behind"], true);

        let moved = json!({ "slug": "elsewhere" });
        let moved = room
            .desk
            .ask(&room.editor, "PATCH", &path, Some(moved))
            .await;
        refused(&moved, 422, "field");
        let done = room.publish(&id).await;

        assert!(words(&done["subjects"], "kind").contains(&"tag"));
        assert_eq!(room.story(&id).await["behind"], false);
    })
    .await;
}

#[tokio::test]
async fn what_stories_are_filed_under_is_listed_found_and_made() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (desk, editor) = (&room.desk, &room.editor);
        let chief = desk.administrator().await;

        let tag = json!({ "name": "Ice-breakers", "kind": "topic" });
        let tag = well(desk.post(editor, "/editions/en/tags", tag).await).json();
        let who = json!({ "name": "Zoë Ålund", "role": "Reporter" });
        let who = well(desk.post(editor, "/editions/en/contributors", who).await).json();
        let section = json!({ "name": "Sport" });
        let section = well(desk.post(&chief, "/editions/en/sections", section).await).json();
        let night = well(
            desk.post(&chief, "/desks", json!({ "name": "Night desk" }))
                .await,
        )
        .json();

        assert_eq!(
            (&tag["slug"], &who["slug"]),
            (&json!("ice-breakers"), &json!("zoe-alund"))
        );
        let list = async |path: &str, of: &str| {
            let page = well(desk.get(editor, path).await).json();
            words(&page["items"], of).join(" ")
        };
        assert_eq!(
            list("/editions/en/tags?q=ice", "slug").await,
            "ice-breakers"
        );
        assert_eq!(
            list("/editions/en/tags?limit=1&after=ferries", "slug").await,
            "harbour"
        );
        assert_eq!(
            list("/editions/en/contributors?q=ZO%C3%8B", "slug").await,
            "zoe-alund"
        );
        assert_eq!(
            list("/editions/en/sections", "slug").await,
            "city world sport"
        );
        assert_eq!(list("/editions", "code").await, "en");
        assert_eq!(list("/desks", "slug").await, "night-desk");
        refused(
            &desk
                .post(editor, "/editions/en/tags", json!({ "name": "Ferries" }))
                .await,
            409,
            "taken",
        );
        refused(
            &desk.post(editor, "/desks", json!({ "name": "x" })).await,
            403,
            "right",
        );
        refused(
            &desk.get(editor, "/editions/zz/tags").await,
            404,
            "not-found",
        );
        let id = room.draft("Match").await;
        let filed = json!({ "section": section["id"], "desk": night["id"] });
        let filed = desk
            .ask(editor, "PATCH", &format!("/stories/{id}"), Some(filed))
            .await;
        assert_eq!(well(filed).json()["desk"]["name"], "Night desk");
        let query = format!("desk={}", night["id"].as_str().unwrap());
        assert_eq!(room.headlines(editor, &query).await, ["Match"]);
    })
    .await;
}
