//! The same request twice does nothing twice.

use crate::desk::{ORIGIN, refused, well};
use crate::newsroom::Newsroom;
use dateline_testkit::{Answer, each_engine};
use serde_json::{Value, json};
use std::time::Duration;

async fn make(room: &Newsroom<'_>, key: &str, body: Value) -> Answer {
    let headers = [
        ("X-Dateline", "1"),
        ("Origin", ORIGIN),
        ("Idempotency-Key", key),
    ];
    let (desk, who) = (&room.desk, &room.reporter);
    desk.ask_with(who, "POST", "/stories", Some(body), &headers)
        .await
}

#[tokio::test]
async fn a_request_that_comes_again_is_answered_as_before_for_a_day() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let new = json!({ "edition": "en", "headline": "Once" });

        let first = well(make(&room, "k1", new.clone()).await);
        let again = well(make(&room, "k1", new.clone()).await);

        assert_eq!((first.status, &first.body), (again.status, &again.body));
        assert_eq!(first.header("location"), again.header("location"));
        assert!(first.header("location").is_some());
        assert_eq!(room.headlines(&room.editor, "limit=9").await.len(), 1);
        let other = make(&room, "k1", json!({ "edition": "en", "headline": "Other" })).await;
        refused(&other, 422, "idempotency-key");
        house.pass(Duration::from_secs(86_401));
        well(make(&room, "k1", new).await);
        assert_eq!(room.headlines(&room.editor, "limit=9").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_request_twice_at_the_same_time_makes_one_story() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let new = || json!({ "edition": "en", "headline": "Race" });

        let (a, b, c) = tokio::join!(
            make(&room, "race", new()),
            make(&room, "race", new()),
            make(&room, "race", new())
        );

        let ids: Vec<Value> = [a, b, c].map(|a| well(a).json()["id"].clone()).into();
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        assert_eq!(room.headlines(&room.editor, "limit=9").await, ["Race"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_refused_may_be_tried_again_and_bad_keys_are_named() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;

        let refusal = make(&room, "k2", json!({ "edition": "zz", "headline": "x" })).await;
        refused(&refusal, 422, "field");
        house.paper_in("zz", 3).await;
        well(make(&room, "k2", json!({ "edition": "zz", "headline": "x" })).await);

        let long = "k".repeat(201);
        for key in ["", "two words", &long] {
            let answer = make(&room, key, json!({ "edition": "en", "headline": "y" })).await;
            refused(&answer, 400, "header");
        }
    })
    .await;
}
