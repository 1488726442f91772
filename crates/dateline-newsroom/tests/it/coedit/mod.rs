//! Writing a story together.

mod faults;
mod hostile;
mod kit;
mod storm;
mod together;
