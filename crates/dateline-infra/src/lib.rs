//! What Dateline reaches outside itself by: files, other sites, pictures, other processes, caches in front.
//!
//! Every port has a limit for each thing it takes (bytes, pixels, seconds, waiters) and an error
//! that names the limit. Nothing here knows SQL, HTTP serving or what a story is.

pub mod background;
pub mod blob;
pub mod bus;
pub mod cdn;
pub mod fetch;
pub mod lock;
pub mod node;
pub mod passkey;
pub mod password;
pub mod picture;
pub mod provenance;
