//! The keys of content credentials in a backup: copied with their checksums, for their owner's eyes
//! only. They are files like others here; no build needs to know what is in them.

use super::backup::{sha256_of, write_synced};
use crate::credentials::folder;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path, PathBuf};

/// The folder in a backup.
const FOLDER: &str = "credentials";
/// Folders within it that are kept.
const WITHIN: [&str; 2] = ["old", "trusted"];

/// Copies every certificate and key; names and checksums.
pub fn copy(data: &Path, to: &Path) -> Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    let from = folder(data);
    for within in ["", WITHIN[0], WITHIN[1]] {
        let place = from.join(within);
        if !place.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&place)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !path.is_file() || path.extension().is_none_or(|end| end != "pem") {
                continue;
            }
            let name = Path::new(within).join(name.as_ref());
            place_one(&fs::read(&path)?, &to.join(FOLDER).join(&name))?;
            sums.insert(name.to_string_lossy().into_owned(), sha256_of(&path)?);
        }
    }
    Ok(sums)
}

/// Compares a copy with its checksums.
pub fn check(from: &Path, sums: &BTreeMap<String, String>) -> Result<()> {
    for (name, sum) in sums {
        let path = from.join(FOLDER).join(plain(name)?);
        let found = sha256_of(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if found != *sum {
            bail!(
                "{} is damaged: its checksum is not the one of the manifest",
                path.display()
            );
        }
    }
    Ok(())
}

/// Brings them back into a house that has none.
pub fn put_back(from: &Path, data: &Path, sums: &BTreeMap<String, String>) -> Result<()> {
    let to = folder(data);
    if !sums.is_empty() && to.join("signing.pem").exists() {
        bail!(
            "{} holds keys already; move it away, or restore into a new folder",
            to.display()
        );
    }
    for name in sums.keys() {
        let name = plain(name)?;
        place_one(&fs::read(from.join(FOLDER).join(&name))?, &to.join(&name))?;
    }
    Ok(())
}

/// A name that leads nowhere else.
fn plain(name: &str) -> Result<PathBuf> {
    let path = Path::new(name);
    let is_plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !is_plain || name.is_empty() {
        bail!("the manifest names a key \"{name}\", which is no name of one");
    }
    Ok(path.to_owned())
}

fn place_one(bytes: &[u8], to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    // Closed before anything secret is in it.
    fs::File::create(to)?.set_permissions(fs::Permissions::from_mode(0o600))?;
    write_synced(to, bytes)
}
