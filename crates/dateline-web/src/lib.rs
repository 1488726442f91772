//! HTTP shared by the reader site and the newsroom.

pub mod house;
pub mod i18n;
pub mod nearest;
pub mod neighbours;
pub mod server;
pub mod templates;
