//! Lists that go on, archives and what stands at their borders.

use crate::kit::{self, Served, serve};
use dateline_testkit::each_engine;
use dom_query::Document;
use std::collections::BTreeSet;
use std::time::Duration;

/// Paths of stories in a list, in order, over all its pages.
async fn walk(served: &Served, start: &str) -> (Vec<String>, usize) {
    let (mut found, mut pages, mut next) = (Vec::new(), 0, Some(start.to_owned()));
    while let Some(path) = next.take() {
        let answer = served.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        pages += 1;
        assert!(pages < 50, "the list has no end");
        let text = answer.text();
        let main = text.split("<main").nth(1).unwrap();
        for part in main.split("<a href=\"/en/").skip(1) {
            let link = format!("/en/{}", &part[..part.find('"').unwrap()]);
            if link.contains("/story-") && found.last() != Some(&link) {
                found.push(link);
            }
        }
        next = kit::links(main).into_iter().find(|l| l.contains("before="));
    }
    (found, pages)
}

#[tokio::test]
async fn pages_of_a_list_neither_repeat_nor_skip_even_where_times_are_equal() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let mut wanted = BTreeSet::new();
        for number in 0..75 {
            if number % 20 == 0 {
                house.pass(Duration::from_secs(1));
            }
            let builder = house
                .story(&paper, &format!("Story {number:02}"))
                .tagged(&[paper.harbour])
                .by(&[paper.nadia]);
            let id = builder.insert().await;
            wanted.insert(kit::publish(house, id).await.path);
        }

        for list in ["/en/city", "/en/topics/harbour", "/en/people/nadia"] {
            let (found, pages) = walk(&served, list).await;

            assert_eq!((found.len(), pages), (75, 3), "{list}");
            assert_eq!(
                found.iter().cloned().collect::<BTreeSet<_>>(),
                wanted,
                "{list}"
            );
        }
        let (archive, _) = walk(&served, "/en/archive/2025/03").await;
        assert_eq!(archive.iter().cloned().collect::<BTreeSet<_>>(), wanted);
    })
    .await;
}

#[tokio::test]
async fn a_story_published_while_somebody_pages_moves_no_border() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        for number in 0..40 {
            kit::published(house, &paper, &format!("Story {number:02}")).await;
        }
        let first = served.get("/en/city").await.text();
        let next = kit::links(&first)
            .into_iter()
            .find(|l| l.contains("before="))
            .unwrap();
        let before = served.get(&next).await.text();

        // Later than the others: stories of one moment are in the order of their ids.
        house.pass(Duration::from_mins(1));
        kit::published(house, &paper, "Story new").await;

        let paths = |text: &str| {
            kit::links(text)
                .into_iter()
                .filter(|l| l.contains("/story-"))
                .collect::<Vec<_>>()
        };
        assert_eq!(paths(&served.get(&next).await.text()), paths(&before));
        assert!(!served.get(&next).await.says("Story new"));
    })
    .await;
}

#[tokio::test]
async fn a_story_is_filed_under_the_day_of_its_edition_not_of_greenwich() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        house.set_time("2025-03-31T22:30:00Z".parse().unwrap());

        let (_, path) = kit::published(house, &paper, "Story of midnight").await;

        assert_eq!(path, "/en/city/2025/04/01/story-of-midnight");
        assert_eq!(served.status("/en/archive/2025/03/31").await, 404);
        assert_eq!(served.status("/en/archive/2025/03").await, 404);
        let pages = [
            "/en/archive/2025/04",
            "/en/archive/2025/04/01",
            "/sitemaps/en/2025-04.xml",
        ];
        assert_eq!(served.saying(&path, &pages).await, pages);
        let archive = served.get("/en/archive").await;
        assert_eq!(
            (archive.status, archive.header("location")),
            (302, Some("/en/archive/2025/04"))
        );
    })
    .await;
}

#[tokio::test]
async fn the_archive_ends_where_the_paper_does() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        house.set_time("2024-11-05T12:00:00Z".parse().unwrap());
        kit::published(house, &paper, "Story one").await;
        house.set_time("2025-03-01T12:00:00Z".parse().unwrap());
        kit::published(house, &paper, "Story two").await;

        for month in ["2024/11", "2024/12", "2025/03"] {
            assert_eq!(
                served.status(&format!("/en/archive/{month}")).await,
                200,
                "{month}"
            );
        }
        for month in [
            "0000/01", "0001/01", "1999/12", "2024/10", "2025/04", "9999/12", "2025/13", "2025/00",
            "25/03", "2025/3",
        ] {
            assert_eq!(
                served.status(&format!("/en/archive/{month}")).await,
                404,
                "{month}"
            );
            assert_eq!(
                served
                    .status(&format!("/en/archive/{month}/feed.rss"))
                    .await,
                404,
                "{month}"
            );
        }
        assert_eq!(served.status("/en/archive/2025/03/02").await, 404);
        house.set_time("2025-04-02T12:00:00Z".parse().unwrap());
        assert_eq!(
            served.status("/en/archive/2025/04").await,
            200,
            "the foot of every page leads to this month"
        );
    })
    .await;
}

#[tokio::test]
async fn sitemaps_name_every_month_and_the_news_of_two_days() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (_, old) = kit::published(house, &paper, "Story old").await;
        house.pass(Duration::from_hours(24 * 40));
        let (_, new) = kit::published(house, &paper, "Story new").await;

        let index = served.get("/sitemap.xml").await.text();
        let news = served.get("/news-sitemap.xml").await.text();

        for (month, path) in [("2025-03", &old), ("2025-04", &new)] {
            let address = format!("/sitemaps/en/{month}.xml");
            assert!(
                index.contains(&format!("<loc>{}{address}</loc>", kit::ORIGIN)),
                "{index}"
            );
            assert!(
                served
                    .get(&address)
                    .await
                    .says(&format!("<loc>{}{path}</loc>", kit::ORIGIN))
            );
        }
        assert!(news.contains(&new) && !news.contains(&old));
        house.pass(Duration::from_hours(49));
        assert!(!served.get("/news-sitemap.xml").await.says(&new));
        assert_eq!(served.status("/sitemaps/en/2025-05.xml").await, 404);
        assert_eq!(served.status("/sitemaps/xx/2025-03.xml").await, 404);
    })
    .await;
}

#[tokio::test]
async fn yesterday_is_not_called_today() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        kit::published(house, &paper, "Story one").await;
        let mut days = std::collections::HashMap::new();
        served.site.turn_days(&mut days).await.unwrap();
        let today = served.get("/en/").await.text();
        assert!(today.contains("datetime=\"2025-03-01\""));

        house.pass(Duration::from_hours(12));
        served.site.turn_days(&mut days).await.unwrap();

        assert!(served.get("/en/").await.says("datetime=\"2025-03-02\""));
    })
    .await;
}

#[tokio::test]
async fn a_later_page_of_a_list_names_itself_and_says_what_it_is_older_than() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        for number in 0..35 {
            house.pass(Duration::from_mins(1));
            let builder = house
                .story(&paper, &format!("Story {number:02}"))
                .tagged(&[paper.harbour])
                .by(&[paper.nadia]);
            kit::publish(house, builder.insert().await).await;
        }

        for list in ["/en/city", "/en/topics/harbour", "/en/people/nadia"] {
            let first = Document::from(served.get(list).await.text());
            let next = first.select("a.older").attr("href").unwrap();
            let later = served.get(&next).await;
            let page = Document::from(later.text());

            let canonical = |page: &Document| page.select("link[rel=canonical]").attr("href");
            let described = |page: &Document| page.select("meta[name=description]").attr("content");
            let own = format!("{}{next}", kit::ORIGIN);
            assert_eq!(canonical(&page).as_deref(), Some(own.as_str()), "{list}");
            assert_eq!(
                page.select("meta[property='og:url']")
                    .attr("content")
                    .as_deref(),
                Some(own.as_str())
            );
            let title = page.select("title").text();
            assert!(title.contains("older than"), "{list}: {title}");
            assert_ne!(title, first.select("title").text());
            assert_ne!(described(&page), described(&first), "{list}");
            assert_eq!(page.select(".older-than").length(), 1, "{list}");
            assert_eq!(first.select(".older-than").length(), 0, "{list}");
            assert_eq!(later.header("x-robots-tag"), None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_begins_nowhere_is_not_to_be_found_by_search() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        kit::published(house, &paper, "Story").await;

        let nowhere = "/en/city?before=1900000000000000.00000000000000000000000000000001";
        let answer = served.get(nowhere).await;

        assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
    })
    .await;
}
