//! `test`: every test, on both databases and in a browser, summed up in one line.

pub mod tally;

use anyhow::{Context, Result};
use std::fs;
use std::process::{Command, ExitCode};

use crate::args::Args;
use crate::demo::build_dateline;
use crate::needs::{self, Need};
use crate::postgres::Cluster;
use crate::process::{cargo, find_program, tee};
use crate::root::{dateline, root, target};
use tally::Tally;

/// Sets up, runs, sums up; fails when a test failed or none ran.
pub fn run(mut args: Args) -> Result<ExitCode> {
    let install = !args.flag("--no-install");
    let browser = !args.flag("--no-browser");
    let credentials = args.flag("--c2pa");
    let filter = args.word();
    args.done()?;

    let missing = needs::ensure(install)?;
    let cluster = match needs::postgres_bin() {
        Some(bin) => Some(Cluster::start(&bin, false)?),
        None => None,
    };
    let has_node = !missing.contains(&Need::Node);
    if has_node {
        crate::app::build()?;
    }
    let mut total = rust_tests(filter.as_deref(), credentials, cluster.as_ref())?;
    if has_node {
        total += crate::app::test(filter.as_deref())?;
    } else {
        println!("The newsroom's tests skipped: Node is missing.");
        total += Tally::one_skipped();
    }
    if browser && filter.as_deref().is_none_or(names_a_browser_test) {
        total += browser_tests(filter.as_deref(), &missing)?;
    }
    drop(cluster);

    println!("{total}");
    Ok(if total.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// With `credentials` also what stands behind the feature `c2pa`, which takes minutes to compile.
fn rust_tests(filter: Option<&str>, credentials: bool, cluster: Option<&Cluster>) -> Result<Tally> {
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    if credentials {
        command.args(["--features", "dateline/c2pa,dateline-provenance/c2pa"]);
    }
    command.args(filter);
    match cluster {
        Some(cluster) => {
            println!("PostgreSQL for this run: {}", cluster.url());
            command.env("DATELINE_TEST_PG", cluster.url());
        }
        None => println!("No PostgreSQL: the tests run on SQLite only."),
    }
    let mut tally = Tally::default();
    let success = tee(&mut command, |line| tally.see_cargo(line))?;
    Ok(tally.with_outcome(success))
}

/// Whether a browser test may match: starting the site only to skip every test takes a minute.
fn names_a_browser_test(filter: &str) -> bool {
    let folders = ["e2e/suites", "e2e/newsroom"].map(|folder| fs::read_dir(root().join(folder)));
    let files = folders.into_iter().flatten().flatten().flatten();
    let mut texts = files.filter_map(|file| fs::read_to_string(file.path()).ok());
    texts.any(|text| text.contains(filter))
}

fn browser_tests(filter: Option<&str>, missing: &[Need]) -> Result<Tally> {
    if missing
        .iter()
        .any(|need| matches!(need, Need::Chromium | Need::Node))
    {
        println!("Browser tests skipped: Chromium or Node is missing.");
        return Ok(Tally::one_skipped());
    }
    needs::npm_packages()?;
    if build_dateline(false).is_err() {
        println!("Browser tests failed: the program does not build.");
        return Ok(Tally::one_failed());
    }
    let node = find_program("node", &[]).context("node is missing")?;
    let chromium = needs::chromium().context("Chromium is missing")?;
    let mut command = Command::new(node);
    command
        .current_dir(root().join("e2e"))
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .env("DATELINE_TEST_BIN", dateline(false))
        .env("DATELINE_TEST_CHROMIUM", chromium)
        .env("DATELINE_TEST_SCREENSHOTS", target().join("screenshots"));
    if let Some(filter) = filter {
        command.args(["--test-name-pattern", filter]);
    }
    let mut tally = Tally::default();
    let success = tee(&mut command, |line| tally.see_node(line))?;
    Ok(tally.with_outcome(success))
}
