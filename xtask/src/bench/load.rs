//! Load on a server, by wrk.

use anyhow::{Context, Result, bail};
use std::path::Path;

use super::machine::{load_core, pinned, usage};
use crate::process::{find_program, http_get, output};

/// What is asked for and how.
#[derive(Debug, Clone)]
pub struct Load<'a> {
    /// `host:port`.
    pub addr: &'a str,
    /// The address, or the first of a script's.
    pub path: &'a str,
    /// Whether gzip is accepted.
    pub gzip: bool,
    /// Connections.
    pub connections: u32,
    /// Seconds.
    pub seconds: u64,
    /// A file of addresses to ask for one after the other, instead of `path`.
    pub list: Option<&'a Path>,
}

/// What came of it.
#[derive(Debug, Clone, Copy)]
pub struct Measured {
    /// Answers per second.
    pub per_second: f64,
    /// Answers per second of the server's processor time.
    pub per_cpu_second: f64,
    /// Time of the 99th of a hundred answers, in milliseconds.
    pub p99_ms: f64,
}

/// Asks for the addresses of a file in turn, once each; then begins again.
const SCRIPT: &str = "local paths = {}
for line in io.lines(os.getenv('BENCH_PATHS')) do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format('GET', paths[at])
end
";

/// Runs the load against the server with these processes and what they started.
pub fn run(load: &Load, servers: &[u32]) -> Result<Measured> {
    let first = match load.list {
        Some(list) => std::fs::read_to_string(list)?
            .lines()
            .next()
            .unwrap_or("/")
            .to_owned(),
        None => load.path.to_owned(),
    };
    let (status, _) = http_get(load.addr, &first)?;
    if status != 200 {
        bail!("http://{}{first} answered {status}", load.addr);
    }
    let wrk = find_program("wrk", &[]).context("wrk is missing")?;
    let mut command = pinned(load_core(), wrk);
    command.args(["-t1", "--latency", "--timeout", "30s"]);
    command
        .arg(format!("-c{}", load.connections))
        .arg(format!("-d{}s", load.seconds));
    command.args([
        "-H",
        if load.gzip {
            "Accept-Encoding: gzip"
        } else {
            "Accept-Encoding: identity"
        },
    ]);
    if let Some(list) = load.list {
        let script = list.with_extension("lua");
        std::fs::write(&script, SCRIPT)?;
        command.arg("-s").arg(&script).env("BENCH_PATHS", list);
    }
    command.arg(format!("http://{}{}", load.addr, load.path));
    let before = cpu_seconds(servers)?;
    let printed = output(&mut command)?;
    let cpu = cpu_seconds(servers)? - before;
    measured(&printed, cpu)
}

fn cpu_seconds(servers: &[u32]) -> Result<f64> {
    servers.iter().map(|pid| Ok(usage(*pid)?.cpu_seconds)).sum()
}

fn measured(printed: &str, cpu_seconds: f64) -> Result<Measured> {
    if let Some(bad) = printed.lines().find(|line| line.contains("Non-2xx")) {
        bail!("the server answered with errors: {}", bad.trim());
    }
    let requests = printed
        .lines()
        .find(|line| line.contains(" requests in "))
        .context("wrk printed no sum")?;
    let requests: f64 = requests
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .parse()?;
    let field = |name: &str| {
        printed
            .lines()
            .find_map(|line| line.trim().strip_prefix(name))
            .map(str::trim)
    };
    let per_second = field("Requests/sec:")
        .context("wrk printed no rate")?
        .parse()?;
    let p99_ms = field("99%")
        .and_then(milliseconds)
        .context("wrk printed no latency")?;
    Ok(Measured {
        per_second,
        per_cpu_second: requests / cpu_seconds.max(0.01),
        p99_ms,
    })
}

fn milliseconds(text: &str) -> Option<f64> {
    let unit = text.find(|char: char| char.is_ascii_alphabetic())?;
    let value: f64 = text[..unit].parse().ok()?;
    match &text[unit..] {
        "us" => Some(value / 1e3),
        "ms" => Some(value),
        "s" => Some(value * 1e3),
        "m" => Some(value * 6e4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "Running 4s test\n  Latency Distribution\n     50%  610.00us\n     99%    2.11ms\n  \
                           52100 requests in 4.00s, 1.20GB read\nRequests/sec:  13021.50\nTransfer/sec: 300MB\n";

    #[test]
    fn what_wrk_prints_is_read() -> Result<()> {
        let measured = measured(PRINTED, 2.0)?;

        assert!((measured.per_second - 13_021.5).abs() < 0.1);
        assert!((measured.per_cpu_second - 26_050.0).abs() < 0.1);
        assert!((measured.p99_ms - 2.11).abs() < 0.001);
        Ok(())
    }

    #[test]
    fn errors_do_not_count_as_speed() {
        let printed = format!("{PRINTED}  Non-2xx or 3xx responses: 7\n");

        assert!(measured(&printed, 2.0).is_err());
    }
}
