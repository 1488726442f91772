//! What this machine is, and what a server's processes used of it.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::fs;
use std::process::Command;

use crate::process::{find_program, output};

/// Processor time and memory of a process and all its descendants.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage {
    /// Seconds of processor time, user and system.
    pub cpu_seconds: f64,
    /// Resident memory, in bytes; what processes share is counted once per process.
    pub memory_bytes: u64,
    /// Number of processes.
    pub processes: usize,
}

/// What the tree below `pid` has used so far.
pub fn usage(pid: u32) -> Result<Usage> {
    let ticks: f64 = output(Command::new("getconf").arg("CLK_TCK"))?.parse()?;
    let page: u64 = output(Command::new("getconf").arg("PAGE_SIZE"))?.parse()?;
    let mut total = Usage::default();
    for stat in tree(pid) {
        total.cpu_seconds += stat.ticks as f64 / ticks;
        total.memory_bytes += stat.pages * page;
        total.processes += 1;
    }
    Ok(total)
}

/// Nanoseconds of processor time the threads that live below these processes have used so far.
///
/// Finer than [`usage`], which counts in hundredths of a second: enough for a single page.
pub fn cpu_nanoseconds(pids: &[u32]) -> Result<u64> {
    let mut total = 0;
    for stat in pids.iter().flat_map(|pid| tree(*pid)) {
        for thread in fs::read_dir(format!("/proc/{}/task", stat.pid))?.flatten() {
            let Ok(text) = fs::read_to_string(thread.path().join("schedstat")) else {
                continue;
            };
            let first = text.split_whitespace().next().unwrap_or_default();
            total += first
                .parse::<u64>()
                .context("this kernel keeps no schedstat")?;
        }
    }
    Ok(total)
}

/// The most memory a process ever had, in bytes.
pub fn peak_memory(pid: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .context("no VmHWM")?;
    let kib: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kib * 1024)
}

#[derive(Debug, Clone, Copy)]
struct Stat {
    pid: u32,
    parent: u32,
    ticks: u64,
    pages: u64,
}

/// The process and its descendants; ticks of children that ended count with their parent.
fn tree(root: u32) -> Vec<Stat> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let all = entries.filter_map(|entry| {
        let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
        read(pid, &fs::read_to_string(entry.path().join("stat")).ok()?)
    });
    let mut below: HashMap<u32, Vec<Stat>> = HashMap::new();
    let mut found = Vec::new();
    for stat in all {
        if stat.pid == root {
            found.push(stat);
        } else {
            below.entry(stat.parent).or_default().push(stat);
        }
    }
    let mut at = 0;
    while at < found.len() {
        found.extend(below.remove(&found[at].pid).unwrap_or_default());
        at += 1;
    }
    found
}

/// Reads `/proc/PID/stat`. The name in brackets may contain anything.
fn read(pid: u32, stat: &str) -> Option<Stat> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    let ticks = (11..=14).map(number).sum::<Option<u64>>()?;
    Some(Stat {
        pid,
        parent: u32::try_from(number(1)?).ok()?,
        ticks,
        pages: number(21)?,
    })
}

/// A command pinned to one core: servers to 0, load to the last.
pub fn pinned(core: usize, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let Some(taskset) = find_program("taskset", &[]) else {
        return Command::new(program);
    };
    let mut command = Command::new(taskset);
    command.arg("-c").arg(core.to_string()).arg(program);
    command
}

/// The core for servers.
pub const SERVER_CORE: usize = 0;

/// The core for load: the last one.
pub fn load_core() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get() - 1)
}

/// One line about the machine.
pub fn described() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("unknown processor");
    let model = model.trim_start_matches(['\t', ' ', ':']);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib: f64 = memory
        .lines()
        .find_map(|line| {
            line.strip_prefix("MemTotal:")?
                .trim()
                .trim_end_matches(" kB")
                .parse()
                .ok()
        })
        .unwrap_or(0.0);
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let system = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .unwrap_or("Linux");
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?").to_owned();
    format!(
        "{cores} cores of {model}, {:.0} GB, {}, load {load} at the end",
        kib / 1e6,
        system.trim_matches('"')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_something() -> Result<()> {
        let pid = std::process::id();

        assert!(usage(pid)?.memory_bytes > 0);
        assert!(cpu_nanoseconds(&[pid])? > 0);
        assert!(peak_memory(pid)? > 0);
        Ok(())
    }

    #[test]
    fn a_name_with_brackets_is_read() {
        let stat = "7 (a) b) S 1 7 7 0 -1 0 0 0 0 0 10 5 1 0 20 0 1 0 9 1000 250 0";

        let read = read(7, stat).map(|stat| (stat.parent, stat.ticks, stat.pages));

        assert_eq!(read, Some((1, 16, 250)));
    }
}
