//! What tests share: a house on either database, a small paper to put in it, a server and a client.
//!
//! It knows no surface: whoever tests one hands its router in. Everything here panics where
//! shipped code would answer an error, since a test has nobody to answer to.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod cut;
pub mod hostile;
mod house;
mod http;
mod paper;
mod pen;
mod server;
mod story;

pub use cut::Cut;
pub use dateline_web::house::House;
pub use house::{Engine, NOON, TestHouse, each_engine};
pub use http::{Answer, Client};
pub use paper::Paper;
pub use pen::Pen;
pub use server::TestServer;
pub use story::StoryBuilder;
