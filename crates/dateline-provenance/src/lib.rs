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
use std::sync::Arc;

/// Largest manifest store looked at, in bytes.
const MAX_MANIFESTS: usize = 16 * 1024 * 1024;
/// Longest look at one file.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// The adapter: reads with a trust list, signs with the house's own key.
pub struct C2pa {
    keys: HouseKeys,
    trust: Trust,
}

impl C2pa {
    /// With these keys; what the house and `trusted/` in its folder of keys name is trusted.
    pub fn new(keys: HouseKeys) -> Result<Arc<Self>, KeyError> {
        let trust = Trust::new(&keys.trusted()?);
        Ok(Arc::new(Self { keys, trust }))
    }

    /// The keys in use.
    pub fn keys(&self) -> &HouseKeys {
        &self.keys
    }
}

impl Provenance for C2pa {
    fn read(&self, file: &[u8]) -> ContentCredentials {
        read::read(file, &self.trust)
    }

    fn sign(&self, rendition: &Derived<'_>) -> Result<Vec<u8>, SignError> {
        sign::sign(rendition, &self.keys, &self.trust)
    }

    fn mark(&self) -> String {
        self.keys.mark()
    }
}
