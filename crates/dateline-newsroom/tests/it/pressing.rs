//! Pressing everything anew: what readers get does not change, and no word comes out early.

use dateline_core::body::RichText;
use dateline_core::notice::NoticeKind;
use dateline_db::args;
use dateline_db::queries::{published, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::press;
use dateline_newsroom::story::{self, Revision};
use dateline_testkit::{TestHouse, each_engine};
use std::time::Duration;

fn by() -> Actor {
    Actor("test".to_owned())
}

async fn pressed(house: &TestHouse) -> Vec<dateline_core::pressed::PressedStory> {
    let mut tx = house.db().read().await.unwrap();
    let ids = stories::list_ids(&mut tx, "published", uuid::Uuid::nil(), 100)
        .await
        .unwrap();
    let mut found = published::list_full(&mut tx, &ids).await.unwrap();
    found.sort_by_key(|story| story.id);
    found
}

#[tokio::test]
async fn words_saved_since_publication_stay_at_the_desk() {
    each_engine(async |house| {
        let paper = house.paper().await;
        for number in 0..3 {
            let id = house
                .story(&paper, &format!("Public {number}"))
                .tagged(&[paper.harbour])
                .by(&[paper.nadia])
                .insert()
                .await;
            let mut tx = house.db().begin().await.unwrap();
            story::publish(house, &mut tx, id, &by()).await.unwrap();
            story::correct(
                house,
                &mut tx,
                id,
                NoticeKind::Correction,
                RichText::from("So."),
                &by(),
            )
            .await
            .unwrap();
            let mut content = stories::get(&mut tx, id).await.unwrap().content;
            content.headline = "Not yet".to_owned();
            story::revise(
                house,
                &mut tx,
                id,
                Revision {
                    content,
                    note: String::new(),
                },
                &by(),
            )
            .await
            .unwrap();
            house.commit(tx).await.unwrap();
        }
        let before = pressed(house).await;
        house.pass(Duration::from_hours(1));

        assert_eq!(press::press_all(house, &|_| {}).await.unwrap(), 3);

        assert_eq!(pressed(house).await, before);
        let mut tx = house.db().begin().await.unwrap();
        tx.execute("delete from pressed_story", args![])
            .await
            .unwrap();
        house.commit(tx).await.unwrap();
        press::press_all(house, &|_| {}).await.unwrap();
        let after = pressed(house).await;
        assert_eq!(after.len(), 3);
        assert!(
            after
                .iter()
                .all(|story| story.card.headline.starts_with("Public")),
            "the history tells which words were public"
        );
    })
    .await;
}

#[tokio::test]
async fn damage_is_mended_by_pressing_and_keeps_no_story_from_being_withdrawn() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let mut made = Vec::new();
        for number in 0..3 {
            let id = house
                .story(&paper, &format!("Public {number}"))
                .insert()
                .await;
            let mut tx = house.db().begin().await.unwrap();
            made.push((
                id,
                story::publish(house, &mut tx, id, &by())
                    .await
                    .unwrap()
                    .path,
            ));
            house.commit(tx).await.unwrap();
        }
        let mut tx = house.db().begin().await.unwrap();
        tx.execute(
            "update pressed_story set document = '{', card = '['",
            args![],
        )
        .await
        .unwrap();
        story::unpublish(house, &mut tx, made[0].0, &by())
            .await
            .unwrap();
        story::kill(house, &mut tx, made[1].0, "", &by())
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        assert_eq!(press::press_all(house, &|_| {}).await.unwrap(), 1);

        let after = pressed(house).await;
        assert_eq!(
            (after.len(), after[0].id, &after[0].path),
            (1, made[2].0, &made[2].1)
        );
    })
    .await;
}
