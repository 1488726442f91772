//! The database layer on SQLite, and on PostgreSQL where `DATELINE_TEST_PG` names a server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod changes;
mod copies;
mod faults;
mod jobs;
mod migrations;
mod queries;
mod stock;
