//! One socket: bytes in and out, and everything that ends it.

use super::room::{Seat, ToRoom};
use super::{Coedit, Person};
use crate::account::{Caller, SessionWatch};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use bytes::Bytes;
use dateline_core::id::StoryId;
use dateline_text::limits::MAX_SYNC_BYTES;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use uuid::Uuid;

/// Largest message taken.
pub const MAX_MESSAGE_BYTES: usize = MAX_SYNC_BYTES + 64;

/// The change was refused.
pub(super) const CLOSE_REFUSED: u16 = 4400;
/// The session ended.
pub(super) const CLOSE_ENDED: u16 = 4401;
/// No right to write here.
pub const CLOSE_RIGHT: u16 = 4403;
/// There is no such story.
pub const CLOSE_UNKNOWN: u16 = 4404;
/// The client takes what is sent too slowly.
pub(super) const CLOSE_SLOW: u16 = 4408;
/// The document was begun anew.
pub(super) const CLOSE_ANEW: u16 = 4410;
/// Too many are here.
pub(super) const CLOSE_FULL: u16 = 4429;
/// The database is away.
pub(super) const CLOSE_AWAY: u16 = 4503;
/// The server stops (RFC 6455, registered by IANA).
pub(super) const CLOSE_RESTART: u16 = 1012;

/// Messages that may wait for one client.
const QUEUE: usize = 2048;
/// Bytes that may wait for one client.
const QUEUE_BYTES: usize = 24 * 1024 * 1024;
/// A message the client does not take for so long ends the socket.
const STALL: Duration = Duration::from_secs(20);
/// How often a client is asked whether it is still there.
const PING: Duration = Duration::from_secs(20);
/// A client that says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(65);
/// Attempts to enter a room that closes at that moment.
const ATTEMPTS: usize = 4;

/// Somebody who wants to be in a story.
pub struct Guest {
    /// Who, and with which rights.
    pub caller: Caller,
    /// Ends when they may not be here any more.
    pub watch: SessionWatch,
    /// The document they have something of.
    pub document: Option<Uuid>,
}

impl Guest {
    fn person(&self) -> Person {
        Person {
            id: self.caller.staff_id(),
            name: self.caller.name.clone(),
        }
    }
}

/// The way to a client. Never waits: who is too slow is cut.
pub(super) struct Out {
    /// Of its own in this process.
    pub id: u64,
    queue: mpsc::Sender<Bytes>,
    waiting: AtomicUsize,
    /// Why the socket is to end, once it is.
    end: watch::Sender<Option<(u16, &'static str)>>,
}

impl Out {
    fn new() -> (Arc<Self>, mpsc::Receiver<Bytes>) {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let (queue, waiting) = mpsc::channel(QUEUE);
        let out = Self {
            id: LAST.fetch_add(1, Ordering::Relaxed) + 1,
            queue,
            waiting: AtomicUsize::new(0),
            end: watch::Sender::new(None),
        };
        (Arc::new(out), waiting)
    }

    /// Sends a message.
    pub fn send(&self, message: impl Into<Bytes>) {
        let message = message.into();
        let waiting = self.waiting.fetch_add(message.len(), Ordering::Relaxed);
        if waiting + message.len() > QUEUE_BYTES || self.queue.try_send(message).is_err() {
            self.close(CLOSE_SLOW, "too slow");
        }
    }

    /// Ends the socket after what was sent; the first reason counts.
    pub fn close(&self, code: u16, why: &'static str) {
        self.end.send_if_modified(|end| {
            let is_first = end.is_none();
            end.get_or_insert((code, why));
            is_first
        });
    }
}

/// Has somebody in a story until the socket ends.
pub(super) async fn host(coedit: &Coedit, mut socket: WebSocket, story: StoryId, mut guest: Guest) {
    let (out, mut queue) = Out::new();
    let room = match enter(coedit, story, &guest, &out).await {
        Ok(room) => room,
        Err((code, why)) => {
            bid_farewell(&mut socket, &mut queue, code, why).await;
            return;
        }
    };
    coedit.inner.people.enter(story, out.id, guest.person());
    let (code, why) = talk(coedit, &mut socket, &room, &mut guest, &out, &mut queue).await;
    // A room that is gone has nobody to forget.
    let _ = room.send(ToRoom::Leave(out.id)).await;
    coedit.inner.people.leave(story, out.id);
    if code != 0 {
        bid_farewell(&mut socket, &mut queue, code, why).await;
    }
}

/// Takes a seat in the room, which may just be closing.
async fn enter(
    coedit: &Coedit,
    story: StoryId,
    guest: &Guest,
    out: &Arc<Out>,
) -> Result<mpsc::Sender<ToRoom>, (u16, &'static str)> {
    for _ in 0..ATTEMPTS {
        let Some(room) = coedit.room(story) else {
            return Err((CLOSE_FULL, "too many stories are open"));
        };
        let (answer, answered) = oneshot::channel();
        let seat = Seat::new(Arc::clone(out), guest.caller.clone());
        let document = guest.document;
        let join = ToRoom::Join {
            seat: Box::new(seat),
            document,
            answer,
        };
        if room.send(join).await.is_err() {
            continue;
        }
        match answered.await {
            Ok(Ok(())) => return Ok(room),
            Ok(Err(refused)) => return Err(refused),
            Err(_) => {}
        }
    }
    Err((CLOSE_AWAY, "the story could not be opened"))
}

/// Passes messages both ways; why it ended. 0: the client is gone.
async fn talk(
    coedit: &Coedit,
    socket: &mut WebSocket,
    room: &mpsc::Sender<ToRoom>,
    guest: &mut Guest,
    out: &Arc<Out>,
    queue: &mut mpsc::Receiver<Bytes>,
) -> (u16, &'static str) {
    let mut end = out.end.subscribe();
    let mut stop = coedit.inner.stopped.clone();
    let mut ping = interval(PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    let ended = guest.watch.ended();
    tokio::pin!(ended);
    loop {
        tokio::select! {
            ending = async { end.wait_for(Option::is_some).await.ok().and_then(|end| *end) } => {
                return ending.unwrap_or((0, ""));
            }
            () = super::stopped(&mut stop) => return (CLOSE_RESTART, "the server restarts"),
            () = &mut ended => return (CLOSE_ENDED, "the session ended"),
            Some(message) = queue.recv() => {
                out.waiting.fetch_sub(message.len(), Ordering::Relaxed);
                if let Err(end) = send(socket, Message::Binary(message), out).await {
                    return end;
                }
            }
            _ = ping.tick() => {
                if heard.elapsed() > SILENCE {
                    return (CLOSE_SLOW, "nothing was heard");
                }
                if let Err(end) = send(socket, Message::Ping(Bytes::new()), out).await {
                    return end;
                }
            }
            message = socket.recv() => {
                heard = Instant::now();
                match message {
                    Some(Ok(Message::Binary(bytes))) => {
                        let heard = ToRoom::Message { socket: out.id, bytes };
                        if room.send(heard).await.is_err() {
                            return (CLOSE_RESTART, "the room closed");
                        }
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_))) => return (CLOSE_REFUSED, "messages are binary"),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return (0, ""),
                }
            }
        }
    }
}

/// Sends a message. A client that lets too much pile up meanwhile is left where it is: it hears nothing.
async fn send(
    socket: &mut WebSocket,
    message: Message,
    out: &Out,
) -> Result<(), (u16, &'static str)> {
    let mut end = out.end.subscribe();
    let is_slow =
        |end: &Option<(u16, &'static str)>| end.is_some_and(|(code, _)| code == CLOSE_SLOW);
    let slow = async {
        let _ = end.wait_for(is_slow).await;
    };
    tokio::select! {
        sent = timeout(STALL, socket.send(message)) => match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err((0, "")),
        },
        () = slow => Err((0, "")),
    }
}

/// Sends what still waits, and why it ends.
async fn bid_farewell(
    socket: &mut WebSocket,
    queue: &mut mpsc::Receiver<Bytes>,
    code: u16,
    why: &'static str,
) {
    let farewell = async {
        if code != CLOSE_SLOW {
            while let Ok(message) = queue.try_recv() {
                socket.send(Message::Binary(message)).await?;
            }
        }
        let reason = why.into();
        let close = Message::Close(Some(CloseFrame { code, reason }));
        socket.send(close).await?;
        // The other side may answer; what it still says is not heard.
        while let Some(Ok(_)) = socket.recv().await {}
        Ok::<(), axum::Error>(())
    };
    // Who is gone needs no farewell.
    let _ = timeout(Duration::from_secs(3), farewell).await;
}

/// What somebody says of where they are, with the name and id that are theirs. `null` when they leave,
/// and for what says nothing.
pub(super) fn presence(caller: &Caller, said: &str) -> String {
    use serde_json::{Value, json};
    let Ok(Value::Object(mut state)) = serde_json::from_str(said) else {
        return "null".to_owned();
    };
    let color = state.get("user").and_then(|user| user.get("color"));
    let color = color
        .and_then(Value::as_str)
        .filter(|color| is_color(color));
    let user = json!({ "id": caller.staff_id(), "name": caller.name, "color": color });
    let cursor = state.remove("cursor").unwrap_or(Value::Null);
    json!({ "user": user, "cursor": cursor }).to_string()
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}
