//! Checking that what is stored is what was put there.

use super::disk::{Disk, failed};
use super::{BlobResult, Hash};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Unfinished files older than this belong to a process that died.
const STALE: Duration = Duration::from_hours(24);

/// What a scrub found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScrubReport {
    /// Originals read.
    pub checked: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Originals whose content is not what their name says.
    pub damaged: Vec<Hash>,
    /// Files that do not belong there.
    pub strays: Vec<PathBuf>,
    /// Unfinished files removed.
    pub removed: u64,
}

impl Disk {
    pub(super) async fn scrub(&self, now: SystemTime) -> BlobResult<ScrubReport> {
        let disk = self.clone();
        super::disk::blocking(move || {
            let mut report = ScrubReport::default();
            check(&disk.folder("originals"), 0, &mut report)?;
            remove_stale(&disk.folder("incoming"), now, &mut report)?;
            Ok(report)
        })
        .await
    }
}

fn check(folder: &Path, depth: u8, report: &mut ScrubReport) -> BlobResult<()> {
    for entry in entries(folder)? {
        let kind = fs::symlink_metadata(&entry).map_err(failed("look at", &entry))?;
        match name(&entry).and_then(Hash::parse) {
            _ if kind.is_dir() && depth < 2 => check(&entry, depth + 1, report)?,
            Some(hash) if kind.is_file() && depth == 2 => compare(&entry, hash, report)?,
            _ => report.strays.push(entry),
        }
    }
    Ok(())
}

fn compare(path: &Path, named: Hash, report: &mut ScrubReport) -> BlobResult<()> {
    let (found, len) = Disk::hash_of(path)?;
    report.checked += 1;
    report.bytes += len;
    if found != named {
        report.damaged.push(named);
    }
    Ok(())
}

fn remove_stale(folder: &Path, now: SystemTime, report: &mut ScrubReport) -> BlobResult<()> {
    for path in entries(folder)? {
        let age = fs::metadata(&path).and_then(|m| m.modified()).ok();
        if age
            .and_then(|at| now.duration_since(at).ok())
            .is_some_and(|age| age > STALE)
        {
            fs::remove_file(&path).map_err(failed("remove", &path))?;
            report.removed += 1;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> BlobResult<Vec<PathBuf>> {
    let listed = fs::read_dir(folder).and_then(|entries| {
        let mut paths = entries
            .map(|e| e.map(|e| e.path()))
            .collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        Ok(paths)
    });
    listed.map_err(failed("list", folder))
}

fn name(path: &Path) -> Option<&str> {
    path.file_name().and_then(|name| name.to_str())
}
