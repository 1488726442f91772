//! The newsroom's verbs: what staff, the scheduler and the command line do to stories.
//!
//! A verb asks `dateline-core` whether it is allowed, writes row, event and jobs in one
//! transaction, and announces what changed before it answers.

pub mod actor;
pub mod api;
pub mod app;
mod hex;
mod history;
pub mod import;
pub mod picture;
pub mod press;
pub mod report;
pub mod staff;
pub mod story;
pub mod token;
pub mod translation;
pub mod upload;
pub mod worker;
