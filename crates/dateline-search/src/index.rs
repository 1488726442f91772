//! An index in its folder, and how it stood at a moment.

use crate::SearchError;
use crate::columns::Columns;
use crate::directory::Folder;
use crate::schema::{Fields, PUBLISHED, schema};
use crate::shelf::VERSION;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use tantivy::schema::Schema;
use tantivy::{IndexReader, IndexSettings, IndexSortByField, Order, ReloadPolicy, Searcher};

/// How far an index has followed the log of changes; written with each commit of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Version of fields and rules.
    pub version: String,
    /// Number of the last line of the log that is in it.
    pub seq: i64,
    /// The story of that line: tells one database from another.
    pub story: Option<u128>,
    /// Whether every story was put in once; else it is being built.
    pub is_whole: bool,
}

/// An index in its folder.
pub struct Index {
    folder: PathBuf,
    inner: tantivy::Index,
    fields: Fields,
    reader: IndexReader,
    now: RwLock<Arc<Snapshot>>,
}

/// How an index stood at a moment.
pub struct Snapshot {
    pub(crate) searcher: Searcher,
    /// At least what is in it.
    pub mark: Mark,
    columns: OnceLock<Vec<Columns>>,
}

impl Snapshot {
    /// How many stories it has.
    pub fn stories(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Columns of each segment, read when first asked for.
    pub(crate) fn columns(&self) -> Result<&[Columns], SearchError> {
        if let Some(known) = self.columns.get() {
            return Ok(known);
        }
        let readers = self.searcher.segment_readers().iter();
        let read = readers.map(Columns::open).collect::<Result<_, _>>()?;
        Ok(self.columns.get_or_init(|| read))
    }
}

impl Index {
    /// Makes an empty index in a folder, which is made too.
    pub fn create(folder: &Path) -> Result<Self, SearchError> {
        std::fs::create_dir_all(folder)?;
        let (schema, _) = schema();
        // Newest first: a search that has seen enough has seen the newest.
        let settings = IndexSettings {
            sort_by_field: Some(IndexSortByField {
                field: PUBLISHED.to_owned(),
                order: Order::Desc,
            }),
            ..IndexSettings::default()
        };
        tantivy::Index::create(Folder::open(folder)?, schema, settings)?;
        let index = Self::open_any(folder)?;
        index.inner_writer_mark(&Mark {
            version: VERSION.to_owned(),
            ..Mark::default()
        })?;
        Ok(index)
    }

    /// Opens the index of a folder, if it is of this version and whole as far as can be seen without
    /// reading all of it.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        if !folder.join("meta.json").is_file() {
            return Err(SearchError::Absent(folder.to_owned()));
        }
        let index = Self::open_any(folder)?;
        let found = &index.snapshot().mark.version;
        if found != VERSION {
            return Err(SearchError::OtherVersion {
                folder: folder.to_owned(),
                found: found.clone(),
                wanted: VERSION,
            });
        }
        Ok(index)
    }

    fn open_any(folder: &Path) -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        let inner = tantivy::Index::open(Folder::open(folder)?)?;
        if !is_same(&inner.schema(), &schema) {
            return Err(SearchError::OtherVersion {
                folder: folder.to_owned(),
                found: "with other fields".to_owned(),
                wanted: VERSION,
            });
        }
        let mark = mark_of(&inner)?;
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let snapshot = Snapshot {
            searcher: reader.searcher(),
            mark,
            columns: OnceLock::new(),
        };
        Ok(Self {
            folder: folder.to_owned(),
            inner,
            fields,
            reader,
            now: RwLock::new(Arc::new(snapshot)),
        })
    }

    /// An index without a commit has no mark; this gives it one.
    fn inner_writer_mark(&self, mark: &Mark) -> Result<(), SearchError> {
        let mut writer: tantivy::IndexWriter = self
            .inner
            .writer_with_num_threads(1, crate::Memory::Small.bytes())?;
        commit(&mut writer, mark)?;
        writer.wait_merging_threads()?;
        self.reload().map(|_| ())
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn inner(&self) -> &tantivy::Index {
        &self.inner
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// How it stands, as last looked at.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at what was committed since; whether there was anything.
    pub fn reload(&self) -> Result<bool, SearchError> {
        // The mark first: what is read after it has at least as much in it.
        let mark = mark_of(&self.inner)?;
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let before = self.snapshot();
        let is_new = before.mark != mark || before.searcher.generation() != searcher.generation();
        if is_new {
            let snapshot = Snapshot {
                searcher,
                mark,
                columns: OnceLock::new(),
            };
            *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        }
        Ok(is_new)
    }

    /// Reads every file and compares it with its checksum: the names of those that are damaged.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>, SearchError> {
        Ok(self.inner.validate_checksum()?.into_iter().collect())
    }
}

fn is_same(one: &Schema, other: &Schema) -> bool {
    serde_json::to_value(one).ok() == serde_json::to_value(other).ok()
}

fn mark_of(index: &tantivy::Index) -> Result<Mark, SearchError> {
    let payload = index.load_metas()?.payload;
    let Some(payload) = payload else {
        return Ok(Mark::default());
    };
    serde_json::from_str(&payload).map_err(|e| SearchError::Damaged(format!("its mark: {e}")))
}

/// Commits with a mark.
pub fn commit(writer: &mut tantivy::IndexWriter, mark: &Mark) -> Result<(), SearchError> {
    let text = serde_json::to_string(mark).map_err(|e| SearchError::Damaged(e.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&text);
    prepared.commit()?;
    Ok(())
}
