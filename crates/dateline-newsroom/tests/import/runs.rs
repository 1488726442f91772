//! Again, interrupted, twice at once, and with a newer file.

use crate::archive::{Archive, Post, comment};
use crate::house::{Home, each};
use dateline_core::id::StoryId;
use dateline_newsroom::actor::Actor;
use dateline_newsroom::import::report::kind;
use dateline_newsroom::import::{self, ImportError, Options, Phase, Progress, Source};
use dateline_newsroom::story::{self, Revision};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Notify;

fn large(stories: u32) -> String {
    let titles: Vec<String> = (1..=stories).map(|n| format!("Story {n}")).collect();
    let slugs: Vec<String> = (1..=stories).map(|n| format!("story-{n}")).collect();
    let mut archive = Archive::default();
    for (at, id) in (1..=stories).enumerate() {
        let post = Post::new(id, &titles[at], &slugs[at], "<p>Words.</p>").with(&comment(
            10_000 + id,
            0,
            "bo",
            "1",
        ));
        archive = archive.post(&post);
    }
    archive.xml()
}

/// Gives a sign after so many steps of the second reading.
#[derive(Default)]
struct Stop {
    is_second: AtomicU64,
    steps: AtomicU64,
    after: u64,
    sign: Notify,
}

impl Progress for Stop {
    fn begin(&self, phase: Phase, _total: u64) {
        self.is_second
            .store(u64::from(phase == Phase::Stories), Ordering::Relaxed);
    }

    fn advance(&self, _done: u64) {
        let steps = self
            .steps
            .fetch_add(self.is_second.load(Ordering::Relaxed), Ordering::Relaxed);
        if steps + 1 == self.after {
            self.sign.notify_one();
        }
    }
}

async fn until(home: &Home, file: &Path, steps: u64) {
    let stop = Stop {
        after: steps,
        ..Stop::default()
    };
    let source = Source::WordPress(vec![file.to_owned()]);
    tokio::select! {
        biased;
        () = stop.sign.notified() => {}
        result = import::run(&home.house, source, Options::default(), &stop) => {
            panic!("it was not stopped: {:?}", result.map(|r| r.to_string()));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_stopped_goes_on_and_counts_agree() {
    each(async |home| {
        let file = home.file("large.xml", large(900));
        for steps in [1, 2] {
            until(&home, &file, steps).await;
        }
        let part = home.number("select count(*) from story").await;
        assert!(part > 0 && part < 900, "{part}");

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.kept(kind::STORIES), 900);
        assert_eq!(report.kept(kind::COMMENTS), 900);
        assert_eq!(home.number("select count(*) from story").await, 900);
        assert_eq!(home.number("select count(*) from revision").await, 900);
        assert_eq!(home.number("select count(*) from pressed_story").await, 900);
        assert_eq!(home.number("select count(*) from comment").await, 900);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_import_of_the_same_archive_at_once_is_refused() {
    let home = Home::sqlite().await;
    let file = home.file("large.xml", large(900));
    let (first, second) = tokio::join!(home.wordpress(&file), home.wordpress(&file));

    let refused = [first, second]
        .into_iter()
        .filter_map(Result::err)
        .collect::<Vec<_>>();

    assert_eq!(refused.len(), 1);
    assert!(
        matches!(refused[0], ImportError::Running { .. }),
        "{}",
        refused[0]
    );
    assert_eq!(home.number("select count(*) from story").await, 900);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_keeps_what_came_before_and_names_the_line() {
    each(async |home| {
        let xml = large(30);
        let cut = xml.find("Story 21]]").unwrap();
        let file = home.file("cut.xml", &xml[..cut]);

        let error = home.wordpress(&file).await.unwrap_err();

        let ImportError::Damaged { line, report, .. } = error else {
            panic!("{error}")
        };
        let expected = xml[..cut].lines().count();
        assert!(
            (expected as u64).abs_diff(line) <= 1,
            "{line} instead of {expected}"
        );
        assert_eq!(report.kept(kind::STORIES), 20);
        assert_eq!(home.number("select count(*) from pressed_story").await, 20);

        let whole = home.file("whole.xml", &xml);
        let report = home.wordpress(&whole).await.unwrap();
        assert_eq!(report.kept(kind::STORIES), 30);
        assert_eq!(home.number("select count(*) from revision").await, 30);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_file_updates_but_not_what_was_edited_here() {
    each(async |home| {
        let file = |one: &str, two: &str| {
            Archive::default()
                .post(&Post::new(1, "One", "one", one))
                .post(&Post::new(2, "Two", "two", two))
                .post(&Post::new(3, "Three", "three", "<p>Same.</p>"))
                .xml()
        };
        home.wordpress(&home.file("1.xml", file("<p>Old.</p>", "<p>Old.</p>")))
            .await
            .unwrap();
        let ids: Vec<(uuid::Uuid, String)> = home.rows("select id, headline from story").await;
        let two = StoryId(ids.iter().find(|(_, h)| h == "Two").unwrap().0);
        let mut tx = home.house.db().begin().await.unwrap();
        let mut content = dateline_db::queries::story::get(&mut tx, two)
            .await
            .unwrap()
            .content;
        content.headline = "Two, edited".to_owned();
        let revision = Revision {
            content,
            note: String::new(),
        };
        story::revise(&home.house, &mut tx, two, revision, &Actor::command_line())
            .await
            .unwrap();
        home.house.commit(tx).await.unwrap();

        let report = home
            .wordpress(&home.file("2.xml", file("<p>New.</p>", "<p>New.</p>")))
            .await
            .unwrap();

        assert_eq!(report.kept(kind::STORIES), 3);
        assert!(report.to_string().contains("edited here since"), "{report}");
        assert_eq!(home.story("One").await.2, 2);
        assert_eq!(home.story("Two, edited").await.2, 2);
        assert_eq!(home.story("Three").await.2, 1);
        let documents: Vec<(String,)> = home
            .rows("select document from pressed_story where path like '%/one'")
            .await;
        assert!(documents[0].0.contains("New."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_stories_with_one_id_are_not_both_kept() {
    each(async |home| {
        let file = home.file(
            "ids.xml",
            Archive::default()
                .post(&Post::new(1, "One", "one", "<p>A.</p>"))
                .post(&Post::new(1, "Other", "other", "<p>B.</p>").with(&comment(5, 0, "bo", "1")))
                .post(&Post::new(1, "One", "one", "<p>A.</p>"))
                .xml(),
        );

        for _ in 0..2 {
            let report = home.wordpress(&file).await.unwrap();

            assert_eq!(
                (report.found(kind::STORIES), report.kept(kind::STORIES)),
                (2, 1)
            );
            assert_eq!(
                (report.found(kind::COMMENTS), report.skipped(kind::COMMENTS)),
                (1, 1)
            );
            assert_eq!(home.number("select count(*) from story").await, 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_different_archives_are_refused() {
    let home = Home::sqlite().await;
    let one = home.file("1.xml", large(1));
    let two = home.file("2.xml", large(1).replace("old.example", "other.example"));

    let source = Source::WordPress(vec![one, two]);
    let error = import::run(&home.house, source, Options::default(), &())
        .await
        .unwrap_err();

    assert!(matches!(error, ImportError::OtherSite { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_stops_it_cleanly_and_room_lets_it_finish() {
    let home = Home::sqlite().await;
    let file = home.file("large.xml", large(900));
    limit(&home, "pragma max_page_count = 400").await;

    let error = home.wordpress(&file).await.unwrap_err();

    assert!(matches!(error, ImportError::Db(_)), "{error}");
    assert!(error.to_string().contains("full"), "{error}");
    let stories = home.number("select count(*) from story").await;
    assert_eq!(
        stories,
        home.number("select count(*) from pressed_story").await
    );
    limit(&home, "pragma max_page_count = 1073741823").await;
    let report = home.wordpress(&file).await.unwrap();
    assert_eq!(report.kept(kind::STORIES), 900);
    assert_eq!(home.number("select count(*) from story").await, 900);
    assert_eq!(home.number("select count(*) from revision").await, 900);
}

/// Sets how many pages the database may have.
async fn limit(home: &Home, pragma: &'static str) {
    let mut tx = home.house.db().begin().await.unwrap();
    let _: Vec<(i64,)> = tx.all(pragma, Vec::new()).await.unwrap();
    let _ = tx.commit().await.unwrap();
}
