//! Pressing everything anew: what readers get does not change, and no word comes out early.

use dateline_core::body::RichText;
use dateline_core::notice::NoticeKind;
use dateline_db::args;
use dateline_db::queries::published::Cursor;
use dateline_db::queries::{publication, published, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::press;
use dateline_newsroom::story::{self, Correction, Revision};
use dateline_testkit::{TestHouse, each_engine};
use std::time::Duration;

fn by() -> Actor {
    Actor("test".to_owned())
}

fn note(text: &str, revision: Option<i64>) -> Correction {
    Correction {
        kind: NoticeKind::Correction,
        text: RichText::from(text),
        revision,
    }
}

async fn pressed(house: &TestHouse) -> Vec<dateline_core::pressed::PressedStory> {
    let mut tx = house.db().read().await.unwrap();
    let ids = stories::list_ids(&mut tx, "published", uuid::Uuid::nil(), 1_000)
        .await
        .unwrap();
    let mut found = Vec::new();
    for ids in ids.chunks(128) {
        found.extend(published::list_full(&mut tx, ids).await.unwrap());
    }
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
            story::correct(house, &mut tx, id, note("So.", None), &by())
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

/// Throws away every row readers are served from.
async fn lose(house: &TestHouse, with_publications: bool) {
    let mut tx = house.db().begin().await.unwrap();
    for sql in [
        "delete from pressed_story",
        "delete from pressed_tag",
        "delete from pressed_byline",
        "delete from pressed_link",
    ] {
        tx.execute(sql, args![]).await.unwrap();
    }
    if with_publications {
        tx.execute("delete from publication", args![])
            .await
            .unwrap();
    }
    house.commit(tx).await.unwrap();
}

#[tokio::test]
async fn all_that_readers_had_comes_back_from_nothing_where_it_was() {
    each_engine(async |house| {
        let paper = house.paper().await;
        for number in 0..230 {
            let words = if number % 2 == 0 {
                "Same words"
            } else {
                "Others"
            };
            let id = house
                .story(&paper, words)
                .tagged(&[paper.harbour])
                .by(&[paper.nadia])
                .insert()
                .await;
            house.pass(Duration::from_secs(61));
            let mut tx = house.db().begin().await.unwrap();
            story::publish(house, &mut tx, id, &by()).await.unwrap();
            house.commit(tx).await.unwrap();
        }
        // A story that came with an address and a time of its own, as from an archive: no event tells of it.
        let mut odd = pressed(house).await.remove(7);
        odd.path = "/2011/04/an-old-address".to_owned();
        odd.updated_at = house.now();
        let mut tx = house.db().begin().await.unwrap();
        published::press(&mut tx, &[odd]).await.unwrap();
        house.commit(tx).await.unwrap();
        let before = pressed(house).await;
        assert_eq!(before.len(), 230);
        house.pass(Duration::from_hours(100));

        lose(house, false).await;
        assert_eq!(press::press_all(house, &|_| {}).await.unwrap(), 230);

        assert_eq!(pressed(house).await, before);
        let mut tx = house.db().read().await.unwrap();
        let tagged = published::latest_with_tag(&mut tx, paper.harbour, Cursor::START, 500).await;
        assert_eq!(tagged.unwrap().len(), 230);
        let by = published::latest_by_contributor(&mut tx, paper.nadia, Cursor::START, 500).await;
        assert_eq!(by.unwrap().len(), 230);
    })
    .await;
}

#[tokio::test]
async fn a_long_history_still_tells_which_words_were_public_and_no_address_is_given_twice() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let mut made = Vec::new();
        for _ in 0..2 {
            let id = house.story(&paper, "Same words").insert().await;
            let mut tx = house.db().begin().await.unwrap();
            for _ in 0..300 {
                story::publish(house, &mut tx, id, &by()).await.unwrap();
                let content = stories::get(&mut tx, id).await.unwrap().content;
                let note = String::new();
                story::revise(house, &mut tx, id, Revision { content, note }, &by())
                    .await
                    .unwrap();
                house.pass(Duration::from_secs(1));
            }
            house.commit(tx).await.unwrap();
            made.push(id);
        }
        let before = pressed(house).await;
        assert!(before.iter().all(|story| story.document.revision == 300));

        lose(house, true).await;
        press::press_all(house, &|_| {}).await.unwrap();

        assert_eq!(pressed(house).await, before);
        // Not even the history: each still gets an address of its own.
        lose(house, true).await;
        let mut tx = house.db().begin().await.unwrap();
        tx.execute("delete from event", args![]).await.unwrap();
        house.commit(tx).await.unwrap();
        press::press_all(house, &|_| {}).await.unwrap();
        let mut paths: Vec<_> = pressed(house).await.into_iter().map(|s| s.path).collect();
        paths.sort();
        assert_eq!(
            paths,
            [
                "/en/city/2025/03/01/same-words",
                "/en/city/2025/03/01/same-words-2"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_on_the_site_and_not_public_is_taken_off() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Withdrawn").insert().await;
        let mut tx = house.db().begin().await.unwrap();
        story::publish(house, &mut tx, id, &by()).await.unwrap();
        tx.execute("update story set state = 'in_edit'", args![])
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        assert_eq!(press::press_all(house, &|_| {}).await.unwrap(), 0);

        let mut tx = house.db().read().await.unwrap();
        assert_eq!(published::find(&mut tx, id).await.unwrap(), None);
        assert_eq!(publication::find(&mut tx, id).await.unwrap(), None);
    })
    .await;
}
