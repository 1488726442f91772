//! The queries, one module a noun.

pub mod change;
