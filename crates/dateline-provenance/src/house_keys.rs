//! The newsroom's own key and certificates, in a folder nobody else may read.
//!
//! An authority of the house's own issues the certificate that signs. The authority is what others
//! put on their trust lists; it stays when the signing key is changed. Certificates that were in use
//! are kept, so that what they signed can be checked for ever.

mod make;
mod store;

use jiff::Timestamp;
use std::path::{Path, PathBuf};

pub use store::Certificate;

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder cannot be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is there and is no key or certificate.
    #[error("{} holds no usable {what}: {reason}; put back the one of a backup, or move the folder away to have new keys made", path.display())]
    Damaged {
        /// Key or certificate.
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Keys could not be made.
    #[error("keys could not be made: {0}")]
    Making(String),
}

/// What an operator may see of the keys.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What others put on their trust lists.
    pub authority: Certificate,
    /// What signs.
    pub signing: Certificate,
    /// What was in use before, newest first.
    pub old: Vec<Certificate>,
    /// Authorities of others that are trusted here.
    pub trusted: Vec<Certificate>,
    /// Files others than the owner may read and should not.
    pub exposed: Vec<PathBuf>,
}

/// The keys of a house, loaded.
pub struct HouseKeys {
    folder: PathBuf,
    signing: Certificate,
    key: String,
}

impl HouseKeys {
    /// Loads the keys of this folder; makes them if there are none. `name` is who signs, as readers
    /// and other programs see it.
    pub fn open(folder: &Path, name: &str, now: Timestamp) -> Result<Self, KeyError> {
        if !Self::are_in(folder) {
            make::first(folder, name, now)?;
        }
        Self::load(folder)
    }

    /// Makes a new signing key and certificate from the same authority. The old key is removed, the
    /// old certificate kept.
    pub fn rotate(folder: &Path, name: &str, now: Timestamp) -> Result<Self, KeyError> {
        make::next(folder, name, now)?;
        Self::load(folder)
    }

    /// Makes a new authority and all below it, for when the authority's key was seen by others.
    pub fn rotate_authority(folder: &Path, name: &str, now: Timestamp) -> Result<Self, KeyError> {
        make::anew(folder, name, now)?;
        Self::load(folder)
    }

    /// Loads the keys of a folder that has them.
    pub fn load(folder: &Path) -> Result<Self, KeyError> {
        let path = folder.join(store::SIGNING);
        let signing = Certificate::read(&path)?;
        Ok(Self {
            folder: folder.to_owned(),
            key: store::read_key(&path)?,
            signing,
        })
    }

    /// What an operator may see.
    pub fn show(&self) -> Result<Shown, KeyError> {
        store::show(&self.folder)
    }

    /// Every authority that is trusted: the house's own, its former ones, and others'. PEM.
    pub fn trusted(&self) -> Result<String, KeyError> {
        store::trusted(&self.folder)
    }

    /// The same of a folder in which there may be no keys.
    pub fn trusted_in(folder: &Path) -> Result<String, KeyError> {
        store::trusted(folder)
    }

    /// Whether a folder holds keys.
    pub fn are_in(folder: &Path) -> bool {
        folder.join(store::SIGNING).exists()
    }

    /// The certificate that signs.
    pub fn signing(&self) -> &Certificate {
        &self.signing
    }

    /// The key that signs, PEM.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// Changes with the signing certificate.
    pub(crate) fn mark(&self) -> String {
        self.signing.fingerprint.chars().take(8).collect()
    }
}
