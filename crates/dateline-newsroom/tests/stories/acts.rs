//! From the first line to the correction.

use crate::desk::{refused, well};
use crate::newsroom::{Newsroom, words};
use dateline_testkit::each_engine;
use serde_json::json;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_story_goes_from_a_reporter_over_the_desk_to_readers_and_is_put_right() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (desk, reporter, editor) = (&room.desk, &room.reporter, &room.editor);
        let id = room.draft("The bridge closes").await;

        house.pass(SECOND);
        let handed_in = well(room.act(reporter, &id, "submit").await).json();
        house.pass(SECOND);
        let claimed = well(room.act(editor, &id, "claim").await).json();
        house.pass(SECOND);
        let approved = well(room.act(editor, &id, "approve").await).json();
        house.pass(SECOND);
        let done = room.publish(&id).await;

        assert_eq!(handed_in["state"], "submitted");
        assert_eq!(handed_in["assignee"]["id"], desk.id_of(reporter).await);
        assert_eq!(claimed["assignee"]["id"], desk.id_of(editor).await);
        assert_eq!(approved["state"], "ready");
        assert_eq!(done["path"], "/en/city/2025/03/01/the-bridge-closes");
        let kinds = words(&done["subjects"], "kind");
        assert_eq!(kinds, ["story", "front", "section", "archive"]);
        assert_eq!(done["pages_changed"], 4);

        house.pass(SECOND);
        let note = json!({ "kind": "correction", "text": "It opens.", "at": "p1" });
        let path = format!("/stories/{id}/notices");
        let corrected = well(desk.post(&room.publisher, &path, note).await);

        assert_eq!(corrected.status, 201);
        let story = room.story(&id).await;
        assert_eq!(story["notices"][0]["text"], "It opens.");
        assert_eq!(story["content"]["body"][1]["type"], "correction");
        assert_eq!(
            story["content"]["body"][1]["notice"],
            story["notices"][0]["id"]
        );
        assert_eq!(story["behind"], false);
        let timeline = well(desk.get(editor, &format!("/stories/{id}/timeline")).await).json();
        let mut kinds = words(&timeline["items"], "kind");
        // The note is one moment.
        kinds[..3].sort_unstable();
        let wanted = "story_corrected story_published story_revised story_published story_approved \
             story_claimed story_submitted story_created";
        assert_eq!(kinds.join(" "), wanted);
        assert_eq!(timeline["items"][0]["by"][0]["name"], "Somebody");
    })
    .await;
}

#[tokio::test]
async fn a_note_goes_out_on_the_words_readers_have_while_the_desk_writes_on() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.public("The vote").await;
        let restored = format!("/stories/{id}/revisions/1/restore");
        well(room.desk.post(&room.reporter, &restored, json!({})).await);
        assert_eq!(room.story(&id).await["behind"], true);

        let note = json!({ "kind": "clarification", "text": "By hand.", "at": "p1" });
        let path = format!("/stories/{id}/notices");
        let done = well(room.desk.post(&room.publisher, &path, note).await).json();

        assert_eq!(
            (&done["revision"], &done["newest_revision"]),
            (&json!(3), &json!(4))
        );
        let story = room.story(&id).await;
        assert_eq!(story["public_revision"], 3);
        assert_eq!(story["content"]["body"][1]["type"], "correction");
        let nowhere = json!({ "kind": "correction", "text": "x", "at": "p99" });
        let answer = room.desk.post(&room.publisher, &path, nowhere).await;
        refused(&answer, 422, "field");
        assert_eq!(
            room.story(&id).await["notices"].as_array().unwrap().len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn each_act_needs_its_own_right_and_says_which() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("Mine").await;
        let path = |noun: &str| format!("/stories/{id}/{noun}");
        let (desk, reporter) = (&room.desk, &room.reporter);

        let claimed = room.act(reporter, &id, "claim").await;
        let published = desk.post(reporter, &path("publication"), json!({})).await;
        let killed = desk
            .post(&room.editor, &path("kill"), json!({ "reason": "x" }))
            .await;
        let embargo = json!({ "until": "2025-03-02T00:00:00Z" });
        let held = desk
            .ask(reporter, "PUT", &path("embargo"), Some(embargo))
            .await;

        for (answer, right) in [
            (claimed, "edit"),
            (published, "publish"),
            (killed, "kill"),
            (held, "edit"),
        ] {
            refused(&answer, 403, "right");
            assert_eq!(answer.json()["missing"], json!([right]));
        }
        assert_eq!(room.story(&id).await["state"], "draft");
    })
    .await;
}

#[tokio::test]
async fn an_embargo_keeps_a_story_back_and_a_schedule_publishes_it_after() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("The budget").await;
        let path = |noun: &str| format!("/stories/{id}/{noun}");
        let (desk, publisher) = (&room.desk, &room.publisher);
        let until = json!({ "until": "2025-03-01T13:00:00Z" });
        well(
            desk.ask(publisher, "PUT", &path("embargo"), Some(until))
                .await,
        );

        let early = desk.post(publisher, &path("publication"), json!({})).await;
        let too_soon = json!({ "publish_at": "2025-03-01T12:30:00Z" });
        let too_soon = desk.post(publisher, &path("schedule"), too_soon).await;
        let at = json!({ "publish_at": "2025-03-01T13:00:00Z" });
        let scheduled = well(desk.post(publisher, &path("schedule"), at).await).json();

        refused(&early, 422, "embargo");
        refused(&too_soon, 422, "embargo");
        assert_eq!(scheduled["state"], "scheduled");
        house.pass(Duration::from_secs(3_601));
        dateline_newsroom::worker::round(house).await.unwrap();
        assert_eq!(room.story(&id).await["state"], "published");
        let public = json!({ "until": "2025-03-02T13:00:00Z" });
        let late = desk
            .ask(publisher, "PUT", &path("embargo"), Some(public))
            .await;
        refused(&late, 409, "state");
    })
    .await;
}

#[tokio::test]
async fn what_is_withdrawn_comes_back_and_what_is_killed_never_does() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.public("The leak").await;
        let path = |noun: &str| format!("/stories/{id}/{noun}");
        let (desk, publisher) = (&room.desk, &room.publisher);

        let why = json!({ "reason": "wrong name" });
        let withdrawn = desk
            .ask(publisher, "DELETE", &path("publication"), Some(why))
            .await;
        assert_eq!(well(withdrawn).json()["pages_changed"], 4);
        assert_eq!(room.story(&id).await["path"], json!(null));
        room.publish(&id).await;
        let silent = desk
            .post(publisher, &path("kill"), json!({ "reason": " " }))
            .await;
        refused(&silent, 422, "field");
        house.pass(SECOND);
        let why = json!({ "reason": "by order of the court" });
        well(desk.post(publisher, &path("kill"), why).await);

        let again = desk.post(publisher, &path("publication"), json!({})).await;
        refused(&again, 409, "state");
        assert_eq!(room.story(&id).await["can"]["write"], false);
        let timeline = well(desk.get(publisher, &path("timeline?limit=1")).await).json();
        let why = &timeline["items"][0]["particulars"]["reason"];
        assert_eq!(why, "by order of the court");
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_given_up_by_whose_it_is_and_comes_back() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("Not worth it").await;
        let public = room.public("Public").await;
        let (desk, reporter) = (&room.desk, &room.reporter);
        let delete = async |id: &str| {
            desk.ask(reporter, "DELETE", &format!("/stories/{id}"), None)
                .await
        };

        assert_eq!(well(delete(&id).await).json()["state"], "spiked");
        refused(&delete(&id).await, 403, "right");
        refused(&delete(&public).await, 403, "right");

        assert_eq!(
            well(room.act(&room.editor, &id, "unspike").await).json()["state"],
            "draft"
        );
        well(room.act(&room.reporter, &id, "submit").await);
        let back = well(room.act(&room.editor, &id, "return").await).json();
        assert_eq!(back["assignee"]["id"], desk.id_of(reporter).await);
    })
    .await;
}

#[tokio::test]
async fn ids_that_are_none_and_acts_that_are_none_are_told_apart() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("Here").await;
        let (desk, editor) = (&room.desk, &room.editor);

        for nothing in ["x", "0190a1b2-0000-7000-8000-000000000001", "..", "%00"] {
            let answer = desk.get(editor, &format!("/stories/{nothing}")).await;
            let is_refused = matches!(answer.status, 400 | 404);
            assert!(is_refused, "{nothing}: {}", answer.text());
        }
        refused(
            &room.act(&room.publisher, &id, "publish").await,
            422,
            "field",
        );
        assert_eq!(room.act(editor, &id, "dance").await.status, 422);
        refused(&room.act(editor, &id, "return").await, 409, "state");
        let unknown = desk.post(
            editor,
            "/stories",
            json!({ "edition": "en", "headlin": "x" }),
        );
        assert!(unknown.await.says("headlin"));
        let long = json!({ "edition": "en", "headline": "x".repeat(301) });
        refused(&desk.post(editor, "/stories", long).await, 422, "field");
        let nowhere = json!({ "edition": "zz", "headline": "x" });
        refused(&desk.post(editor, "/stories", nowhere).await, 422, "field");
    })
    .await;
}
