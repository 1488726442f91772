//! What operators see of the cache.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use serde::Serialize;

use super::PageCache;

/// Most used pages that are listed.
const HOTTEST: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) hits: AtomicU64,
    pub(super) misses: AtomicU64,
    pub(super) coalesced: AtomicU64,
    pub(super) renders: AtomicU64,
    pub(super) failures: AtomicU64,
    pub(super) stale: AtomicU64,
}

/// State of the cache.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CacheStats {
    /// Kept pages.
    pub entries: usize,
    /// Memory they take.
    pub bytes: usize,
    /// Memory they may take.
    pub max_bytes: usize,
    /// Changes announced since the start.
    pub generation: u64,
    /// Answers from kept pages.
    pub hits: u64,
    /// Requests that started a render.
    pub misses: u64,
    /// Requests that joined a render under way.
    pub coalesced: u64,
    /// Renders, repeated ones included.
    pub renders: u64,
    /// Renders that made no page.
    pub failures: u64,
    /// Renders under way or waiting.
    pub waiting: usize,
    /// Pages that had to leave for others.
    pub evictions: u64,
    /// Answers with a page that may be out of date, for want of a new one.
    pub stale_served: u64,
    /// The most used pages.
    pub hottest: Vec<HotPage>,
}

/// A page that is used often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HotPage {
    /// Its key.
    pub key: String,
    /// Answers with it since it was first kept.
    pub hits: u64,
    /// Memory it takes.
    pub bytes: usize,
    /// Whether it can be sent as it is.
    pub fresh: bool,
}

impl PageCache {
    /// State of the cache.
    pub fn stats(&self) -> CacheStats {
        let counters = &self.counters;
        CacheStats {
            entries: self.store.entries(),
            bytes: self.store.bytes(),
            max_bytes: self.config.max_bytes,
            generation: self.versions.now(),
            hits: counters.hits.load(Relaxed),
            misses: counters.misses.load(Relaxed),
            coalesced: counters.coalesced.load(Relaxed),
            renders: counters.renders.load(Relaxed),
            failures: counters.failures.load(Relaxed),
            waiting: self.flights.lock().len(),
            evictions: self.store.evictions(),
            stale_served: counters.stale.load(Relaxed),
            hottest: self.hottest(),
        }
    }

    /// Copies the counts to the metrics of the process; to be called when they are read.
    pub fn publish_metrics(&self) {
        let counters = &self.counters;
        let totals = [
            ("dateline_page_cache_hits_total", &counters.hits),
            ("dateline_page_cache_misses_total", &counters.misses),
            ("dateline_page_cache_coalesced_total", &counters.coalesced),
            ("dateline_page_cache_renders_total", &counters.renders),
            ("dateline_page_cache_failures_total", &counters.failures),
            ("dateline_page_cache_stale_total", &counters.stale),
        ];
        for (name, count) in totals {
            metrics::counter!(name).absolute(count.load(Relaxed));
        }
        metrics::counter!("dateline_page_cache_evictions_total").absolute(self.store.evictions());
        metrics::gauge!("dateline_page_cache_bytes").set(self.store.bytes() as f64);
        metrics::gauge!("dateline_page_cache_entries").set(self.store.entries() as f64);
    }

    fn hottest(&self) -> Vec<HotPage> {
        let mut entries = self.store.all();
        entries.sort_by_cached_key(|entry| {
            (Reverse(entry.usage.hits.load(Relaxed)), entry.key.clone())
        });
        entries.truncate(HOTTEST);
        entries
            .iter()
            .map(|entry| HotPage {
                key: entry.key.to_string(),
                hits: entry.usage.hits.load(Relaxed),
                bytes: entry.charged.load(Relaxed),
                fresh: self.versions.unchanged(entry.subjects(), entry.started()),
            })
            .collect()
    }
}
