//! What a connection is doing, and since when, so that one sweep a second finds those that stall.
//!
//! No timer is set for a request: reading a head, resting and writing only store the number of the
//! current sweep.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use super::limits::Limits;

/// Counts sweeps: a clock of whole ticks that costs one load to read. It starts at 1; 0 means never.
#[derive(Debug)]
pub(super) struct Ticks(AtomicU64);

impl Ticks {
    /// Time between two sweeps.
    pub(super) const LENGTH: Duration = Duration::from_millis(500);

    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(1)))
    }

    pub(super) fn advance(&self) -> u64 {
        self.0.fetch_add(1, Relaxed) + 1
    }

    fn now(&self) -> u64 {
        self.0.load(Relaxed)
    }

    /// Sweeps in a time, rounded up.
    fn count(time: Duration) -> u64 {
        let ticks = time.as_millis().div_ceil(Self::LENGTH.as_millis());
        u64::try_from(ticks).unwrap_or(u64::MAX)
    }
}

/// The state of one connection.
#[derive(Debug)]
pub(super) struct Activity {
    ticks: Arc<Ticks>,
    /// Answers not yet fully handed to the socket.
    open: AtomicUsize,
    /// Tick of the first byte of a head that is not complete.
    head_since: AtomicU64,
    /// Tick since when nothing is asked.
    idle_since: AtomicU64,
    /// Tick since when the client takes no bytes.
    stalled_since: AtomicU64,
    /// Whether the first request is still awaited.
    fresh: AtomicU64,
}

impl Activity {
    pub(super) fn new(ticks: Arc<Ticks>) -> Arc<Self> {
        let now = ticks.now();
        Arc::new(Self {
            ticks,
            open: AtomicUsize::new(0),
            head_since: AtomicU64::new(0),
            idle_since: AtomicU64::new(now),
            stalled_since: AtomicU64::new(0),
            fresh: AtomicU64::new(1),
        })
    }

    /// Bytes came from the client.
    pub(super) fn received(&self) {
        if self.open.load(Relaxed) == 0 && self.head_since.load(Relaxed) == 0 {
            self.head_since.store(self.ticks.now(), Relaxed);
        }
    }

    /// A head is complete; the answer is open until the guard is dropped.
    pub(super) fn asked(self: &Arc<Self>) -> Answering {
        self.open.fetch_add(1, Relaxed);
        self.head_since.store(0, Relaxed);
        self.fresh.store(0, Relaxed);
        Answering(Arc::clone(self))
    }

    /// The client takes bytes, or does not.
    pub(super) fn wrote(&self, stalled: bool) {
        if !stalled {
            if self.stalled_since.load(Relaxed) != 0 {
                self.stalled_since.store(0, Relaxed);
            }
        } else if self.stalled_since.load(Relaxed) == 0 {
            self.stalled_since.store(self.ticks.now(), Relaxed);
        }
    }

    /// Whether the connection is to be cut at this tick.
    ///
    /// On HTTP/2 a byte may be a ping, so heads are not timed there, only rest.
    pub(super) fn overdue(&self, now: u64, limits: &Limits, multiplexed: bool) -> bool {
        let late = |since: u64, limit: Duration| {
            since != 0 && now.saturating_sub(since) > Ticks::count(limit)
        };
        if late(
            self.stalled_since.load(Relaxed),
            limits.stalled_write_timeout,
        ) {
            return true;
        }
        if self.open.load(Relaxed) > 0 {
            return false;
        }
        let rest = if self.fresh.load(Relaxed) == 1 {
            limits.header_timeout
        } else {
            limits.idle_timeout
        };
        late(self.idle_since.load(Relaxed), rest)
            || (!multiplexed && late(self.head_since.load(Relaxed), limits.header_timeout))
    }
}

/// An answer under way.
#[derive(Debug)]
pub(super) struct Answering(Arc<Activity>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.idle_since.store(self.0.ticks.now(), Relaxed);
        self.0.open.fetch_sub(1, Relaxed);
    }
}
