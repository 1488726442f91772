//! Fronts through the API: drafted, launched, timed, brought back.

use crate::desk::{Who, refused, well};
use crate::newsroom::Newsroom;
use dateline_core::rights::{Grant, Place, Role};
use dateline_newsroom::worker;
use dateline_testkit::{Answer, TestHouse, each_engine};
use serde_json::{Value, json};
use std::time::Duration;

const FRONT: &str = "/editions/en/front";

/// A front with one container that holds these cards.
fn front(cards: &Value) -> Value {
    json!({ "containers": [
        { "layout": "lead", "cards": cards, "backfill": { "type": "latest" }, "size": 4 }
    ]})
}

fn card(story: &str, headline: &str) -> Value {
    json!([{ "type": "story", "story": story, "headline": headline }])
}

fn snap(headline: &str) -> Value {
    front(&json!([{ "type": "snap", "headline": headline, "href": "/en/archive" }]))
}

async fn save(room: &Newsroom<'_>, who: &Who, front: &Value, etag: Option<&str>) -> Answer {
    let mut marks = vec![("X-Dateline", "1"), ("Origin", crate::desk::ORIGIN)];
    marks.extend(etag.map(|etag| ("If-Match", etag)));
    let body = Some(front.clone());
    room.desk.ask_with(who, "PUT", FRONT, body, &marks).await
}

async fn launch(room: &Newsroom<'_>) -> Value {
    let path = format!("{FRONT}/launch");
    well(room.desk.post(&room.editor, &path, json!({})).await).json()
}

async fn shown(room: &Newsroom<'_>) -> Value {
    well(room.desk.get(&room.editor, FRONT).await).json()
}

async fn history(room: &Newsroom<'_>, query: &str) -> Value {
    let path = format!("{FRONT}/history?{query}");
    well(room.desk.get(&room.editor, &path).await).json()
}

fn first_headline(desk: &Value) -> &str {
    desk["front"]["containers"][0]["cards"][0]["headline"]
        .as_str()
        .unwrap_or_default()
}

fn at(house: &TestHouse, seconds: i64) -> String {
    let at = house.now() + jiff::SignedDuration::from_secs(seconds);
    at.to_string()
}

#[tokio::test]
async fn a_draft_is_kept_until_it_is_launched_or_thrown_away() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let id = room.public("The bridge").await;

        let before = shown(&room).await;
        assert_eq!(
            (&before["source"], &before["may_edit"]),
            (&json!("standard"), &json!(true))
        );
        let made = front(&card(&id, "A bridge closes"));
        let kept = well(save(&room, &room.editor, &made, None).await).json();
        assert_eq!(
            (&kept["source"], first_headline(&kept)),
            (&json!("draft"), "A bridge closes")
        );
        assert_eq!(kept["stories"][0]["headline"], "The bridge");
        assert_eq!(kept["saved_by"][0]["name"], "Somebody");
        let done = launch(&room).await;

        assert_eq!(
            (&done["pages_changed"], &done["subjects"][0]["href"]),
            (&json!(1), &json!("/en/"))
        );
        assert_eq!(done["desk"]["source"], "public");
        well(save(&room, &room.editor, &snap("Not this"), None).await);
        let thrown = room.desk.ask(&room.editor, "DELETE", FRONT, None).await;
        let thrown = well(thrown).json();
        assert_eq!(
            (&thrown["source"], first_headline(&thrown)),
            (&json!("public"), "A bridge closes")
        );
    })
    .await;
}

#[tokio::test]
async fn who_looked_at_an_older_front_overwrites_nobody() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let seen = shown(&room).await["etag"].as_str().unwrap().to_owned();
        let other = well(save(&room, &room.publisher, &snap("Hers"), Some(&seen)).await).json();

        let answer = save(&room, &room.editor, &snap("His"), Some(&seen)).await;

        refused(&answer, 412, "changed");
        assert_eq!(answer.json()["etag"], other["etag"]);
        let marks = [
            ("X-Dateline", "1"),
            ("Origin", crate::desk::ORIGIN),
            ("If-Match", seen.as_str()),
        ];
        let path = format!("{FRONT}/launch");
        let blind = room
            .desk
            .ask_with(&room.editor, "POST", &path, None, &marks)
            .await;
        refused(&blind, 412, "changed");
        assert_eq!(first_headline(&shown(&room).await), "Hers");
        let etag = other["etag"].as_str().unwrap();
        well(save(&room, &room.editor, &snap("His"), Some(etag)).await);
    })
    .await;
}

#[tokio::test]
async fn a_front_that_names_what_is_not_there_is_refused_and_says_where() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let nothing = "0190a1b2-0000-7000-8000-000000000001";
        let filled = |by: Value| json!({ "containers": [{ "layout": "section", "backfill": by, "size": 3 }] });
        let wrong = [
            front(&card(nothing, "Nobody's")),
            front(&json!([{ "type": "snap", "headline": "x", "href": "javascript:alert(1)" }])),
            filled(json!({ "type": "section", "section": nothing })),
            filled(json!({ "type": "tag", "tag": nothing })),
            json!({ "containers": [{ "layout": "lead", "size": 0 }] }),
            json!({ "containers": [{ "layout": "lead", "size": 1, "colour": "red" }] }),
            json!({}),
        ];
        for front in wrong {
            let answer = save(&room, &room.editor, &front, None).await;
            refused(&answer, 422, "front");
        }
        let bare = house
            .bare_picture("bare.jpg", dateline_core::picture::PictureFacts::default())
            .await;
        let id = room.public("Pictured").await;
        let pictured = front(&json!([{ "type": "story", "story": id, "picture": bare.to_string() }]));
        well(save(&room, &room.editor, &pictured, None).await);
        let path = format!("{FRONT}/launch");
        let answer = room.desk.post(&room.editor, &path, json!({})).await;

        refused(&answer, 422, "incomplete");
        assert!(answer.says("credit"), "{}", answer.text());
        assert_eq!(history(&room, "").await["items"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn only_who_has_the_right_in_that_edition_changes_its_front() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let elsewhere = Grant {
            role: Role::Editor,
            place: Place {
                edition: dateline_core::edition::EditionCode::parse("fr"),
                ..Place::house()
            },
        };
        let stranger = room.desk.somebody("di@paper.example", &[elsewhere]).await;

        for who in [&room.reporter, &stranger] {
            refused(&save(&room, who, &snap("Mine"), None).await, 403, "right");
            let launch = format!("{FRONT}/launch");
            refused(&room.desk.post(who, &launch, json!({})).await, 403, "right");
            let seen = well(room.desk.get(who, FRONT).await).json();
            assert_eq!(seen["may_edit"], false);
        }
        let nowhere = room.desk.get(&room.editor, "/editions/xx/front").await;
        refused(&nowhere, 404, "not-found");
    })
    .await;
}

#[tokio::test]
async fn what_readers_had_is_kept_and_comes_back_with_one_request() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        for headline in ["First", "Second"] {
            house.pass(Duration::from_mins(1));
            well(save(&room, &room.editor, &snap(headline), None).await);
            launch(&room).await;
        }
        well(save(&room, &room.editor, &snap("In the making"), None).await);
        let page = history(&room, "limit=2").await;
        let rest = history(&room, &format!("after={}", page["next"].as_str().unwrap())).await;
        // The standard front readers had before anybody launched one is kept too.
        assert_eq!(rest["items"][0]["by"], json!([]));
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        let first = page["items"][1]["id"].as_str().unwrap();
        let whole = well(
            room.desk
                .get(&room.editor, &format!("{FRONT}/history/{first}"))
                .await,
        );
        assert_eq!(first_headline(&whole.json()), "First");

        let restore = format!("{FRONT}/history/{first}/restore");
        let key = [
            ("X-Dateline", "1"),
            ("Origin", crate::desk::ORIGIN),
            ("Idempotency-Key", "again"),
        ];
        let back = async || {
            well(
                room.desk
                    .ask_with(&room.editor, "POST", &restore, None, &key)
                    .await,
            )
            .json()
        };
        let (once, twice) = (back().await, back().await);

        assert_eq!(once["id"], twice["id"]);
        let newest = &history(&room, "limit=1").await["items"][0];
        assert_eq!(
            (&newest["id"], &newest["restored_from"]),
            (&once["id"], &json!(first))
        );
        assert_eq!(first_headline(&shown(&room).await), "In the making");
        let other = format!("{FRONT}/history/0190a1b2-0000-7000-8000-000000000001/restore");
        refused(
            &room.desk.post(&room.editor, &other, json!({})).await,
            404,
            "not-found",
        );
    })
    .await;
}

#[tokio::test]
async fn timed_fronts_that_fell_into_a_stop_are_launched_in_order_before_what_comes_after() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let schedule = format!("{FRONT}/schedule");
        let mut timed = json!(null);
        for (headline, seconds) in [("Evening", 7_200), ("Morning", 3_600), ("Never", 10_800)] {
            well(save(&room, &room.editor, &snap(headline), None).await);
            let body = json!({ "launch_at": at(house, seconds) });
            timed = well(room.desk.post(&room.editor, &schedule, body).await).json();
        }
        let times = timed["timed"].as_array().unwrap();
        assert_eq!(times.len(), 3);
        let never = format!("{schedule}/{}", times[2]["id"].as_str().unwrap());
        well(room.desk.ask(&room.editor, "DELETE", &never, None).await);
        let gone = room.desk.ask(&room.editor, "DELETE", &never, None).await;
        refused(&gone, 404, "not-found");
        let past = json!({ "launch_at": at(house, 0) });
        refused(
            &room.desk.post(&room.editor, &schedule, past).await,
            422,
            "time",
        );
        assert_eq!(worker::round(house).await.unwrap().fronts, 0);

        house.pass(Duration::from_secs(8_000));
        well(save(&room, &room.editor, &snap("By hand"), None).await);
        launch(&room).await;

        let items = history(&room, "").await["items"]
            .as_array()
            .unwrap()
            .clone();
        let by: Vec<&str> = items
            .iter()
            .filter_map(|item| item["by"][0]["name"].as_str())
            .collect();
        assert_eq!(by, ["Somebody", "scheduler", "scheduler"]);
        assert!(items[1]["due_at"].as_str() > items[2]["due_at"].as_str());
        assert_eq!(worker::round(house).await.unwrap().fronts, 0);
        assert_eq!(shown(&room).await["timed"], json!([]));
        assert_eq!(first_headline(&shown(&room).await), "By hand");
    })
    .await;
}
