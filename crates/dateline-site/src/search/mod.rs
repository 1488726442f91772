//! Search: the index of this node, who may ask it when, and what keeps it up with the newsroom.
//!
//! The index is never believed: hits are shown from pressed rows, and what was withdrawn since the
//! index last heard of changes is left out before hits are counted.

mod asked;
mod door;
mod feed;
mod look;
mod story;
mod target;

pub use asked::{Asked, PAGE};
pub use door::routes;
pub use feed::{FeedError, Told, keep, rebuild};
pub use look::{Look, look};

use dateline_search::{Index, SearchError, Shelf, Snapshot};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};

/// Searches that may wait for their turn; further ones are refused.
const MAX_WAITING: usize = 32;
/// How long one waits for its turn.
const TURN: Duration = Duration::from_secs(1);
/// How long the index is looked through before what was found so far is the answer.
pub const PATIENCE: Duration = Duration::from_millis(150);

/// Search on this node.
pub struct Search {
    shelf: Shelf,
    now: RwLock<Standing>,
    /// Told whenever something was committed anywhere.
    wake: Notify,
    is_damaged: AtomicBool,
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// What there is to ask.
#[derive(Clone, Default)]
pub struct Standing {
    /// The index, if there is one.
    pub index: Option<Arc<Index>>,
    /// Stories put in so far and in all, while an index is built and this one is not whole.
    pub building: Option<(u64, u64)>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// There is no index yet, or it is being mended.
    #[error("the search index is being built")]
    Building,
    /// Too many ask at once.
    #[error("too many searches at once")]
    Busy,
}

impl Search {
    /// Search of a data folder. Nothing is read until [`keep`] runs.
    pub fn of(data: &Path) -> Arc<Self> {
        // Half of the processors: however much is searched, pages are made meanwhile.
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Arc::new(Self {
            shelf: Shelf::of(data),
            now: RwLock::default(),
            wake: Notify::new(),
            is_damaged: AtomicBool::new(false),
            places: Arc::new(Semaphore::new((processors / 2).max(1))),
            waiting: AtomicUsize::new(0),
        })
    }

    /// Lets the index follow what was committed.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// What there is to ask.
    pub fn standing(&self) -> Standing {
        self.now
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn stand(&self, standing: Standing) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = standing;
    }

    /// Says that the index in use makes no sense, so that it is built anew.
    fn found_damage(&self, error: &str) {
        tracing::error!(error, "The search index is damaged; it is built anew");
        let index = None;
        self.stand(Standing {
            index,
            building: Some((0, 0)),
        });
        self.is_damaged.store(true, Ordering::SeqCst);
        self.wake();
    }

    /// A turn to search.
    pub async fn turn(&self) -> Result<Turn<'_>, NoAnswer> {
        let Standing { index, .. } = self.standing();
        let Some(index) = index else {
            return Err(NoAnswer::Building);
        };
        if self.waiting.fetch_add(1, Ordering::SeqCst) >= MAX_WAITING {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(NoAnswer::Busy);
        }
        let place = tokio::time::timeout(TURN, Arc::clone(&self.places).acquire_owned()).await;
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        match place {
            Ok(Ok(place)) => Ok(Turn {
                snapshot: index.snapshot(),
                index,
                search: self,
                place,
            }),
            _ => Err(NoAnswer::Busy),
        }
    }
}

/// A turn to search: the index as it stands.
pub struct Turn<'a> {
    search: &'a Search,
    /// The index.
    pub index: Arc<Index>,
    /// How it stands.
    pub snapshot: Arc<Snapshot>,
    place: tokio::sync::OwnedSemaphorePermit,
}

impl Turn<'_> {
    /// Asks on a blocking thread. An index that makes no sense is built anew.
    pub async fn ask<T, F>(self, ask: F) -> Result<T, NoAnswer>
    where
        T: Send + 'static,
        F: FnOnce(&Index, &Snapshot) -> Result<T, SearchError> + Send + 'static,
    {
        let (index, snapshot, place) = (self.index, self.snapshot, self.place);
        let asked = tokio::task::spawn_blocking(move || {
            let _place = place;
            ask(&index, &snapshot)
        });
        match asked.await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) if !error.wants_rebuild() => {
                tracing::error!(%error, "The search index could not be read");
                Err(NoAnswer::Busy)
            }
            Ok(Err(error)) => {
                self.search.found_damage(&error.to_string());
                Err(NoAnswer::Building)
            }
            Err(error) => {
                self.search.found_damage(&error.to_string());
                Err(NoAnswer::Building)
            }
        }
    }
}
