//! Jobs of which only one may run on a data folder, whichever process starts them.
//!
//! The operating system drops the lock when the process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Longest name of a lock, in bytes.
const MAX_NAME: usize = 100;

/// Why a lock was not given.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process (or another part of this one) holds it.
    #[error("\"{name}\" is already running ({holder})")]
    Held {
        /// Name of the lock.
        name: String,
        /// What the holder wrote about itself.
        holder: String,
    },
    /// Not a name of letters, digits, '-' and '_'.
    #[error("\"{name}\" cannot name a lock")]
    BadName {
        /// The name.
        name: String,
    },
    /// The file system refused.
    #[error("cannot lock {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// An exclusive lock, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock `name` (ASCII letters, digits, '-', '_'; at most 100) of the data folder, or
    /// says who holds it. Never waits.
    pub fn try_take(data: &Path, name: &str) -> Result<Self, LockError> {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if name.is_empty() || name.len() > MAX_NAME || !name.bytes().all(is_plain) {
            return Err(LockError::BadName {
                name: name.to_owned(),
            });
        }
        let path = data.join("run").join(format!("{name}.lock"));
        take(&path, name).map_err(|failure| match failure {
            Ok(holder) => LockError::Held {
                name: name.to_owned(),
                holder,
            },
            Err(source) => LockError::Io { path, source },
        })
    }
}

/// Fails with who holds it or with what went wrong. The file stays: removing it would let two
/// processes lock two files of one name.
fn take(path: &Path, name: &str) -> Result<Lock, Result<String, io::Error>> {
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(Err)?;
    let mut file = options().open(path).map_err(Err)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Ok(holder(&mut file))),
        Err(TryLockError::Error(e)) => return Err(Err(e)),
    }
    let note = format!("process {}", std::process::id());
    let noted = file
        .set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(note.as_bytes()));
    if let Err(error) = noted {
        tracing::warn!(%error, "The lock `{name}` does not say who holds it");
    }
    Ok(Lock { _file: file })
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options
}

fn holder(file: &mut File) -> String {
    let mut note = String::new();
    match file.take(200).read_to_string(&mut note) {
        Ok(_) if !note.trim().is_empty() => note.trim().to_owned(),
        _ => "by a process that did not say which".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_given_once_until_it_is_dropped() {
        let data = tempfile::tempdir().unwrap();

        let held = Lock::try_take(data.path(), "import-old-site").unwrap();
        let refused = Lock::try_take(data.path(), "import-old-site").unwrap_err();
        let other = Lock::try_take(data.path(), "import-other").unwrap();
        drop(held);
        let again = Lock::try_take(data.path(), "import-old-site");

        let expected = format!(
            "\"import-old-site\" is already running (process {})",
            std::process::id()
        );
        assert_eq!(refused.to_string(), expected);
        assert!(again.is_ok());
        drop(other);
    }

    #[test]
    fn only_plain_names_name_a_lock() {
        let data = tempfile::tempdir().unwrap();

        for name in ["", ".", "../x", "a/b", "a b", "a\0", "ü", &"x".repeat(101)] {
            let error = Lock::try_take(data.path(), name).unwrap_err();
            assert!(matches!(error, LockError::BadName { .. }), "{name}");
        }
        assert!(!data.path().join("run").exists());
    }
}
