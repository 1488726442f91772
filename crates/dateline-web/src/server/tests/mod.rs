//! The server over real sockets.

mod answers;
mod connections;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::{any, get, post};
use http::Response;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::*;

/// A server on a port of its own.
struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Server {
    fn start(limits: Limits) -> Self {
        let listener = bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async move { drop(stopped.await) };
        let task = tokio::spawn(serve(listener, app(), limits, shutdown));
        Self {
            address,
            stop: Some(stop),
            task,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    /// Sends bytes and reads until the server closes.
    async fn exchange(&self, request: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_ref()).await.unwrap();
        read_to_end(&mut stream).await
    }

    async fn get(&self, path: &str) -> String {
        self.exchange(format!(
            "GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
        ))
        .await
    }
}

async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut text));
    read.await.expect("the server closes").ok();
    String::from_utf8(text).unwrap()
}

/// Reads until the text ends so, which must be soon.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = Vec::new();
    let read = async {
        while !text.ends_with(end.as_bytes()) {
            text.push(stream.read_u8().await.unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(10), read)
        .await
        .expect("the answer comes");
    String::from_utf8(text).unwrap()
}

fn app() -> App {
    let router = Router::new()
        .route("/slow", get(slow))
        .route("/panic", get(panic))
        .route("/own-policy", get(own_policy))
        .route("/echo", post(|body: String| async move { body }))
        .route("/large", get(|| async { "x".repeat(64 << 20) }))
        .fallback(any(|| async { "routed" }));
    App::new(router).with_fast_path(|head| match head.uri.path() {
        "/fast" => Some(Response::new(Body::from("fast"))),
        "/fast-panic" => panic!("on purpose"),
        _ => None,
    })
}

async fn slow() -> &'static str {
    tokio::time::sleep(Duration::from_millis(300)).await;
    "slow"
}

async fn panic() -> &'static str {
    panic!("on purpose")
}

async fn own_policy() -> ([(&'static str, &'static str); 1], &'static str) {
    ([("content-security-policy", "default-src 'self'")], "own")
}
