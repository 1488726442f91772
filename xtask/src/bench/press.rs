//! `bench press`: from a command that publishes to the changed page, and whether any page is older.

use anyhow::{Result, bail};
use std::time::Instant;

use super::Options;
use super::house::{EDITION, Place, Server, build};
use super::results::{Goal, Table};
use super::stats::Sample;
use crate::process::{http_get, output};

/// Acts per run: half of them take a story down, half put it back.
const ACTS: usize = 60;

/// What one run saw.
#[derive(Default)]
struct Seen {
    command_ms: Sample,
    fresh_ms: Sample,
    reads: u64,
    stale: u64,
}

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    build()?;
    let place = Place::filled(options.stories, options)?;
    let server = place.serve(&[])?;
    let mut seen = Seen::default();
    for path in server.story_paths(ACTS * options.runs / 2)? {
        act(&place, &server, &path, "unpublish", 404, &mut seen)?;
        act(&place, &server, &path, "publish", 200, &mut seen)?;
    }
    let mut table = Table::default();
    table.bound(
        "`story publish` from start to end of the process",
        &seen.command_ms,
        "ms",
        Goal::None,
    );
    table.bound(
        "then: story, section, month and front read, all fresh",
        &seen.fresh_ms,
        "ms",
        Goal::AtMost(50.0),
    );
    let stale: Sample = std::iter::once(seen.stale as f64).collect();
    table.bound(
        "stale reads",
        &stale,
        &format!("of {}", seen.reads),
        Goal::AtMost(0.0),
    );
    Ok(format!(
        "Stories: {}. Each act is a command of its own beside the running server; the pages are read when it has \
         answered. Peers are not measured here: Debian has no purging plug-in for WordPress. The property test of the \
         page cache covers what no bench can.\n\n{}",
        options.stories,
        table.markdown()
    ))
}

fn act(
    place: &Place,
    server: &Server,
    path: &str,
    verb: &str,
    status: u16,
    seen: &mut Seen,
) -> Result<()> {
    let start = Instant::now();
    output(place.dateline().args(["story", verb, slug(path)]))?;
    seen.command_ms.push(start.elapsed().as_secs_f64() * 1e3);
    let answered = Instant::now();
    for (page, shows) in pages_of(path) {
        let (got, body) = http_get(&server.addr, &page)?;
        let is_fresh = if page == path {
            got == status
        } else if got == 200 {
            // A list that is too long to show the story says nothing about it.
            !shows || contains(&body, path) == (status == 200)
        } else if got == 404 && shows {
            // The story was the only one of its day.
            status != 200
        } else {
            bail!("{page} answered {got}");
        };
        seen.reads += 1;
        seen.stale += u64::from(!is_fresh);
    }
    seen.fresh_ms.push(answered.elapsed().as_secs_f64() * 1e3);
    Ok(())
}

/// The story's name for the command line: a path is nobody's once the story is off the site.
pub fn slug(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Pages a story is on, and whether it must be visible there.
fn pages_of(path: &str) -> Vec<(String, bool)> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let mut pages = vec![(path.to_owned(), true), (format!("/{EDITION}/"), false)];
    if let [edition, section, year, month, day, _] = parts[..] {
        pages.push((format!("/{edition}/{section}"), false));
        pages.push((format!("/{edition}/archive/{year}/{month}/{day}"), true));
    }
    pages
}

fn contains(body: &[u8], path: &str) -> bool {
    body.windows(path.len())
        .any(|window| window == path.as_bytes())
}
