//! Search through HTTP: found within a moment, gone at once, never in anybody's way.

mod index;
mod reading;

use crate::kit::{Served, publish, serve};
use dateline_core::id::StoryId;
use dateline_site::search;
use dateline_testkit::{Answer, Paper, TestHouse};
use dateline_web::house::House;
use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A served site with its index kept up.
struct Searching {
    served: Served,
    stop: watch::Sender<bool>,
    keeping: JoinHandle<()>,
}

impl Deref for Searching {
    type Target = Served;

    fn deref(&self) -> &Served {
        &self.served
    }
}

impl Searching {
    fn start(house: &House) -> Self {
        let served = serve(house);
        let (stop, stopped) = watch::channel(false);
        let keeping = tokio::spawn(search::keep(Arc::clone(&served.site), stopped));
        Self {
            served,
            stop,
            keeping,
        }
    }

    /// The index hears nothing from now on.
    async fn rest(self) -> Served {
        self.stop.send(true).unwrap();
        self.keeping.await.unwrap();
        self.served
    }
}

fn address(code: &str, query: &str) -> String {
    let query: String = query
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'&' | b'=' | b'-' => (b as char).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect();
    format!("/{code}/search?q={query}")
}

/// Headlines of what was found, in order, without marks.
fn found(answer: &Answer) -> Vec<String> {
    let text = answer.text();
    let hits = text
        .split_once("class=\"list hits\"")
        .map_or("", |(_, hits)| hits);
    let heads = hits.split("<h2><a href=").skip(1);
    let plain = |head: &str| {
        let inner = head.split_once('>').unwrap().1;
        let inner = inner.split_once("</a>").unwrap().0;
        inner.replace("<mark>", "").replace("</mark>", "")
    };
    heads.map(plain).collect()
}

impl Searching {
    async fn ask(&self, code: &str, query: &str) -> Vec<String> {
        let answer = self.get(&address(code, query)).await;
        assert!(answer.status == 200, "{query}: {}", answer.text());
        found(&answer)
    }

    /// Waits until a query finds just this.
    async fn finds(&self, code: &str, query: &str, wanted: &[&str]) {
        let began = Instant::now();
        loop {
            let answer = self.get(&address(code, query)).await;
            let now = found(&answer);
            if now == wanted && answer.status == 200 {
                return;
            }
            let waited = began.elapsed();
            assert!(
                waited < Duration::from_secs(20),
                "{query}: {} {now:?}, not {wanted:?}",
                answer.status
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn story(house: &TestHouse, paper: &Paper, headline: &str, text: &str) -> StoryId {
    let id = house.story(paper, headline).paragraph(text).insert().await;
    publish(house, id).await;
    id
}
