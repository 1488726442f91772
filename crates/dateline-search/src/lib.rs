//! The search index: words of stories by language, and what finds them again.
//!
//! Knows folders and files, words and numbers. It must not know SQL, HTTP, what a page is or whether a
//! story is public: whoever asks checks each hit against what readers may see.

mod analyze;
mod columns;
mod directory;
mod document;
mod error;
mod index;
mod passage;
mod query;
mod schema;
mod shelf;
mod writer;

pub use analyze::Language;
pub use document::Document;
pub use error::SearchError;
pub use index::{Index, Mark, Snapshot};
pub use passage::{Passages, Piece};
pub use query::{Filters, Found, Hit, How, MAX_CHARS, MAX_HITS, MAX_WORDS, Order, Request, Terms};
pub use shelf::{Shelf, VERSION};
pub use writer::{Memory, Writer};
