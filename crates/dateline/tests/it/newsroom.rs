//! The commands of a newsroom and of whoever runs its machine, on either engine.

use crate::kit::{House, Server, finish, program};
use dateline_core::id::StoryId;
use dateline_db::args;
use dateline_db::queries::{job, story as stories};
use dateline_newsroom::actor::Actor;
use dateline_newsroom::story::{self, Revision};
use dateline_testkit::{Engine, TestHouse};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

const SITE: &str = "https://kransholm.example";
const STORY: &str = "iron-bridge-closes";

/// The sample newspaper on each engine: its records for a look behind the program's back, and the program.
async fn each_sample(test: impl AsyncFn(&TestHouse, &House)) {
    for engine in Engine::all() {
        println!("engine: {engine:?}");
        let records = TestHouse::bare(engine).await;
        let house = House::empty().at(records.url());
        assert_eq!(Server::start(&house, "demo", &[]).stop(), Some(0));
        test(&records, &house).await;
        records.db().close().await;
    }
}

async fn id_of(records: &TestHouse, name: &str) -> StoryId {
    let mut tx = records.db().read().await.unwrap();
    let id = story::resolve(&mut tx, name).await.unwrap();
    tx.close().await.unwrap();
    id
}

/// Saves new words as a colleague would, who has not finished.
async fn write(records: &TestHouse, id: StoryId, headline: &str) {
    let mut tx = records.db().begin().await.unwrap();
    let mut content = stories::get(&mut tx, id).await.unwrap().content;
    content.headline = headline.to_owned();
    let note = String::new();
    let by = Actor("colleague".to_owned());
    story::revise(records, &mut tx, id, Revision { content, note }, &by)
        .await
        .unwrap();
    records.commit(tx).await.unwrap();
}

/// Every page and feed that links lead to, from the fronts on; no pictures, no files of the theme.
async fn pages(house: &House) -> BTreeMap<String, Vec<u8>> {
    let config = house.beside("site.toml");
    std::fs::write(&config, format!("[site]\nurl = \"{SITE}\"\n")).unwrap();
    let server = Server::start(house, "serve", &["--config", config.to_str().unwrap()]);
    let mut found = BTreeMap::new();
    let mut waiting: Vec<String> = ["/en/", "/ru/", "/ar/", "/sitemap.xml"]
        .map(str::to_owned)
        .to_vec();
    while let Some(path) = waiting.pop() {
        if found.contains_key(&path) || found.len() > 2_000 {
            continue;
        }
        let answer = server.get(&path).await;
        if answer.status == 200 {
            let text = answer.text().replace(SITE, "href=\"");
            let links = text.split("href=\"/").skip(1).filter_map(|rest| {
                let link = rest.split(['"', '#', '<', '\\']).next()?;
                Some(format!("/{}", link.replace("&amp;", "&")))
            });
            waiting
                .extend(links.filter(|link| !link.starts_with("//") && !link.starts_with("/-/")));
        }
        found.insert(path, answer.body);
    }
    found
}

#[tokio::test]
async fn after_all_pressed_rows_are_lost_press_brings_every_page_back_byte_for_byte() {
    each_sample(async |records, house| {
        house.story("unpublish", STORY).json();
        house.story("publish", STORY).json();
        write(records, id_of(records, STORY).await, "Not for readers yet").await;
        // Pages carry the day: across midnight both looks are taken again.
        let mut hour = String::new();
        while hour != this_hour() {
            hour = this_hour();
            let before = pages(house).await;
            assert!(before.len() > 400, "{:?}", before.keys());
            lose_what_is_pressed(records).await;
            let said = house.say(&["press"]).ok();

            assert!(said.contains("Pressed 61 stories and pages"), "{said}");
            let after = pages(house).await;
            if hour == this_hour() {
                let changed: Vec<_> = before
                    .iter()
                    .filter(|(path, body)| after.get(*path) != Some(*body))
                    .collect();
                assert!(
                    changed.is_empty(),
                    "{:?}",
                    changed.iter().map(|(path, _)| path).collect::<Vec<_>>()
                );
                assert_eq!(after.len(), before.len());
            }
        }
    })
    .await;
}

fn this_hour() -> String {
    let output = std::process::Command::new("date")
        .args(["-u", "+%F %H"])
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

async fn lose_what_is_pressed(records: &TestHouse) {
    let mut tx = records.db().begin().await.unwrap();
    for sql in [
        "delete from pressed_story",
        "delete from pressed_tag",
        "delete from pressed_byline",
        "delete from pressed_link",
        "update front set pressed = '{'",
    ] {
        tx.execute(sql, args![]).await.unwrap();
    }
    records.commit(tx).await.unwrap();
}

#[tokio::test]
async fn a_correction_keeps_a_colleagues_words_at_the_desk_and_says_so() {
    each_sample(async |records, house| {
        let id = id_of(records, STORY).await;
        write(records, id, "Mended words").await;
        write(records, id, "Half a thought").await;
        let correct = |more: &[&str]| {
            let words = ["story", "correct", STORY, "--text", "It was 31 to 28."];
            house.say(&[&words, more].concat())
        };

        let said = correct(&[]).ok();
        let public = || house.story("show", STORY).json()["public_revision"].clone();
        assert!(
            said.contains("Readers have revision 1. Revision 3 is still at the desk"),
            "{said}"
        );
        assert_eq!(public(), 1);

        let done = correct(&["--revision", "2", "--json"]).json();
        assert_eq!(
            (&done["revision"], &done["newest_revision"]),
            (&2.into(), &3.into())
        );
        assert_eq!(public(), 2);
        let complaint = correct(&["--revision", "9"]).complaint();
        assert!(
            complaint.contains("the story has no revision 9; its newest is 3"),
            "{complaint}"
        );
        assert_eq!(correct(&["--revision", "0"]).code, Some(2));
        let shown = house.say(&["story", "show", STORY]).ok();
        assert!(
            shown.contains("Readers have revision 2; revision 3 is still at the desk."),
            "{shown}"
        );
    })
    .await;
}

#[tokio::test]
async fn every_verb_finds_a_story_by_the_address_it_left() {
    each_sample(async |_, house| {
        let path = house.state(STORY).1.unwrap();
        let url = format!("https://kransholm.example{path}?from=mail");
        house.story("unpublish", &path).json();

        assert_eq!(house.state(&path).0, "in_edit");
        assert_eq!(house.state(&url).0, "in_edit");
        house.story("publish", &path).json();
        house.story("unpublish", &url).json();
        let at = "2199-01-01T00:00:00Z";
        house.say(&["story", "schedule", &path, "--at", at]).ok();
        house.say(&["story", "schedule", &url, "--cancel"]).ok();
        house.story("publish", &url).json();
        house.say(&["story", "correct", &url, "--text", "So."]).ok();
        house.story("kill", &path).json();
        assert_eq!(house.state(&path).0, "killed");
    })
    .await;
}

#[tokio::test]
async fn doctor_tells_what_is_late_what_was_given_up_and_what_to_do() {
    each_sample(async |records, house| {
        let id = id_of(records, STORY).await;
        let listed = house.say(&["story", "list", "--state", "published", "--json"]);
        let other = listed.json().as_array().unwrap().iter().find_map(|line| {
            let other = line["id"].as_str()?.parse().ok()?;
            (other != id).then_some(other)
        });
        let other: StoryId = other.unwrap();
        house.story("unpublish", STORY).json();
        house.story("unpublish", &other.to_string()).json();
        for story in [id, other] {
            let story = story.to_string();
            let at = "2199-01-01T00:00:00Z";
            house.say(&["story", "schedule", &story, "--at", at]).ok();
        }
        let mut tx = records.db().begin().await.unwrap();
        tx.execute(
            "update story set publish_at = 1700000000000000 where state = 'scheduled'",
            args![],
        )
        .await
        .unwrap();
        tx.execute(
            "update story set embargo_until = 7226582400000000 where id = $1",
            args![other],
        )
        .await
        .unwrap();
        job::insert(&mut tx, records.new_id(), "brew_coffee", "{}", None, 0, 0)
            .await
            .unwrap();
        tx.execute(
            "update job set dead_at = 1, attempts = 8, last_error = 'no beans' where kind = 'brew_coffee'",
            args![],
        )
        .await
        .unwrap();
        records.commit(tx).await.unwrap();

        let before = house.say(&["doctor"]);
        assert_eq!(before.code, Some(1));
        for words in [
            format!("FAULT Story {id} ("),
            "was to be published at 2023-11-14T22:13:20Z,".to_owned(),
            "Is dateline serve or dateline work running?".to_owned(),
            "FAULT The job brew_coffee {} was set aside: no beans.".to_owned(),
            "dateline doctor --retry-dead".to_owned(),
        ] {
            assert!(before.out.contains(&words), "{words}: {}", before.out);
        }
        work(house).await;
        let after = house.say(&["doctor", "--retry-dead"]);
        assert_eq!(after.code, Some(1));
        for words in [
            "1 job is back in the queue.".to_owned(),
            format!("ok    Story {id} was published "),
            " d ".to_owned(),
            "keep dateline serve or dateline work running".to_owned(),
            format!("FAULT Story {other} was not published at "),
            "under embargo until 2199-01-01T00:00:00Z".to_owned(),
            "back at the desk: mend it".to_owned(),
        ] {
            assert!(after.out.contains(&words), "{words}: {}", after.out);
        }
        assert!(!after.out.contains("brew_coffee"), "{}", after.out);
        // Whoever acts on the story has seen it.
        let at = "2199-02-01T00:00:00Z";
        house
            .say(&["story", "schedule", &other.to_string(), "--at", at])
            .ok();
        house.say(&["doctor"]).ok();
    })
    .await;
}

/// Lets `dateline work` catch up.
async fn work(house: &House) {
    let mut child = house
        .command()
        .arg("work")
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    crate::kit::signal("TERM", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// Says something on standard input.
fn tell(house: &House, args: &[&str], input: &str) -> crate::kit::Said {
    let mut command = house.command();
    command
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that refuses at once does not read.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    crate::kit::Said {
        code: output.status.code(),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

#[tokio::test]
async fn whoever_comes_new_is_told_what_to_give() {
    each_sample(async |_, house| {
        let good = "correct horse battery staple 7\n";
        let add = |email: &str, name: &str, input: &str| {
            tell(house, &["staff", "add", email, "--name", name], input)
        };
        for (said, wanted) in [
            (add("ann", "Ann", good), "\"ann\" is no mail address"),
            (
                add("ann@x.example", " ", good),
                "give the name as it is shown",
            ),
            (add("ann@x.example", "A\nB", good), "in one line"),
            (
                add("ann@x.example", "Ann", ""),
                "no password came on standard input",
            ),
            (
                add("ann@x.example", "Ann", "short\n"),
                "at least 12 characters",
            ),
            (
                tell(house, &["staff", "reset", "ann@x.example"], ""),
                "there is no account",
            ),
        ] {
            let complaint = said.complaint();
            assert!(complaint.contains(wanted), "{wanted}: {complaint}");
        }
        add(" Ann@X.example", " Ann ", good).ok();
        let taken = add("ann@x.example", "Ann", "").complaint();
        assert!(
            taken.contains("already; see dateline staff reset"),
            "{taken}"
        );
        assert!(
            tell(house, &["staff", "reset", "ANN@x.example"], good)
                .ok()
                .contains("set anew")
        );
        assert!(
            house
                .say(&["staff", "list"])
                .ok()
                .contains("ann@x.example\teditor\tAnn\n")
        );

        let schedule = |more: &[&str]| house.say(&[&["story", "schedule", STORY], more].concat());
        for time in [
            "tomorrow",
            "2026-12-01T06:00:00",
            "12:00",
            "",
            "9999-12-31T23:59:59Z",
        ] {
            let said = schedule(&["--at", time]);
            assert_eq!(said.code, Some(2));
            assert!(
                said.err.contains("2026-12-01T06:00:00+02:00"),
                "{}",
                said.err
            );
        }
        let past = "2020-01-01T00:00:00Z";
        assert!(
            schedule(&["--until", past])
                .complaint()
                .contains("unpublish the story now")
        );
        house.story("unpublish", STORY).json();
        assert!(
            schedule(&["--at", past])
                .complaint()
                .contains("publish the story now")
        );
        let said = schedule(&[
            "--at",
            "2198-01-01T00:00:00Z",
            "--until",
            "2199-01-01T00:00:00Z",
        ])
        .ok();
        assert!(
            said.contains("published at 2198-01-01T00:00:00Z and withdrawn at 2199"),
            "{said}"
        );
        let late = schedule(&["--at", "2199-06-01T00:00:00Z"]).complaint();
        assert!(
            late.contains("withdrawn (2199-01-01T00:00:00Z) before it is published"),
            "{late}"
        );

        let to = house.beside("out");
        let to = to.to_str().unwrap();
        let said = house.say(&["export", "--to", to]).ok();
        assert!(
            said.contains("Wrote 61 stories and 35 originals to "),
            "{said}"
        );
        assert!(
            house
                .say(&["export", "--to", to])
                .complaint()
                .contains("is not empty")
        );
        assert!(house.say(&["migrate"]).ok().contains("at this version"));
        let said = house.say(&["config", "check"]);
        assert!(
            said.err.contains("in order") && said.code == Some(0),
            "{}",
            said.err
        );
    })
    .await;
    assert_eq!(finish(program().arg("work").arg("harder")).code, Some(2));
}
