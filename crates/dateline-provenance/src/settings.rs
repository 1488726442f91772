//! How the library is set: whom to trust, and never to leave the machine.

use crate::PATIENCE;
use crate::apart::until;
use c2pa::{Context, Settings};
use serde_json::json;
use std::time::Instant;

/// Largest manifest store after decompression, in megabytes.
const MAX_DECOMPRESSED_MB: usize = 16;

/// Whom to trust.
#[derive(Clone, Debug)]
pub struct Trust {
    settings: String,
}

impl Trust {
    /// Trusts the authorities in this list of PEM certificates.
    pub fn new(anchors: &str) -> Self {
        let anchors = (!anchors.trim().is_empty()).then_some(anchors);
        let settings = json!({
            "trust": { "user_anchors": anchors },
            "core": {
                "allowed_network_hosts": [],
                "max_decompressed_manifest_size_in_mb": MAX_DECOMPRESSED_MB,
            },
            "verify": { "remote_manifest_fetch": false, "ocsp_fetch": false },
            "builder": { "thumbnail": { "enabled": false } },
        });
        Self {
            settings: settings.to_string(),
        }
    }

    /// A context that trusts them and ends in time.
    pub fn context(&self) -> c2pa::Result<Context> {
        let settings = Settings::new().with_json(&self.settings)?;
        let deadline = Instant::now() + PATIENCE;
        Ok(Context::new()
            .with_settings(settings)?
            .with_progress_callback(until(deadline)))
    }
}
