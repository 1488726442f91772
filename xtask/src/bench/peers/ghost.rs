//! Ghost, from npm: its own lock file's packages, a Node of its own, SQLite, the theme it comes with.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{bounded, has_all};
use crate::bench::machine::{SERVER_CORE, pinned};
use crate::bench::{CARDS, Options, folder};
use crate::process::{Running, find_program, free_port, output, run, wait_ready};
use crate::root::root;

/// The release compared with, and the Node it asks for.
const GHOST: &str = "ghost@6";
const NODE: &str = "22";
/// Builds what of it is written in C++.
const GYP: &str = "node-gyp@12";
/// Its database, which comes as source.
const NATIVE: &str = "node_modules/better-sqlite3";
/// Its theme, and how many stories its front has from the start.
const THEME: &str = "content/themes/source/package.json";
const THEIR_CARDS: &str = "\"posts_per_page\": 12";

/// A running Ghost.
#[derive(Debug)]
pub struct Ghost {
    /// Where it listens.
    pub addr: String,
    /// From the start of the process to the first page, in seconds.
    pub ready_seconds: f64,
    /// Paths of the stories.
    pub stories: Vec<String>,
    running: Running,
}

/// What is installed once.
#[derive(Debug)]
struct Installed {
    /// The folder of the Node of its own.
    node: PathBuf,
    /// The unpacked package.
    package: PathBuf,
}

impl Ghost {
    /// Starts one that has the first stories of an archive; makes it when there is none yet.
    pub fn start(archive: &Path, stories: u64, options: &Options) -> Result<Self> {
        let installed = Installed::get(options)?;
        let name = archive.file_stem().unwrap_or_default().to_string_lossy();
        let site = folder()?.join(format!("ghost-{stories}-of-{name}"));
        let list = site.join("stories");
        if !list.exists() {
            fill(&installed, &site, archive, stories)?;
        }
        let stories = fs::read_to_string(list)?;
        let (addr, ready_seconds, running) = serve(&installed, &site)?;
        Ok(Self {
            addr,
            ready_seconds,
            stories: stories.lines().map(str::to_owned).collect(),
            running,
        })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.running.pid()
    }
}

impl Installed {
    fn get(options: &Options) -> Result<Self> {
        let dir = folder()?.join("ghost");
        let installed = Self {
            node: dir.join("tools/node_modules").join(node_package()),
            package: dir.join("package"),
        };
        if dir.join("installed").exists() {
            return Ok(installed);
        }
        if !options.install {
            bail!("it is not installed, and was not to be");
        }
        println!("Installing Ghost from npm, with a Node of its own.");
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        installed.install(&dir)?;
        fs::write(dir.join("installed"), "")?;
        Ok(installed)
    }

    fn install(&self, dir: &Path) -> Result<()> {
        let tools = dir.join("tools");
        fs::create_dir_all(&tools)?;
        fs::write(tools.join("package.json"), "{\"private\": true}\n")?;
        let node = format!("{}@{NODE}", node_package());
        npm(&tools, &["install", "--ignore-scripts", &node, GYP])?;
        npm(dir, &["pack", GHOST])?;
        let packed = fs::read_dir(dir)?.flatten().map(|entry| entry.path());
        let packed = packed
            .into_iter()
            .find(|path| path.extension().is_some_and(|ext| ext == "tgz"))
            .context("npm packed nothing")?;
        run(bounded(60, "tar").arg("-xzf").arg(packed).current_dir(dir))?;
        let pnpm = self.manifest()?["packageManager"]
            .as_str()
            .and_then(|text| text.split('+').next())
            .filter(|text| text.starts_with("pnpm@"))
            .context("it no longer names the pnpm it wants")?
            .to_owned();
        npm(&tools, &["install", "--ignore-scripts", &pnpm])?;
        let pnpm = [
            "install",
            "--prod",
            "--frozen-lockfile",
            "--ignore-scripts",
            "--store-dir",
        ];
        let mut install = bounded(600, tools.join("node_modules/.bin/pnpm"));
        install.args(pnpm).arg(dir.join("store"));
        run(self.own_node(&mut install).current_dir(&self.package))?;
        let mut build = bounded(600, tools.join("node_modules/.bin/node-gyp"));
        build.args(["rebuild", "--release", "--silent", "--nodedir"]);
        build.arg(&self.node).stdout(Stdio::null());
        run(self
            .own_node(&mut build)
            .current_dir(self.package.join(NATIVE)))
    }

    fn manifest(&self) -> Result<Value> {
        let text = fs::read_to_string(self.package.join("package.json"))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// Its Node before any other.
    fn own_node<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut places = vec![self.node.join("bin")];
        places.extend(std::env::split_paths(&path));
        match std::env::join_paths(places) {
            Ok(path) => command.env("PATH", path),
            Err(_) => command,
        }
    }

    fn node(&self) -> PathBuf {
        self.node.join("bin/node")
    }
}

/// The package that brings the program, without a script that would fetch it.
fn node_package() -> String {
    let cpu = match std::env::consts::ARCH {
        "aarch64" => "arm64",
        _ => "x64",
    };
    format!("node-linux-{cpu}")
}

fn npm(dir: &Path, words: &[&str]) -> Result<()> {
    let npm = find_program("npm", &[]).context("npm is missing")?;
    let mut command = bounded(300, npm);
    command
        .args(words)
        .args(["--no-audit", "--no-fund", "--silent"]);
    run(command.current_dir(dir))
}

/// A new site with these stories.
fn fill(installed: &Installed, site: &Path, archive: &Path, stories: u64) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::create_dir_all(site)?;
    std::os::unix::fs::symlink(&installed.package, site.join("current"))?;
    run(Command::new("cp")
        .arg("-r")
        .arg(installed.package.join("content"))
        .arg(site))?;
    let theme = site.join(THEME);
    let text = fs::read_to_string(&theme)?;
    if !text.contains(THEIR_CARDS) {
        bail!("its theme no longer says {THEIR_CARDS}");
    }
    fs::write(
        &theme,
        text.replace(THEIR_CARDS, &format!("\"posts_per_page\": {CARDS}")),
    )?;
    let (addr, _, running) = serve(installed, site)?;
    println!("Importing {stories} stories into Ghost.");
    let mut import = bounded(400, installed.node());
    import
        .arg(root().join("bench/ghost/fill.mjs"))
        .arg(format!("http://{addr}"))
        .arg(archive)
        .arg(stories.to_string());
    let list = output(&mut import)?;
    drop(running);
    has_all(&list, stories)?;
    Ok(fs::write(site.join("stories"), list)?)
}

/// Starts it on its core and waits for the first page.
fn serve(installed: &Installed, site: &Path) -> Result<(String, f64, Running)> {
    let port = free_port(0)?;
    let addr = format!("127.0.0.1:{port}");
    let shown = site.display();
    let settings = json!({
        "url": format!("http://{addr}"),
        "server": { "host": "127.0.0.1", "port": port },
        "database": {
            "client": "better-sqlite3",
            "connection": { "filename": format!("{shown}/ghost.db") },
            "useNullAsDefault": true,
        },
        "paths": { "contentPath": format!("{shown}/content") },
        "mail": { "transport": "stub" },
        "logging": { "transports": ["stdout"], "level": "error" },
        "security": { "staffDeviceVerification": false },
        // Nothing of it may leave the machine.
        "privacy": {
            "useUpdateCheck": false, "useGravatar": false, "useRpcPing": false, "useIndexNow": false,
        },
    });
    fs::write(
        site.join("config.production.json"),
        serde_json::to_string_pretty(&settings)?,
    )?;
    let log = fs::File::create(site.join("log"))?;
    let mut command = pinned(SERVER_CORE, installed.node());
    command
        .arg("current/index.js")
        .current_dir(site)
        .env("NODE_ENV", "production")
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    let mut running = Running(command.spawn()?);
    let ready = wait_ready(&mut running.0, &addr, "/", Duration::from_mins(2))
        .with_context(|| format!("see {shown}/log"))?;
    Ok((addr, ready.as_secs_f64(), running))
}

/// Its version and its Node's.
pub fn version() -> String {
    let read = || -> Result<String> {
        let dir = folder()?.join("ghost");
        let text = fs::read_to_string(dir.join("package/package.json"))?;
        let package: Value = serde_json::from_str(&text)?;
        let node = dir.join("tools/node_modules").join(node_package());
        let node = output(Command::new(node.join("bin/node")).arg("--version"))?;
        let version = package["version"].as_str().unwrap_or("?");
        Ok(format!(
            "{version} on Node {}",
            node.trim_start_matches('v')
        ))
    };
    read().unwrap_or_else(|_| "?".to_owned())
}
