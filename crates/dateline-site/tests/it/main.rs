//! The reader site through HTTP: what readers get when the newsroom acts.
//!
//! Every test runs on SQLite, and on PostgreSQL too where `DATELINE_TEST_PG` names a server.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod comfort;
mod credentials;
mod embeds;
mod faults;
mod freshness;
mod fronts;
mod headless;
mod hostile;
mod kit;
mod launches;
mod leaks;
mod lists;
mod outage;
mod pages;
mod protocol;
mod publishing;
mod renditions;
mod requests;
mod rights;
mod schedule;
mod search;
mod themes;
