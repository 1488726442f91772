//! Writing a story together.

mod hostile;
mod kit;
mod storm;
mod together;
