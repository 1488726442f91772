//! HTTP shared by the reader site and the newsroom.

pub mod i18n;
pub mod server;
pub mod templates;
