//! `bench newsroom`: ten people typing in one story, the API beside a large archive, and the app in
//! a browser.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use super::Options;
use super::house::{Place, build};
use super::machine::{load_core, pinned};
use super::peers::ensure;
use super::results::{Goal, Table};
use super::stats::Sample;
use crate::needs::{chromium, npm_packages};
use crate::process::{output, shown};
use crate::root::root;

/// The account that is measured with.
const EMAIL: &str = "bench@paper.example";
const PASSWORD: &str = "nine herons wait by the cold weir";
/// Requests of each kind a run.
const REQUESTS: &str = "500";
/// How long ten people type a run.
const TYPING_SECONDS: &str = "15";

/// What the scripts tell: the word, what it is, the percentile that counts, its unit and its goal.
const TOLD: [(&str, &str, &str, &str, Goal); 12] = [
    (
        "screen",
        "a key to another's copy, ten writers in one story, p99",
        "p99",
        "ms",
        Goal::AtMost(80.0),
    ),
    (
        "durable",
        "a key to durable, p99",
        "p99",
        "ms",
        Goal::AtMost(30.0),
    ),
    (
        "first-load",
        "app: first load, compressed",
        "median",
        "KB",
        Goal::AtMost(250.0),
    ),
    (
        "first-load-to-board",
        "the same, to the board",
        "median",
        "KB",
        Goal::None,
    ),
    (
        "open",
        "open a story of 5,000 words, median",
        "median",
        "ms",
        Goal::AtMost(300.0),
    ),
    (
        "paint",
        "key to paint in 20,000 words, p95",
        "p95",
        "ms",
        Goal::AtMost(16.0),
    ),
    (
        "list",
        "API: list of 50 stories, p99",
        "p99",
        "ms",
        Goal::AtMost(20.0),
    ),
    (
        "list-further",
        "API: the list page by page, p99",
        "p99",
        "ms",
        Goal::AtMost(20.0),
    ),
    (
        "list-filtered",
        "API: the list of what is not public, p99",
        "p99",
        "ms",
        Goal::AtMost(20.0),
    ),
    (
        "open-story",
        "API: open a story, p99",
        "p99",
        "ms",
        Goal::AtMost(20.0),
    ),
    ("save", "API: save, p99", "p99", "ms", Goal::AtMost(20.0)),
    (
        "publish",
        "API: publish, p99 (P3)",
        "p99",
        "ms",
        Goal::AtMost(20.0),
    ),
];

/// Measures, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    ensure(&[("taskset", "util-linux")], options)?;
    build(options)?;
    npm_packages()?;
    let browser = chromium().context("no Chromium; `cargo xtask setup` installs it")?;
    let app = root().join("newsroom");
    if !app.join("node_modules/yjs").is_dir() {
        bail!("the packages of the newsroom app are missing; `cargo xtask check` installs them");
    }
    let place = Place::filled(options.stories, options)?;
    hire(&place)?;
    let mut told: BTreeMap<String, Sample> = BTreeMap::new();
    for _ in 0..options.runs {
        let server = place.serve(&[("DATELINE_WORKER_SLOW", "false")])?;
        let origin = format!("http://{}", server.addr);
        let script = |name: &str, more: &[&str]| -> Result<String> {
            let mut command = pinned(load_core(), "node");
            command
                .arg("--experimental-websocket")
                .arg("--no-warnings")
                .arg(root().join("bench/newsroom").join(name))
                .args([&origin, EMAIL, PASSWORD])
                .args(more);
            output(&mut command).with_context(|| shown(&command))
        };
        take(&mut told, &script("api.mjs", &[REQUESTS])?, "open-story")?;
        let modules = shown_path(&app);
        take(
            &mut told,
            &script("typing.mjs", &[TYPING_SECONDS, &modules])?,
            "",
        )?;
        let (browser, e2e) = (shown_path(&browser), shown_path(&root().join("e2e")));
        take(&mut told, &script("app.mjs", &[&browser, &e2e])?, "open")?;
    }
    let mut table = Table::default();
    for (word, what, _, unit, goal) in TOLD {
        if let Some(sample) = told.get(word) {
            table.bound(what, sample, unit, goal);
        }
    }
    Ok(format!(
        "Stories: {}. One core for the server, the other for everybody else: the ten writers are one \
         process with ten sockets and ten copies of the story, each typing a key every 120 ms, and \
         the browser of the app. A key is painted when the frame after it was made, which waits for \
         the next sixtieth of a second.\n\n{}",
        options.stories,
        table.markdown()
    ))
}

fn shown_path(path: &Path) -> String {
    path.display().to_string()
}

/// Makes the account, once.
fn hire(place: &Place) -> Result<()> {
    let mut command = place.dateline();
    command
        .args([
            "staff",
            "add",
            EMAIL,
            "--name",
            "Bench",
            "--role",
            "administrator",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{PASSWORD}")?;
    }
    let said = child.wait_with_output()?;
    let complaint = String::from_utf8_lossy(&said.stderr);
    if said.status.success() || complaint.contains("already") {
        Ok(())
    } else {
        bail!("no account could be made: {}", complaint.trim())
    }
}

/// Reads what a script told; "open" of a script goes by `open`.
fn take(told: &mut BTreeMap<String, Sample>, said: &str, open: &str) -> Result<()> {
    for line in said.lines().filter(|line| line.starts_with('{')) {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let word = line["what"].as_str().unwrap_or_default();
        let word = if word == "open" { open } else { word };
        let (_, _, percentile, unit, _) = TOLD
            .into_iter()
            .find(|row| row.0 == word)
            .with_context(|| format!("a script tells of \"{word}\""))?;
        let value = line[percentile].as_f64().context("a figure is missing")?;
        let value = if unit == "KB" { value / 1000.0 } else { value };
        told.entry(word.to_owned()).or_default().push(value);
    }
    Ok(())
}
