//! `GET /changes`: staff hear which stories move, as it happens, from this process and every other.
//!
//! One follower a process reads the log while anybody listens; those who listen share what it read.

use super::{Api, Problem};
use crate::account::Caller;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use dateline_core::id::StoryId;
use dateline_core::rights::Right;
use dateline_db::DbResult;
use dateline_db::queries::desk_log;
use dateline_web::house::House;
use futures_util::stream::{self, Stream};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, Notify, OwnedSemaphorePermit, Semaphore, broadcast, watch};
use utoipa::{OpenApi, ToSchema};

/// How often the log is read for what other processes wrote.
const POLL: Duration = Duration::from_millis(250);
/// Lines read together, and lines a listener may be behind before it is told to load its lists anew.
const STEP: i64 = 500;
/// Streams open at once in this process.
const MOST_STREAMS: usize = 2_000;
/// How often a stream that has nothing to say says so, for proxies that close what is silent.
const BEAT: Duration = Duration::from_secs(15);

/// The story of a line; none where it is of no story, such as a front.
fn named(story: StoryId) -> Option<StoryId> {
    Some(story).filter(|story| !story.0.is_nil())
}

/// A story that moved, or a front.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Moved {
    /// Its place in the log; none of what is not kept, such as who is in a story.
    #[serde(skip)]
    #[schema(ignore)]
    pub seq: Option<i64>,
    /// What happened, as events call it; `ready` at the start and `reset` where something was missed: load
    /// the lists then.
    pub kind: String,
    /// The story.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<uuid::Uuid>)]
    pub story: Option<StoryId>,
}

/// What moves in the house. Cheap to clone.
#[derive(Clone)]
pub struct Changes {
    inner: Arc<Inner>,
}

struct Inner {
    house: House,
    sender: broadcast::Sender<Moved>,
    wake: Notify,
    /// Whether somebody follows the log.
    follows: Mutex<bool>,
    places: Arc<Semaphore>,
    stopped: watch::Receiver<bool>,
}

impl Changes {
    /// What moves in a house, until the process stops.
    pub fn of(house: House, stopped: watch::Receiver<bool>) -> Self {
        let inner = Arc::new(Inner {
            house,
            sender: broadcast::Sender::new(usize::try_from(STEP).unwrap_or(500)),
            wake: Notify::new(),
            follows: Mutex::new(false),
            places: Arc::new(Semaphore::new(MOST_STREAMS)),
            stopped,
        });
        let hearing = Arc::downgrade(&inner);
        inner.house.listen(Box::new(move |_| {
            if let Some(inner) = hearing.upgrade() {
                inner.wake.notify_one();
            }
        }));
        Self { inner }
    }

    /// Something was committed here: the log is read at once.
    pub fn wake(&self) {
        self.inner.wake.notify_one();
    }

    /// Tells of who comes into stories and leaves them, until the process stops.
    pub fn tell_of_people(&self, mut people: broadcast::Receiver<StoryId>) {
        let (changes, mut stopped) = (self.clone(), self.inner.stopped.clone());
        tokio::spawn(async move {
            loop {
                let story = tokio::select! {
                    _ = stopped.wait_for(|stopped| *stopped) => return,
                    story = people.recv() => story,
                };
                match story {
                    Ok(story) => changes.tell("people", story),
                    Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => return,
                }
            }
        });
    }

    /// Tells those who listen to this process what is written nowhere, such as who came into a story.
    fn tell(&self, kind: &'static str, story: StoryId) {
        let moved = Moved {
            seq: None,
            kind: kind.to_owned(),
            story: Some(story),
        };
        // Nobody may be listening.
        let _ = self.inner.sender.send(moved);
    }

    /// Hears what is committed from now on.
    async fn listen(&self) -> DbResult<broadcast::Receiver<Moved>> {
        let mut follows = self.inner.follows.lock().await;
        let receiver = self.inner.sender.subscribe();
        if !*follows {
            let mut tx = self.inner.house.db().read().await?;
            let (_, newest) = desk_log::ends(&mut tx).await?;
            tx.close().await?;
            *follows = true;
            tokio::spawn(follow(Arc::clone(&self.inner), newest));
        }
        Ok(receiver)
    }
}

/// Reads the log while anybody listens.
async fn follow(inner: Arc<Inner>, mut seq: i64) {
    let mut stopped = inner.stopped.clone();
    loop {
        {
            let mut follows = inner.follows.lock().await;
            if inner.sender.receiver_count() == 0 || *stopped.borrow() {
                *follows = false;
                return;
            }
        }
        match read(&inner.house, seq).await {
            Ok(lines) => {
                for line in lines {
                    seq = line.seq;
                    let moved = Moved {
                        seq: Some(line.seq),
                        kind: line.kind,
                        story: named(line.story),
                    };
                    let _ = inner.sender.send(moved);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "What moved at the desk cannot be read; boards are told later");
            }
        }
        tokio::select! {
            () = inner.wake.notified() => {}
            () = tokio::time::sleep(POLL) => {}
            _ = stopped.changed() => {}
        }
    }
}

async fn read(house: &House, seq: i64) -> DbResult<Vec<desk_log::Line>> {
    let mut tx = house.db().read().await?;
    let lines = desk_log::list_after(&mut tx, seq, STEP).await?;
    tx.close().await?;
    Ok(lines)
}

/// What the documentation says of it.
#[derive(OpenApi)]
#[openapi(paths(changes))]
pub struct Docs;

/// Which stories move, as events of the server (HTML, 9.2). `Last-Event-ID` goes on where a stream broke
/// off.
#[utoipa::path(get, path = "/changes", operation_id = "followChanges", params(("Last-Event-ID" = Option<String>, Header)), responses((status = 200, content_type = "text/event-stream", body = Moved)))]
pub async fn changes(
    State(api): State<Api>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    caller.require_somewhere(Right::Read)?;
    let place = Arc::clone(&api.changes.inner.places).try_acquire_owned();
    let place = place.map_err(|_| {
        let detail = "too many boards are open on this server; close one or try again";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too-many", detail)
    })?;
    let session = api.accounts.watch(&caller);
    let receiver = api.changes.listen().await?;
    let last = headers.get("last-event-id");
    let last = last.and_then(|id| id.to_str().ok()?.parse().ok());
    let (waiting, seq) = begin(&api.house, last).await?;
    let stream = listener(Listener {
        waiting,
        seq,
        receiver,
        stopped: api.changes.inner.stopped.clone(),
        ended: Box::pin(async move {
            let mut session = session;
            session.ended().await;
        }),
        _place: place,
    });
    let mut response = Sse::new(stream)
        .keep_alive(KeepAlive::new().interval(BEAT))
        .into_response();
    // A proxy that gathers answers before it passes them on would make this useless.
    response.headers_mut().insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    Ok(response)
}

/// What a stream says first, and up to where that goes.
async fn begin(house: &House, last: Option<i64>) -> DbResult<(VecDeque<Moved>, i64)> {
    let mut tx = house.db().read().await?;
    let (oldest, newest) = desk_log::ends(&mut tx).await?;
    let missed = match last {
        // What was forgotten, or what another database numbered, cannot be told.
        Some(last) if last.saturating_add(1) >= oldest && last <= newest => {
            Some(desk_log::list_after(&mut tx, last, STEP).await?)
        }
        _ => None,
    };
    tx.close().await?;
    let sign = |kind: &str| Moved {
        seq: Some(newest),
        kind: kind.to_owned(),
        story: None,
    };
    let waiting = match missed {
        None => VecDeque::from([sign(if last.is_some() { "reset" } else { "ready" })]),
        Some(lines) if i64::try_from(lines.len()).is_ok_and(|count| count >= STEP) => {
            VecDeque::from([sign("reset")])
        }
        Some(lines) => {
            let told = lines.into_iter().map(|line| Moved {
                seq: Some(line.seq),
                kind: line.kind,
                story: named(line.story),
            });
            let mut waiting: VecDeque<Moved> = told.collect();
            waiting.push_back(sign("ready"));
            waiting
        }
    };
    Ok((waiting, newest))
}

/// Somebody who listens.
struct Listener {
    waiting: VecDeque<Moved>,
    /// What came up to here was told.
    seq: i64,
    receiver: broadcast::Receiver<Moved>,
    stopped: watch::Receiver<bool>,
    ended: std::pin::Pin<Box<dyn Future<Output = ()> + Send>>,
    _place: OwnedSemaphorePermit,
}

fn listener(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        let moved = listener.next().await?;
        Some((Ok(event(&moved)), listener))
    })
}

impl Listener {
    /// What is to be told next; nothing when the session or the process ends.
    async fn next(&mut self) -> Option<Moved> {
        if let Some(moved) = self.waiting.pop_front() {
            return Some(moved);
        }
        loop {
            let moved = tokio::select! {
                () = &mut self.ended => return None,
                _ = self.stopped.wait_for(|stopped| *stopped) => return None,
                moved = self.receiver.recv() => moved,
            };
            match moved {
                Ok(moved) => match moved.seq {
                    Some(seq) if seq <= self.seq => {}
                    seq => {
                        self.seq = seq.unwrap_or(self.seq);
                        return Some(moved);
                    }
                },
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    return Some(Moved {
                        seq: None,
                        kind: "reset".to_owned(),
                        story: None,
                    });
                }
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

fn event(moved: &Moved) -> Event {
    let data = serde_json::to_string(moved).unwrap_or_default();
    let event = Event::default().data(data);
    match moved.seq {
        Some(seq) => event.id(seq.to_string()),
        None => event,
    }
}
