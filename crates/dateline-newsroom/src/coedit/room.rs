//! A room: one story, its document, and who writes in it. One task does everything, in order.

use super::log::{self, Entry};
use super::socket::{
    CLOSE_ANEW, CLOSE_AWAY, CLOSE_FULL, CLOSE_REFUSED, CLOSE_RESTART, CLOSE_RIGHT, CLOSE_UNKNOWN,
    Out,
};
use super::stored::{self, Lying};
use super::{Coedit, MAX_SOCKETS, is_away, is_open};
use crate::account::Caller;
use crate::story::StoryError;
use bytes::Bytes;
use dateline_core::id::StoryId;
use dateline_core::rights::{Place, Right};
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::coedit;
use dateline_db::{DbError, DbResult};
use dateline_text::limits::{MAX_SYNC_BYTES, MAX_UPDATE_BYTES};
use dateline_text::wire::{self, FromClient, Presence};
use dateline_text::{Document, Refused};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use uuid::Uuid;

/// Messages that may wait before the room; sockets that bring more wait themselves.
const QUEUE: usize = 512;
/// After so long without typing, what was typed becomes a revision.
const QUIET: Duration = Duration::from_secs(2);
/// Typing without a pause becomes one after so long.
const LONGEST: Duration = Duration::from_secs(15);
/// A room without anybody stays open so long.
const EMPTY: Duration = Duration::from_secs(10);
/// Where a story stands is looked up again after so long, while somebody types.
const PLACE_AGE: Duration = Duration::from_secs(3);
/// Updates from so many bytes on are worked on where they keep nobody waiting.
const LARGE: usize = 16 * 1024;
/// Most presences of one socket.
const MAX_PRESENCES: usize = 4;

/// What a room is told.
pub(super) enum ToRoom {
    Join {
        seat: Box<Seat>,
        document: Option<Uuid>,
        answer: oneshot::Sender<Result<(), (u16, &'static str)>>,
    },
    Message {
        socket: u64,
        bytes: Bytes,
    },
    Leave(u64),
    /// An update another process took.
    Foreign(Vec<u8>),
    /// Where carets are on other nodes.
    Abroad(Vec<Presence>),
    /// Updates may have been missed.
    Reload,
    /// What was typed could not be kept as a revision, with the reason; or it was.
    Settled(Option<String>),
}

/// Somebody in the room.
pub(super) struct Seat {
    out: Arc<Out>,
    caller: Caller,
    author: String,
    /// Changes that came from here.
    number: u64,
}

impl Seat {
    pub fn new(out: Arc<Out>, caller: Caller) -> Self {
        Self {
            author: caller.actor().0,
            out,
            caller,
            number: 0,
        }
    }

    fn may_write(&self, place: &Place, state: WorkflowState) -> bool {
        is_open(state) && self.caller.may(Right::Write, place)
    }
}

/// Opens a room.
pub(super) fn open(coedit: Coedit, story: StoryId) -> mpsc::Sender<ToRoom> {
    let (door, told) = mpsc::channel(QUEUE);
    let way = door.downgrade();
    tokio::spawn(async move {
        let room = Room::read(&coedit, story).await;
        match room {
            Ok((document, document_id, place)) => {
                let room = Room {
                    coedit,
                    story,
                    way,
                    document,
                    document_id,
                    place,
                    looked_at: Instant::now(),
                    seats: HashMap::new(),
                    presences: HashMap::new(),
                    abroad: HashMap::new(),
                    typed: None,
                    is_settling: false,
                    empty_since: Some(Instant::now()),
                };
                room.run(told).await;
            }
            Err(error) => refuse_all(story, told, &error).await,
        }
    });
    door
}

/// Answers who waits before a room that cannot be opened.
async fn refuse_all(story: StoryId, mut told: mpsc::Receiver<ToRoom>, error: &StoryError) {
    let refused = match error {
        StoryError::Db(DbError::NotFound { .. }) => (CLOSE_UNKNOWN, "there is no such story"),
        StoryError::Db(error) if is_away(error) => (CLOSE_AWAY, "the database is away"),
        error => {
            tracing::error!(story.id = %story, %error, "The text of story {story} cannot be opened");
            (CLOSE_AWAY, "the text cannot be opened; the log says why")
        }
    };
    told.close();
    while let Some(message) = told.recv().await {
        if let ToRoom::Join { answer, .. } = message {
            let _ = answer.send(Err(refused));
        }
    }
}

struct Room {
    coedit: Coedit,
    story: StoryId,
    way: mpsc::WeakSender<ToRoom>,
    document: Document,
    document_id: Uuid,
    place: (Place, WorkflowState),
    looked_at: Instant,
    seats: HashMap<u64, Seat>,
    /// By client: whose socket, and what it says.
    presences: HashMap<u64, (u64, Presence)>,
    /// Of other nodes, by client.
    abroad: HashMap<u64, Presence>,
    /// When the typing that is no revision yet began, and when it was last heard.
    typed: Option<(Instant, Instant)>,
    is_settling: bool,
    empty_since: Option<Instant>,
}

impl Room {
    async fn read(
        coedit: &Coedit,
        story: StoryId,
    ) -> Result<(Document, Uuid, (Place, WorkflowState)), StoryError> {
        let house = &coedit.inner.house;
        // What revisions say that were not typed comes into the text first; so does the text itself.
        let mut tx = house.db().read().await?;
        let is_there = coedit::marks(&mut tx, story).await?;
        tx.close().await?;
        if is_there.is_none_or(|marks| marks.revision_number > marks.settled_revision) {
            let mut tx = house.db().begin().await?;
            stored::begin(house, &mut tx, story).await?;
            stored::settle_in(house, &mut tx, story).await?;
            house.commit(tx).await?;
        }
        let (document, id) = load(coedit, story).await?;
        let mut tx = house.db().read().await?;
        let place = coedit::place(&mut tx, story).await?;
        tx.close().await?;
        Ok((document, id, place))
    }

    async fn run(mut self, mut told: mpsc::Receiver<ToRoom>) {
        let mut stop = self.coedit.inner.stopped.clone();
        loop {
            let settle_at = self.settle_at();
            let close_at = self.empty_since.map(|since| since + EMPTY);
            tokio::select! {
                message = told.recv() => match message {
                    Some(message) => self.hear(message).await,
                    None => return,
                },
                () = until(settle_at) => self.settle(),
                () = until(close_at), if self.typed.is_none() && !self.is_settling => break,
                () = super::stopped(&mut stop) => break,
            }
        }
        // Who comes now finds the door shut and opens another room.
        told.close();
        for seat in self.seats.values() {
            seat.out.close(CLOSE_RESTART, "the server restarts");
        }
    }

    async fn hear(&mut self, message: ToRoom) {
        self.look_at_place().await;
        match message {
            ToRoom::Join {
                seat,
                document,
                answer,
            } => {
                let joined = self.join(*seat, document);
                let _ = answer.send(joined);
            }
            ToRoom::Message { socket, bytes } => self.message(socket, &bytes).await,
            ToRoom::Leave(socket) => self.leave(socket),
            ToRoom::Foreign(bytes) => self.foreign(&bytes).await,
            ToRoom::Abroad(carets) => self.hear_abroad(carets),
            ToRoom::Reload => self.reload().await,
            ToRoom::Settled(failed) => {
                self.is_settling = false;
                if let Some(why) = failed {
                    self.tell(&wire::refusal("unsaved", &why).into(), None);
                }
            }
        }
    }

    fn join(&mut self, seat: Seat, document: Option<Uuid>) -> Result<(), (u16, &'static str)> {
        if self.seats.len() >= MAX_SOCKETS {
            return Err((CLOSE_FULL, "too many are in this story"));
        }
        seat.out.send(wire::document(&self.document_id.to_string()));
        if document.is_some_and(|known| known != self.document_id) {
            let why = "the text was begun anew; keep your words apart and reload the story";
            seat.out.send(wire::refusal("anew", why));
            return Err((CLOSE_ANEW, "the text was begun anew"));
        }
        seat.out.send(wire::step1(&self.document.state_vector()));
        self.say_presences(&seat.out);
        self.empty_since = None;
        self.seats.insert(seat.out.id, seat);
        Ok(())
    }

    fn say_presences(&self, out: &Out) {
        let here = self.presences.values().map(|(_, one)| one);
        let all: Vec<Presence> = here.chain(self.abroad.values()).cloned().collect();
        if !all.is_empty() {
            out.send(wire::awareness(&all));
        }
    }

    fn leave(&mut self, socket: u64) {
        self.seats.remove(&socket);
        let mut gone = Vec::new();
        self.presences.retain(|_, (owner, presence)| {
            let stays = *owner != socket;
            if !stays {
                // The same clock: whoever comes back goes on counting from there.
                gone.push(Presence {
                    client: presence.client,
                    clock: presence.clock,
                    state: "null".to_owned(),
                });
            }
            stays
        });
        if !gone.is_empty() {
            self.tell(&wire::awareness(&gone).into(), None);
            self.say_here();
        }
        if self.seats.is_empty() {
            self.empty_since = Some(Instant::now());
            if self.typed.is_some() {
                self.settle();
            }
        }
    }

    /// Tells everybody but one.
    fn tell(&self, message: &Bytes, but: Option<u64>) {
        for (id, seat) in &self.seats {
            if Some(*id) != but {
                seat.out.send(message.clone());
            }
        }
    }

    async fn message(&mut self, socket: u64, bytes: &[u8]) {
        match wire::read(bytes) {
            Ok(FromClient::Step1(known)) => {
                let missing = self.document.missing(known);
                let Some(seat) = self.seats.get(&socket) else {
                    return;
                };
                match missing {
                    Ok(update) => seat.out.send(wire::step2(&update)),
                    Err(refused) => refuse(&seat.out, &refused),
                }
            }
            Ok(FromClient::Step2(update)) => self.update(socket, update, MAX_SYNC_BYTES).await,
            Ok(FromClient::Update(update)) => self.update(socket, update, MAX_UPDATE_BYTES).await,
            Ok(FromClient::Awareness(said)) => self.awareness(socket, said),
            Ok(FromClient::QueryAwareness) => {
                if let Some(seat) = self.seats.get(&socket) {
                    self.say_presences(&seat.out);
                }
            }
            Err(unreadable) => {
                if let Some(seat) = self.seats.get(&socket) {
                    let told = unreadable.to_string();
                    seat.out.send(wire::refusal("malformed", &told));
                    seat.out.close(CLOSE_REFUSED, "the message cannot be read");
                }
            }
        }
    }

    async fn update(&mut self, socket: u64, update: &[u8], most: usize) {
        let Some(seat) = self.seats.get_mut(&socket) else {
            return;
        };
        seat.number += 1;
        let (told, number) = (Arc::clone(&seat.out), seat.number);
        // Nothing new and nothing deleted: what somebody answers who only reads.
        if update == [0, 0] {
            let nothing = Entry::Nothing { told, number };
            self.coedit.inner.log.put(nothing).await;
            return;
        }
        let (place, state) = &self.place;
        if !seat.may_write(place, *state) {
            let why = if is_open(*state) {
                "you may read this story but not write in it: it needs the right \"write\" here"
            } else {
                "the story was killed: nobody writes in it any more"
            };
            told.send(wire::refusal("right", why));
            told.close(CLOSE_RIGHT, "no right to write here");
            return;
        }
        let author = seat.author.clone();
        if let Err(refused) = self.apply(update, most).await {
            tracing::info!(story.id = %self.story, by = %author, %refused, "A change to story {} was refused", self.story);
            refuse(&told, &refused);
            self.reload().await;
            return;
        }
        self.tell(&wire::update(update).into(), Some(socket));
        let update = log::update(self.story, &author, update.to_vec());
        let entry = Entry::Update {
            update,
            told,
            number,
        };
        self.coedit.inner.log.put(entry).await;
        let now = Instant::now();
        self.typed = Some((self.typed.map_or(now, |(began, _)| began), now));
    }

    /// Takes an update into the document; large ones where they keep nobody waiting.
    async fn apply(&mut self, update: &[u8], most: usize) -> Result<(), Refused> {
        if update.len() < LARGE {
            return self.document.apply(update, most);
        }
        let mut document = std::mem::replace(&mut self.document, Document::new(0));
        let update = update.to_vec();
        let done = tokio::task::spawn_blocking(move || {
            let done = document.apply(&update, most);
            (document, done)
        });
        let Ok((document, done)) = done.await else {
            return Err(Refused::Malformed("it does not fit the text"));
        };
        self.document = document;
        done
    }

    async fn foreign(&mut self, update: &[u8]) {
        if let Err(refused) = self.apply(update, MAX_SYNC_BYTES).await {
            tracing::warn!(story.id = %self.story, %refused, "A change to story {} from another node does not fit; reading all of it again", self.story);
            self.reload().await;
            return;
        }
        self.tell(&wire::update(update).into(), None);
    }

    /// Reads the document again: what the log holds is the truth.
    async fn reload(&mut self) {
        let known = self.document.state_vector();
        self.coedit.inner.log.flush().await;
        loop {
            match load(&self.coedit, self.story).await {
                Ok((document, id)) => {
                    if id != self.document_id {
                        self.document_id = id;
                        for seat in self.seats.values() {
                            seat.out.close(CLOSE_ANEW, "the text was begun anew");
                        }
                    }
                    self.document = document;
                    break;
                }
                Err(error) if is_away(&error) => {
                    tracing::warn!(story.id = %self.story, %error, "The text of story {} cannot be read; trying on", self.story);
                    tokio::time::sleep(Duration::from_millis(500)).await;
                }
                Err(error) => {
                    tracing::error!(story.id = %self.story, %error, "The text of story {} cannot be read", self.story);
                    for seat in self.seats.values() {
                        seat.out
                            .close(CLOSE_AWAY, "the text cannot be read; the log says why");
                    }
                    return;
                }
            }
        }
        if let Ok(missing) = self.document.missing(&known)
            && missing != [0, 0]
        {
            self.tell(&wire::update(&missing).into(), None);
        }
    }

    /// Where the story stands decides who may read and write; it may have been moved.
    async fn look_at_place(&mut self) {
        if self.looked_at.elapsed() < PLACE_AGE {
            return;
        }
        self.looked_at = Instant::now();
        match place(&self.coedit, self.story).await {
            Ok(place) => {
                self.place = place;
                self.turn_out();
            }
            Err(error) => {
                tracing::warn!(story.id = %self.story, %error, "Where story {} stands cannot be read", self.story);
            }
        }
    }

    /// Closes the sockets of those who may not read it where it is now.
    fn turn_out(&mut self) {
        let place = &self.place.0;
        let out = self
            .seats
            .iter()
            .filter(|(_, seat)| !seat.caller.may(Right::Read, place));
        for socket in out.map(|(id, _)| *id).collect::<Vec<_>>() {
            if let Some(seat) = self.seats.get(&socket) {
                seat.out
                    .close(CLOSE_RIGHT, "no right to read it where it is now");
            }
            self.leave(socket);
        }
    }

    fn awareness(&mut self, socket: u64, said: Vec<Presence>) {
        let Some(seat) = self.seats.get(&socket) else {
            return;
        };
        let mut news = Vec::new();
        for one in said {
            let known = self.presences.get(&one.client);
            let is_theirs = known.is_none_or(|(owner, _)| *owner == socket);
            let is_new = known.is_none_or(|(_, known)| known.clock < one.clock);
            let count = self
                .presences
                .values()
                .filter(|(o, _)| *o == socket)
                .count();
            if !is_theirs || !is_new || (known.is_none() && count >= MAX_PRESENCES) {
                continue;
            }
            let state = super::socket::presence(&seat.caller, &one.state);
            let one = Presence { state, ..one };
            if one.state == "null" {
                self.presences.remove(&one.client);
            } else {
                self.presences.insert(one.client, (socket, one.clone()));
            }
            news.push(one);
        }
        if !news.is_empty() {
            self.tell(&wire::awareness(&news).into(), Some(socket));
            self.say_here();
        }
    }

    /// Notes where carets are here, for other nodes.
    fn say_here(&self) {
        let here = self.presences.values().map(|(_, one)| one.clone());
        let people = &self.coedit.inner.people;
        people.say(self.story, here.collect());
    }

    /// Shows carets of other nodes, as far as they moved, and takes back those that are gone.
    fn hear_abroad(&mut self, carets: Vec<Presence>) {
        let mut news = Vec::new();
        let carets: HashMap<u64, Presence> = carets
            .into_iter()
            .filter(|one| !self.presences.contains_key(&one.client))
            .map(|one| (one.client, one))
            .collect();
        for (client, known) in &self.abroad {
            if !carets.contains_key(client) && !self.presences.contains_key(client) {
                let state = "null".to_owned();
                news.push(Presence {
                    state,
                    ..known.clone()
                });
            }
        }
        let moved = carets
            .iter()
            .filter(|(client, one)| self.abroad.get(client) != Some(*one));
        news.extend(moved.map(|(_, one)| one.clone()));
        self.abroad = carets;
        for some in news.chunks(16) {
            self.tell(&wire::awareness(some).into(), None);
        }
    }

    fn settle_at(&self) -> Option<Instant> {
        let (began, last) = self.typed.filter(|_| !self.is_settling)?;
        Some((last + QUIET).min(began + LONGEST))
    }

    /// Has what was typed saved as a revision, beside the room.
    fn settle(&mut self) {
        self.typed = None;
        self.is_settling = true;
        let (coedit, story, way) = (self.coedit.clone(), self.story, self.way.clone());
        tokio::spawn(async move {
            coedit.inner.log.flush().await;
            let settled = super::settle(&coedit.inner.house, story).await;
            let failed = settled.err().map(|error| {
                tracing::warn!(story.id = %story, %error, "What was typed in story {story} could not be kept as a revision; it stays in its document");
                match error {
                    StoryError::Db(_) => "the text is safe but not saved as a revision yet".to_owned(),
                    error => format!("the text is safe but cannot be saved as a revision: {error}"),
                }
            });
            if let Some(room) = way.upgrade() {
                let _ = room.send(ToRoom::Settled(failed)).await;
            }
        });
    }
}

fn refuse(out: &Out, refused: &Refused) {
    out.send(wire::refusal(refused.code(), &refused.to_string()));
    out.close(CLOSE_REFUSED, "the change was refused");
}

async fn until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}

async fn load(coedit: &Coedit, story: StoryId) -> DbResult<(Document, Uuid)> {
    let mut tx = coedit.inner.house.db().read().await?;
    let lying = Lying::find(&mut tx, story).await?;
    tx.close().await?;
    let lying = lying.ok_or(DbError::NotFound { what: "document" })?;
    let document = lying.with(lying.newest(), |document| document).await?;
    Ok((document, lying.stored.document_id))
}

async fn place(coedit: &Coedit, story: StoryId) -> DbResult<(Place, WorkflowState)> {
    let mut tx = coedit.inner.house.db().read().await?;
    let place = coedit::place(&mut tx, story).await?;
    tx.close().await?;
    Ok(place)
}
