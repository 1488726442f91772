//! Writing together: rooms of people in one text, and the log that keeps what they type.
//!
//! A room passes updates on and keeps the document valid; the log makes them durable before anybody is
//! told that they are; what lies in the database is the truth, from which every room can be opened
//! again. It knows no HTTP but the socket it is handed.

mod abroad;
mod log;
mod people;
mod poll;
mod room;
mod socket;
mod stored;

pub use people::Person;
pub use socket::{CLOSE_RIGHT, CLOSE_UNKNOWN, Guest, MAX_MESSAGE_BYTES};
pub use stored::settle_in;

pub use stored::TYPED;
pub(crate) use stored::follow;

use crate::story::StoryError;
use axum::extract::ws::WebSocket;
use dateline_core::id::StoryId;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::coedit;
use dateline_db::{DbError, DbResult};
use dateline_web::house::House;
use jiff::ToSpan;
use room::ToRoom;
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, watch};
use uuid::Uuid;

/// Most sockets in one story.
pub const MAX_SOCKETS: usize = 256;
/// Most stories that are open at once on one node.
const MAX_ROOMS: usize = 4096;
/// Updates stay in the log so long after they are in a snapshot: other nodes read them meanwhile.
const KEPT_MINUTES: i64 = 10;
/// Typing that was left lying, by a crash, is saved as a revision after so many seconds.
const LEFT_SECONDS: i64 = 20;
/// How often to tidy.
const ROUND: Duration = Duration::from_secs(10);
/// Stories looked at in one round of tidying.
const AT_ONCE: i64 = 50;

/// The rooms of this process. Cheap to clone.
#[derive(Clone)]
pub struct Coedit {
    inner: Arc<Inner>,
}

struct Inner {
    house: House,
    /// This process, in the log.
    node: Uuid,
    rooms: Mutex<HashMap<StoryId, mpsc::Sender<ToRoom>>>,
    log: log::Log,
    people: people::People,
    /// True once the process stops.
    stopped: watch::Receiver<bool>,
    is_following: AtomicBool,
    is_exchanging: AtomicBool,
}

impl Coedit {
    /// Rooms beside a house; nothing runs until somebody comes, and all asks to come again elsewhere
    /// when `stopped` says so.
    pub fn new(house: House, stopped: watch::Receiver<bool>) -> Self {
        let node = house.new_id();
        Self {
            inner: Arc::new(Inner {
                log: log::Log::new(house.clone(), node),
                house,
                node,
                rooms: Mutex::default(),
                people: people::People::default(),
                stopped,
                is_following: AtomicBool::new(false),
                is_exchanging: AtomicBool::new(false),
            }),
        }
    }

    /// Who is in a story now, here or on another node, each person once.
    pub fn people(&self, story: StoryId) -> Vec<Person> {
        abroad::start(self);
        self.inner.people.of(story)
    }

    /// How many sockets are in a story on this node.
    pub fn sockets(&self, story: StoryId) -> usize {
        self.inner.people.sockets(story)
    }

    /// Tells of stories that somebody entered or left.
    pub fn people_changed(&self) -> broadcast::Receiver<StoryId> {
        self.inner.people.changed()
    }

    /// Has somebody in a story until they leave, may not be there any more, or the process stops.
    pub async fn host(&self, socket: WebSocket, story: StoryId, guest: Guest) {
        socket::host(self, socket, story, guest).await;
    }

    /// The room of a story, opened if it is not; `None` if too many are.
    fn room(&self, story: StoryId) -> Option<mpsc::Sender<ToRoom>> {
        let mut rooms = self.rooms();
        if let Some(room) = rooms.get(&story).filter(|room| !room.is_closed()) {
            return Some(room.clone());
        }
        if rooms.len() >= MAX_ROOMS {
            rooms.retain(|_, room| !room.is_closed());
        }
        if rooms.len() >= MAX_ROOMS {
            return None;
        }
        let room = room::open(self.clone(), story);
        rooms.insert(story, room.clone());
        drop(rooms);
        poll::start(self);
        abroad::start(self);
        Some(room)
    }

    fn rooms(&self) -> std::sync::MutexGuard<'_, HashMap<StoryId, mpsc::Sender<ToRoom>>> {
        self.inner
            .rooms
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Saves what was typed in a story since its last revision as one.
pub async fn settle(house: &House, story: StoryId) -> Result<(), StoryError> {
    let mut tx = house.db().read().await?;
    let marks = coedit::marks(&mut tx, story).await?;
    tx.close().await?;
    let is_settled = marks.is_none_or(|marks| {
        marks.revision_number <= marks.settled_revision
            && marks.newest_seq.is_none_or(|seq| seq <= marks.settled_seq)
    });
    if is_settled {
        return Ok(());
    }
    let mut tx = house.db().begin().await?;
    settle_in(house, &mut tx, story).await?;
    house.commit(tx).await?;
    Ok(())
}

/// Saves what a crash left lying, and shortens logs; how many stories were worked on. Stories in
/// `given_up` are passed over: what is typed in them cannot be kept, which was said once.
pub async fn tidy(house: &House, given_up: &mut BTreeSet<StoryId>) -> DbResult<usize> {
    let now = house.now();
    let before = |span: jiff::Span| now.checked_sub(span).unwrap_or(now);
    let mut tx = house.db().read().await?;
    let left = coedit::list_unsettled(&mut tx, before(LEFT_SECONDS.seconds()), AT_ONCE).await?;
    let old = coedit::list_old(&mut tx, before(KEPT_MINUTES.minutes()), AT_ONCE).await?;
    tx.close().await?;
    let mut tx = house.db().begin().await?;
    coedit::forget_rooms(&mut tx, before(KEPT_MINUTES.minutes())).await?;
    house.commit(tx).await?;
    let mut count = 0;
    for story in left
        .into_iter()
        .filter(|id| !given_up.contains(id))
        .collect::<Vec<_>>()
    {
        count += 1;
        if let Err(error) = apart(house, story, settle_one).await {
            given_up.insert(story);
            tracing::error!(story.id = %story, %error, "What was typed in story {story} could not be kept as a revision; it stays in its document");
        }
    }
    for story in old {
        count += 1;
        if let Err(error) = apart(house, story, stored::compact).await {
            tracing::error!(story.id = %story, %error, "The log of story {story} could not be shortened");
        }
    }
    Ok(count)
}

/// Does something to one story in a task of its own, so that what fails there stays there.
async fn apart<F, E>(
    house: &House,
    story: StoryId,
    deed: impl FnOnce(House, StoryId) -> F,
) -> Result<(), String>
where
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: std::fmt::Display + Send + 'static,
{
    match tokio::spawn(deed(house.clone(), story)).await {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err("it panicked; the log has the place".to_owned()),
    }
}

async fn settle_one(house: House, story: StoryId) -> Result<(), StoryError> {
    settle(&house, story).await
}

/// Tidies until told to stop.
pub(crate) async fn keep(house: House, mut stop: watch::Receiver<bool>) {
    let mut given_up = BTreeSet::new();
    loop {
        if let Err(error) = tidy(&house, &mut given_up).await {
            tracing::warn!(%error, "The documents of stories could not be looked after");
        }
        tokio::select! {
            () = tokio::time::sleep(ROUND) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Whether a story may be written in at all.
fn is_open(state: WorkflowState) -> bool {
    state != WorkflowState::Killed
}

/// Returns once the process stops.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        // Nobody can say so any more.
        std::future::pending::<()>().await;
    }
}

fn is_away(error: &DbError) -> bool {
    matches!(error, DbError::Unavailable(_))
}
