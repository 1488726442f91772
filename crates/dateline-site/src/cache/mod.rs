//! The page cache: ready answers that are never older than an acknowledged change.
//!
//! A render records the subjects it reads; a commit announces those it changed. A kept page is sent
//! only while none of its subjects changed since its render began. It knows pages, not what is on them.

mod config;
mod entry;
mod flight;
mod flow;
mod page;
mod recorder;
mod request;
mod respond;
mod stats;
mod store;
mod tags;
#[cfg(test)]
mod tests;
mod versions;

use std::collections::HashMap;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, OnceLock};

use dateline_core::subject::Subject;
use dateline_web::server::Body;
use http::{HeaderName, HeaderValue, Response};
use parking_lot::Mutex;
use tokio::sync::Semaphore;

pub use config::CacheConfig;
pub use page::{Page, RenderError};
pub use recorder::Recorder;
pub use request::PageRequest;
pub use stats::{CacheStats, HotPage};
pub use tags::purge_tags;

use entry::Entry;
use flight::Flight;
use flow::Outage;
use stats::Counters;
use store::{Store, note_use};
use versions::Versions;

/// Told the keys of what changed, once no older page leaves this cache any more. Must not block.
pub type Outward = Box<dyn Fn(&[u64]) + Send + Sync>;

/// Tells the time, in microseconds since 1970.
pub type Clock = Box<dyn Fn() -> i64 + Send + Sync>;

/// Kept pages, and the renders under way.
pub struct PageCache {
    config: CacheConfig,
    versions: Versions,
    store: Store,
    flights: Mutex<HashMap<Arc<str>, Flight>>,
    renders: Semaphore,
    improving: Semaphore,
    outage: Outage,
    counters: Counters,
    outward: OnceLock<Outward>,
    clock: OnceLock<Clock>,
}

impl PageCache {
    /// An empty cache.
    pub fn new(config: CacheConfig) -> Arc<Self> {
        Arc::new(Self {
            versions: Versions::new(),
            store: Store::new(config.max_bytes, config.max_entries),
            flights: Mutex::default(),
            renders: Semaphore::new(config.max_renders.max(1)),
            improving: Semaphore::new(1),
            outage: Outage::default(),
            counters: Counters::default(),
            outward: OnceLock::new(),
            clock: OnceLock::new(),
            config,
        })
    }

    /// Names who purges the caches in front of this one. It hears of each change only after it was
    /// applied here, so what an outer cache then asks for cannot be older. Only the first is heard.
    pub fn tell_outward(&self, outward: Outward) {
        if self.outward.set(outward).is_err() {
            tracing::error!("Somebody already purges the caches in front of this one");
        }
    }

    /// Names who knows the time. Without it a page that holds only until a moment is never kept. Only
    /// the first is asked.
    pub fn tell_time(&self, clock: Clock) {
        if self.clock.set(clock).is_err() {
            tracing::error!("Somebody already tells this cache the time");
        }
    }

    /// Whether the moment has come from which a page is not to be sent any more.
    fn is_over(&self, entry: &Entry) -> bool {
        entry.until().is_some_and(|until| until <= self.time())
    }

    fn time(&self) -> i64 {
        self.clock.get().map_or(i64::MAX, |clock| clock())
    }

    /// Lets others keep an answer no longer than its page holds.
    fn bounded(&self, entry: &Entry, mut response: Response<Body>) -> Response<Body> {
        if let Some(until) = entry.until() {
            let seconds = until.saturating_sub(self.time()).max(0) / 1_000_000;
            let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
            entry.bound(response.headers_mut(), seconds, &self.config);
        }
        response
    }

    /// The header with which an answer that is no page can be purged by these subjects.
    pub fn tag_header(&self, subjects: &[Subject]) -> Option<(HeaderName, HeaderValue)> {
        let name = self.config.tag_header.clone()?;
        let tags = tags::page_tags(subjects, self.config.tag_separator);
        Some((name, HeaderValue::try_from(tags).ok()?))
    }

    fn purge_outward(&self, keys: &[u64]) {
        if let Some(outward) = self.outward.get() {
            outward(keys);
        }
    }

    /// Announces what a commit changed; how many kept pages that made out of date.
    ///
    /// To be called after the commit and before anyone is told of it: whoever asks for a page after
    /// this returned gets none that was made from older state.
    pub fn changed(&self, subjects: &[Subject]) -> usize {
        let keys: Vec<u64> = subjects.iter().map(Subject::key).collect();
        self.changed_keys(&keys)
    }

    /// As [`Self::changed`], by the keys of the subjects.
    pub fn changed_keys(&self, keys: &[u64]) -> usize {
        if keys.is_empty() {
            return 0;
        }
        let before = self.versions.change(keys);
        self.purge_outward(keys);
        self.store
            .count(|entry| before.made_stale(&self.versions, entry.subjects(), entry.started()))
    }

    /// Announces that something must not be shown any more: as [`Self::changed`], and pages that show it
    /// are forgotten, so that they are not sent even while the database is away.
    pub fn withdrawn(&self, subjects: &[Subject]) -> usize {
        let keys: Vec<u64> = subjects.iter().map(Subject::key).collect();
        self.withdrawn_keys(&keys)
    }

    /// As [`Self::withdrawn`], by the keys of the subjects.
    pub fn withdrawn_keys(&self, keys: &[u64]) -> usize {
        let count = self.changed_keys(keys);
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        self.store.forget(|entry| {
            entry
                .subjects()
                .iter()
                .any(|key| keys.binary_search(key).is_ok())
        });
        // Again: until the pages were forgotten, one could still leave as the last good page.
        self.purge_outward(&keys);
        count
    }

    /// The answer to a request, if a page is at hand that is fresh and ready in the wanted coding.
    ///
    /// Never waits: made for the server's fast path.
    pub fn hit(self: &Arc<Self>, request: &PageRequest<'_>) -> Option<Response<Body>> {
        let entry = self.store.get(request.key?)?;
        if !self.is_fresh(&entry) {
            return None;
        }
        let (response, is_best) = respond::at_hand(&entry, request)?;
        self.counters.hits.fetch_add(1, Relaxed);
        note_use(&entry);
        if !is_best {
            self.improve(&entry, request.encoding);
        }
        Some(self.bounded(&entry, response))
    }

    /// Forgets all pages, as after a restore.
    pub fn clear(&self) {
        self.versions.change(&[Subject::Everything.key()]);
        self.store.forget(|_| true);
        self.purge_outward(&[Subject::Everything.key()]);
    }

    /// Whether nothing a page was made from changed since its render began, and it still holds.
    fn is_fresh(&self, entry: &Entry) -> bool {
        if self.is_over(entry) {
            return false;
        }
        let now = self.versions.now();
        if entry.validated_at() == now {
            return true;
        }
        let fresh = self.versions.unchanged(entry.subjects(), entry.started());
        if fresh {
            entry.validate(now);
        }
        fresh
    }
}
