//! Two nodes on one PostgreSQL behind one Varnish.

use super::front::{SECRET, Varnish, free_address};
use super::{STORY, act, is_missing, metric, note};
use crate::kit::{House, Server, until};
use dateline_testkit::{Engine, TestHouse};
use std::sync::Arc;
use std::time::Duration;

/// Within this time of an acknowledged change readers see it, whichever node Varnish asks.
const BETWEEN_NODES: Duration = Duration::from_secs(2);
/// For this long after that nothing older may come back.
const STAYS: Duration = Duration::from_millis(500);

/// The VCL of the handbook with a second backend, asked in turn.
fn with_second(vcl: &str, address: &str) -> String {
    let port = address.rsplit(':').next().unwrap();
    let at = vcl.find("backend dateline {").unwrap();
    let end = at + vcl[at..].find("\n}\n").unwrap() + 3;
    let first_port = vcl[at..end]
        .lines()
        .find(|line| line.contains(".port"))
        .unwrap();
    let second = vcl[at..end]
        .replace("backend dateline", "backend other")
        .replace(first_port, &format!("    .port = \"{port}\";"));
    let turns = "sub vcl_init {\n    new both = directors.round_robin();\n    both.add_backend(dateline);\n    both.add_backend(other);\n}\n";
    format!("{}{second}{turns}{}", &vcl[..end], &vcl[end..])
        .replace("import std;", "import std;\nimport directors;")
        .replace(
            "set req.backend_hint = dateline;",
            "set req.backend_hint = both.backend();",
        )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_behind_one_varnish_agree_within_two_seconds_and_nothing_older_comes_back() {
    if is_missing() || !Engine::all().contains(&Engine::Postgres) {
        return;
    }
    let records = TestHouse::bare(Engine::Postgres).await;
    let varnish_at = free_address();
    let node = || {
        House::empty()
            .at(records.url())
            .with("DATELINE_CDN_VARNISH", &format!("http://{varnish_at}"))
            .with("DATELINE_CDN_SECRET", SECRET)
    };
    let (here, there) = (Arc::new(node()), node());
    let first = Server::start(&here, "demo", &[]);
    let second = Server::start(&there, "serve", &[]);
    let other = second.public_address().to_owned();
    let varnish = Varnish::start(&varnish_at, first.public_address(), |vcl| {
        with_second(&vcl, &other)
    });
    for server in [&first, &second] {
        until("the first purge was taken", async || {
            metric(server, "cdn_tags_waiting").await == 0
        })
        .await;
    }
    let path = here.state(STORY).1.unwrap();

    for turn in 0..2 {
        for (args, is_there, notes) in [
            (&["story", "unpublish", STORY][..], false, 0),
            (&["story", "publish", STORY], true, turn),
            (
                &["story", "correct", STORY, "--text", &note(turn)],
                true,
                turn + 1,
            ),
        ] {
            let (_, answered) = act(&here, args).await;
            while answered.elapsed() < BETWEEN_NODES + STAYS {
                let late = answered.elapsed();
                let (story, front) = (varnish.get(&path).await, varnish.get("/en/").await);
                let is_new = if is_there {
                    let told = (0..notes).all(|number| story.says(&note(number)));
                    story.status == 200 && told && front.says(&path)
                } else {
                    story.status == 404 && !front.says(&path)
                };
                assert!(
                    is_new || late < BETWEEN_NODES,
                    "{args:?}: an older page {late:?} after the answer"
                );
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
    }
    assert!(varnish.hits() > 100, "Varnish answered by itself");
    drop((first, second));
    records.db().close().await;
}
