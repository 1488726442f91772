//! Foreign formats in and out, pure: bytes or text in, values out; no network, no files, no clock.
//!
//! Everything here reads what strangers wrote, so nothing may panic, recurse without bound or
//! grow without bound, whatever comes in.

pub mod archive;
pub mod feed;
pub mod ghost;
pub mod html;
pub mod json_ld;
pub mod normal;
pub mod photo;
pub mod sitemap;
pub mod wxr;
