//! The store in a folder.

use super::{BlobError, BlobResult, Hash};
use crate::background;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::task::{JoinError, spawn_blocking};

/// Files in a folder, each under the hash of what it contains.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    pub(super) fn open(root: PathBuf) -> BlobResult<Self> {
        let disk = Self { root };
        for folder in ["originals", "renditions", "incoming"] {
            let path = disk.root.join(folder);
            fs::create_dir_all(&path).map_err(failed("make", &path))?;
        }
        Ok(disk)
    }

    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn path(&self, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        self.root
            .join("originals")
            .join(&name[..2])
            .join(&name[2..4])
            .join(name)
    }

    pub(super) fn rendition_path(&self, hash: Hash, name: &str) -> PathBuf {
        let text = hash.to_string();
        let mut path = self.root.join("renditions");
        path.extend([&text[..2], &text[2..4], &text]);
        path.join(name)
    }

    pub(super) async fn put(&self, bytes: Bytes) -> BlobResult<Hash> {
        let disk = self.clone();
        let written = background::spawn(move || {
            let hash = Hash::of(&bytes);
            if disk.has_whole(hash, bytes.len() as u64)? {
                return Ok(hash);
            }
            let mut incoming = Incoming::new(&disk.root)?;
            incoming.write(&bytes)?;
            incoming.keep(&disk.path(hash))?;
            Ok(hash)
        });
        written.await.unwrap_or_else(stopped)
    }

    pub(super) async fn put_stream<S>(&self, mut stream: S, limit: u64) -> BlobResult<Hash>
    where
        S: Stream<Item = io::Result<Bytes>> + Unpin + Send,
    {
        let root = self.root.clone();
        let mut incoming = blocking(move || Incoming::new(&root)).await?;
        let mut hasher = Sha256::new();
        let mut len = 0_u64;
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(BlobError::Source)?;
            len += chunk.len() as u64;
            if len > limit {
                return Err(BlobError::TooLarge { limit });
            }
            hasher.update(&chunk);
            incoming = blocking(move || incoming.write(&chunk).map(|()| incoming)).await?;
        }
        let (disk, hash) = (self.clone(), Hash::finish(hasher));
        blocking(move || {
            if !disk.has_whole(hash, len)? {
                incoming.keep(&disk.path(hash))?;
            }
            Ok(hash)
        })
        .await
    }

    /// Whether an original of this length is there. A process may have died between naming it and
    /// making the name durable, so the name is made durable again.
    fn has_whole(&self, hash: Hash, len: u64) -> BlobResult<bool> {
        let path = self.path(hash);
        match fs::metadata(&path) {
            Ok(found) if found.is_file() && found.len() == len => sync_parent(&path).map(|()| true),
            Ok(_) => Ok(false),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(e) => Err(failed("look at", &path)(e)),
        }
    }

    pub(super) async fn get(&self, hash: Hash) -> BlobResult<Bytes> {
        let path = self.path(hash);
        let read = tokio::fs::read(&path).await;
        read.map(Bytes::from)
            .map_err(|e| absent_or(hash, "read", &path, e))
    }

    pub(super) async fn open_original(&self, hash: Hash) -> BlobResult<tokio::fs::File> {
        let path = self.path(hash);
        let opened = tokio::fs::File::open(&path).await;
        opened.map_err(|e| absent_or(hash, "open", &path, e))
    }

    pub(super) async fn find_len(&self, hash: Hash) -> BlobResult<Option<u64>> {
        let path = self.path(hash);
        match tokio::fs::metadata(&path).await {
            Ok(found) => Ok(found.is_file().then_some(found.len())),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(failed("look at", &path)(e)),
        }
    }

    pub(super) async fn delete(&self, hash: Hash) -> BlobResult<()> {
        let (original, renditions) = (self.path(hash), self.rendition_path(hash, ""));
        blocking(move || {
            gone(fs::remove_dir_all(&renditions)).map_err(failed("remove", &renditions))?;
            gone(fs::remove_file(&original)).map_err(failed("remove", &original))?;
            if original.parent().is_some_and(Path::exists) {
                sync_parent(&original)
            } else {
                Ok(())
            }
        })
        .await
    }

    pub(super) fn put_rendition(&self, path: &Path, bytes: &[u8]) -> BlobResult<()> {
        let mut incoming = Incoming::new(&self.root)?;
        incoming.write(bytes)?;
        incoming.keep(path)
    }

    pub(super) fn hash_of(path: &Path) -> BlobResult<(Hash, u64)> {
        let mut file = File::open(path).map_err(failed("open", path))?;
        let (mut hasher, mut len, mut buffer) = (Sha256::new(), 0_u64, vec![0; 256 * 1024]);
        loop {
            match file.read(&mut buffer).map_err(failed("read", path))? {
                0 => return Ok((Hash::finish(hasher), len)),
                n => {
                    hasher.update(&buffer[..n]);
                    len += n as u64;
                }
            }
        }
    }
}

/// A file on its way in; removed unless it is kept.
struct Incoming {
    path: PathBuf,
    file: File,
    is_kept: bool,
}

impl Incoming {
    fn new(root: &Path) -> BlobResult<Self> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        loop {
            let count = COUNTER.fetch_add(1, Ordering::Relaxed);
            let path = root
                .join("incoming")
                .join(format!("{}-{count}", std::process::id()));
            match File::create_new(&path) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(failed("make", &path)(e)),
                Ok(file) => {
                    let is_kept = false;
                    return Ok(Self {
                        path,
                        file,
                        is_kept,
                    });
                }
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> BlobResult<()> {
        self.file
            .write_all(bytes)
            .map_err(failed("write", &self.path))
    }

    /// Makes the content durable, then the name, then every folder made for it.
    fn keep(mut self, to: &Path) -> BlobResult<()> {
        self.file.sync_all().map_err(failed("write", &self.path))?;
        make_folders(to)?;
        fs::rename(&self.path, to).map_err(failed("store", to))?;
        self.is_kept = true;
        sync_parent(to)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.is_kept && fs::remove_file(&self.path).is_err() {
            tracing::warn!(path = %self.path.display(), "Unfinished file stays until the next scrub");
        }
    }
}

fn make_folders(file: &Path) -> BlobResult<()> {
    let mut missing = Vec::new();
    let mut folder = file.parent();
    while let Some(path) = folder.filter(|path| !path.exists()) {
        missing.push(path);
        folder = path.parent();
    }
    for path in missing.into_iter().rev() {
        match fs::create_dir(path) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => {
                return Err(failed("make", path)(e));
            }
            _ => sync_parent(path)?,
        }
    }
    Ok(())
}

/// Makes the entries of the folder that holds `path` durable.
fn sync_parent(path: &Path) -> BlobResult<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed("make durable", folder))
}

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> BlobResult<T> + Send + 'static,
) -> BlobResult<T> {
    spawn_blocking(work).await.unwrap_or_else(stopped)
}

fn stopped<T>(error: JoinError) -> BlobResult<T> {
    let source = io::Error::other(error);
    Err(BlobError::Io {
        action: "finish work on",
        path: PathBuf::from("blobs"),
        source,
    })
}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn absent_or(hash: Hash, action: &'static str, path: &Path, source: io::Error) -> BlobError {
    match source.kind() {
        io::ErrorKind::NotFound => BlobError::NotFound { hash },
        _ => failed(action, path)(source),
    }
}

pub(super) fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BlobError {
    let path = path.to_owned();
    move |source| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => BlobError::Full { path },
        _ => BlobError::Io {
            action,
            path,
            source,
        },
    }
}

#[cfg(test)]
#[path = "disk_tests.rs"]
mod tests;
