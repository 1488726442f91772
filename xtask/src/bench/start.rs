//! `bench start`: from the process to the first page, and memory at rest and after load.

use anyhow::Result;
use std::fmt::Write;
use std::fs;
use std::time::Duration;

use super::house::{Place, build};
use super::load::{Load, run as load};
use super::others::{ALL, Taken, megabytes};
use super::peers::ensure;
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, empty_folder};

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(&[("wrk", "wrk"), ("taskset", "util-linux")], options)?;
    build(options)?;
    let place = Place::filled(options.stories, options)?;
    let list = empty_folder("start")?.join("stories");
    let [mut ready, mut idle, mut loaded, mut crawled] = [
        Sample::default(),
        Sample::default(),
        Sample::default(),
        Sample::default(),
    ];
    for _ in 0..options.runs {
        let server = place.serve(&[])?;
        ready.push(server.ready_seconds * 1e3);
        std::thread::sleep(Duration::from_secs(2));
        idle.push(megabytes(&[server.pid()])?);
        let kept = Load {
            addr: &server.addr,
            path: "/en/",
            gzip: true,
            connections: 256,
            seconds: options.seconds,
            list: None,
        };
        load(&kept, &server.pids(&place))?;
        loaded.push(megabytes(&[server.pid()])?);
        fs::write(&list, server.story_paths(50_000)?.join("\n"))?;
        let every = Load {
            path: "/",
            seconds: options.seconds * 3,
            list: Some(&list),
            ..kept
        };
        load(&every, &server.pids(&place))?;
        crawled.push(megabytes(&[server.pid()])?);
    }
    let mut table = Table::default();
    table.bound("process to first page", &ready, "ms", Goal::AtMost(300.0));
    table.bound("memory at rest", &idle, "MB", Goal::AtMost(60.0));
    table.bound(
        "memory after the load of kept pages (P1)",
        &loaded,
        "MB",
        Goal::AtMost(250.0),
    );
    table.bound(
        "memory after a crawl: every sitemap, then stories no cache had",
        &crawled,
        "MB",
        Goal::None,
    );
    let mut text = format!("Stories: {}; peers have 200.\n\n", options.stories);
    for peer in ALL {
        match peer.taken(options) {
            Ok(taken) => {
                let count = taken.processes;
                let processes = if count == 1 { "process" } else { "processes" };
                let _ = writeln!(text, "- {}: {count} {processes}.", peer.about());
                beside(&mut table, [&ready, &idle, &loaded], peer.name(), &taken);
            }
            Err(error) => {
                let _ = writeln!(text, "- {} could not be had: {error:#}.", peer.name());
            }
        }
    }
    let _ = writeln!(text, "\n{}", table.markdown());
    Ok(text)
}

/// Rows beside a peer.
fn beside(table: &mut Table, ours: [&Sample; 3], name: &str, theirs: &Taken) {
    let [ready, idle, loaded] = ours;
    if let Some(theirs) = &theirs.ready_ms {
        let what = "process to first page, ms";
        table.compare(what, ready, (name, theirs), Goal::None);
    }
    for (what, ours, theirs) in [
        ("memory at rest, MB", idle, &theirs.idle_mb),
        ("memory after load, MB", loaded, &theirs.loaded_mb),
    ] {
        table.compare(what, ours, (name, theirs), Goal::None);
    }
}
