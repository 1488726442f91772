//! Addresses: old ones lead on, links between stories follow them.

use crate::archive::{Archive, Post};
use crate::house::{Home, each};
use dateline_core::body::{Inline, Kind, Mark};
use dateline_core::id::StoryId;
use dateline_db::queries::old_path::{self, OldPath};
use dateline_db::queries::published;
use dateline_newsroom::import::report::kind;
use dateline_newsroom::import::{Options, Permalinks};

async fn leads_to(home: &Home, path: &str) -> Option<String> {
    let mut tx = home.house.db().read().await.unwrap();
    let found = old_path::find(&mut tx, path).await.unwrap();
    tx.close().await.unwrap();
    match found? {
        OldPath::Story { path, .. } => path,
        OldPath::Target { target, .. } => Some(target),
        OldPath::Gone => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_follow_stories_that_stand_before_and_after() {
    each(async |home| {
        let body = "<p><a href=\"https://old.example/2013/04/17/later/\">Read this</a></p>
            <p>And <a href=\"/?p=3\">that</a>, and <a href=\"https://other.example/2013/04/17/later/\">another</a>.</p>";
        let file = home.file(
            "links.xml",
            Archive::default()
                .post(&Post::new(1, "First", "first", body))
                .post(&Post::new(2, "Later", "later", "<p><a href=\"http://www.old.example/2013/04/17/first\">First</a></p>"))
                .post(&Post::new(3, "Third", "third", "<p>Words.</p>"))
                .xml(),
        );

        home.wordpress(&file).await.unwrap();

        let ids: Vec<(uuid::Uuid, String)> = home.rows("select id, headline from story").await;
        let id = |headline: &str| StoryId(ids.iter().find(|(_, h)| h == headline).unwrap().0);
        let mut tx = home.house.db().read().await.unwrap();
        let first = published::find(&mut tx, id("First")).await.unwrap().unwrap();
        let later = published::find(&mut tx, id("Later")).await.unwrap().unwrap();
        tx.close().await.unwrap();
        let elements = &first.document.content.body.elements;
        assert_eq!(elements[0].kind, Kind::RichLink { story: id("Later") });
        assert_eq!(later.document.content.body.elements[0].kind, Kind::RichLink { story: id("First") });
        let Kind::Paragraph { text } = &elements[1].kind else { panic!("a paragraph") };
        let links: Vec<(String, Option<StoryId>)> = text
            .0
            .iter()
            .filter_map(|piece| match piece {
                Inline::Text { marks, .. } => marks.first(),
                _ => None,
            })
            .filter_map(|mark| match mark {
                Mark::Link { href, story } => Some((href.clone(), *story)),
                _ => None,
            })
            .collect();
        assert_eq!(links[0].1, Some(id("Third")));
        assert!(links[0].0.starts_with('/'), "{}", links[0].0);
        assert_eq!(links[1], ("https://other.example/2013/04/17/later/".to_owned(), None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_old_address_leads_on() {
    each(async |home| {
        let terms = "<wp:category><wp:term_id>2</wp:term_id><wp:category_nicename>city</wp:category_nicename><wp:cat_name>City</wp:cat_name></wp:category>
            <wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>harbour</wp:category_nicename><wp:category_parent>city</wp:category_parent><wp:cat_name>Harbour</wp:cat_name></wp:category>
            <wp:tag><wp:term_id>4</wp:term_id><wp:tag_slug>%d0%bc%d0%be%d1%81%d1%82</wp:tag_slug><wp:tag_name>Мост</wp:tag_name></wp:tag>";
        let post = Post::new(1, "Мост закрыт", "%d0%bc%d0%be%d1%81%d1%82", "<p>Words.</p>")
            .with("<category domain=\"category\" nicename=\"harbour\">Harbour</category>")
            .with("<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>old-name</wp:meta_value></wp:postmeta>");
        let draft = Post::new(2, "Draft", "", "<p>Words.</p>").status("draft");
        let file = home.file("paths.xml", Archive::default().head(terms).post(&post).post(&draft).xml());

        home.wordpress(&file).await.unwrap();

        let story = Some("/en/harbour/2013/04/17/мост".to_owned());
        for (old, new) in [
            ("/2013/04/17/мост", story.clone()),
            ("/?p=1", story.clone()),
            ("/2013/04/17/old-name", story),
            ("/category/city", Some("/en/city".to_owned())),
            ("/category/city/harbour", Some("/en/harbour".to_owned())),
            ("/tag/мост", Some("/en/topics/мост".to_owned())),
            ("/author/ada", Some("/en/people/ada".to_owned())),
            ("/feed", Some("/en/feed.rss".to_owned())),
            ("/?p=2", None),
        ] {
            assert_eq!(leads_to(&home, old).await, new, "{old}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_paths_can_be_kept_where_they_do_not_collide() {
    each(async |home| {
        let file = home.file(
            "keep.xml",
            Archive::default()
                .post(&Post::new(1, "First", "first", "<p>Words.</p>"))
                .post(&Post::new(
                    2,
                    "Second",
                    "second",
                    "<p><a href=\"/2013/04/17/first/\">First</a></p>",
                ))
                .xml()
                .replace(
                    "https://old.example/2013/04/17/second/",
                    "https://old.example/en/second/",
                ),
        );
        let keep = Options {
            permalinks: Permalinks::Keep,
            ..Options::default()
        };

        home.wordpress_with(&file, keep).await.unwrap();

        assert_eq!(
            home.story("First").await.1.as_deref(),
            Some("/2013/04/17/first")
        );
        assert_eq!(
            home.story("Second").await.1.as_deref(),
            Some("/en/news/2013/04/17/second")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stories_with_one_slug_on_one_day_get_numbers() {
    each(async |home| {
        let mut archive = Archive::default();
        let titles: Vec<String> = (1..=40).map(|n| format!("Weather {n}")).collect();
        for (title, id) in titles.iter().zip(1..) {
            archive = archive.post(&Post::new(id, title, "weather", "<p>Words.</p>"));
        }
        let file = home.file("slugs.xml", archive.xml());

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.kept(kind::STORIES), 40);
        assert_eq!(report.changed_lines(), 39);
        assert_eq!(
            home.story("Weather 1").await.1.as_deref(),
            Some("/en/news/2013/04/17/weather")
        );
        assert_eq!(
            home.story("Weather 2").await.1.as_deref(),
            Some("/en/news/2013/04/17/weather-2")
        );
        assert_eq!(
            home.story("Weather 40").await.1.as_deref(),
            Some("/en/news/2013/04/17/weather-40")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slugs_in_any_script_and_none_at_all_make_good_addresses() {
    each(async |home| {
        let long = "слово-".repeat(2_000);
        let file = home.file(
            "scripts.xml",
            Archive::default()
                .post(&Post::new(1, "الجسر", "الجسر-\u{202e}الحديدي", "<p>W</p>"))
                .post(&Post::new(2, "Long", &long, "<p>W</p>"))
                .post(&Post::new(3, "🎉🎉", "🎉", "<p>W</p>"))
                .post(&Post::new(4, "", "", "<p>First words of the text.</p>"))
                .post(&Post::new(5, "", "", ""))
                .xml(),
        );

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.kept(kind::STORIES), 5);
        assert_eq!(
            home.story("الجسر").await.1.as_deref(),
            Some("/en/news/2013/04/17/الجسر-الحديدي")
        );
        let path = home.story("Long").await.1.unwrap();
        assert!(path.chars().count() < 140, "{path}");
        assert_eq!(
            home.story("🎉🎉").await.1.as_deref(),
            Some("/en/news/2013/04/17/story-3")
        );
        let (state, path, _) = home.story("First words of the text.").await;
        assert_eq!(state, "published");
        assert!(path.is_some_and(|p| p.ends_with("/first-words-of-the-text")));
        assert_eq!(
            home.number("select count(*) from story where state = 'draft'")
                .await,
            1
        );
    })
    .await;
}
