//! What `posts_meta` adds to posts. It may stand behind them and holds texts, so it is written
//! aside and fetched again post by post.

use super::GhostError;
use super::relations::hash;
use super::row::Row;
use super::tables::has_own_titles;
use serde::{Deserialize, Serialize};
use std::io::{Read, Seek, SeekFrom, Write};

/// Bytes gathered before they are written.
const TOGETHER: usize = 256 * 1024;

/// What `posts_meta` adds to a post.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Meta {
    pub alt: Option<String>,
    pub caption: Option<String>,
    pub description: Option<String>,
    pub is_mail_only: bool,
    pub has_own_titles: bool,
}

impl Meta {
    /// From a row of `posts_meta`.
    pub fn new(row: &Row) -> Self {
        let text = |key| row.text(key).map(str::to_owned);
        Self {
            alt: text("feature_image_alt"),
            caption: text("feature_image_caption"),
            description: text("meta_description"),
            is_mail_only: row.flag("email_only"),
            has_own_titles: has_own_titles(row),
        }
    }
}

/// What is noted of posts: texts in `aside`, 24 bytes each here.
#[derive(Debug)]
pub(super) struct Notes<S> {
    aside: S,
    buffer: Vec<u8>,
    written: u64,
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    post: u64,
    start: u64,
    length: u32,
}

impl<S: Read + Write + Seek> Notes<S> {
    /// Nothing noted yet.
    pub fn new(aside: S) -> Self {
        Self {
            aside,
            buffer: Vec::new(),
            written: 0,
            places: Vec::new(),
        }
    }

    /// Notes something of a post, instead of what was noted before.
    pub fn put(&mut self, post: &str, meta: &Meta) -> Result<(), GhostError> {
        let start = self.buffer.len();
        serde_json::to_writer(&mut self.buffer, meta)?;
        let length = u32::try_from(self.buffer.len() - start).unwrap_or(u32::MAX);
        self.places.push(Place {
            post: hash(post),
            start: self.written + start as u64,
            length,
        });
        if self.buffer.len() >= TOGETHER {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), GhostError> {
        self.aside
            .write_all(&self.buffer)
            .map_err(GhostError::Aside)?;
        self.written += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    /// Nothing more will be noted.
    pub fn settle(&mut self) -> Result<(), GhostError> {
        self.flush()?;
        self.places.sort_by_key(|place| place.post);
        self.places.shrink_to_fit();
        Ok(())
    }

    /// What was noted of a post last.
    pub fn of(&mut self, post: &str) -> Result<Meta, GhostError> {
        let post = hash(post);
        let end = self.places.partition_point(|place| place.post <= post);
        let last = end.checked_sub(1).and_then(|at| self.places.get(at));
        let Some(place) = last.filter(|place| place.post == post).copied() else {
            return Ok(Meta::default());
        };
        self.buffer.clear();
        self.aside
            .seek(SeekFrom::Start(place.start))
            .map_err(GhostError::Aside)?;
        (&mut self.aside)
            .take(u64::from(place.length))
            .read_to_end(&mut self.buffer)
            .map_err(GhostError::Aside)?;
        Ok(serde_json::from_slice(&self.buffer)?)
    }
}
