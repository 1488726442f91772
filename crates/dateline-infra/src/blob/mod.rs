//! Originals by content, and a cache of what is made from them.
//!
//! ```text
//! blobs/originals/ab/cd/<sha256>    what was uploaded, byte for byte
//! blobs/renditions/...              can be thrown away at any time
//! blobs/incoming/                   files being written; never read
//! ```
//! A file appears under its name only when it is whole and on the disk.

mod disk;
mod hash;
mod scrub;

pub use disk::Disk;
pub use hash::Hash;
pub use scrub::ScrubReport;

use bytes::Bytes;
use futures_util::Stream;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Why something could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No room left.
    #[error("the disk is full (writing {})", path.display())]
    Full {
        /// File that was being written.
        path: PathBuf,
    },
    /// Nothing is stored under this hash.
    #[error("no file with hash {hash} is stored")]
    NotFound {
        /// What was asked for.
        hash: Hash,
    },
    /// Larger than the caller allowed.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// What is stored is not what was put there.
    #[error("the stored file {hash} is damaged")]
    Damaged {
        /// The hash it should have.
        hash: Hash,
    },
    /// The sender failed half-way.
    #[error("the incoming file broke off: {0}")]
    Source(io::Error),
    /// The file system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// Verb.
        action: &'static str,
        /// Object.
        path: PathBuf,
        /// Reason.
        source: io::Error,
    },
}

/// Result of an operation on blobs.
pub type BlobResult<T> = Result<T, BlobError>;

/// A store of files by content.
#[derive(Clone, Debug)]
pub enum Blobs {
    /// In a folder.
    Disk(Disk),
}

impl Blobs {
    /// Opens the store in `folder` (usually `DATA/blobs`), making it if needed.
    pub fn disk(folder: impl Into<PathBuf>) -> BlobResult<Self> {
        Ok(Self::Disk(Disk::open(folder.into())?))
    }

    /// Stores bytes. Returns after they would survive a power cut; storing the same again is quick.
    pub async fn put(&self, bytes: Bytes) -> BlobResult<Hash> {
        match self {
            Self::Disk(disk) => disk.put(bytes).await,
        }
    }

    /// Stores what arrives, at most `limit` bytes, never holding it all in memory.
    pub async fn put_stream<S>(&self, stream: S, limit: u64) -> BlobResult<Hash>
    where
        S: Stream<Item = io::Result<Bytes>> + Unpin + Send,
    {
        match self {
            Self::Disk(disk) => disk.put_stream(stream, limit).await,
        }
    }

    /// Reads an original as a whole.
    pub async fn get(&self, hash: Hash) -> BlobResult<Bytes> {
        match self {
            Self::Disk(disk) => disk.get(hash).await,
        }
    }

    /// Opens an original for reading in parts.
    pub async fn open(&self, hash: Hash) -> BlobResult<tokio::fs::File> {
        match self {
            Self::Disk(disk) => disk.open_original(hash).await,
        }
    }

    /// Length of an original in bytes, `None` if it is not stored.
    pub async fn find_len(&self, hash: Hash) -> BlobResult<Option<u64>> {
        match self {
            Self::Disk(disk) => disk.find_len(hash).await,
        }
    }

    /// Whether an original is stored.
    pub async fn exists(&self, hash: Hash) -> BlobResult<bool> {
        Ok(self.find_len(hash).await?.is_some())
    }

    /// Removes an original and what was made from it.
    pub async fn delete(&self, hash: Hash) -> BlobResult<()> {
        match self {
            Self::Disk(disk) => disk.delete(hash).await,
        }
    }

    /// Where a rendition called `name` of an original lives, whether or not it is there yet.
    pub(crate) fn rendition_path(&self, hash: Hash, name: &str) -> PathBuf {
        match self {
            Self::Disk(disk) => disk.rendition_path(hash, name),
        }
    }

    /// Stores a rendition; readers see all of it or nothing. Blocking.
    pub(crate) fn put_rendition(&self, path: &Path, bytes: &[u8]) -> BlobResult<()> {
        match self {
            Self::Disk(disk) => disk.put_rendition(path, bytes),
        }
    }

    /// Reads every original and compares it with its name; removes files that are unfinished
    /// since a day before `now`. Reads everything once: minutes per 10 GB.
    pub async fn scrub(&self, now: SystemTime) -> BlobResult<ScrubReport> {
        match self {
            Self::Disk(disk) => disk.scrub(now).await,
        }
    }
}
