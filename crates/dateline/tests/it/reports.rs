//! What readers report as wrong: from the form to the desk.

use crate::kit::{House, Server, each_engine};
use serde_json::Value;

const STORY: &str = "iron-bridge-closes";
const FORM: &[(&str, &str)] = &[("Content-Type", "application/x-www-form-urlencoded")];

/// Sends a report through the site.
async fn report(server: &Server, story: &str, text: &str) {
    let body = format!("story={story}&revision=1&passage=spans&text={text}&email=r%40mail.example");
    let client = &server.public;
    let sent = client
        .send_body("POST", "/en/report", FORM, body.as_bytes())
        .await;
    assert_eq!(sent.status, 303, "{}", sent.text());
}

fn list(house: &House, state: &str) -> Vec<Value> {
    let said = house.say(&["reports", "list", "--state", state, "--json"]);
    said.json().as_array().unwrap().clone()
}

#[tokio::test]
async fn the_desk_reads_and_closes_a_report_and_the_readers_address_is_forgotten() {
    let house = House::sample();
    let server = Server::serve(&house);
    let story = house.story("show", STORY).json();
    let id = story["id"].as_str().unwrap();
    report(&server, id, "Four+spans%0aNot+three%1b%5b31m").await;

    let open = list(&house, "open");
    let name = open[0]["id"].as_str().unwrap();
    let words = house.say(&["reports", "show", name]).ok();
    let closed = house.say(&["reports", "close", name, "--note", "Corrected.", "--json"]);
    let again = house.say(&["reports", "close", name]).complaint();

    assert_eq!(open.len(), 1);
    assert_eq!(
        (&open[0]["story"], &open[0]["email"]),
        (&id.into(), &"r@mail.example".into())
    );
    assert_eq!(open[0]["passage"], "spans");
    assert!(
        words.contains("  Four spans\n  Not three[31m")
            && words.contains("Answer to: r@mail.example")
    );
    let closed = closed.json();
    assert_eq!(
        (&closed["state"], &closed["note"]),
        (&"closed".into(), &"Corrected.".into())
    );
    assert_eq!(closed["email"], Value::Null);
    assert!(again.contains("is closed already"), "{again}");
    assert_eq!(
        (list(&house, "open").len(), list(&house, "closed").len()),
        (0, 1)
    );
    assert_eq!(list(&house, "all")[0]["email"], Value::Null);
    let history = house.story("show", STORY).json()["history"].clone();
    let kinds: Vec<&str> = history
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|fact| fact["kind"].as_str())
        .collect();
    assert!(
        kinds.ends_with(&["error_reported", "report_closed"]),
        "{kinds:?}"
    );
    assert!(!history.to_string().contains("mail.example"));
}

#[tokio::test]
async fn reports_go_on_after_the_last_one_seen() {
    let house = House::sample();
    let server = Server::serve(&house);
    let story = house.story("show", STORY).json();
    for number in 0..3 {
        report(
            &server,
            story["id"].as_str().unwrap(),
            &format!("Report+{number}"),
        )
        .await;
    }
    let texts = |args: &[&str]| -> Vec<String> {
        let mut words = vec!["reports", "list", "--json"];
        words.extend(args);
        let said = house.say(&words).json();
        let text = |row: &Value| row["text"].as_str().unwrap().to_owned();
        said.as_array().unwrap().iter().map(text).collect()
    };

    let first = house
        .say(&["reports", "list", "--limit", "1", "--json"])
        .json();
    let seen = first[0]["id"].as_str().unwrap();

    assert_eq!(texts(&[]), ["Report 2", "Report 1", "Report 0"]);
    assert_eq!(texts(&["--after", seen]), ["Report 1", "Report 0"]);
    assert_eq!(
        texts(&["--after", seen, "--state", "all", "--limit", "1"]),
        ["Report 1"]
    );
}

#[tokio::test]
async fn without_reports_the_commands_say_so() {
    each_engine(async |house| {
        assert!(
            house
                .say(&["reports", "list"])
                .ok()
                .contains("There are no such reports.")
        );
        assert_eq!(
            house.say(&["reports", "list", "--json"]).json(),
            Value::Array(Vec::new())
        );
        for odd in ["x", "0192f0c1-2345-7000-8000-000000000001"] {
            let said = house.say(&["reports", "show", odd]).complaint();
            assert!(
                said.contains(&format!("there is no report \"{odd}\"")),
                "{said}"
            );
        }
    })
    .await;
}
