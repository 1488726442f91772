//! Writing a story together.

mod kit;
mod together;
