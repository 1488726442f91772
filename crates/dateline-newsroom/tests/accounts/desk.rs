//! A newsroom that is served, and people in it.

use axum::Router;
use dateline_core::rights::{Grant, Role};
use dateline_infra::blob::Blobs;
use dateline_newsroom::account::staff::{self, Person};
use dateline_newsroom::account::{Accounts, Settings};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::api;
use dateline_testkit::{Answer, Client, House, TestHouse, TestServer};
use dateline_web::server::App;
use serde_json::{Value, json};
use tokio::sync::watch;
use uuid::Uuid;

pub const PHRASE: &str = "nine herons by the weir";
/// What links begin with.
pub const ORIGIN: &str = "http://newsroom.test";

/// A served newsroom.
pub struct Desk<'a> {
    pub house: &'a TestHouse,
    client: Client,
    _server: TestServer,
    _stop: watch::Sender<bool>,
}

/// Somebody who asks.
#[derive(Clone, Debug, Default)]
pub struct Who {
    cookie: Option<String>,
    bearer: Option<String>,
    network: Option<String>,
}

impl Who {
    /// Somebody nobody knows.
    pub fn nobody() -> Self {
        Self::default()
    }

    pub fn key(key: &str) -> Self {
        Self {
            bearer: Some(format!("Bearer {key}")),
            ..Self::default()
        }
    }

    /// The browser of whoever was answered so.
    pub fn welcomed(answer: &Answer) -> Self {
        let set = answer
            .header("set-cookie")
            .unwrap_or_else(|| panic!("nobody was let in: {} {}", answer.status, answer.text()));
        Self {
            cookie: Some(set.split(';').next().unwrap().to_owned()),
            ..Self::default()
        }
    }

    /// Somebody behind a proxy that says so.
    pub fn from(network: &str) -> Self {
        Self {
            network: Some(network.to_owned()),
            ..Self::default()
        }
    }

    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }
}

pub fn settings() -> Settings {
    Settings {
        origin: ORIGIN.to_owned(),
        is_demo: false,
    }
}

impl<'a> Desk<'a> {
    pub fn open(house: &'a TestHouse) -> Self {
        Self::open_with(house, settings())
    }

    pub fn open_with(house: &'a TestHouse, settings: Settings) -> Self {
        let blobs = Blobs::disk(house.folder().join("blobs")).unwrap();
        let (stop, stopped) = watch::channel(false);
        let doors = api::open(House::clone(house), blobs, settings, None, stopped);
        let server = TestServer::start(App::new(Router::new().nest("/api", doors.api)));
        Self {
            house,
            client: server.client(),
            _server: server,
            _stop: stop,
        }
    }

    /// Asks as a page of the newsroom does.
    pub async fn ask(&self, who: &Who, method: &str, path: &str, body: Option<Value>) -> Answer {
        let marks = [("X-Dateline", "1"), ("Origin", ORIGIN)];
        self.ask_with(who, method, path, body, &marks).await
    }

    /// Asks with these headers besides who it is.
    pub async fn ask_with(
        &self,
        who: &Who,
        method: &str,
        path: &str,
        body: Option<Value>,
        more: &[(&str, &str)],
    ) -> Answer {
        let mut headers = more.to_vec();
        for (name, value) in [
            ("Cookie", &who.cookie),
            ("Authorization", &who.bearer),
            ("X-Forwarded-For", &who.network),
        ] {
            headers.extend(value.as_deref().map(|value| (name, value)));
        }
        let path = format!("/api{path}");
        let Some(body) = body else {
            return self.client.send(method, &path, &headers).await;
        };
        if !headers.iter().any(|(name, _)| *name == "Content-Type") {
            headers.push(("Content-Type", "application/json"));
        }
        let body = body.to_string();
        let sent = self
            .client
            .send_body(method, &path, &headers, body.as_bytes());
        sent.await
    }

    pub async fn get(&self, who: &Who, path: &str) -> Answer {
        self.ask(who, "GET", path, None).await
    }

    pub async fn post(&self, who: &Who, path: &str, body: Value) -> Answer {
        self.ask(who, "POST", path, Some(body)).await
    }

    /// What somebody is answered who gives this password.
    pub async fn try_password(&self, who: &Who, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        self.post(who, "/session", body).await
    }

    pub async fn sign_in(&self, email: &str) -> Who {
        Who::welcomed(&self.try_password(&Who::nobody(), email, PHRASE).await)
    }

    /// Somebody with these roles, signed in.
    pub async fn somebody(&self, email: &str, grants: &[Grant]) -> Who {
        self.hire(email, grants).await;
        self.sign_in(email).await
    }

    /// An account with these roles.
    pub async fn hire(&self, email: &str, grants: &[Grant]) -> Uuid {
        let person = Person {
            name: "Somebody",
            email,
            grants,
            password: PHRASE,
        };
        let by = Actor("test".to_owned());
        staff::add(self.house, person, &by).await.unwrap().0
    }

    pub async fn administrator(&self) -> Who {
        let grants = [Grant::everywhere(Role::Administrator)];
        self.somebody("chief@paper.example", &grants).await
    }

    /// The id of whoever is signed in.
    pub async fn id_of(&self, who: &Who) -> String {
        let me = self.get(who, "/session").await.json();
        me["id"].as_str().unwrap().to_owned()
    }
}

/// Accounts beside those of the served newsroom, as another process has them.
pub fn accounts(house: &House) -> Accounts {
    Accounts::new(house.clone(), settings())
}

/// The word of a problem, and its status.
pub fn problem(answer: &Answer) -> (u16, String) {
    let said = answer.json();
    let word = said["type"].as_str().unwrap_or_default();
    let word = word.trim_start_matches("urn:dateline:problem:");
    (answer.status, word.to_owned())
}

#[track_caller]
pub fn refused(answer: &Answer, status: u16, word: &str) {
    assert_eq!(
        problem(answer),
        (status, word.to_owned()),
        "{}",
        answer.text()
    );
}

#[track_caller]
pub fn well(answer: Answer) -> Answer {
    assert!(
        (200..300).contains(&answer.status),
        "{} {}",
        answer.status,
        answer.text()
    );
    answer
}
