//! Running other programs, and ports and readiness of those that serve.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::root::root;

/// `cargo`, the one that runs us, in the checkout's root.
///
/// Without what `cargo run` tells us of our own package: build scripts watch such variables, and
/// half of the dependencies would be built anew for whoever calls `cargo build` in between.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.current_dir(root());
    command
}

/// How a command reads on a terminal.
pub fn shown(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    let words = command
        .get_args()
        .map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(name)
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Says what runs, runs it, and fails when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let text = shown(command);
    println!("$ {text}");
    let status = command
        .status()
        .with_context(|| format!("cannot start `{text}`"))?;
    if !status.success() {
        bail!("`{text}` ended with {status}");
    }
    Ok(())
}

/// What a command prints, trimmed; an error when it fails.
pub fn output(command: &mut Command) -> Result<String> {
    let text = shown(command);
    let out = command
        .output()
        .with_context(|| format!("cannot start `{text}`"))?;
    if !out.status.success() {
        let stderr = String::from_utf8_lossy(&out.stderr);
        bail!("`{text}` ended with {}: {}", out.status, stderr.trim());
    }
    Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Runs a command, shows its standard output as it comes and gives each line to `see`.
/// Answers whether it succeeded.
pub fn tee(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let text = shown(command);
    println!("$ {text}");
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{text}`"))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// Finds a program on the `PATH`, or among a few places more.
pub fn find_program(name: &str, also: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/sbin", "/sbin", "/usr/local/sbin"].map(PathBuf::from);
    std::env::split_paths(&path)
        .chain(also.iter().cloned())
        .chain(system)
        .map(|dir| dir.join(name))
        .find(|file| file.is_file())
}

/// A free port on the loopback address; `preferred` when that one is free.
pub fn free_port(preferred: u16) -> Result<u16> {
    if preferred != 0 {
        for port in preferred..preferred.saturating_add(50) {
            if TcpListener::bind(("127.0.0.1", port)).is_ok() {
                return Ok(port);
            }
        }
    }
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// Sends one `GET`; answers status and body.
pub fn http_get(addr: &str, path: &str) -> Result<(u16, Vec<u8>)> {
    http_get_as(addr, path, "identity")
}

/// Sends one `GET` that accepts this coding; answers status and body as sent.
pub fn http_get_as(addr: &str, path: &str, coding: &str) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(addr)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "GET {path} HTTP/1.0\r\nHost: {addr}\r\nAccept-Encoding: {coding}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let split = answer
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .context("no head in the answer")?;
    let head = String::from_utf8_lossy(&answer[..split]).into_owned();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .context("no status")?;
    Ok((status, answer.split_off(split + 4)))
}

/// Waits until `path` on `addr` answers 200, the child ends, or `limit` is over.
pub fn wait_ready(child: &mut Child, addr: &str, path: &str, limit: Duration) -> Result<Duration> {
    let start = Instant::now();
    loop {
        if matches!(http_get(addr, path), Ok((200, _))) {
            return Ok(start.elapsed());
        }
        if let Some(status) = child.try_wait()? {
            bail!("the server ended with {status} before it was ready");
        }
        if start.elapsed() > limit {
            bail!(
                "http://{addr}{path} did not answer 200 within {} s",
                limit.as_secs()
            );
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A child that is stopped when this goes out of scope: asked first, then killed.
#[derive(Debug)]
pub struct Running(pub Child);

impl Running {
    /// The process id.
    pub fn pid(&self) -> u32 {
        self.0.id()
    }

    /// Asks with SIGTERM, waits up to ten seconds, then kills.
    pub fn stop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        let _ = Command::new("kill")
            .args(["-TERM", &self.pid().to_string()])
            .status();
        for _ in 0..200 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}
