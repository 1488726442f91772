//! Somebody with a pen: a client of the co-editing socket, with a document of its own.

use dateline_core::id::StoryId;
use dateline_text::wire::{self, FromClient, FromServer, Presence};
use futures_util::{SinkExt, StreamExt};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::Message;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Doc, GetString, OffsetKind, Options, ReadTxn, StateVector, Text, Transact, TransactionMut,
    Update, WriteTxn, Xml, XmlElementPrelim, XmlElementRef, XmlFragment, XmlFragmentRef, XmlOut,
    XmlTextPrelim,
};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client.
pub struct Pen {
    socket: Option<WebSocketStream<TcpStream>>,
    /// Its copy of the text.
    pub doc: Doc,
    /// Changes sent on this socket.
    pub sent: u64,
    /// How many of them are safe.
    pub durable: u64,
    /// There is no wire, and none is wanted now.
    pub offline: bool,
    /// What the server would not take.
    pub refusal: Option<serde_json::Value>,
    /// The document this is a copy of.
    pub document: Option<String>,
    /// The code the socket ended with.
    pub closed: Option<u16>,
    /// What was said of others, in order.
    pub presences: Vec<Presence>,
    /// What was missing has come.
    pub is_synced: bool,
}

impl Default for Pen {
    fn default() -> Self {
        Self::new()
    }
}

impl Pen {
    /// Somebody with an empty sheet.
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

    /// Opens a socket from a page of `origin`; the status if it is refused.
    pub async fn connect(
        &mut self,
        address: SocketAddr,
        origin: &str,
        cookie: &str,
        story: StoryId,
    ) -> Result<(), u16> {
        let known = self.document.as_deref();
        let known = known.map_or(String::new(), |id| format!("?document={id}"));
        let url = format!("ws://{address}/api/stories/{story}/socket{known}");
        let mut request = url.into_client_request().expect("an address");
        let headers = request.headers_mut();
        headers.insert("Cookie", cookie.parse().expect("a cookie"));
        headers.insert("Origin", origin.parse().expect("an origin"));
        let Ok(stream) = TcpStream::connect(address).await else {
            return Err(0);
        };
        // Small messages go out at once.
        stream.set_nodelay(true).ok();
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((socket, _)) => {
                self.socket = Some(socket);
                (self.sent, self.durable) = (0, 0);
                (self.closed, self.is_synced, self.offline) = (None, false, false);
                Ok(())
            }
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            // The server went while it answered.
            Err(_) => Err(0),
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

    /// Sends a message.
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
        timeout(PATIENCE, hearing).await.expect("an end");
        self.closed
    }

    /// Hears what comes for a while.
    pub async fn listen(&mut self, time: Duration) {
        let hearing = async { while self.hear().await {} };
        let _ = timeout(time, hearing).await;
    }

    /// Hears one thing; false once the socket has ended. May be dropped and called again.
    pub async fn hear(&mut self) -> bool {
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
        match wire::read_server(bytes).expect("a message") {
            FromServer::Durable(number) => self.durable = number,
            FromServer::Refusal(json) => self.refusal = serde_json::from_str(json).ok(),
            FromServer::Document(id) => self.document = Some(id.to_owned()),
            FromServer::Shared(FromClient::Step1(known)) => {
                let known = StateVector::decode_v1(known).expect("a state vector");
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
        let update = Update::decode_v1(update).expect("an update");
        self.doc
            .transact_mut()
            .apply_update(update)
            .expect("it fits");
    }

    /// Changes the document here, and tells.
    pub async fn edit(&mut self, change: impl FnOnce(&mut TransactionMut<'_>)) {
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

    /// Takes a paragraph out.
    pub async fn remove(&mut self, paragraph: u32) {
        self.edit(|txn| {
            let body = txn.get_or_insert_xml_fragment("body");
            body.remove_range(txn, paragraph, 1);
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
        let body = txn.get_xml_fragment("body").expect("a body");
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

fn element(txn: &TransactionMut<'_>, body: &XmlFragmentRef, at: u32) -> XmlElementRef {
    match body.get(txn, at) {
        Some(XmlOut::Element(element)) => element,
        other => panic!("no paragraph {at}: {other:?}"),
    }
}
