//! How somebody names a story.

use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::{self, StoryError};
use dateline_testkit::each_engine;

fn by() -> Actor {
    Actor("test".to_owned())
}

#[tokio::test]
async fn a_story_is_found_by_its_address_also_after_it_left_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Мост закрыт").insert().await;
        let mut tx = house.db().begin().await.unwrap();
        let path = story::publish(house, &mut tx, id, &by())
            .await
            .unwrap()
            .path;
        let encoded = dateline_core::slug::encode_path(&path);
        let names = [
            id.to_string(),
            path.clone(),
            encoded.clone(),
            format!("{path}/"),
            format!("{encoded}?utm_source=mail#comments"),
            format!("https://paper.example{encoded}"),
            format!("HTTP://127.0.0.1:8080{path}"),
            format!(" {path} "),
        ];

        for name in &names {
            assert_eq!(story::resolve(&mut tx, name).await.unwrap(), id, "{name}");
        }
        story::unpublish(house, &mut tx, id, &by()).await.unwrap();
        for name in &names {
            assert_eq!(story::resolve(&mut tx, name).await.unwrap(), id, "{name}");
        }
        let back = story::publish(house, &mut tx, id, &by()).await.unwrap();
        assert_eq!(back.path, path);
        story::kill(house, &mut tx, id, "", &by()).await.unwrap();
        for name in &names {
            assert_eq!(story::resolve(&mut tx, name).await.unwrap(), id, "{name}");
        }
        house.commit(tx).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_who_stands_there_now() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let first = house.story(&paper, "Same words").insert().await;
        let second = house.story(&paper, "Same words").insert().await;
        let mut tx = house.db().begin().await.unwrap();
        let path = story::publish(house, &mut tx, first, &by())
            .await
            .unwrap()
            .path;
        story::unpublish(house, &mut tx, first, &by())
            .await
            .unwrap();
        let taken = story::publish(house, &mut tx, second, &by())
            .await
            .unwrap()
            .path;

        assert_eq!(taken, path);
        assert_eq!(story::resolve(&mut tx, &path).await.unwrap(), second);
    })
    .await;
}

#[tokio::test]
async fn a_name_that_fits_nothing_is_said_back() {
    each_engine(async |house| {
        let mut tx = house.db().read().await.unwrap();
        for name in [
            "",
            "/",
            "nothing",
            "/en/nothing",
            "https://",
            "https://paper.example",
            "ftp://paper.example/en/",
            "/%ff%00",
            "01890000-0000-7000-8000-000000000000",
        ] {
            let refused = story::resolve(&mut tx, name).await.unwrap_err();
            assert!(
                matches!(&refused, StoryError::Unknown(told) if told == name),
                "{refused}"
            );
        }
        tx.close().await.unwrap();
    })
    .await;
}
