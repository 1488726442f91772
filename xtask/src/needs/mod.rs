//! What the tests need besides cargo, and how it comes onto the machine.

mod apt;

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::args::Args;
use crate::process::{find_program, output, run as run_command};
use crate::root::root;

/// One thing the tests need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// `initdb` and `postgres`.
    Postgres,
    /// The browser.
    Chromium,
    /// For the HTML validator.
    Java,
    /// Runs the browser tests.
    Node,
    /// The cache in front.
    Varnish,
    /// Clocks that jump.
    Faketime,
}

impl Need {
    const ALL: [Need; 6] = [
        Need::Postgres,
        Need::Chromium,
        Need::Java,
        Need::Node,
        Need::Varnish,
        Need::Faketime,
    ];

    /// Whether it is here.
    pub fn is_met(self) -> bool {
        match self {
            Need::Postgres => postgres_bin().is_some(),
            Need::Chromium => chromium().is_some(),
            Need::Java => find_program("java", &[]).is_some(),
            Need::Node => node_is_new_enough(),
            Need::Varnish => find_program("varnishd", &[]).is_some(),
            Need::Faketime => find_program("faketime", &[]).is_some(),
        }
    }

    fn why(self) -> &'static str {
        match self {
            Need::Postgres => {
                "PostgreSQL server: every query is tested on SQLite and on PostgreSQL"
            }
            Need::Chromium => "Chromium: the browser tests open the pages in it",
            Need::Java => "Java: the HTML validator (vnu) runs on it",
            Need::Node => "Node 20 or newer with npm: runs the browser tests",
            Need::Varnish => "Varnish: readers behind it must see no old page",
            Need::Faketime => "faketime: schedules are tried under clocks that jump",
        }
    }

    fn debian_packages(self) -> &'static [&'static str] {
        match self {
            Need::Postgres => &["postgresql"],
            Need::Chromium => &["chromium"],
            Need::Java => &["default-jre-headless"],
            Need::Node => &["nodejs", "npm"],
            Need::Varnish => &["varnish"],
            Need::Faketime => &["faketime"],
        }
    }

    fn elsewhere(self) -> &'static str {
        match self {
            Need::Postgres => {
                "Fedora: postgresql-server · Arch: postgresql · Alpine: postgresql · macOS: brew install postgresql@15"
            }
            Need::Chromium => {
                "Fedora: chromium · Arch: chromium · Alpine: chromium · macOS: brew install --cask chromium (or set DATELINE_TEST_CHROMIUM)"
            }
            Need::Java => {
                "Fedora: java-latest-openjdk-headless · Arch: jre-openjdk-headless · Alpine: openjdk17-jre-headless · macOS: brew install openjdk"
            }
            Need::Varnish => {
                "Fedora: varnish · Arch: varnish · Alpine: varnish · macOS: brew install varnish"
            }
            Need::Faketime => {
                "Fedora: libfaketime · Arch: libfaketime · Alpine: libfaketime · macOS: brew install libfaketime"
            }
            Need::Node => {
                "nodejs.org, or Fedora: nodejs · Arch: nodejs npm · Alpine: nodejs npm · macOS: brew install node@20"
            }
        }
    }
}

/// Debian packages that a bench needs beside those of the tests; says so, and installs them.
pub fn debian(packages: &[&str], why: &str) -> Result<()> {
    println!("{why}");
    apt::command()
        .context("this needs Debian or Ubuntu with root, or sudo without a password")?
        .install(packages)
}

/// `setup`: everything `test` would set up.
pub fn run(args: Args) -> Result<ExitCode> {
    args.done()?;
    ensure(true)?;
    npm_packages()?;
    crate::app::build()?;
    println!("Everything the tests need is here.");
    Ok(ExitCode::SUCCESS)
}

/// Sees to every need; answers what is still missing.
///
/// With `install`, missing packages come from apt on Debian and Ubuntu; elsewhere their names are
/// printed and this fails.
pub fn ensure(install: bool) -> Result<Vec<Need>> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(missing);
    }
    println!("The tests need what is not on this machine:");
    for need in &missing {
        println!("  {}", need.why());
    }
    if !install {
        println!("Not installed, as asked (--no-install): the tests that need it are skipped.");
        return Ok(missing);
    }
    let packages: Vec<_> = missing
        .iter()
        .flat_map(|need| need.debian_packages())
        .copied()
        .collect();
    let Some(apt) = apt::command() else {
        println!(
            "This is no Debian or Ubuntu with root (or sudo without a password). Please install:"
        );
        for need in &missing {
            println!(
                "  Debian: {} · {}",
                need.debian_packages().join(" "),
                need.elsewhere()
            );
        }
        bail!("packages are missing; install them, or run with --no-install to skip their tests");
    };
    apt.install(&packages)?;
    let still = self::missing();
    if let Some(need) = still.first() {
        bail!("installed, and still not found: {}", need.why());
    }
    Ok(still)
}

fn missing() -> Vec<Need> {
    Need::ALL
        .into_iter()
        .filter(|need| !need.is_met())
        .collect()
}

/// Installs the packages of `e2e/` when they are not those of the lock file.
pub fn npm_packages() -> Result<()> {
    let what = "e2e/ (Playwright's driver, axe, the HTML validator)";
    npm_packages_of(&root().join("e2e"), what)
}

/// Installs the packages of a folder when they are not those of its lock file.
pub fn npm_packages_of(dir: &Path, what: &str) -> Result<()> {
    let lock = dir.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("{} is missing", lock.display()))?;
    let mark = dir.join("node_modules/.installed-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the npm packages of {what}.");
    let npm = find_program("npm", &[]).context("npm is missing")?;
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run_command(Command::new(npm).current_dir(dir).args(words))?;
    fs::write(mark, lock)?;
    Ok(())
}

/// The folder with PostgreSQL's server programs: newest version first.
pub fn postgres_bin() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"]
        .iter()
        .filter_map(|dir| fs::read_dir(dir).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path().join("bin")))
        .filter(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .collect();
    found.sort_by_key(|bin| version_in(bin));
    found.pop().or_else(|| {
        let initdb = find_program("initdb", &[])?;
        Some(initdb.parent()?.to_owned())
    })
}

fn version_in(path: &std::path::Path) -> u32 {
    let digits: String = path
        .to_string_lossy()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or(0)
}

/// The browser: `DATELINE_TEST_CHROMIUM`, or the first of the usual names.
pub fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("DATELINE_TEST_CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|file| file.is_file());
    }
    let mac = PathBuf::from("/Applications/Chromium.app/Contents/MacOS");
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "Chromium",
    ]
    .iter()
    .find_map(|name| find_program(name, std::slice::from_ref(&mac)))
}

fn node_is_new_enough() -> bool {
    let Some(node) = find_program("node", &[]) else {
        return false;
    };
    let version = output(Command::new(node).arg("--version")).unwrap_or_default();
    find_program("npm", &[]).is_some() && major(&version).is_some_and(|major| major >= 20)
}

fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major(""), None);
    }

    #[test]
    fn every_need_names_its_packages() {
        for need in Need::ALL {
            assert!(!need.debian_packages().is_empty() && need.elsewhere().contains("macOS"));
        }
    }
}
