//! Processes that die at the worst moment, and system calls that fail.

use crate::kit::{House, Server, finish, has};
use rand::RngExt;
use std::process::{Command, Stdio};
use std::time::Duration;

const STORY: &str = "iron-bridge-closes";

/// The verb that fits the state.
fn next(state: &str) -> &'static str {
    if state == "published" {
        "unpublish"
    } else {
        "publish"
    }
}

/// A story is public if and only if its state says so, and its history ends with how it came there.
fn check(house: &House, context: &str) -> String {
    let shown = house.story("show", STORY).json();
    let state = shown["state"].as_str().unwrap().to_owned();
    assert_eq!(
        state == "published",
        shown["path"].is_string(),
        "{context}: row and pressed row differ: {state}"
    );
    if let Some(last) = shown["history"].as_array().unwrap().last() {
        let wanted = if state == "published" {
            "story_published"
        } else {
            "story_unpublished"
        };
        assert_eq!(last["kind"], wanted, "{context}: row and event differ");
    }
    state
}

#[tokio::test]
async fn what_was_answered_survives_thirty_kills_and_what_was_not_is_whole_or_absent() {
    let house = House::sample();
    let mut server = Some(Server::serve(&house));
    let (mut acknowledged, mut killed) = (0, 0);
    let mut state = check(&house, "at first");
    for round in 0..30 {
        let verb = next(&state);
        let pause = rand::rng().random_range(1..45);
        let mut command = house.command();
        command
            .args(["story", verb, STORY, "--json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        if round % 6 == 5 {
            server.take().unwrap().kill();
        }
        drop(child.kill());
        let output = child.wait_with_output().unwrap();
        let answered = String::from_utf8_lossy(&output.stdout).contains("\"id\"");

        let now = check(
            &house,
            &format!("round {round}, {verb} killed after {pause} ms"),
        );
        if answered {
            assert_ne!(now, state, "round {round}: an answered {verb} is lost");
            acknowledged += 1;
        } else {
            killed += 1;
        }
        state = now;
        server.get_or_insert_with(|| Server::serve(&house));
    }
    println!("{acknowledged} answered, {killed} killed before");
    house.say(&["doctor"]).ok();
    let path = house.state(STORY).1;
    if let Some(path) = path {
        let server = server.unwrap();
        crate::kit::until("the server shows it", async || {
            server.get(&path).await.status == 200
        })
        .await;
    }
}

#[test]
fn a_failing_disk_loses_no_answered_write_and_leaves_no_half_one() {
    if !has("strace") {
        println!("skipped: there is no strace");
        return;
    }
    let house = House::sample();
    let mut state = check(&house, "at first");
    let mut failed = 0;
    for call in ["fdatasync", "fsync", "pwrite64"] {
        for number in 1..=8 {
            let verb = next(&state);
            let inner = house.command();
            let mut traced = Command::new("strace");
            traced.args([
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                &format!("trace={call}"),
                "-e",
                &format!("inject={call}:error=EIO:when={number}"),
            ]);
            traced
                .arg(inner.get_program())
                .args(inner.get_args())
                .args(["story", verb, STORY, "--json"]);
            traced.stdin(Stdio::null());
            let said = finish(&mut traced);
            assert!(
                !said.err.contains("panicked"),
                "{call} {number}: {}",
                said.err
            );
            let now = check(&house, &format!("{call} {number}"));
            if said.code == Some(0) {
                assert_ne!(now, state, "{call} {number}: answered and lost");
            } else {
                assert!(
                    said.err.contains("dateline: "),
                    "{call} {number}: {}",
                    said.err
                );
                failed += 1;
            }
            state = now;
        }
    }
    println!("{failed} runs failed");
    assert!(failed > 0, "no fault was injected");
    house.say(&["doctor"]).ok();
}

#[test]
fn a_program_that_dies_while_it_migrates_or_fills_starts_again_cleanly() {
    for pause in [5, 15, 30, 60, 120, 250] {
        let house = House::empty();
        let mut child = house
            .command()
            .args([
                "demo",
                "--listen",
                "127.0.0.1:0",
                "--operator-listen",
                "off",
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        drop(child.kill());
        child.wait().unwrap();

        let server = Server::start(&house, "demo", &[]);
        house.say(&["doctor"]).ok();
        let count = house
            .say(&["story", "list", "--limit", "10000", "--json"])
            .json()
            .as_array()
            .unwrap()
            .len();
        assert!(count >= 60, "killed after {pause} ms: {count} stories");
        drop(server);
    }
}
