//! Requests nobody means well.

use crate::kit::{self, serve, serve_with};
use dateline_core::slug::encode_path;
use dateline_newsroom::story::{self, Draft};
use dateline_site::cache::CacheConfig;
use dateline_testkit::{each_engine, hostile};
use std::fmt::Write;

#[tokio::test]
async fn thousands_of_query_strings_and_made_up_addresses_do_not_grow_the_cache() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (_, path) = kit::published(house, &paper, "A story").await;
        let served = serve(house);
        let real = [
            path.as_str(),
            "/en/",
            "/en/city",
            "/en/topics/harbour",
            "/en/feed.rss",
            "/robots.txt",
            "/en/archive/2025/03",
        ];
        for address in real {
            served.get(address).await;
        }
        let before = served.site.cache.stats();

        for number in 0..5_000 {
            let address = real[number % real.len()];
            served
                .get(&format!("{address}?utm_source={number}&x[]={number}"))
                .await;
        }
        for number in 0..300_u32 {
            let cursor = format!(
                "before={}.{:032x}",
                1_700_000_000_000_000_i64 + i64::from(number),
                number
            );
            for address in real {
                served.get(&format!("{address}?{cursor}")).await;
            }
            served.get(&format!("/en/nothing-{number}")).await;
            served
                .get(&format!("/sitemaps/en/{:04}-01.xml", 1000 + number))
                .await;
            served
                .get(&format!("/en/archive/{:04}/01", 1000 + number))
                .await;
            served
                .get(&format!("/en/archive/{:04}/01/feed.rss", 1000 + number))
                .await;
        }

        let after = served.site.cache.stats();
        assert_eq!(after.entries, before.entries, "{:?}", after.hottest);
        assert!(
            after.hits - before.hits >= 5_000,
            "a query that means nothing costs a render"
        );
    })
    .await;
}

#[tokio::test]
async fn a_small_cache_stays_small() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let mut paths = Vec::new();
        for number in 0..60 {
            paths.push(
                kit::published(house, &paper, &format!("Story {number}"))
                    .await
                    .1,
            );
        }
        let served = serve_with(
            house,
            CacheConfig {
                max_bytes: 300_000,
                ..CacheConfig::default()
            },
        );

        for path in &paths {
            for coding in ["identity", "gzip", "br", "zstd"] {
                assert_eq!(
                    served
                        .client
                        .send("GET", path, &[("accept-encoding", coding)])
                        .await
                        .status,
                    200
                );
            }
        }

        let stats = served.site.cache.stats();
        assert!(
            stats.bytes <= 300_000 && stats.evictions > 0,
            "{} bytes",
            stats.bytes
        );
    })
    .await;
}

#[tokio::test]
async fn queries_in_disguise_find_nothing_and_break_nothing() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let (_, path) = kit::published(house, &paper, "A story").await;
        let served = serve(house);
        let mut addresses = Vec::new();
        for text in hostile::SQL
            .iter()
            .chain(hostile::ADDRESSES)
            .chain(hostile::NAMES)
            .chain(&[hostile::MARKUP])
        {
            let part = encode_path(text).replace('/', "%2F");
            for form in [
                "/{}",
                "/en/{}",
                "/en/topics/{}",
                "/en/people/{}",
                "/en/archive/{}/01",
                "/en/city/2025/03/01/{}",
                "/en/city?before={}",
                "/en/city?before=1.{}",
                "/?p={}",
                "/sitemaps/en/{}.xml",
                "/sitemaps/{}/2025-03.xml",
                "/-/pictures/{}/320.jpg",
                "/-/theme/{}",
                "/en/topics/{}/feed.rss",
                "/en/pages/{}",
            ] {
                addresses.push(form.replace("{}", &part));
            }
        }
        let count = served.get("/en/").await.text().matches("A story").count();

        for address in &addresses {
            let answer = served.get(address).await;
            assert!(
                [200, 301, 302, 400, 404].contains(&answer.status),
                "{address}: {}",
                answer.status
            );
            let text = answer.text();
            for word in hostile::ENGINE_WORDS {
                assert!(!text.contains(word), "{address} says {word}: {text}");
            }
            for raw in hostile::RAW {
                assert!(!text.contains(raw), "{address} gives back {raw}");
            }
            assert!(
                answer
                    .header("location")
                    .is_none_or(|to| to.starts_with('/') && !to.starts_with("//")),
                "{address} leads away"
            );
        }
        assert_eq!(
            served.get("/en/").await.text().matches("A story").count(),
            count
        );
        assert_eq!(served.status(&path).await, 200);
    })
    .await;
}

#[tokio::test]
async fn a_cursor_that_is_not_one_is_the_first_page() {
    each_engine(async |house| {
        let paper = house.paper().await;
        kit::published(house, &paper, "A story").await;
        let served = serve(house);
        let first = served.get("/en/city").await.body;

        for odd in [
            "1abc",
            "1.0",
            "+1.ffffffffffffffffffffffffffffffff",
            "01.ffffffffffffffffffffffffffffffff",
            "9223372036854775808.ffffffffffffffffffffffffffffffff",
            "-1",
            "null",
            "",
            "1.ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1e9.ffffffffffffffffffffffffffffffff",
        ] {
            let answer = served.get(&format!("/en/city?before={odd}")).await;
            assert_eq!((answer.status, &answer.body), (200, &first), "{odd}");
        }
        let far = served
            .get("/en/city?before=-9223372036854775808.00000000000000000000000000000000")
            .await;
        assert!(far.status == 200 || far.status == 404, "{}", far.status);
    })
    .await;
}

#[tokio::test]
async fn malformed_requests_are_refused_and_the_server_goes_on() {
    each_engine(async |house| {
        house.paper().await;
        let served = serve(house);
        let long = "a".repeat(9_000);
        let mut many = String::new();
        for number in 0..200 {
            let _ = write!(many, "X-{number}: y\r\n");
        }
        let requests: Vec<Vec<u8>> = [
            "GET /en/ HTTP/1.1\r\n\r\n".to_owned(),
            "GET /en/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_owned(),
            "GET /en/ HTTP/1.1\r\nHost: a b\r\n\r\n".to_owned(),
            "GET /en/ HTTP/9.9\r\nHost: a\r\n\r\n".to_owned(),
            "GET en HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(),
            "GET /\u{0}x HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(),
            format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n"),
            format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "b".repeat(40_000)),
            "POST /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n".to_owned(),
            "GET /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n".to_owned(),
            "GET /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n".to_owned(),
            "BREW /en/ HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(),
            "GET /en/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(),
            "GET /-/theme/..%2f..%2fCargo.toml HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(),
            "GET /-/theme/%2e%2e/%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(),
        ]
        .into_iter()
        .map(String::into_bytes)
        .collect();

        for request in requests {
            let mut request = request;
            let shown = String::from_utf8_lossy(&request[..request.len().min(80)]).into_owned();
            // A second request on the same connection, so that the server is sure to close it.
            request.extend_from_slice(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            let answer = served.client.raw(&request).await;
            let text = String::from_utf8_lossy(&answer);
            assert!(text.is_empty() || text.starts_with("HTTP/1.1 4") || text.starts_with("HTTP/1.0 4") || text.starts_with("HTTP/1.1 505"), "{shown:?}: {text}");
            assert!(!text.contains("root:"), "{shown:?}");
        }
        assert_eq!(served.status("/en/").await, 200);
    })
    .await;
}

#[tokio::test]
async fn slugs_of_any_length_and_script_make_addresses_that_work() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let served = serve(house);
        let long = "слово ".repeat(1_700);
        let mut slugs = vec![
            "x".repeat(10_000),
            long,
            "🎉".repeat(2_500),
            "ა".repeat(10_000),
        ];
        slugs.extend(
            hostile::NAMES
                .iter()
                .chain(hostile::SQL)
                .map(|s| (*s).to_owned()),
        );

        for slug in slugs {
            let content = house.story(&paper, "A headline").story.content;
            let draft = Draft {
                edition: paper.code.clone(),
                section: paper.city,
                format: dateline_core::story::StoryFormat::News,
                slug: Some(slug.clone()),
                content,
                tags: Vec::new(),
                byline: Vec::new(),
                comments: dateline_core::story::CommentsPolicy::Closed,
                family: None,
                embargo_until: None,
                desk: None,
            };
            let mut tx = house.db().begin().await.unwrap();
            let id = story::create(house, &mut tx, draft, &kit::editor())
                .await
                .unwrap()
                .id;
            house.commit(tx).await.unwrap();
            let path = kit::publish(house, id).await.path;

            let shown: String = slug.chars().take(20).collect();
            let encoded = encode_path(&path);
            assert!(path.chars().count() <= 140, "{shown:?}: {path}");
            assert_eq!(served.status(&encoded).await, 200, "{shown:?}: {path}");
            assert!(
                served
                    .get("/en/feed.rss")
                    .await
                    .says(&encoded.replace('&', "&amp;").replace('\'', "&apos;")),
                "{shown:?}"
            );
        }
    })
    .await;
}
