//! The reader site.

pub mod view;

pub mod cache;
