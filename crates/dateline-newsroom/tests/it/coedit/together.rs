//! Several people in one story: what they type reaches each other, the disk and the revisions.

use super::kit::Desk;
use dateline_core::body::RichText;
use dateline_core::notice::NoticeKind;
use dateline_core::rights::Role;
use dateline_db::queries::{revision, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::coedit;
use dateline_newsroom::story::{self, Correction, Revision};
use dateline_testkit::each_engine;
use dateline_text::wire::{self, Presence};
use std::time::Duration;

#[tokio::test]
async fn what_one_types_the_other_sees_and_the_newsroom_keeps() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        desk.hire("ivo", Role::Editor).await;
        let (nadia, ivo) = (desk.sign_in("nadia").await, desk.sign_in("ivo").await);
        let mut one = desk.pen(&nadia, id).await;
        let mut two = desk.pen(&ivo, id).await;
        assert_eq!(one.text(), "Words.");

        one.write(0, " Ferries run.").await;
        two.headline(" for weeks").await;
        one.safe().await;
        two.safe().await;
        two.until("the other's words", |pen| pen.text().contains("Ferries"))
            .await;

        let people = desk.coedit.people(id);
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["nadia", "ivo"]);
        coedit::settle(house, id).await.unwrap();
        let (number, content) = desk.content(id).await;
        assert_eq!(number, 2);
        assert_eq!(content.headline, "Bridge closed for weeks");
        assert_eq!(content.body.to_json().matches("Ferries run.").count(), 1);
        let mut tx = house.db().read().await.unwrap();
        let lines = revision::list(&mut tx, id, i64::MAX, 9).await.unwrap();
        assert_eq!(lines[0].author.matches("staff:").count(), 2, "{lines:?}");
        assert_eq!(lines[0].note, coedit::TYPED);
    })
    .await;
}

#[tokio::test]
async fn a_pause_makes_a_revision_and_typing_on_goes_into_the_same() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;
        let mut one = desk.pen(&nadia, id).await;

        for words in [" One.", " Two."] {
            one.write(0, words).await;
            one.listen(Duration::from_secs(3)).await;
        }

        let (number, content) = desk.content(id).await;
        assert_eq!(number, 2);
        assert!(content.body.to_json().contains("Words. One. Two."));
    })
    .await;
}

#[tokio::test]
async fn what_was_called_safe_is_there_after_the_server_was_killed() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;
        let mut one = desk.pen(&nadia, id).await;
        one.write(0, " Safe.").await;
        one.safe().await;
        one.cut();
        // Typed while nobody hears, then brought back.
        one.write(0, " Offline.").await;
        drop(desk);

        let desk = Desk::open(house);
        let mut other = desk.pen(&nadia, id).await;
        assert_eq!(other.text(), "Words. Safe.");
        desk.seat(&mut one, &nadia, id).await.unwrap();
        one.sync().await;
        one.safe().await;
        other
            .until("what was typed offline", |pen| {
                pen.text() == "Words. Safe. Offline."
            })
            .await;
        assert_eq!(one.text(), other.text());
    })
    .await;
}

#[tokio::test]
async fn a_story_of_a_hundred_thousand_words_is_opened_typed_in_and_saved() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let words = "Ferries run every half hour. ".repeat(10);
        let mut story = house.story(&paper, "A book");
        for _ in 0..2_000 {
            story = story.paragraph(&words);
        }
        let id = story.insert().await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;

        let start = std::time::Instant::now();
        let mut pen = desk.pen(&nadia, id).await;
        let opened = start.elapsed();
        for at in 0..20 {
            pen.write(at * 97, " And more.").await;
        }
        pen.safe().await;
        let typed = start.elapsed();
        coedit::settle(house, id).await.unwrap();
        let saved = start.elapsed();

        // Less than a second where nothing else runs.
        let most = Duration::from_secs(10);
        assert!(
            saved < most,
            "opened {opened:?}, typed {typed:?}, saved {saved:?}"
        );
        let (number, content) = desk.content(id).await;
        assert_eq!(number, 2);
        assert_eq!(content.body.to_json().matches("And more.").count(), 20);
        assert!(content.body.word_count() > 100_000);
    })
    .await;
}

#[tokio::test]
async fn two_nodes_hear_each_other() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let (here, there) = (Desk::open(house), Desk::open(&house.neighbour().await));
        here.hire("nadia", Role::Reporter).await;
        let nadia = here.sign_in("nadia").await;
        let mut one = here.pen(&nadia, id).await;
        let mut two = there.pen(&nadia, id).await;

        let state = r#"{"user":{},"cursor":{"anchor":3}}"#.to_owned();
        let caret = wire::awareness(&[Presence {
            client: 4,
            clock: 1,
            state,
        }]);
        one.send(caret).await;
        two.until("a caret of the other node", |pen| {
            pen.presences.iter().any(|one| one.client == 4)
        })
        .await;
        assert!(two.presences[0].state.contains("nadia"));
        let names = |desk: &Desk| desk.coedit.people(id).len();
        assert_eq!(
            (names(&here), names(&there)),
            (1, 1),
            "one person at two tables"
        );

        one.write(0, " Here.").await;
        two.headline(", there").await;
        two.until("words of the other node", |pen| pen.text().contains("Here"))
            .await;
        one.add("p2", "Both.").await;
        two.until("more of them", |pen| pen.text().contains("Both"))
            .await;
        two.write(1, " Yes.").await;
        one.until("an answer", |pen| pen.text().contains("Yes"))
            .await;

        assert_eq!(one.text(), two.text());
        coedit::settle(&there.house, id).await.unwrap();
        let (_, content) = here.content(id).await;
        assert_eq!(content.headline, "Bridge closed, there");
        there.house.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn publishing_puts_out_what_was_typed_a_moment_ago() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;
        let mut one = desk.pen(&nadia, id).await;
        one.write(0, " Just now.").await;
        one.safe().await;

        let mut tx = house.db().begin().await.unwrap();
        coedit::settle_in(house, &mut tx, id).await.unwrap();
        let by = Actor("test".to_owned());
        let done = story::publish(house, &mut tx, id, &by).await.unwrap();
        house.commit(tx).await.unwrap();

        assert_eq!(done.revision, 2);
        let (_, content) = desk.content(id).await;
        assert!(content.body.to_json().contains("Just now."));
    })
    .await;
}

#[tokio::test]
async fn a_change_made_elsewhere_comes_into_the_open_text_beside_what_is_typed() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house
            .story(&paper, "Bridge closed")
            .paragraph("It was built in 1930.")
            .insert()
            .await;
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;
        let mut one = desk.pen(&nadia, id).await;
        one.write(0, " Typed.").await;
        one.safe().await;

        let mut tx = house.db().begin().await.unwrap();
        let mut content = stories::get(&mut tx, id).await.unwrap().content;
        let json = content.body.to_json().replace("1930", "1931");
        content.body = dateline_core::body::Body::parse(&json).unwrap();
        let revision = Revision {
            content,
            note: "the year".to_owned(),
        };
        let by = Actor("test".to_owned());
        let saved = story::revise(house, &mut tx, id, revision, &by)
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        one.until("the year", |pen| pen.text().contains("1931"))
            .await;
        assert_eq!(one.text(), "Words. Typed.\nIt was built in 1931.");
        assert_eq!(saved.revision_number, 2);
        let (number, content) = desk.content(id).await;
        assert_eq!(number, 3, "what was typed is a revision on top");
        let json = content.body.to_json();
        assert!(
            json.contains("Words. Typed.") && json.contains("1931"),
            "{json}"
        );
        one.write(1, " On.").await;
        one.safe().await;
        coedit::settle(house, id).await.unwrap();
        assert!(
            desk.content(id)
                .await
                .1
                .body
                .to_json()
                .contains("1931. On.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_correction_goes_out_on_the_words_readers_have_while_somebody_types() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Bridge closed").insert().await;
        let by = Actor("test".to_owned());
        let mut tx = house.db().begin().await.unwrap();
        story::publish(house, &mut tx, id, &by).await.unwrap();
        house.commit(tx).await.unwrap();
        let desk = Desk::open(house);
        desk.hire("nadia", Role::Reporter).await;
        let nadia = desk.sign_in("nadia").await;
        let mut one = desk.pen(&nadia, id).await;
        one.write(0, " Half a thou").await;
        one.safe().await;
        coedit::settle(house, id).await.unwrap();

        let mut tx = house.db().begin().await.unwrap();
        let correction = Correction {
            kind: NoticeKind::Correction,
            text: RichText::from("It is so."),
            revision: None,
        };
        let done = story::correct(house, &mut tx, id, correction, &by)
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        assert_eq!((done.revision, done.newest_revision), (1, 2));
        one.write(0, "ght.").await;
        one.safe().await;
        assert_eq!(one.text(), "Words. Half a thought.");
    })
    .await;
}
