//! Who is where, here and on other nodes.

use dateline_core::id::{StaffId, StoryId};
use dateline_text::wire::Presence;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;
use uuid::Uuid;

/// Changes a slow listener may fall behind by.
const DEPTH: usize = 256;

/// Somebody in a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The account; a program has none.
    pub id: Option<StaffId>,
    /// As shown.
    pub name: String,
}

/// Who is in a story on one node, and where their carets are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub people: Vec<Person>,
    pub presences: Vec<Presence>,
}

/// Who is in which story.
pub(super) struct People {
    /// By socket.
    here: Mutex<HashMap<StoryId, Here>>,
    abroad: Mutex<Abroad>,
    changes: broadcast::Sender<StoryId>,
}

/// What other nodes say, by story and node.
pub(super) type Abroad = HashMap<StoryId, BTreeMap<Uuid, Face>>;

#[derive(Default)]
struct Here {
    sockets: Vec<(u64, Person)>,
    presences: Vec<Presence>,
}

impl Default for People {
    fn default() -> Self {
        Self {
            here: Mutex::default(),
            abroad: Mutex::default(),
            changes: broadcast::Sender::new(DEPTH),
        }
    }
}

fn add(people: &mut Vec<Person>, person: &Person) {
    if !people.contains(person) {
        people.push(person.clone());
    }
}

impl Here {
    fn people(&self) -> Vec<Person> {
        let mut people = Vec::new();
        for (_, person) in &self.sockets {
            add(&mut people, person);
        }
        people
    }
}

impl People {
    fn here(&self) -> MutexGuard<'_, HashMap<StoryId, Here>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn enter(&self, story: StoryId, socket: u64, person: Person) {
        let mut here = self.here();
        here.entry(story)
            .or_default()
            .sockets
            .push((socket, person));
        drop(here);
        self.tell(story);
    }

    pub fn leave(&self, story: StoryId, socket: u64) {
        let mut here = self.here();
        if let Some(one) = here.get_mut(&story) {
            one.sockets.retain(|(id, _)| *id != socket);
            if one.sockets.is_empty() {
                here.remove(&story);
            }
        }
        drop(here);
        self.tell(story);
    }

    /// Notes where carets are.
    pub fn say(&self, story: StoryId, presences: Vec<Presence>) {
        if let Some(one) = self.here().get_mut(&story) {
            one.presences = presences;
        }
    }

    /// Everybody in a story, each person once.
    pub fn of(&self, story: StoryId) -> Vec<Person> {
        let mut people = self
            .here()
            .get(&story)
            .map(Here::people)
            .unwrap_or_default();
        let abroad = self.abroad.lock().unwrap_or_else(PoisonError::into_inner);
        for face in abroad.get(&story).into_iter().flat_map(BTreeMap::values) {
            face.people.iter().for_each(|one| add(&mut people, one));
        }
        people
    }

    /// How many sockets are in a story here.
    pub fn sockets(&self, story: StoryId) -> usize {
        self.here().get(&story).map_or(0, |one| one.sockets.len())
    }

    /// What this node tells others.
    pub fn faces(&self) -> Vec<(StoryId, Face)> {
        let here = self.here();
        let face = |(story, one): (&StoryId, &Here)| {
            let face = Face {
                people: one.people(),
                presences: one.presences.clone(),
            };
            (*story, face)
        };
        here.iter().map(face).collect()
    }

    /// Takes what other nodes say; for the stories in which that changed, the carets there.
    pub fn hear(&self, news: Abroad) -> Vec<(StoryId, Vec<Presence>)> {
        let mut abroad = self.abroad.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *abroad, news);
        let mut changed = Vec::new();
        for story in before.keys().chain(abroad.keys()) {
            let is_new = before.get(story) != abroad.get(story);
            if is_new && !changed.iter().any(|(known, _)| known == story) {
                let faces = abroad.get(story).into_iter().flat_map(BTreeMap::values);
                let carets = faces.flat_map(|face| face.presences.clone());
                changed.push((*story, carets.collect()));
            }
        }
        drop(abroad);
        for (story, _) in &changed {
            self.tell(*story);
        }
        changed
    }

    pub fn changed(&self) -> broadcast::Receiver<StoryId> {
        self.changes.subscribe()
    }

    fn tell(&self, story: StoryId) {
        // Nobody may be listening.
        let _ = self.changes.send(story);
    }
}
