//! Newsroom accounts through the API: who comes in, what they may do, and how it ends.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod desk;
mod factors;
mod invitations;
mod open;
mod passkeys;
mod sessions;
mod setup;
mod staff;
mod table;
