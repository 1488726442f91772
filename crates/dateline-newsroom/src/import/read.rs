//! Reads an archive on a thread of its own and hands over batches.

use super::open::read;
use super::{ImportError, Report, Source, print};
use dateline_formats::archive::{Record, Site};
use dateline_formats::wxr::Library;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Most records of a batch.
const MAX_RECORDS: usize = 300;
/// About how many bytes of text a batch holds at most, unless one record alone has more.
const MAX_BYTES: usize = 3 * 1024 * 1024;

/// A record and what it is recognised by.
#[derive(Debug)]
pub(super) struct Item {
    /// The record.
    pub record: Record,
    /// Fingerprint without the comments.
    pub print: String,
    /// Fingerprint of the comments.
    pub comments: String,
}

/// What is wrong with an archive.
#[derive(Debug)]
pub(super) enum Fault {
    /// The file system.
    Unreadable { path: PathBuf, source: io::Error },
    /// The content, from this line on.
    Damaged {
        path: PathBuf,
        line: u64,
        detail: String,
    },
    /// A part of another archive, or no place for what must be put aside.
    Other(ImportError),
}

impl Fault {
    /// As the error of an import that wrote nothing yet.
    pub fn into_error(self) -> ImportError {
        self.into_error_with(Report::default())
    }

    /// As the error of an import that came as far as the report says.
    pub fn into_error_with(self, report: Report) -> ImportError {
        match self {
            Self::Unreadable { path, source } => ImportError::Unreadable { path, source },
            Self::Damaged { path, line, detail } => ImportError::Damaged {
                path,
                line,
                detail,
                report: Box::new(report),
            },
            Self::Other(error) => error,
        }
    }
}

/// What reading is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// Everything but texts.
    Outline,
    /// Everything.
    Whole,
}

/// An archive being read.
pub(super) struct Reading {
    batches: mpsc::Receiver<Vec<Item>>,
    thread: JoinHandle<(Result<(), Fault>, Arc<Library>)>,
    done: Arc<AtomicU64>,
}

impl Reading {
    /// Starts to read from the beginning.
    pub fn start(
        source: &Arc<Source>,
        aside: &Path,
        pass: Pass,
        mut library: Arc<Library>,
    ) -> Self {
        let (sender, batches) = mpsc::channel(1);
        let done = Arc::new(AtomicU64::new(0));
        let (source, counter) = (Arc::clone(source), Arc::clone(&done));
        let aside = aside.to_owned();
        let thread = tokio::task::spawn_blocking(move || {
            let mut batch = Batch::new(pass, sender);
            let result = read(
                &source,
                &aside,
                pass,
                &mut library,
                &counter,
                &mut |record| batch.take(record),
            );
            let _ = batch.send();
            (result, library)
        });
        Self {
            batches,
            thread,
            done,
        }
    }

    /// The next batch; `None` at the end or where the archive is damaged.
    pub async fn next(&mut self) -> Option<Vec<Item>> {
        self.batches.recv().await
    }

    /// How many bytes were read.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// How it ended, and what the outline gathered for the whole.
    pub async fn finish(self) -> Result<(Result<(), Fault>, Arc<Library>), ImportError> {
        drop(self.batches);
        let joined = self.thread.await;
        joined.map_err(|e| ImportError::Broken(e.to_string()))
    }
}

/// Records on their way to the writer.
struct Batch {
    pass: Pass,
    items: Vec<Item>,
    bytes: usize,
    sender: mpsc::Sender<Vec<Item>>,
}

impl Batch {
    fn new(pass: Pass, sender: mpsc::Sender<Vec<Item>>) -> Self {
        Self {
            pass,
            items: Vec::new(),
            bytes: 0,
            sender,
        }
    }

    fn take(&mut self, record: Record) -> ControlFlow<()> {
        if !self.is_of_pass(&record) {
            return ControlFlow::Continue(());
        }
        let is_outlined = self.pass == Pass::Outline && matches!(record, Record::Story(_));
        let (print, bytes) = if is_outlined {
            (String::new(), 0)
        } else {
            print::of(&record)
        };
        let (comments, more) = match &record {
            Record::Story(story) if !is_outlined => print::comments(&story.comments),
            _ => (String::new(), 0),
        };
        self.bytes += bytes + more;
        self.items.push(Item {
            record: if is_outlined { outline(record) } else { record },
            print,
            comments,
        });
        if self.items.len() < MAX_RECORDS && self.bytes < MAX_BYTES {
            return ControlFlow::Continue(());
        }
        self.send()
    }

    /// What stories are filed under and their pictures belong to the first pass, all else to the second.
    fn is_of_pass(&self, record: &Record) -> bool {
        match record {
            Record::Site(_) => false,
            Record::Story(_) => true,
            Record::Contributor(_) | Record::Section(_) | Record::Tag(_) | Record::Picture(_) => {
                self.pass == Pass::Outline
            }
            Record::Redirect(_) | Record::Menu(_) | Record::Skipped(_) => self.pass == Pass::Whole,
        }
    }

    /// Hands the batch over; breaks off if nobody takes it any more.
    fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        let items = std::mem::take(&mut self.items);
        if items.is_empty() || self.sender.blocking_send(items).is_ok() {
            return ControlFlow::Continue(());
        }
        ControlFlow::Break(())
    }
}

/// A story without what only the second pass needs.
fn outline(record: Record) -> Record {
    let Record::Story(mut story) = record else {
        return record;
    };
    story.body.elements = Vec::new();
    story.comments = Vec::new();
    story.pictures = Vec::new();
    story.changes = Vec::new();
    Record::Story(story)
}

/// The old site, as the archive tells of it first of all.
pub(super) async fn site(source: &Arc<Source>, aside: &Path) -> Result<Site, ImportError> {
    let (source, aside) = (Arc::clone(source), aside.to_owned());
    let first = tokio::task::spawn_blocking(move || {
        let mut site = None;
        let done = AtomicU64::new(0);
        let mut library = Arc::default();
        let take = &mut |record| {
            if let Record::Site(found) = record {
                site = Some(found);
            }
            ControlFlow::Break(())
        };
        let read = read(&source, &aside, Pass::Outline, &mut library, &done, take);
        read.map(|()| site.unwrap_or_default())
    });
    let first = first
        .await
        .map_err(|e| ImportError::Broken(e.to_string()))?;
    first.map_err(Fault::into_error)
}

/// Bytes of all files of an archive.
pub(super) fn length(source: &Source) -> Result<u64, ImportError> {
    let files = match source {
        Source::WordPress(files) => files.as_slice(),
        Source::Ghost { export, .. } => std::slice::from_ref(export),
    };
    if files.is_empty() {
        return Err(ImportError::NoFile);
    }
    let mut total = 0;
    for path in files {
        total += std::fs::metadata(path)
            .map_err(|source| ImportError::Unreadable {
                path: path.clone(),
                source,
            })?
            .len();
    }
    // Ghost's export is read twice: for the small tables, then for the stories.
    Ok(match source {
        Source::WordPress(_) => total,
        Source::Ghost { .. } => total * 2,
    })
}
