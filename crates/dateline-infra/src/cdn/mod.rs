//! Tells caches in front of us what is out of date.
//!
//! A purge names tags; which pages carry them the cache knows. Whoever calls [`Purger::purge`] has
//! made sure that nothing older is given out any more. The call only notes the tags: each cache has
//! a queue of its own and a task that empties it, so a cache that is slow or dead holds up nobody.
//!
//! **Why each tag is purged three times.** A purge takes away what a cache holds. It cannot take
//! away what is on its way: an answer we gave a moment before the change, and that arrives a moment
//! after the purge. So the same tags follow again a little later ([`AGAIN_AFTER`]); what was fetched
//! meanwhile is mostly fresh and comes back cheaply.

mod queue;
mod varnish;

pub use queue::{AGAIN_AFTER, MOST_TAGS};
pub use varnish::{TAGS_AT_ONCE, TIMEOUT};

use queue::{Batch, Queue};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use varnish::Varnish;

/// Least time between two purges of one cache. Each costs it a test of every page it holds, so
/// what changes within this time shares one.
const PACE: Duration = Duration::from_millis(20);
/// Time before the first repetition of a purge that failed; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// Longest time between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Which caches are purged.
#[derive(Clone, Default)]
pub struct Settings {
    /// Addresses of Varnish servers.
    pub varnish: Vec<String>,
    /// What proves to them that it is us.
    pub secret: Option<String>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("varnish", &self.varnish)
            .field("has_secret", &self.secret.is_some())
            .finish()
    }
}

/// Why a purge did not happen.
#[derive(Debug, thiserror::Error)]
pub enum CdnError {
    /// The address or the secret cannot be used.
    #[error("cannot purge {address}: {reason}")]
    Setting {
        /// The address.
        address: String,
        /// What is wrong.
        reason: String,
    },
    /// Nobody answered.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// It answered too late.
    #[error("no answer within {0:?}")]
    Timeout(Duration),
    /// It answered and did not purge.
    #[error("it answered {status}{}", hint(*.status))]
    Refused {
        /// Status of the answer.
        status: u16,
    },
}

fn hint(status: u16) -> &'static str {
    match status {
        403 => " (the secret is another one)",
        405 => " (this node is not on its list, or it runs without the VCL of the handbook)",
        _ => "",
    }
}

/// Purges every cache in front of this node. Cheap to clone; the last one dropped ends it.
#[derive(Clone)]
pub struct Purger {
    lines: Arc<[Arc<Line>]>,
    _tasks: Arc<JoinSet<()>>,
}

/// The way to one cache.
struct Line {
    varnish: Varnish,
    queue: Mutex<Queue>,
    wake: Notify,
    purges: AtomicU64,
    failures: AtomicU64,
    trouble: Mutex<Option<Trouble>>,
}

struct Trouble {
    since: Instant,
    error: String,
}

/// How it stands with one cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineState {
    /// Its address.
    pub address: String,
    /// Tags it has yet to be told, repetitions included.
    pub waiting: usize,
    /// Purges it took.
    pub purges: u64,
    /// Purges that failed and were, or will be, tried again.
    pub failures: u64,
    /// For how long it has taken none, and the last error; `None` when all is well.
    pub trouble: Option<(Duration, String)>,
}

impl Purger {
    /// Starts a task for each cache. To be called within the runtime that is to run them.
    pub fn start(settings: &Settings, everything: &str) -> Result<Self, CdnError> {
        let mut tasks = JoinSet::new();
        let mut lines = Vec::new();
        for address in &settings.varnish {
            let line = Arc::new(Line {
                varnish: Varnish::new(address, settings.secret.as_deref())?,
                queue: Mutex::new(Queue::new(everything)),
                wake: Notify::new(),
                purges: AtomicU64::new(0),
                failures: AtomicU64::new(0),
                trouble: Mutex::new(None),
            });
            tasks.spawn(Arc::clone(&line).work());
            lines.push(line);
        }
        Ok(Self {
            lines: lines.into(),
            _tasks: Arc::new(tasks),
        })
    }

    /// Has what carries one of these tags forgotten everywhere. Never waits.
    pub fn purge(&self, tags: &[String]) {
        let now = Instant::now();
        for line in self.lines.iter() {
            line.queue().add(tags, now);
            line.wake.notify_one();
        }
    }

    /// Whether every cache took everything, repetitions included.
    pub fn is_done(&self) -> bool {
        self.lines.iter().all(|line| line.queue().is_empty())
    }

    /// How it stands with each cache.
    pub fn state(&self) -> Vec<LineState> {
        self.lines.iter().map(|line| line.state()).collect()
    }
}

/// Asks each cache to purge what nobody has: whether it would take a real purge.
pub async fn check(settings: &Settings) -> Vec<(String, Result<(), CdnError>)> {
    let asked = settings.varnish.iter().map(async |address| {
        let answer = match Varnish::new(address, settings.secret.as_deref()) {
            Ok(varnish) => varnish.purge(&["nothing".to_owned()]).await,
            Err(error) => Err(error),
        };
        (address.clone(), answer)
    });
    futures_util::future::join_all(asked).await
}

impl Line {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn trouble(&self) -> MutexGuard<'_, Option<Trouble>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> LineState {
        let trouble = self.trouble();
        LineState {
            address: self.varnish.address().to_owned(),
            waiting: self.queue().len(),
            purges: self.purges.load(Relaxed),
            failures: self.failures.load(Relaxed),
            trouble: trouble
                .as_ref()
                .map(|t| (t.since.elapsed(), t.error.clone())),
        }
    }

    async fn work(self: Arc<Self>) {
        let mut pause = FIRST_PAUSE;
        loop {
            let batch = self.next().await;
            match self.varnish.purge(batch.tags()).await {
                Ok(()) => {
                    self.taken(&batch);
                    pause = FIRST_PAUSE;
                    tokio::time::sleep(PACE).await;
                }
                Err(error) => {
                    self.failed(&batch, &error);
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// The tags whose time has come; waits until there are some.
    async fn next(&self) -> Batch {
        loop {
            let due = {
                let mut queue = self.queue();
                let now = Instant::now();
                if let Some(batch) = queue.take(TAGS_AT_ONCE, now) {
                    return batch;
                }
                queue.next_due()
            };
            match due {
                None => self.wake.notified().await,
                Some(due) => tokio::select! {
                    () = self.wake.notified() => {}
                    () = tokio::time::sleep_until(due.into()) => {}
                },
            }
        }
    }

    fn taken(&self, batch: &Batch) {
        self.purges.fetch_add(1, Relaxed);
        self.queue().taken(batch, Instant::now());
        if let Some(trouble) = self.trouble().take() {
            let address = self.varnish.address();
            let after = trouble.since.elapsed();
            tracing::info!(cdn.address = %address, "The cache at {address} takes purges again, after {after:.0?}");
        }
    }

    fn failed(&self, batch: &Batch, error: &CdnError) {
        self.failures.fetch_add(1, Relaxed);
        self.queue().failed(batch, Instant::now());
        let mut trouble = self.trouble();
        let address = self.varnish.address();
        if trouble.is_none() {
            tracing::error!(cdn.address = %address, %error, "The cache at {address} was not purged and may show old pages; it is tried again until it was");
        }
        let since = trouble.as_ref().map_or_else(Instant::now, |t| t.since);
        *trouble = Some(Trouble {
            since,
            error: error.to_string(),
        });
    }
}

#[cfg(test)]
mod tests;
