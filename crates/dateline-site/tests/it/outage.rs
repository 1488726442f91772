//! The database away: what was good is still served, what was withdrawn never.

use crate::kit::{self, serve};
use dateline_core::subject::Subject;
use dateline_db::{Db, DbOptions};
use dateline_testkit::{Cut, Engine, TestHouse, each_engine};
use dateline_web::house::{Clock, House};
use std::time::Duration;

#[tokio::test]
async fn without_the_database_the_last_good_pages_are_served_and_marked() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (_, path) = kit::published(house, &paper, "Still here").await;
        let addresses = ["/en/", "/en/city", "/en/feed.rss", path.as_str()];
        for address in addresses {
            assert_eq!(served.get(address).await.header("x-dateline-stale"), None);
        }

        house.db().close().await;

        for address in addresses {
            let fresh = served.get(address).await;
            assert_eq!(
                (fresh.status, fresh.header("x-dateline-stale")),
                (200, None),
                "nothing changed: {address}"
            );
        }
        served.site.cache.changed(&[Subject::Everything]);
        for address in addresses {
            let stale = served.get(address).await;
            assert_eq!(
                (stale.status, stale.header("x-dateline-stale")),
                (200, Some("1")),
                "{address}"
            );
            assert!(stale.says("Still here"), "{address}");
        }
        assert_eq!(served.status("/readyz").await, 503);
        assert_eq!(served.status("/healthz").await, 200);
        assert!(served.site.cache.stats().stale_served >= 4);
    })
    .await;
}

#[tokio::test]
async fn what_was_withdrawn_is_not_served_even_without_the_database() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let (gone, path) = kit::published(house, &paper, "We regret this").await;
        let (killed, killed_path) = kit::published(house, &paper, "We regret this more").await;
        let (_, other) = kit::published(house, &paper, "Innocent").await;
        let addresses = [
            "/en/",
            "/en/city",
            "/en/feed.rss",
            "/sitemaps/en/2025-03.xml",
            "/en/archive/2025/03",
            path.as_str(),
            killed_path.as_str(),
            other.as_str(),
        ];
        for address in addresses {
            assert_eq!(served.status(address).await, 200, "{address}");
        }

        kit::unpublish(house, gone).await;
        kit::kill(house, killed).await;
        house.db().close().await;

        for address in addresses {
            let answer = served.get(address).await;
            assert!(
                !answer.says("We regret this") && !answer.says("we-regret-this"),
                "{address}"
            );
        }
        assert_eq!(served.status(&path).await, 503);
    })
    .await;
}

#[tokio::test]
async fn a_page_never_made_answers_503_in_words_and_says_nothing_of_the_engine() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (_, path) = kit::published(house, &paper, "Never asked for").await;
        let served = serve(house);
        served.get("/en/").await;
        house.db().close().await;

        for address in [path.as_str(), "/en/topics/harbour", "/no/such", "/readyz"] {
            let answer = served.get(address).await;
            assert_eq!(answer.status, 503, "{address}");
            for word in dateline_testkit::hostile::ENGINE_WORDS
                .iter()
                .chain(&["pool", "Pool", "database"])
            {
                assert!(
                    !answer.says(word),
                    "{address} says {word}: {}",
                    answer.text()
                );
            }
            if address != "/readyz" {
                assert_eq!(
                    answer.header("cache-control"),
                    Some("no-store"),
                    "{address}"
                );
                assert!(answer.header("retry-after").is_some(), "{address}");
                assert!(
                    answer.header("content-security-policy").is_some(),
                    "{address}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_postgresql_that_comes_back_is_used_again_at_once() {
    if !Engine::all().contains(&Engine::Postgres) {
        return;
    }
    let house = TestHouse::open(Engine::Postgres).await;
    let paper = house.paper().await;
    let (id, path) = kit::published(&house, &paper, "Before the cut").await;
    let cut = Cut::before(house.url()).await;
    let options = DbOptions {
        url: cut.url().to_owned(),
        connections: 4,
        wait: Duration::from_secs(2),
    };
    let far = House::new(
        Db::connect(&options).await.unwrap(),
        house.folder(),
        Clock::System,
    );
    let served = serve(&far);
    assert_eq!(served.status(&path).await, 200);

    cut.close();
    served.site.cache.changed(&[Subject::Everything]);
    for _ in 0..8 {
        let stale = served.get(&path).await;
        assert_eq!(
            (stale.status, stale.header("x-dateline-stale")),
            (200, Some("1"))
        );
    }
    kit::revise(&house, id, |c| c.headline = "After the cut".to_owned()).await;
    kit::publish(&house, id).await;
    cut.open();

    let back = async {
        loop {
            served.site.cache.changed(&[Subject::Everything]);
            let answer = served.get(&path).await;
            if answer.header("x-dateline-stale").is_none() && answer.says("After the cut") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), back)
        .await
        .expect("fresh pages within five seconds");
    far.db().close().await;
    house.db().close().await;
}
