//! `dateline story`, `doctor`, `export`, `staff`.

use crate::kit::{House, Server};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

const STORY: &str = "iron-bridge-closes";

#[test]
fn a_story_goes_through_its_verbs_and_each_answers_json() {
    let house = House::sample();
    let before = house.story("show", STORY).json();
    let path = before["path"].as_str().unwrap().to_owned();

    assert_eq!(house.story("unpublish", STORY).json()["state"], "in_edit");
    assert_eq!(house.state(STORY).1, None);
    let scheduled = house
        .say(&[
            "story",
            "schedule",
            STORY,
            "--at",
            "2999-01-01T06:00:00+02:00",
            "--until",
            "2999-02-01T00:00:00Z",
            "--json",
        ])
        .json();
    assert_eq!(scheduled["publish_at"], "2999-01-01T04:00:00Z");
    let cancelled = house
        .say(&["story", "schedule", STORY, "--cancel", "--json"])
        .json();
    assert_eq!(
        (
            &cancelled["state"],
            &cancelled["publish_at"],
            &cancelled["unpublish_at"]
        ),
        (&"ready".into(), &Value::Null, &Value::Null)
    );
    let published = house.story("publish", STORY).json();
    assert_eq!(published["path"], path.as_str());
    let corrected = house
        .say(&[
            "story",
            "correct",
            STORY,
            "--kind",
            "editors_note",
            "--text",
            "Mended <b>now</b>.",
            "--json",
        ])
        .json();
    assert_eq!(corrected["path"], path.as_str());
    let shown = house.story("show", &path).json();
    assert_eq!(
        shown["notices"].as_array().unwrap().last().unwrap()["text"],
        "Mended <b>now</b>."
    );
    assert_eq!(
        shown["updated_at"], corrected["updated_at"],
        "what is answered is what is stored"
    );
    let kinds: Vec<&str> = shown["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "story_unpublished",
            "story_scheduled",
            "story_unscheduled",
            "story_published",
            "story_corrected",
            "story_published"
        ]
    );
    assert_eq!(
        house
            .say(&["story", "kill", STORY, "--reason", "libel", "--json"])
            .json()["state"],
        "killed"
    );
    assert!(
        house
            .story("publish", STORY)
            .complaint()
            .contains("a story that is killed cannot be published")
    );
}

#[test]
fn every_verb_refuses_in_words_what_it_cannot_do() {
    let house = House::sample();
    for (args, wanted) in [
        (
            &["publish", "no-such-story"][..],
            "there is no story \"no-such-story\"; give its id, its slug or its path",
        ),
        (
            &["show", "00000000-0000-0000-0000-000000000000"],
            "there is no story",
        ),
        (&["show", "/no/path"], "there is no story"),
        (&["schedule", STORY], "say when"),
        (
            &["schedule", STORY, "--at", "2001-01-01T00:00:00Z"],
            "cannot be scheduled",
        ),
        (
            &["schedule", STORY, "--until", "2001-01-01T00:00:00Z"],
            "unpublish the story now",
        ),
        (&["correct", STORY, "--text", "  "], "a notice needs words"),
        (
            &["list", "--state", "lost"],
            "there is no state \"lost\"; give one of draft, submitted",
        ),
        (
            &["unpublish", "'; drop table story; --"],
            "there is no story",
        ),
    ] {
        let mut all = vec!["story"];
        all.extend(args);
        let complaint = house.say(&all).complaint();
        assert!(complaint.contains(wanted), "{args:?}: {complaint}");
    }
    assert_eq!(
        house
            .say(&["story", "schedule", STORY, "--at", "tomorrow"])
            .code,
        Some(2)
    );
    assert_eq!(house.say(&["story", "list", "--limit", "0"]).code, Some(2));
    assert_eq!(
        house
            .say(&[
                "story",
                "schedule",
                STORY,
                "--cancel",
                "--at",
                "2999-01-01T00:00:00Z"
            ])
            .code,
        Some(2)
    );
}

#[test]
fn the_list_goes_on_where_it_stopped_and_ends_quietly_when_nobody_reads_on() {
    let house = House::sample();
    let all = house
        .say(&["story", "list", "--limit", "10000", "--json"])
        .json();
    let all: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["id"].as_str().unwrap())
        .collect();
    assert!(all.len() >= 60, "{}", all.len());

    let mut found: Vec<String> = Vec::new();
    loop {
        let mut args = vec!["story", "list", "--limit", "7", "--json"];
        let last = found.last().cloned();
        if let Some(last) = &last {
            args.extend(["--after", last]);
        }
        let page = house.say(&args).json();
        let page: Vec<String> = page
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["id"].as_str().unwrap().to_owned())
            .collect();
        if page.is_empty() {
            break;
        }
        found.extend(page);
    }

    assert_eq!(found, all);
    let narrowed = house
        .say(&[
            "story",
            "list",
            "--edition",
            "ar",
            "--limit",
            "10000",
            "--json",
        ])
        .json();
    assert!(
        narrowed
            .as_array()
            .unwrap()
            .iter()
            .all(|s| s["edition"] == "ar")
    );
    let mut child = house
        .command()
        .args(["story", "list", "--limit", "10000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(
        child.wait_with_output().unwrap().stderr.is_empty(),
        "a closed pipe is no fault"
    );
}

#[test]
fn doctor_says_what_is_wrong_and_what_to_do() {
    let house = House::sample();
    assert!(
        house
            .say(&["doctor"])
            .ok()
            .contains("ok    The database answers")
    );
    let db = house.data().join("dateline.db");
    let sql = "insert into job (id, kind, payload, run_at, attempts, last_error, dead_at, created_at)
               values (randomblob(16), 'send_mail', '{}', 0, 8, 'no route', 1, 0);
               update story set state = 'scheduled', publish_at = 1 where slug = 'observatory-mouse'";
    change(&db, sql);
    let original = originals(&house).remove(0);
    flip(&original, 40);

    let said = house.say(&["doctor", "--json"]);

    assert_eq!(said.code, Some(1));
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(report["faults"], 3, "{report}");
    for wanted in [
        "job send_mail {} was set aside: no route",
        "was to be published at 1970-01-01T00:00:00.000001Z",
        "is damaged",
    ] {
        let found = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["what"].as_str().unwrap().contains(wanted));
        let found = found.unwrap_or_else(|| panic!("{wanted} is not in {report}"));
        assert!(found["is_fault"] == true && !found["advice"].as_str().unwrap().is_empty());
    }
}

#[test]
fn doctor_finds_a_database_that_rotted() {
    let house = House::sample();
    let db = house.data().join("dateline.db");
    let length = std::fs::metadata(&db).unwrap().len();
    for page in (20..length / 4096).step_by(3) {
        flip(&db, page * 4096);
    }

    let said = house.say(&["doctor"]);

    assert_eq!(said.code, Some(1));
    assert!(
        said.out.contains("damaged") || said.err.contains("malformed"),
        "{}{}",
        said.out,
        said.err
    );
    assert!(!said.err.contains("panicked"));
}

#[test]
fn an_export_holds_every_story_and_can_be_read_line_by_line() {
    let house = House::sample();
    let to = house.beside("export");

    house.say(&["export", "--to", to.to_str().unwrap()]).ok();

    let about: Value =
        serde_json::from_slice(&std::fs::read(to.join("export.json")).unwrap()).unwrap();
    let listed = house
        .say(&["story", "list", "--limit", "10000", "--json"])
        .json()
        .as_array()
        .unwrap()
        .len();
    assert_eq!(about["counts"]["story"], listed);
    for (noun, count) in about["counts"].as_object().unwrap() {
        if noun == "originals" {
            assert_eq!(
                std::fs::read_dir(to.join("originals")).unwrap().count() as u64,
                count.as_u64().unwrap()
            );
            continue;
        }
        let text = std::fs::read_to_string(to.join(format!("{noun}.jsonl"))).unwrap();
        let lines: Vec<Value> = text
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        assert_eq!(lines.len() as u64, count.as_u64().unwrap(), "{noun}");
        assert!(
            lines.iter().all(|l| l.get("email").is_none()),
            "{noun} holds addresses of people"
        );
    }
    let story = std::fs::read_to_string(to.join("story.jsonl")).unwrap();
    let story: Value = serde_json::from_str(story.lines().next().unwrap()).unwrap();
    assert!(story["content"]["headline"].is_string() && story["published_at"].is_string());
    let comment = std::fs::read_to_string(to.join("comment.jsonl")).unwrap();
    let comment: Value = serde_json::from_str(comment.lines().next().unwrap()).unwrap();
    assert!(
        comment["body"].is_array()
            && comment["created_at"]
                .as_str()
                .is_some_and(|t| t.ends_with('Z')),
        "{comment}"
    );
    let again = house
        .say(&["export", "--to", to.to_str().unwrap()])
        .complaint();
    assert!(again.contains("is not empty"), "{again}");
}

#[test]
fn accounts_are_made_with_a_strong_password_and_once() {
    let house = House::empty();
    let add = |email: &str, password: &str| {
        let mut command = house.command();
        command.args(["staff", "add", email, "--name", "Nadia", "--role", "editor"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(format!("{password}\n").as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };

    assert!(!add("nadia@courier.example", "secret").0);
    assert!(!add("nadia", "a long enough phrase 4 us").0);
    let (done, error) = add("Nadia@Courier.example", "a long enough phrase 4 us");
    assert!(done, "{error}");
    let (again, error) = add("nadia@courier.example", "another long phrase 4 us");
    assert!(
        !again && error.contains("there is an account with the address"),
        "{error}"
    );
    assert_eq!(
        house.say(&["staff", "list"]).ok(),
        "nadia@courier.example\teditor\tNadia\n"
    );
    let db = std::fs::read(house.data().join("dateline.db")).unwrap();
    let wal = std::fs::read(house.data().join("dateline.db-wal")).unwrap_or_default();
    for bytes in [db, wal] {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("a long enough phrase"),
            "the password is stored in the clear"
        );
    }
}

#[tokio::test]
async fn press_builds_everything_public_anew_and_changes_no_page() {
    let house = House::sample();
    let server = Server::serve(&house);
    let path = house.state(STORY).1.unwrap();
    let mut before = Vec::new();
    for page in [path.as_str(), "/en/", "/ar/feed.rss", "/ru/archive"] {
        before.push(server.get(page).await.body);
    }

    let said = house.say(&["press"]).ok();

    assert!(said.contains("Pressed 6"), "{said}");
    for (page, before) in [path.as_str(), "/en/", "/ar/feed.rss", "/ru/archive"]
        .iter()
        .zip(before)
    {
        assert_eq!(server.get(page).await.body, before, "{page}");
    }
}

/// Changes a database file behind the program's back.
pub fn change(db: &std::path::Path, sql: &str) {
    let script = "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.executescript(sys.argv[2])\nc.commit()";
    let done = std::process::Command::new("python3")
        .arg("-c")
        .arg(script)
        .arg(db)
        .arg(sql)
        .status()
        .unwrap();
    assert!(done.success());
}

/// Files of stored originals.
pub fn originals(house: &House) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![house.data().join("blobs/originals")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Flips a bit of a file.
pub fn flip(path: &std::path::Path, at: u64) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = usize::try_from(at).unwrap().min(bytes.len() - 1);
    bytes[at] ^= 0x10;
    drop(std::fs::remove_file(path));
    std::fs::write(path, bytes).unwrap();
}
