//! A front of exactly forty cards, in a small house of its own: that of the archive, with its twelve
//! sections, has twice as many.

use anyhow::{Result, bail};
use std::time::Duration;

use super::house::{EDITION, Place, Server, is_story};
use super::machine::cpu_nanoseconds;
use super::stats::Sample;
use super::watch::Line;
use super::{CARDS, Options, archive_in};
use crate::process::http_get;

/// Stories behind it.
const STORIES: u64 = 1_000;
/// Its sections. The front nobody has edited has a lead of 8, 4 of opinion, a river of 13, 5 most
/// discussed and 5 of each other section.
const SECTIONS: [&str; 3] = ["city", "politics", "opinion"];
/// Renders of the front in each run.
const RENDERS: usize = 40;
/// Other pages between two of them, more than a cache of one MiB holds.
const CROWD: usize = 40;
/// What an answer leaves to do is done after this.
const SETTLED: Duration = Duration::from_millis(5);
/// A page that was kept costs less than this, one that is rendered many times as much.
const KEPT_NANOSECONDS: f64 = 100_000.0;

/// The house.
pub fn place(options: &Options) -> Result<Place> {
    let name = format!("front-{CARDS}");
    Place::with(&name, || archive_in(&name, STORIES, &SECTIONS), options)
}

/// Its front's path; refused when it has fewer or more cards.
pub fn path(server: &Server) -> Result<String> {
    let path = format!("/{EDITION}/");
    let (_, page) = http_get(&server.addr, &path)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let cards = page
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with('/') && is_story(href))
        .count();
    if cards != CARDS {
        bail!("the front to compare has {cards} cards, not {CARDS}");
    }
    Ok(path)
}

/// Renders of the front per second of processor time, one at a time on a connection that is kept.
pub fn rendered(place: &Place, options: &Options) -> Result<Sample> {
    let mut rates = Sample::default();
    for _ in 0..options.runs {
        // As little as a cache may have: pages asked for in between take the front's place.
        let server = place.serve(&[("DATELINE_CACHE_MEMORY", "1")])?;
        let (path, pids) = (path(&server)?, server.pids(place));
        let stories = server.story_paths(usize::try_from(STORIES)?)?;
        let mut line = Line::open(&server.addr)?;
        let mut costs = Sample::default();
        for crowd in stories.chunks_exact(CROWD).cycle().take(RENDERS) {
            // Twice: what is asked for again displaces what was kept for having been.
            for other in crowd.iter().chain(crowd) {
                line.get(other, "gzip")?;
            }
            std::thread::sleep(SETTLED);
            let before = cpu_nanoseconds(&pids)?;
            let (status, _) = line.get(&path, "gzip")?;
            std::thread::sleep(SETTLED);
            let nanoseconds = cpu_nanoseconds(&pids)?.saturating_sub(before);
            if status != 200 {
                bail!("{path} answered {status}");
            }
            costs.push(nanoseconds as f64);
        }
        if costs.percentile(0.0) < KEPT_NANOSECONDS {
            bail!("the front was kept while its render was to be measured");
        }
        rates.push(1e9 / costs.median());
    }
    Ok(rates)
}
