//! Archives of other systems, from the file to what readers get.

mod archive;
mod files;
mod house;
mod links;
mod pictures;
mod places;
mod runs;
mod states;
