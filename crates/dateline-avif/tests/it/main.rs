//! Pictures of every sort, and files that mean harm.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hostile;
mod pictures;

use dateline_avif::{Avif, AvifError};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/files"))
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

/// Width, height, channels and samples.
fn decoded(bytes: &[u8]) -> Result<(usize, usize, usize, Vec<u8>), AvifError> {
    let picture = Avif::read(bytes)?;
    let mut samples = Vec::new();
    picture.decode(|row| {
        samples.extend_from_slice(row);
        Ok(())
    })?;
    let (width, height) = picture.size();
    Ok((
        usize::try_from(width).unwrap(),
        usize::try_from(height).unwrap(),
        usize::from(picture.channels()),
        samples,
    ))
}
