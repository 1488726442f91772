//! Varnish in front of Dateline, answering from its own memory.

use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::bench::machine::{SERVER_CORE, pinned};
use crate::process::{Running, free_port, wait_ready};
use crate::root::root;

/// What a node says to be let purge.
pub const SECRET: &str = "bench-only";

/// A running Varnish.
#[derive(Debug)]
pub struct Varnish {
    /// Where it listens.
    pub addr: String,
    running: Running,
}

impl Varnish {
    /// Starts in front of `backend`; keeps everything for an hour.
    pub fn start(dir: &Path, backend: &str) -> Result<Self> {
        let (host, port) = backend.split_once(':').unwrap_or((backend, "80"));
        let vcl = dir.join("bench.vcl");
        fs::write(
            &vcl,
            format!(
                "vcl 4.1;\nbackend default {{ .host = \"{host}\"; .port = \"{port}\"; }}\n\
                 sub vcl_backend_response {{ set beresp.ttl = 1h; set beresp.uncacheable = false; return (deliver); }}\n"
            ),
        )?;
        let addr = format!("127.0.0.1:{}", free_port(0)?);
        Self::run(dir, &vcl, addr)
    }

    /// Starts at `addr` in front of `backend` with the configuration of our documentation.
    pub fn documented(dir: &Path, addr: &str, backend: &str) -> Result<Self> {
        let port = backend.rsplit(':').next().unwrap_or("80");
        let text = fs::read_to_string(root().join("docs/src/operate/dateline.vcl"))?
            .replace("\"8080\"", &format!("\"{port}\""))
            .replace("^(www\\.)?news\\.example$", "^127\\.0\\.0\\.1$")
            .replace("change-this-secret", SECRET);
        let vcl = dir.join("documented.vcl");
        fs::write(&vcl, text)?;
        Self::run(dir, &vcl, addr.to_owned())
    }

    fn run(dir: &Path, vcl: &Path, addr: String) -> Result<Self> {
        let mut command = pinned(SERVER_CORE, "varnishd");
        command.args([
            "-F",
            "-j",
            "none",
            "-a",
            &addr,
            "-s",
            "malloc,256m",
            "-T",
            "none",
        ]);
        command.arg("-n").arg(dir.join("work")).arg("-f").arg(vcl);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = Running(command.spawn()?);
        wait_ready(&mut running.0, &addr, "/en/", Duration::from_mins(1))?;
        Ok(Self { addr, running })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.running.pid()
    }
}

/// Its version.
pub fn version() -> String {
    let out = Command::new("varnishd")
        .arg("-V")
        .output()
        .map(|out| out.stderr)
        .unwrap_or_default();
    let text = String::from_utf8_lossy(&out);
    text.split(['(', ')'])
        .nth(1)
        .unwrap_or("?")
        .replace("varnish-", "")
}
