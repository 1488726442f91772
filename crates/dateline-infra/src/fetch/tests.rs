use super::*;
use std::net::SocketAddr;
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Answers every connection with `answer`; its address.
async fn server<F, Fut>(answer: F) -> SocketAddr
where
    F: Fn(TcpStream) -> Fut + Send + 'static,
    Fut: Future<Output = std::io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 2048];
            let _read = stream.read(&mut request).await;
            tokio::spawn(answer(stream));
        }
    });
    address
}

async fn fixed(answer: &'static str) -> SocketAddr {
    server(move |mut stream| async move { stream.write_all(answer.as_bytes()).await }).await
}

/// Loopback only, and only where the tests listen.
fn loopback(ports: &[u16]) -> Fetcher {
    let policy = Policy {
        allow: |ip| ip.is_loopback(),
        ports: ports.to_vec(),
        ..Policy::default()
    };
    Fetcher::new(policy, "dateline-test").unwrap()
}

fn quick() -> Limits {
    Limits {
        total: Duration::from_millis(700),
        max_bytes: 1000,
        ..Limits::default()
    }
}

async fn error_of(address: SocketAddr) -> FetchError {
    let fetcher = loopback(&[address.port()]);
    fetcher
        .fetch(&format!("http://{address}/"), &quick())
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_plain_answer_comes_back_whole() {
    let at =
        fixed("HTTP/1.1 200 OK\r\nContent-Type: Image/JPEG; x=y\r\nContent-Length: 3\r\n\r\nabc")
            .await;
    let limits = Limits {
        media_types: PICTURES,
        ..quick()
    };

    let fetched = loopback(&[at.port()])
        .fetch(&format!("http://localhost:{}/", at.port()), &limits)
        .await;

    let fetched = fetched.unwrap();
    assert_eq!(fetched.bytes, "abc");
    assert_eq!(fetched.media_type.as_deref(), Some("image/jpeg"));
}

#[tokio::test]
async fn the_default_policy_never_says_a_byte_to_this_machine() {
    let canary = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = canary.local_addr().unwrap().port();
    let policy = Policy {
        ports: vec![port],
        ..Policy::default()
    };
    let fetcher = Fetcher::new(policy, "dateline-test").unwrap();

    for host in [
        "localhost",
        "LOCALHOST",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "%31%32%37.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
    ] {
        let error = fetcher
            .fetch(&format!("http://{host}:{port}/"), &quick())
            .await
            .unwrap_err();
        assert!(
            matches!(error, FetchError::Forbidden { .. }),
            "{host}: {error:?}"
        );
    }
    let heard = tokio::time::timeout(Duration::from_millis(100), canary.accept()).await;
    assert!(heard.is_err(), "someone connected");
}

#[tokio::test]
async fn only_web_addresses_without_secrets_on_open_ports_are_fetched() {
    let fetcher = Fetcher::new(Policy::default(), "dateline-test").unwrap();
    let error = async |url: String| fetcher.fetch(&url, &quick()).await.unwrap_err();

    for scheme in ["file", "gopher", "ftp", "unix", "data", "javascript"] {
        let expected = FetchError::Scheme {
            scheme: scheme.to_owned(),
        };
        assert_eq!(error(format!("{scheme}:///etc/passwd")).await, expected);
    }
    assert_eq!(
        error("http://example.com:22/".to_owned()).await,
        FetchError::Port { port: 22 }
    );
    assert!(matches!(
        error("http://user:pass@example.com/".to_owned()).await,
        FetchError::BadUrl { .. }
    ));
    assert!(matches!(
        error("/wp-content/a.jpg".to_owned()).await,
        FetchError::BadUrl { .. }
    ));
    assert!(matches!(
        error("http://".to_owned()).await,
        FetchError::BadUrl { .. }
    ));
}

#[tokio::test]
async fn a_redirect_to_the_metadata_service_is_refused() {
    let at = fixed("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\n\r\n").await;
    let fetcher = loopback(&[at.port(), 80]);

    let error = fetcher
        .fetch(&format!("http://{at}/"), &quick())
        .await
        .unwrap_err();

    assert_eq!(
        error.to_string(),
        "the address 169.254.169.254 is not on the public network"
    );
}

#[tokio::test]
async fn a_redirect_to_a_file_is_refused() {
    let at = fixed("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n").await;

    assert_eq!(
        error_of(at).await,
        FetchError::Scheme {
            scheme: "file".to_owned()
        }
    );
}

#[tokio::test]
async fn redirects_are_followed_and_counted() {
    let end = fixed("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend").await;
    let head =
        format!("HTTP/1.1 301 Moved\r\nLocation: http://{end}/x\r\nContent-Length: 0\r\n\r\n");
    let start = fixed(head.leak()).await;
    let ring = fixed("HTTP/1.1 307 Again\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n").await;
    let fetcher = loopback(&[start.port(), end.port()]);

    let fetched = fetcher
        .fetch(&format!("http://{start}/"), &quick())
        .await
        .unwrap();

    assert_eq!(
        (fetched.bytes, fetched.url.path()),
        (Bytes::from("end"), "/x")
    );
    assert_eq!(
        error_of(ring).await,
        FetchError::TooManyRedirects { limit: 5 }
    );
}

#[tokio::test]
async fn a_peer_that_drips_is_cut_off() {
    let drips = server(|mut stream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
        loop {
            stream.write_all(b"x").await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let started = Instant::now();

    let error = error_of(drips.await).await;

    assert_eq!(
        error,
        FetchError::Timeout {
            after: quick().total
        }
    );
    assert!(started.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn a_peer_that_says_nothing_is_cut_off() {
    let silent = server(|stream| async move {
        tokio::time::sleep(Duration::from_mins(1)).await;
        drop(stream);
        Ok(())
    });

    assert_eq!(
        error_of(silent.await).await,
        FetchError::Timeout {
            after: quick().total
        }
    );
}

#[tokio::test]
async fn endless_headers_and_endless_bodies_end() {
    let headers = server(|mut stream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\n").await?;
        loop {
            stream
                .write_all(b"X-Filler: ........................................\r\n")
                .await?;
        }
    });
    let body = server(|mut stream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
        loop {
            stream.write_all(&[b'x'; 4096]).await?;
        }
    });

    let headers = error_of(headers.await).await;
    assert!(
        matches!(headers, FetchError::Broken(_) | FetchError::Timeout { .. }),
        "{headers:?}"
    );
    assert_eq!(
        error_of(body.await).await,
        FetchError::TooLarge { limit: 1000 }
    );
}

#[tokio::test]
async fn announced_lengths_are_not_believed() {
    let short = fixed("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nabc").await;
    let huge = fixed("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc").await;
    let nonsense = fixed("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc").await;

    assert!(matches!(error_of(short).await, FetchError::Broken(_)));
    assert_eq!(error_of(huge).await, FetchError::TooLarge { limit: 1000 });
    assert!(matches!(error_of(nonsense).await, FetchError::Broken(_)));
}

#[tokio::test]
async fn answers_not_wanted_are_refused_by_name() {
    let absent = fixed("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n").await;
    let packed =
        fixed("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx").await;
    let page =
        fixed("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx").await;
    let limits = Limits {
        media_types: PICTURES,
        ..quick()
    };

    let wrong = loopback(&[page.port()])
        .fetch(&format!("http://{page}/"), &limits)
        .await
        .unwrap_err();

    assert_eq!(error_of(absent).await, FetchError::Status(404));
    assert_eq!(
        error_of(packed).await,
        FetchError::Encoded {
            encoding: "gzip".to_owned()
        }
    );
    assert_eq!(
        wrong,
        FetchError::MediaType {
            found: "text/html".to_owned()
        }
    );
}

#[tokio::test]
async fn what_cannot_be_reached_is_said() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let fetcher = loopback(&[80]);
    let unusable = format!("http://{}.invalid/", "x".repeat(64)); // too long for any resolver to be asked

    let unresolved = fetcher.fetch(&unusable, &quick()).await.unwrap_err();

    assert!(matches!(error_of(closed).await, FetchError::Connect(_)));
    assert!(
        matches!(unresolved, FetchError::Unresolved { .. }),
        "{unresolved:?}"
    );
    assert!(unresolved.is_temporary());
}

#[tokio::test]
async fn a_redirect_to_a_closed_address_never_says_a_byte_there() {
    let canary = TcpListener::bind("127.0.0.2:0").await.unwrap();
    let closed = canary.local_addr().unwrap();
    let head = format!("HTTP/1.1 302 Found\r\nLocation: http://{closed}/\r\n\r\n");
    let open = fixed(head.leak()).await;
    let policy = Policy {
        allow: |ip| ip == IpAddr::from([127, 0, 0, 1]),
        ports: vec![open.port(), closed.port()],
        ..Policy::default()
    };
    let fetcher = Fetcher::new(policy, "dateline-test").unwrap();

    let error = fetcher.fetch(&format!("http://{open}/"), &quick()).await;

    let address = closed.ip();
    assert_eq!(error.unwrap_err(), FetchError::Forbidden { address });
    let heard = tokio::time::timeout(Duration::from_millis(100), canary.accept()).await;
    assert!(heard.is_err(), "someone connected");
}

/// The policy of an operator who named these hosts.
fn naming(hosts: &[String]) -> Fetcher {
    let policy = Policy {
        hosts: hosts.iter().map(|host| host.parse().unwrap()).collect(),
        ..Policy::default()
    };
    Fetcher::new(policy, "dateline-test").unwrap()
}

#[tokio::test]
async fn a_host_that_was_named_is_reached_on_a_private_network() {
    let at = fixed("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc").await;
    let port = at.port();
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}")] {
        let named = naming(std::slice::from_ref(&host));

        let fetched = named.fetch(&format!("http://{host}/"), &quick()).await;

        assert_eq!(fetched.unwrap().bytes, "abc");
        let strict = naming(&[]);
        assert!(
            strict
                .fetch(&format!("http://{host}/"), &quick())
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn another_name_or_port_of_a_named_host_stays_refused_also_after_a_redirect() {
    let canary = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let other = canary.local_addr().unwrap().port();
    for target in [
        format!("http://127.0.0.1:{other}/"),
        format!("http://localhost:{other}/"),
        format!("http://[::ffff:127.0.0.1]:{other}/"),
        "http://169.254.169.254/latest/".to_owned(),
        "http://localhost/".to_owned(),
    ] {
        let head = format!("HTTP/1.1 302 Found\r\nLocation: {target}\r\n\r\n");
        let open = fixed(head.leak()).await;
        let named = naming(&[open.to_string()]);

        let error = named
            .fetch(&format!("http://{open}/"), &quick())
            .await
            .unwrap_err();

        assert!(
            matches!(
                error,
                FetchError::Forbidden { .. } | FetchError::Port { .. }
            ),
            "{target}: {error:?}"
        );
    }
    let heard = tokio::time::timeout(Duration::from_millis(100), canary.accept()).await;
    assert!(heard.is_err(), "someone connected");
}

#[tokio::test]
async fn a_name_that_was_allowed_gains_nothing_by_leading_elsewhere() {
    use reqwest::dns::Resolve;
    let resolver = |allow| resolve::Resolver { allow };
    let lookup = async |resolver: resolve::Resolver, name: &str| {
        resolver.resolve(name.parse().unwrap()).await.is_ok()
    };

    assert!(lookup(resolver(is_anywhere), "127.0.0.1").await);
    assert!(
        !lookup(resolver(is_public), "127.0.0.1").await,
        "not without being named"
    );
    for metadata in [
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
    ] {
        assert!(!lookup(resolver(is_anywhere), metadata).await, "{metadata}");
    }
}
