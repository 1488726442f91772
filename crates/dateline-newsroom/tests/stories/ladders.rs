//! Ways by which somebody might climb to what they may not do.

use crate::desk::{refused, well};
use crate::newsroom::Newsroom;
use dateline_core::picture::PictureFacts;
use dateline_core::rights::{Grant, Place, Role};
use dateline_testkit::each_engine;
use serde_json::{Value, json};

#[tokio::test]
async fn nobody_moves_a_story_of_others_to_where_they_may_do_more() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let world = Place {
            section: Some(room.paper.world),
            ..Place::house()
        };
        let publisher_there = Grant {
            role: Role::Publisher,
            place: world,
        };
        let grants = [Grant::everywhere(Role::Reporter), publisher_there];
        let climber = room.desk.somebody("di@paper.example", &grants).await;
        let to = |section| Some(json!({ "section": section }));
        let (draft, public) = (room.draft("Dredging").await, room.public("Bridge").await);
        let new = json!({ "edition": "en", "headline": "Own", "section": room.paper.city });
        let own = well(room.desk.post(&climber, "/stories", new).await).json();
        let path = |id: &str| format!("/stories/{id}");
        let at_public = path(&public);

        for id in [&draft, &public] {
            let moved = room
                .desk
                .ask(&climber, "PATCH", &path(id), to(room.paper.world))
                .await;
            refused(&moved, 403, "right");
        }
        let end = json!({ "section": room.paper.world, "unpublish_at": "2030-01-01T00:00:00Z" });
        let ended = room.desk.ask(&climber, "PATCH", &at_public, Some(end));
        refused(&ended.await, 403, "right");
        let mine = path(own["id"].as_str().unwrap());
        let moved = room
            .desk
            .ask(&climber, "PATCH", &mine, to(room.paper.world))
            .await;
        well(moved);
        let moved = room
            .desk
            .ask(&room.publisher, "PATCH", &at_public, to(room.paper.world));
        well(moved.await);
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_given_up_by_who_began_it_not_by_who_took_it() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let everywhere = [Grant::everywhere(Role::Reporter)];
        let other = room.desk.somebody("di@paper.example", &everywhere).await;
        let path = format!("/stories/{}", room.draft("Dredging").await);
        let me = json!({ "assignee": room.desk.id_of(&other).await });
        well(room.desk.ask(&other, "PATCH", &path, Some(me)).await);

        let taken = room.desk.ask(&other, "DELETE", &path, None).await;
        let own = room.desk.ask(&room.reporter, "DELETE", &path, None).await;

        refused(&taken, 403, "right");
        assert_eq!(well(own).json()["state"], "spiked");
    })
    .await;
}

#[tokio::test]
async fn who_may_not_lift_an_embargo_may_not_shorten_it() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let path = format!("/stories/{}/embargo", room.draft("Budget").await);
        let until = |day: &str| Some(json!({ "until": format!("2031-03-{day}T00:00:00Z") }));
        let put = async |who, day| room.desk.ask(who, "PUT", &path, until(day)).await;
        well(put(&room.editor, "10").await);

        refused(&put(&room.editor, "09").await, 403, "right");
        well(put(&room.editor, "11").await);
        well(put(&room.publisher, "05").await);
    })
    .await;
}

#[tokio::test]
async fn a_picture_does_not_tell_of_stories_one_may_not_read() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let elsewhere = Grant {
            role: Role::PictureEditor,
            place: Place {
                edition: dateline_core::edition::EditionCode::parse("fr"),
                ..Place::house()
            },
        };
        let stranger = room.desk.somebody("di@paper.example", &[elsewhere]).await;
        let picture = house.picture("quay", PictureFacts::default()).await;
        let content = |headline: &str| {
            json!({
                "headline": headline, "lead_picture": { "picture": picture },
                "body": [{ "type": "paragraph", "text": "Words." }]
            })
        };
        room.draft_of(content("Secret")).await;
        let public = room.draft_of(content("Known")).await;
        room.publish(&public).await;
        let path = format!("/pictures/{picture}/uses");
        let told = async |who| {
            let uses = well(room.desk.get(who, &path).await).json();
            let stories = uses["stories"].as_array().unwrap().iter();
            let mut told: Vec<Value> = stories.map(|story| story["headline"].clone()).collect();
            told.sort_by_key(ToString::to_string);
            told
        };

        assert_eq!(told(&stranger).await, [json!("Known")]);
        assert_eq!(told(&room.editor).await, [json!("Known"), json!("Secret")]);
    })
    .await;
}

#[tokio::test]
async fn turning_the_pages_of_staff_tells_no_addresses() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let mut names = Vec::new();
        let mut path = "/staff?limit=1".to_owned();
        loop {
            let answer = well(room.desk.get(&room.reporter, &path).await);
            let page = answer.json();
            names.extend(page["items"].as_array().unwrap().iter().cloned());
            let Some(next) = page["next"].as_str() else {
                break;
            };
            assert!(next.parse::<uuid::Uuid>().is_ok(), "{next}");
            path = format!("/staff?limit=1&after={next}");
        }

        assert_eq!(names.len(), 3);
        assert!(names.iter().all(|who| who["email"].is_null()));
    })
    .await;
}
