//! Pages that no cache has: every story, every topic's list and the front, beside other systems.

use anyhow::Result;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::house::{EDITION, Place, Server};
use super::load::{Load, run as load};
use super::others::{ALL, AT_ONCE, Peer, Rendered};
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{CARDS, Options, archive, empty_folder, front};
use crate::process::http_get;

/// As fast as the fastest of them, so many times.
const TIMES: Goal = Goal::AtLeast(50.0);

/// What Dateline renders.
struct Ours {
    story: Sample,
    list: Sample,
    front: Sample,
}

/// Measures, and answers its part of the section.
pub fn run(place: &Place, fronts: &Place, options: &Options) -> Result<String> {
    let dir = empty_folder("rendered")?;
    let mut ours = Ours {
        story: Sample::default(),
        list: Sample::default(),
        front: front::rendered(fronts, options)?,
    };
    let topics = topics(&place.serve(&[])?)?;
    for _ in 0..options.runs {
        // A cache of one MiB and a new process: every page asked for is rendered.
        let server = place.serve(&[("DATELINE_CACHE_MEMORY", "1")])?;
        let paths = server.story_paths(50_000)?;
        let stories = over(&server, place, &dir.join("stories"), &paths, options)?;
        ours.story.push(stories);
        let lists = over(&server, place, &dir.join("lists"), &topics, options)?;
        ours.list.push(lists);
    }
    let mut text = String::new();
    let mut peers = Vec::new();
    for peer in ALL {
        match peer.rendered(&dir, options) {
            Ok(rendered) => {
                let (story, front) = rendered.bytes;
                let _ = writeln!(
                    text,
                    "- {}: a story {:.1} KB on average, the front {:.1} KB.",
                    peer.about(),
                    story / 1e3,
                    front / 1e3
                );
                peers.push((peer, rendered));
            }
            Err(error) => {
                let _ = writeln!(text, "- {} could not be had: {error:#}.", peer.name());
            }
        }
    }
    let _ = writeln!(
        text,
        "\nPeers have the first 200 stories of the same archive and answer {AT_ONCE} connections. Dateline's front of \
         {CARDS} cards is one render at a time.\n"
    );
    Ok(text + &table(&ours, &peers).markdown())
}

fn table(ours: &Ours, peers: &[(Peer, Rendered)]) -> Table {
    let mut table = Table::default();
    let rows = [
        ("story".to_owned(), &ours.story, 1_500.0),
        (format!("front of {CARDS} cards"), &ours.front, 500.0),
        ("list of 30 stories".to_owned(), &ours.list, 500.0),
    ];
    for (what, sample, least) in &rows {
        let what = format!("{what}, per second of processor time");
        table.bound(&what, sample, "", Goal::AtLeast(*least));
    }
    compare(&mut table, &rows[0].0, &ours.story, peers, |r| &r.story);
    compare(&mut table, &rows[1].0, &ours.front, peers, |r| &r.front);
    for (peer, rendered) in peers {
        if let Some(kept) = &rendered.kept {
            let what = format!("{} with fastcgi_cache, kept story, identity", peer.name());
            let unit = "per second of processor time (P1)";
            table.bound(&what, kept, unit, Goal::None);
        }
    }
    table
}

/// A row for each; the goal is that of the fastest.
fn compare(
    table: &mut Table,
    what: &str,
    ours: &Sample,
    peers: &[(Peer, Rendered)],
    of: fn(&Rendered) -> &Sample,
) {
    let rates = peers.iter().map(|(_, rendered)| of(rendered).median());
    let fastest = rates.fold(0.0, f64::max);
    for (peer, rendered) in peers {
        let theirs = of(rendered);
        let is_fastest = theirs.median() >= fastest;
        let goal = if is_fastest { TIMES } else { Goal::None };
        table.compare(what, ours, (peer.name(), theirs), goal);
    }
}

/// Asks for many pages once each; answers per second of processor time.
fn over(
    server: &Server,
    place: &Place,
    list: &Path,
    paths: &[String],
    options: &Options,
) -> Result<f64> {
    fs::write(list, paths.join("\n"))?;
    let one = Load {
        addr: &server.addr,
        path: "/",
        gzip: true,
        connections: 16,
        seconds: options.seconds,
        list: Some(list),
    };
    Ok(load(&one, &server.pids(place))?.per_cpu_second)
}

/// Lists of thirty cards: the topics' that are there; a small archive has not all of them.
fn topics(server: &Server) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for topic in 0..archive::TAGS {
        let path = format!("/{EDITION}/topics/topic-{topic}");
        if http_get(&server.addr, &path)?.0 == 200 {
            paths.push(path);
        }
    }
    Ok(paths)
}
