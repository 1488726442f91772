//! The folder with the index in use, and the next one while it is built.

use crate::{Index, SearchError};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Version of fields and rules for words. An index of another one is built anew: raise it with every
/// change of `schema` or `analyze`, and with every version of the libraries that changes stems or cuts.
pub const VERSION: &str = "1";

/// The file that names the index in use.
const CURRENT: &str = "current.json";
/// The file that asks whoever writes the index to build it anew.
const WANTED: &str = "rebuild";

/// Folder of the indexes of a house. Only who holds the lock `search` of the data folder may write.
#[derive(Clone, Debug)]
pub struct Shelf {
    root: PathBuf,
}

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Current {
    /// Name of the folder.
    folder: String,
    /// The request this index was built for, if it was asked for.
    #[serde(default)]
    answers: Option<String>,
}

impl Shelf {
    /// The shelf of a data folder; nothing is made.
    pub fn of(data: &Path) -> Self {
        Self {
            root: data.join("search"),
        }
    }

    /// The index in use.
    pub fn open(&self) -> Result<Index, SearchError> {
        let current = self.current()?;
        let Some(current) = current else {
            return Err(SearchError::Absent(self.root.clone()));
        };
        Index::open(&self.root.join(current.folder))
    }

    /// Makes an empty index beside the one in use. What others left unfinished is removed.
    pub fn create(&self) -> Result<Index, SearchError> {
        fs::create_dir_all(&self.root)?;
        let current = self.current().ok().flatten();
        self.sweep(current.as_ref().map(|c| c.folder.as_str()));
        let last = self
            .folders()
            .into_iter()
            .filter_map(|name| number(&name))
            .max();
        let name = format!("index-{}", last.unwrap_or(0) + 1);
        Index::create(&self.root.join(name))
    }

    /// Puts an index into use, and removes every other. `answers` names the request it was built for.
    pub fn promote(&self, index: &Index, answers: Option<String>) -> Result<(), SearchError> {
        let name = index.folder().file_name().and_then(|name| name.to_str());
        let folder = name.unwrap_or_default().to_owned();
        let current = Current { folder, answers };
        let text = serde_json::to_string(&current).map_err(io::Error::other)?;
        replace(&self.root.join(CURRENT), &text)?;
        self.sweep(Some(&current.folder));
        Ok(())
    }

    /// Name of the index in use, if there is one.
    pub fn current_folder(&self) -> Option<PathBuf> {
        let current = self.current().ok().flatten()?;
        Some(self.root.join(current.folder))
    }

    /// Asks whoever writes the index to build it anew.
    pub fn ask(&self, request: &str) -> Result<(), SearchError> {
        fs::create_dir_all(&self.root)?;
        replace(&self.root.join(WANTED), request)?;
        Ok(())
    }

    /// The request to build the index anew, if there is one.
    pub fn asked(&self) -> Option<String> {
        let text = fs::read_to_string(self.root.join(WANTED)).ok()?;
        Some(text.trim().chars().take(100).collect())
    }

    /// Takes the request away, if it is still this one.
    pub fn settle(&self, request: &str) {
        if self.asked().as_deref() == Some(request)
            && let Err(error) = fs::remove_file(self.root.join(WANTED))
        {
            tracing::warn!(%error, "The request to build the search index anew could not be removed");
        }
    }

    /// Whether the index in use was built for this request.
    pub fn has_answered(&self, request: &str) -> bool {
        let current = self.current().ok().flatten();
        current.and_then(|c| c.answers).as_deref() == Some(request)
    }

    fn current(&self) -> Result<Option<Current>, SearchError> {
        let path = self.root.join(CURRENT);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
            Err(error) => return Err(error.into()),
        };
        let damaged = |what: String| SearchError::Damaged(format!("{}: {what}", path.display()));
        let current: Current = serde_json::from_str(&text).map_err(|e| damaged(e.to_string()))?;
        if number(&current.folder).is_none() {
            return Err(damaged(format!("\"{}\" is no index", current.folder)));
        }
        Ok(Some(current))
    }

    fn folders(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(&self.root) else {
            return Vec::new();
        };
        let names = entries
            .flatten()
            .filter_map(|e| e.file_name().into_string().ok());
        names.filter(|name| number(name).is_some()).collect()
    }

    fn sweep(&self, kept: Option<&str>) {
        for name in self.folders() {
            if Some(name.as_str()) != kept
                && let Err(error) = fs::remove_dir_all(self.root.join(&name))
            {
                tracing::warn!(%error, "The old search index {name} could not be removed");
            }
        }
    }
}

/// The number of an index, if the name is one's.
fn number(name: &str) -> Option<u64> {
    name.strip_prefix("index-")?.parse().ok()
}

/// Writes a file so that readers see the old text or the new.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = fs::File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}
