//! `bench start`: from the process to the first page, and memory at rest and after load.

use anyhow::Result;
use std::fs;
use std::time::Duration;

use super::house::{Place, build};
use super::load::{Load, run as load};
use super::machine::usage;
use super::peers::ensure;
use super::peers::wordpress::WordPress;
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, archive_of, empty_folder};

/// Stories WordPress gets.
const WORDPRESS_STORIES: u64 = 200;

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(&[("wrk", "wrk"), ("taskset", "util-linux")], options)?;
    build()?;
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
    let peer = match wordpress_memory(options) {
        Ok((memory, processes)) => {
            table.compare(
                "memory at rest, MB",
                &idle,
                ("WordPress", &memory),
                Goal::None,
            );
            format!("WordPress: {processes} processes of nginx, php-fpm and MariaDB")
        }
        Err(error) => format!("WordPress could not be had: {error:#}"),
    };
    Ok(format!(
        "Stories: {}. {peer}. Ghost is not packaged by Debian.\n\n{}",
        options.stories,
        table.markdown()
    ))
}

fn wordpress_memory(options: &Options) -> Result<(Sample, usize)> {
    let wordpress = WordPress::start(&archive_of(options.stories)?, WORDPRESS_STORIES, options)?;
    std::thread::sleep(Duration::from_secs(2));
    let pids = wordpress.pids();
    let processes: usize = pids
        .iter()
        .filter_map(|pid| usage(*pid).ok())
        .map(|usage| usage.processes)
        .sum();
    Ok((std::iter::once(megabytes(&pids)?).collect(), processes))
}

fn megabytes(pids: &[u32]) -> Result<f64> {
    pids.iter()
        .map(|pid| Ok(usage(*pid)?.memory_bytes as f64 / 1e6))
        .sum()
}
