//! Archives of other systems, from the file to what readers get.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod archive;
mod fetching;
mod files;
mod house;
mod links;
mod pictures;
mod places;
mod runs;
mod states;
