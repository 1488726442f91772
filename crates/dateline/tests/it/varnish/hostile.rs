//! What one reader sends must not change what the next one gets.

use super::front::{HOST, SECRET, Varnish, free_address};
use super::{STORY, is_missing};
use crate::kit::{House, Server};
use dateline_core::subject::Subject;
use dateline_testkit::Answer;

/// Headers that have poisoned somebody's cache, or might.
const HEADERS: &[(&str, &str)] = &[
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-Scheme", "nothttps"),
    ("X-Forwarded-Proto", "http"),
    ("X-Forwarded-Port", "1337"),
    ("X-Forwarded-Server", "evil.example"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-Prefix", "/evil"),
    ("X-Forwarded-Path", "/evil"),
    ("X-Forwarded-SSL", "off"),
    ("X-Forwarded", "for=evil.example"),
    ("Forwarded", "host=evil.example;proto=http"),
    ("X-Host", "evil.example"),
    ("X-HTTP-Host-Override", "evil.example"),
    ("X-Original-Host", "evil.example"),
    ("X-Backend-Host", "evil.example"),
    ("X-Real-IP", "127.0.0.1"),
    ("True-Client-IP", "127.0.0.1"),
    ("CF-Connecting-IP", "127.0.0.1"),
    ("X-Client-IP", "127.0.0.1"),
    ("X-Cluster-Client-IP", "127.0.0.1"),
    ("X-Original-URL", "/no/such"),
    ("X-Rewrite-URL", "/no/such"),
    ("X-Override-URL", "/no/such"),
    ("Destination", "/no/such"),
    ("Base-URL", "http://evil.example/"),
    ("X-Base-URL", "http://evil.example/"),
    ("X-Proxy-URL", "http://evil.example/"),
    ("Proxy", "http://evil.example/"),
    ("Proxy-Host", "evil.example"),
    ("X-HTTP-Method", "POST"),
    ("X-HTTP-Method-Override", "POST"),
    ("X-Method-Override", "DELETE"),
    ("Cookie", "session=evil; lang=ru"),
    ("Authorization", "Basic ZXZpbDpldmls"),
    ("Accept", "application/json"),
    ("Accept-Language", "ru"),
    ("Accept-Charset", "utf-16"),
    ("Accept-Encoding", "br"),
    ("User-Agent", "<script>alert(1)</script>"),
    ("Referer", "http://evil.example/"),
    ("Origin", "http://evil.example"),
    ("Range", "bytes=0-9"),
    ("If-Range", "\"x\""),
    ("If-None-Match", "*"),
    ("If-Modified-Since", "Fri, 01 Jan 2999 00:00:00 GMT"),
    ("If-Match", "\"x\""),
    ("Cache-Control", "no-cache, no-store"),
    ("Pragma", "no-cache"),
    ("Surrogate-Capability", "a=\"ESI/1.0\""),
    ("Surrogate-Key", "evil"),
    ("X-Dateline-Secret", "evil"),
    ("X-Dateline-Asked", "/no/such"),
    ("X-Dateline-Failed", "1"),
    ("X-Dateline-Stale", "1"),
    ("X-Varnish", "1"),
    ("Via", "1.1 evil"),
    ("Transfer-Encoding", "identity"),
    ("Upgrade", "h2c"),
    ("TE", "trailers"),
    ("Expect", "100-continue"),
    ("Max-Forwards", "0"),
    ("X-Wap-Profile", "http://evil.example/"),
    ("X-Requested-With", "XMLHttpRequest"),
    ("Save-Data", "on"),
    ("DNT", "1"),
];

/// What the next reader notices of an answer.
fn noticed(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let passing = [
        "date",
        "age",
        "content-length",
        "transfer-encoding",
        "accept-ranges",
        "x-request-id",
    ];
    let kept = answer
        .headers
        .iter()
        .filter(|(name, _)| !passing.contains(&name.as_str()));
    (answer.status, kept.cloned().collect(), answer.body.clone())
}

async fn forget_all(varnish: &Varnish) {
    let everything = Subject::Everything.tag();
    let headers = [
        ("X-Dateline-Secret", SECRET),
        ("Surrogate-Key", everything.as_str()),
    ];
    assert_eq!(varnish.send("BAN", "/", &headers).await.status, 200);
}

fn house() -> House {
    House::sample().with("DATELINE_CACHE_SHARED_MAX_AGE", "3600")
}

#[tokio::test]
async fn no_header_of_one_reader_changes_the_page_of_the_next() {
    if is_missing() {
        return;
    }
    let house = house();
    let server = Server::serve(&house);
    let story = house.state(STORY).1.unwrap();
    let section = story.split('/').take(3).collect::<Vec<_>>().join("/");
    let varnish = Varnish::start(&free_address(), server.public_address(), |vcl| vcl);
    let pages = [
        &story,
        "/en/",
        &section,
        "/en/feed.rss",
        "/",
        "/en",
        "/no/such",
        "/robots.txt",
    ];
    for page in pages {
        forget_all(&varnish).await;
        varnish.get(page).await;
        let before = noticed(&varnish.get(page).await);
        assert!(
            before
                .1
                .iter()
                .all(|(name, _)| name != "set-cookie" && name != "surrogate-key")
        );
        for header in HEADERS {
            forget_all(&varnish).await;

            varnish.send("GET", page, &[*header]).await;

            let after = noticed(&varnish.get(page).await);
            assert_eq!(after.0, before.0, "{page} after {header:?}");
            assert_eq!(after.1, before.1, "{page} after {header:?}");
            assert!(
                after.2 == before.2,
                "{page} reads otherwise after {header:?}"
            );
        }
    }
}

#[tokio::test]
async fn queries_and_hosts_make_no_other_page_and_lists_still_go_on() {
    if is_missing() {
        return;
    }
    let house = house();
    let server = Server::serve(&house);
    let varnish = Varnish::start(&free_address(), server.public_address(), |vcl| vcl);
    let front = varnish.get("/en/").await;
    let before = server.operator.get("/-/cache").await.json();

    for number in 0..200 {
        let answer = varnish
            .get(&format!("/en/?utm_source={number}&p={number}"))
            .await;
        assert!(answer.body == front.body, "{number}");
        let elsewhere = format!("h{number}.example");
        let answer = varnish.send("GET", "/en/", &[("Host", &elsewhere)]).await;
        assert_eq!(answer.status, 421);
    }

    let after = server.operator.get("/-/cache").await.json();
    for figure in ["hits", "misses", "entries"] {
        assert_eq!(
            after[figure], before[figure],
            "Dateline was asked nothing: {figure}"
        );
    }
    for upper in ["NEWS.example", "news.example:80", "www.news.example"] {
        assert_eq!(
            varnish.send("GET", "/en/", &[("Host", upper)]).await.status,
            200
        );
    }
    let list = varnish.get("/en/city").await.text();
    let cursor = list
        .split("?before=")
        .nth(1)
        .map(|rest| rest.split('"').next().unwrap());
    let cursor = cursor.unwrap_or("1.ffffffffffffffffffffffffffffffff");
    let older = server.get(&format!("/en/city?before={cursor}")).await;
    for query in [
        format!("before={cursor}"),
        format!("utm_source=x&before={cursor}&y=before=1"),
    ] {
        let answer = varnish.get(&format!("/en/city?{query}")).await;
        assert_eq!(
            (answer.status, answer.body == older.body),
            (200, true),
            "{query}"
        );
    }
    assert_ne!(older.text(), list);
    for odd in [
        "/no/such?p=1",
        "/?p=1",
        "/en/city?before=x",
        "/en/?before=1.2",
        "/en/city?",
    ] {
        let (ours, direct) = (varnish.get(odd).await, server.get(odd).await);
        assert_eq!(ours.status, direct.status, "{odd}");
        assert_eq!(ours.header("location"), direct.header("location"), "{odd}");
    }
}

#[tokio::test]
async fn nobody_but_dateline_purges_and_no_purge_is_more_than_tags() {
    if is_missing() {
        return;
    }
    let house = house();
    let server = Server::serve(&house);
    let varnish = Varnish::start(&free_address(), server.public_address(), |vcl| vcl);
    let secret = ("X-Dateline-Secret", SECRET);
    let long = vec!["a"; 65].join(" ");

    for (headers, status) in [
        (vec![("Surrogate-Key", "a")], 403),
        (
            vec![("Surrogate-Key", "a"), ("X-Dateline-Secret", "guess")],
            403,
        ),
        (vec![secret], 400),
        (vec![secret, ("Surrogate-Key", "")], 400),
        (vec![secret, ("Surrogate-Key", ".*")], 400),
        (
            vec![secret, ("Surrogate-Key", "a) || obj.status != (0")],
            400,
        ),
        (vec![secret, ("Surrogate-Key", "a  b")], 400),
        (vec![secret, ("Surrogate-Key", &long)], 400),
        (
            vec![secret, ("Surrogate-Key", "a b group-01"), ("Host", HOST)],
            200,
        ),
    ] {
        let answer = varnish.send("BAN", "/", &headers).await;
        assert_eq!(answer.status, status, "{headers:?}");
    }
    assert_eq!(
        server.public.send("BAN", "/", &[secret]).await.status,
        405,
        "Dateline is no cache"
    );
    let elsewhere = Varnish::start(&free_address(), server.public_address(), |vcl| {
        vcl.replace("\"127.0.0.1\";\n    \"::1\";", "\"192.0.2.1\";")
    });
    let headers = [secret, ("Surrogate-Key", "a")];
    assert_eq!(elsewhere.send("BAN", "/", &headers).await.status, 405);
}
