//! Wagtail, from `PyPI`: a bare template (bench/wagtail), gunicorn, SQLite.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{bounded, has_all};
use crate::bench::machine::{SERVER_CORE, pinned};
use crate::bench::{Options, folder};
use crate::process::{Running, find_program, free_port, output, run, wait_ready};
use crate::root::root;

/// What is installed.
const PACKAGES: [&str; 2] = ["wagtail==8.*", "gunicorn"];
/// Processes that render, as many as WordPress has.
const WORKERS: &str = "4";

/// A running Wagtail.
#[derive(Debug)]
pub struct Wagtail {
    /// Where it listens.
    pub addr: String,
    /// From the start of the process to the first page, in seconds.
    pub ready_seconds: f64,
    /// Paths of the stories.
    pub stories: Vec<String>,
    running: Running,
}

impl Wagtail {
    /// Starts one that has the first stories of an archive; makes it when there is none yet.
    pub fn start(archive: &Path, stories: u64, options: &Options) -> Result<Self> {
        let python = install(options)?;
        let name = archive.file_stem().unwrap_or_default().to_string_lossy();
        let site = folder()?.join(format!("wagtail-{stories}-of-{name}"));
        let list = site.join("stories");
        if !list.exists() {
            fill(&python, &site, archive, stories)?;
        }
        let addr = format!("127.0.0.1:{}", free_port(0)?);
        let log = fs::File::create(site.join("log"))?;
        let mut command = pinned(SERVER_CORE, &python);
        command
            .args(["-m", "gunicorn", "--workers", WORKERS, "--bind", &addr])
            .args([
                "--no-control-socket",
                "--log-level",
                "warning",
                "wsgi:application",
            ])
            .current_dir(&site)
            .env("BENCH_ADDRESS", format!("http://{addr}"))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        let mut running = Running(command.spawn()?);
        let ready = wait_ready(&mut running.0, &addr, "/", Duration::from_mins(2))
            .with_context(|| format!("see {}/log", site.display()))?;
        let stories = fs::read_to_string(list)?;
        Ok(Self {
            addr,
            ready_seconds: ready.as_secs_f64(),
            stories: stories.lines().map(str::to_owned).collect(),
            running,
        })
    }

    /// The process that has started the others.
    pub fn pid(&self) -> u32 {
        self.running.pid()
    }
}

/// Installs it once; answers its Python.
fn install(options: &Options) -> Result<PathBuf> {
    let dir = folder()?.join("wagtail");
    let python = dir.join("bin/python");
    if dir.join("installed").exists() {
        return Ok(python);
    }
    if !options.install {
        bail!("it is not installed, and was not to be");
    }
    println!("Installing Wagtail from PyPI.");
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    let system = find_program("python3", &[]).context("python3 is missing")?;
    run(bounded(60, system).args(["-m", "venv"]).arg(&dir))?;
    run(bounded(300, &python)
        .args(["-m", "pip", "install", "--quiet"])
        .args(PACKAGES))?;
    fs::write(dir.join("installed"), "")?;
    Ok(python)
}

/// A new site with these stories.
fn fill(python: &Path, site: &Path, archive: &Path, stories: u64) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    run(Command::new("cp")
        .arg("-r")
        .arg(root().join("bench/wagtail"))
        .arg(site))?;
    println!("Writing {stories} stories into Wagtail.");
    let mut import = bounded(400, python);
    import.arg("fill.py").arg(archive).arg(stories.to_string());
    let list = output(import.current_dir(site))?;
    has_all(&list, stories)?;
    Ok(fs::write(site.join("stories"), list)?)
}

/// Its version, and what runs it.
pub fn version() -> String {
    let script = "from importlib.metadata import version as v; import platform; \
                  print(v('wagtail'), 'on Django', v('django') + ', gunicorn', v('gunicorn') + ', Python', \
                  platform.python_version())";
    folder()
        .and_then(|dir| output(Command::new(dir.join("wagtail/bin/python")).args(["-c", script])))
        .unwrap_or_else(|_| "?".to_owned())
}
