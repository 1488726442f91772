//! Why a theme cannot be used, or a page not be made with it.

use super::engine::FUEL;
use super::folder::limits;
use minijinja::{Error, ErrorKind};
use std::path::PathBuf;

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// Neither the name of a bundled theme nor a folder.
    #[error("there is no theme \"{name}\"{hint}")]
    Unknown {
        /// What was asked for.
        name: String,
        /// What was perhaps meant, or what there is.
        hint: String,
    },
    /// What should be a folder is none.
    #[error("{} is no folder", path.display())]
    NoFolder {
        /// It.
        path: PathBuf,
    },
    /// The system refuses.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A link that leads out of the theme.
    #[error("{} leads out of the theme, to {}; put a copy of the file in its place", path.display(), target.display())]
    Outside {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// A pipe, a socket, a device.
    #[error("{} is no plain file; take it out of the theme", path.display())]
    NotAFile {
        /// It.
        path: PathBuf,
    },
    /// A file, or all together.
    #[error("{}: {} at most {} KiB; make it smaller", path.display(), if *is_sum { "with it the theme is too large: all files together are" } else { "it is too large: such a file is" }, limit / 1024)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit that was passed, in bytes.
        limit: u64,
        /// Whether it is that of all files.
        is_sum: bool,
    },
    /// Files without end.
    #[error("{} holds more than {} files; a theme has at most that many", path.display(), limits::FILES)]
    TooMany {
        /// The folder.
        path: PathBuf,
    },
    /// Folders without end.
    #[error("{} lies too deep: a theme has at most {} folders within one another", path.display(), limits::DEPTH)]
    TooDeep {
        /// The folder.
        path: PathBuf,
    },
    /// Text that is none.
    #[error("{}:{line}: not UTF-8; save the file in that encoding", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
    },
    /// `theme.toml` says what none may say.
    #[error("{file}:{line}: {detail}")]
    Manifest {
        /// The file.
        file: String,
        /// From 1; 0 if it is no line's fault.
        line: usize,
        /// What is wrong.
        detail: String,
    },
    /// A value the configuration gives to a setting of the theme.
    #[error("[theme]: {0}")]
    Setting(String),
    /// A template that does not parse.
    #[error("{0}")]
    Template(#[from] TemplateError),
}

impl ThemeError {
    /// File, line (0 if none) and what is wrong, apart.
    pub fn parts(&self) -> (String, usize, String) {
        match self {
            Self::Manifest { file, line, detail } => (file.clone(), *line, detail.clone()),
            Self::Template(e) => (e.file.clone(), e.line, e.detail.clone()),
            Self::Encoding { path, line } => (
                path.display().to_string(),
                *line,
                "not UTF-8; save the file in that encoding".to_owned(),
            ),
            Self::NoFolder { path }
            | Self::Unreadable { path, .. }
            | Self::Outside { path, .. }
            | Self::NotAFile { path }
            | Self::TooLarge { path, .. }
            | Self::TooMany { path }
            | Self::TooDeep { path } => (path.display().to_string(), 0, self.to_string()),
            Self::Unknown { .. } => ("site.theme".to_owned(), 0, self.to_string()),
            Self::Setting(what) => ("[theme]".to_owned(), 0, what.clone()),
        }
    }
}

/// Why a page could not be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {detail}")]
pub struct TemplateError {
    /// Name of the template the fault is in, `story.html`.
    pub template: String,
    /// The file it was read from; the name where that is not known.
    pub file: String,
    /// Line in it, from 1; 0 if it is not known.
    pub line: usize,
    /// What is wrong.
    pub detail: String,
    /// The lines around it, numbered.
    pub lines: Vec<(usize, String)>,
}

impl From<Error> for TemplateError {
    fn from(error: Error) -> Self {
        // The innermost error that names a template is where the fault is.
        let mut deepest = &error;
        let mut source = std::error::Error::source(&error);
        while let Some(next) = source {
            if let Some(inner) = next.downcast_ref::<Error>()
                && inner.name().is_some()
            {
                deepest = inner;
            }
            source = next.source();
        }
        let detail = match (deepest.kind(), deepest.detail()) {
            (ErrorKind::OutOfFuel, _) => {
                format!("takes too long: a page has {FUEL} steps, each 64 bytes of text one more")
            }
            (kind, None) => kind.to_string(),
            (kind, Some(detail)) => format!("{kind}: {detail}"),
        };
        let template = deepest.name().unwrap_or_default().to_owned();
        Self {
            file: template.clone(),
            template,
            line: deepest.line().unwrap_or(0),
            detail,
            lines: Vec::new(),
        }
    }
}
