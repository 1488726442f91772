//! Servers, workers and the command line on one house.

use crate::kit::{House, Server, until, watch};
use dateline_testkit::{Engine, TestHouse};
use std::process::Stdio;
use std::time::Duration;

const STORY: &str = "iron-bridge-closes";

#[tokio::test]
async fn the_demo_serves_a_newspaper_and_operators_have_a_door_of_their_own() {
    let house = House::empty();
    let server = Server::start(&house, "demo", &[]);

    for path in ["/en/", "/ru/", "/ar/"] {
        assert_eq!(server.get(path).await.status, 200, "{path}");
    }
    for path in ["/healthz", "/readyz"] {
        assert_eq!(server.operator.get(path).await.status, 200, "{path}");
    }
    let metrics = server.operator.get("/metrics").await;
    assert!(
        metrics
            .header("content-type")
            .unwrap()
            .starts_with("text/plain; version=0.0.4")
    );
    for line in metrics.text().lines().filter(|l| !l.starts_with('#')) {
        let (name, value) = line.split_once(' ').unwrap();
        assert!(
            name.starts_with("dateline_") && value.parse::<f64>().is_ok(),
            "{line}"
        );
    }
    let cache = server.operator.get("/-/cache").await.json();
    assert!(cache["entries"].as_u64().unwrap() >= 3, "{cache}");
    for path in ["/metrics", "/-/cache"] {
        assert_eq!(server.get(path).await.status, 404, "{path} is public");
    }
    assert_eq!(server.stop(), Some(0));
    assert!(
        Server::start(&house, "demo", &[]).get("/en/").await.status == 200,
        "the same folder again"
    );
}

#[tokio::test]
async fn what_the_command_line_answers_is_what_every_server_on_the_folder_shows() {
    let house = House::sample();
    let (one, two) = (
        Server::serve(&house),
        Server::start(&house, "serve", &["--no-worker"]),
    );
    let path = house.state(STORY).1.unwrap();
    for server in [&one, &two] {
        assert_eq!(server.get(&path).await.status, 200);
        assert!(server.get("/en/").await.says(&path));
    }

    for round in 0..10 {
        house.story("unpublish", STORY).json();
        for server in [&one, &two] {
            assert_eq!(server.get(&path).await.status, 404, "round {round}");
            assert!(!server.get("/en/").await.says(&path), "round {round}");
        }
        house.story("publish", STORY).json();
        for server in [&one, &two] {
            assert_eq!(server.get(&path).await.status, 200, "round {round}");
        }
    }
    let text = format!("Note {}", std::process::id());
    house
        .say(&["story", "correct", STORY, "--text", &text])
        .ok();
    assert!(one.get(&path).await.says(&text) && two.get(&path).await.says(&text));
}

#[tokio::test]
async fn a_node_elsewhere_on_the_same_postgresql_follows_within_two_seconds() {
    if !Engine::all().contains(&Engine::Postgres) {
        println!("skipped: DATELINE_TEST_PG names no server");
        return;
    }
    let records = TestHouse::bare(Engine::Postgres).await;
    let (near, far) = (
        House::empty().at(records.url()),
        House::empty().at(records.url()),
    );
    let here = Server::start(&near, "demo", &[]);
    let there = Server::serve(&far);
    let path = near.state(STORY).1.unwrap();
    assert_eq!(
        (here.get(&path).await.status, there.get(&path).await.status),
        (200, 200)
    );

    near.story("unpublish", STORY).json();

    assert_eq!(
        here.get(&path).await.status,
        404,
        "the same folder: at once"
    );
    let began = std::time::Instant::now();
    until("the other node heard of it", async || {
        there.get(&path).await.status == 404
    })
    .await;
    assert!(
        began.elapsed() < Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    records.db().close().await;
}

#[tokio::test]
async fn a_server_that_was_killed_is_back_within_two_seconds_with_everything_answered() {
    let house = House::sample();
    let server = Server::serve(&house);
    house.story("unpublish", STORY).json();
    house.story("publish", STORY).json();
    let path = house.state(STORY).1.unwrap();
    server.kill();

    let server = Server::serve(&house);

    assert!(
        server.started < Duration::from_secs(2),
        "{:?}",
        server.started
    );
    assert_eq!(server.get(&path).await.status, 200);
    house.say(&["doctor"]).ok();
    house.story("unpublish", STORY).json();
    assert_eq!(
        server.get(&path).await.status,
        404,
        "the socket of the killed server is in nobody's way"
    );
}

#[tokio::test]
async fn a_story_whose_time_came_while_nobody_was_there_is_published_at_the_start() {
    let house = House::sample();
    house.story("unpublish", STORY).json();
    let soon = jiff_now() + 1;
    let at = format!("@{soon}");
    let at = chrono(&at);
    house.say(&["story", "schedule", STORY, "--at", &at]).ok();
    assert_eq!(house.state(STORY).0, "scheduled");
    std::thread::sleep(Duration::from_millis(2200));
    assert_eq!(
        house.say(&["doctor"]).code,
        Some(1),
        "doctor sees that it is late"
    );

    let server = Server::serve(&house);

    until("it is published", async || {
        house.state(STORY).0 == "published"
    })
    .await;
    let shown = house.story("show", STORY).json();
    let history = shown["history"].as_array().unwrap();
    let published: Vec<_> = history
        .iter()
        .filter(|e| e["kind"] == "story_published")
        .collect();
    assert_eq!(published.len(), 1);
    assert!(
        published[0]["particulars"]["late_seconds"]
            .as_i64()
            .unwrap()
            >= 1,
        "{}",
        published[0]
    );
    assert_eq!(published[0]["actor"], "scheduler");
    assert_eq!(
        server.get(shown["path"].as_str().unwrap()).await.status,
        200
    );
}

/// Seconds since 1970.
fn jiff_now() -> u64 {
    let output = std::process::Command::new("date")
        .arg("+%s")
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .unwrap()
}

/// A moment as RFC 3339.
fn chrono(at: &str) -> String {
    let output = std::process::Command::new("date")
        .args(["-u", "-d", at, "+%Y-%m-%dT%H:%M:%SZ"])
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[tokio::test]
async fn a_worker_in_a_process_of_its_own_publishes_and_servers_show_it_at_once() {
    let house = House::sample();
    let server = Server::start(&house, "serve", &["--no-worker"]);
    house.story("unpublish", STORY).json();
    let at = chrono(&format!("@{}", jiff_now() + 1));
    house.say(&["story", "schedule", STORY, "--at", &at]).ok();
    let mut worker = house
        .command()
        .arg("work")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut watchdog = watch(worker.id());

    until("the worker published it", async || {
        house.state(STORY).0 == "published"
    })
    .await;

    let path = house.state(STORY).1.unwrap();
    until("the server shows it", async || {
        server.get(&path).await.status == 200
    })
    .await;
    crate::kit::signal("TERM", worker.id());
    assert_eq!(worker.wait().unwrap().code(), Some(0));
    watchdog.kill().unwrap();
    watchdog.wait().unwrap();
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let house = House::empty();

    let complaint = house.say(&["serve", "--listen", &address]).complaint();

    assert!(
        complaint.contains(&format!("cannot listen on {address}")),
        "{complaint}"
    );
    assert!(
        house
            .say(&["serve", "--listen", "256.1.1.1:80"])
            .complaint()
            .contains("256.1.1.1:80")
    );
}

#[tokio::test]
async fn a_server_that_is_asked_to_stop_finishes_what_it_began() {
    let house = House::sample();
    let server = Server::serve(&house);
    let client = server.public;
    let (mut tasks, mut served) = (tokio::task::JoinSet::new(), 0);
    for number in 0..20 {
        tasks.spawn(async move {
            client
                .get(&format!(
                    "/en/city?before={number}.ffffffffffffffffffffffffffffffff"
                ))
                .await
                .status
        });
    }
    tokio::time::sleep(Duration::from_millis(50)).await;

    let code = tokio::task::spawn_blocking(move || server.stop())
        .await
        .unwrap();

    assert_eq!(code, Some(0));
    while let Some(status) = tasks.join_next().await {
        served += usize::from(matches!(status, Ok(200 | 404)));
    }
    assert!(served >= 1, "no request under way was answered");
}
