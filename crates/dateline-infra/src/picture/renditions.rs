//! Renditions on demand: made once, kept on disk, a few at a time.

use super::decode::cost;
use super::signed::{is_signed, signed};
use super::{Credit, Examined, Format, PictureError, Spec, examine, pool, render};
use crate::background;
use crate::blob::{BlobError, Blobs, Hash};
use crate::provenance::Provenance;
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio::sync::AcquireError;
use tokio::task::JoinError;

/// A file that is what was made.
#[derive(Clone)]
struct Sound {
    sum: String,
    written: SystemTime,
}

/// Renditions being made or waiting; more are refused.
const MAX_WAITING: usize = 256;
/// Refusals remembered.
const MAX_REFUSALS: usize = 4096;
/// Files whose checksum was compared that are remembered; each is read once in the life of a process.
const MAX_SOUND: usize = 65_536;
/// Counts up when renditions are made differently, so that old ones are not used.
const RECIPE: u32 = 2;

/// Why there is no rendition.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RenditionError {
    /// The picture was refused.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The original is not stored, or the disk failed.
    #[error(transparent)]
    Blob(Arc<BlobError>),
    /// It takes too long to be made while somebody waits, and is made meanwhile; take another format.
    #[error("the picture is not there in this format yet")]
    NotYet,
    /// Too many are waiting; ask again in a moment.
    #[error("too many pictures are being made at the moment")]
    Busy,
    /// The process is stopping.
    #[error("the picture was not finished: {0}")]
    Stopped(String),
}

impl From<AcquireError> for RenditionError {
    fn from(error: AcquireError) -> Self {
        Self::Stopped(error.to_string())
    }
}

impl From<JoinError> for RenditionError {
    fn from(error: JoinError) -> Self {
        Self::Stopped(error.to_string())
    }
}

impl From<BlobError> for RenditionError {
    fn from(error: BlobError) -> Self {
        Self::Blob(Arc::new(error))
    }
}

/// A rendition on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub media_type: &'static str,
    /// Its length in bytes.
    pub len: u64,
    /// A strong entity tag, quotes included; what it names never changes.
    pub etag: String,
}

type Outcome = Result<Rendition, RenditionError>;
type Flight = Shared<BoxFuture<'static, Outcome>>;

/// Makes and keeps renditions. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Renditions {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    pub(super) blobs: Blobs,
    signs: Option<Arc<dyn Provenance>>,
    flights: Mutex<HashMap<PathBuf, Flight>>,
    refusals: Mutex<HashMap<PathBuf, PictureError>>,
    sound: Mutex<HashMap<PathBuf, Sound>>,
    rendered: AtomicU64,
}

impl Renditions {
    /// Renditions of what is stored in `blobs`, unsigned. What readers get of a house is made with
    /// [`Self::signed_by`].
    pub fn new(blobs: Blobs) -> Self {
        Self::signed_by(None, blobs)
    }

    /// Renditions of what is stored in `blobs`, signed if there is somebody who can.
    pub fn signed_by(signs: Option<Arc<dyn Provenance>>, blobs: Blobs) -> Self {
        Self {
            inner: Arc::new(Inner {
                blobs,
                signs,
                flights: Mutex::default(),
                refusals: Mutex::default(),
                sound: Mutex::default(),
                rendered: AtomicU64::new(0),
            }),
        }
    }

    /// The rendition of an original: from disk, or made now. However many ask for the same one, it
    /// is made once, and finished even if all of them go away.
    pub async fn get(&self, hash: Hash, spec: &Spec, credit: &Credit) -> Outcome {
        let order = self.order(hash, *spec, credit);
        let path = order.path(&self.inner.blobs);
        if let Some(found) = self.inner.find(&order, &path).await? {
            return Ok(found);
        }
        if let Some(refusal) = locked(&self.inner.refusals).get(&path) {
            return Err(refusal.clone().into());
        }
        let flight = self.flight(order, path)?;
        match spec.format() {
            Format::Avif => Err(RenditionError::NotYet),
            Format::Jpeg | Format::Webp => flight.await,
        }
    }

    /// What is to be made, and by whom it is signed.
    pub(super) fn order(&self, hash: Hash, spec: Spec, credit: &Credit) -> Order {
        let signs = self.inner.signs.as_ref().filter(|_| is_signed(&spec));
        Order {
            hash,
            spec,
            credit: credit.clone(),
            signed: signs.and_then(|signs| signs.mark()),
        }
    }

    /// How many renditions were made, by this process.
    pub fn rendered(&self) -> u64 {
        self.inner.rendered.load(Ordering::Relaxed)
    }

    /// How many are being made or waiting.
    pub fn waiting(&self) -> usize {
        locked(&self.inner.flights).len()
    }

    fn flight(&self, order: Order, path: PathBuf) -> Result<Flight, RenditionError> {
        let mut flights = locked(&self.inner.flights);
        if let Some(flight) = flights.get(&path) {
            return Ok(flight.clone());
        }
        if flights.len() >= MAX_WAITING {
            return Err(RenditionError::Busy);
        }
        let (inner, key) = (Arc::clone(&self.inner), path.clone());
        let task = tokio::spawn(async move {
            let landing = Landing {
                inner: &inner,
                path: &key,
            };
            let outcome = inner.make(order, &key).await;
            inner.remember(&outcome, &key);
            drop(landing);
            outcome
        });
        let stopped = |e: tokio::task::JoinError| Err(RenditionError::Stopped(e.to_string()));
        let flight = task
            .map(move |done| done.unwrap_or_else(stopped))
            .boxed()
            .shared();
        flights.insert(path, flight.clone());
        Ok(flight)
    }
}

/// Ends a flight, also when it crashes.
struct Landing<'a> {
    inner: &'a Inner,
    path: &'a Path,
}

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        locked(&self.inner.flights).remove(self.path);
    }
}

impl Inner {
    async fn make(self: &Arc<Self>, order: Order, path: &Path) -> Outcome {
        let place = match order.spec.format() {
            Format::Avif => pool::slow_place().await?,
            Format::Jpeg | Format::Webp => pool::place().await?,
        };
        if let Some(found) = self.find(&order, path).await? {
            return Ok(found);
        }
        let original = self.blobs.get(order.hash).await?;
        let room = pool::room(cost_of(&original).await?).await?;
        let (inner, path) = (Arc::clone(self), path.to_owned());
        background::spawn(move || {
            let _held = (place, room);
            let bytes = render(&original, &order.spec, &order.credit)?;
            inner.keep(&order, path, &original, bytes)
        })
        .await?
    }

    /// Signs and stores what was made of an original, the checksum first: a file without one, or with
    /// another, is made again.
    pub(super) fn keep(
        &self,
        order: &Order,
        path: PathBuf,
        original: &[u8],
        mut bytes: Vec<u8>,
    ) -> Outcome {
        if let Some(signs) = self.signs.as_deref().filter(|_| order.signed.is_some()) {
            bytes = signed(signs, original, bytes, &order.spec, &order.credit);
        }
        let sum = Hash::of(&bytes).to_string();
        self.blobs.put_rendition(&sum_path(&path), sum.as_bytes())?;
        self.blobs.put_rendition(&path, &bytes)?;
        self.rendered.fetch_add(1, Ordering::Relaxed);
        Ok(order.rendition(path, bytes.len() as u64, &sum))
    }

    /// The file, if it is there and is what was made. Its checksum is compared when this process first
    /// sees it, and again when it was written since: what a disk or a stranger put there is no picture
    /// of ours.
    pub(super) async fn find(
        &self,
        order: &Order,
        path: &Path,
    ) -> Result<Option<Rendition>, RenditionError> {
        let Some((len, written)) = looks(path).await? else {
            return Ok(None);
        };
        let known = locked(&self.sound).get(path).cloned();
        let sum = if let Some(known) = known.filter(|known| known.written == written) {
            known.sum
        } else {
            let (bytes, sum) = (read(path).await?, read(&sum_path(path)).await?);
            let found = bytes.map(|bytes| Hash::of(&bytes).to_string());
            let Some(found) = found.filter(|found| Some(found.as_bytes()) == sum.as_deref()) else {
                tracing::warn!(file = %path.display(), "A rendition is not what was made; it is made again");
                return Ok(None);
            };
            self.note_sound(path, &found, written);
            found
        };
        Ok(Some(order.rendition(path.to_owned(), len, &sum)))
    }

    fn note_sound(&self, path: &Path, sum: &str, written: SystemTime) {
        let mut sound = locked(&self.sound);
        if sound.len() >= MAX_SOUND {
            sound.clear();
        }
        let sum = sum.to_owned();
        sound.insert(path.to_owned(), Sound { sum, written });
    }

    /// The same bytes would be refused again, only later.
    fn remember(&self, outcome: &Outcome, path: &Path) {
        if let Err(RenditionError::Picture(refusal)) = outcome
            && refusal.is_for_ever()
        {
            let mut refusals = locked(&self.refusals);
            if refusals.len() >= MAX_REFUSALS {
                refusals.clear();
            }
            refusals.insert(path.to_owned(), refusal.clone());
        }
    }
}

/// Where the checksum of a rendition is.
fn sum_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sha256");
    name.into()
}

/// Length of a file that holds something, and when it was written.
async fn looks(path: &Path) -> Result<Option<(u64, SystemTime)>, RenditionError> {
    let found = match tokio::fs::metadata(path).await {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found.and_then(|found| Ok((found.is_file(), found.len(), found.modified()?))),
    };
    let (is_file, len, written) = found.map_err(|source| failed("look at", path, source))?;
    Ok((is_file && len > 0).then_some((len, written)))
}

async fn read(path: &Path) -> Result<Option<Vec<u8>>, RenditionError> {
    match tokio::fs::read(path).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(failed("read", path, source)),
    }
}

fn failed(action: &'static str, path: &Path, source: io::Error) -> RenditionError {
    let path = path.to_owned();
    BlobError::Io {
        action,
        path,
        source,
    }
    .into()
}

/// Looks at a file to its last pixel, when its turn comes and there is memory for it; see [`examine`].
pub async fn examine_in_turn(bytes: Bytes) -> Result<Examined, RenditionError> {
    let place = pool::place().await?;
    let room = pool::room(cost_of(&bytes).await?).await?;
    let examined = background::spawn(move || {
        let _held = (place, room);
        examine(&bytes)
    });
    Ok(examined.await??)
}

/// Memory a picture takes, found out where it disturbs nobody.
pub(super) async fn cost_of(bytes: &Bytes) -> Result<u64, RenditionError> {
    let bytes = bytes.clone();
    Ok(background::spawn(move || cost(&bytes)).await??)
}

/// What is to be made.
pub(super) struct Order {
    pub hash: Hash,
    pub spec: Spec,
    pub credit: Credit,
    /// The mark of who signs it.
    signed: Option<String>,
}

impl Order {
    pub(super) fn path(&self, blobs: &Blobs) -> PathBuf {
        blobs.rendition_path(self.hash, &self.file_name())
    }

    fn file_name(&self) -> String {
        let (stem, credit) = (self.spec.cache_stem(), self.credit.fingerprint());
        let separator = if credit.is_empty() { "" } else { "-c" };
        let signed = self.signed.as_ref().map(|mark| format!("-s{mark}"));
        format!(
            "{stem}{separator}{credit}{}-r{RECIPE}.{}",
            signed.unwrap_or_default(),
            self.spec.format().extension()
        )
    }

    /// Tagged by its bytes: two houses that sign the same picture sign it differently.
    fn rendition(&self, path: PathBuf, len: u64, sum: &str) -> Rendition {
        let bytes = sum.get(..16).unwrap_or(sum);
        let etag = format!("\"{bytes}-{}\"", self.file_name());
        Rendition {
            path,
            media_type: self.spec.format().media_type(),
            len,
            etag,
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "renditions_tests.rs"]
mod tests;
