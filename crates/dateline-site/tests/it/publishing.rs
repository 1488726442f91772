//! What each verb does to every page that mentions a story.

use crate::kit::{self, serve};
use dateline_core::body::Kind;
use dateline_core::id::StoryId;
use dateline_testkit::{Paper, TestHouse, each_engine};
use std::time::Duration;

const HEADLINE: &str = "Ferries stay in port";

/// Every address that mentions a story filed everywhere.
const MENTIONS: [&str; 20] = [
    "/en/",
    "/en/city",
    "/en/topics/harbour",
    "/en/people/nadia",
    "/en/archive/2025/03",
    "/en/archive/2025/03/01",
    "/en/feed.rss",
    "/en/feed.atom",
    "/en/feed.json",
    "/en/city/feed.rss",
    "/en/city/feed.atom",
    "/en/city/feed.json",
    "/en/topics/harbour/feed.rss",
    "/en/topics/harbour/feed.atom",
    "/en/topics/harbour/feed.json",
    "/en/people/nadia/feed.rss",
    "/en/people/nadia/feed.atom",
    "/en/people/nadia/feed.json",
    "/en/archive/2025/03/feed.rss",
    "/news-sitemap.xml",
];

async fn filed(house: &TestHouse, paper: &Paper) -> StoryId {
    house
        .story(paper, HEADLINE)
        .tagged(&[paper.harbour])
        .by(&[paper.nadia])
        .insert()
        .await
}

#[tokio::test]
async fn a_published_story_is_on_every_page_at_once() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = filed(house, &paper).await;
        assert_eq!(
            served.saying(HEADLINE, &MENTIONS).await,
            [""; 0],
            "a draft shows"
        );

        let done = kit::publish(house, id).await;

        assert_eq!(done.path, "/en/city/2025/03/01/ferries-stay-in-port");
        assert_eq!(served.saying(HEADLINE, &MENTIONS).await, MENTIONS);
        assert!(
            served
                .get("/sitemaps/en/2025-03.xml")
                .await
                .says(&done.path)
        );
        let page = served.get(&done.path).await;
        assert_eq!(page.status, 200);
        assert!(page.says(HEADLINE) && page.says("Nadia Holt") && page.says("/en/topics/harbour"));
    })
    .await;
}

#[tokio::test]
async fn an_unpublished_story_is_found_nowhere_and_may_return() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = filed(house, &paper).await;
        let path = kit::publish(house, id).await.path;
        assert_eq!(served.saying(HEADLINE, &MENTIONS).await, MENTIONS);

        kit::unpublish(house, id).await;

        assert_eq!(served.saying(HEADLINE, &MENTIONS).await, [""; 0]);
        let answer = served.get(&path).await;
        assert_eq!((answer.status, answer.says(HEADLINE)), (404, false));
        assert_eq!(served.status("/sitemaps/en/2025-03.xml").await, 404);
        house.pass(Duration::from_hours(48));
        assert_eq!(
            kit::publish(house, id).await.path,
            path,
            "a story keeps its address"
        );
        assert_eq!(served.status(&path).await, 200);
    })
    .await;
}

#[tokio::test]
async fn a_killed_story_is_gone_with_every_address_it_ever_had() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = filed(house, &paper).await;
        let path = kit::publish(house, id).await.path;
        let mut tx = house.db().begin().await.unwrap();
        dateline_db::queries::old_path::put_stories(
            &mut tx,
            &[("/?p=12".to_owned(), id), ("/2019/ferries/".to_owned(), id)],
        )
        .await
        .unwrap();
        house.commit(tx).await.unwrap();
        assert_eq!(served.status("/2019/ferries/").await, 301);
        assert_eq!(served.status("/?p=12").await, 301);

        kit::kill(house, id).await;

        assert_eq!(served.saying(HEADLINE, &MENTIONS).await, [""; 0]);
        for address in [path.as_str(), "/2019/ferries/", "/2019/ferries", "/?p=12"] {
            let answer = served.get(address).await;
            assert_eq!(
                (answer.status, answer.says(HEADLINE)),
                (410, false),
                "{address}"
            );
        }
        assert!(
            kit::try_publish(house, id).await.is_err(),
            "a killed story never comes back"
        );
    })
    .await;
}

#[tokio::test]
async fn a_correction_stands_on_the_page_with_its_date_and_in_structured_data() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = filed(house, &paper).await;
        let path = kit::publish(house, id).await.path;
        assert!(!served.get(&path).await.says("It was the Amber Line"));
        house.pass(Duration::from_hours(3));

        kit::correct(house, id, "It was the Amber Line, not the Blue.").await;

        let page = served.get(&path).await;
        assert!(page.says("It was the Amber Line, not the Blue."));
        assert!(
            page.says("2025-03-01T15:00:00Z"),
            "the notice and the update carry their time"
        );
        assert!(page.says("\"correction\""), "structured data names it");
        assert!(
            served
                .get("/sitemaps/en/2025-03.xml")
                .await
                .says("2025-03-01T15:00:00")
        );
    })
    .await;
}

#[tokio::test]
async fn a_story_cannot_be_corrected_before_it_is_public_nor_without_words() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = filed(house, &paper).await;
        let words = "x".into();
        let note = |text| dateline_newsroom::story::Correction {
            kind: dateline_core::notice::NoticeKind::Correction,
            text,
            revision: None,
        };

        let mut tx = house.db().begin().await.unwrap();
        let early =
            dateline_newsroom::story::correct(house, &mut tx, id, note(words), &kit::editor())
                .await;
        let blank = dateline_newsroom::story::correct(
            house,
            &mut tx,
            id,
            note(" \n".into()),
            &kit::editor(),
        )
        .await;

        assert_eq!(
            early.unwrap_err().to_string(),
            "a story that is draft cannot be corrected; it must be published"
        );
        assert!(
            blank
                .unwrap_err()
                .to_string()
                .starts_with("a notice needs words")
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_headline_shows_on_cards_in_other_stories_at_once() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (target, _) = kit::published(house, &paper, "The old words").await;
        let host = house
            .story(&paper, "A story with a card")
            .card(target)
            .insert()
            .await;
        let host_path = kit::publish(house, host).await.path;
        let pages = [
            host_path.as_str(),
            "/en/",
            "/en/feed.rss",
            "/en/city/feed.json",
            "/en/city",
        ];
        assert_eq!(served.saying("The old words", &pages).await, pages);

        kit::revise(house, target, |content| {
            content.headline = "The new words".to_owned();
        })
        .await;
        assert_eq!(
            served.saying("The new words", &pages).await,
            [""; 0],
            "a revision alone is not public"
        );
        kit::publish(house, target).await;

        assert_eq!(served.saying("The old words", &pages).await, [""; 0]);
        assert_eq!(served.saying("The new words", &pages).await, pages);
    })
    .await;
}

#[tokio::test]
async fn a_card_of_a_withdrawn_story_tells_nothing_of_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (target, target_path) = kit::published(house, &paper, "Something we regret").await;
        let host = house
            .story(&paper, "A story with a card")
            .card(target)
            .insert()
            .await;
        let path = kit::publish(house, host).await.path;
        assert!(served.get(&path).await.says("Something we regret"));

        kit::unpublish(house, target).await;

        let page = served.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(!page.says("Something we regret") && !page.says(&target_path));
    })
    .await;
}

#[tokio::test]
async fn a_story_with_nothing_to_read_is_refused_with_what_is_missing() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let id = house
            .story(&paper, " ")
            .with(|s| s.content.body.elements.clear())
            .insert()
            .await;

        let error = kit::try_publish(house, id).await.unwrap_err().to_string();

        assert_eq!(
            error,
            "the story cannot be published: it has no headline; it has no text and no picture"
        );
    })
    .await;
}

#[tokio::test]
async fn a_moved_story_leaves_a_redirect_and_two_stories_never_share_an_address() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (first, path) = kit::published(house, &paper, "Same words").await;
        let (_, second) = kit::published(house, &paper, "Same words").await;
        assert_eq!(second, format!("{path}-2"));

        let mut tx = house.db().begin().await.unwrap();
        let story = dateline_db::queries::story::get(&mut tx, first)
            .await
            .unwrap();
        let moved = "/en/world/2025/03/01/other-words".to_owned();
        let sheet = dateline_newsroom::press::Sheet {
            story,
            is_sticky: false,
            updated_at: house.now(),
            path: Some(moved.clone()),
        };
        dateline_newsroom::press::press(&mut tx, sheet)
            .await
            .unwrap();
        house.commit(tx).await.unwrap();

        let answer = served.get(&path).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (301, Some(moved.as_str()))
        );
        assert_eq!(served.status(&moved).await, 200);
        assert_eq!(served.status(&format!("{path}/")).await, 301);
        assert_eq!(
            kit::publish(house, first).await.path,
            moved,
            "it stays where it was moved"
        );
    })
    .await;
}

#[tokio::test]
async fn a_standing_page_is_in_the_foot_of_every_page_and_in_no_list() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (_, story) = kit::published(house, &paper, "A story").await;
        assert!(!served.get(&story).await.says("About this paper"));
        let id = house
            .story(&paper, "About this paper")
            .with(|s| s.is_page = true)
            .insert()
            .await;

        let path = kit::publish(house, id).await.path;

        assert_eq!(path, "/en/pages/about-this-paper");
        assert_eq!(served.status(&path).await, 200);
        for page in [story.as_str(), "/en/", "/en/city", "/en/archive/2025/03"] {
            assert!(served.get(page).await.says(&path), "{page}");
        }
        assert_eq!(
            served
                .saying(
                    "About this paper",
                    &[
                        "/en/feed.rss",
                        "/en/city/feed.json",
                        "/news-sitemap.xml",
                        "/sitemaps/en/2025-03.xml"
                    ]
                )
                .await,
            [""; 0]
        );
        assert!(served.get("/sitemaps/en/pages.xml").await.says(&path));
        kit::unpublish(house, id).await;
        assert!(!served.get(&story).await.says(&path));
    })
    .await;
}

#[tokio::test]
async fn translations_point_at_each_other_from_the_moment_both_are_public() {
    each_engine(async |house| {
        let (en, ru) = (house.paper_in("en", 0).await, house.paper_in("ru", 1).await);
        let served = serve(house);
        let original = house
            .story(&en, "Bridge closed")
            .with(|s| s.family = Some(s.id))
            .insert()
            .await;
        let other = house
            .story(&ru, "Мост закрыт")
            .translating(original)
            .insert()
            .await;
        let path = kit::publish(house, original).await.path;
        let alone = served.get(&path).await;
        assert!(
            !alone.says("rel=\"alternate\" hreflang=\"ru\"") && !alone.says("Мост закрыт"),
            "a draft translation shows"
        );

        let other_path = dateline_core::slug::encode_path(&kit::publish(house, other).await.path);

        for page in [path.as_str(), other_path.as_str()] {
            let text = served.get(page).await.text();
            for (lang, target) in [("en", &path), ("ru", &other_path), ("x-default", &path)] {
                let wanted = format!("hreflang=\"{lang}\" href=\"{}{target}\"", kit::ORIGIN);
                assert!(text.contains(&wanted), "{page} lacks {wanted}");
            }
        }
        kit::unpublish(house, other).await;
        assert!(!served.get(&path).await.says("Мост закрыт"));
    })
    .await;
}

#[tokio::test]
async fn a_link_in_the_words_follows_the_story_wherever_it_moves() {
    each_engine(async |house| {
        use dateline_core::body::{Inline, Mark, RichText};
        let paper = house.paper().await;
        let served = serve(house);
        let (target, target_path) = kit::published(house, &paper, "The target").await;
        let mark = Mark::Link {
            href: "/2012/old".to_owned(),
            story: Some(target),
        };
        let text = RichText(vec![Inline::Text {
            text: "as we wrote".to_owned(),
            marks: vec![mark],
        }]);
        let host = house
            .story(&paper, "The host")
            .element(Kind::Paragraph { text })
            .insert()
            .await;

        let path = kit::publish(house, host).await.path;

        assert!(
            served
                .get(&path)
                .await
                .says(&format!("href=\"{target_path}\""))
        );
    })
    .await;
}

#[tokio::test]
async fn a_masthead_read_from_a_moment_before_a_change_is_not_kept_after_it() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (_, story) = kit::published(house, &paper, "A story").await;
        let mastheads = &served.site.mastheads;
        let heard = mastheads.heard();
        let mut before = house.db().read().await.unwrap();
        dateline_db::queries::published::count(&mut before)
            .await
            .unwrap();
        let id = house
            .story(&paper, "About this paper")
            .with(|s| s.is_page = true)
            .insert()
            .await;
        let path = kit::publish(house, id).await.path;

        let recorder = dateline_site::cache::Recorder::new();
        let old = mastheads
            .get(&mut before, heard, &served.site.catalogue, "en", &recorder)
            .await
            .unwrap()
            .unwrap();
        before.close().await.unwrap();

        assert!(
            old.pages.is_empty(),
            "the transaction shows the moment before"
        );
        assert!(
            served.get(&story).await.says(&path),
            "and nobody else gets it"
        );
    })
    .await;
}
