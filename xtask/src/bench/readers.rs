//! `bench readers`: what Lighthouse says of every kind of page on a slow phone.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::house::build;
use super::results::{Goal, Table};
use super::stats::Sample;
use super::{Options, empty_folder, folder};
use crate::needs::{chromium, npm_packages};
use crate::process::{Running, find_program, free_port, output, run as must, wait_ready};
use crate::root::{dateline, root};

/// The last release that runs on Node 20.
const LIGHTHOUSE: &str = "lighthouse@12";

/// What is asked of each page: the field, what it is, its unit and its goal.
const ASKED: [(&str, &str, &str, Goal); 7] = [
    ("performance", "performance", "", Goal::AtLeast(98.0)),
    ("accessibility", "accessibility", "", Goal::AtLeast(100.0)),
    ("practice", "best practice", "", Goal::AtLeast(100.0)),
    ("seo", "SEO", "", Goal::AtLeast(100.0)),
    ("lcp_s", "largest contentful paint", "s", Goal::AtMost(1.2)),
    ("cls", "layout shift", "", Goal::AtMost(0.01)),
    ("tbt_ms", "blocked", "ms", Goal::AtMost(0.0)),
];

/// Measures the sample newspaper, and answers the section.
pub fn run(options: &Options) -> Result<String> {
    build(options)?;
    npm_packages()?;
    let browser = chromium().context("no Chromium; `cargo xtask setup` installs it")?;
    let dir = install()?;
    let addr = format!("127.0.0.1:{}", free_port(0)?);
    let _server = serve(&addr)?;
    let mut pages: BTreeMap<String, BTreeMap<&str, Sample>> = BTreeMap::new();
    let mut version = String::new();
    for _ in 0..options.runs {
        let said = output(
            Command::new("node")
                .current_dir(&dir)
                .arg(root().join("bench/readers/lighthouse.mjs"))
                .arg(format!("http://{addr}"))
                .arg(&browser),
        )?;
        for line in said.lines().filter(|line| line.starts_with('{')) {
            let page: serde_json::Value = serde_json::from_str(line)?;
            let text = |name: &str| page[name].as_str().unwrap_or_default().to_owned();
            version = text("version");
            let samples = pages.entry(text("page")).or_default();
            for (field, ..) in ASKED {
                // Kept out of indexes on purpose: no figure for what indexes are told.
                if page[field].is_null() && field == "seo" {
                    continue;
                }
                let value = page[field].as_f64().unwrap_or(f64::NAN);
                samples.entry(field).or_default().push(value);
            }
        }
    }
    Ok(section(&pages, &version))
}

/// The worst page of each measure in a row, then all pages.
fn section(pages: &BTreeMap<String, BTreeMap<&str, Sample>>, version: &str) -> String {
    let mut table = Table::default();
    for (field, what, unit, goal) in ASKED {
        let least = matches!(goal, Goal::AtLeast(_));
        let judged = pages
            .iter()
            .filter_map(|(page, samples)| Some((page, samples.get(field)?)));
        let worst = judged.max_by(|a, b| {
            let order = a.1.median().total_cmp(&b.1.median());
            if least { order.reverse() } else { order }
        });
        if let Some((page, sample)) = worst {
            let what = format!("{what}, worst page ({page})");
            table.bound(&what, sample, unit, goal);
        }
    }
    let apart: Vec<&str> = pages
        .iter()
        .filter(|(_, samples)| !samples.contains_key("seo"))
        .map(|(page, _)| page.as_str())
        .collect();
    let apart = if apart.is_empty() {
        String::new()
    } else {
        format!(
            " Kept out of indexes on purpose, and not judged by SEO: {}.",
            apart.join(", ")
        )
    };
    let mut text = format!(
        "Lighthouse {version}, its simulated slow phone, on {} pages of the sample newspaper; medians.{apart}\n\n{}\n| page | performance | LCP, s | layout shift | blocked, ms |\n|---|---|---|---|---|\n",
        pages.len(),
        table.markdown()
    );
    for (page, samples) in pages {
        let _ = writeln!(
            text,
            "| {page} | {:.0} | {:.2} | {:.4} | {:.0} |",
            samples["performance"].median(),
            samples["lcp_s"].median(),
            samples["cls"].median(),
            samples["tbt_ms"].median()
        );
    }
    text
}

fn install() -> Result<PathBuf> {
    let dir = folder()?.join("lighthouse");
    fs::create_dir_all(&dir)?;
    if !dir.join("node_modules/lighthouse").is_dir() {
        let npm = find_program("npm", &[]).context("npm is missing")?;
        fs::write(dir.join("package.json"), "{\"private\": true}\n")?;
        must(Command::new(npm).current_dir(&dir).args([
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            LIGHTHOUSE,
        ]))?;
    }
    Ok(dir)
}

fn serve(addr: &str) -> Result<Running> {
    let mut command = Command::new(dateline(true));
    command
        .current_dir(root())
        .arg("--data")
        .arg(empty_folder("readers")?.join("data"))
        .args(["demo", "--listen", addr, "--operator-listen", "off"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut running = Running(command.spawn()?);
    wait_ready(&mut running.0, addr, "/en/", Duration::from_mins(2))?;
    Ok(running)
}
