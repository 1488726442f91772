//! Where pages are kept: read through sharded maps, bounded in bytes and number by S3-FIFO.
//!
//! New pages enter a small queue. Those asked for again move to the main queue, the others leave and
//! are remembered by name only; a remembered page enters the main queue at once. So a crawl through the
//! archive passes through the small queue and leaves what readers ask for.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

use parking_lot::{Mutex, RwLock};

use super::entry::{Entry, Usage};

const SHARDS: usize = 16;
/// Share of the memory for new pages: one in this many bytes.
const SMALL_SHARE: usize = 10;
/// Greatest count of recent use.
const MOST_RECENT: u8 = 3;

type Shard = RwLock<HashMap<Arc<str>, Arc<Entry>>>;

/// Kept pages.
pub(super) struct Store {
    shards: Vec<Shard>,
    hasher: RandomState,
    queues: Mutex<Queues>,
    max_bytes: usize,
    max_entries: usize,
    bytes: AtomicUsize,
    entries: AtomicUsize,
    evictions: AtomicU64,
}

/// Order of leaving. Every kept key is in one queue; its usage tells in which.
#[derive(Default)]
struct Queues {
    small: VecDeque<Arc<str>>,
    main: VecDeque<Arc<str>>,
    small_bytes: usize,
    main_bytes: usize,
    gone: VecDeque<u64>,
    gone_set: HashSet<u64>,
}

impl Store {
    pub(super) fn new(max_bytes: usize, max_entries: usize) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
            hasher: RandomState::new(),
            queues: Mutex::default(),
            max_bytes,
            max_entries: max_entries.max(1),
            bytes: AtomicUsize::new(0),
            entries: AtomicUsize::new(0),
            evictions: AtomicU64::new(0),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<Arc<Entry>> {
        self.shard(key).read().get(key).cloned()
    }

    /// Keeps an entry in place of the one with its key. A page too large for the cache is not kept.
    pub(super) fn insert(&self, entry: &Arc<Entry>) {
        let mut queues = self.queues.lock();
        let cost = entry.cost();
        if cost > self.max_bytes / 4 {
            self.take_out(&mut queues, &entry.key);
            self.note_size(&queues);
            return;
        }
        entry.charged.store(cost, Relaxed);
        let old = self
            .shard(&entry.key)
            .write()
            .insert(Arc::clone(&entry.key), Arc::clone(entry));
        if let Some(old) = old {
            queues.charge(&entry.usage, cost, old.charged.load(Relaxed));
        } else {
            let remembered = queues.forget_gone(self.hash(&entry.key));
            queues.enter(entry, remembered, cost);
        }
        self.evict(&mut queues);
    }

    /// Charges an entry anew after its forms changed.
    pub(super) fn recharge(&self, entry: &Arc<Entry>) {
        let mut queues = self.queues.lock();
        let kept = self.get(&entry.key);
        if kept.is_none_or(|kept| !Arc::ptr_eq(&kept, entry)) {
            return;
        }
        let cost = entry.cost();
        let before = entry.charged.swap(cost, Relaxed);
        queues.charge(&entry.usage, cost, before);
        self.evict(&mut queues);
    }

    /// Forgets the page of a key.
    pub(super) fn remove(&self, key: &Arc<str>) {
        let mut queues = self.queues.lock();
        self.take_out(&mut queues, key);
        self.note_size(&queues);
    }

    /// Forgets pages.
    pub(super) fn forget(&self, which: impl Fn(&Entry) -> bool) {
        let mut queues = self.queues.lock();
        for entry in self.all() {
            if which(&entry) {
                self.take_out(&mut queues, &entry.key);
            }
        }
        self.note_size(&queues);
    }

    /// How many pages are such.
    pub(super) fn count(&self, which: impl Fn(&Entry) -> bool) -> usize {
        let count = |shard: &Shard| shard.read().values().filter(|entry| which(entry)).count();
        self.shards.iter().map(count).sum()
    }

    /// All entries.
    pub(super) fn all(&self) -> Vec<Arc<Entry>> {
        let entries = |shard: &Shard| shard.read().values().cloned().collect::<Vec<_>>();
        self.shards.iter().flat_map(entries).collect()
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes.load(Relaxed)
    }

    pub(super) fn entries(&self) -> usize {
        self.entries.load(Relaxed)
    }

    pub(super) fn evictions(&self) -> u64 {
        self.evictions.load(Relaxed)
    }

    fn take_out(&self, queues: &mut Queues, key: &Arc<str>) {
        let removed = self.shard(key).write().remove(key);
        if let Some(entry) = removed {
            queues.leave(&entry);
        }
    }

    fn evict(&self, queues: &mut Queues) {
        while queues.bytes() > self.max_bytes || queues.len() > self.max_entries {
            let small_is_due = queues.small_bytes > self.max_bytes / SMALL_SHARE
                || queues.small.len() > self.max_entries / SMALL_SHARE
                || queues.main.is_empty();
            let name = if small_is_due {
                queues.small.pop_front()
            } else {
                queues.main.pop_front()
            };
            let Some(key) = name else {
                break;
            };
            self.consider(queues, key);
        }
        self.note_size(queues);
    }

    /// Lets the page at the head of its queue stay, move or go.
    fn consider(&self, queues: &mut Queues, key: Arc<str>) {
        let Some(entry) = self.get(&key) else {
            return;
        };
        let usage = &entry.usage;
        let recent = usage.recent.load(Relaxed);
        match usage.in_main.load(Relaxed) {
            true if recent > 0 => {
                usage.recent.store(recent - 1, Relaxed);
                queues.main.push_back(key);
                return;
            }
            false if recent > 1 => {
                usage.recent.store(0, Relaxed);
                queues.charge(usage, 0, entry.charged.load(Relaxed));
                queues.enter(&entry, true, entry.charged.load(Relaxed));
                return;
            }
            false => queues.remember(self.hash(&key), self.max_entries),
            true => {}
        }
        self.shard(&key).write().remove(&key);
        queues.charge(usage, 0, entry.charged.load(Relaxed));
        self.evictions.fetch_add(1, Relaxed);
    }

    fn note_size(&self, queues: &Queues) {
        self.bytes.store(queues.bytes(), Relaxed);
        self.entries.store(queues.len(), Relaxed);
    }

    fn hash(&self, key: &str) -> u64 {
        self.hasher.hash_one(key)
    }

    fn shard(&self, key: &str) -> &Shard {
        let index = self.hash(key) % SHARDS as u64;
        &self.shards[usize::try_from(index).unwrap_or(0)]
    }
}

impl Queues {
    fn bytes(&self) -> usize {
        self.small_bytes + self.main_bytes
    }

    fn len(&self) -> usize {
        self.small.len() + self.main.len()
    }

    fn enter(&mut self, entry: &Entry, main: bool, cost: usize) {
        entry.usage.in_main.store(main, Relaxed);
        let queue = if main {
            &mut self.main
        } else {
            &mut self.small
        };
        queue.push_back(Arc::clone(&entry.key));
        self.charge(&entry.usage, cost, 0);
    }

    fn charge(&mut self, usage: &Usage, cost: usize, before: usize) {
        let bytes = if usage.in_main.load(Relaxed) {
            &mut self.main_bytes
        } else {
            &mut self.small_bytes
        };
        *bytes = *bytes + cost - before;
    }

    /// Takes a key out of its queue; rare, so it may search.
    fn leave(&mut self, entry: &Entry) {
        let queue = if entry.usage.in_main.load(Relaxed) {
            &mut self.main
        } else {
            &mut self.small
        };
        if let Some(index) = queue.iter().position(|key| *key == entry.key) {
            queue.remove(index);
        }
        self.charge(&entry.usage, 0, entry.charged.load(Relaxed));
    }

    fn remember(&mut self, hash: u64, most: usize) {
        if self.gone_set.insert(hash) {
            self.gone.push_back(hash);
        }
        while self.gone.len() > most.min(self.main.len().max(64)) {
            if let Some(oldest) = self.gone.pop_front() {
                self.gone_set.remove(&oldest);
            }
        }
    }

    fn forget_gone(&mut self, hash: u64) -> bool {
        let found = self.gone_set.remove(&hash);
        if found {
            self.gone.retain(|gone| *gone != hash);
        }
        found
    }
}

/// Counts a use for the eviction; writes only while the count still grows.
pub(super) fn note_use(entry: &Entry) {
    let recent = entry.usage.recent.load(Relaxed);
    if recent < MOST_RECENT {
        entry.usage.recent.store(recent + 1, Relaxed);
    }
    entry.usage.hits.fetch_add(1, Relaxed);
}
