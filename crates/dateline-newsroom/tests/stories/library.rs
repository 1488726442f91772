//! The pictures of the house, as the desk looks through them.

use crate::desk::{refused, well};
use crate::newsroom::{Newsroom, words};
use dateline_core::picture::PictureFacts;
use dateline_testkit::each_engine;
use std::time::Duration;

fn facts(caption: &str, credit: Option<&str>) -> PictureFacts {
    PictureFacts {
        caption: Some(caption.to_owned()),
        alt: Some("What it shows".to_owned()),
        credit_line: credit.map(str::to_owned),
        ..PictureFacts::default()
    }
}

#[tokio::test]
async fn the_library_shows_the_newest_pictures_first_and_misses_none() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        for number in 0..5 {
            if number % 2 == 0 {
                house.pass(Duration::from_secs(1));
            }
            let name = format!("p{number}");
            let facts = facts(&format!("Ferry {number}"), Some("N. N."));
            house.picture(&name, facts).await;
        }

        let mut seen = Vec::new();
        let mut after = String::new();
        loop {
            let path = format!("/pictures/library?q=ferry&limit=2{after}");
            let page = well(room.desk.get(&room.reporter, &path).await).json();
            seen.extend(
                words(&page["items"], "caption")
                    .into_iter()
                    .map(str::to_owned),
            );
            let Some(next) = page["next"].as_str() else {
                break;
            };
            after = format!("&after={next}");
        }

        let mut all = seen.clone();
        all.sort();
        all.dedup();
        assert_eq!((seen.len(), all.len()), (5, 5), "{seen:?}");
        assert_eq!(seen[0], "Ferry 4");
    })
    .await;
}

#[tokio::test]
async fn the_library_narrows_to_words_and_to_what_is_missing() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (desk, reporter) = (&room.desk, &room.reporter);
        house
            .picture("a", facts("Мост ЗАКРЫТ", Some("Ana Nader")))
            .await;
        house.bare_picture("b", facts("The harbour", None)).await;

        let only = async |query: &str| {
            let path = format!("/pictures/library?{query}");
            let page = well(desk.get(reporter, &path).await).json();
            words(&page["items"], "caption").join(", ")
        };

        assert_eq!(
            only("q=%D0%B7%D0%B0%D0%BA%D1%80%D1%8B%D1%82").await,
            "Мост ЗАКРЫТ"
        );
        assert_eq!(only("q=nader").await, "Мост ЗАКРЫТ");
        assert_eq!(only("q=nobody").await, "");
        assert_eq!(only("missing=true").await, "The harbour");
        for wrong in ["limit=0", "limit=201", "after=x", "unknown=1"] {
            let path = format!("/pictures/library?{wrong}");
            refused(&desk.get(reporter, &path).await, 400, "query");
        }
    })
    .await;
}
