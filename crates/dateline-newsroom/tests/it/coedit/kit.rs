//! A newsroom that is served, and people who sit down in it.

use dateline_core::id::StoryId;
use dateline_core::rights::{Grant, Role};
use dateline_core::story::StoryContent;
use dateline_db::queries::story as stories;
use dateline_infra::blob::Blobs;
use dateline_newsroom::account::Settings;
use dateline_newsroom::account::staff::{self, Person};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::api;
use dateline_newsroom::coedit::Coedit;
use dateline_testkit::{House, Pen, TestServer};
use dateline_web::server::App;
use std::net::SocketAddr;
use tokio::sync::watch;

const PHRASE: &str = "nine herons by the weir";

/// A newsroom that is served.
pub struct Desk {
    pub house: House,
    pub coedit: Coedit,
    pub stop: watch::Sender<bool>,
    server: TestServer,
}

impl Desk {
    /// Serves a house.
    pub fn open(house: &House) -> Self {
        let listener = TestServer::listener();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let settings = Settings {
            origin,
            is_demo: false,
        };
        let blobs = Blobs::disk(house.data().join("blobs")).unwrap();
        let (stop, stopped) = watch::channel(false);
        let doors = api::open(house.clone(), blobs, settings, None, stopped);
        let router = axum::Router::new().nest("/api", doors.api);
        Self {
            house: house.clone(),
            coedit: doors.coedit,
            stop,
            server: TestServer::start_on(listener, App::new(router)),
        }
    }

    /// Makes an account with a role everywhere.
    pub async fn hire(&self, name: &str, role: Role) {
        self.hire_for(name, Grant::everywhere(role)).await;
    }

    /// Makes an account with a role in a part of the house.
    pub async fn hire_for(&self, name: &str, grant: Grant) {
        let grants = [grant];
        let email = format!("{name}@courier.example");
        let person = Person {
            name,
            email: &email,
            grants: &grants,
            password: PHRASE,
        };
        let by = Actor("test".to_owned());
        staff::add(&self.house, person, &by).await.unwrap();
    }

    /// Signs somebody in: what the browser holds.
    pub async fn sign_in(&self, name: &str) -> String {
        let body =
            serde_json::json!({ "email": format!("{name}@courier.example"), "password": PHRASE });
        let origin = self.origin();
        let headers = [
            ("Content-Type", "application/json"),
            ("X-Dateline", "1"),
            ("Origin", origin.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
        ];
        let answer = self
            .server
            .client()
            .send_body(
                "POST",
                "/api/session",
                &headers,
                body.to_string().as_bytes(),
            )
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let cookie = answer.header("set-cookie").unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Ends the session of a browser.
    pub async fn sign_out(&self, cookie: &str) {
        let origin = self.origin();
        let headers = [
            ("X-Dateline", "1"),
            ("Origin", origin.as_str()),
            ("Cookie", cookie),
        ];
        let client = self.server.client();
        let answer = client.send("DELETE", "/api/session", &headers).await;
        assert!(answer.status < 300, "{}", answer.text());
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.server.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// Somebody sits down at a story.
    pub async fn pen(&self, cookie: &str, story: StoryId) -> Pen {
        let mut pen = Pen::new();
        self.seat(&mut pen, cookie, story).await.unwrap();
        pen.sync().await;
        pen
    }

    /// Opens a socket for somebody; the status if it is refused.
    pub async fn seat(&self, pen: &mut Pen, cookie: &str, story: StoryId) -> Result<(), u16> {
        let origin = self.origin();
        pen.connect(self.address(), &origin, cookie, story).await
    }

    /// The newest words.
    pub async fn content(&self, story: StoryId) -> (i64, StoryContent) {
        let mut tx = self.house.db().read().await.unwrap();
        let story = stories::get(&mut tx, story).await.unwrap();
        tx.close().await.unwrap();
        (story.revision_number, story.content)
    }
}
