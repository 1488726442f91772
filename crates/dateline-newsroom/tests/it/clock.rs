//! A clock that jumps: nothing comes early, late for ever, or twice.

use dateline_core::id::StoryId;
use dateline_db::queries::{event, published, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::{story, worker};
use dateline_testkit::{TestHouse, each_engine};
use jiff::{Timestamp, ToSpan};

/// The house begins at noon UTC on 1 March 2025; its edition is one hour ahead of UTC or two.
const DUE: [&str; 6] = [
    "2025-03-01T13:00:00Z",
    // The hour that is left out in spring, and the one that comes twice in autumn.
    "2025-03-30T01:30:00Z",
    "2025-10-26T00:30:00Z",
    "2025-10-26T01:30:00Z",
    // The second after a leap second was once planned, and the first that 32 bits cannot count.
    "2026-07-01T00:00:00Z",
    "2038-01-19T03:14:08Z",
];

fn by() -> Actor {
    Actor("test".to_owned())
}

async fn publications(house: &TestHouse, id: StoryId) -> usize {
    let mut tx = house.db().read().await.unwrap();
    let events = event::list(&mut tx, "story", &id.to_string())
        .await
        .unwrap();
    tx.close().await.unwrap();
    events.iter().filter(|e| e.1 == "story_published").count()
}

#[tokio::test]
async fn a_schedule_is_kept_once_wherever_the_clock_jumps() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let noon = house.now();
        for due in DUE {
            house.set_time(noon);
            let due: Timestamp = due.parse().unwrap();
            let id = house.story(&paper, &format!("Due {due}")).insert().await;
            let mut tx = house.db().begin().await.unwrap();
            story::schedule(house, &mut tx, id, Some(due), None, &by())
                .await
                .unwrap();
            house.commit(tx).await.unwrap();
            let ago = |span: jiff::Span| due.checked_sub(span).unwrap();

            // Back by two hours and a year, up to the last microsecond.
            for early in [
                ago(2.hours()),
                ago(24.hours()),
                ago(8_784.hours()),
                ago(1.second()),
                ago(1.microsecond()),
            ] {
                house.set_time(early);
                worker::round(house).await.unwrap();
                assert_eq!(publications(house, id).await, 0, "{due} at {early}");
            }
            // Past it by a year, back again, and once more to its minute.
            let year = due.checked_add(8_784.hours()).unwrap();
            for now in [year, ago(2.hours()), due, year] {
                house.set_time(now);
                worker::round(house).await.unwrap();
                assert_eq!(publications(house, id).await, 1, "{due} at {now}");
            }
            let mut tx = house.db().begin().await.unwrap();
            story::unpublish(house, &mut tx, id, &by()).await.unwrap();
            house.commit(tx).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn states_follow_one_another_though_the_clock_goes_back() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let noon = house.now();
        let id = house.story(&paper, "Before").insert().await;
        let mut last = Timestamp::MIN;
        for (number, hours) in [0, -2, 30, -9_000, 1, 8_784].into_iter().enumerate() {
            house.set_time(noon.checked_add(hours.hours()).unwrap());
            let mut tx = house.db().begin().await.unwrap();
            let mut content = stories::get(&mut tx, id).await.unwrap().content;
            content.headline = format!("State {number}");
            let note = String::new();
            let revision = story::Revision { content, note };
            story::revise(house, &mut tx, id, revision, &by())
                .await
                .unwrap();
            let done = story::publish(house, &mut tx, id, &by()).await.unwrap();
            house.commit(tx).await.unwrap();

            assert!(done.updated_at >= last && done.updated_at >= done.published_at);
            last = done.updated_at;
            let mut tx = house.db().read().await.unwrap();
            let pressed = published::find(&mut tx, id).await.unwrap().unwrap();
            assert_eq!(pressed.card.headline, format!("State {number}"));
            assert_eq!(pressed.updated_at, last);
            tx.close().await.unwrap();
        }
    })
    .await;
}
