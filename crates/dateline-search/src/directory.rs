//! The folder of an index, read with plain reads.
//!
//! Mapped files would be a little faster, but a file that is cut while it is mapped ends the whole
//! process. Read this way it is an error, and the index is built anew while the site goes on.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback,
    WatchHandle, WritePtr,
};
use tantivy::{HasLen, TantivyError};

/// A folder. Writing, locking and renaming are the library's own.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    inner: MmapDirectory,
}

impl Folder {
    pub fn open(root: &Path) -> Result<Self, crate::SearchError> {
        Ok(Self {
            root: root.to_owned(),
            inner: MmapDirectory::open(root)?,
        })
    }
}

/// An open file with the length it had.
#[derive(Debug)]
struct Handle {
    file: File,
    length: usize,
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let wrap = |error| match error {
            error if io::Error::kind(&error) == io::ErrorKind::NotFound => {
                OpenReadError::FileDoesNotExist(path.to_owned())
            }
            error => OpenReadError::wrap_io_error(error, path.to_owned()),
        };
        let file = File::open(self.root.join(path)).map_err(wrap)?;
        let length = file.metadata().map_err(wrap)?.len();
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        Ok(Arc::new(Handle { file, length }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> Result<WatchHandle, TantivyError> {
        self.inner.watch(callback)
    }
}
