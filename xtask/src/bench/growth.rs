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
/// Stories rendered: as many at every size, spread over the whole archive.
const STORIES: usize = 1_000;
/// Stories taken down and published again in each run.
const ACTS: usize = 7;

/// Costs at one size.
#[derive(Default)]
struct Costs {
    render_ms: Sample,
    deep_ms: Sample,
    search_ms: Sample,
    publish_ms: Sample,
    kilobytes: Sample,
}

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(&[("wrk", "wrk"), ("taskset", "util-linux")], options)?;
    build(options)?;
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
            "search for two words of a headline, ms of processor time",
            &large.search_ms,
            &small.search_ms,
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
        "At {} stories; as many of them rendered, published and shown at every size, what they need read before.{missing}\n\n{}",
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
        let paths = server.story_paths(STORIES)?;
        fs::write(&list, paths.join("\n"))?;
        let one = Load {
            addr: &server.addr,
            path: "/",
            gzip: true,
            connections: 16,
            seconds: options.seconds,
            list: Some(&list),
        };
        // Once over all of them before, so that the disk is not measured.
        load(&one, &server.pids(&place))?;
        costs
            .render_ms
            .push(1e3 / load(&one, &server.pids(&place))?.per_cpu_second);
        fs::write(&list, variants(&deep_page(&server)?).join("\n"))?;
        costs
            .deep_ms
            .push(1e3 / load(&one, &server.pids(&place))?.per_cpu_second);
        let searches = paths.iter().map(|path| search_for(path));
        fs::write(&list, searches.collect::<Vec<_>>().join("\n"))?;
        let asked = Load {
            // More at once would be sent away.
            connections: 4,
            ..one
        };
        load(&asked, &server.pids(&place))?;
        costs
            .search_ms
            .push(1e3 / load(&asked, &server.pids(&place))?.per_cpu_second);
        for path in paths.iter().step_by(paths.len() / ACTS).take(ACTS) {
            let story = slug(path);
            let mut milliseconds = 0.0;
            for _ in 0..2 {
                let start = Instant::now();
                output(place.dateline().args(["story", "unpublish", story]))?;
                output(place.dateline().args(["story", "publish", story]))?;
                milliseconds = start.elapsed().as_secs_f64() * 1e3;
            }
            costs.publish_ms.push(milliseconds);
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

/// The search for the first two words of a story's slug.
fn search_for(path: &str) -> String {
    let words: Vec<&str> = slug(path).split('-').take(2).collect();
    super::search::address(EDITION, &words.join(" "))
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

/// Addresses that show the same page and are kept apart: a list goes on from a microsecond.
fn variants(path: &str) -> Vec<String> {
    let parts = path
        .split_once("before=")
        .and_then(|(head, cursor)| Some((head, cursor.split_once('.')?)));
    let Some((head, (time, id))) = parts else {
        return vec![path.to_owned()];
    };
    let time: i64 = time.parse().unwrap_or_default();
    (0..1_000_i64)
        .map(|later| format!("{head}before={}.{id}", time + later))
        .collect()
}

/// The query of the link that goes on.
fn next_page(html: &str) -> Option<String> {
    let at = html.find("rel=\"next\"")?;
    // The address may stand before or after `rel` in its element.
    let element = &html[html[..at].rfind('<')?..];
    let element = &element[..element.find('>')?];
    let query = &element[element.find("?before=")? + 1..];
    Some(
        query
            .chars()
            .take_while(|char| !"\"'&>".contains(*char))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_many_addresses() {
        let all = variants("/en/city?before=17.abc");

        assert_eq!(all.len(), 1_000);
        assert_eq!(all[2], "/en/city?before=19.abc");
    }

    #[test]
    fn the_link_that_goes_on_is_found() {
        let own = "<link rel=\"canonical\" href=\"/en/city?before=18.abc\">";
        let next = "<a class=\"more\" href=\"/en/city?before=17.abc\" rel=\"next\">Older</a>";

        assert_eq!(
            next_page(&format!("{own}{next}")).as_deref(),
            Some("before=17.abc")
        );
        assert_eq!(next_page(own), None);
    }
}
