//! The log of this process: updates of all rooms, written in groups. While one group is on its way to
//! the disk the next gathers.

use super::socket::Out;
use dateline_core::id::StoryId;
use dateline_db::queries::coedit::{self, NewUpdate};
use dateline_db::{DbError, DbResult};
use dateline_web::house::House;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Entries that may wait. Whoever finds no place waits, and so does the socket it came from.
const DEPTH: usize = 4096;
/// Most entries of one group.
const GROUP: usize = 512;
/// Waiting between attempts while the database is away.
const PAUSE: Duration = Duration::from_millis(250);

/// Something for the log.
pub(super) enum Entry {
    /// An update, and whom to tell when it is safe: the socket, and which of its changes it was.
    Update {
        update: NewUpdate,
        told: Arc<Out>,
        number: u64,
    },
    /// A change that changes nothing: told in its turn.
    Nothing { told: Arc<Out>, number: u64 },
    /// Told when everything before is safe.
    Barrier(oneshot::Sender<()>),
}

/// The way into the log.
pub(super) struct Log {
    house: House,
    node: Uuid,
    way: OnceLock<mpsc::Sender<Entry>>,
}

impl Log {
    pub fn new(house: House, node: Uuid) -> Self {
        Self {
            house,
            node,
            way: OnceLock::new(),
        }
    }

    fn way(&self) -> &mpsc::Sender<Entry> {
        self.way.get_or_init(|| {
            let (way, entries) = mpsc::channel(DEPTH);
            tokio::spawn(write(self.house.clone(), self.node, entries));
            way
        })
    }

    /// Hands an entry in. Entries of one room keep their order.
    pub async fn put(&self, entry: Entry) {
        if self.way().send(entry).await.is_err() {
            tracing::error!("The log of updates has ended; what is typed is not kept");
        }
    }

    /// Waits until everything that was handed in is safe.
    pub async fn flush(&self) {
        let (done, safe) = oneshot::channel();
        self.put(Entry::Barrier(done)).await;
        // A sender that is gone means the process stops.
        let _ = safe.await;
    }
}

async fn write(house: House, node: Uuid, mut entries: mpsc::Receiver<Entry>) {
    let mut group = Vec::with_capacity(GROUP);
    while entries.recv_many(&mut group, GROUP).await > 0 {
        let updates: Vec<NewUpdate> = group
            .iter()
            .filter_map(|entry| match entry {
                Entry::Update { update, .. } => Some(update.clone()),
                _ => None,
            })
            .collect();
        let mut is_away = false;
        while let Err(error) = append(&house, node, &updates).await {
            if !is_away {
                tracing::error!(%error, updates = updates.len(), "What is being typed cannot be kept; trying on, nobody is told that it is safe");
            }
            is_away = true;
            tokio::time::sleep(PAUSE).await;
        }
        if is_away {
            tracing::info!("What is being typed is kept again");
        }
        tell(group.drain(..));
    }
}

async fn append(house: &House, node: Uuid, updates: &[NewUpdate]) -> DbResult<()> {
    if updates.is_empty() {
        return Ok(());
    }
    let mut tx = house.db().begin().await?;
    coedit::append(&mut tx, node, updates.to_vec(), house.now()).await?;
    house.commit(tx).await.map_err(|error| {
        // Whether it was written is not known: updates that are written twice do no harm.
        DbError::Unavailable(error.to_string())
    })
}

/// Tells each socket once how far it is safe.
fn tell(group: impl Iterator<Item = Entry>) {
    let mut far: HashMap<u64, (Arc<Out>, u64)> = HashMap::new();
    for entry in group {
        match entry {
            Entry::Update { told, number, .. } | Entry::Nothing { told, number } => {
                let of = far.entry(told.id).or_insert((told, 0));
                of.1 = of.1.max(number);
            }
            Entry::Barrier(done) => {
                let _ = done.send(());
            }
        }
    }
    for (out, number) in far.into_values() {
        out.send(dateline_text::wire::durable(number));
    }
}

/// An update on its way.
pub(super) fn update(story: StoryId, author: &str, bytes: Vec<u8>) -> NewUpdate {
    NewUpdate {
        story,
        author: author.to_owned(),
        bytes,
    }
}
