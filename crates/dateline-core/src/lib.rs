//! The domain of a news house, pure.
//!
//! What a story, a body, an edition, a front, a notice *is* and which changes are allowed.
//! This crate knows no async runtime, no HTTP, no SQL, no file system, no environment and no
//! system clock: time, randomness, ids and locale are arguments.

pub mod body;
pub mod checks;
pub mod credentials;
pub mod edition;
pub mod event;
pub mod front;
pub mod id;
pub mod notice;
pub mod picture;
pub mod pressed;
pub mod rights;
pub mod slug;
pub mod story;
pub mod subject;
pub mod tag;
pub mod translation;
pub mod workflow;
