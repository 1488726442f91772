//! People write in one story while the server is killed: nothing it called safe is lost, and all read
//! the same in the end.

use crate::kit::{House, Server, each_engine};
use dateline_core::id::StoryId;
use dateline_testkit::{Answer, Client, Pen};
use rand::RngExt;
use serde_json::json;
use std::io::Write;
use std::net::SocketAddr;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// How often the server is killed; `DATELINE_TEST_KILLS` sets another number.
const KILLS: usize = 8;
const WRITERS: usize = 4;
const STORY: &str = "iron-bridge-closes";
const EMAIL: &str = "writer@paper.example";
const PHRASE: &str = "nine herons by the weir";

fn kills() -> usize {
    let given = std::env::var("DATELINE_TEST_KILLS").ok();
    given.and_then(|n| n.parse().ok()).unwrap_or(KILLS)
}

fn origin(address: SocketAddr) -> String {
    format!("http://{address}")
}

async fn sign_in(address: SocketAddr) -> String {
    let origin = origin(address);
    let headers = [
        ("X-Dateline", "1"),
        ("Origin", origin.as_str()),
        ("Content-Type", "application/json"),
    ];
    let body = json!({ "email": EMAIL, "password": PHRASE }).to_string();
    let client = Client::new(address);
    let answer: Answer = client
        .send_body("POST", "/api/session", &headers, body.as_bytes())
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let cookie = answer.header("set-cookie").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// Makes the account they all write with.
fn hire(house: &House) {
    let mut command = house.command();
    command.args([
        "staff", "add", EMAIL, "--name", "Writer", "--role", "reporter",
    ]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{PHRASE}").unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());
}

/// A writer, what it sent on this wire and what of it was called safe.
struct Writer {
    pen: Pen,
    number: usize,
    count: usize,
    sent: Vec<(u64, String)>,
}

impl Writer {
    /// Types a word nobody else types; the words that are safe by now.
    async fn type_on(&mut self) -> Vec<String> {
        self.count += 1;
        let word = format!(" w{}x{}.", self.number, self.count);
        self.pen.write(0, &word).await;
        self.sent.push((self.pen.sent, word));
        self.pen.listen(Duration::from_millis(1)).await;
        let durable = self.pen.durable;
        let (safe, open) = std::mem::take(&mut self.sent)
            .into_iter()
            .partition(|(number, _)| *number <= durable);
        self.sent = open;
        let safe: Vec<(u64, String)> = safe;
        safe.into_iter().map(|(_, word)| word).collect()
    }
}

#[tokio::test]
async fn what_was_called_safe_is_there_however_often_the_server_is_killed() {
    each_engine(async |house| {
        assert_eq!(Server::start(house, "demo", &[]).stop(), Some(0));
        hire(house);
        write_and_kill(house).await;
    })
    .await;
}

async fn write_and_kill(house: &House) {
    let id: StoryId = house.story("show", STORY).json()["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let mut writers: Vec<Writer> = (0..WRITERS)
        .map(|number| Writer {
            pen: Pen::new(),
            number,
            count: 0,
            sent: Vec::new(),
        })
        .collect();
    let mut safe: Vec<String> = Vec::new();
    let mut cookie = None;
    for round in 0..=kills() {
        let server = Server::serve(house);
        let address: SocketAddr = server.public_address().parse().unwrap();
        let cookie = match &cookie {
            Some(cookie) => cookie,
            None => cookie.insert(sign_in(address).await),
        };
        // Before anybody brings back what they have.
        let mut fresh = Pen::new();
        fresh
            .connect(address, &origin(address), cookie, id)
            .await
            .unwrap();
        fresh.sync().await;
        let text = fresh.text();
        for word in &safe {
            assert!(
                text.contains(word),
                "round {round}: {word} was safe and is lost"
            );
        }
        for writer in &mut writers {
            writer.sent.clear();
            let origin = origin(address);
            writer
                .pen
                .connect(address, &origin, cookie, id)
                .await
                .unwrap();
            writer.pen.sync().await;
        }
        if round == kills() {
            agree(&mut writers, &mut fresh).await;
            break;
        }
        let until = Instant::now() + Duration::from_millis(rand::rng().random_range(50..600));
        while Instant::now() < until {
            for writer in &mut writers {
                safe.extend(writer.type_on().await);
            }
        }
        server.kill();
        for writer in &mut writers {
            writer.pen.cut();
            // Typed while there is nobody to hear it.
            writer.pen.write(0, " offline.").await;
        }
    }
    println!("{} words were safe", safe.len());
    assert!(safe.len() > kills());
}

/// Everybody has everything in the end.
async fn agree(writers: &mut [Writer], fresh: &mut Pen) {
    for writer in &mut *writers {
        writer.pen.safe().await;
    }
    for _ in 0..50 {
        fresh.listen(Duration::from_millis(20)).await;
        for writer in &mut *writers {
            writer.pen.listen(Duration::from_millis(20)).await;
        }
        if writers.iter().all(|w| w.pen.state() == fresh.state()) {
            break;
        }
    }
    for writer in writers {
        assert_eq!(writer.pen.text(), fresh.text());
        assert_eq!(writer.pen.state(), fresh.state());
    }
}
