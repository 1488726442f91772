//! When each subject last changed, in a table of fixed size without locks for readers.
//!
//! Time is a count of changes, the generation. Subjects share places in the table by their key: when
//! two meet, a page is rendered once more than needed, never once less.

use std::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

use dateline_core::subject::Subject;
use parking_lot::Mutex;

/// Places in the table: 1 MiB.
const PLACES: usize = 1 << 17;

/// The generation, and the generation in which each subject last changed.
pub(super) struct Versions {
    generation: AtomicU64,
    places: Box<[AtomicU64]>,
    changing: Mutex<()>,
}

impl Versions {
    pub(super) fn new() -> Self {
        Self {
            generation: AtomicU64::new(1),
            places: (0..PLACES).map(|_| AtomicU64::new(0)).collect(),
            changing: Mutex::new(()),
        }
    }

    /// The generation now. Whoever reads g sees all places written up to g.
    pub(super) fn now(&self) -> u64 {
        self.generation.load(Acquire)
    }

    /// Starts a generation in which these subjects changed; tells what the table said before.
    ///
    /// The places are written first and the generation last: a reader that saw only some of them
    /// still holds the old generation, and checks again.
    pub(super) fn change(&self, keys: &[u64]) -> Change {
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        keys.dedup();
        let _one_at_a_time = self.changing.lock();
        let generation = self.generation.load(Relaxed) + 1;
        let mut before: Vec<(usize, u64)> = Vec::with_capacity(keys.len());
        for key in &keys {
            let old = self.place(*key).swap(generation, Relaxed);
            if old != generation {
                before.push((place_of(*key), old));
            }
        }
        before.sort_unstable();
        self.generation.store(generation, Release);
        Change { keys, before }
    }

    /// Whether none of these subjects, nor everything, changed after a generation.
    pub(super) fn unchanged(&self, keys: &[u64], since: u64) -> bool {
        keys.iter()
            .all(|key| self.place(*key).load(Relaxed) <= since)
    }

    fn place(&self, key: u64) -> &AtomicU64 {
        &self.places[place_of(key)]
    }
}

fn place_of(key: u64) -> usize {
    usize::try_from(key % PLACES as u64).unwrap_or(0)
}

/// A change, and what the table said before it.
pub(super) struct Change {
    keys: Vec<u64>,
    before: Vec<(usize, u64)>,
}

impl Change {
    /// Whether this change made a page stale that was fresh before.
    pub(super) fn made_stale(&self, versions: &Versions, subjects: &[u64], started: u64) -> bool {
        subjects.iter().any(|key| self.concerns(*key))
            && subjects
                .iter()
                .all(|key| self.version(versions, *key) <= started)
    }

    fn concerns(&self, key: u64) -> bool {
        self.keys.binary_search(&key).is_ok()
    }

    fn version(&self, versions: &Versions, key: u64) -> u64 {
        match self
            .before
            .binary_search_by_key(&place_of(key), |(place, _)| *place)
        {
            Ok(found) => self.before[found].1,
            Err(_) => versions.place(key).load(Relaxed),
        }
    }
}

/// The key every page reads.
pub(super) fn everything() -> u64 {
    Subject::Everything.key()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_seen_by_what_began_before_it() {
        let versions = Versions::new();
        let before = versions.now();

        versions.change(&[7]);

        assert!(!versions.unchanged(&[7], before));
        assert!(versions.unchanged(&[8], before));
        assert!(versions.unchanged(&[7, 8], versions.now()));
    }

    #[test]
    fn only_what_was_fresh_becomes_stale() {
        let versions = Versions::new();
        let started = versions.now();

        let first = versions.change(&[1, 1]);
        assert!(first.made_stale(&versions, &[1, 2], started));
        assert!(!first.made_stale(&versions, &[2, 3], started));

        let second = versions.change(&[2]);
        assert!(second.made_stale(&versions, &[2], started));
        assert!(!second.made_stale(&versions, &[1, 2], started));
    }

    #[test]
    fn subjects_that_share_a_place_are_both_found_before() {
        let versions = Versions::new();
        let started = versions.now();
        let twin = 5 + PLACES as u64;

        let change = versions.change(&[5, twin]);

        assert!(change.made_stale(&versions, &[5], started));
        assert!(change.made_stale(&versions, &[twin], started));
    }
}
