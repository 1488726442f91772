//! What one cache has yet to be told: bounded, each tag once.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Tags that wait for one cache at most; with more, everything is purged instead.
pub const MOST_TAGS: usize = 4096;
/// Times after which a purge is repeated: the first for what was on its way, the second for what
/// was on a slow one.
pub const AGAIN_AFTER: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(1)];

/// Tags with when they are due and how often they were purged.
#[derive(Debug)]
pub(super) struct Queue {
    tags: HashMap<String, Due>,
    /// Tags taken and neither confirmed nor given back.
    under_way: usize,
    everything: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: Instant,
    round: usize,
}

/// Tags that are purged together.
#[derive(Debug)]
pub(super) struct Batch {
    tags: Vec<String>,
    rounds: Vec<usize>,
}

impl Batch {
    pub(super) fn tags(&self) -> &[String] {
        &self.tags
    }
}

impl Queue {
    /// An empty queue; `everything` is the tag all pages carry.
    pub(super) fn new(everything: &str) -> Self {
        Self {
            tags: HashMap::new(),
            under_way: 0,
            everything: everything.to_owned(),
        }
    }

    /// Tags that wait, those under way included.
    pub(super) fn len(&self) -> usize {
        self.tags.len() + self.under_way
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds tags that are due at once. A tag that waits to be repeated begins anew.
    pub(super) fn add(&mut self, tags: &[String], now: Instant) {
        for tag in tags {
            self.put(tag, Due { at: now, round: 0 });
        }
    }

    fn put(&mut self, tag: &str, due: Due) {
        if !self.tags.contains_key(tag) && self.tags.len() >= MOST_TAGS {
            self.tags.clear();
            let all = Due { round: 0, ..due };
            self.tags.insert(self.everything.clone(), all);
            return;
        }
        self.tags.insert(tag.to_owned(), due);
    }

    /// When the next tag is due.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.tags.values().map(|due| due.at).min()
    }

    /// Takes the tags that are due, longest first, at most so many.
    pub(super) fn take(&mut self, most: usize, now: Instant) -> Option<Batch> {
        let ready = self.tags.iter().filter(|(_, due)| due.at <= now);
        let mut ready: Vec<(Due, String)> = ready.map(|(tag, due)| (*due, tag.clone())).collect();
        if ready.is_empty() {
            return None;
        }
        ready.sort_unstable();
        ready.truncate(most);
        for (_, tag) in &ready {
            self.tags.remove(tag);
        }
        self.under_way = ready.len();
        let (rounds, tags) = ready.into_iter().map(|(due, tag)| (due.round, tag)).unzip();
        Some(Batch { tags, rounds })
    }

    /// A batch was purged: its tags wait for their repetition, if one is left. What was added
    /// meanwhile stays as it is: it is due earlier.
    pub(super) fn taken(&mut self, batch: &Batch, now: Instant) {
        self.under_way = 0;
        for (tag, round) in batch.tags.iter().zip(&batch.rounds) {
            if let Some(after) = AGAIN_AFTER.get(*round)
                && !self.tags.contains_key(tag)
            {
                let (at, round) = (now + *after, round + 1);
                self.put(tag, Due { at, round });
            }
        }
    }

    /// A batch was not purged: its tags are due again, and begin anew.
    pub(super) fn failed(&mut self, batch: &Batch, now: Instant) {
        self.under_way = 0;
        self.add(&batch.tags, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(range: std::ops::Range<usize>) -> Vec<String> {
        range.map(|n| format!("t{n}")).collect()
    }

    fn queue() -> Queue {
        Queue::new("all")
    }

    #[test]
    fn a_tag_is_purged_at_once_and_again_after_each_pause() {
        let (mut queue, mut now) = (queue(), Instant::now());
        queue.add(&tags(0..1), now);

        for pause in AGAIN_AFTER {
            let batch = queue.take(10, now).unwrap();
            queue.taken(&batch, now);
            assert!(queue.take(10, now).is_none());
            assert_eq!(queue.next_due(), Some(now + pause));
            now += pause;
        }
        let last = queue.take(10, now).unwrap();
        queue.taken(&last, now);

        assert_eq!(last.tags(), ["t0"]);
        assert!(queue.is_empty());
    }

    #[test]
    fn what_changes_again_before_its_repetition_is_purged_at_once_and_begins_anew() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.add(&tags(0..1), now);
        let batch = queue.take(10, now).unwrap();
        queue.add(&tags(0..1), now);

        queue.taken(&batch, now);

        let second = queue.take(10, now).unwrap();
        queue.taken(&second, now);
        assert_eq!(queue.next_due(), Some(now + AGAIN_AFTER[0]));
    }

    #[test]
    fn what_failed_is_due_at_once_and_nothing_is_lost() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.add(&tags(0..3), now);
        let batch = queue.take(2, now).unwrap();

        queue.failed(&batch, now);

        assert_eq!(queue.len(), 3);
        assert_eq!(queue.next_due(), Some(now));
    }

    #[test]
    fn beyond_its_bound_everything_is_purged_instead() {
        let (mut queue, now) = (queue(), Instant::now());

        queue.add(&tags(0..MOST_TAGS), now);
        assert_eq!(queue.len(), MOST_TAGS);
        queue.add(&tags(MOST_TAGS..MOST_TAGS + 1), now);

        assert_eq!(queue.take(10, now).unwrap().tags(), ["all"]);
    }
}
