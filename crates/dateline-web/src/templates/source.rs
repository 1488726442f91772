//! Which theme is meant: one the program carries, or a folder.

use super::bundled::{self, DEFAULT};
use super::error::ThemeError;
use super::folder::{self, Files};
use crate::i18n::check::Fault;
use crate::nearest::nearest;
use std::path::PathBuf;

/// Where a theme comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThemeSource {
    /// A theme of the program, by name.
    Bundled(String),
    /// A folder.
    Folder(PathBuf),
}

impl Default for ThemeSource {
    fn default() -> Self {
        Self::Bundled(DEFAULT.to_owned())
    }
}

impl std::fmt::Display for ThemeSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bundled(name) => f.write_str(name),
            Self::Folder(path) => path.display().fmt(f),
        }
    }
}

impl ThemeSource {
    /// What somebody wrote: a name, else the path of a folder that is there.
    pub fn parse(text: &str) -> Result<Self, ThemeError> {
        let names = bundled::names();
        if names.iter().any(|name| name == text) {
            return Ok(Self::Bundled(text.to_owned()));
        }
        let path = PathBuf::from(text);
        if path.is_dir() {
            return Ok(Self::Folder(path));
        }
        let near = nearest(text, names.iter().map(String::as_str));
        Err(ThemeError::Unknown {
            name: text.to_owned(),
            hint: match near {
                Some(near) => format!("; did you mean \"{near}\"?"),
                None => format!(
                    ", and no folder of that path; bundled are {}",
                    names.join(", ")
                ),
            },
        })
    }

    /// The theme this one names as its parent: a bundled one, or a folder beside this one.
    pub(super) fn parent(&self, name: &str) -> Result<Self, String> {
        let names = bundled::names();
        if names.iter().any(|n| n == name) {
            return Ok(Self::Bundled(name.to_owned()));
        }
        let good = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let plain = !name.is_empty() && !name.starts_with('.') && name.chars().all(good);
        if let Self::Folder(own) = self
            && plain
        {
            let own = own.canonicalize().unwrap_or_else(|_| own.clone());
            let beside = own.parent().map(|above| above.join(name));
            if let Some(beside) = beside.filter(|b| b.is_dir()) {
                return Ok(Self::Folder(beside));
            }
        }
        let hint = nearest(name, names.iter().map(String::as_str)).map_or_else(
            || {
                format!(
                    "; name a bundled one ({}) or a folder beside this one",
                    names.join(", ")
                )
            },
            |near| format!("; did you mean \"{near}\"?"),
        );
        Err(format!("there is no parent \"{name}\"{hint}"))
    }

    /// Its files, and what lies among them that no theme has.
    pub(super) fn read(&self) -> Result<(Files, Vec<Fault>), ThemeError> {
        match self {
            Self::Bundled(name) => Ok((bundled::files(name), Vec::new())),
            Self::Folder(path) => folder::read(path),
        }
    }

    /// How its files are named to people: as in the repository, or as the folder was named.
    pub(super) fn label(&self) -> String {
        match self {
            Self::Bundled(name) => format!("themes/{name}"),
            Self::Folder(path) => path.display().to_string(),
        }
    }

    /// The folder to watch while it is worked on.
    pub fn watched(&self) -> Option<PathBuf> {
        match self {
            Self::Bundled(name) => bundled::checkout(name),
            Self::Folder(path) => Some(path.clone()),
        }
    }
}
