//! Connections: their number, their patience, their end.

use std::time::Instant;

use hyper_util::rt::{TokioExecutor, TokioIo};

use super::*;

/// Limits short enough for a test; one sweep is half a second.
fn impatient() -> Limits {
    Limits {
        header_timeout: Duration::from_millis(500),
        idle_timeout: Duration::from_secs(1),
        stalled_write_timeout: Duration::from_millis(500),
        stalled_body_timeout: Duration::from_millis(300),
        ..Limits::default()
    }
}

/// Waits until the server closes; how long that took.
async fn closed_after(stream: &mut TcpStream) -> Duration {
    let start = Instant::now();
    read_to_end(stream).await;
    start.elapsed()
}

#[tokio::test]
async fn silence_is_cut() {
    let server = Server::start(impatient());

    let mut silent = server.connect().await;

    let patience = closed_after(&mut silent).await;
    assert!(patience > Duration::from_millis(400), "{patience:?}");
}

#[tokio::test]
async fn a_head_that_drips_is_cut() {
    let server = Server::start(impatient());
    let mut stream = server.connect().await;
    let begun = Instant::now();

    let mut cut = false;
    for byte in "GET / HTTP/1.1\r\nhost: a\r\nx: "
        .bytes()
        .chain([b'y'; 200])
    {
        tokio::time::sleep(Duration::from_millis(40)).await;
        cut = stream.write_all(&[byte]).await.is_err();
        if cut {
            break;
        }
    }

    assert!(cut);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_second_head_that_drips_is_cut_too() {
    let server = Server::start(Limits {
        idle_timeout: Duration::from_mins(1),
        ..impatient()
    });
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /fast HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    read_until(&mut stream, "fast").await;

    stream.write_all(b"GET").await.unwrap();

    assert!(closed_after(&mut stream).await < Duration::from_secs(5));
}

#[tokio::test]
async fn a_connection_may_rest_between_requests_but_not_for_ever() {
    let server = Server::start(impatient());
    let mut stream = server.connect().await;
    for _ in 0..3 {
        stream
            .write_all(b"GET /fast HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .unwrap();
        read_until(&mut stream, "fast").await;
        tokio::time::sleep(Duration::from_millis(700)).await;
    }

    assert!(closed_after(&mut stream).await < Duration::from_secs(4));
}

#[tokio::test]
async fn a_body_that_stalls_is_given_up() {
    let server = Server::start(impatient());
    let mut stream = server.connect().await;

    stream
        .write_all(b"POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nonly this")
        .await
        .unwrap();

    let answer = read_to_end(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn a_reader_that_takes_nothing_is_cut() {
    let server = Server::start(impatient());
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();

    tokio::time::sleep(Duration::from_secs(3)).await;

    let got = read_to_end(&mut stream).await.len();
    assert!(got < 64 << 20, "{got}");
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_for_room() {
    let server = Server::start(Limits {
        max_connections: 1,
        ..Limits::default()
    });
    let first = server.connect().await;
    let mut second = server.connect().await;
    second
        .write_all(b"GET /fast HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let early = tokio::time::timeout(Duration::from_millis(300), second.readable()).await;
    assert!(early.is_err());

    drop(first);

    assert!(read_to_end(&mut second).await.ends_with("fast"));
}

#[tokio::test]
async fn answers_under_way_are_finished_when_the_server_stops() {
    let mut server = Server::start(Limits::default());
    let mut resting = server.connect().await;
    resting
        .write_all(b"GET /fast HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    read_until(&mut resting, "fast").await;
    let mut busy = server.connect().await;
    busy.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;

    server.stop();

    assert!(read_to_end(&mut busy).await.ends_with("slow"));
    assert_eq!(read_to_end(&mut resting).await, "");
    tokio::time::timeout(Duration::from_secs(2), &mut server.task)
        .await
        .unwrap()
        .unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn a_connection_that_does_not_end_is_cut_at_the_deadline() {
    let mut server = Server::start(Limits {
        shutdown_timeout: Duration::from_millis(50),
        ..Limits::default()
    });
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;

    server.stop();

    assert!(closed_after(&mut stream).await < Duration::from_millis(200));
}

#[tokio::test]
async fn http2_is_spoken_with_prior_knowledge() {
    let server = Server::start(Limits::default());
    let stream = TokioIo::new(server.connect().await);
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), stream)
            .await
            .unwrap();
    tokio::spawn(connection);

    for (path, body) in [("/fast", "fast"), ("/other", "routed")] {
        let request = http::Request::get(format!("http://a{path}"))
            .body(Body::empty())
            .unwrap();
        let response = sender.send_request(request).await.unwrap();

        let bytes = http_body_util::BodyExt::collect(response.into_body())
            .await
            .unwrap()
            .to_bytes();
        assert_eq!(bytes, body);
    }
}
