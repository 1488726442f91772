//! The reader site: pages, feeds and sitemaps made from pressed rows, and the cache that keeps them.

mod asked;
mod assets;
pub mod build;
pub mod cache;
pub mod error;
mod headless;
pub mod masthead;
mod pages;
mod pictures;
pub mod preview;
mod reports;
pub mod route;
pub mod search;
pub mod serve;
pub mod site;
pub mod theme;
pub mod view;
