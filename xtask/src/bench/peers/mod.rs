//! What Dateline is compared with, from Debian's packages.

pub mod nginx;
pub mod varnish;
pub mod wordpress;

use anyhow::{Result, bail};

use super::Options;
use crate::needs;
use crate::process::find_program;

/// Sees to programs; installs the packages that bring them when it may.
pub fn ensure(programs: &[(&str, &str)], options: &Options) -> Result<()> {
    let missing: Vec<&str> = programs
        .iter()
        .filter(|(program, _)| find_program(program, &[]).is_none())
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !options.install {
        bail!("missing, and not installed as asked: {}", missing.join(" "));
    }
    needs::debian(
        &missing,
        "The bench compares with other servers; they are missing here.",
    )
}
