//! `release`: the program as it ships.

use anyhow::{Context, Result, bail};
use std::fs;
use std::process::{Command, ExitCode};

use crate::args::Args;
use crate::demo::build_whole_dateline;
use crate::process::{find_program, output};
use crate::root::dateline;

/// Goal for the size of the program, in bytes.
const MAX_BYTES: u64 = 80 * 1_000_000;

/// Builds in release mode; prints path, size and SHA-256.
pub fn run(args: Args) -> Result<ExitCode> {
    args.done()?;
    crate::app::build()?;
    build_whole_dateline(true)?;
    let program = dateline(true);
    let bytes = fs::metadata(&program)?.len();
    let mut sum = if let Some(tool) = find_program("sha256sum", &[]) {
        Command::new(tool)
    } else {
        let mut command = Command::new("shasum");
        command.args(["-a", "256"]);
        command
    };
    let printed = output(sum.arg(&program))?;
    let digest = printed
        .split_whitespace()
        .next()
        .context("no digest printed")?;
    println!("{}", program.display());
    println!("{bytes} bytes ({:.1} MB)", bytes as f64 / 1e6);
    println!("sha256 {digest}");
    if bytes > MAX_BYTES {
        bail!("larger than the goal of {} MB", MAX_BYTES / 1_000_000);
    }
    Ok(ExitCode::SUCCESS)
}
