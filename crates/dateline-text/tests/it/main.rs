//! The document of a story: what it says, what it takes, what it refuses.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod content;
mod editor;
mod hostile;
mod walks;
