//! `bench growth`: what a thousand times as many stories cost.

use anyhow::{Result, bail};
use std::fs;
use std::time::Instant;

use super::house::{EDITION, Place, Server, build};
use super::load::{Load, run as load};
use super::peers::ensure;
use super::press::slug;
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, bytes_in, empty_folder};
use crate::process::{http_get, output};

/// Sizes of the archive; those above `--stories` are left out.
const SIZES: [u64; 3] = [1_000, 100_000, 1_000_000];
/// The page of a section that is opened by going on and on.
const DEPTH: usize = 50;
/// Stories taken down and published again in each run.
const ACTS: usize = 7;

/// Costs at one size.
#[derive(Default)]
struct Costs {
    render_ms: Sample,
    deep_ms: Sample,
    publish_ms: Sample,
    kilobytes: Sample,
}

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(&[("wrk", "wrk"), ("taskset", "util-linux")], options)?;
    build()?;
    let sizes: Vec<u64> = SIZES
        .into_iter()
        .filter(|size| *size <= options.stories)
        .collect();
    let mut costs = Vec::new();
    for size in &sizes {
        costs.push(costs_at(*size, options)?);
    }
    let (Some(small), Some(large)) = (costs.first(), costs.last()) else {
        bail!("--stories must be at least {}", SIZES[0]);
    };
    let mut table = Table::default();
    let peer = format!("{} stories:", sizes[0]);
    let rows = [
        (
            "render a story, ms of processor time",
            &large.render_ms,
            &small.render_ms,
        ),
        (
            "page 50 of a section (or the last full one), ms of processor time",
            &large.deep_ms,
            &small.deep_ms,
        ),
        (
            "take down and publish, ms",
            &large.publish_ms,
            &small.publish_ms,
        ),
    ];
    for (what, ours, theirs) in rows {
        table.compare(what, ours, (&peer, theirs), Goal::AtMost(1.2));
    }
    table.bound(
        "database per story",
        &large.kilobytes,
        "KB",
        Goal::AtMost(20.0),
    );
    let sizes: Vec<String> = sizes.iter().map(u64::to_string).collect();
    let missing = if sizes.len() < SIZES.len() {
        " Larger ones were not asked for (--stories)."
    } else {
        ""
    };
    Ok(format!(
        "At {} stories.{missing} Search is not built yet.\n\n{}",
        sizes.join(", "),
        table.markdown()
    ))
}

fn costs_at(size: u64, options: &Options) -> Result<Costs> {
    let place = Place::filled(size, options)?;
    let list = empty_folder("growth")?.join("stories");
    let mut costs = Costs::default();
    for _ in 0..options.runs {
        let server = place.serve(&[("DATELINE_CACHE_MEMORY", "1")])?;
        let paths = server.story_paths(50_000)?;
        fs::write(&list, paths.join("\n"))?;
        let one = Load {
            addr: &server.addr,
            path: "/",
            gzip: true,
            connections: 16,
            seconds: options.seconds,
            list: Some(&list),
        };
        costs
            .render_ms
            .push(1e3 / load(&one, &server.pids(&place))?.per_cpu_second);
        let deep = Load {
            path: &deep_page(&server)?,
            // Readers who ask at once share one render.
            connections: 1,
            list: None,
            ..one
        };
        costs
            .deep_ms
            .push(1e3 / load(&deep, &server.pids(&place))?.per_cpu_second);
        for path in paths.iter().step_by(paths.len() / ACTS).take(ACTS) {
            let start = Instant::now();
            let story = slug(path);
            output(place.dateline().args(["story", "unpublish", story]))?;
            output(place.dateline().args(["story", "publish", story]))?;
            costs.publish_ms.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    let bytes = if options.postgres {
        bytes_in(&place.data)
    } else {
        place.database_bytes()
    };
    costs.kilobytes.push(bytes as f64 / 1e3 / size as f64);
    Ok(costs)
}

/// Goes on through a section, at most to page [`DEPTH`]; the last page there that is full, so that
/// pages of as many cards are compared.
fn deep_page(server: &Server) -> Result<String> {
    let mut full = format!("/{EDITION}/city");
    let mut path = full.clone();
    for _ in 0..DEPTH {
        let (status, body) = http_get(&server.addr, &path)?;
        if status != 200 {
            bail!("{path} answered {status}");
        }
        let Some(query) = next_page(&String::from_utf8_lossy(&body)) else {
            break;
        };
        full = path;
        path = format!("/{EDITION}/city?{query}");
    }
    Ok(full)
}

/// The query of the link that goes on.
fn next_page(html: &str) -> Option<String> {
    let at = html.rfind("?before=")?;
    Some(
        html[at + 1..]
            .chars()
            .take_while(|char| !"\"'&>".contains(*char))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_that_goes_on_is_found() {
        let html = "<a href=\"/en/city?before=17.abc\">Older</a>";

        assert_eq!(next_page(html).as_deref(), Some("before=17.abc"));
    }
}
