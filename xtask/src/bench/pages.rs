//! `bench pages`: kept pages beside nginx and Varnish, rendered pages beside WordPress, Ghost and Wagtail.

use anyhow::Result;
use std::fmt::Write;

use super::house::{Place, Server, build};
use super::load::{Load, Measured, run as load};
use super::peers::nginx::{Nginx, Page};
use super::peers::varnish::Varnish;
use super::peers::{ensure, nginx, varnish};
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{CARDS, Options, empty_folder, front, rendered};
use crate::process::http_get_as;

/// Size of the story to compare, as bytes of HTML.
const STORY_BYTES: usize = 34_000;
/// Numbers of connections.
const CONNECTIONS: [u32; 3] = [2, 64, 256];

/// One server under load.
struct Target<'a> {
    name: &'static str,
    addr: &'a str,
    pids: Vec<u32>,
}

/// What was measured of one target.
#[derive(Default)]
struct Series {
    per_second: Sample,
    per_cpu_second: Sample,
    p99_ms: Sample,
}

impl Series {
    fn push(&mut self, measured: Measured) {
        self.per_second.push(measured.per_second);
        self.per_cpu_second.push(measured.per_cpu_second);
        self.p99_ms.push(measured.p99_ms);
    }
}

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(
        &[
            ("nginx", "nginx"),
            ("varnishd", "varnish"),
            ("wrk", "wrk"),
            ("taskset", "util-linux"),
        ],
        options,
    )?;
    build(options)?;
    let place = Place::filled(options.stories, options)?;
    let mut text = format!(
        "Stories: {}. nginx {}, Varnish {}. {} runs of {} s each, in turn; one core for the server, another for the \
         load.\nRates are answers per second of the server's processor time.\n\n### Kept pages (P1)\n\n",
        options.stories,
        nginx::version(),
        varnish::version(),
        options.runs,
        options.seconds
    );
    let fronts = front::place(options)?;
    let mut table = Table::default();
    let mut sizes = Vec::new();
    {
        let server = place.serve(&[])?;
        let story = page(&server, &server.story_of_size(STORY_BYTES)?)?;
        sizes.push(kept("story", &story, &server, &place, options, &mut table)?);
    }
    {
        let server = fronts.serve(&[])?;
        let page = page(&server, &front::path(&server)?)?;
        sizes.push(kept("front", &page, &server, &fronts, options, &mut table)?);
    }
    let _ = writeln!(
        text,
        "The front has {CARDS} cards. {}.\n\n{}\n### Rendered pages (P2)\n",
        sizes.join(", "),
        table.markdown()
    );
    text += &rendered::run(&place, &fronts, options)?;
    Ok(text)
}

/// One page in every way it is asked for; answers its size.
fn kept(
    name: &str,
    page: &Page,
    server: &Server,
    place: &Place,
    options: &Options,
    table: &mut Table,
) -> Result<String> {
    let dir = empty_folder("peers")?;
    let files = Nginx::with_files(&dir, std::slice::from_ref(page))?;
    let cache = Varnish::start(&dir, &server.addr)?;
    let targets = [
        Target {
            name: "Dateline",
            addr: &server.addr,
            pids: server.pids(place),
        },
        Target {
            name: "nginx",
            addr: &files.addr,
            pids: vec![files.pid()],
        },
        Target {
            name: "Varnish",
            addr: &cache.addr,
            pids: vec![cache.pid()],
        },
    ];
    for gzip in [true, false] {
        for connections in CONNECTIONS {
            let ask = Ask {
                path: &page.path,
                gzip,
                connections,
                seconds: options.seconds,
            };
            let coding = if gzip { "gzip" } else { "identity" };
            let what = format!("{name}, {coding}, {connections} connections");
            compare(table, &what, &targets, &ask, options.runs)?;
        }
    }
    Ok(format!(
        "{name} {} bytes ({} gzip)",
        page.identity.len(),
        page.gzip.len()
    ))
}

fn page(server: &Server, path: &str) -> Result<Page> {
    let (_, identity) = http_get_as(&server.addr, path, "identity")?;
    let (_, gzip) = http_get_as(&server.addr, path, "gzip")?;
    Ok(Page {
        path: path.to_owned(),
        identity,
        gzip,
    })
}

struct Ask<'a> {
    path: &'a str,
    gzip: bool,
    connections: u32,
    seconds: u64,
}

fn compare(
    table: &mut Table,
    what: &str,
    targets: &[Target; 3],
    ask: &Ask,
    runs: usize,
) -> Result<()> {
    let mut series: [Series; 3] = Default::default();
    for _ in 0..runs {
        for (target, series) in targets.iter().zip(&mut series) {
            let one = Load {
                addr: target.addr,
                path: ask.path,
                gzip: ask.gzip,
                connections: ask.connections,
                seconds: ask.seconds,
                list: None,
            };
            series.push(load(&one, &target.pids)?);
        }
    }
    let [ours, files, cache] = &series;
    let name = |at: usize| targets[at].name;
    table.compare(
        what,
        &ours.per_cpu_second,
        (name(1), &files.per_cpu_second),
        Goal::AtLeast(0.9),
    );
    table.compare(
        what,
        &ours.per_cpu_second,
        (name(2), &cache.per_cpu_second),
        Goal::AtLeast(2.0),
    );
    table.compare(
        &format!("{what}: p99, ms"),
        &ours.p99_ms,
        (name(1), &files.p99_ms),
        Goal::AtMost(1.5),
    );
    println!(
        "{what}: {:.2} of nginx",
        ours.per_cpu_second.median() / files.per_cpu_second.median()
    );
    Ok(())
}
