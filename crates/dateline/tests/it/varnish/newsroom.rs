//! Staff who come through Varnish: nothing of theirs is kept, nothing they send is lost.

use super::front::{HOST, Varnish, free_address};
use super::is_missing;
use crate::kit::{House, Server};
use dateline_testkit::Client;
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a connection says first.
async fn first_words(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut said = Vec::new();
    let reading = async {
        while !said.windows(4).any(|end| end == b"\r\n\r\n") {
            assert!(stream.read_buf(&mut said).await.unwrap() > 0);
        }
    };
    let patience = Duration::from_secs(10);
    tokio::time::timeout(patience, reading).await.unwrap();
    String::from_utf8(said).unwrap()
}

#[tokio::test]
async fn staff_work_through_varnish_and_nothing_of_theirs_is_kept() {
    if is_missing() {
        return;
    }
    let house = House::sample().with("DATELINE_SITE_URL", &format!("http://{HOST}"));
    let server = Server::start(&house, "demo", &[]);
    let at = free_address();
    let varnish = Varnish::start(&at, server.public_address(), |vcl| vcl);
    let client = Client::new(at.parse().unwrap());
    let origin = format!("http://{HOST}");
    let headers = [
        ("Host", HOST),
        ("Origin", origin.as_str()),
        ("X-Dateline", "1"),
        ("Content-Type", "application/json"),
    ];
    let body = json!({ "email": "maud@courier.example", "password": "the tram is late again" });
    let body = body.to_string();

    let entered = client.send_body("POST", "/api/session", &headers, body.as_bytes());

    let entered = entered.await;
    assert_eq!(entered.status, 200, "{}", entered.text());
    let set = entered.header("set-cookie").unwrap();
    let cookie = set.split(';').next().unwrap().to_owned();
    let held = [("Cookie", cookie.as_str())];
    for _ in 0..2 {
        let me = varnish.send("GET", "/api/session", &held).await;
        assert_eq!(me.status, 200, "{}", me.text());
        assert_eq!(varnish.get("/api/session").await.status, 401);
    }
    let page = varnish.send("GET", "/api/staff?limit=1", &held).await;
    assert!(page.json()["next"].is_string(), "{}", page.text());
    let story = house.story("show", "iron-bridge-closes").json();
    let story = story["id"].as_str().unwrap();
    let socket = format!(
        "GET /api/stories/{story}/socket HTTP/1.1\r\nHost: {HOST}\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n\
         Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    let said = first_words(&at, &socket).await;
    assert!(said.starts_with("HTTP/1.1 101"), "{said}");
    let foreign = socket.replace(&origin, "http://evil.example");
    let said = first_words(&at, &foreign).await;
    assert!(said.starts_with("HTTP/1.1 403"), "{said}");
    let stream = format!("GET /api/changes HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\n\r\n");
    let said = first_words(&at, &stream).await;
    assert!(said.contains("text/event-stream"), "{said}");
}
