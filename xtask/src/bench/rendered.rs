//! Pages that no cache has: every story and every topic's list once, beside WordPress.

use anyhow::Result;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::house::{EDITION, Place, Server};
use super::load::{Load, run as load};
use super::peers::wordpress::{WordPress, version};
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, archive, archive_of, empty_folder};
use crate::process::http_get_as;

/// Stories WordPress gets: its import is slow, its pages do not depend on it.
const WORDPRESS_STORIES: u64 = 400;

/// Measures, and answers its part of the section.
pub fn run(place: &Place, options: &Options) -> Result<String> {
    let dir = empty_folder("rendered")?;
    let mut stories = Sample::default();
    let mut lists = Sample::default();
    for _ in 0..options.runs {
        // A cache of one MiB and a new process: every page asked for is rendered.
        let server = place.serve(&[("DATELINE_CACHE_MEMORY", "1")])?;
        let paths = server.story_paths(50_000)?;
        stories.push(over(&server, place, &dir.join("stories"), &paths, options)?);
        lists.push(over(
            &server,
            place,
            &dir.join("lists"),
            &topics(),
            options,
        )?);
    }
    let mut table = Table::default();
    table.bound(
        "story, per second of processor time",
        &stories,
        "",
        Goal::AtLeast(1_500.0),
    );
    table.bound(
        "list of 30 stories, per second of processor time",
        &lists,
        "",
        Goal::AtLeast(500.0),
    );
    let mut text = String::new();
    match wordpress_pages(&dir, options) {
        Ok(pages) => {
            table.compare(
                "story",
                &stories,
                ("WordPress", &pages.rendered),
                Goal::AtLeast(50.0),
            );
            let what = "WordPress with fastcgi_cache, kept story, identity";
            table.bound(
                what,
                &pages.kept,
                "per second of processor time (P1)",
                Goal::None,
            );
            let _ = writeln!(
                text,
                "WordPress {}, php-fpm with four workers, MariaDB.\n",
                version()
            );
        }
        Err(error) => {
            let _ = writeln!(text, "WordPress could not be had: {error:#}.\n");
        }
    }
    text += "Ghost is not packaged by Debian and is not compared here.\n\n";
    Ok(text + &table.markdown())
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

/// Lists of thirty cards: the topics'.
fn topics() -> Vec<String> {
    (0..archive::TAGS)
        .map(|topic| format!("/{EDITION}/topics/topic-{topic}"))
        .collect()
}

struct WordPressPages {
    rendered: Sample,
    kept: Sample,
}

fn wordpress_pages(dir: &Path, options: &Options) -> Result<WordPressPages> {
    let wordpress = WordPress::start(&archive_of(options.stories)?, WORDPRESS_STORIES, options)?;
    let list = dir.join("wordpress");
    fs::write(&list, wordpress.stories.join("\n"))?;
    let path = wordpress.stories.first().map_or("/", String::as_str);
    let mut pages = WordPressPages {
        rendered: Sample::default(),
        kept: Sample::default(),
    };
    for _ in 0..options.runs {
        let ask = Load {
            addr: &wordpress.plain.addr,
            path,
            gzip: true,
            connections: 16,
            seconds: options.seconds,
            list: Some(&list),
        };
        let plain = load(&ask, &wordpress.pids())?;
        pages.rendered.push(plain.per_cpu_second);
        // Without gzip: nginx would compress a kept page anew for every reader.
        let again = Load {
            addr: &wordpress.cached.addr,
            gzip: false,
            list: None,
            ..ask
        };
        http_get_as(again.addr, path, "identity")?;
        let cached = load(&again, &[wordpress.cached.pid()])?;
        pages.kept.push(cached.per_cpu_second);
    }
    Ok(pages)
}
