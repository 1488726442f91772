//! What keeps a story back, what only warns, and who says which.

use crate::desk::{refused, well};
use crate::newsroom::{Newsroom, words};
use dateline_core::picture::PictureFacts;
use dateline_testkit::each_engine;
use serde_json::json;

#[tokio::test]
async fn a_refused_publication_says_all_that_is_missing_and_leaves_the_story_as_it_was() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let bare = house.bare_picture("found", PictureFacts::default()).await;
        let content = json!({ "headline": "", "lead_picture": { "picture": bare }, "body": [] });
        let id = room.draft_of(content).await;
        let before = room.story(&id).await;

        let path = format!("/stories/{id}/publication");
        let answer = room.desk.post(&room.publisher, &path, json!({})).await;

        refused(&answer, 422, "incomplete");
        let missing = answer.json()["missing"].clone();
        let wanted = [
            "headline_missing",
            "picture_credit",
            "picture_alt",
            "picture_rights",
        ];
        assert_eq!(missing, json!(wanted));
        let foreseen = format!("/stories/{id}/publication-preview");
        let foreseen = well(room.desk.get(&room.reporter, &foreseen).await).json();
        assert_eq!(words(&foreseen["checks"], "code"), wanted);
        assert_eq!(foreseen["may_publish"], false);
        assert_eq!(foreseen["checks"][1]["particulars"]["picture"], json!(bare));
        assert_eq!(room.story(&id).await, before);
    })
    .await;
}

#[tokio::test]
async fn an_edition_says_which_findings_keep_a_story_back() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (desk, publisher) = (&room.desk, &room.publisher);
        let chief = desk.administrator().await;
        let id = room
            .draft_of(json!({
                "headline": "Mayor: “We will rebuild it”",
                "body": [
                    { "id": "p1", "type": "paragraph", "text": "She said nothing." },
                    { "id": "q1", "type": "quote", "text": ["Never."] }
                ]
            }))
            .await;
        let foreseen = format!("/stories/{id}/publication-preview");
        let found = async || well(desk.get(publisher, &foreseen).await).json();

        let first = found().await;
        let levels = json!({ "quote_source": "block", "headline_quotation": "off" });
        well(
            desk.ask(&chief, "PUT", "/editions/en/checks", Some(levels))
                .await,
        );
        let second = found().await;

        assert_eq!(
            words(&first["checks"], "code"),
            ["quote_source", "headline_quotation"]
        );
        assert_eq!(
            (&first["may_publish"], &first["checks"][0]["where"]),
            (&json!(true), &json!("q1"))
        );
        assert_eq!(words(&second["checks"], "code"), ["quote_source"]);
        assert_eq!(second["may_publish"], false);
        let path = format!("/stories/{id}/publication");
        refused(
            &desk.post(publisher, &path, json!({})).await,
            422,
            "incomplete",
        );
        let listed = well(desk.get(publisher, "/editions/en/checks").await).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 15);
        for wrong in [
            json!({ "picture_alt": "off" }),
            json!({ "spelling": "warn" }),
        ] {
            let answer = desk
                .ask(&chief, "PUT", "/editions/en/checks", Some(wrong))
                .await;
            refused(&answer, 422, "field");
        }
        let answer = desk
            .ask(publisher, "PUT", "/editions/en/checks", Some(json!({})))
            .await;
        refused(&answer, 403, "right");
    })
    .await;
}

#[tokio::test]
async fn a_story_lawyers_must_read_waits_for_who_may_publish() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.draft("The contract").await;
        let (desk, path) = (&room.desk, format!("/stories/{id}"));
        let hold = |is: bool| Some(json!({ "legal_hold": is }));
        well(desk.ask(&room.reporter, "PATCH", &path, hold(true)).await);

        let publication = format!("{path}/publication");
        let early = desk.post(&room.publisher, &publication, json!({})).await;
        let cleared = desk.ask(&room.editor, "PATCH", &path, hold(false)).await;

        refused(&early, 422, "incomplete");
        assert_eq!(early.json()["missing"], json!(["legal_hold"]));
        refused(&cleared, 403, "right");
        well(desk.ask(&room.publisher, "PATCH", &path, hold(false)).await);
        room.publish(&id).await;
    })
    .await;
}

#[tokio::test]
async fn a_link_to_a_story_that_was_killed_is_found() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (kept, gone) = (room.public("Kept").await, room.public("Gone").await);
        let quiet = room.draft("Quiet").await;
        let id = room
            .draft_of(json!({
                "headline": "Links",
                "body": [
                    { "id": "a", "type": "rich_link", "story": kept },
                    { "id": "b", "type": "rich_link", "story": gone },
                    { "id": "c", "type": "rich_link", "story": quiet }
                ]
            }))
            .await;
        let why = json!({ "reason": "wrong" });
        well(
            room.desk
                .post(&room.publisher, &format!("/stories/{gone}/kill"), why)
                .await,
        );

        let path = format!("/stories/{id}/publication-preview");
        let found = well(room.desk.get(&room.reporter, &path).await).json();

        assert_eq!(
            words(&found["checks"], "code"),
            ["link_withdrawn", "link_not_public"]
        );
        assert_eq!(words(&found["checks"], "where"), ["b", "c"]);
        room.publish(&id).await;
        let changed = room.publish(&kept).await;
        assert!(
            words(&changed["subjects"], "kind").contains(&"card"),
            "{changed}"
        );
    })
    .await;
}
