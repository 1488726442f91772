//! HTTP itself: conditional requests, codings, HEAD, headers.

use crate::kit::{self, Served, serve};
use dateline_testkit::{Answer, TestHouse, each_engine};
use std::io::Read;

const KINDS: [&str; 9] = [
    "/en/",
    "/en/city",
    "/en/feed.rss",
    "/en/feed.json",
    "/sitemap.xml",
    "/robots.txt",
    "/en/site.webmanifest",
    "/en/archive/2025/03",
    "/news-sitemap.xml",
];

async fn paper(house: &TestHouse) -> (Served, String) {
    let paper = house.paper().await;
    let mut builder = house
        .story(&paper, "A long story")
        .tagged(&[paper.harbour])
        .by(&[paper.nadia]);
    for number in 0..60 {
        builder = builder.paragraph(&format!(
            "Paragraph {number} of many that make a page worth compressing."
        ));
    }
    let id = builder.insert().await;
    let path = kit::publish(house, id).await.path;
    (serve(house), path)
}

fn decoded(answer: &Answer) -> Vec<u8> {
    let mut out = Vec::new();
    match answer.header("content-encoding") {
        None => out.clone_from(&answer.body),
        Some("gzip") => drop(
            flate2::read::GzDecoder::new(answer.body.as_slice())
                .read_to_end(&mut out)
                .unwrap(),
        ),
        Some("br") => drop(
            brotli::Decompressor::new(answer.body.as_slice(), 4096)
                .read_to_end(&mut out)
                .unwrap(),
        ),
        Some("zstd") => out = zstd::decode_all(answer.body.as_slice()).unwrap(),
        Some(other) => panic!("coding {other}"),
    }
    out
}

#[tokio::test]
async fn head_answers_what_get_would_without_the_body() {
    each_engine(async |house| {
        let (served, path) = paper(house).await;
        let gone = ["/no/such", "/en/", path.as_str()];

        for path in KINDS.iter().chain(&gone) {
            let get = served.get(path).await;
            let head = served.client.head(path).await;

            assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
            for name in [
                "content-type",
                "content-length",
                "etag",
                "cache-control",
                "vary",
                "content-security-policy",
            ] {
                assert_eq!(head.header(name), get.header(name), "{path}: {name}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_coding_holds_the_same_page_under_a_tag_of_its_own() {
    each_engine(async |house| {
        let (served, path) = paper(house).await;
        let plain = served.get(&path).await;
        let mut tags = vec![plain.header("etag").unwrap().to_owned()];

        for coding in ["gzip", "br", "zstd"] {
            let answer = served
                .client
                .send("GET", &path, &[("accept-encoding", coding)])
                .await;
            assert_eq!(answer.header("content-encoding"), Some(coding));
            assert_eq!(decoded(&answer), plain.body, "{coding}");
            assert!(answer.body.len() < plain.body.len() / 2, "{coding}");
            assert!(
                answer
                    .header("vary")
                    .unwrap()
                    .to_lowercase()
                    .contains("accept-encoding")
            );
            tags.push(answer.header("etag").unwrap().to_owned());
        }

        for odd in [
            "identity;q=0",
            "br;q=0, gzip;q=0, zstd;q=0",
            "*;q=0",
            "gzip;q=9",
            "br;;;",
            ", ,",
            "x-gzip",
            "deflate, compress",
        ] {
            let answer = served
                .client
                .send("GET", &path, &[("accept-encoding", odd)])
                .await;
            assert_eq!(answer.status, 200, "{odd}");
            assert_eq!(decoded(&answer), plain.body, "{odd}");
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 4);
        assert!(
            tags.iter().all(|t| t.starts_with('"')),
            "strong tags: {tags:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn who_holds_the_page_gets_304_until_it_changes() {
    each_engine(async |house| {
        let (served, path) = paper(house).await;
        for coding in ["identity", "gzip", "br", "zstd"] {
            let first = served
                .client
                .send("GET", &path, &[("accept-encoding", coding)])
                .await;
            let tag = first.header("etag").unwrap().to_owned();

            let weak = format!("\"other\", W/{tag}");
            for held in [tag.as_str(), "*", weak.as_str()] {
                let again = served
                    .client
                    .send(
                        "GET",
                        &path,
                        &[("accept-encoding", coding), ("if-none-match", held)],
                    )
                    .await;
                assert_eq!(
                    (again.status, again.body.len()),
                    (304, 0),
                    "{coding} {held}"
                );
                assert!(again.header("etag").is_some() && again.header("cache-control").is_some());
            }
        }
        let tag = served.get(&path).await.header("etag").unwrap().to_owned();
        let mut tx = house.db().read().await.unwrap();
        let id = dateline_db::queries::published::path_owner(&mut tx, &path)
            .await
            .unwrap()
            .unwrap();
        tx.close().await.unwrap();

        kit::revise(house, id, |c| c.headline = "Another headline".to_owned()).await;
        kit::publish(house, id).await;

        let changed = served
            .client
            .send("GET", &path, &[("if-none-match", &tag)])
            .await;
        assert_eq!(
            (changed.status, changed.says("Another headline")),
            (200, true)
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_of_the_theme_is_sent_once() {
    each_engine(async |house| {
        let (served, path) = paper(house).await;
        let page = served.get(&path).await.text();
        let files: Vec<String> = kit::links(&page)
            .into_iter()
            .filter(|l| l.starts_with("/-/theme/"))
            .collect();
        assert!(files.len() > 2);
        for file in files {
            for coding in ["identity", "br"] {
                let first = served
                    .client
                    .send("GET", &file, &[("accept-encoding", coding)])
                    .await;
                assert!(
                    first.header("cache-control").unwrap().contains("immutable"),
                    "{file}"
                );
                let tag = first.header("etag").unwrap();
                let again = served
                    .client
                    .send("GET", &file, &[("if-none-match", tag)])
                    .await;
                assert_eq!((again.status, again.body.len()), (304, 0), "{file}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_none_a_cookie() {
    each_engine(async |house| {
        let (served, path) = paper(house).await;
        let page = served.get(&path).await.text();
        let style = kit::links(&page)
            .into_iter()
            .find(|l| l.starts_with("/-/theme/"))
            .unwrap();
        let mut asked: Vec<(&str, &str, u16)> = KINDS.iter().map(|p| ("GET", *p, 200)).collect();
        asked.extend([
            ("GET", path.as_str(), 200),
            ("GET", path.as_str(), 200),
            ("GET", "/", 302),
            ("GET", "/en", 301),
            ("GET", "/en/city/", 301),
            ("GET", "/no/such", 404),
            ("GET", "/en/topics/none", 404),
            ("GET", "/en/%00", 400),
            ("GET", "/en/../x", 400),
            ("POST", "/en/", 405),
            ("DELETE", path.as_str(), 405),
            ("TRACE", "/en/", 405),
            ("GET", style.as_str(), 200),
            ("GET", "/-/theme/none.css", 404),
            ("GET", "/-/pictures/00/960.jpg", 404),
            ("GET", "/-/nothing", 404),
            ("GET", "/favicon.ico", 200),
            ("GET", "/healthz", 200),
            ("GET", "/readyz", 200),
        ]);

        for (method, path, status) in asked {
            let answer = served
                .client
                .send(method, path, &[("cookie", "session=1")])
                .await;
            assert_eq!(answer.status, status, "{method} {path}");
            let policy = answer.header("content-security-policy").unwrap_or_default();
            for wanted in [
                "default-src 'none'",
                "object-src 'none'",
                "base-uri 'none'",
                "frame-ancestors",
                "form-action 'self'",
            ] {
                assert!(policy.contains(wanted), "{method} {path}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(
                answer.header("x-content-type-options"),
                Some("nosniff"),
                "{path}"
            );
            assert!(answer.header("referrer-policy").is_some(), "{path}");
            assert_eq!(answer.header("set-cookie"), None, "{path}");
            assert_eq!(answer.header("server"), None, "{path}");
            assert!(
                !answer
                    .header("vary")
                    .unwrap_or_default()
                    .to_lowercase()
                    .contains("cookie"),
                "{path}"
            );
            if status == 405 {
                assert!(answer.header("allow").unwrap().contains("GET"), "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_anybody_may_keep_must_be_asked_for_again_and_faults_are_kept_by_nobody() {
    each_engine(async |house| {
        let (served, path) = paper(house).await;

        for address in ["/en/", path.as_str(), "/en/feed.rss"] {
            let answer = served.get(address).await;
            let caching = answer.header("cache-control").unwrap();
            assert!(
                caching.contains("public") && caching.contains("max-age=0"),
                "{address}: {caching}"
            );
            assert!(answer.header("surrogate-key").is_some(), "{address}");
        }
        for address in ["/no/such", "/en/%00", "/news-sitemap.xml", "/en"] {
            let caching = served
                .get(address)
                .await
                .header("cache-control")
                .unwrap_or_default()
                .to_owned();
            assert!(
                caching.contains("no-store")
                    || caching.contains("max-age=0")
                    || caching.contains("no-cache"),
                "{address}: \"{caching}\""
            );
        }
    })
    .await;
}

#[tokio::test]
async fn no_header_of_a_request_changes_the_page() {
    each_engine(async |house| {
        let (served, path) = paper(house).await;
        for address in [path.as_str(), "/en/", "/en/feed.rss", "/no/such"] {
            let plain = served.get(address).await;
            for (name, value) in [
                ("cookie", "session=admin; theme=x"),
                ("authorization", "Bearer x"),
                ("x-forwarded-host", "evil.example"),
                ("x-forwarded-proto", "http"),
                ("x-forwarded-prefix", "/evil"),
                ("x-forwarded-for", "127.0.0.1"),
                ("forwarded", "host=evil.example"),
                ("x-original-url", "/en/city"),
                ("x-rewrite-url", "/en/city"),
                ("x-http-method-override", "DELETE"),
                ("host", "evil.example"),
                ("accept-language", "ru"),
                ("user-agent", "<script>alert(1)</script>"),
                ("range", "bytes=0-9"),
                ("range", "bytes=9-0, -1, 5-"),
                ("if-modified-since", "Sat, 01 Mar 2031 00:00:00 GMT"),
                ("accept", "application/json"),
                ("origin", "https://evil.example"),
            ] {
                let answer = served.client.send("GET", address, &[(name, value)]).await;
                assert_eq!(
                    (answer.status, &answer.body),
                    (plain.status, &plain.body),
                    "{address} with {name}: {value}"
                );
                assert!(
                    !answer.headers.iter().any(|(_, v)| v.contains("evil")),
                    "{address} with {name}"
                );
                assert_eq!(answer.header("access-control-allow-credentials"), None);
            }
        }
    })
    .await;
}
