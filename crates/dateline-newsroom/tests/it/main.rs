//! The newsroom's verbs on SQLite, and on PostgreSQL where `DATELINE_TEST_PG` names a server.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod accounts;
mod clock;
mod coedit;
mod corrections;
mod credentials;
mod model;
mod names;
mod pictures;
mod pressing;
mod turns;
mod work;
