//! Pictures fetched from an old site that stands on a private network.

use crate::archive::{Archive, Post};
use crate::house::{Home, data, each};
use dateline_infra::fetch::Policy;
use dateline_newsroom::import::report::kind;
use dateline_newsroom::import::{self, Options, Report, Source};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The old site, and how often it was asked.
struct OldSite {
    port: u16,
    asked: Arc<AtomicUsize>,
}

impl OldSite {
    /// Starts to answer; `elsewhere` is where its redirect leads.
    async fn start(elsewhere: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let (counter, elsewhere) = (Arc::clone(&asked), elsewhere.to_owned());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(answer(stream, elsewhere.clone()));
            }
        });
        Self { port, asked }
    }
}

async fn answer(mut stream: TcpStream, elsewhere: String) -> std::io::Result<()> {
    let mut request = [0; 4096];
    let length = stream.read(&mut request).await?;
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let head = |status: &str, more: &str| {
        format!("HTTP/1.1 {status}\r\nConnection: close\r\n{more}\r\n\r\n")
    };
    let whole = |kind: &str, body: &[u8]| {
        let more = format!("Content-Type: {kind}\r\nContent-Length: {}", body.len());
        [head("200 OK", &more).as_bytes(), body].concat()
    };
    let bytes = match name {
        "flood.jpg" => whole("image/jpeg", &jpeg()),
        "moved.jpg" => head("301 Moved", "Location: flood.jpg").into_bytes(),
        "page.jpg" => whole("text/html; charset=utf-8", b"<html>Not here</html>"),
        "lie.jpg" => whole("image/jpeg", b"<html>Not here</html>"),
        "huge.jpg" => head(
            "200 OK",
            "Content-Type: image/jpeg\r\nContent-Length: 99999999999",
        )
        .into_bytes(),
        "away.jpg" => head("302 Found", &format!("Location: {elsewhere}")).into_bytes(),
        "slow.jpg" => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            Vec::new()
        }
        _ => head("404 Not Found", "Content-Length: 0").into_bytes(),
    };
    stream.write_all(&bytes).await
}

fn jpeg() -> Vec<u8> {
    let mut files: Vec<_> = std::fs::read_dir(data("images/orientation"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "jpg"))
        .collect();
    files.sort();
    std::fs::read(&files[0]).unwrap()
}

/// Imports an archive whose pictures stand at `host`, with these hosts allowed.
async fn import(home: &Home, pictures: &[&str], host: &str, allowed: &[&str]) -> Report {
    let mut archive = Archive::default().post(
        &Post::new(1, "Flood", "flood", "<p>Words.</p>").with(
            "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>100</wp:meta_value></wp:postmeta>",
        ),
    );
    for (id, picture) in (100..).zip(pictures) {
        archive = archive.attachment(id, &format!("2013/04/{picture}"), "", "");
    }
    let xml = archive
        .xml()
        .replace("https://old.example", &format!("http://{host}"));
    let options = Options {
        fetch: true,
        policy: Policy {
            hosts: allowed.iter().map(|host| host.parse().unwrap()).collect(),
            ..Policy::default()
        },
        picture_time: Some(Duration::from_secs(3)),
        ..Options::default()
    };
    let source = Source::WordPress(vec![home.file("private.xml", xml)]);
    import::run(&home.house, source, options, &())
        .await
        .unwrap()
}

/// Why things were left out, by their id, with a port of the test taken out.
fn reasons(report: &Report, port: u16) -> String {
    let json = serde_json::to_value(report).unwrap();
    let lines = json["skipped"].as_array().unwrap().iter().map(|line| {
        let id = line["id"].as_str().unwrap_or_default();
        let reason = line["reason"].as_str().unwrap_or_default();
        format!("{id} {}", reason.replace(&port.to_string(), "PORT"))
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_come_from_an_old_site_that_was_allowed_by_name() {
    each(async |home| {
        let site = OldSite::start("").await;
        let host = format!("localhost:{}", site.port);

        let report = import(&home, &["flood.jpg", "moved.jpg"], &host, &[&host]).await;

        assert_eq!(
            (report.kept(kind::PICTURES), report.skipped(kind::PICTURES)),
            (2, 0),
            "{report}"
        );
        let cards: Vec<(String,)> = home.rows("select card from pressed_story").await;
        assert!(
            cards[0].0.contains("\"hash\""),
            "the story waited for its picture"
        );
        let asked = site.asked.load(Ordering::Relaxed);
        let again = import(&home, &["flood.jpg", "moved.jpg"], &host, &[&host]).await;
        assert_eq!(again.kept(kind::PICTURES), 2);
        assert_eq!(
            site.asked.load(Ordering::Relaxed),
            asked,
            "nothing is fetched twice"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_picture_that_could_not_be_fetched_has_a_line_that_says_why() {
    each(async |home| {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let elsewhere = format!("http://127.0.0.1:{}/x.jpg", closed.local_addr().unwrap().port());
        let site = OldSite::start(&elsewhere).await;
        let host = format!("127.0.0.1:{}", site.port);
        let pictures = [
            "flood.jpg", "page.jpg", "lie.jpg", "huge.jpg", "slow.jpg", "gone.jpg", "away.jpg",
        ];

        let report = import(&home, &pictures, &host, &[&host]).await;

        assert_eq!(report.found(kind::PICTURES), 7);
        assert_eq!((report.kept(kind::PICTURES), report.skipped(kind::PICTURES)), (1, 6));
        let other = closed.local_addr().unwrap().port();
        let told = reasons(&report, other);
        for (id, words) in [
            (101, "it could not be fetched: the answer is of type \"text/html\""),
            (102, "not a picture"),
            (103, "it could not be fetched: the answer is larger than 50000000 bytes"),
            (104, "it could not be fetched: not finished within 3s"),
            (105, "it could not be fetched: the answer was 404"),
            (106, "it could not be fetched: port PORT is not allowed; if the host is yours, allow it by name"),
        ] {
            let line = told.lines().find(|line| line.starts_with(&format!("{id} ")));
            assert!(line.is_some_and(|line| line.contains(words)), "{id} {words}: {told}");
        }
        let heard = tokio::time::timeout(Duration::from_millis(100), closed.accept()).await;
        assert!(heard.is_err(), "somebody knocked");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_was_not_named_is_never_asked() {
    let home = Home::sqlite().await;
    let site = OldSite::start("").await;
    let host = format!("127.0.0.1:{}", site.port);
    let other_port = site.port.wrapping_add(1).max(1024);

    for allowed in [
        "old.example.internal".to_owned(),
        format!("localhost:{}", site.port),
        format!("127.0.0.1:{other_port}"),
        "127.0.0.1".to_owned(),
    ] {
        let report = import(&home, &["flood.jpg"], &host, &[&allowed]).await;

        assert_eq!(report.skipped(kind::PICTURES), 1, "{allowed}");
        assert!(report.to_string().contains("allow it by name"), "{report}");
    }
    assert_eq!(site.asked.load(Ordering::Relaxed), 0);
}
