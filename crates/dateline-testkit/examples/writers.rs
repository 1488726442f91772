//! People who type in one story of a running server: how long a key takes to another's screen and to
//! the disk.
//!
//! `cargo run --release -p dateline-testkit --example writers -- ADDRESS EMAIL PASSWORD STORY WRITERS SECONDS`
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a tool that cannot go on has failed, and it says what it measured"
)]

use dateline_core::id::StoryId;
use dateline_testkit::{Client, Pen};
use serde_json::json;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Time between two keys of one person.
const KEY: Duration = Duration::from_millis(100);

/// Keys on their way to the reader's screen: by client, the clock after each and when it was typed.
type OnTheWay = Arc<Mutex<HashMap<u64, VecDeque<(u32, Instant)>>>>;

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [address, email, password, story, writers, seconds] = args.as_slice() else {
        println!("writers ADDRESS EMAIL PASSWORD STORY WRITERS SECONDS");
        return;
    };
    let address: SocketAddr = address.parse().expect("an address");
    let story: StoryId = story.parse().expect("the id of a story");
    let writers: usize = writers.parse().expect("a number");
    let seconds: u64 = seconds.parse().expect("a number");
    let origin = format!("http://{address}");
    let cookie = sign_in(address, &origin, email, password).await;
    let until = Instant::now() + Duration::from_secs(seconds);
    let way = OnTheWay::default();
    let mut tasks = Vec::new();
    for number in 0..writers {
        let mut pen = Pen::new();
        pen.connect(address, &origin, &cookie, story)
            .await
            .expect("a socket");
        pen.sync().await;
        let way = Arc::clone(&way);
        tasks.push(tokio::spawn(type_on(pen, number, until, way)));
    }
    let mut reader = Pen::new();
    reader
        .connect(address, &origin, &cookie, story)
        .await
        .expect("a socket");
    reader.sync().await;
    let mut screen = Vec::new();
    while Instant::now() < until + Duration::from_secs(1) {
        if !matches!(tokio::time::timeout(KEY, reader.hear()).await, Ok(true)) {
            continue;
        }
        let now = Instant::now();
        let mut way = way.lock().expect("nobody panicked");
        for (client, clock) in reader.state() {
            let Some(keys) = way.get_mut(&client) else {
                continue;
            };
            while keys.front().is_some_and(|(wanted, _)| *wanted <= clock) {
                let (_, typed) = keys.pop_front().expect("it was there");
                screen.push(now.duration_since(typed));
            }
        }
    }
    let mut disk = Vec::new();
    for task in tasks {
        disk.extend(task.await.expect("a writer that ends"));
    }
    let lost = way
        .lock()
        .expect("nobody panicked")
        .values()
        .map(VecDeque::len)
        .sum::<usize>();
    let said = json!({
        "writers": writers, "keys": disk.len(), "not_seen": lost,
        "screen_ms": told(&mut screen), "durable_ms": told(&mut disk),
    });
    println!("{said}");
}

async fn sign_in(address: SocketAddr, origin: &str, email: &str, password: &str) -> String {
    let headers = [
        ("X-Dateline", "1"),
        ("Origin", origin),
        ("Content-Type", "application/json"),
    ];
    let body = json!({ "email": email, "password": password }).to_string();
    let client = Client::new(address);
    let answer = client
        .send_body("POST", "/api/session", &headers, body.as_bytes())
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let cookie = answer.header("set-cookie").expect("a cookie");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

/// Types a key ten times a second; how long each took to be durable.
async fn type_on(mut pen: Pen, number: usize, until: Instant, way: OnTheWay) -> Vec<Duration> {
    pen.add(&format!("p{number}"), "Begin. ").await;
    let paragraph = u32::try_from(pen.text().lines().count()).unwrap_or(1) - 1;
    pen.safe().await;
    let own = pen.doc.client_id().get();
    let mut open: VecDeque<(u64, Instant)> = VecDeque::new();
    let mut took = Vec::new();
    let mut next =
        Instant::now() + KEY.mul_f64(f64::from(u32::try_from(number).unwrap_or(0)) / 10.0);
    while Instant::now() < until || !open.is_empty() {
        let pause = next.saturating_duration_since(Instant::now());
        if tokio::time::timeout(pause, pen.hear()).await.is_err() && Instant::now() < until {
            let typed = Instant::now();
            pen.write(paragraph, "k").await;
            open.push_back((pen.sent, typed));
            let clock = pen.state().into_iter().find(|(client, _)| *client == own);
            if let Some((_, clock)) = clock {
                let mut way = way.lock().expect("nobody panicked");
                way.entry(own).or_default().push_back((clock, typed));
            }
            next += KEY;
        }
        let now = Instant::now();
        while open
            .front()
            .is_some_and(|(wanted, _)| *wanted <= pen.durable)
        {
            let (_, typed) = open.pop_front().expect("it was there");
            took.push(now.duration_since(typed));
        }
        if now > until + Duration::from_secs(5) {
            break;
        }
    }
    took
}

/// Median, 99th percentile and worst, in milliseconds.
fn told(times: &mut [Duration]) -> serde_json::Value {
    times.sort_unstable();
    let at = |part: usize| {
        let place = times.len() * part / 100;
        let time = times.get(place.min(times.len().saturating_sub(1)));
        time.map(|time| time.as_secs_f64() * 1e3)
    };
    json!({ "p50": at(50), "p99": at(99), "max": at(100) })
}
