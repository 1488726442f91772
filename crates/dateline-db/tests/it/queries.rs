//! Queries whose answer depends on order, ties and bounds.

use crate::stock::{press, pressed};
use dateline_core::id::{CommentId, PictureId, StoryId};
use dateline_core::picture::PictureFacts;
use dateline_db::queries::comment::{self, NewComment};
use dateline_db::queries::old_path::{self, OldPath};
use dateline_db::queries::published::{self, Cursor};
use dateline_db::queries::{event, filing, people, picture, story as stories};
use dateline_db::{DbError, args};
use dateline_testkit::{TestHouse, each_engine, hostile};
use std::time::Duration;
use uuid::Uuid;

/// Moments with runs of equal ones.
const MOMENTS: &[i64] = &[
    5,
    5,
    5,
    1,
    9,
    9,
    5,
    2,
    9,
    9,
    9,
    1,
    0,
    -3,
    -3,
    5,
    7,
    7,
    7,
    7,
    7,
    7,
    200_000_000_000_000_000,
];

#[tokio::test]
async fn a_list_read_in_pages_of_any_size_is_the_list() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let wanted = press(house, &paper, MOMENTS).await;
        let mut tx = house.db().read().await.unwrap();
        for size in [1, 2, 3, 7, 22, 23, 24] {
            for kind in 0..4 {
                let (mut found, mut at) = (Vec::new(), Cursor::START);
                loop {
                    let page = match kind {
                        0 => published::latest(&mut tx, &paper.code, at, size).await,
                        1 => published::latest_in_section(&mut tx, paper.city, at, size).await,
                        2 => published::latest_with_tag(&mut tx, paper.harbour, at, size).await,
                        _ => published::latest_by_contributor(&mut tx, paper.nadia, at, size).await,
                    };
                    let page = page.unwrap();
                    let Some(last) = page.last() else { break };
                    at = last.cursor();
                    assert!(published::is_position(&mut tx, at).await.unwrap());
                    found.extend(page.iter().map(|row| row.id));
                }
                assert_eq!(found, wanted, "list {kind} in pages of {size}");
            }
        }
        assert!(
            !published::is_position(&mut tx, Cursor::START)
                .await
                .unwrap()
        );
    })
    .await;
}

#[tokio::test]
async fn the_newsrooms_list_is_paged_without_gaps_and_narrowed_by_what_is_given() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let mut all = Vec::new();
        for number in 0..17 {
            if number % 5 == 0 {
                house.pass(Duration::from_secs(1));
            }
            all.push(
                house
                    .story(&paper, &format!("Story {number}"))
                    .insert()
                    .await
                    .0,
            );
        }
        let mut tx = house.db().read().await.unwrap();

        let (mut found, mut before) = (Vec::new(), (i64::MAX, Uuid::max()));
        loop {
            let page = stories::list(&mut tx, Some("en"), Some("draft"), before, 4)
                .await
                .unwrap();
            let Some(last) = page.last() else { break };
            before = (last.updated_at, last.id);
            found.extend(page.iter().map(|line| line.id));
        }

        let mut sorted = found.clone();
        sorted.sort_unstable();
        all.sort_unstable();
        assert_eq!(sorted, all);
        let start = (i64::MAX, Uuid::max());
        assert_eq!(
            stories::list(&mut tx, None, None, start, 100)
                .await
                .unwrap()
                .len(),
            17
        );
        assert_eq!(
            stories::list(&mut tx, Some("ru"), None, start, 100)
                .await
                .unwrap()
                .len(),
            0
        );
        for text in hostile::SQL {
            assert_eq!(
                stories::list(&mut tx, Some(text), None, start, 100)
                    .await
                    .unwrap()
                    .len(),
                0,
                "{text}"
            );
            assert_eq!(
                stories::find_by_slug(&mut tx, text).await.unwrap().len(),
                0,
                "{text}"
            );
            assert_eq!(
                published::path_owner(&mut tx, text).await.unwrap(),
                None,
                "{text}"
            );
            assert_eq!(
                filing::find_tag(&mut tx, &paper.code, text).await.unwrap(),
                None,
                "{text}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_long_discussion_is_read_in_order_and_only_what_is_approved() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let story = house.story(&paper, "Discussed").insert().await;
        let made = (0..50_i64).map(|number| NewComment {
            id: CommentId(house.new_id()),
            story,
            parent: None,
            name: format!("{number}"),
            email: None,
            body: "[]".to_owned(),
            state: if number % 10 == 9 { "held" } else { "approved" },
            created_at: number / 7,
        });
        let made: Vec<NewComment> = made.collect();
        let mut tx = house.db().begin().await.unwrap();
        comment::put(&mut tx, &made).await.unwrap();
        let (mut found, mut after) = (Vec::new(), (i64::MIN, Uuid::nil()));
        loop {
            let page = comment::list_approved(&mut tx, story, after, 6)
                .await
                .unwrap();
            let Some(last) = page.last() else { break };
            after = (last.created_at, last.id);
            found.extend(page.iter().map(|c| (c.created_at, c.id)));
        }

        let mut wanted: Vec<_> = made
            .iter()
            .filter(|c| c.state == "approved")
            .map(|c| (c.created_at, c.id.0))
            .collect();
        wanted.sort_unstable();
        assert_eq!(found, wanted);
    })
    .await;
}

#[tokio::test]
async fn pressing_again_replaces_what_was_there_and_withdrawing_leaves_nothing() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = StoryId(house.new_id());
        let mut one = pressed(&paper, id, house.now());
        let mut tx = house.db().begin().await.unwrap();
        published::press(&mut tx, &[one.clone()]).await.unwrap();
        assert_eq!(
            published::find(&mut tx, id).await.unwrap().as_ref(),
            Some(&one),
            "what is pressed is what is read"
        );

        one.document.tags.clear();
        one.document.byline.clear();
        one.path = "/en/elsewhere".to_owned();
        published::press(&mut tx, &[one.clone()]).await.unwrap();

        assert_eq!(
            published::latest_with_tag(&mut tx, paper.harbour, Cursor::START, 9)
                .await
                .unwrap(),
            []
        );
        assert_eq!(
            published::latest_by_contributor(&mut tx, paper.nadia, Cursor::START, 9)
                .await
                .unwrap(),
            []
        );
        assert_eq!(
            published::find_by_path(&mut tx, "/en/elsewhere")
                .await
                .unwrap(),
            Some(one)
        );
        published::withdraw(&mut tx, &[id]).await.unwrap();
        assert_eq!(
            published::latest(&mut tx, &paper.code, Cursor::START, 9)
                .await
                .unwrap(),
            []
        );
        for table in [
            "select cast(1 as bigint) from pressed_tag",
            "select cast(1 as bigint) from pressed_byline",
            "select cast(1 as bigint) from pressed_link",
            "select cast(1 as bigint) from pressed_story",
        ] {
            let rows: Vec<(i64,)> = tx.all(table, args![]).await.unwrap();
            assert!(rows.is_empty(), "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_old_address_keeps_its_first_owner_until_it_is_freed() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (first, second) = (
            house.story(&paper, "First").insert().await,
            house.story(&paper, "Second").insert().await,
        );
        let mut tx = house.db().begin().await.unwrap();
        let path = "/2012/01/x/".to_owned();
        assert_eq!(
            old_path::put_stories(&mut tx, &[(path.clone(), first)])
                .await
                .unwrap(),
            1
        );
        assert_eq!(
            old_path::put_stories(&mut tx, &[(path.clone(), second)])
                .await
                .unwrap(),
            0
        );
        assert!(
            !old_path::put_target(&mut tx, &path, "/en/", true)
                .await
                .unwrap()
        );
        assert_eq!(
            old_path::find(&mut tx, &path).await.unwrap(),
            Some(OldPath::Story {
                story: first,
                path: None
            })
        );

        old_path::gone_for(&mut tx, first).await.unwrap();
        assert_eq!(
            old_path::find(&mut tx, &path).await.unwrap(),
            Some(OldPath::Gone)
        );
        old_path::delete(&mut tx, &path).await.unwrap();

        assert_eq!(old_path::find(&mut tx, &path).await.unwrap(), None);
        assert!(
            old_path::put_target(&mut tx, &path, "https://x.example/", false)
                .await
                .unwrap()
        );
        let target = OldPath::Target {
            target: "https://x.example/".to_owned(),
            is_permanent: false,
        };
        assert_eq!(old_path::find(&mut tx, &path).await.unwrap(), Some(target));
    })
    .await;
}

#[tokio::test]
async fn lists_of_ids_of_any_length_find_each_once() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let mut made: Vec<PictureId> = Vec::new();
        for number in 0..5 {
            made.push(
                house
                    .picture(&format!("p{number}"), PictureFacts::default())
                    .await,
            );
        }
        let unknown = (0..300).map(|_| PictureId(house.new_id()));
        let mut wanted: Vec<PictureId> = made.iter().copied().chain(unknown).collect();
        let mut tx = house.db().read().await.unwrap();

        for count in [0, 1, 2, 3, 5, 127, 128, 129, 255, 256, 257, 305] {
            wanted.truncate(305);
            let found = picture::list(&mut tx, &wanted[..count], "en")
                .await
                .unwrap();
            assert_eq!(found.len(), count.min(5), "{count}");
        }
        assert_eq!(people::list(&mut tx, &[]).await.unwrap(), []);
        assert_eq!(
            filing::list_tags(&mut tx, &[paper.harbour, paper.harbour])
                .await
                .unwrap()
                .len(),
            1
        );
        assert_eq!(published::cards_by_id(&mut tx, &[]).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_and_what_is_missing_have_names_of_their_own() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let mut tx = house.db().begin().await.unwrap();
        let mut section = filing::get_section(&mut tx, paper.city).await.unwrap();
        section.id.0 = house.new_id();

        let taken = filing::put_section(&mut tx, &paper.code, &section)
            .await
            .unwrap_err();
        drop(tx);
        let mut tx = house.db().read().await.unwrap();
        let missing = stories::get(&mut tx, StoryId(house.new_id()))
            .await
            .unwrap_err();

        assert!(matches!(taken, DbError::Taken { .. }), "{taken}");
        assert_eq!(missing.to_string(), "no such story");
    })
    .await;
}

#[tokio::test]
async fn every_text_comes_back_as_it_went_in() {
    each_engine(async |house| {
        let paper = house.paper().await;
        for text in hostile::SQL
            .iter()
            .chain(hostile::NAMES)
            .chain(&[hostile::MARKUP])
            .filter(|t| !t.contains('\0'))
        {
            let id = house
                .story(&paper, text)
                .with(|s| s.content.kicker = Some((*text).to_owned()))
                .insert()
                .await;
            let mut tx = house.db().read().await.unwrap();
            let story = stories::get(&mut tx, id).await.unwrap();
            assert_eq!(
                (
                    story.content.headline.as_str(),
                    story.content.kicker.as_deref()
                ),
                (*text, Some(*text))
            );
            tx.close().await.unwrap();
        }
        let mut tx = house.db().begin().await.unwrap();
        tx.execute(
            "insert into setting (name, value) values ('nul', $1)",
            args!["a\0b"],
        )
        .await
        .unwrap();
        let back: (String,) = tx
            .one(
                "setting",
                "select value from setting where name = 'nul'",
                args![],
            )
            .await
            .unwrap();
        assert!(back.0 == "a\0b" || back.0 == "ab", "{:?}", back.0);
    })
    .await;
}

#[tokio::test]
async fn a_reading_transaction_sees_one_moment_and_cannot_write() {
    each_engine(async |house: &TestHouse| {
        let paper = house.paper().await;
        let mut reading = house.db().read().await.unwrap();
        assert_eq!(published::count(&mut reading).await.unwrap(), 0);
        press(house, &paper, &[1, 2, 3]).await;

        assert_eq!(
            published::count(&mut reading).await.unwrap(),
            0,
            "it sees what it saw"
        );
        let written = reading
            .execute(
                "insert into setting (name, value) values ('a', 'b')",
                args![],
            )
            .await;
        assert!(written.is_err());
        drop(reading);

        let mut later = house.db().read().await.unwrap();
        assert_eq!(published::count(&mut later).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn two_verbs_on_one_story_take_turns() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house.story(&paper, "Contested").insert().await;
        let mut first = house.db().begin().await.unwrap();
        stories::get_to_change(&mut first, id).await.unwrap();
        let other = house.neighbour().await;

        let second = async {
            let mut tx = other.db().begin().await.unwrap();
            stories::get_to_change(&mut tx, id).await.unwrap()
        };
        let waited = tokio::time::timeout(Duration::from_millis(200), second).await;

        assert!(
            waited.is_err(),
            "the second verb read while the first was at work"
        );
        drop(first);
        other.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn events_of_a_thing_are_read_in_order() {
    each_engine(async |house| {
        use dateline_core::event::{Event, EventKind};
        use dateline_core::id::EventId;
        let mut tx = house.db().begin().await.unwrap();
        for number in 0..3 {
            let made = Event {
                id: EventId(house.new_id()),
                at: house.now(),
                kind: EventKind::StoryPublished,
                actor: format!("{number}"),
                subject_kind: "story",
                subject_id: "x".to_owned(),
                particulars: serde_json::json!({}),
            };
            event::insert(&mut tx, &made).await.unwrap();
            house.pass(Duration::from_millis(1));
        }

        let actors: Vec<String> = event::list(&mut tx, "story", "x")
            .await
            .unwrap()
            .into_iter()
            .map(|e| e.2)
            .collect();

        assert_eq!(actors, ["0", "1", "2"]);
        assert_eq!(event::list(&mut tx, "story", "y").await.unwrap().len(), 0);
    })
    .await;
}
