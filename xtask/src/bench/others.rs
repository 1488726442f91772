//! What other systems do: pages they render, how they start, what memory they take.

use anyhow::{Result, bail};
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::load::{Load, run as load};
use super::machine::usage;
use super::peers::ghost::{self, Ghost};
use super::peers::wagtail::{self, Wagtail};
use super::peers::wordpress::{self, WordPress};
use super::stats::Sample;
use super::{Options, archive_of};
use crate::process::http_get_as;

/// Stories each of them gets, the first of the archive: imports are slow, pages do not depend on it.
const STORIES: u64 = 200;

/// Connections to pages they render: as many as they have workers, so that none waits at the end.
pub const AT_ONCE: u32 = 4;
/// Some fronts take half a second: they are asked for at least so long.
const SECONDS: u64 = 4;
/// What still renders for nobody is done after this.
const SETTLED: Duration = Duration::from_secs(2);

/// The systems compared with.
pub const ALL: [Peer; 3] = [Peer::WordPress, Peer::Ghost, Peer::Wagtail];

/// One of them.
#[derive(Debug, Clone, Copy)]
pub enum Peer {
    WordPress,
    Ghost,
    Wagtail,
}

/// One that runs.
#[derive(Debug)]
enum Running {
    WordPress(WordPress),
    Ghost(Ghost),
    Wagtail(Wagtail),
}

/// What it renders, in answers per second of processor time.
#[derive(Debug, Default)]
pub struct Rendered {
    pub story: Sample,
    /// The front of forty.
    pub front: Sample,
    /// Kept by nginx, where that is done.
    pub kept: Option<Sample>,
    /// Mean bytes of a story's page, and of the front.
    pub bytes: (f64, f64),
}

/// What it takes.
#[derive(Debug, Default)]
pub struct Taken {
    /// From the start of the process to the first page; nothing where several processes make it up.
    pub ready_ms: Option<Sample>,
    pub idle_mb: Sample,
    pub loaded_mb: Sample,
    /// Processes at rest.
    pub processes: usize,
}

impl Peer {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::WordPress => "WordPress",
            Self::Ghost => "Ghost",
            Self::Wagtail => "Wagtail",
        }
    }

    /// How it is set up.
    pub fn about(self) -> String {
        match self {
            Self::WordPress => format!(
                "WordPress {}, php-fpm with four workers, nginx, MariaDB",
                wordpress::version()
            ),
            Self::Ghost => format!(
                "Ghost {}, SQLite, the theme it comes with",
                ghost::version()
            ),
            Self::Wagtail => format!(
                "Wagtail {} with four workers, SQLite, a bare template",
                wagtail::version()
            ),
        }
    }

    fn start(self, options: &Options) -> Result<Running> {
        let archive = archive_of(options.stories)?;
        let stories = STORIES.min(options.stories);
        Ok(match self {
            Self::WordPress => Running::WordPress(WordPress::start(&archive, stories, options)?),
            Self::Ghost => Running::Ghost(Ghost::start(&archive, stories, options)?),
            Self::Wagtail => Running::Wagtail(Wagtail::start(&archive, stories, options)?),
        })
    }

    /// Measures its pages; `dir` is for lists of addresses.
    pub fn rendered(self, dir: &Path, options: &Options) -> Result<Rendered> {
        let running = self.start(options)?;
        let list = dir.join(self.name());
        fs::write(&list, running.stories().join("\n"))?;
        let mut rendered = Rendered {
            bytes: running.bytes()?,
            ..Rendered::default()
        };
        let pids = running.pids();
        for _ in 0..options.runs {
            let stories = Load {
                addr: running.addr(),
                path: "/",
                gzip: true,
                connections: AT_ONCE,
                seconds: options.seconds.max(SECONDS),
                list: Some(&list),
            };
            rendered.story.push(rate(&stories, &pids)?);
            let front = Load {
                list: None,
                ..stories
            };
            rendered.front.push(rate(&front, &pids)?);
            if let Running::WordPress(wordpress) = &running {
                let kept = kept(wordpress, options)?;
                rendered.kept.get_or_insert_default().push(kept);
            }
        }
        Ok(rendered)
    }

    /// Measures what it takes: a start each time, rest, then the same load as ours.
    pub fn taken(self, options: &Options) -> Result<Taken> {
        let mut taken = Taken::default();
        for _ in 0..options.runs {
            let running = self.start(options)?;
            if let Some(seconds) = running.ready_seconds() {
                taken.ready_ms.get_or_insert_default().push(seconds * 1e3);
            }
            std::thread::sleep(SETTLED);
            let pids = running.pids();
            taken.idle_mb.push(megabytes(&pids)?);
            taken.processes = processes(&pids)?;
            let front = Load {
                addr: running.addr(),
                path: "/",
                gzip: true,
                connections: 256,
                seconds: options.seconds,
                list: None,
            };
            load(&front, &pids)?;
            taken.loaded_mb.push(megabytes(&pids)?);
        }
        Ok(taken)
    }
}

impl Running {
    fn addr(&self) -> &str {
        match self {
            Self::WordPress(peer) => &peer.plain.addr,
            Self::Ghost(peer) => &peer.addr,
            Self::Wagtail(peer) => &peer.addr,
        }
    }

    /// Processes whose time and memory count, with all they have started.
    fn pids(&self) -> Vec<u32> {
        match self {
            Self::WordPress(peer) => peer.pids(),
            Self::Ghost(peer) => vec![peer.pid()],
            Self::Wagtail(peer) => vec![peer.pid()],
        }
    }

    fn stories(&self) -> &[String] {
        match self {
            Self::WordPress(peer) => &peer.stories,
            Self::Ghost(peer) => &peer.stories,
            Self::Wagtail(peer) => &peer.stories,
        }
    }

    fn ready_seconds(&self) -> Option<f64> {
        match self {
            Self::WordPress(_) => None,
            Self::Ghost(peer) => Some(peer.ready_seconds),
            Self::Wagtail(peer) => Some(peer.ready_seconds),
        }
    }

    /// Mean bytes of a story's page, and of the front; each is asked for once.
    fn bytes(&self) -> Result<(f64, f64)> {
        let get = |path: &str| -> Result<f64> {
            let (status, body) = http_get_as(self.addr(), path, "identity")?;
            if status != 200 {
                bail!("http://{}{path} answered {status}", self.addr());
            }
            Ok(body.len() as f64)
        };
        let some = self.stories().iter().step_by(10);
        let mut sum = 0.0;
        for path in some.clone() {
            sum += get(path)?;
        }
        Ok((sum / some.count().max(1) as f64, get("/")?))
    }
}

fn rate(ask: &Load, pids: &[u32]) -> Result<f64> {
    std::thread::sleep(SETTLED);
    let measured = load(ask, pids)?;
    if measured.per_second <= 0.0 {
        bail!(
            "http://{} answered nothing in {} s; give it more --seconds",
            ask.addr,
            ask.seconds
        );
    }
    Ok(measured.per_cpu_second)
}

/// One kept story, without gzip: nginx would compress it anew for every reader.
fn kept(wordpress: &WordPress, options: &Options) -> Result<f64> {
    let cached = &wordpress.cached;
    let path = wordpress.stories.first().map_or("/", String::as_str);
    http_get_as(&cached.addr, path, "identity")?;
    let ask = Load {
        addr: &cached.addr,
        path,
        gzip: false,
        connections: 16,
        seconds: options.seconds,
        list: None,
    };
    rate(&ask, &[cached.pid()])
}

/// Resident memory of processes and all they have started.
pub fn megabytes(pids: &[u32]) -> Result<f64> {
    pids.iter()
        .map(|pid| Ok(usage(*pid)?.memory_bytes as f64 / 1e6))
        .sum()
}

fn processes(pids: &[u32]) -> Result<usize> {
    pids.iter().map(|pid| Ok(usage(*pid)?.processes)).sum()
}
