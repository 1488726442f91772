//! What is not public is found nowhere, by nobody.

use crate::kit::{self, serve};
use dateline_core::id::CommentId;
use dateline_core::picture::PictureFacts;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::comment::{self, NewComment};
use dateline_testkit::each_engine;
use std::time::Duration;

const SECRET: &str = "Zyxgrub";

#[tokio::test]
async fn no_address_says_a_word_of_a_story_that_is_not_public() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let tag = house
            .tag(&paper.code, "zyxgrub-merger", "Zyxgrub merger")
            .await;
        let until = house.now().checked_add(Duration::from_hours(5)).unwrap();
        let picture = house
            .picture(
                "secret",
                PictureFacts {
                    caption: Some(SECRET.to_owned()),
                    ..PictureFacts::default()
                },
            )
            .await;
        let mut hidden = Vec::new();
        let states = WorkflowState::ALL
            .into_iter()
            .filter(|s| *s != WorkflowState::Published);
        for state in states {
            let builder = house
                .story(&paper, &format!("{SECRET} {state:?}"))
                .tagged(&[paper.harbour, tag])
                .by(&[paper.nadia]);
            hidden.push(
                builder
                    .paragraph(SECRET)
                    .picture(picture)
                    .sticky()
                    .with(|s| s.state = state)
                    .insert()
                    .await,
            );
        }
        let embargoed = house
            .story(&paper, SECRET)
            .tagged(&[tag])
            .embargoed_until(until)
            .insert()
            .await;
        hidden.push(embargoed);
        let mut public = house
            .story(&paper, "Public")
            .tagged(&[paper.harbour])
            .by(&[paper.nadia]);
        for id in &hidden {
            public = public.card(*id);
        }
        let public = public.with(|s| s.family = Some(embargoed)).insert().await;
        let path = kit::publish(house, public).await.path;

        let answers = served.crawl(&["en"]).await;

        assert!(
            answers.iter().any(|(p, a)| *p == path && a.status == 200),
            "the crawl found what is public"
        );
        assert!(answers.len() > 20);
        for (address, answer) in &answers {
            assert!(
                !answer
                    .text()
                    .to_lowercase()
                    .contains(&SECRET.to_lowercase()),
                "{address} says it"
            );
        }
        for address in [
            "/en/topics/zyxgrub-merger",
            "/en/topics/zyxgrub-merger/feed.rss",
            "/en/city/2025/03/01/zyxgrub",
        ] {
            let answer = served.get(address).await;
            assert_eq!(
                (answer.status, answer.says("merger")),
                (404, false),
                "{address}: an address that was guessed"
            );
        }
        house.set_time(until);
        kit::publish(house, embargoed).await;
        assert_eq!(served.status("/en/topics/zyxgrub-merger").await, 200);
    })
    .await;
}

#[tokio::test]
async fn a_draft_and_a_story_that_never_was_answer_the_same_bytes() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        house.story(&paper, "Aaa bbb").insert().await;
        let (withdrawn, path) = kit::published(house, &paper, "Ccc ddd").await;
        kit::unpublish(house, withdrawn).await;

        let draft = served.get("/en/city/2025/03/01/aaa-bbb").await;
        let nothing = served.get("/en/city/2025/03/01/aaa-xyz").await;
        let unpublished = served.get(&path).await;

        assert_eq!((draft.status, &draft.body), (404, &nothing.body));
        assert_eq!(
            (unpublished.status, &unpublished.body),
            (404, &nothing.body)
        );
    })
    .await;
}

#[tokio::test]
async fn only_approved_comments_show_and_nobody_sees_a_mail_address() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (id, path) = kit::published(house, &paper, "Discussed").await;
        let made = |state: &'static str, parent| NewComment {
            id: CommentId(house.new_id()),
            story: id,
            parent,
            name: format!("Reader {state}"),
            email: Some("reader@private.example".to_owned()),
            body: format!("[{{\"type\":\"paragraph\",\"text\":\"I am {state}\"}}]"),
            state,
            created_at: dateline_db::micros(house.now()),
        };
        let held = made("held", None);
        let answer = NewComment {
            name: "Answerer".to_owned(),
            ..made("approved", Some(held.id))
        };
        let mut tx = house.db().begin().await.unwrap();
        comment::put(
            &mut tx,
            &[made("approved", None), held, made("rejected", None), answer],
        )
        .await
        .unwrap();
        comment::recount(&mut tx, &[id]).await.unwrap();
        tx.changed(dateline_core::subject::Subject::Comments(id).key());
        house.commit(tx).await.unwrap();

        let page = served.get(&path).await;

        assert!(page.says("I am approved") && page.says("Answerer"));
        assert!(
            !page.says("I am held") && !page.says("I am rejected") && !page.says("Reader held")
        );
        for (address, answer) in served.crawl(&["en"]).await {
            assert!(
                !answer.says("private.example")
                    && !answer.says("courier.example\"@")
                    && !answer.says("nadia@"),
                "{address}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_recount_after_the_last_comment_went_shows_none() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (id, _) = kit::published(house, &paper, "Discussed").await;
        let mut one = NewComment {
            id: CommentId(house.new_id()),
            story: id,
            parent: None,
            name: "Reader".to_owned(),
            email: None,
            body: "[]".to_owned(),
            state: "approved",
            created_at: 0,
        };
        let mut counts = Vec::new();
        for state in ["approved", "rejected"] {
            one.state = state;
            let mut tx = house.db().begin().await.unwrap();
            comment::put(&mut tx, std::slice::from_ref(&one))
                .await
                .unwrap();
            comment::recount(&mut tx, &[id]).await.unwrap();
            counts.push(
                dateline_db::queries::published::cards_by_id(&mut tx, &[id])
                    .await
                    .unwrap()[0]
                    .comment_count,
            );
            house.commit(tx).await.unwrap();
        }

        assert_eq!(counts, [1, 0]);
    })
    .await;
}
