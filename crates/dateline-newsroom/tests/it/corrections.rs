//! Corrections go out on the words readers have.

use dateline_core::id::StoryId;
use dateline_core::notice::{MAX_NOTICE_CHARS, MAX_NOTICES, NoticeKind};
use dateline_db::queries::{published, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::{self, Correction, Published, Revision, StoryError};
use dateline_testkit::{Paper, TestHouse, each_engine};

fn by() -> Actor {
    Actor("test".to_owned())
}

async fn publish(house: &TestHouse, paper: &Paper) -> StoryId {
    let id = house.story(paper, "The vote").insert().await;
    let mut tx = house.db().begin().await.unwrap();
    story::publish(house, &mut tx, id, &by()).await.unwrap();
    house.commit(tx).await.unwrap();
    id
}

async fn write(house: &TestHouse, id: StoryId, headline: &str) {
    let mut tx = house.db().begin().await.unwrap();
    let mut content = stories::get(&mut tx, id).await.unwrap().content;
    content.headline = headline.to_owned();
    let note = String::new();
    let revision = Revision { content, note };
    story::revise(house, &mut tx, id, revision, &by())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
}

async fn correct(
    house: &TestHouse,
    id: StoryId,
    text: &str,
    revision: Option<i64>,
) -> Result<Published, StoryError> {
    let correction = Correction {
        kind: NoticeKind::Correction,
        text: text.into(),
        revision,
    };
    let mut tx = house.db().begin().await.unwrap();
    let done = story::correct(house, &mut tx, id, correction, &by()).await?;
    house.commit(tx).await.unwrap();
    Ok(done)
}

/// Headline and number of notices readers have, headline and revision of the desk.
async fn seen(house: &TestHouse, id: StoryId) -> (String, usize, String, i64) {
    let mut tx = house.db().read().await.unwrap();
    let pressed = published::find(&mut tx, id).await.unwrap().unwrap();
    let story = stories::get(&mut tx, id).await.unwrap();
    tx.close().await.unwrap();
    (
        pressed.document.content.headline,
        pressed.document.notices.len(),
        story.content.headline,
        story.revision_number,
    )
}

#[tokio::test]
async fn a_correction_goes_out_on_the_words_readers_have_and_unfinished_ones_stay_at_the_desk() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = publish(house, &paper).await;
        write(house, id, "Half a thought").await;

        let done = correct(house, id, "It was 31 to 28.", None).await.unwrap();

        assert_eq!((done.revision, done.newest_revision), (1, 2));
        let words = |text: &str| text.to_owned();
        assert_eq!(
            seen(house, id).await,
            (words("The vote"), 1, words("Half a thought"), 2)
        );
        let mut tx = house.db().begin().await.unwrap();
        let done = story::publish(house, &mut tx, id, &by()).await.unwrap();
        house.commit(tx).await.unwrap();
        assert_eq!((done.revision, done.newest_revision), (2, 2));
        assert_eq!(seen(house, id).await.0, "Half a thought");
    })
    .await;
}

#[tokio::test]
async fn a_correction_may_name_the_words_it_goes_out_on() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = publish(house, &paper).await;
        write(house, id, "The vote, mended").await;
        write(house, id, "Half a thought").await;

        correct(house, id, "It was 31 to 28.", Some(2))
            .await
            .unwrap();

        let (public, notices, desk, number) = seen(house, id).await;
        assert_eq!((public.as_str(), notices), ("The vote, mended", 1));
        assert_eq!((desk.as_str(), number), ("Half a thought", 3));
        correct(house, id, "And not 32.", None).await.unwrap();
        assert_eq!(
            seen(house, id).await.0,
            "The vote, mended",
            "the next one stays on them"
        );
        for number in [0, 4, -1, i64::MAX] {
            let refused = correct(house, id, "x", Some(number)).await.unwrap_err();
            assert_eq!(
                refused.to_string(),
                format!("the story has no revision {number}; its newest is 3")
            );
        }
        assert_eq!(seen(house, id).await.1, 2, "what is refused leaves no note");
    })
    .await;
}

#[tokio::test]
async fn notices_are_bounded_in_length_and_number() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = publish(house, &paper).await;

        correct(house, id, &"ж".repeat(MAX_NOTICE_CHARS), None)
            .await
            .unwrap();
        let long = correct(house, id, &"ж".repeat(MAX_NOTICE_CHARS + 1), None).await;
        for _ in 1..MAX_NOTICES {
            correct(house, id, "So.", None).await.unwrap();
        }
        let many = correct(house, id, "So.", None).await;

        assert_eq!(
            long.unwrap_err().to_string(),
            "the notice has 10001 characters; at most 10000 are allowed"
        );
        assert!(many.unwrap_err().to_string().contains("200 notices"));
        assert_eq!(seen(house, id).await.1, MAX_NOTICES);
    })
    .await;
}
