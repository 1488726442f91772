//! Who is where.

use dateline_core::id::{StaffId, StoryId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tokio::sync::broadcast;

/// Changes a slow listener may fall behind by.
const DEPTH: usize = 256;

/// Somebody in a story.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Person {
    /// The account; a program has none.
    pub id: Option<StaffId>,
    /// As shown.
    pub name: String,
}

/// Who is in which story, by socket.
pub(super) struct People {
    stories: Mutex<HashMap<StoryId, Vec<(u64, Person)>>>,
    changes: broadcast::Sender<StoryId>,
}

impl Default for People {
    fn default() -> Self {
        Self {
            stories: Mutex::default(),
            changes: broadcast::Sender::new(DEPTH),
        }
    }
}

impl People {
    pub fn enter(&self, story: StoryId, socket: u64, person: Person) {
        let mut stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        stories.entry(story).or_default().push((socket, person));
        drop(stories);
        self.tell(story);
    }

    pub fn leave(&self, story: StoryId, socket: u64) {
        let mut stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(people) = stories.get_mut(&story) {
            people.retain(|(id, _)| *id != socket);
            if people.is_empty() {
                stories.remove(&story);
            }
        }
        drop(stories);
        self.tell(story);
    }

    pub fn of(&self, story: StoryId) -> Vec<Person> {
        let stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        let mut people: Vec<Person> = Vec::new();
        for (_, person) in stories.get(&story).into_iter().flatten() {
            if !people.contains(person) {
                people.push(person.clone());
            }
        }
        people
    }

    pub fn changed(&self) -> broadcast::Receiver<StoryId> {
        self.changes.subscribe()
    }

    fn tell(&self, story: StoryId) {
        // Nobody may be listening.
        let _ = self.changes.send(story);
    }
}
