//! The reader site.

pub mod view;
