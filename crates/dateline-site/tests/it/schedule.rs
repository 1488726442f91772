//! Stories that are published and withdrawn by the clock.

use crate::kit::{self, serve};
use dateline_core::id::StoryId;
use dateline_db::queries::event;
use dateline_newsroom::story;
use dateline_newsroom::worker::{self, Round};
use dateline_testkit::{TestHouse, each_engine};
use dateline_web::house::House;
use jiff::Timestamp;
use serde_json::Value;
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

fn after(house: &House, time: Duration) -> Timestamp {
    house.now().checked_add(time).unwrap()
}

async fn schedule(house: &House, id: StoryId, at: Option<Timestamp>, until: Option<Timestamp>) {
    let mut tx = house.db().begin().await.unwrap();
    story::schedule(house, &mut tx, id, at, until, &kit::editor())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
}

async fn unschedule(house: &House, id: StoryId) {
    let mut tx = house.db().begin().await.unwrap();
    story::unschedule(house, &mut tx, id, &kit::editor())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
}

/// Particulars of every publication of a story.
async fn publications(house: &TestHouse, id: StoryId) -> Vec<Value> {
    let mut tx = house.db().read().await.unwrap();
    let events = event::list(&mut tx, "story", &id.to_string())
        .await
        .unwrap();
    let published = events
        .into_iter()
        .filter(|(_, kind, ..)| kind == "story_published");
    published
        .map(|(.., particulars)| serde_json::from_str(&particulars).unwrap())
        .collect()
}

#[tokio::test]
async fn a_scheduled_story_appears_at_its_minute_and_not_before() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = house.story(&paper, "Doors open at one").insert().await;
        schedule(house, id, Some(after(house, HOUR)), None).await;

        house.pass(Duration::from_secs(3599));
        assert_eq!(worker::round(house).await.unwrap(), Round::default());
        assert!(!served.get("/en/").await.says("Doors open at one"));
        house.pass(Duration::from_secs(1));
        let round = worker::round(house).await.unwrap();

        assert_eq!(
            round,
            Round {
                published: 1,
                ..Round::default()
            }
        );
        assert!(served.get("/en/").await.says("Doors open at one"));
        assert_eq!(publications(house, id).await[0]["late_seconds"], 0);
    })
    .await;
}

#[tokio::test]
async fn a_story_missed_while_nobody_worked_is_published_late_once_and_says_so() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "We were down").insert().await;
        schedule(house, id, Some(after(house, HOUR)), None).await;
        house.pass(HOUR * 3);

        let first = worker::round(house).await.unwrap();
        let second = worker::round(house).await.unwrap();

        assert_eq!((first.published, second.published), (1, 0));
        let published = publications(house, id).await;
        assert_eq!(published.len(), 1);
        assert_eq!(published[0]["late_seconds"], 7200);
    })
    .await;
}

#[tokio::test]
async fn two_workers_publish_a_due_story_once() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let mut ids = Vec::new();
        for number in 0..6 {
            let id = house
                .story(&paper, &format!("Story {number}"))
                .insert()
                .await;
            schedule(house, id, Some(after(house, HOUR)), None).await;
            ids.push(id);
        }
        house.pass(HOUR);
        let other = house.neighbour().await;

        let (here, there) = tokio::join!(worker::round(house), worker::round(&other));

        assert_eq!(here.unwrap().published + there.unwrap().published, 6);
        for id in ids {
            assert_eq!(publications(house, id).await.len(), 1);
        }
        other.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn a_story_is_withdrawn_at_its_time() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = house.story(&paper, "Only today").insert().await;
        schedule(
            house,
            id,
            Some(after(house, HOUR)),
            Some(after(house, HOUR * 2)),
        )
        .await;
        house.pass(HOUR);
        assert_eq!(worker::round(house).await.unwrap().published, 1);
        assert!(served.get("/en/").await.says("Only today"));

        house.pass(HOUR);
        let round = worker::round(house).await.unwrap();

        assert_eq!(round.withdrawn, 1);
        assert!(!served.get("/en/").await.says("Only today"));
        assert_eq!(worker::round(house).await.unwrap(), Round::default());
    })
    .await;
}

#[tokio::test]
async fn a_schedule_taken_back_takes_the_withdrawal_with_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Not yet").insert().await;
        schedule(
            house,
            id,
            Some(after(house, HOUR)),
            Some(after(house, HOUR * 2)),
        )
        .await;
        unschedule(house, id).await;
        house.pass(HOUR * 3);
        assert_eq!(worker::round(house).await.unwrap(), Round::default());

        kit::publish(house, id).await;

        assert_eq!(
            worker::round(house).await.unwrap().withdrawn,
            0,
            "an old end withdrew a new story"
        );
        schedule(house, id, None, Some(after(house, HOUR))).await;
        unschedule(house, id).await;
        house.pass(HOUR * 2);
        assert_eq!(
            worker::round(house).await.unwrap().withdrawn,
            0,
            "the end of a public story can be taken back"
        );
    })
    .await;
}

#[tokio::test]
async fn a_story_whose_whole_time_was_missed_goes_back_to_the_desk() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = house.story(&paper, "Only yesterday").insert().await;
        schedule(
            house,
            id,
            Some(after(house, HOUR)),
            Some(after(house, HOUR * 2)),
        )
        .await;
        house.pass(HOUR * 5);

        let round = worker::round(house).await.unwrap();

        assert_eq!(round, Round::default());
        assert!(!served.get("/en/").await.says("Only yesterday"));
        assert_eq!(publications(house, id).await, Vec::<Value>::new());
        let mut tx = house.db().read().await.unwrap();
        let story = dateline_db::queries::story::get(&mut tx, id).await.unwrap();
        assert_eq!(
            (story.state.as_str(), story.publish_at, story.unpublish_at),
            ("ready", None, None)
        );
    })
    .await;
}

#[tokio::test]
async fn a_story_that_cannot_be_published_does_not_hold_up_the_others() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let damaged = house.story(&paper, "Damaged").insert().await;
        let embargoed = house.story(&paper, "Embargoed").insert().await;
        let good = house.story(&paper, "Good").insert().await;
        for (id, minutes) in [(damaged, 10), (embargoed, 20), (good, 30)] {
            schedule(
                house,
                id,
                Some(after(house, Duration::from_mins(minutes))),
                None,
            )
            .await;
        }
        let mut tx = house.db().begin().await.unwrap();
        tx.execute(
            "update revision set content = $2 where story_id = $1",
            dateline_db::args![damaged, vec![9_u8, 9, 9]],
        )
        .await
        .unwrap();
        let until = dateline_db::micros(after(house, HOUR * 9));
        tx.execute(
            "update story set embargo_until = $2 where id = $1",
            dateline_db::args![embargoed, until],
        )
        .await
        .unwrap();
        house.commit(tx).await.unwrap();
        house.pass(HOUR);

        let round = worker::round(house).await;

        assert_eq!(round.unwrap().published, 1);
        assert_eq!(publications(house, good).await.len(), 1);
        assert_eq!(publications(house, embargoed).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_back_publishes_nothing_twice_and_nothing_early() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (first, second) = (
            house.story(&paper, "First").insert().await,
            house.story(&paper, "Second").insert().await,
        );
        schedule(house, first, Some(after(house, HOUR)), None).await;
        schedule(house, second, Some(after(house, HOUR * 4)), None).await;
        let start = house.now();
        house.pass(HOUR * 3);
        assert_eq!(worker::round(house).await.unwrap().published, 1);

        house.set_time(start);
        assert_eq!(worker::round(house).await.unwrap(), Round::default());
        house.pass(Duration::from_hours(24 * 365));

        assert_eq!(
            worker::round(house).await.unwrap().published,
            1,
            "a year later it is late, not lost"
        );
        assert_eq!(publications(house, first).await.len(), 1);
        assert_eq!(publications(house, second).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_embargo_outweighs_every_verb_until_its_minute() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let until = after(house, HOUR * 2);
        let id = house
            .story(&paper, "Quarterly figures")
            .embargoed_until(until)
            .insert()
            .await;

        let now = kit::try_publish(house, id).await;
        let mut tx = house.db().begin().await.unwrap();
        let early = story::schedule(
            house,
            &mut tx,
            id,
            Some(after(house, HOUR)),
            None,
            &kit::editor(),
        )
        .await;
        drop(tx);

        assert_eq!(
            now.unwrap_err().to_string(),
            "the story is under embargo until 2025-03-01T14:00:00Z"
        );
        assert!(early.is_err());
        schedule(house, id, Some(until), None).await;
        house.pass(HOUR * 2);
        assert_eq!(worker::round(house).await.unwrap().published, 1);
    })
    .await;
}
