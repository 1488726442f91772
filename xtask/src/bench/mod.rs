//! `bench`: Dateline beside its peers, in one run, on this machine.

mod archive;
mod extract;
mod front;
mod growth;
mod house;
mod import;
mod load;
mod machine;
mod newsroom;
mod others;
mod outer;
mod pages;
mod peers;
mod pictures;
mod press;
mod readers;
mod rendered;
mod results;
mod search;
mod start;
mod stats;
mod uploads;
mod watch;

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::args::Args;
use crate::root::target;

/// What every bench takes.
#[derive(Debug, Clone)]
pub struct Options {
    /// Stories in the archive.
    pub stories: u64,
    /// Times each thing is measured.
    pub runs: usize,
    /// Seconds of each run under load.
    pub seconds: u64,
    /// Whether packages of peers may be installed.
    pub install: bool,
    /// PostgreSQL instead of SQLite.
    pub postgres: bool,
    /// Whether the program is built first; otherwise the one that is there is measured.
    pub build: bool,
}

/// Cards of a front to compare.
const CARDS: usize = 40;

/// The command.
pub fn run(mut args: Args) -> Result<ExitCode> {
    let name = args.word().context(
        "bench what? pages, import, press, pictures, uploads, extract, readers, search, start, newsroom, growth or generate",
    )?;
    if name == "generate" {
        return generate(args);
    }
    let options = Options {
        stories: number(&mut args, "--stories")?.unwrap_or(100_000),
        runs: usize::try_from(number(&mut args, "--runs")?.unwrap_or(3))?.max(1),
        seconds: number(&mut args, "--seconds")?.unwrap_or(4).max(1),
        install: !args.flag("--no-install"),
        postgres: args.flag("--postgres"),
        build: !args.flag("--no-build"),
    };
    let print = args.flag("--print");
    args.done()?;
    let section = match name.as_str() {
        "pages" => pages::run(&options)?,
        "import" => import::run(&options)?,
        "press" => press::run(&options)?,
        "pictures" => pictures::run(&options)?,
        "extract" => extract::run(&options)?,
        "readers" => readers::run(&options)?,
        "search" => search::run(&options)?,
        "start" => start::run(&options)?,
        "uploads" => uploads::run(&options)?,
        "newsroom" => newsroom::run(&options)?,
        "growth" => growth::run(&options)?,
        other => bail!("there is no bench `{other}`"),
    };
    let title = if options.postgres {
        format!("{name} on PostgreSQL")
    } else {
        name
    };
    if print {
        println!("\n## {title}\n\n{section}");
    } else {
        results::write(&title, &section)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn generate(mut args: Args) -> Result<ExitCode> {
    let stories = number(&mut args, "--stories")?.context("--stories N is missing")?;
    let out = PathBuf::from(args.option("--out")?.context("--out FILE is missing")?);
    args.done()?;
    let bytes = archive::write(&out, stories, &archive::SECTIONS)?;
    println!(
        "{}: {stories} stories, {:.1} MB",
        out.display(),
        bytes as f64 / 1e6
    );
    Ok(ExitCode::SUCCESS)
}

fn number(args: &mut Args, name: &str) -> Result<Option<u64>> {
    let value = args.option(name)?;
    value
        .map(|text| {
            text.replace('_', "")
                .parse()
                .with_context(|| format!("{name}: `{text}` is no number"))
        })
        .transpose()
}

/// Where benches keep what is expensive to make.
fn folder() -> Result<PathBuf> {
    let dir = target().join("bench");
    fs::create_dir_all(&dir)?;
    Ok(dir)
}

/// An empty folder of this name under [`folder`].
fn empty_folder(name: &str) -> Result<PathBuf> {
    let dir = folder()?.join(name);
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    Ok(dir)
}

/// The archive of so many stories, made when it is not there yet.
fn archive_of(stories: u64) -> Result<PathBuf> {
    archive_in("archive", stories, &archive::SECTIONS)
}

/// The same of this name, in these sections.
fn archive_in(name: &str, stories: u64, sections: &[&str]) -> Result<PathBuf> {
    let file = folder()?.join(format!("{name}-{stories}.xml"));
    if !file.exists() {
        println!("Generating an archive of {stories} stories.");
        let part = file.with_extension("part");
        archive::write(&part, stories, sections)?;
        fs::rename(part, &file)?;
    }
    Ok(file)
}

/// Size of a folder with everything in it.
fn bytes_in(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let meta = entry.metadata().ok()?;
            Some(if meta.is_dir() {
                bytes_in(&entry.path())
            } else {
                meta.len()
            })
        })
        .sum()
}
