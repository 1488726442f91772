//! Readers that never stop while stories go and come, and say what they saw of the older state.

use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// What a page says of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// It is there.
    Yes,
    /// It is not.
    No,
}

/// One page that mentions a story.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its path.
    pub path: String,
    /// Whether it is the story's own page.
    pub own: bool,
}

/// What is true now, as far as anybody was told.
#[derive(Debug, Clone, Default)]
struct Truth {
    /// Grows with every act that begins or is answered.
    turn: u64,
    /// The story's path.
    story: String,
    /// The pages that mention it while it is public.
    mentions: Arc<Vec<Mention>>,
    /// Nothing between the beginning of an act and its answer.
    shown: Option<Shown>,
}

/// What the readers share.
#[derive(Debug, Default)]
struct Shared {
    truth: Mutex<Truth>,
    reads: AtomicU64,
    stale: AtomicU64,
    done: AtomicBool,
}

/// Readers at work.
#[derive(Debug)]
pub struct Readers {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<Result<()>>>,
}

impl Readers {
    /// Starts so many, each with a connection of its own.
    pub fn start(addr: &str, count: usize) -> Self {
        let shared = Arc::new(Shared::default());
        let threads = (0..count).map(|at| {
            let (addr, shared) = (addr.to_owned(), Arc::clone(&shared));
            std::thread::spawn(move || read_on(&addr, at, &shared))
        });
        Self {
            threads: threads.collect(),
            shared,
        }
    }

    /// The story to look at from now on; it is public.
    pub fn turn_to(&self, story: &str, mentions: Vec<Mention>) {
        self.tell(|truth| {
            story.clone_into(&mut truth.story);
            truth.mentions = Arc::new(mentions);
            truth.shown = Some(Shown::Yes);
        });
    }

    /// An act begins: both states are true until it is answered.
    pub fn begin(&self) {
        self.tell(|truth| truth.shown = None);
    }

    /// It was answered: only this is true for whoever asks from now on.
    pub fn answered(&self, shown: Shown) {
        self.tell(|truth| truth.shown = Some(shown));
    }

    /// Reads judged so far.
    pub fn reads(&self) -> u64 {
        self.shared.reads.load(SeqCst)
    }

    /// Ends the readers; how many reads were judged, and how many of them were older than what had been answered.
    pub fn stop(self) -> Result<(u64, u64)> {
        self.shared.done.store(true, SeqCst);
        for thread in self.threads {
            match thread.join() {
                Ok(ended) => ended?,
                Err(_) => bail!("a reader of the bench panicked"),
            }
        }
        Ok((
            self.shared.reads.load(SeqCst),
            self.shared.stale.load(SeqCst),
        ))
    }

    fn tell(&self, change: impl FnOnce(&mut Truth)) {
        let mut truth = self
            .shared
            .truth
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        truth.turn += 1;
        change(&mut truth);
    }
}

/// What an answer says of a story; nothing if it says neither.
pub fn shown_by(mention: &Mention, story: &str, status: u16, body: &[u8]) -> Option<Shown> {
    let there = |yes| if yes { Shown::Yes } else { Shown::No };
    match (status, mention.own) {
        (200, true) => Some(Shown::Yes),
        // A list that is gone mentions nobody.
        (404 | 410, _) => Some(Shown::No),
        (200, false) => Some(there(
            String::from_utf8_lossy(body).contains(&encoded(story)),
        )),
        _ => None,
    }
}

/// A path as pages write it.
fn encoded(path: &str) -> String {
    path.replace('&', "&amp;")
}

fn read_on(addr: &str, first: usize, shared: &Shared) -> Result<()> {
    let mut line = Line::open(addr)?;
    let mut at = first;
    while !shared.done.load(SeqCst) {
        let truth = shared
            .truth
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let Some(mention) = truth.mentions.get(at % truth.mentions.len().max(1)) else {
            std::thread::sleep(Duration::from_millis(1));
            continue;
        };
        at += 1;
        let (status, body) = line.get(&mention.path, "identity")?;
        let Some(expected) = truth.shown else {
            continue;
        };
        let seen = shown_by(mention, &truth.story, status, body);
        let turn = shared
            .truth
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .turn;
        // An act that began while we read makes both answers right.
        if turn != truth.turn {
            continue;
        }
        let Some(seen) = seen else {
            bail!("{} answered {status}", mention.path);
        };
        shared.reads.fetch_add(1, SeqCst);
        shared.stale.fetch_add(u64::from(seen != expected), SeqCst);
    }
    Ok(())
}

/// A connection that is kept.
#[derive(Debug)]
pub struct Line {
    addr: String,
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    /// Connects.
    pub fn open(addr: &str) -> Result<Self> {
        let stream = TcpStream::connect(addr)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self {
            addr: addr.to_owned(),
            stream,
            buffer: vec![0; 1 << 20],
        })
    }

    /// Sends one `GET` that accepts this coding; answers status and body as sent.
    pub fn get(&mut self, path: &str, coding: &str) -> Result<(u16, &[u8])> {
        write!(
            self.stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: {coding}\r\n\r\n",
            self.addr
        )?;
        let mut filled = 0;
        let (head, status, length) = loop {
            let count = self.stream.read(&mut self.buffer[filled..])?;
            if count == 0 {
                bail!("the server closed the connection while it answered {path}");
            }
            filled += count;
            if let Some(at) = find(&self.buffer[..filled], b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.buffer[..at]).to_ascii_lowercase();
                let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
                let length = head
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length:"))
                    .and_then(|value| value.trim().parse::<usize>().ok());
                break (
                    at + 4,
                    status.context("no status")?,
                    length.context("no length")?,
                );
            }
        };
        if head + length > self.buffer.len() {
            self.buffer.resize(head + length, 0);
        }
        if head + length > filled {
            self.stream
                .read_exact(&mut self.buffer[filled..head + length])?;
        }
        Ok((status, &self.buffer[head..head + length]))
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_judged_by_what_they_say_of_the_story() {
        let list = Mention {
            path: "/en/".into(),
            own: false,
        };
        let own = Mention {
            path: "/en/a".into(),
            own: true,
        };

        assert_eq!(shown_by(&own, "/en/a", 200, b""), Some(Shown::Yes));
        assert_eq!(shown_by(&own, "/en/a", 410, b""), Some(Shown::No));
        let page = b"<a href=\"/en/a\">";
        assert_eq!(shown_by(&list, "/en/a", 200, page), Some(Shown::Yes));
        assert_eq!(shown_by(&list, "/en/b", 200, page), Some(Shown::No));
        assert_eq!(shown_by(&list, "/en/b", 503, page), None);
    }
}
