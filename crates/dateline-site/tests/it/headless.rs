//! Published stories as JSON: what readers have, at once, and nothing else.

use crate::kit::{self, serve};
use dateline_core::body::{Inline, Kind, Mark, RichText};
use dateline_testkit::{Answer, each_engine};
use serde_json::{Value, json};
use std::time::Duration;

const LIST: &str = "/api/published/stories";

fn headlines(answer: &Answer) -> Vec<String> {
    let page = answer.json();
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| item["headline"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn programs_get_what_readers_have_and_a_change_at_once() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let id = house
            .story(&paper, "The bridge")
            .tagged(&[paper.harbour])
            .by(&[paper.ivo])
            .insert()
            .await;
        let one = format!("{LIST}/{id}");
        assert_eq!(served.status(&one).await, 404);
        assert!(headlines(&served.get(LIST).await).is_empty());
        let path = kit::publish(house, id).await.path;

        let list = served.get(LIST).await;
        let story = served.get(&one).await;

        assert_eq!(headlines(&list), ["The bridge"]);
        assert_eq!(list.header("access-control-allow-origin"), Some("*"));
        let item = &list.json()["items"][0];
        assert_eq!(item["url"], format!("{}{path}", kit::ORIGIN));
        assert_eq!(item["byline"], json!(["Ivo Brandt"]));
        let told = story.json();
        assert_eq!(told["content"]["body"][0]["text"], "Words.");
        assert_eq!(told["tags"][0]["slug"], "harbour");
        let tag = story.header("etag").unwrap().to_owned();
        let same = [("If-None-Match", tag.as_str())];
        let again = served.client.send("GET", &one, &same).await;
        assert_eq!(again.status, 304);
        kit::revise(house, id, |content| {
            content.headline = "The bridge opens".to_owned();
        })
        .await;
        kit::publish(house, id).await;
        assert_eq!(headlines(&served.get(LIST).await), ["The bridge opens"]);
        assert_eq!(served.get(&one).await.json()["revision"], 2);
        kit::unpublish(house, id).await;
        assert_eq!(served.status(&one).await, 404);
        assert!(headlines(&served.get(LIST).await).is_empty());
    })
    .await;
}

#[tokio::test]
async fn lists_narrow_and_go_on_page_by_page() {
    each_engine(async |house| {
        let paper = house.paper().await;
        house.paper_in("ru", 1).await;
        let served = serve(house);
        for number in 0..5 {
            house.pass(Duration::from_secs(1));
            let story = house.story(&paper, &format!("Story {number}"));
            let story = if number % 2 == 0 {
                story.tagged(&[paper.ferries]).by(&[paper.nadia])
            } else {
                story.in_section(&paper.code, paper.world)
            };
            kit::publish(house, story.insert().await).await;
        }
        let get = async |query: &str| headlines(&served.get(&format!("{LIST}?{query}")).await);

        let mut seen = Vec::new();
        let mut after = String::new();
        loop {
            let page = served
                .get(&format!("{LIST}?edition=en&limit=2{after}"))
                .await;
            seen.extend(headlines(&page));
            let page: Value = page.json();
            let Some(next) = page["next"].as_str() else {
                break;
            };
            after = format!("&after={next}");
        }

        assert_eq!(
            seen,
            ["Story 4", "Story 3", "Story 2", "Story 1", "Story 0"]
        );
        let even = ["Story 4", "Story 2", "Story 0"];
        assert_eq!(get("tag=ferries").await, even);
        assert_eq!(get("contributor=nadia&edition=en").await, even);
        assert_eq!(get("section=world").await, ["Story 3", "Story 1"]);
        assert!(get("edition=ru").await.is_empty());
        for (query, status) in [
            ("edition=zz", 404),
            ("section=none", 404),
            ("tag=harbour", 404),
            ("utm_source=x", 400),
            ("limit=1000", 400),
            ("after=1", 400),
            ("section=a&tag=b", 400),
        ] {
            let answer = served.get(&format!("{LIST}?{query}")).await;
            assert_eq!(answer.status, status, "{query}: {}", answer.text());
            assert_eq!(
                answer.header("content-type"),
                Some("application/problem+json")
            );
        }
        assert_eq!(served.status(&format!("{LIST}/x")).await, 404);
        assert_eq!(served.client.send("POST", LIST, &[]).await.status, 405);
    })
    .await;
}

#[tokio::test]
async fn nothing_secret_is_told_not_even_by_an_address() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let hidden = house.story(&paper, "Zyxgrub merger").insert().await;
        let linked = Inline::Text {
            text: "elsewhere".to_owned(),
            marks: vec![Mark::Link {
                href: "/en/city/2025/03/01/zyxgrub-merger".to_owned(),
                story: Some(hidden),
            }],
        };
        let id = house
            .story(&paper, "Open")
            .card(hidden)
            .element(Kind::Paragraph {
                text: RichText(vec![linked]),
            })
            .insert()
            .await;
        kit::publish(house, id).await;
        let one = format!("{LIST}/{id}");

        let before = served.get(&one).await;
        let path = kit::publish(house, hidden).await.path;
        let after = served.get(&one).await.json();

        assert_eq!(served.status(&format!("{LIST}/{hidden}")).await, 200);
        assert!(!before.says("zyxgrub"), "{}", before.text());
        assert_eq!(
            before.json()["content"]["body"].as_array().unwrap().len(),
            2
        );
        assert_eq!(after["content"]["body"][1]["type"], "rich_link");
        let mark = &after["content"]["body"][2]["text"][0]["marks"][0];
        assert_eq!(mark["href"], path);
    })
    .await;
}
