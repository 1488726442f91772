//! One import of an archive at a time.
//!
//! A file lock keeps out other processes on the same data folder, and the system drops it when
//! its holder dies. A row in the database keeps out other nodes; its holder gives a sign of life.
//! The holder's name is kept beside the lock, so whoever gets the lock after a kill is the same
//! holder and need not wait.

use super::ImportError;
use dateline_core::id;
use dateline_db::queries::import;
use dateline_db::{DbResult, Tx};
use dateline_infra::lock::{Lock, LockError};
use dateline_web::house::House;
use std::path::Path;
use std::time::Duration;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// After this long without a sign of life a holder on another node counts as dead.
const STALE: Duration = Duration::from_secs(30);
/// How often a sign of life is given.
const BEAT: Duration = Duration::from_secs(8);

/// The right to import an archive, until dropped.
pub(super) struct Claim {
    source: String,
    holder: Uuid,
    heart: JoinHandle<()>,
    _lock: Lock,
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.heart.abort();
    }
}

impl Claim {
    /// Takes the import of an archive, or says who has it.
    pub async fn take(house: &House, source: &str) -> Result<Self, ImportError> {
        let name = format!("import-{}", id::derived(&["import", source]).simple());
        let lock = Lock::try_take(house.data(), &name).map_err(|error| match error {
            LockError::Held { holder, .. } => ImportError::Running { holder },
            LockError::Io { source, .. } => ImportError::Data(source),
            LockError::BadName { .. } => ImportError::Broken(error.to_string()),
        })?;
        let file = house.data().join("run").join(format!("{name}.holder"));
        let holder = holder(house, &file)?;
        let now = dateline_db::micros(house.now());
        let stale = now - i64::try_from(STALE.as_micros()).unwrap_or(i64::MAX);
        let mut tx = house.db().begin().await?;
        let is_ours = import::claim(&mut tx, source, holder, now, stale).await?;
        let _ = tx.commit().await?;
        if !is_ours {
            let holder =
                "by another node, which gave a sign of life in the last 30 seconds".to_owned();
            return Err(ImportError::Running { holder });
        }
        Ok(Self {
            source: source.to_owned(),
            holder,
            heart: tokio::spawn(beat(house.clone(), source.to_owned(), holder)),
            _lock: lock,
        })
    }

    /// Makes sure, within a transaction, that nobody took over.
    pub async fn check(&self, tx: &mut Tx, house: &House) -> Result<(), ImportError> {
        let now = dateline_db::micros(house.now());
        if import::beat(tx, &self.source, self.holder, now).await? {
            return Ok(());
        }
        Err(ImportError::TakenOver)
    }

    /// Ends the import with its report.
    pub async fn finish(&self, tx: &mut Tx, state: &str, report: &str) -> DbResult<()> {
        import::finish(tx, &self.source, self.holder, state, report).await
    }
}

/// The name this data folder holds the import under.
fn holder(house: &House, file: &Path) -> Result<Uuid, ImportError> {
    let known = std::fs::read_to_string(file).ok();
    if let Some(known) = known.and_then(|text| Uuid::parse_str(text.trim()).ok()) {
        return Ok(known);
    }
    let new = house.new_id();
    std::fs::write(file, new.to_string()).map_err(ImportError::Data)?;
    Ok(new)
}

async fn beat(house: House, source: String, holder: Uuid) {
    loop {
        tokio::time::sleep(BEAT).await;
        if let Err(error) = beat_once(&house, &source, holder).await {
            tracing::warn!(%error, "The import of `{source}` could not give a sign of life");
        }
    }
}

async fn beat_once(house: &House, source: &str, holder: Uuid) -> DbResult<()> {
    let mut tx = house.db().begin().await?;
    import::beat(&mut tx, source, holder, dateline_db::micros(house.now())).await?;
    let _ = tx.commit().await?;
    Ok(())
}
