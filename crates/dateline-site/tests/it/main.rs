//! The reader site through HTTP: what readers get when the newsroom acts.
//!
//! Every test runs on SQLite, and on PostgreSQL too where `DATELINE_TEST_PG` names a server.

mod kit;
mod publishing;
