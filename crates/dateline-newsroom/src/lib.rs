//! The newsroom's verbs: what staff, the scheduler and the command line do to stories.
//!
//! A verb asks `dateline-core` whether it is allowed, writes row, event and jobs in one
//! transaction, and announces what changed before it answers.

pub mod account;
pub mod actor;
pub mod api;
pub mod app;
pub mod coedit;
pub mod front;
mod hex;
mod history;
pub mod import;
pub mod picture;
pub mod press;
pub mod preview;
pub mod report;
pub mod story;
pub mod token;
pub mod translation;
pub mod upload;
pub mod worker;
