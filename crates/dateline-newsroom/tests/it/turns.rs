//! Several hands on one story.

use dateline_core::id::StoryId;
use dateline_core::notice::NoticeKind;
use dateline_db::queries::{event, published, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::{self, Correction, Revision, StoryError};
use dateline_testkit::{House, each_engine};

fn hand() -> Actor {
    Actor("hand".to_owned())
}

async fn revise_and_publish(house: House, id: StoryId) -> Result<(), StoryError> {
    let mut tx = house.db().begin().await?;
    let content = stories::get(&mut tx, id).await?.content;
    story::revise(
        &house,
        &mut tx,
        id,
        Revision {
            content,
            note: String::new(),
        },
        &hand(),
    )
    .await?;
    house.commit(tx).await?;
    let mut tx = house.db().begin().await?;
    story::publish(&house, &mut tx, id, &hand()).await?;
    Ok(house.commit(tx).await?)
}

async fn correct(house: House, id: StoryId) -> Result<(), StoryError> {
    let mut tx = house.db().begin().await?;
    story::correct(
        &house,
        &mut tx,
        id,
        Correction {
            kind: NoticeKind::Clarification,
            text: "It is so.".into(),
            revision: None,
        },
        &hand(),
    )
    .await?;
    Ok(house.commit(tx).await?)
}

async fn publish(house: House, id: StoryId) -> Result<(), StoryError> {
    let mut tx = house.db().begin().await?;
    story::publish(&house, &mut tx, id, &hand()).await?;
    Ok(house.commit(tx).await?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_get_the_newest_published_revision_with_every_notice_whoever_was_last() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let other = house.neighbour().await;
        for round in 0..8 {
            let id = house
                .story(&paper, &format!("Story {round}"))
                .insert()
                .await;
            publish((**house).clone(), id).await.unwrap();
            let mut hands = tokio::task::JoinSet::new();
            for number in 0..3 {
                let house = if number % 2 == 0 {
                    (**house).clone()
                } else {
                    other.clone()
                };
                hands.spawn(revise_and_publish(house.clone(), id));
                hands.spawn(correct(house.clone(), id));
                hands.spawn(publish(house, id));
            }

            for done in hands.join_all().await {
                done.unwrap();
            }

            let mut tx = house.db().read().await.unwrap();
            let (story, pressed) = (
                stories::get(&mut tx, id).await.unwrap(),
                published::find(&mut tx, id).await.unwrap().unwrap(),
            );
            assert_eq!(
                (story.revision_number, pressed.document.revision),
                (4, 4),
                "round {round}"
            );
            assert_eq!(pressed.document.notices.len(), 3, "round {round}");
            let events = event::list(&mut tx, "story", &id.to_string())
                .await
                .unwrap();
            assert_eq!(
                events.iter().filter(|e| e.1 == "story_published").count(),
                10,
                "round {round}"
            );
            tx.close().await.unwrap();
        }
        other.db().close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_unpublish_at_once_one_does() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let other = house.neighbour().await;
        let id = house.story(&paper, "Contested").insert().await;
        publish((**house).clone(), id).await.unwrap();
        let mut hands = tokio::task::JoinSet::new();
        for number in 0..10 {
            let house = if number % 2 == 0 {
                (**house).clone()
            } else {
                other.clone()
            };
            hands.spawn(async move {
                let mut tx = house.db().begin().await.unwrap();
                story::unpublish(&house, &mut tx, id, &hand()).await?;
                house.commit(tx).await.unwrap();
                Ok::<(), StoryError>(())
            });
        }

        let done = hands.join_all().await;

        assert_eq!(done.iter().filter(|d| d.is_ok()).count(), 1);
        for refused in done.iter().filter_map(|d| d.as_ref().err()) {
            assert!(matches!(refused, StoryError::WrongState(_)), "{refused}");
        }
        other.db().close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stories_of_one_name_published_at_once_get_addresses_of_their_own() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let other = house.neighbour().await;
        let mut hands = tokio::task::JoinSet::new();
        for number in 0..6 {
            let id = house.story(&paper, "Same words").insert().await;
            let house = if number % 2 == 0 {
                (**house).clone()
            } else {
                other.clone()
            };
            hands.spawn(publish(house, id));
        }

        let mut taken = 0;
        for done in hands.join_all().await {
            match done {
                Ok(()) => {}
                // Somebody took the address in the same moment: nothing was written, it can be said again.
                Err(StoryError::Db(dateline_db::DbError::Taken { .. })) => taken += 1,
                Err(error) => panic!("{error}"),
            }
        }

        let mut tx = house.db().read().await.unwrap();
        assert_eq!(published::count(&mut tx).await.unwrap(), 6 - taken);
        assert_eq!(taken, 0, "an editor was told that an address was taken");
        other.db().close().await;
    })
    .await;
}
