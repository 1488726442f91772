//! What stands on a front, and where.

use crate::kit::{self, Served, serve};
use dateline_core::front::{Backfill, Card, Container, ContainerLayout, Front};
use dateline_core::id::StoryId;
use dateline_core::story::StoryFormat;
use dateline_db::queries::front;
use dateline_testkit::{Paper, TestHouse, each_engine};
use dom_query::Document;
use std::time::Duration;

async fn page(served: &Served) -> Document {
    Document::from(served.get("/en/").await.text())
}

fn headlines(page: &Document, within: &str) -> Vec<String> {
    page.select(&format!("{within} .card :is(h2, h3)"))
        .iter()
        .map(|h| h.text().to_string())
        .collect()
}

async fn publish(house: &TestHouse, paper: &Paper, headline: &str, format: StoryFormat) -> StoryId {
    house.pass(Duration::from_mins(1));
    let story = house.story(paper, headline).with(|s| s.format = format);
    let id = story.insert().await;
    kit::publish(house, id).await;
    id
}

#[tokio::test]
async fn opinion_leads_a_front_only_where_there_is_nothing_else() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        for number in 0..2 {
            publish(
                house,
                &paper,
                &format!("Argued {number}"),
                StoryFormat::Opinion,
            )
            .await;
        }
        assert_eq!(headlines(&page(&served).await, ".top")[0], "Argued 1");

        publish(house, &paper, "Reported", StoryFormat::News).await;
        publish(house, &paper, "Argued last", StoryFormat::Opinion).await;

        let top = headlines(&page(&served).await, ".top");
        assert_eq!(top, ["Reported", "Argued last", "Argued 1", "Argued 0"]);
    })
    .await;
}

#[tokio::test]
async fn the_section_of_opinion_stands_right_below_the_lead() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let opinion = house.section(&paper.code, "opinion", "Opinion").await;
        for number in 0..12 {
            publish(
                house,
                &paper,
                &format!("Reported {number}"),
                StoryFormat::News,
            )
            .await;
        }
        for number in 0..3 {
            let story = house
                .story(&paper, &format!("Argued {number}"))
                .in_section(&paper.code, opinion)
                .with(|s| s.format = StoryFormat::Opinion);
            kit::publish(house, story.insert().await).await;
        }

        let page = page(&served).await;

        assert_eq!(headlines(&page, ".top").len(), 8);
        let first = page.select("main > .container").first();
        assert!(first.has_class("opinion"), "{:?}", first.attr("class"));
        assert_eq!(headlines(&page, ".container.opinion").len(), 3);
        assert_eq!(page.select(".container.opinion").length(), 1);
        assert_eq!(page.select(".latest li a").length(), 13);
    })
    .await;
}

#[tokio::test]
async fn a_card_that_is_no_story_shows_no_time() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        publish(house, &paper, "Reported", StoryFormat::News).await;
        let snap = Card::Snap {
            headline: "Write to us".to_owned(),
            href: "/en/pages/letters".to_owned(),
            trail_text: None,
        };
        let made = Front {
            containers: vec![Container {
                layout: ContainerLayout::Lead,
                title: None,
                cards: vec![snap],
                backfill: Some(Backfill::Latest),
                size: 3,
            }],
        };
        let mut tx = house.db().begin().await.unwrap();
        front::press(&mut tx, &paper.code, &made, 0).await.unwrap();
        house.commit(tx).await.unwrap();

        let page = page(&served).await;

        let times: Vec<usize> = page
            .select(".top .card")
            .iter()
            .map(|card| card.select("time").length())
            .collect();
        assert_eq!(headlines(&page, ".top"), ["Write to us", "Reported"]);
        assert_eq!(times, [0, 1]);
    })
    .await;
}

#[tokio::test]
async fn a_front_of_forty_cards_shows_each_story_once() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let mut sections = vec![paper.city, paper.world];
        for slug in ["politics", "economy", "culture", "science", "sport"] {
            sections.push(house.section(&paper.code, slug, slug).await);
        }
        for number in 0..56 {
            house.pass(Duration::from_mins(1));
            let story = house
                .story(&paper, &format!("Story {number:02}"))
                .in_section(&paper.code, sections[number % sections.len()]);
            kit::publish(house, story.insert().await).await;
        }

        let answer = served.get("/en/").await;

        let mut shown = headlines(&Document::from(answer.text()), "main");
        assert!(shown.len() >= 40, "{} cards", shown.len());
        let count = shown.len();
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), count, "no story twice");
    })
    .await;
}
