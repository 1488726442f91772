//! The HTTP server: connections with limits, a fast path for answers at hand, everything else by router.
//!
//! It knows nothing of stories. Whoever builds the program gives it a router and, for pages kept
//! ready, a function that is asked first.

mod accept;
mod activity;
mod body;
mod check;
mod conditional;
mod connection;
mod encoding;
mod limits;
mod peers;
mod security;
mod sender;
mod service;
#[cfg(test)]
mod tests;
mod upload;

pub use accept::{bind, serve};
pub use body::Body;
pub use conditional::{Known, known_tags};
pub use encoding::{Effort, Encoding, compress};
pub use limits::Limits;
pub use security::{headers as security_headers, policy_to_be_framed, policy_with_frames};
pub use sender::{is_from_here, sender};
pub use service::{App, Head, RequestId};
