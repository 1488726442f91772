//! What a render reads.

use std::collections::HashSet;
use std::sync::Arc;

use dateline_core::subject::Subject;
use jiff::Timestamp;
use parking_lot::Mutex;

use super::versions::everything;

/// Collects the subjects a render reads. Cheap to clone; may be used from several tasks at once.
///
/// A subject is to be recorded before it is read, and also when it turned out not to exist:
/// its appearance is a change as well.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Subjects>>);

/// Subjects in the order they were read, each once.
#[derive(Debug, Default)]
struct Subjects {
    seen: HashSet<u64>,
    list: Vec<Subject>,
    /// What was read holds until then, microseconds.
    until: Option<i64>,
}

impl Recorder {
    /// An empty recorder. What is recorded last is first to lose its own tag when there are too many.
    pub fn new() -> Self {
        Self::default()
    }

    /// Records a subject.
    pub fn read(&self, subject: Subject) {
        let mut subjects = self.0.lock();
        if subjects.seen.insert(subject.key()) {
            subjects.list.push(subject);
        }
    }

    /// Records several subjects.
    pub fn read_all(&self, subjects: impl IntoIterator<Item = Subject>) {
        for subject in subjects {
            self.read(subject);
        }
    }

    /// Notes that what was read holds only until a moment: the page is made anew from then on. The
    /// earliest moment counts.
    pub fn good_until(&self, until: Timestamp) {
        let mut subjects = self.0.lock();
        let until = until.as_microsecond();
        subjects.until = Some(subjects.until.map_or(until, |known| known.min(until)));
    }

    /// Until when what was read holds, microseconds.
    pub(super) fn until(&self) -> Option<i64> {
        self.0.lock().until
    }

    /// Keys of what was recorded so far; everything is always among them.
    pub(super) fn keys(&self) -> Box<[u64]> {
        let subjects = self.0.lock();
        let everything = everything();
        let mut keys: Vec<u64> = subjects.list.iter().map(Subject::key).collect();
        if !subjects.seen.contains(&everything) {
            keys.push(everything);
        }
        keys.into_boxed_slice()
    }

    /// The subjects in the order they were recorded.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        self.0.lock().list.clone()
    }
}
