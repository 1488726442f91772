//! Boards hear what moves, as it happens.

use crate::desk::{Who, settings, well};
use crate::newsroom::Newsroom;
use axum::Router;
use dateline_core::rights::{Grant, Role};
use dateline_infra::blob::Blobs;
use dateline_newsroom::api;
use dateline_testkit::{House, TestHouse, TestServer, each_engine};
use dateline_web::server::App;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;

/// A server of the house beside the one that is written on.
fn serve(house: &TestHouse) -> (TestServer, watch::Sender<bool>) {
    let blobs = Blobs::disk(house.folder().join("blobs")).unwrap();
    let (stop, stopped) = watch::channel(false);
    let doors = api::open(House::clone(house), blobs, settings(), None, stopped);
    let router = Router::new().nest("/api", doors.api);
    (TestServer::start(App::new(router)), stop)
}

/// A board that listens.
struct Board {
    stream: TcpStream,
    text: String,
    /// Id of the last event.
    last: Option<String>,
}

impl Board {
    async fn open(address: SocketAddr, who: &Who, last: Option<&str>) -> Self {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let last = last.map_or(String::new(), |id| format!("Last-Event-ID: {id}\r\n"));
        let request = format!(
            "GET /api/changes HTTP/1.1\r\nConnection: close\r\nHost: {address}\r\nCookie: {}\r\n{last}\r\n",
            who.cookie()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        Self {
            stream,
            text: String::new(),
            last: None,
        }
    }

    /// The next event; nothing when the stream ended.
    async fn next(&mut self) -> Option<Value> {
        let reading = async {
            loop {
                if let Some(event) = self.take() {
                    return Some(event);
                }
                let mut bytes = [0; 4096];
                let count = self.stream.read(&mut bytes).await.unwrap_or(0);
                if count == 0 {
                    return None;
                }
                self.text
                    .push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        };
        tokio::time::timeout(Duration::from_secs(20), reading)
            .await
            .unwrap()
    }

    fn take(&mut self) -> Option<Value> {
        let at = self.text.find("data: ")?;
        let end = self.text[at..].find("\n\n")? + at;
        let event: String = self.text.drain(..end).collect();
        for line in event.lines() {
            if let Some(id) = line.strip_prefix("id: ") {
                self.last = Some(id.to_owned());
            }
        }
        let data = event.lines().find_map(|line| line.strip_prefix("data: "));
        serde_json::from_str(data?).ok()
    }

    async fn kinds(&mut self, count: usize) -> Vec<String> {
        let mut kinds = Vec::new();
        while kinds.len() < count {
            let event = self.next().await.unwrap();
            kinds.push(event["kind"].as_str().unwrap().to_owned());
        }
        kinds
    }
}

#[tokio::test]
async fn an_open_board_hears_what_moves_here_and_in_another_process() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (served, _stop) = serve(house);
        let mut board = Board::open(served.address, &room.editor, None).await;
        assert_eq!(board.kinds(1).await, ["ready"]);

        let id = room.draft("Fresh").await;
        well(room.act(&room.reporter, &id, "submit").await);

        let made = board.next().await.unwrap();
        assert_eq!(made, json!({ "kind": "story_created", "story": id }));
        assert_eq!(board.kinds(1).await, ["story_submitted"]);
        let elsewhere = house.neighbour().await;
        let mut tx = elsewhere.db().begin().await.unwrap();
        let by = dateline_newsroom::actor::Actor("test".to_owned());
        dateline_newsroom::story::publish(&elsewhere, &mut tx, id.parse().unwrap(), &by)
            .await
            .unwrap();
        elsewhere.commit(tx).await.unwrap();
        assert_eq!(board.kinds(1).await, ["story_published"]);
        elsewhere.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn a_board_that_lost_its_connection_hears_what_it_missed() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (served, _stop) = serve(house);
        let address = served.address;
        let mut board = Board::open(address, &room.editor, None).await;
        // What happens before it is ready, the lists it loads then have in them.
        assert_eq!(board.kinds(1).await, ["ready"]);
        room.draft("One").await;
        assert_eq!(board.kinds(1).await, ["story_created"]);
        let last = board.last.clone().unwrap();
        drop(board);

        let missed = room.draft("Two").await;
        let mut again = Board::open(address, &room.editor, Some(&last)).await;

        let event = again.next().await.unwrap();
        assert_eq!(event, json!({ "kind": "story_created", "story": missed }));
        assert_eq!(again.kinds(1).await, ["ready"]);
        // A number of another database, or one long forgotten, tells nothing.
        let mut lost = Board::open(address, &room.editor, Some("999999")).await;
        assert_eq!(lost.kinds(1).await, ["reset"]);
    })
    .await;
}

#[tokio::test]
async fn a_board_closes_when_its_session_ends() {
    each_engine(async |house| {
        let room = Newsroom::open(house).await;
        let (served, _stop) = serve(house);
        let everywhere = [Grant::everywhere(Role::Reporter)];
        let leaver = room.desk.somebody("dee@paper.example", &everywhere).await;
        let mut board = Board::open(served.address, &leaver, None).await;
        assert_eq!(board.kinds(1).await, ["ready"]);

        well(room.desk.ask(&leaver, "DELETE", "/session", None).await);

        assert_eq!(board.next().await, None);
    })
    .await;
}
