//! `bench press`: from a command that publishes to the changed page, and whether any reader saw an older one.

use anyhow::{Result, bail};
use std::time::Instant;

use super::house::{EDITION, Place, Server, build};
use super::results::{Goal, Table};
use super::stats::Sample;
use super::watch::{Mention, Readers, Shown, shown_by};
use super::{Options, outer};
use crate::process::{find_program, http_get, output};

/// Acts at least: half of them take a story down, half put it back.
const ACTS: usize = 120;
/// Reads to be judged at least.
const READS: u64 = 1_000_000;
/// Readers, each with a connection of its own.
const READERS: usize = 3;
/// Stories that go and come, in turn.
const STORIES: usize = 30;

/// What was measured.
#[derive(Default)]
struct Seen {
    command_ms: Sample,
    fresh_ms: Sample,
}

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    build(options)?;
    let place = Place::filled(options.stories, options)?;
    let server = place.serve(&[])?;
    let mut stories = newest(&server)?;
    stories.extend(server.story_paths(STORIES / 2)?);
    let mut seen = Seen::default();
    // First without anybody else: what one act costs.
    for story in &stories {
        alone(&place, &server, story, &mut seen)?;
    }
    let readers = Readers::start(&server.addr, READERS);
    let mut acts = 0;
    for story in stories.iter().cycle() {
        if acts >= ACTS && readers.reads() >= READS {
            break;
        }
        readers.turn_to(story, mentions(&server, story)?);
        for (verb, shown) in [("unpublish", Shown::No), ("publish", Shown::Yes)] {
            readers.begin();
            output(place.dateline().args(["story", verb, slug(story)]))?;
            readers.answered(shown);
            std::thread::sleep(std::time::Duration::from_millis(300));
            acts += 1;
        }
    }
    let (reads, stale) = readers.stop()?;
    let mut table = Table::default();
    table.bound(
        "publish or withdraw, from start to end of the command's process, median",
        &seen.command_ms,
        "ms",
        Goal::None,
    );
    let slowest: Sample = std::iter::once(seen.command_ms.percentile(99.0)).collect();
    table.bound("the same, p99", &slowest, "ms", Goal::AtMost(20.0));
    table.bound(
        "then: every page that mentions the story read, all fresh",
        &seen.fresh_ms,
        "ms",
        Goal::AtMost(50.0),
    );
    let stale: Sample = std::iter::once(stale as f64).collect();
    table.bound(
        "stale reads",
        &stale,
        &format!("of {reads}"),
        Goal::AtMost(0.0),
    );
    drop(server);
    if find_program("varnishd", &[]).is_some() {
        outer::run(&place, options, &mut table)?;
    }
    Ok(format!(
        "Stories: {}. Each act is a command of its own beside the running server: a program starts, opens the \
         database, publishes, tells the server and waits for its word. The stale reads are counted during {acts} acts \
         while {READERS} readers ask, as fast as they can, for the pages that mention the story: its own, front, \
         section, topic, month, day, feeds and sitemap; a read that begins after the answer must show the new state. \
         Through Varnish, configured as the documentation says, every page is read on for 1.5 s after each answer. \
         Peers are not measured here: Debian has no purging plug-in for WordPress.\n\n{}",
        options.stories,
        table.markdown()
    ))
}

/// One story down and up again, and its pages read after each answer.
fn alone(place: &Place, server: &Server, story: &str, seen: &mut Seen) -> Result<()> {
    let mentions = mentions(server, story)?;
    for (verb, shown) in [("unpublish", Shown::No), ("publish", Shown::Yes)] {
        let start = Instant::now();
        output(place.dateline().args(["story", verb, slug(story)]))?;
        seen.command_ms.push(start.elapsed().as_secs_f64() * 1e3);
        let answered = Instant::now();
        for mention in &mentions {
            let (status, body) = http_get(&server.addr, &mention.path)?;
            if shown_by(mention, story, status, &body) != Some(shown) {
                bail!(
                    "after `story {verb}` {} is older than the answer",
                    mention.path
                );
            }
        }
        seen.fresh_ms.push(answered.elapsed().as_secs_f64() * 1e3);
    }
    Ok(())
}

/// The story's name for the command line.
pub fn slug(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Stories that are on the front.
pub fn newest(server: &Server) -> Result<Vec<String>> {
    let (_, front) = http_get(&server.addr, &format!("/{EDITION}/feed.rss"))?;
    let text = String::from_utf8_lossy(&front).into_owned();
    let links = text.split("<link>").skip(2).filter_map(|rest| {
        let link = rest.split("</link>").next()?;
        Some(link.split_once("://")?.1.split_once('/')?.1.to_owned())
    });
    Ok(links
        .map(|path| format!("/{path}"))
        .take(STORIES / 2)
        .collect())
}

/// The pages that mention a story now.
pub fn mentions(server: &Server, story: &str) -> Result<Vec<Mention>> {
    let parts: Vec<&str> = story.trim_start_matches('/').split('/').collect();
    let [edition, section, year, month, day, _] = parts[..] else {
        bail!("{story} is not the path of a story");
    };
    let (_, page) = http_get(&server.addr, story)?;
    let topics = topics(&String::from_utf8_lossy(&page));
    let lists = [
        format!("/{edition}/"),
        format!("/{edition}/feed.rss"),
        format!("/{edition}/feed.json"),
        format!("/{edition}/{section}"),
        format!("/{edition}/{section}/feed.atom"),
        format!("/{edition}/archive/{year}/{month}"),
        format!("/{edition}/archive/{year}/{month}/{day}"),
        format!("/sitemaps/{edition}/{year}-{month}.xml"),
        "/news-sitemap.xml".to_owned(),
    ];
    let mut mentions = vec![Mention {
        path: story.to_owned(),
        own: true,
    }];
    for path in lists.into_iter().chain(topics) {
        let mention = Mention { path, own: false };
        let (status, body) = http_get(&server.addr, &mention.path)?;
        if shown_by(&mention, story, status, &body) == Some(Shown::Yes) {
            mentions.push(mention);
        }
    }
    Ok(mentions)
}

/// Pages of the topics a page links to.
fn topics(html: &str) -> Vec<String> {
    let links = html.split("href=\"").skip(1);
    let mut topics: Vec<String> = links
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with(&format!("/{EDITION}/topics/")) && !href.contains("feed"))
        .map(str::to_owned)
        .collect();
    topics.sort();
    topics.dedup();
    topics
}
