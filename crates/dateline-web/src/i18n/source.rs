//! Where message files come from: embedded, and over them those of a folder, message by message.

use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(RustEmbed)]
#[folder = "../../locales/"]
struct Embedded;

/// Begins the names of files with messages for staff: no edition is kept from readers for want of one.
const OF_STAFF: &str = "newsroom-";

/// Bytes of one message file; all of ours together have fewer.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;
/// Message files of one language in a folder.
pub const MAX_FILES: usize = 200;
/// Languages in a folder.
pub const MAX_LANGUAGES: usize = 100;

/// A message file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageFile {
    /// Where it is, as faults name it.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// It comes from the house's own folder: its messages take the place of the program's.
    pub is_own: bool,
}

/// Message files by language, each language's in rising order of weight.
#[derive(Clone, Debug, Default)]
pub struct MessageFiles(BTreeMap<String, Vec<MessageFile>>);

/// Why a folder of messages cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be used for messages: {detail}", path.display())]
pub struct MessageFolderError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong, and what to do.
    pub detail: String,
}

impl MessageFiles {
    /// The files the program carries for readers.
    pub fn embedded() -> Self {
        Self::carried(|name| !name.starts_with(OF_STAFF))
    }

    /// The files the program carries for staff.
    pub fn of_staff() -> Self {
        Self::carried(|name| name.starts_with(OF_STAFF))
    }

    fn carried(wanted: impl Fn(&str) -> bool) -> Self {
        let mut files = Self::default();
        let mut paths: Vec<_> = Embedded::iter().collect();
        paths.sort_unstable();
        let is_wanted = |path: &str| {
            let path = Path::new(path);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.extension().is_some_and(|e| e == "ftl") && wanted(&name)
        };
        for path in paths.iter().filter(|path| is_wanted(path)) {
            if let Some(file) = Embedded::get(path) {
                let text = String::from_utf8_lossy(&file.data).into_owned();
                files.add(&format!("locales/{path}"), text);
            }
        }
        files
    }

    /// The files the program carries, and over them those of a folder if there is one.
    pub fn with_folder(folder: Option<&Path>) -> Result<Self, MessageFolderError> {
        let mut files = Self::embedded();
        if let Some(folder) = folder {
            files.overlay(folder)?;
        }
        Ok(files)
    }

    /// Adds a file by its path, which ends in "en/site.ftl": the folder names the language.
    pub fn add(&mut self, path: &str, text: String) {
        let mut parts = path.rsplit('/');
        if let (Some(_), Some(language)) = (parts.next(), parts.next()) {
            let file = MessageFile {
                path: path.to_owned(),
                text,
                is_own: false,
            };
            self.0.entry(language.to_owned()).or_default().push(file);
        }
    }

    /// Codes of the languages there are.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The files of a language, in rising order of weight.
    pub fn of(&self, language: &str) -> &[MessageFile] {
        self.0.get(language).map_or(&[], Vec::as_slice)
    }

    /// Puts a language in, whole.
    pub(super) fn put(&mut self, language: &str, files: Vec<MessageFile>) {
        self.0.insert(language.to_owned(), files);
    }

    /// Adds every `{language}/*.ftl` of a folder; what cannot be read is an error that names it.
    fn overlay(&mut self, folder: &Path) -> Result<(), MessageFolderError> {
        let languages: Vec<PathBuf> = listed(folder, MAX_LANGUAGES)?
            .into_iter()
            .filter(|p| p.is_dir())
            .collect();
        for path in languages {
            let language = name_of(&path);
            if language.parse::<icu::locale::LanguageIdentifier>().is_err() {
                let detail = "its name is no language tag (BCP 47), such as \"uk\" or \"zh-Hans\"";
                return Err(fault(&path, detail));
            }
            for file in listed(&path, MAX_FILES)? {
                if file.extension().is_some_and(|e| e == "ftl") {
                    let own = MessageFile {
                        path: file.display().to_string(),
                        text: read(&file)?,
                        is_own: true,
                    };
                    self.0.entry(language.clone()).or_default().push(own);
                }
            }
        }
        Ok(())
    }
}

fn fault(path: &Path, detail: impl std::fmt::Display) -> MessageFolderError {
    MessageFolderError {
        path: path.to_owned(),
        detail: detail.to_string(),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What is in a folder, by name.
fn listed(folder: &Path, most: usize) -> Result<Vec<PathBuf>, MessageFolderError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| fault(folder, e))? {
        found.push(entry.map_err(|e| fault(folder, e))?.path());
        if found.len() > most {
            return Err(fault(folder, format!("it holds more than {most} entries")));
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn read(file: &Path) -> Result<String, MessageFolderError> {
    let about = std::fs::metadata(file).map_err(|e| fault(file, e))?;
    // A pipe would be waited for, and a device has no end.
    if !about.is_file() {
        return Err(fault(file, "it is no plain file"));
    }
    let bytes = about.len();
    if bytes > MAX_FILE_BYTES {
        let detail = format!("it has {bytes} bytes; at most {MAX_FILE_BYTES} are allowed");
        return Err(fault(file, detail));
    }
    let bytes = std::fs::read(file).map_err(|e| fault(file, e))?;
    String::from_utf8(bytes).map_err(|e| {
        let before = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        fault(file, format!("line {line} is not UTF-8"))
    })
}
