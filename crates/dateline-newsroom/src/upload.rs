//! Files that come in piece by piece, over connections that break.
//!
//! What has arrived is the length of a file in the data folder: it is brought to the disk before it
//! is acknowledged, so it survives whatever happens to the process, and the client goes on from
//! there. A picture is made of it only when it is whole.

use crate::hex::hex;
use crate::picture::{self, Intake, PictureError};
use crate::token::Token;
use bytes::Bytes;
use dateline_db::queries::upload::{self as uploads, UploadRow};
use dateline_db::{DbError, DbResult};
use dateline_infra::blob::{BlobError, Blobs};
use dateline_infra::picture::MAX_BYTES;
use dateline_web::house::House;
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use uuid::Uuid;

/// Uploads of one key that may be under way.
pub const MAX_UNDER_WAY: i64 = 2_000;
/// Bytes they may ask for together.
pub const MAX_BYTES_UNDER_WAY: i64 = 20_000_000_000;
/// How long an upload may take, and how long what became of it can be asked for.
pub const LIFE: Duration = Duration::from_hours(24);
/// How often an upload another request holds is looked at again, and how many times: longer than
/// the server waits for a client that sends nothing.
const ROUND: Duration = Duration::from_millis(100);
const PATIENCE_ROUNDS: u32 = 150;
/// Most characters of a file's name.
const MAX_NAME_CHARS: usize = 300;

/// Why an upload is refused.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// Larger than a picture may be, or empty.
    #[error("a picture has 1 to {MAX_BYTES} bytes; this upload announces {0}")]
    BadLength(u64),
    /// Too many at once.
    #[error("too many uploads with this key are under way; finish or delete some")]
    TooMany,
    /// No such upload with this key.
    #[error("there is no such upload; it may have been deleted or be older than a day")]
    Unknown,
    /// The client is not where the file is.
    #[error("the upload stands at byte {at}; go on from there, not from {given}")]
    Elsewhere {
        /// Bytes that have arrived.
        at: u64,
        /// Where the client wanted to go on.
        given: u64,
    },
    /// More came than was announced.
    #[error("the upload has {0} bytes and more were sent")]
    TooLong(u64),
    /// Another request writes to it.
    #[error("another request is writing to this upload; ask for its offset and go on")]
    Busy,
    /// The bytes are not those that were announced.
    #[error("the file has the SHA-256 {found}, not {announced}; send it again")]
    Damaged {
        /// What the client said.
        announced: String,
        /// What arrived.
        found: String,
    },
    /// The file became no picture.
    #[error("{0}")]
    Refused(String),
    /// No room for it.
    #[error("the disk of the house is full; the file was not taken, and nothing else was lost")]
    NoRoom,
    /// The disk.
    #[error("the upload cannot be stored: {0}")]
    Disk(std::io::Error),
    /// The picture cannot be taken in, for a reason that may pass.
    #[error(transparent)]
    Picture(PictureError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<std::io::Error> for UploadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::NoRoom,
            ErrorKind::NotFound => Self::Unknown,
            _ => Self::Disk(error),
        }
    }
}

/// What is announced of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announced {
    /// Length in bytes.
    pub bytes: u64,
    /// Its name where it comes from.
    pub file_name: String,
    /// SHA-256 in hex: compared when it has arrived.
    pub sha256: Option<String>,
}

/// Where an upload stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What was announced, and what it became.
    pub row: UploadRow,
    /// Bytes that have arrived.
    pub offset: u64,
}

impl Standing {
    /// Length of the whole file.
    pub fn length(&self) -> u64 {
        u64::try_from(self.row.bytes).unwrap_or(0)
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(&self) -> bool {
        self.row.picture_id.is_some() || self.row.refusal.is_some()
    }
}

/// Begins an upload.
pub async fn start(
    house: &House,
    token: &Token,
    announced: Announced,
) -> Result<Standing, UploadError> {
    let bytes = i64::try_from(announced.bytes).unwrap_or(i64::MAX);
    if announced.bytes == 0 || announced.bytes > MAX_BYTES as u64 {
        return Err(UploadError::BadLength(announced.bytes));
    }
    sweep(house).await?;
    let row = UploadRow {
        id: house.new_id(),
        token_id: token.id,
        file_name: plain_name(&announced.file_name),
        sha256: announced.sha256.map(|hash| hash.to_ascii_lowercase()),
        bytes,
        created_at: dateline_db::micros(house.now()),
        picture_id: None,
        is_new: None,
        refusal: None,
    };
    let mut tx = house.db().begin().await?;
    let (count, asked) = uploads::under_way(&mut tx, token.id).await?;
    if count >= MAX_UNDER_WAY || asked.saturating_add(bytes) > MAX_BYTES_UNDER_WAY {
        return Err(UploadError::TooMany);
    }
    uploads::insert(&mut tx, &row).await?;
    let path = path_of(house, row.id);
    blocking(move || {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        File::create_new(path)?.sync_all()
    })
    .await?;
    house.commit(tx).await?;
    Ok(Standing { row, offset: 0 })
}

/// Where an upload stands.
pub async fn stand(house: &House, token: &Token, id: Uuid) -> Result<Standing, UploadError> {
    let mut tx = house.db().read().await?;
    let row = uploads::find(&mut tx, id, token.id).await?;
    tx.close().await?;
    let row = row.ok_or(UploadError::Unknown)?;
    let is_over = row.picture_id.is_some() || row.refusal.is_some();
    let offset = if is_over {
        u64::try_from(row.bytes).unwrap_or(0)
    } else {
        let path = path_of(house, id);
        blocking(move || std::fs::metadata(path).map(|meta| meta.len())).await?
    };
    Ok(Standing { row, offset })
}

/// The end of an upload, open for more. Nobody else can write to it meanwhile.
#[derive(Debug)]
pub struct Tail {
    file: File,
    at: u64,
    length: u64,
}

/// Opens an upload at `offset`. A request whose connection died still holds it until the server
/// has noticed: that is waited for.
pub async fn open(house: &House, standing: &Standing, offset: u64) -> Result<Tail, UploadError> {
    let (path, length) = (path_of(house, standing.row.id), standing.length());
    for _ in 0..PATIENCE_ROUNDS {
        match open_now(path.clone(), length, offset).await {
            Err(UploadError::Busy) => tokio::time::sleep(ROUND).await,
            done => return done,
        }
    }
    Err(UploadError::Busy)
}

async fn open_now(path: PathBuf, length: u64, offset: u64) -> Result<Tail, UploadError> {
    let opened = tokio::task::spawn_blocking(move || {
        let file = OpenOptions::new().append(true).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(UploadError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let at = file.metadata()?.len();
        if at != offset {
            return Err(UploadError::Elsewhere { at, given: offset });
        }
        Ok(Tail { file, at, length })
    });
    opened.await.map_err(broken)?
}

impl Tail {
    /// Adds bytes. They count as arrived only after [`Self::close`].
    pub async fn add(mut self, bytes: Bytes) -> Result<Self, UploadError> {
        if self.at + bytes.len() as u64 > self.length {
            return Err(UploadError::TooLong(self.length));
        }
        let written = tokio::task::spawn_blocking(move || {
            self.file.write_all(&bytes)?;
            self.at += bytes.len() as u64;
            Ok(self)
        });
        written.await.map_err(broken)?
    }

    /// Brings everything to the disk; how many bytes have arrived.
    pub async fn close(self) -> Result<u64, UploadError> {
        blocking(move || {
            self.file.sync_data()?;
            Ok(self.at)
        })
        .await
    }
}

/// Makes a picture of a file that is whole. Asked again it gives the same answer.
pub async fn finish(
    house: &House,
    blobs: &Blobs,
    token: &Token,
    standing: Standing,
) -> Result<Standing, UploadError> {
    if standing.is_over() || standing.offset < standing.length() {
        return Ok(standing);
    }
    let mut row = standing.row;
    let path = path_of(house, row.id);
    let (bytes, lock) = read_whole(&path, row.sha256.clone()).await?;
    let intake = Intake {
        file_name: row.file_name.clone(),
        bytes,
    };
    match picture::take_in(house, blobs, intake, &token.actor()).await {
        Ok(taken) => {
            row.picture_id = Some(taken.picture.id.0);
            row.is_new = Some(taken.is_new);
        }
        Err(PictureError::Refused(reason) | PictureError::Broken(reason)) => {
            row.refusal = Some(reason);
        }
        Err(PictureError::Blob(BlobError::Full { .. })) => return Err(UploadError::NoRoom),
        Err(error) => return Err(UploadError::Picture(error)),
    }
    let became = row.picture_id.zip(row.is_new);
    let mut tx = house.db().begin().await?;
    uploads::finish(&mut tx, row.id, became, row.refusal.as_deref()).await?;
    house.commit(tx).await?;
    blocking(move || std::fs::remove_file(path)).await?;
    drop(lock);
    let offset = u64::try_from(row.bytes).unwrap_or(0);
    Ok(Standing { row, offset })
}

/// Reads the file, holding its lock so that it is made a picture of once.
async fn read_whole(path: &Path, announced: Option<String>) -> Result<(Bytes, File), UploadError> {
    let path = path.to_owned();
    let read = dateline_infra::background::spawn(move || {
        let lock = File::open(&path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(UploadError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let bytes = Bytes::from(std::fs::read(&path)?);
        if let Some(announced) = announced {
            let found = hex(&Sha256::digest(&bytes));
            if found != announced {
                // It can only be sent anew.
                OpenOptions::new().write(true).open(&path)?.set_len(0)?;
                return Err(UploadError::Damaged { announced, found });
            }
        }
        Ok((bytes, lock))
    });
    read.await.map_err(broken)?
}

/// Gives an upload up.
pub async fn cancel(house: &House, token: &Token, id: Uuid) -> Result<(), UploadError> {
    let mut tx = house.db().begin().await?;
    if uploads::find(&mut tx, id, token.id).await?.is_none() {
        return Err(UploadError::Unknown);
    }
    uploads::delete(&mut tx, id).await?;
    house.commit(tx).await?;
    let path = path_of(house, id);
    blocking(move || forget(&path)).await
}

/// Removes uploads that began more than [`LIFE`] ago.
pub async fn sweep(house: &House) -> Result<(), UploadError> {
    let life = i64::try_from(LIFE.as_micros()).unwrap_or(i64::MAX);
    let before = dateline_db::micros(house.now()).saturating_sub(life);
    let old = old(house, before).await?;
    if old.is_empty() {
        return Ok(());
    }
    let mut tx = house.db().begin().await?;
    for id in &old {
        uploads::delete(&mut tx, *id).await?;
    }
    house.commit(tx).await?;
    let paths: Vec<PathBuf> = old.into_iter().map(|id| path_of(house, id)).collect();
    blocking(move || paths.iter().try_for_each(|path| forget(path))).await
}

async fn old(house: &House, before: i64) -> DbResult<Vec<Uuid>> {
    let mut tx = house.db().read().await?;
    let old = uploads::list_before(&mut tx, before, 100).await?;
    tx.close().await?;
    Ok(old.into_iter().map(|(id,)| id).collect())
}

fn forget(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn path_of(house: &House, id: Uuid) -> PathBuf {
    house.data().join("uploads").join(id.to_string())
}

/// The name without folders and control characters, of bounded length.
pub fn plain_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = name.chars().filter(|c| !c.is_control());
    shown.take(MAX_NAME_CHARS).collect()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, UploadError> {
    let done = tokio::task::spawn_blocking(work).await.map_err(broken)?;
    Ok(done?)
}

fn broken(error: tokio::task::JoinError) -> UploadError {
    UploadError::Disk(std::io::Error::other(error))
}
