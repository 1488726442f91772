//! `demo`: a real newspaper in a browser, from one command.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::args::Args;
use crate::process::{cargo, free_port, run as run_command};
use crate::root::{dateline, root, target};

/// Builds the program and starts it on an empty folder.
pub fn run(mut args: Args) -> Result<ExitCode> {
    let release = args.flag("--release");
    let build = !args.flag("--no-build");
    let import = args.option("--import")?.map(PathBuf::from);
    let listen = match args.option("--listen")? {
        Some(addr) => addr,
        None => format!("127.0.0.1:{}", free_port(8080)?),
    };
    let data = args
        .option("--data")?
        .map(std::path::absolute)
        .transpose()?;
    args.done()?;

    let data = if let Some(dir) = data {
        if !is_empty(&dir) {
            bail!(
                "{} is not empty; the demo fills an empty folder",
                dir.display()
            );
        }
        dir
    } else {
        let dir = target().join("demo");
        if dir.exists() {
            fs::remove_dir_all(&dir).with_context(|| format!("cannot empty {}", dir.display()))?;
        }
        dir
    };
    if build {
        println!("Building Dateline. The first time takes some minutes.");
        crate::app::build_if_possible();
        build_whole_dateline(release)?;
    }
    let program = dateline(release);
    match import {
        Some(file) => serve_archive(&program, &data, &file, &listen),
        None => serve_sample(&program, &data, &listen),
    }
}

/// `cargo build` of the program alone, without what takes minutes to compile.
pub fn build_dateline(release: bool) -> Result<()> {
    build(release, &[])
}

/// The program with all it can do, as it ships.
pub fn build_whole_dateline(release: bool) -> Result<()> {
    build(release, &["--features", "c2pa"])
}

fn build(release: bool, features: &[&str]) -> Result<()> {
    let mut command = cargo();
    command.args(["build", "--package", "dateline"]);
    command.args(features);
    if release {
        command.arg("--release");
    }
    run_command(&mut command)
}

fn serve_sample(program: &Path, data: &Path, listen: &str) -> Result<ExitCode> {
    announce(listen, data, &["en", "ru", "ar"]);
    let status = Command::new(program)
        .current_dir(root())
        .arg("--data")
        .arg(data)
        .args([
            "demo",
            "--listen",
            listen,
            "--operator-listen",
            &operator()?,
        ])
        .status()
        .with_context(|| format!("cannot start {}", program.display()))?;
    Ok(exit(status.success()))
}

fn serve_archive(program: &Path, data: &Path, file: &Path, listen: &str) -> Result<ExitCode> {
    let kind = archive_kind(file)?;
    println!("Importing {} as a {kind} archive.", file.display());
    run_command(
        Command::new(program)
            .arg("--data")
            .arg(data)
            .args(["import", kind])
            .arg(file),
    )?;
    announce(listen, data, &["en"]);
    let status = Command::new(program)
        .arg("--data")
        .arg(data)
        .args([
            "serve",
            "--listen",
            listen,
            "--operator-listen",
            &operator()?,
        ])
        .status()?;
    Ok(exit(status.success()))
}

/// Where operators look, beside what else may run on this machine.
pub fn operator() -> Result<String> {
    Ok(format!("127.0.0.1:{}", free_port(9090)?))
}

fn announce(listen: &str, data: &Path, editions: &[&str]) {
    println!();
    println!("  Open in a browser as soon as it says that it listens:");
    for edition in editions {
        println!("    http://{listen}/{edition}/");
    }
    println!(
        "  Everything it keeps is in {}. Ctrl-C stops it.",
        data.display()
    );
    println!();
}

fn exit(success: bool) -> ExitCode {
    if success {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn is_empty(dir: &Path) -> bool {
    fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none())
}

/// Tells WordPress XML from Ghost JSON by the name, or by the first bytes.
fn archive_kind(file: &Path) -> Result<&'static str> {
    let extension = file
        .extension()
        .map(|ext| ext.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("json") => return Ok("ghost"),
        Some("xml" | "wxr") => return Ok("wordpress"),
        _ => {}
    }
    let mut head = [0; 1024];
    let mut open =
        fs::File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    let length = open.read(&mut head)?;
    kind_of_bytes(&head[..length])
        .with_context(|| format!("{} is neither WordPress XML nor Ghost JSON", file.display()))
}

fn kind_of_bytes(head: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(head);
    match text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .next()?
    {
        '<' => Some("wordpress"),
        '{' => Some("ghost"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_known_by_its_first_character() {
        assert_eq!(
            kind_of_bytes(b"\xef\xbb\xbf  <?xml version"),
            Some("wordpress")
        );
        assert_eq!(kind_of_bytes(b"\n{\"db\":"), Some("ghost"));
        assert_eq!(kind_of_bytes(b"PK\x03\x04"), None);
    }
}
