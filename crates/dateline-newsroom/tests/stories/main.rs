//! Stories through the API: how they move through the desk, become public, and are put right.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod acts;
mod board;
mod checks;
#[expect(dead_code, reason = "tests of accounts use more of it")]
#[path = "../accounts/desk.rs"]
mod desk;
mod filing;
mod fronts;
mod ladders;
mod library;
mod live;
mod newsroom;
mod once;
mod openapi;
mod previews;
mod revisions;
