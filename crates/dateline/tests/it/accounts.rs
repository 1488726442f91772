//! What the start says of accounts, and the first of them.

use crate::kit::{House, finish, watch};
use dateline_testkit::Client;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

/// A server whose words are read.
struct Talking {
    child: Child,
    watchdog: Child,
    said: Vec<String>,
}

impl Talking {
    /// Starts and listens until a line that holds this.
    fn start(house: &House, verb: &str, until: &str) -> Self {
        let mut command = house.command();
        command.args([verb, "--listen", "127.0.0.1:0", "--operator-listen", "off"]);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let watchdog = watch(child.id());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said: Vec<String> = Vec::new();
        while said.last().is_none_or(|line| !line.contains(until)) {
            said.push(lines.next().unwrap_or_else(|| panic!("{said:?}")).unwrap());
        }
        Self {
            child,
            watchdog,
            said,
        }
    }

    fn address(&self) -> String {
        let line = self.said.iter().find(|line| line.starts_with("Readers:"));
        let rest = line.unwrap().split("http://").nth(1).unwrap();
        rest.trim_end_matches('/').to_owned()
    }
}

impl Drop for Talking {
    fn drop(&mut self) {
        drop(self.watchdog.kill());
        drop(self.watchdog.wait());
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

async fn post(address: &str, path: &str, body: serde_json::Value) -> dateline_testkit::Answer {
    let origin = format!("http://{address}");
    let headers = [
        ("X-Dateline", "1"),
        ("Origin", origin.as_str()),
        ("Content-Type", "application/json"),
    ];
    let client = Client::new(address.parse().unwrap());
    let body = body.to_string();
    client
        .send_body("POST", path, &headers, body.as_bytes())
        .await
}

#[tokio::test]
async fn the_first_start_prints_a_link_that_makes_the_first_account_and_no_later_one_does() {
    let house = House::empty();
    let server = Talking::start(&house, "serve", "/newsroom/setup#");
    let address = server.address();
    let link = server.said.last().unwrap().trim().to_owned();
    let (page, key) = link.split_once('#').unwrap();
    assert_eq!(page, format!("http://{address}/newsroom/setup"));
    let body = json!({ "token": key, "name": "Ann", "email": "ann@paper.example", "password": "nine herons by the weir" });

    let made = post(&address, "/api/setup", body.clone()).await;

    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(post(&address, "/api/setup", body).await.status, 404);
    drop(server);
    assert_eq!(
        house.say(&["staff", "list"]).ok(),
        "ann@paper.example\tadministrator\tAnn\n"
    );
    let again = Talking::start(&house, "serve", "Newsroom:");
    let said = again.said.join("\n");
    assert!(!said.contains("setup#"), "{said}");
    drop(again);
    // What it holds is nowhere in a copy of the house.
    let copy = house.beside("copy");
    house.say(&["backup", "--to", copy.to_str().unwrap()]).ok();
    let found =
        finish(std::process::Command::new("grep").args(["-rla", key, copy.to_str().unwrap()]));
    assert_eq!(found.out, "");
}

#[tokio::test]
async fn accounts_of_the_sample_work_in_the_demo_alone() {
    let house = House::sample();
    let demo = Talking::start(&house, "demo", "nadia@");
    let said = demo.said.join("\n");
    assert!(said.contains("Everybody knows it"), "{said}");
    let body = json!({ "email": "maud@courier.example", "password": "the tram is late again" });
    let entered = post(&demo.address(), "/api/session", body.clone()).await;
    assert_eq!(entered.status, 200, "{}", entered.text());
    drop(demo);

    let served = Talking::start(&house, "serve", "Newsroom:");

    let refused = post(&served.address(), "/api/session", body).await;
    assert_eq!(refused.status, 401, "{}", refused.text());
}

#[test]
fn roles_are_given_at_the_command_line_several_at_a_time() {
    let house = House::empty();
    let mut command = house.command();
    command.args(["staff", "add", "ann@paper.example", "--name", "Ann"]);
    command.args(["--role", "translator,live_reporter"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut words = child.stdin.take().unwrap();
    words.write_all(b"nine herons by the weir\n").unwrap();
    drop(words);
    assert!(child.wait().unwrap().success());

    assert_eq!(
        house.say(&["staff", "list"]).ok(),
        "ann@paper.example\ttranslator,live_reporter\tAnn\n"
    );
    let unknown = house.say(&[
        "staff",
        "add",
        "b@paper.example",
        "--name",
        "B",
        "--role",
        "owner",
    ]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("picture_editor"), "{}", unknown.err);
}

#[test]
fn doctor_says_where_nobody_can_come_in_and_where_others_read_along() {
    let house = House::empty().with("DATELINE_SITE_URL", "http://paper.example");
    let told = house.say(&["doctor"]).ok();
    assert!(
        told.contains("Nobody has an account in the newsroom."),
        "{told}"
    );
    assert!(told.contains("anybody on the way can read along"), "{told}");
    let add = ["staff", "add", "ann@paper.example", "--name", "Ann"];
    let mut child = house
        .command()
        .args(add)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut words = child.stdin.take().unwrap();
    words.write_all(b"nine herons by the weir\n").unwrap();
    drop(words);
    assert!(child.wait().unwrap().success());

    let told = house.say(&["doctor"]).ok();

    assert!(
        told.contains("Nobody who can sign in is administrator"),
        "{told}"
    );
}
