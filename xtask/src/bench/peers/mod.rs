//! What Dateline is compared with, from the packages of Debian, npm and `PyPI`.

pub mod ghost;
pub mod nginx;
pub mod varnish;
pub mod wagtail;
pub mod wordpress;

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::process::Command;

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

/// A command that is ended after so many seconds.
fn bounded(seconds: u32, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("timeout");
    command
        .args(["--kill-after", "10", &seconds.to_string()])
        .arg(program);
    command
}

/// Refuses a list of addresses that is not one a story.
fn has_all(list: &str, stories: u64) -> Result<()> {
    let found = list.lines().filter(|line| line.starts_with('/')).count();
    let wanted = usize::try_from(stories).context("so many stories")?;
    if found != wanted {
        bail!("{found} of {wanted} stories arrived");
    }
    Ok(())
}
