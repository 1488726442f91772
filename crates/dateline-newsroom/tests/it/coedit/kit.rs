//! People with a pen: clients of the co-editing socket, each with a document of its own.

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
use dateline_testkit::{House, TestServer};
use dateline_text::wire::{self, FromClient, FromServer, Presence};
use dateline_web::server::App;
use futures_util::{SinkExt, StreamExt};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::Message;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Doc, GetString, OffsetKind, Options, ReadTxn, StateVector, Text, Transact, Update, WriteTxn,
    Xml, XmlElementPrelim, XmlElementRef, XmlFragment, XmlOut, XmlTextPrelim,
};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);
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
        let grants = [Grant::everywhere(role)];
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
        pen.connect(self, cookie, story).await.unwrap();
        pen.sync().await;
        pen
    }

    /// The newest words.
    pub async fn content(&self, story: StoryId) -> (i64, StoryContent) {
        let mut tx = self.house.db().read().await.unwrap();
        let story = stories::get(&mut tx, story).await.unwrap();
        tx.close().await.unwrap();
        (story.revision_number, story.content)
    }
}

/// A client.
pub struct Pen {
    socket: Option<WebSocketStream<TcpStream>>,
    pub doc: Doc,
    /// Changes sent on this socket, and how many of them are safe.
    pub sent: u64,
    pub durable: u64,
    /// Changes nobody took yet.
    pub offline: bool,
    pub refusal: Option<serde_json::Value>,
    pub document: Option<String>,
    pub closed: Option<u16>,
    pub presences: Vec<Presence>,
    pub is_synced: bool,
}

impl Pen {
    pub fn new() -> Self {
        let doc = Doc::with_options(Options {
            offset_kind: OffsetKind::Utf16,
            ..Options::default()
        });
        let mut txn = doc.transact_mut();
        txn.get_or_insert_text("headline");
        txn.get_or_insert_xml_fragment("body");
        drop(txn);
        Self {
            socket: None,
            doc,
            sent: 0,
            durable: 0,
            offline: false,
            refusal: None,
            document: None,
            closed: None,
            presences: Vec::new(),
            is_synced: false,
        }
    }

    /// Opens a socket; the status if it is refused.
    pub async fn connect(&mut self, desk: &Desk, cookie: &str, story: StoryId) -> Result<(), u16> {
        self.connect_from(desk, cookie, story, &desk.origin()).await
    }

    /// The same from a page of some origin.
    pub async fn connect_from(
        &mut self,
        desk: &Desk,
        cookie: &str,
        story: StoryId,
        origin: &str,
    ) -> Result<(), u16> {
        let known = self.document.as_deref();
        let known = known.map_or(String::new(), |id| format!("?document={id}"));
        let url = format!("ws://{}/api/stories/{story}/socket{known}", desk.address());
        let mut request = url.into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("Cookie", cookie.parse().unwrap());
        headers.insert("Origin", origin.parse().unwrap());
        let stream = TcpStream::connect(desk.address()).await.unwrap();
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((socket, _)) => {
                self.socket = Some(socket);
                (self.sent, self.durable) = (0, 0);
                (self.closed, self.is_synced, self.offline) = (None, false, false);
                Ok(())
            }
            Err(tokio_tungstenite::tungstenite::Error::Http(answer)) => {
                Err(answer.status().as_u16())
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Asks for what is missing, and waits until it is here.
    pub async fn sync(&mut self) {
        let known = self.doc.transact().state_vector().encode_v1();
        self.send(wire::step1(&known)).await;
        self.until("what is missing", |pen| pen.is_synced).await;
    }

    /// Cuts the wire without a word.
    pub fn cut(&mut self) {
        self.socket = None;
        self.offline = true;
    }

    pub async fn send(&mut self, message: Vec<u8>) {
        if let Some(socket) = &mut self.socket {
            // A socket that is gone shows when it is read.
            let _ = socket.send(Message::Binary(message.into())).await;
        }
    }

    /// Sends a change that was made elsewhere.
    pub async fn send_update(&mut self, update: &[u8]) {
        if self.offline {
            return;
        }
        self.sent += 1;
        self.send(wire::update(update)).await;
    }

    /// Hears until something is so.
    pub async fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let hearing = async {
            while !is_so(self) {
                assert!(
                    self.hear().await,
                    "the socket ended ({:?}, {:?}) before {what}",
                    self.closed,
                    self.refusal
                );
            }
        };
        let heard = timeout(PATIENCE, hearing).await;
        assert!(heard.is_ok(), "waited for {what} in vain");
    }

    /// Hears until the socket ends; the code it ended with.
    pub async fn until_closed(&mut self) -> Option<u16> {
        let hearing = async { while self.hear().await {} };
        timeout(PATIENCE, hearing).await.unwrap();
        self.closed
    }

    /// Hears what comes for a while.
    pub async fn listen(&mut self, time: Duration) {
        let hearing = async { while self.hear().await {} };
        let _ = timeout(time, hearing).await;
    }

    async fn hear(&mut self) -> bool {
        let Some(socket) = &mut self.socket else {
            return false;
        };
        match socket.next().await {
            Some(Ok(Message::Binary(bytes))) => {
                self.take(&bytes).await;
                true
            }
            Some(Ok(Message::Close(frame))) => {
                self.closed = frame.map(|frame| frame.code.into());
                true
            }
            Some(Ok(_)) => true,
            None | Some(Err(_)) => {
                self.socket = None;
                false
            }
        }
    }

    async fn take(&mut self, bytes: &[u8]) {
        match wire::read_server(bytes).unwrap() {
            FromServer::Durable(number) => self.durable = number,
            FromServer::Refusal(json) => self.refusal = serde_json::from_str(json).ok(),
            FromServer::Document(id) => self.document = Some(id.to_owned()),
            FromServer::Shared(FromClient::Step1(known)) => {
                let known = StateVector::decode_v1(known).unwrap();
                let missing = self.doc.transact().encode_state_as_update_v1(&known);
                self.sent += 1;
                self.send(wire::step2(&missing)).await;
            }
            FromServer::Shared(FromClient::Step2(update)) => {
                self.apply(update);
                self.is_synced = true;
            }
            FromServer::Shared(FromClient::Update(update)) => self.apply(update),
            FromServer::Shared(FromClient::Awareness(said)) => self.presences.extend(said),
            FromServer::Shared(FromClient::QueryAwareness) => {}
        }
    }

    fn apply(&mut self, update: &[u8]) {
        let update = Update::decode_v1(update).unwrap();
        self.doc.transact_mut().apply_update(update).unwrap();
    }

    /// Changes the document here, and tells.
    pub async fn edit(&mut self, change: impl FnOnce(&mut yrs::TransactionMut<'_>)) {
        let update = {
            let mut txn = self.doc.transact_mut();
            change(&mut txn);
            txn.commit();
            txn.encode_update_v1()
        };
        self.send_update(&update).await;
    }

    /// Types at the end of a paragraph, counted from 0.
    pub async fn write(&mut self, paragraph: u32, words: &str) {
        self.edit(|txn| {
            let body = txn.get_or_insert_xml_fragment("body");
            let element = element(txn, &body, paragraph);
            let text = match element.get(txn, 0) {
                Some(XmlOut::Text(text)) => text,
                _ => element.insert(txn, 0, XmlTextPrelim::new("")),
            };
            let end = text.len(txn);
            text.insert(txn, end, words);
        })
        .await;
    }

    /// Adds a paragraph at the end.
    pub async fn add(&mut self, id: &str, words: &str) {
        self.edit(|txn| {
            let body = txn.get_or_insert_xml_fragment("body");
            let element = body.push_back(txn, XmlElementPrelim::empty("paragraph"));
            element.insert_attribute(txn, "id", id);
            element.insert(txn, 0, XmlTextPrelim::new(words));
        })
        .await;
    }

    /// Types at the end of the headline.
    pub async fn headline(&mut self, words: &str) {
        self.edit(|txn| {
            let text = txn.get_or_insert_text("headline");
            let end = text.len(txn);
            text.insert(txn, end, words);
        })
        .await;
    }

    /// The words of the running text, a line a paragraph.
    pub fn text(&self) -> String {
        let txn = self.doc.transact();
        let body = txn.get_xml_fragment("body").unwrap();
        let lines: Vec<String> = body
            .children(&txn)
            .map(|child| match child {
                XmlOut::Element(element) => element
                    .children(&txn)
                    .map(|inner| match inner {
                        XmlOut::Text(text) => text.get_string(&txn),
                        _ => String::new(),
                    })
                    .collect(),
                _ => String::new(),
            })
            .collect();
        lines.join("\n")
    }

    /// What this client has, in a form that can be compared.
    pub fn state(&self) -> Vec<(u64, u32)> {
        let vector = self.doc.transact().state_vector();
        let mut all: Vec<(u64, u32)> = vector.iter().map(|(c, n)| (c.get(), *n)).collect();
        all.sort_unstable();
        all
    }

    /// Waits until all that was sent is safe.
    pub async fn safe(&mut self) {
        self.until("all is safe", |pen| pen.durable == pen.sent)
            .await;
    }
}

fn element(txn: &yrs::TransactionMut<'_>, body: &yrs::XmlFragmentRef, at: u32) -> XmlElementRef {
    match body.get(txn, at) {
        Some(XmlOut::Element(element)) => element,
        other => panic!("no paragraph {at}: {other:?}"),
    }
}
