//! Where things are in the checkout.

use std::path::{Path, PathBuf};

/// The checkout's root: the parent of this crate's folder.
pub fn root() -> PathBuf {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_dir.parent().unwrap_or(crate_dir).to_owned()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The program, as cargo builds it.
pub fn dateline(release: bool) -> PathBuf {
    target()
        .join(if release { "release" } else { "debug" })
        .join("dateline")
}
