//! Readers behind a real Varnish with the VCL of the handbook.

mod front;
mod hostile;
mod newsroom;
mod nodes;
mod origin;

use crate::kit::{House, Server, finish, until};
use dateline_infra::cdn::{Purger, Settings, TAGS_AT_ONCE};
use dateline_testkit::{Engine, TestHouse};
use front::{SECRET, Varnish, free_address};
use origin::Origin;
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

const STORY: &str = "iron-bridge-closes";
/// Within this time of an acknowledged change readers behind Varnish see it.
const FRESH: Duration = Duration::from_millis(300);
/// Changes made while readers read: each a turn of unpublish, publish, correct.
const TURNS: u32 = 5;

/// True, said aloud, where there is no Varnish.
fn is_missing() -> bool {
    let missing = front::program().is_none();
    if missing {
        println!("skipped: varnishd is not installed");
    }
    missing
}

/// What a reader saw on one page: the moment of asking and of the answer, and the state shown.
type Seen = Vec<(Instant, Instant, u32)>;

/// Reads one page again and again. The state is 0 where the story is not, else 1 and its notes.
async fn read(
    varnish: Arc<Varnish>,
    page: String,
    story: String,
    stop: watch::Receiver<bool>,
) -> Seen {
    let mut seen = Vec::new();
    while !*stop.borrow() {
        let asked = Instant::now();
        let answer = varnish.get(&page).await;
        let is_there = answer.status == 200 && (page == story || answer.says(&story));
        let state = if is_there && page == story {
            let notes = (0..TURNS).filter(|n| answer.says(&note(*n))).count();
            1 + u32::try_from(notes).unwrap()
        } else {
            u32::from(is_there)
        };
        seen.push((asked, Instant::now(), state));
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    seen
}

fn note(number: u32) -> String {
    format!("Remark-{number}-of-the-desk")
}

/// Runs a command beside the readers; when it began and when it was answered.
async fn act(house: &Arc<House>, args: &[&str]) -> (Instant, Instant) {
    let house = Arc::clone(house);
    let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
    let done = tokio::task::spawn_blocking(move || {
        let began = Instant::now();
        finish(house.command().args(args)).ok();
        (began, Instant::now())
    });
    done.await.unwrap()
}

/// Checks what one reader saw of one change; how long it took to be seen everywhere after the answer.
fn check(
    page: &str,
    seen: &Seen,
    change: (Instant, Instant),
    until: Instant,
    state: u32,
) -> Duration {
    let (began, answered) = change;
    let within = seen
        .iter()
        .filter(|(asked, _, _)| *asked >= began && *asked < until);
    let mut first = None;
    let mut last_old = answered;
    for (asked, got, shown) in within {
        if *shown == state {
            first = first.or(Some(*got));
            continue;
        }
        last_old = last_old.max(*asked);
        assert!(
            first.is_none_or(|first| *asked < first),
            "{page} showed {shown} after it had shown {state}"
        );
        assert!(
            *asked < answered + FRESH,
            "{page} showed {shown} in place of {state} {:?} after the answer",
            *asked - answered
        );
    }
    assert!(first.is_some(), "nobody read {page} after the change");
    last_old - answered
}

async fn changes_reach_readers(house: House, verb: &str) {
    let varnish_at = free_address();
    let house = house
        .with("DATELINE_CDN_VARNISH", &format!("http://{varnish_at}"))
        .with("DATELINE_CDN_SECRET", SECRET);
    let server = Server::start(&house, verb, &[]);
    let varnish = Arc::new(Varnish::start(
        &varnish_at,
        server.public_address(),
        |vcl| vcl,
    ));
    let path = house.state(STORY).1.unwrap();
    let section = path.split('/').take(3).collect::<Vec<_>>().join("/");
    let pages = [path.clone(), "/en/".into(), section, "/en/feed.rss".into()];
    until("the first purge was taken", async || {
        metric(&server, "cdn_tags_waiting").await == 0
    })
    .await;
    let (stop, stopped) = watch::channel(false);
    let readers = pages.clone().map(|page| {
        tokio::spawn(read(
            Arc::clone(&varnish),
            page,
            path.clone(),
            stopped.clone(),
        ))
    });
    let house = Arc::new(house);
    tokio::time::sleep(FRESH).await;

    let mut changes = Vec::new();
    for turn in 0..TURNS {
        let text = note(turn);
        for (args, on_story, elsewhere) in [
            (&["story", "unpublish", STORY][..], 0, 0),
            (&["story", "publish", STORY], 1 + turn, 1),
            (&["story", "correct", STORY, "--text", &text], 2 + turn, 1),
        ] {
            changes.push((act(&house, args).await, on_story, elsewhere));
            tokio::time::sleep(FRESH + Duration::from_millis(100)).await;
        }
    }
    stop.send(true).unwrap();

    let mut slowest = Duration::ZERO;
    for (page, reader) in pages.iter().zip(readers) {
        let seen = reader.await.unwrap();
        for (number, (change, on_story, elsewhere)) in changes.iter().enumerate() {
            let until = changes
                .get(number + 1)
                .map_or_else(Instant::now, |next| next.0.0);
            let state = if page == &path { *on_story } else { *elsewhere };
            slowest = slowest.max(check(page, &seen, *change, until, state));
        }
        println!("{page}: read {} times", seen.len());
    }
    println!("slowest: {slowest:?} after the answer");
    assert!(varnish.hits() > 100, "Varnish answered by itself");
}

/// A figure of `/metrics`.
async fn metric(server: &Server, name: &str) -> u64 {
    let text = server.operator.get("/metrics").await.text();
    let line = format!("dateline_{name} ");
    let found = text.lines().find_map(|l| l.strip_prefix(&line));
    found
        .unwrap_or_else(|| panic!("no {name}"))
        .parse()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_see_a_change_within_300_ms_and_never_an_older_page_after_a_newer() {
    if is_missing() {
        return;
    }
    changes_reach_readers(House::sample(), "serve").await;
    if Engine::all().contains(&Engine::Postgres) {
        let records = TestHouse::bare(Engine::Postgres).await;
        changes_reach_readers(House::empty().at(records.url()), "demo").await;
        records.db().close().await;
    }
}

#[tokio::test]
async fn when_dateline_is_gone_readers_get_what_varnish_kept() {
    if is_missing() {
        return;
    }
    let house = House::sample().with("DATELINE_CACHE_SHARED_MAX_AGE", "1");
    let server = Server::serve(&house);
    let pages = ["/en/", "/en/feed.rss", &house.state(STORY).1.unwrap()];
    // Not even a moment of grace while it seems well: so the first request after its death is the test.
    let without_grace = |vcl: String| vcl.replace("set req.grace = 30s;", "set req.grace = 0s;");
    let varnish = Varnish::start(&free_address(), server.public_address(), without_grace);
    for page in pages {
        assert_eq!(varnish.get(page).await.status, 200);
    }
    tokio::time::sleep(Duration::from_millis(1500)).await;

    server.kill();

    for when in ["at once", "after the probe saw it"] {
        for page in pages {
            for query in ["", "?utm_source=mail"] {
                let answer = varnish.get(&format!("{page}{query}")).await;
                assert_eq!(answer.status, 200, "{page}{query} {when}");
                assert!(answer.header("age").unwrap().parse::<u32>().unwrap() >= 1);
            }
        }
        assert_eq!(
            varnish.get("/ru/").await.status,
            503,
            "what nobody read is not kept"
        );
        tokio::time::sleep(Duration::from_secs(7)).await;
    }
}

#[tokio::test]
async fn an_answer_on_its_way_while_its_page_is_purged_is_purged_too() {
    if is_missing() {
        return;
    }
    let origin = Origin::start().await;
    let varnish = Varnish::start(&free_address(), &origin.address, |vcl| vcl);
    let settings = Settings {
        varnish: vec![format!("http://{}", varnish.address)],
        secret: Some(SECRET.to_owned()),
    };
    let purger = Purger::start(&settings, "everything").unwrap();
    origin.answer_after(Duration::from_millis(60));
    let varnish = Arc::new(varnish);
    let reader = Arc::clone(&varnish);
    let slow = tokio::spawn(async move { reader.get("/page").await.text() });
    until("the question reached the origin", async || {
        origin.asked() == 1
    })
    .await;
    origin.answer_after(Duration::ZERO);

    origin.change();
    purger.purge(&["page".to_owned()]);

    assert_eq!(slow.await.unwrap(), "0", "it was on its way");
    assert_eq!(varnish.get("/page").await.text(), "0", "and was kept");
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(varnish.get("/page").await.text(), "1");
    until("all is purged", async || purger.is_done()).await;
    assert_eq!(purger.state()[0].failures, 0);
}

#[tokio::test]
async fn the_largest_purge_of_pages_with_the_most_tags_finds_those_it_names_only() {
    if is_missing() {
        return;
    }
    let origin = Origin::start().await;
    let varnish = Varnish::start(&free_address(), &origin.address, |vcl| vcl);
    for number in 0..100 {
        varnish.get(&format!("/page-{number}")).await;
    }
    let ask_all = async || {
        for number in 0..100 {
            assert_eq!(varnish.get(&format!("/page-{number}")).await.status, 200);
        }
        origin.asked()
    };

    // Each differs from the page's own in its last letters only; the second time one does not.
    let most = TAGS_AT_ONCE;
    let strange: Vec<String> = (0..most).map(|n| origin::tag(n) + "b").collect();
    let mut one_known = strange.clone();
    one_known[most - 1] = origin::tag(48);
    for (tags, asked) in [(strange, 100), (one_known, 200)] {
        let tags = tags.join(" ");
        let headers = [("X-Dateline-Secret", SECRET), ("Surrogate-Key", &tags)];
        assert_eq!(varnish.send("BAN", "/", &headers).await.status, 200);
        assert_eq!(ask_all().await, asked);
    }
}

#[tokio::test]
async fn an_error_never_takes_the_place_of_a_page() {
    if is_missing() {
        return;
    }
    let origin = Origin::start().await;
    let without_grace = |vcl: String| vcl.replace("set req.grace = 30s;", "set req.grace = 0s;");
    let varnish = Varnish::start(&free_address(), &origin.address, without_grace);
    assert_eq!(varnish.get("/brief").await.text(), "0");
    tokio::time::sleep(Duration::from_millis(1100)).await;

    origin.fail(true);

    for _ in 0..20 {
        let answer = varnish.get("/brief").await;
        assert_eq!((answer.status, answer.text().as_str()), (200, "0"));
        assert_eq!(varnish.get("/unread").await.status, 503);
    }
    origin.change();
    origin.fail(false);
    assert_eq!(varnish.get("/brief").await.text(), "1");
    assert_eq!(varnish.get("/unread").await.status, 200);
}

#[tokio::test]
async fn a_dead_varnish_holds_up_no_publication_and_operators_see_it() {
    if is_missing() {
        return;
    }
    // It takes connections and never answers: the worst way to be dead.
    let dead = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let varnish_at = dead.local_addr().unwrap().to_string();
    let house = House::sample()
        .with("DATELINE_CDN_VARNISH", &format!("http://{varnish_at}"))
        .with("DATELINE_CDN_SECRET", SECRET);
    let server = Server::serve(&house);

    let mut took = Vec::new();
    for round in 0..4 {
        let act = ["unpublish", "publish"][round % 2];
        let began = Instant::now();
        house.story(act, STORY).json();
        took.push(began.elapsed());
    }
    assert!(
        took.iter().all(|t| *t < Duration::from_millis(1500)),
        "{took:?}"
    );
    until("the metrics say so", async || {
        metric(&server, "cdn_failing_seconds").await > 0
    })
    .await;
    assert!(metric(&server, "cdn_tags_waiting").await > 0);
    until("doctor says since when", async || {
        let said = house.say(&["doctor"]);
        let since = format!("http://{varnish_at} has not been told what changed since 2");
        said.code == Some(1) && said.out.contains(&since)
    })
    .await;
    let findings = house.say(&["doctor", "--json"]);
    let findings: Value = serde_json::from_str(&findings.out).unwrap();
    assert!(findings["faults"].as_u64().unwrap() >= 2, "{findings}");

    drop(dead);
    let varnish = Varnish::start(&varnish_at, server.public_address(), |vcl| vcl);

    until("it takes purges", async || {
        metric(&server, "cdn_failing_seconds").await == 0
    })
    .await;
    until("nothing waits", async || {
        metric(&server, "cdn_tags_waiting").await == 0
    })
    .await;
    until("doctor is content", async || {
        house.say(&["doctor"]).code == Some(0)
    })
    .await;
    assert!(house.say(&["doctor"]).out.contains("takes purges"));
    drop(varnish);
}

#[tokio::test]
async fn what_changed_while_no_server_ran_is_purged_at_the_next_start_and_nothing_else() {
    if is_missing() {
        return;
    }
    let (origin_at, varnish_at) = (free_address(), free_address());
    let house = House::sample()
        .with("DATELINE_CDN_VARNISH", &format!("http://{varnish_at}"))
        .with("DATELINE_CDN_SECRET", SECRET);
    let path = house.state(STORY).1.unwrap();
    let varnish = Varnish::start(&varnish_at, &origin_at, |vcl| vcl);
    let server = Server::start_at(&origin_at, &house, "serve", &[]);
    let note = house.data().join("run/cdn.json");
    until("it is noted that Varnish knows all", async || {
        std::fs::read_to_string(&note).is_ok_and(|text| text.contains(&varnish_at))
    })
    .await;
    until("Varnish sees the server", async || {
        varnish.get("/robots.txt").await.status == 200
    })
    .await;
    assert_eq!(varnish.get(&path).await.status, 200);
    server.kill();
    house.story("unpublish", STORY).json();
    // Ages are in seconds.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(
        varnish.get(&path).await.status,
        200,
        "nobody was there to purge"
    );

    let _server = Server::start_at(&origin_at, &house, "serve", &[]);

    until("the story is gone", async || {
        varnish.get(&path).await.status == 404
    })
    .await;
    let age = varnish
        .get("/robots.txt")
        .await
        .header("age")
        .map(str::to_owned);
    assert!(
        age.unwrap().parse::<u32>().unwrap() >= 1,
        "what did not change was kept"
    );
}
