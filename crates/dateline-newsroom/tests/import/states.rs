//! What is public stays public, what is not never becomes so.

use crate::archive::{Archive, Post, comment};
use crate::house::each;
use dateline_newsroom::import::report::kind;

#[tokio::test(flavor = "multi_thread")]
async fn only_published_stories_are_pressed() {
    each(async |home| {
        let text = "<p>Words.</p>";
        let file = home.file(
            "states.xml",
            Archive::default()
                .post(&Post::new(1, "Public", "public", text))
                .post(&Post::new(2, "Draft", "", text).status("draft"))
                .post(&Post::new(3, "Pending", "", text).status("pending"))
                .post(&Post::new(4, "Private", "private", text).status("private"))
                .post(&Post::new(5, "Trashed", "trashed", text).status("trash"))
                .post(
                    &Post::new(6, "Later", "later", text)
                        .status("future")
                        .date("2027-01-01 10:00:00"),
                )
                .post(
                    &Post::new(7, "Was later", "was-later", text)
                        .status("future")
                        .date("2014-01-01 10:00:00"),
                )
                .post(
                    &Post::new(8, "Secret", "secret", text)
                        .with("<wp:post_password>x</wp:post_password>"),
                )
                .xml(),
        );

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.kept(kind::STORIES), 8);
        for (headline, state, is_public) in [
            ("Public", "published", true),
            ("Draft", "draft", false),
            ("Pending", "submitted", false),
            ("Private", "draft", false),
            ("Trashed", "spiked", false),
            ("Later", "scheduled", false),
            ("Was later", "published", true),
            ("Secret", "draft", false),
        ] {
            let (found, path, _) = home.story(headline).await;
            assert_eq!(
                (found.as_str(), path.is_some()),
                (state, is_public),
                "{headline}"
            );
        }
        let at = home
            .number("select publish_at from story where state = 'scheduled'")
            .await;
        assert_eq!(at, 1_798_797_600_000_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_the_archive_publishes_later_comes_out_and_one_it_takes_back_goes() {
    each(async |home| {
        let text = "<p>Words.</p>";
        let both = |first: &'static str, second: &'static str| {
            Archive::default()
                .post(&Post::new(1, "First", "first", text).status(first))
                .post(&Post::new(2, "Second", "second", text).status(second))
                .xml()
        };
        home.wordpress(&home.file("1.xml", both("draft", "publish")))
            .await
            .unwrap();

        home.wordpress(&home.file("2.xml", both("publish", "draft")))
            .await
            .unwrap();

        let (state, path, number) = home.story("First").await;
        assert_eq!((state.as_str(), number), ("published", 2));
        assert_eq!(path.as_deref(), Some("/en/news/2013/04/17/first"));
        let (state, path, _) = home.story("Second").await;
        assert_eq!((state.as_str(), path), ("draft", None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn threads_keep_their_order_and_hidden_comments_stay_hidden() {
    each(async |home| {
        let post = Post::new(1, "Flood", "flood", "<p>Words.</p>")
            .with(&comment(10, 0, "bo", "1"))
            .with(&comment(11, 10, "cy", "1"))
            .with(&comment(12, 99, "di", "1"))
            .with(&comment(13, 14, "ed", "1"))
            .with(&comment(14, 13, "fa", "1"))
            .with(&comment(15, 0, "spam", "spam"))
            .with(&comment(16, 0, "held", "0"));
        let file = home.file("threads.xml", Archive::default().post(&post).xml());

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.kept(kind::COMMENTS), 7);
        let answers: Vec<(String, String)> = home
            .rows("select c.name, p.name from comment c join comment p on p.id = c.parent_id order by c.name")
            .await;
        let answers: Vec<_> = answers.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(answers, [("cy", "bo"), ("ed", "fa")]);
        let approved = home.number("select approved from discussion").await;
        assert_eq!(approved, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moderators_did_here_stays() {
    each(async |home| {
        let post = Post::new(1, "Flood", "flood", "<p>Words.</p>").with(&comment(10, 0, "bo", "1"));
        home.wordpress(&home.file("1.xml", Archive::default().post(&post).xml()))
            .await
            .unwrap();
        let mut tx = home.house.db().begin().await.unwrap();
        tx.execute("update comment set state = 'rejected'", Vec::new())
            .await
            .unwrap();
        home.house.commit(tx).await.unwrap();

        let post = post.with(&comment(11, 10, "cy", "1"));
        home.wordpress(&home.file("2.xml", Archive::default().post(&post).xml()))
            .await
            .unwrap();

        let states: Vec<(String, String)> = home
            .rows("select name, state from comment order by name")
            .await;
        let states: Vec<_> = states
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(states, [("bo", "rejected"), ("cy", "approved")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_that_cannot_be_are_replaced_and_told() {
    each(async |home| {
        let text = "<p>Words.</p>";
        let file = home.file(
            "dates.xml",
            Archive::default()
                .post(&Post::new(1, "Year nought", "a", text).date("0000-00-00 00:00:00"))
                .post(&Post::new(2, "Far ahead", "b", text).date("9999-12-31 23:59:59"))
                .post(&Post::new(3, "Before print", "c", text).date("0001-01-01 00:00:00"))
                .xml(),
        );

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.kept(kind::STORIES), 3);
        assert!(report.changed_lines() >= 3, "{report}");
        let latest = home
            .number("select max(published_at) from pressed_story")
            .await;
        assert!(latest <= crate::house::NOON);
    })
    .await;
}
