//! `bench search`: how long a search takes, how soon a story is found, and whether the right one is.

mod corpora;
mod queries;

use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::house::{Place, Server, build};
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, bytes_in, folder};
use crate::process::{http_get, output};
use corpora::{LANGUAGES, Story};

/// Stories that are looked for by what is known of them, in each language and way.
const KNOWN: usize = 150;
/// Times each query is asked in a run.
const ROUNDS: usize = 5;
/// Stories that go and come.
const ACTS: usize = 10;
/// Longest that a story may take to be found before the bench gives up.
const LONGEST: Duration = Duration::from_secs(30);

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    build(options)?;
    let texts = corpora::read()?;
    let mut table = Table::default();
    let stories = speed(&texts, options, &mut table)?;
    relevance(&texts, options, &mut table)?;
    Ok(format!(
        "Stories: {stories}, in six editions, put together from sentences of real ones. Ten queries in each language: \
         three words from frequent to rare, four pairs and two triples as they stand in texts, one word misspelt; each \
         asked anew {ROUNDS} times a run, one after the other, whole requests with the page of results. Known stories: \
         up to {KNOWN} of each language among all real stories, asked for by their headline, and by the three rarest \
         words of their text; found if among the first three.\n\n{}",
        table.markdown()
    ))
}

/// Time of searches, and until a story is found or gone.
fn speed(texts: &HashMap<&str, Vec<Story>>, options: &Options, table: &mut Table) -> Result<u64> {
    let (place, stories) = made(texts, options)?;
    let start = Instant::now();
    output(place.dateline().arg("reindex"))?;
    let seconds = start.elapsed().as_secs_f64();
    let (mut all, mut by_language) = (Sample::default(), Vec::new());
    let (mut found_ms, mut shown) = (Sample::default(), 0);
    for _ in 0..options.runs {
        let server = place.serve(&[])?;
        by_language.clear();
        for (code, _) in LANGUAGES {
            let asked = queries::of_language(&corpora::sentences(&texts[code]));
            let mut own = Sample::default();
            for round in 0..=ROUNDS {
                for query in &asked {
                    let begun = Instant::now();
                    let hits = search(&server, code, query)?;
                    let milliseconds = begun.elapsed().as_secs_f64() * 1e3;
                    // The first round reads what the disk has.
                    if round > 0 {
                        own.push(milliseconds);
                        all.push(milliseconds);
                        shown += hits.len();
                    }
                }
            }
            by_language.push((code, own));
        }
        freshness(&place, &server, &mut found_ms)?;
    }
    if shown == 0 {
        bail!("no query found anything");
    }
    let one = |value: f64| -> Sample { std::iter::once(value).collect() };
    table.bound("search, median", &one(all.median()), "ms", Goal::None);
    table.bound(
        "search, p99",
        &one(all.percentile(99.0)),
        "ms",
        Goal::AtMost(20.0),
    );
    for (code, own) in &by_language {
        let what = format!("the same, {code}, p99");
        table.bound(&what, &one(own.percentile(99.0)), "ms", Goal::None);
    }
    table.bound(
        "from the answer of `publish` to the story found, median",
        &one(found_ms.median()),
        "ms",
        Goal::AtMost(1_000.0),
    );
    table.bound(
        "the same, p99",
        &one(found_ms.percentile(99.0)),
        "ms",
        Goal::AtMost(1_000.0),
    );
    let per_second = stories as f64 / seconds;
    table.bound(
        "`reindex`, stories a second",
        &one(per_second),
        "",
        Goal::None,
    );
    let index = bytes_in(&place.data.join("search")) as f64 / 1e3 / stories as f64;
    table.bound("index per story", &one(index), "KB", Goal::None);
    Ok(stories)
}

/// A house with as many stories as asked for, in six editions. Kept for the next time.
fn made(texts: &HashMap<&str, Vec<Story>>, options: &Options) -> Result<(Place, u64)> {
    let each = (options.stories / LANGUAGES.len() as u64).max(1);
    let stories = each * LANGUAGES.len() as u64;
    let name = format!("search-{stories}");
    let mark = folder()?.join(&name).join("filled");
    if !options.postgres && mark.exists() {
        let data = folder()?.join(&name).join("data");
        let place = Place {
            data,
            postgres: None,
        };
        output(place.dateline().arg("migrate"))?;
        return Ok((place, stories));
    }
    let place = Place::empty(&name, options)?;
    for (code, locale) in LANGUAGES {
        println!("Importing {each} stories in {code}.");
        let file = folder()?.join(format!("search-{code}.xml"));
        let sentences = corpora::sentences(&texts[code]);
        corpora::write_made(&file, locale, &sentences, each)?;
        import(&place, code, &file)?;
        std::fs::remove_file(&file)?;
    }
    std::fs::write(mark, "")?;
    Ok((place, stories))
}

fn import(place: &Place, code: &str, file: &std::path::Path) -> Result<()> {
    let mut command = place.dateline();
    command.args(["import", "wordpress"]).arg(file);
    command.args(["--edition", code, "--no-fetch"]);
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !status.success() {
        bail!("the import of {} ended with {status}", file.display());
    }
    Ok(())
}

/// Stories go and come; after each answer they are gone at once and found soon.
fn freshness(place: &Place, server: &Server, found_ms: &mut Sample) -> Result<()> {
    for path in server.story_paths(ACTS)? {
        let slug = path.rsplit('/').next().unwrap_or_default();
        let code = path.split('/').nth(1).unwrap_or_default();
        let shown = output(place.dateline().args(["story", "show", &path, "--json"]))?;
        let shown: serde_json::Value = serde_json::from_str(&shown)?;
        let headline = shown["headline"]
            .as_str()
            .context("a story without a headline")?;
        let query: String = headline.chars().take(190).collect();
        let is_found = || -> Result<bool> {
            Ok(search(server, code, &query)?
                .iter()
                .any(|hit| hit.ends_with(&format!("/{slug}"))))
        };
        output(place.dateline().args(["story", "unpublish", &path]))?;
        if is_found()? {
            bail!("{path} was withdrawn and is found");
        }
        output(place.dateline().args(["story", "publish", &path]))?;
        let answered = Instant::now();
        while !is_found()? {
            if answered.elapsed() > LONGEST {
                bail!("{path} is published and not found by \"{query}\"");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        found_ms.push(answered.elapsed().as_secs_f64() * 1e3);
    }
    Ok(())
}

/// Whether known stories are among the first three.
fn relevance(
    texts: &HashMap<&str, Vec<Story>>,
    options: &Options,
    table: &mut Table,
) -> Result<()> {
    let place = Place::empty("search-known", options)?;
    for (code, locale) in LANGUAGES {
        let file = folder()?.join(format!("known-{code}.xml"));
        corpora::write_real(&file, locale, &texts[code])?;
        import(&place, code, &file)?;
    }
    output(place.dateline().arg("reindex"))?;
    let server = place.serve(&[])?;
    let (mut by_headline, mut by_words) = ((0, 0), (0, 0));
    let mut languages = Vec::new();
    for (code, _) in LANGUAGES {
        let mut own = (0, 0);
        for known in queries::known(&texts[code], KNOWN) {
            let is_among = |query: &str| -> Result<bool> {
                let hits = search(&server, code, query)?;
                let slug = format!("/k-{}", known.number);
                Ok(hits.iter().take(3).any(|hit| hit.ends_with(&slug)))
            };
            for (query, counts) in [
                (&known.headline, &mut by_headline),
                (&known.rarest, &mut by_words),
            ] {
                let is_found = is_among(query)?;
                counts.0 += u64::from(is_found);
                counts.1 += 1;
                own = (own.0 + u64::from(is_found), own.1 + 1);
                if !is_found {
                    println!(
                        "not among the first three: {code} k-{}: {query}",
                        known.number
                    );
                }
            }
        }
        languages.push((code, own));
    }
    let percent = |(found, all): (u64, u64)| -> Sample {
        std::iter::once(100.0 * found as f64 / all.max(1) as f64).collect()
    };
    let goal = Goal::AtLeast(95.0);
    table.bound(
        "known stories by their headline",
        &percent(by_headline),
        "%",
        goal,
    );
    table.bound("known stories by rare words", &percent(by_words), "%", goal);
    for (code, counts) in languages {
        table.bound(&format!("both, {code}"), &percent(counts), "%", goal);
    }
    Ok(())
}

/// Paths of what a search finds, in order.
pub fn search(server: &Server, code: &str, query: &str) -> Result<Vec<String>> {
    let path = address(code, query);
    let (status, body) = http_get(&server.addr, &path)?;
    if status != 200 {
        bail!("{path} answered {status}");
    }
    let page = String::from_utf8_lossy(&body);
    let hits = page
        .split_once("class=\"list hits\"")
        .map_or("", |(_, hits)| hits);
    let links = hits.split("<h2><a href=\"").skip(1);
    Ok(links
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect())
}

/// The address of a search.
pub fn address(code: &str, query: &str) -> String {
    use std::fmt::Write;
    let mut path = format!("/{code}/search?q=");
    for byte in query.bytes() {
        if byte.is_ascii_alphanumeric() {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}
