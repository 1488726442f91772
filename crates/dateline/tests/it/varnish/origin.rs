//! An origin that answers late or wrongly when it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Every page says how often it changed; `/brief` may be kept for a second, others for an hour.
/// They carry the tag `page` and 49 more, as many as Dateline ever sends.
pub struct Origin {
    pub address: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    version: AtomicU64,
    delay_millis: AtomicU64,
    asked: AtomicU64,
    fails: AtomicBool,
}

impl Origin {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&shared)));
            }
        });
        Self { address, state }
    }

    /// The pages say something newer from now on.
    pub fn change(&self) {
        self.state.version.fetch_add(1, SeqCst);
    }

    /// What is asked from now on is looked up at once and answered after this time.
    pub fn answer_after(&self, delay: Duration) {
        let millis = u64::try_from(delay.as_millis()).unwrap();
        self.state.delay_millis.store(millis, SeqCst);
    }

    pub fn fail(&self, fails: bool) {
        self.state.fails.store(fails, SeqCst);
    }

    /// Requests for pages so far.
    pub fn asked(&self) -> u64 {
        self.state.asked.load(SeqCst)
    }
}

/// Tags as long as they come, alike up to their end.
pub fn tag(number: usize) -> String {
    format!("aaaaaaaaaaa{number:02}")
}

async fn converse(mut stream: TcpStream, state: Arc<State>) {
    let (mut text, mut part) = (String::new(), [0; 4096]);
    while let Ok(count @ 1..) = stream.read(&mut part).await {
        text.push_str(&String::from_utf8_lossy(&part[..count]));
        while let Some(end) = text.find("\r\n\r\n") {
            let head: String = text.drain(..end + 4).collect();
            let answer = answer(&head, &state).await;
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

async fn answer(head: &str, state: &State) -> String {
    if head.starts_with("GET /healthz ") {
        return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned();
    }
    let body = state.version.load(SeqCst).to_string();
    let delay = Duration::from_millis(state.delay_millis.load(SeqCst));
    state.asked.fetch_add(1, SeqCst);
    tokio::time::sleep(delay).await;
    if state.fails.load(SeqCst) {
        return "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\nCache-Control: no-store\r\n\r\nbusy"
            .to_owned();
    }
    let age = if head.starts_with("GET /brief ") {
        1
    } else {
        3600
    };
    let length = body.len();
    let tags: Vec<String> = (0..49).map(tag).collect();
    let tags = tags.join(" ");
    format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nCache-Control: public, max-age=0, s-maxage={age}\r\nSurrogate-Key: {tags} page\r\n\r\n{body}"
    )
}
