//! What requests are answered.

use super::*;

#[tokio::test]
async fn what_is_at_hand_skips_the_router() {
    let server = Server::start(Limits::default());

    let fast = server.get("/fast").await;
    let routed = server.get("/other").await;

    assert!(fast.starts_with("HTTP/1.1 200 OK\r\n") && fast.ends_with("\r\n\r\nfast"));
    assert!(fast.contains("content-length: 4\r\n") && fast.contains("date: "));
    assert!(routed.ends_with("\r\n\r\nrouted"));
}

#[tokio::test]
async fn routed_answers_carry_security_headers_and_a_number() {
    let server = Server::start(Limits {
        strict_transport_seconds: Some(3600),
        ..Limits::default()
    });

    let routed = server.get("/").await;

    for header in [
        "x-content-type-options: nosniff",
        "referrer-policy: strict-origin-when-cross-origin",
        "content-security-policy: default-src 'none';",
        "permissions-policy: ",
        "strict-transport-security: max-age=3600",
        "x-request-id: ",
    ] {
        assert_eq!(routed.matches(header).count(), 1, "{header} in {routed}");
    }
    let own = server.get("/own-policy").await;
    assert!(own.contains("content-security-policy: default-src 'self'\r\n"));
    assert_eq!(own.matches("content-security-policy").count(), 1);
}

#[tokio::test]
async fn a_panic_is_an_answer() {
    let server = Server::start(Limits::default());
    for path in ["/panic", "/fast-panic"] {
        let answer = server.get(path).await;

        assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
        assert!(answer.contains("content-security-policy"));
        assert!(!answer.contains("on purpose"));
    }
}

#[tokio::test]
async fn bad_requests_are_told_what_is_wrong() {
    let server = Server::start(Limits::default());
    let long = format!("/{}", "x".repeat(17_000));
    let huge = format!("x: {}", "y".repeat(40_000));
    for (line, rest, status) in [
        ("TRACE / HTTP/1.1", "host: a", "405"),
        ("NOSUCH / HTTP/1.1", "host: a", "405"),
        ("GET /%2e%2e/etc HTTP/1.1", "host: a", "400"),
        ("GET / HTTP/1.1", "x: y", "400"),
        ("GET / HTTP/1.1", "host: a\r\nhost: b", "400"),
        ("GET / HTTP/1.1", "host: a/b", "400"),
        ("OPTIONS * HTTP/1.1", "host: a", "400"),
        ("GET noslash HTTP/1.1", "host: a", "400"),
        ("GET / HTTP/9.9", "host: a", "400"),
        ("rubbish", "host: a", "400"),
        (&format!("GET {long} HTTP/1.1"), "host: a", "414"),
        ("GET / HTTP/1.1", &format!("host: a\r\n{huge}"), "431"),
        (
            "POST /echo HTTP/1.1",
            "host: a\r\ncontent-length: 999999999999",
            "413",
        ),
        (
            "POST /echo HTTP/1.1",
            "host: a\r\ncontent-length: -1",
            "400",
        ),
    ] {
        let request = format!("{line}\r\n{rest}\r\nconnection: close\r\n\r\n");

        let answer = server.exchange(request).await;

        let begins = format!("HTTP/1.1 {status} ");
        let shown = &answer[..answer.len().min(80)];
        assert!(
            answer.starts_with(&begins),
            "{} -> {shown}",
            &line[..line.len().min(40)]
        );
    }
}

#[tokio::test]
async fn many_requests_in_one_packet_are_answered_in_order() {
    let server = Server::start(Limits::default());
    let one = "GET /fast HTTP/1.1\r\nhost: a\r\n\r\nGET /slow HTTP/1.1\r\nhost: a\r\n\r\n";
    let last = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

    let answers = server.exchange(format!("{one}{one}{last}")).await;

    let bodies: Vec<usize> = ["fast", "slow", "routed"]
        .iter()
        .map(|body| answers.matches(&format!("\r\n\r\n{body}")).count())
        .collect();
    assert_eq!(bodies, [2, 2, 1]);
}

#[tokio::test]
async fn a_body_without_announced_length_is_bounded_too() {
    let server = Server::start(Limits {
        max_body_bytes: 1000,
        ..Limits::default()
    });
    let head =
        "POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n";
    let fits = format!("{head}3e8\r\n{}\r\n0\r\n\r\n", "x".repeat(1000));
    let exceeds = format!("{head}3e9\r\n{}\r\n0\r\n\r\n", "x".repeat(1001));

    assert!(server.exchange(fits).await.starts_with("HTTP/1.1 200 "));
    assert!(server.exchange(exceeds).await.starts_with("HTTP/1.1 4"));
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    let server = Server::start(Limits::default());

    let answer = server
        .exchange("HEAD /other HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        .await;

    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("\r\n\r\n"));
    assert!(answer.contains("content-length: 6\r\n"));
}
