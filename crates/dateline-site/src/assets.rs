//! Files of the theme, compressed once.

use crate::site::Site;
use bytes::Bytes;
use dateline_web::server::{Effort, Encoding, compress};
use dateline_web::templates::Asset;
use http::{HeaderMap, HeaderValue};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Compressed files by name and coding; names carry a hash, so nothing here grows old.
#[derive(Debug, Default)]
pub struct Coded(Mutex<HashMap<(String, char), Bytes>>);

impl Coded {
    /// Forgets them, as when the theme was changed.
    pub fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// The bytes of a file in the coding the client likes best.
pub fn coded(
    site: &Site,
    name: &str,
    asset: &Asset,
    headers: &HeaderMap,
) -> (Bytes, Option<HeaderValue>) {
    let encoding = Encoding::negotiate(headers);
    let is_text = [
        "text/",
        "application/javascript",
        "application/json",
        "image/svg",
    ]
    .iter()
    .any(|t| asset.media_type.starts_with(t));
    let Some(header) = encoding.header().filter(|_| is_text) else {
        return (asset.bytes.clone(), None);
    };
    let key = (name.to_owned(), encoding.letter());
    let kept = site
        .coded
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&key)
        .cloned();
    if let Some(bytes) = kept {
        return (bytes, Some(header));
    }
    let Some(bytes) = compress(encoding, Effort::High, &asset.bytes) else {
        return (asset.bytes.clone(), None);
    };
    site.coded
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(key, bytes.clone());
    (bytes, Some(header))
}
