//! What every verb needs: the database, the clock, fresh ids, and a way to say what changed.

use dateline_core::id;
use dateline_core::subject::Subject;
use dateline_db::queries::change;
use dateline_db::{Change, Db, DbResult, Tx};
use dateline_infra::provenance::Provenance;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use uuid::Uuid;

/// Told what a commit changed, before anybody is answered. Must not block.
pub type Listener = Box<dyn Fn(&Change) + Send + Sync>;

/// The house: shared by the server, the worker and the command line. Cheap to clone.
#[derive(Clone)]
pub struct House {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    data: PathBuf,
    clock: Clock,
    listeners: RwLock<Vec<Listener>>,
    /// Number of the newest change in the log that was heard here.
    heard: tokio::sync::Mutex<i64>,
    /// Changes of this process the log will bring back.
    own: Mutex<BTreeSet<i64>>,
    /// Who reads and signs content credentials; nobody in a build without it.
    provenance: OnceLock<Arc<dyn Provenance>>,
}

/// Where the time comes from.
#[derive(Debug)]
pub enum Clock {
    /// The system.
    System,
    /// A test: microseconds since 1970.
    Fixed(AtomicI64),
}

impl Clock {
    fn now(&self) -> Timestamp {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "the one place where the system clock is read"
            )]
            Self::System => dateline_db::from_micros(dateline_db::micros(Timestamp::now())),
            Self::Fixed(at) => dateline_db::from_micros(at.load(Ordering::Relaxed)),
        }
    }
}

impl House {
    /// A house on a database and a data folder.
    pub fn new(db: Db, data: &Path, clock: Clock) -> Self {
        let inner = Inner {
            db,
            data: data.to_owned(),
            clock,
            listeners: RwLock::new(Vec::new()),
            heard: tokio::sync::Mutex::new(0),
            own: Mutex::new(BTreeSet::new()),
            provenance: OnceLock::new(),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.inner.data
    }

    /// Who reads and signs content credentials, if this build can.
    pub fn provenance(&self) -> Option<&Arc<dyn Provenance>> {
        self.inner.provenance.get()
    }

    /// Says who reads and signs content credentials; once, before anybody asks.
    pub fn set_provenance(&self, provenance: Arc<dyn Provenance>) {
        let _ = self.inner.provenance.set(provenance);
    }

    /// Now, in whole microseconds: as it is stored.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Moves a fixed clock; does nothing to the system's.
    pub fn set_time(&self, at: Timestamp) {
        if let Clock::Fixed(clock) = &self.inner.clock {
            clock.store(dateline_db::micros(at), Ordering::Relaxed);
        }
    }

    /// A fresh id that sorts by time.
    pub fn new_id(&self) -> Uuid {
        id::time_ordered(self.now(), rand::random())
    }

    /// Adds somebody who wants to know what commits change.
    pub fn listen(&self, listener: Listener) {
        self.inner
            .listeners
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .push(listener);
    }

    /// Commits and announces what changed: here at once, and to the servers on the same data folder
    /// before this returns. Other nodes follow the change log.
    pub async fn commit(&self, tx: Tx) -> DbResult<()> {
        let committed = tx.commit().await?;
        if committed.change.subjects.is_empty() {
            return Ok(());
        }
        self.inner
            .own
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(committed.seq);
        self.announce(&committed.change);
        crate::neighbours::tell(self.data()).await;
        Ok(())
    }

    fn announce(&self, change: &Change) {
        for listener in self
            .inner
            .listeners
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
        {
            listener(change);
        }
    }

    /// Starts to follow the change log from its present end.
    pub async fn start_following(&self) -> DbResult<()> {
        let mut heard = self.inner.heard.lock().await;
        let mut tx = self.db().read().await?;
        *heard = change::latest(&mut tx).await?;
        tx.close().await
    }

    /// Hears what other processes committed since the last look; how many changes there were.
    pub async fn look(&self) -> DbResult<usize> {
        let mut heard = self.inner.heard.lock().await;
        let mut count = 0;
        loop {
            let mut tx = self.db().read().await?;
            let changes = change::list_after(&mut tx, *heard).await?;
            let next = changes.first().map_or(0, |(seq, _)| *seq);
            let is_gap = change::is_gap(&mut tx, *heard, next).await?;
            tx.close().await?;
            if is_gap {
                let everything = Subject::Everything.key();
                self.announce(&Change {
                    subjects: vec![everything],
                    withdrawn: vec![everything],
                });
            }
            if changes.is_empty() {
                return Ok(count);
            }
            for (seq, change) in changes {
                let ours = self
                    .inner
                    .own
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .remove(&seq);
                if !ours {
                    self.announce(&change);
                    count += 1;
                }
                *heard = seq;
            }
        }
    }
}
