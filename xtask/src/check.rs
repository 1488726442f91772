//! `check`: what must hold before a change is merged. Runs everything, then says what failed.

use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::args::Args;
use crate::demo::build_dateline;
use crate::process::{cargo, find_program, run as run_command};
use crate::root::{dateline, root};
use crate::tidy;

/// A step's name and what it does.
type Step = (&'static str, fn() -> Result<()>);

const STEPS: [Step; 9] = [
    ("format", format),
    ("lints", lints),
    ("documentation", documentation),
    ("tidy", tidy_tree),
    ("templates", templates),
    ("locales", locales),
    ("newsroom", crate::app::check),
    ("dependencies", dependencies),
    ("browser tests' syntax", browser_syntax),
];

/// Runs every step.
pub fn run(args: Args) -> Result<ExitCode> {
    args.done()?;
    let mut failed = Vec::new();
    for (name, step) in STEPS {
        println!("── {name}");
        if let Err(error) = step() {
            eprintln!("{name}: {error:#}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        println!("All {} checks hold.", STEPS.len());
        return Ok(ExitCode::SUCCESS);
    }
    println!("Failed: {}", failed.join(", "));
    Ok(ExitCode::FAILURE)
}

fn format() -> Result<()> {
    run_command(cargo().args(["fmt", "--all", "--check"]))
}

fn lints() -> Result<()> {
    run_command(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn documentation() -> Result<()> {
    let mut command = cargo();
    command.args([
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
        "--quiet",
    ]);
    run_command(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn tidy_tree() -> Result<()> {
    tidy::check()
}

fn templates() -> Result<()> {
    build_dateline(false)?;
    run_command(
        Command::new(dateline(false))
            .current_dir(root())
            .args(["templates", "check"]),
    )
}

fn locales() -> Result<()> {
    build_dateline(false)?;
    run_command(
        Command::new(dateline(false))
            .current_dir(root())
            .args(["locales", "check"]),
    )
}

fn dependencies() -> Result<()> {
    if find_program("cargo-deny", &[]).is_none() {
        println!("skipped: cargo-deny is not installed (cargo install cargo-deny --locked)");
        return Ok(());
    }
    run_command(cargo().args([
        "deny",
        "--workspace",
        "check",
        "licenses",
        "bans",
        "sources",
    ]))
}

fn browser_syntax() -> Result<()> {
    let node = find_program("node", &[]).context("node is missing")?;
    for file in scripts()? {
        run_command(Command::new(&node).arg("--check").arg(file))?;
    }
    Ok(())
}

fn scripts() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for dir in ["e2e", "e2e/lib", "e2e/newsroom", "e2e/suites"] {
        for entry in fs::read_dir(root().join(dir))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ext| ext == "mjs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
