//! What readers get of a front that is launched through the API, at once and at its time.

use crate::kit::{self, Served, serve};
use axum::Router;
use dateline_core::picture::PictureFacts;
use dateline_infra::blob::Blobs;
use dateline_newsroom::account::Settings;
use dateline_newsroom::actor::Actor;
use dateline_newsroom::token::{self, Scope};
use dateline_newsroom::{api, worker};
use dateline_testkit::{Client, House, TestHouse, TestServer, each_engine};
use dateline_web::server::App;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::watch;

/// The API of a house, and a program that may use it.
struct Desk {
    client: Client,
    key: String,
    _server: TestServer,
    _stop: watch::Sender<bool>,
}

impl Desk {
    async fn open(house: &TestHouse) -> Self {
        let blobs = Blobs::disk(house.folder().join("blobs")).unwrap();
        let (stop, stopped) = watch::channel(false);
        let settings = Settings {
            origin: kit::ORIGIN.to_owned(),
            is_demo: false,
        };
        let doors = api::open(House::clone(house), blobs, settings, None, stopped);
        let server = TestServer::start(App::new(Router::new().nest("/api", doors.api)));
        let mut tx = house.db().begin().await.unwrap();
        let (scopes, by) = ([Scope::StoriesPublish], Actor("test".to_owned()));
        let made = token::create(house, &mut tx, "desk", &scopes, None, &by).await;
        house.commit(tx).await.unwrap();
        Self {
            client: server.client(),
            key: format!("Bearer {}", made.unwrap().key),
            _server: server,
            _stop: stop,
        }
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> Value {
        let headers = [
            ("Authorization", self.key.as_str()),
            ("Content-Type", "application/json"),
        ];
        let path = format!("/api/editions/en/front{path}");
        let body = body.to_string();
        let sent = self
            .client
            .send_body(method, &path, &headers, body.as_bytes());
        let answer = sent.await;
        assert!(answer.status < 300, "{} {}", answer.status, answer.text());
        answer.json()
    }

    async fn launch(&self, front: Value) -> Value {
        self.ask("PUT", "", front).await;
        self.ask("POST", "/launch", json!({})).await
    }
}

fn lead(card: &Value) -> Value {
    json!({ "containers": [{ "layout": "lead", "cards": [card], "size": 3 }] })
}

fn snap(headline: &str) -> Value {
    lead(&json!({ "type": "snap", "headline": headline, "href": "/en/archive" }))
}

async fn says(served: &Served, text: &str) -> bool {
    served.get("/en/").await.says(text)
}

#[tokio::test]
async fn readers_have_the_front_when_its_launch_is_answered_and_the_former_when_it_is_brought_back()
{
    each_engine(async |house| {
        let paper = house.paper().await;
        let (served, desk) = (serve(house), Desk::open(house).await);
        let id = house.story(&paper, "Plain words").insert().await;
        kit::publish(house, id).await;
        assert!(says(&served, "Plain words").await);

        let card = json!({ "type": "story", "story": id, "headline": "Better words", "kicker": "Ferries" });
        desk.ask("PUT", "", lead(&card)).await;
        assert!(!says(&served, "Better words").await, "a draft is no reader's");
        let done = desk.ask("POST", "/launch", json!({})).await;

        let page = served.get("/en/").await;
        assert!(page.says("Better words") && page.says("Ferries"));
        assert!(!page.says("Plain words"));
        for turn in 0..20 {
            house.pass(Duration::from_secs(1));
            let headline = format!("Turn number {turn} of it");
            desk.launch(snap(&headline)).await;
            assert!(says(&served, &headline).await, "{headline}");
        }
        let back = format!("/history/{}/restore", done["id"].as_str().unwrap());
        desk.ask("POST", &back, json!({})).await;
        assert!(says(&served, "Better words").await);
    })
    .await;
}

#[tokio::test]
async fn a_front_launches_itself_at_its_time_also_when_nobody_worked_then() {
    each_engine(async |house| {
        house.paper().await;
        let (served, desk) = (serve(house), Desk::open(house).await);
        let at = |seconds| house.now() + jiff::SignedDuration::from_secs(seconds);
        for (headline, seconds) in [("For the morning", 3_600), ("For the evening", 7_200)] {
            desk.ask("PUT", "", snap(headline)).await;
            let when = json!({ "launch_at": at(seconds).to_string() });
            desk.ask("POST", "/schedule", when).await;
        }
        // Work goes on; what was set stays as it was.
        desk.ask("PUT", "", snap("Half a thought")).await;

        house.pass(Duration::from_secs(3_599));
        assert_eq!(worker::round(house).await.unwrap().fronts, 0);
        assert!(!says(&served, "For the morning").await);
        house.pass(Duration::from_secs(1));
        assert_eq!(worker::round(house).await.unwrap().fronts, 1);
        assert!(says(&served, "For the morning").await);
        house.pass(Duration::from_hours(24));
        assert_eq!(worker::round(house).await.unwrap().fronts, 1);

        assert!(says(&served, "For the evening").await);
        assert!(!says(&served, "Half a thought").await);
        assert_eq!(worker::round(house).await.unwrap().fronts, 0);
    })
    .await;
}

#[tokio::test]
async fn a_picture_chosen_for_a_card_stands_on_the_front_alone() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (served, desk) = (serve(house), Desk::open(house).await);
        let facts = |alt: &str| PictureFacts {
            alt: Some(alt.to_owned()),
            credit_line: Some("M. Weir".to_owned()),
            ..PictureFacts::default()
        };
        let own = house.picture("own.jpg", facts("The old pier")).await;
        let other = house.picture("other.jpg", facts("The new pier")).await;
        let story = house.story(&paper, "A pier").picture(own);
        let id = story.insert().await;
        let path = kit::publish(house, id).await.path;

        let card = json!({ "type": "story", "story": id, "picture": other.to_string() });
        desk.launch(lead(&card)).await;

        let front = served.get("/en/").await;
        assert!(front.says("The new pier") && !front.says("The old pier"));
        let page = served.get(&path).await;
        assert!(page.says("The old pier") && !page.says("The new pier"));
    })
    .await;
}
