//! Archives of other systems, from the file to what readers get.

mod archive;
mod files;
mod house;
mod links;
mod pictures;
mod runs;
mod states;
