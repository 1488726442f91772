//! The program itself: its commands, its processes, and what happens when they die.
//!
//! Needs nothing but the binary; what needs PostgreSQL, a mount or strace is left out, with a
//! line that says so, where there is none.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed"
)]

mod accounts;
mod apart;
mod api;
mod backup;
mod clock;
mod config;
mod credentials;
mod desk;
mod disk;
mod help;
mod kill;
mod kill_pictures;
mod kill_together;
mod kit;
mod languages;
mod newsroom;
mod picture_desk;
mod pictures;
mod reports;
mod sample;
mod search;
mod servers;
mod stories;
mod themes;
mod translations;
mod varnish;
