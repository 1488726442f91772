//! Content credentials by the C2PA standard: read and validated in originals, signed into renditions.
//!
//! Nothing here reaches the network: no manifest kept elsewhere, no revocation and no time stamp is
//! asked for. Every look at foreign bytes happens on a thread of its own with a deadline, so that a
//! hostile manifest costs at most that thread. Knows no database, no HTTP and no story.
//!
//! Without the feature `c2pa` this crate is empty: what it needs takes minutes to compile.

#![cfg(feature = "c2pa")]

mod apart;
mod house_keys;
mod ingredient;
mod read;
mod settings;
mod sign;

pub use house_keys::{Certificate, HouseKeys, KeyError, Shown};

use dateline_core::credentials::ContentCredentials;
use dateline_infra::provenance::{Derived, Provenance, SignError};
use settings::Trust;
use std::path::Path;
use std::sync::Arc;

/// Largest manifest store looked at, in bytes.
const MAX_MANIFESTS: usize = 16 * 1024 * 1024;
/// Longest look at one file.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// The adapter: reads with a trust list, signs with the house's own key.
pub struct C2pa {
    keys: Option<HouseKeys>,
    trust: Trust,
}

impl C2pa {
    /// Reads and signs with these keys; what the house and `trusted/` in its folder of keys name is
    /// trusted.
    pub fn new(keys: HouseKeys) -> Result<Arc<Self>, KeyError> {
        let trust = Trust::new(&keys.trusted()?);
        Ok(Arc::new(Self {
            keys: Some(keys),
            trust,
        }))
    }

    /// Reads only, and trusts what the folder of keys names, if it is there.
    pub fn reader(folder: &Path) -> Result<Arc<Self>, KeyError> {
        let trust = Trust::new(&HouseKeys::trusted_in(folder)?);
        Ok(Arc::new(Self { keys: None, trust }))
    }
}

impl Provenance for C2pa {
    fn read(&self, file: &[u8]) -> ContentCredentials {
        read::read(file, &self.trust)
    }

    fn sign(&self, rendition: &Derived<'_>) -> Result<Vec<u8>, SignError> {
        let no_keys = || SignError("no keys are open here".to_owned());
        let keys = self.keys.as_ref().ok_or_else(no_keys)?;
        sign::sign(rendition, keys, &self.trust)
    }

    fn mark(&self) -> Option<String> {
        self.keys.as_ref().map(HouseKeys::mark)
    }
}
