//! The program under a clock that jumps (faketime), on either engine.

use crate::kit::{House, Said, Server, finish, signal};
use dateline_testkit::{Engine, TestHouse};
use serde_json::Value;
use std::process::{Command, Stdio};
use std::time::Duration;

const STORY: &str = "iron-bridge-closes";

/// The library that sets clocks, where faketime itself says it is. Faketime stays between the program
/// and its signals; the library does not.
fn library() -> Option<String> {
    let output = Command::new("faketime")
        .args(["-m", "-f", "+0", "printenv", "LD_PRELOAD"])
        .output()
        .ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    Some(path.trim().to_owned()).filter(|path| !path.is_empty())
}

/// The program with its clock set: "-2h", "+1y", "@2038-01-19 03:14:08".
fn under(house: &House, clock: &str, args: &[&str]) -> Command {
    let mut command = house.command();
    command
        .args(args)
        .env("LD_PRELOAD", library().unwrap())
        .env("FAKETIME", clock)
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("TZ", "UTC");
    command
}

fn say(house: &House, clock: &str, args: &[&str]) -> Said {
    finish(&mut under(house, clock, args))
}

/// Lets the worker work for a while under this clock.
async fn work(house: &House, clock: &str) {
    let mut command = under(house, clock, &["work"]);
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    signal("TERM", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(0), "{clock}");
}

fn shown(house: &House) -> (Value, usize) {
    let shown = house.story("show", STORY).json();
    let history = shown["history"].as_array().unwrap();
    let published = history.iter().filter(|e| e["kind"] == "story_published");
    let published = published.count();
    (shown, published)
}

async fn each_sample(test: impl AsyncFn(&House)) {
    if library().is_none() {
        println!("skipped: faketime is not installed");
        return;
    }
    for engine in Engine::all() {
        println!("engine: {engine:?}");
        let records = TestHouse::bare(engine).await;
        let house = House::empty().at(records.url());
        assert_eq!(Server::start(&house, "demo", &[]).stop(), Some(0));
        test(&house).await;
        records.db().close().await;
    }
}

#[tokio::test]
async fn under_a_clock_that_jumps_a_schedule_runs_once_and_not_early() {
    each_sample(async |house| {
        house.story("unpublish", STORY).json();
        let output = Command::new("date")
            .args(["-u", "-d", "+1 hour", "+%FT%TZ"])
            .output()
            .unwrap();
        let at = String::from_utf8(output.stdout).unwrap();
        house
            .say(&["story", "schedule", STORY, "--at", at.trim()])
            .ok();

        for clock in ["-2h", "+0", "+30m"] {
            work(house, clock).await;
            assert_eq!(shown(house).0["state"], "scheduled", "{clock}");
        }
        let mut first = None;
        for clock in ["+2h", "-2h", "+0", "+1y", "@2038-01-19 03:14:07"] {
            work(house, clock).await;
            let (story, published) = shown(house);
            assert_eq!((story["state"].as_str(), published), (Some("published"), 1));
            let first = first.get_or_insert_with(|| story["published_at"].clone());
            assert_eq!(&story["published_at"], first, "{clock}");
        }
        let told = house.say(&["doctor"]).ok();
        assert!(
            told.contains("was published 1 h") || told.contains("was published 59 min"),
            "{told}"
        );

        // What comes next is never older than what was, and 2038 is a year like others.
        let mut last = String::new();
        for clock in ["+0", "@2038-01-19 03:14:08", "@2038-01-19 03:14:09", "-2h"] {
            let done = say(house, clock, &["story", "publish", STORY, "--json"]).json();
            let updated = done["updated_at"].as_str().unwrap().to_owned();
            assert!(updated >= last, "{updated} after {last} under {clock}");
            last = updated;
        }
        assert!(last.starts_with("2038-01-19T03:14:09"), "{last}");
        let server = Server::serve(house);
        let path = shown(house).0["path"].as_str().unwrap().to_owned();
        assert_eq!(server.get(&path).await.status, 200);
    })
    .await;
}
