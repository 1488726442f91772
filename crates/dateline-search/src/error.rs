//! What can go wrong with an index.

use std::path::PathBuf;

/// Why the index could not be opened, written or asked.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// There is none yet.
    #[error("there is no search index in {}", .0.display())]
    Absent(PathBuf),
    /// It was made by another version: other fields or other rules for words.
    #[error("the search index in {} is of version {found}, this program makes version {wanted}", .folder.display())]
    OtherVersion {
        /// Where.
        folder: PathBuf,
        /// The version found.
        found: String,
        /// The version wanted.
        wanted: &'static str,
    },
    /// Files are missing, cut or make no sense.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// The file system refused.
    #[error("the search index cannot be reached: {0}")]
    Io(#[from] std::io::Error),
}

impl SearchError {
    /// Whether only building the index anew helps.
    pub fn wants_rebuild(&self) -> bool {
        !matches!(self, Self::Io(_))
    }
}

/// A file that ends too early, is not there or makes no sense is damage; what else the system refuses
/// may pass.
fn of_io(error: &std::io::Error, words: String) -> SearchError {
    use std::io::ErrorKind::{InvalidData, InvalidInput, NotFound, Other, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | NotFound | Other | UnexpectedEof => {
            SearchError::Damaged(words)
        }
        kind => SearchError::Io(std::io::Error::new(kind, words)),
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        let words = error.to_string();
        match error {
            tantivy::TantivyError::IoError(error) => of_io(&error, words),
            tantivy::TantivyError::OpenReadError(error) => error.into(),
            _ => Self::Damaged(words),
        }
    }
}

impl From<tantivy::directory::error::OpenReadError> for SearchError {
    fn from(error: tantivy::directory::error::OpenReadError) -> Self {
        let words = error.to_string();
        match error {
            tantivy::directory::error::OpenReadError::IoError { io_error, .. } => {
                of_io(&io_error, words)
            }
            _ => Self::Damaged(words),
        }
    }
}

impl From<tantivy::directory::error::OpenDirectoryError> for SearchError {
    fn from(error: tantivy::directory::error::OpenDirectoryError) -> Self {
        Self::Damaged(error.to_string())
    }
}
