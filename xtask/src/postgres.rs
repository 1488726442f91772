//! One throwaway PostgreSQL for one run of the tests.
//!
//! It listens on a free loopback port, trusts whoever connects, and forgets everything: no sync to
//! disk, its folder removed at the end. A watchdog stops it however this process ends: it is a
//! shell that waits for the pipe from us to close.

use anyhow::{Context, Result, bail};
use std::fs;
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::process::{free_port, output};
use crate::root::target;

/// Waits for the end of its standard input, then asks the server to stop at once.
const WATCHDOG: &str = "trap '' INT TERM HUP; read _; kill -INT \"$1\" 2>/dev/null";

/// How many this process has started.
static STARTED: AtomicU32 = AtomicU32::new(0);

/// A running server.
#[derive(Debug)]
pub struct Cluster {
    server: Child,
    watchdog: Child,
    dir: PathBuf,
    port: u16,
}

/// The account that runs the server, when we are root: PostgreSQL refuses root.
#[derive(Debug, Clone, Copy)]
struct Account {
    uid: u32,
    gid: u32,
}

impl Cluster {
    /// Makes and starts a cluster with the programs in `bin`; a durable one keeps what it was told
    /// through a loss of power, as benches want it, the other is quick.
    pub fn start(bin: &Path, durable: bool) -> Result<Self> {
        let account = account()?;
        let dir = folder(account)?;
        let data = dir.join("data");
        as_account(&bin.join("initdb"), account)
            .arg("-D")
            .arg(&data)
            .args([
                "-U",
                "postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ])
            .stdout(Stdio::null())
            .status()
            .context("cannot start initdb")
            .and_then(|status| {
                if status.success() {
                    Ok(())
                } else {
                    bail!("initdb ended with {status}")
                }
            })?;
        let port = free_port(0)?;
        let log = fs::File::create(dir.join("server.log"))?;
        let server = as_account(&bin.join("postgres"), account)
            .arg("-D")
            .arg(&data)
            .args(settings(port, durable))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start postgres")?;
        let watchdog = Command::new("sh")
            .args(["-c", WATCHDOG, "sh", &server.id().to_string()])
            .stdin(Stdio::piped())
            .spawn()?;
        let mut cluster = Self {
            server,
            watchdog,
            dir,
            port,
        };
        cluster.wait_until_it_answers()?;
        Ok(cluster)
    }

    /// The server's process.
    pub fn pid(&self) -> u32 {
        self.server.id()
    }

    /// Where tests connect.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_it_answers(&mut self) -> Result<()> {
        let start = Instant::now();
        let ready = self.dir.join("data/postmaster.pid");
        loop {
            let says_ready = fs::read_to_string(&ready)
                .is_ok_and(|text| text.lines().any(|line| line.trim() == "ready"));
            if says_ready && TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                let log = fs::read_to_string(self.dir.join("server.log")).unwrap_or_default();
                bail!("postgres ended with {status}:\n{log}");
            }
            if start.elapsed() > Duration::from_mins(1) {
                bail!(
                    "postgres did not answer within a minute; see {}",
                    self.dir.display()
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        let _ = self.watchdog.wait();
        for _ in 0..200 {
            if matches!(self.server.try_wait(), Ok(Some(_))) {
                let _ = fs::remove_dir_all(&self.dir);
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn settings(port: u16, durable: bool) -> Vec<String> {
    let port = format!("port={port}");
    let always = [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        port.as_str(),
        "max_connections=200",
    ];
    let quick = [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "autovacuum=off",
        "shared_buffers=64MB",
    ];
    let pairs = always
        .iter()
        .chain(if durable { &[][..] } else { &quick[..] });
    pairs
        .flat_map(|pair| ["-c".to_owned(), (*pair).to_owned()])
        .collect()
}

fn as_account(program: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new(program);
    // The server's own folder of work must not be one its account cannot enter.
    command.current_dir("/").env("LC_ALL", "C");
    if let Some(account) = account {
        command.uid(account.uid).gid(account.gid);
    }
    command
}

fn account() -> Result<Option<Account>> {
    if output(Command::new("id").arg("-u"))? != "0" {
        return Ok(None);
    }
    let name = if output(Command::new("id").args(["-u", "postgres"])).is_ok() {
        "postgres"
    } else {
        "nobody"
    };
    let uid = output(Command::new("id").args(["-u", name]))?.parse()?;
    let gid = output(Command::new("id").args(["-g", name]))?.parse()?;
    Ok(Some(Account { uid, gid }))
}

/// An empty folder for this run, under `target/`, or in the system's folder for temporary files
/// when the server's account cannot enter the checkout. Folders of runs that ended are removed.
fn folder(account: Option<Account>) -> Result<PathBuf> {
    let mut base = target().join("test-postgres");
    if account.is_some() {
        fs::create_dir_all(&base)?;
        let enters = as_account(Path::new("test"), account)
            .arg("-x")
            .arg(&base)
            .status();
        if !enters.is_ok_and(|status| status.success()) {
            base = std::env::temp_dir().join("dateline-test-postgres");
        }
    }
    fs::create_dir_all(&base)?;
    remove_leftovers(&base);
    // A bench may want more than one at a time.
    let number = STARTED.fetch_add(1, Ordering::Relaxed);
    let dir = base.join(format!("{}-{number}", std::process::id()));
    fs::create_dir(&dir).with_context(|| format!("cannot create {}", dir.display()))?;
    if let Some(account) = account {
        std::os::unix::fs::chown(&dir, Some(account.uid), Some(account.gid))?;
    }
    Ok(dir)
}

fn remove_leftovers(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let pid = name.split('-').next().unwrap_or(&name);
        if !Path::new("/proc").join(pid).exists() && !is_alive(pid) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_alive(pid: &str) -> bool {
    let mut command = Command::new("kill");
    command.args(["-0", pid]).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::needs::postgres_bin;

    #[test]
    fn clusters_answer_and_are_gone_afterwards() -> Result<()> {
        let Some(bin) = postgres_bin() else {
            return Ok(());
        };
        let cluster = Cluster::start(&bin, false)?;
        let other = Cluster::start(&bin, false)?;
        let (dir, port) = (cluster.dir.clone(), cluster.port);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());

        drop(cluster);
        drop(other);

        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!dir.exists());
        Ok(())
    }
}
