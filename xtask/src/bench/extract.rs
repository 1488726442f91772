//! `bench extract`: what readers' tools and crawlers take from our pages, beside the stories themselves.

use anyhow::{Context, Result};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, empty_folder, folder};
use crate::demo::build_dateline;
use crate::process::{Running, find_program, free_port, output, run as must, wait_ready};
use crate::root::{dateline, root};

/// The extractors in Python, and what newspaper4k needs for Arabic.
const PYTHON: [&str; 5] = [
    "trafilatura",
    "readability-lxml",
    "newspaper4k",
    "lxml_html_clean",
    "nltk",
];
/// The extractor of a browser, and a document for it to read.
const NODE: [&str; 2] = ["@mozilla/readability", "jsdom@26"];
/// Least F1 of the words of a story, on average.
const LEAST: f64 = 0.99;

/// Measures, and answers the section.
pub fn run(_: &Options) -> Result<String> {
    build_dateline(false)?;
    let python = install_python()?;
    let node = install_node()?;
    let pages = collect(&python)?;
    must(
        Command::new("node")
            .current_dir(&node)
            .arg("readability.mjs")
            .arg(&pages),
    )?;
    let script = root().join("bench/extract/extract.py");
    let said = output(Command::new(&python).arg(script).arg(&pages))?;
    let summary: Value = serde_json::from_str(&said).context("extract.py printed no JSON")?;
    section(&summary, &version(&node)?)
}

fn install_python() -> Result<PathBuf> {
    let dir = folder()?.join("extract-python");
    let python = dir.join("bin/python");
    if !dir.join("installed").exists() {
        let system = find_program("python3", &[]).context("python3 is missing")?;
        must(Command::new(system).args(["-m", "venv"]).arg(&dir))?;
        // One by one: together they confuse older versions of pip.
        for package in PYTHON {
            must(Command::new(&python).args(["-m", "pip", "install", "--quiet", package]))?;
        }
        fs::write(dir.join("installed"), "")?;
    }
    Ok(python)
}

fn install_node() -> Result<PathBuf> {
    let dir = folder()?.join("extract-node");
    fs::create_dir_all(&dir)?;
    fs::copy(
        root().join("bench/extract/readability.mjs"),
        dir.join("readability.mjs"),
    )?;
    if !dir.join("node_modules/jsdom").is_dir() {
        let npm = find_program("npm", &[]).context("npm is missing")?;
        let words = ["install", "--no-audit", "--no-fund", "--ignore-scripts"];
        must(Command::new(npm).current_dir(&dir).args(words).args(NODE))?;
    }
    Ok(dir)
}

fn version(node: &Path) -> Result<String> {
    let text = fs::read_to_string(node.join("node_modules/@mozilla/readability/package.json"))?;
    let package: Value = serde_json::from_str(&text)?;
    Ok(package["version"].as_str().unwrap_or_default().to_owned())
}

/// Every story page of the sample newspaper.
fn collect(python: &Path) -> Result<PathBuf> {
    let data = empty_folder("extract-paper")?.join("data");
    let pages = empty_folder("extract-pages")?;
    let addr = format!("127.0.0.1:{}", free_port(0)?);
    let program = dateline(false);
    let mut server = Command::new(&program);
    server
        .arg("--data")
        .arg(&data)
        .args(["demo", "--listen", &addr, "--operator-listen", "off"]);
    server.env("DATELINE_WORKER_SLOW", "false");
    let mut child = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let ready = wait_ready(&mut child, &addr, "/en/", Duration::from_mins(2));
    let mut running = Running(child);
    ready?;
    let script = root().join("bench/extract/collect.py");
    let collected = must(
        Command::new(python)
            .arg(script)
            .arg(format!("http://{addr}"))
            .arg(&pages)
            .arg(&program)
            .arg("--data")
            .arg(&data),
    );
    running.stop();
    collected.map(|()| pages)
}

fn section(summary: &Value, mozilla: &str) -> Result<String> {
    let mut table = Table::default();
    let mut facts = String::new();
    let extractors = summary["extractors"].as_object().context("no extractors")?;
    for (name, found) in extractors {
        let version = summary["versions"][name].as_str().unwrap_or(mozilla);
        let mean: Sample = [found["mean"].as_f64().unwrap_or(0.0)]
            .into_iter()
            .collect();
        let what = format!("{name} {version}: mean F1 of the words");
        table.bound(&what, &mean, "", Goal::AtLeast(LEAST));
        let least = found["least"].as_f64().unwrap_or(0.0);
        let _ = write!(facts, "- {name}: least F1 {least:.3}");
        for key in ["headline", "author", "date"] {
            let (right, of) = (&found[key][0], &found[key][1]);
            if of.as_u64() > Some(0) {
                let _ = write!(facts, "; {key} right on {right} of {of}");
            }
        }
        facts.push('\n');
    }
    Ok(format!(
        "The {} story pages of the sample newspaper, in every edition. The words of a story are those of its body; \
         headline, standfirst, captions, credits and notes count neither for nor against. Words, not bytes: marks \
         over letters are left out.\n\n{}\n{facts}",
        summary["pages"],
        table.markdown()
    ))
}
