//! The text of a story as people write it together: a Yjs document, and what it says as
//! [`dateline_core::story::StoryContent`].
//!
//! It knows no network, no database and no clock. Whatever a client sends passes [`Document::apply`]:
//! what the schema does not know is refused by name, and nothing that is sent may bring the program
//! down or make it hold more than [`limits`].
//!
//! Between a document and a story's content stands a plain [`tree`]: documents are read into it and
//! made to say it by the fewest edits, so that what others are typing meanwhile merges.

mod check;
mod document;
mod edit;
mod from_content;
mod into_content;
pub mod limits;
mod marks;
mod read;
mod scan;
mod schema;
pub mod tree;
pub mod wire;

pub use document::{Document, Refused};
