//! An index that is written to: opened when there is something to write, closed when there is not.
//! Everything that takes time is done on blocking threads.

use super::feed::FeedError;
use dateline_search::{Document, Index, Mark, Memory, SearchError, VERSION, Writer};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A writer without work is closed after this time: it holds memory and threads.
const IDLE: Duration = Duration::from_secs(3);

/// What is written to an index.
pub enum Line {
    Put(Box<Document>),
    Remove(u128),
}

/// An index with how far it is.
pub struct Target {
    pub index: Arc<Index>,
    /// As it is after the next commit.
    pub mark: Mark,
    used: Instant,
    is_dirty: bool,
    is_open: bool,
    /// Lent to the thread that writes; lost if that panics.
    pen: Option<Pen>,
}

/// The writer, if it is open.
struct Pen {
    index: Arc<Index>,
    memory: Memory,
    writer: Option<Writer>,
}

impl Pen {
    fn writer(&mut self) -> Result<&mut Writer, SearchError> {
        if self.writer.is_none() {
            self.writer = Some(Writer::open(&self.index, self.memory)?);
        }
        let lost = || SearchError::Damaged("its writer is gone".to_owned());
        self.writer.as_mut().ok_or_else(lost)
    }
}

impl Target {
    pub fn new(index: Index, memory: Memory) -> Self {
        let index = Arc::new(index);
        Self {
            mark: index.snapshot().mark.clone(),
            used: Instant::now(),
            is_dirty: false,
            is_open: false,
            pen: Some(Pen {
                index: Arc::clone(&index),
                memory,
                writer: None,
            }),
            index,
        }
    }

    /// Writes lines, put together on the thread that writes; `mark` says how far it is then. Seen after
    /// the next commit.
    pub async fn write<F>(&mut self, lines: F, mark: Mark) -> Result<(), FeedError>
    where
        F: FnOnce() -> Vec<Line> + Send + 'static,
    {
        self.mark = Mark {
            version: VERSION.to_owned(),
            ..mark
        };
        (self.is_dirty, self.is_open, self.used) = (true, true, Instant::now());
        self.apart(move |pen| {
            let writer = pen.writer()?;
            for line in lines() {
                match line {
                    Line::Put(story) => writer.put(&story)?,
                    Line::Remove(id) => writer.remove(id),
                }
            }
            Ok(())
        })
        .await
    }

    /// Makes what was written seen.
    pub async fn commit(&mut self) -> Result<(), FeedError> {
        if !self.is_dirty {
            return Ok(());
        }
        let mark = self.mark.clone();
        self.apart(move |pen| pen.writer()?.commit(&mark)).await?;
        self.is_dirty = false;
        Ok(())
    }

    /// Whether its writer has had nothing to do for a while.
    pub fn is_idle(&self) -> bool {
        self.is_open && !self.is_dirty && self.used.elapsed() >= IDLE
    }

    /// Commits and closes the writer. From then on it is written to a little at a time.
    pub async fn rest(&mut self) -> Result<(), FeedError> {
        self.commit().await?;
        self.is_open = false;
        self.apart(|pen| {
            pen.memory = Memory::Small;
            match pen.writer.take() {
                Some(writer) => writer.close(),
                None => Ok(()),
            }
        })
        .await
    }

    async fn apart<F>(&mut self, act: F) -> Result<(), FeedError>
    where
        F: FnOnce(&mut Pen) -> Result<(), SearchError> + Send + 'static,
    {
        let Some(mut pen) = self.pen.take() else {
            let lost = "who wrote it did not come back".to_owned();
            return Err(SearchError::Damaged(lost).into());
        };
        let acted = tokio::task::spawn_blocking(move || {
            let done = act(&mut pen);
            (pen, done)
        });
        let (pen, done) = acted.await?;
        self.pen = Some(pen);
        Ok(done?)
    }
}
