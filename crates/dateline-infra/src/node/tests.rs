use super::*;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::UnixStream;
use tokio::time::sleep;

/// A server that counts what it has done, 50 ms after it was told.
async fn slow_counter(data: &Path) -> (Server, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let server = listen(data, move |_| {
        let counter = Arc::clone(&counter);
        async move {
            sleep(Duration::from_millis(50)).await;
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    (server.await.unwrap(), count)
}

fn sockets(data: &Path) -> usize {
    fs::read_dir(data.join("run")).unwrap().count()
}

#[tokio::test]
async fn telling_waits_until_every_server_is_done() {
    let data = tempfile::tempdir().unwrap();
    let (first, one) = slow_counter(data.path()).await;
    let (_second, two) = slow_counter(data.path()).await;
    let mode = fs::metadata(first.path()).unwrap().permissions().mode();

    let told = tell(data.path(), Notice::Look).await.unwrap();

    assert!(told);
    assert_eq!(
        (one.load(Ordering::SeqCst), two.load(Ordering::SeqCst)),
        (1, 1)
    );
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(sockets(data.path()), 2);
}

#[tokio::test]
async fn without_a_server_nobody_is_told() {
    let data = tempfile::tempdir().unwrap();

    assert!(!tell(data.path(), Notice::Look).await.unwrap());
    let (server, _count) = slow_counter(data.path()).await;
    drop(server);

    assert!(!tell(data.path(), Notice::Look).await.unwrap());
    assert_eq!(sockets(data.path()), 0);
}

#[tokio::test]
async fn sockets_of_the_dead_are_removed_by_either_side() {
    let data = tempfile::tempdir().unwrap();
    let run = data.path().join("run");
    fs::create_dir(&run).unwrap();
    let die = |name: &str| drop(UnixListener::bind(run.join(name)).unwrap());

    die("node-1.sock");
    let told = tell(data.path(), Notice::Look).await.unwrap();
    let after_telling = sockets(data.path());
    die("node-1.sock");
    die(&format!("node-{}.sock", std::process::id()));
    let (_server, _count) = slow_counter(data.path()).await;

    assert!(!told);
    assert_eq!(after_telling, 0);
    assert_eq!(sockets(data.path()), 1);
}

#[tokio::test]
async fn a_folder_with_a_very_long_path_works_too() {
    let data = tempfile::tempdir().unwrap();
    let deep = data
        .path()
        .join("long-name-".repeat(10))
        .join("long-name-".repeat(10));
    let (server, count) = slow_counter(&deep).await;

    assert!(tell(&deep, Notice::Look).await.unwrap());
    assert_eq!(count.load(Ordering::SeqCst), 1);
    drop(server);
    assert_eq!(sockets(&deep), 0);
}

#[tokio::test]
async fn a_server_that_hangs_is_named_when_the_time_is_up() {
    let data = tempfile::tempdir().unwrap();
    let server = listen(data.path(), |_| std::future::pending())
        .await
        .unwrap();

    let told = client::tell_within(Duration::from_millis(200), data.path(), Notice::Look);
    let error = told.await.unwrap_err();

    assert_eq!(
        error.to_string(),
        format!("{} did not answer within 200ms", server.path().display())
    );
}

#[tokio::test]
async fn nonsense_is_refused_and_the_server_lives_on() {
    let data = tempfile::tempdir().unwrap();
    let (server, count) = slow_counter(data.path()).await;

    for nonsense in [
        "\n".to_owned(),
        "{}\n".to_owned(),
        "{\"notice\":\"fly\"}\n".to_owned(),
        "x".repeat(5000),
    ] {
        let mut stream = UnixStream::connect(server.path()).await.unwrap();
        stream.write_all(nonsense.as_bytes()).await.unwrap();
        let answer: Answer = read_line(&mut stream).await.unwrap();
        assert!(!answer.ok && answer.error.is_some(), "{nonsense}");
    }
    drop(UnixStream::connect(server.path()).await.unwrap());

    assert!(tell(data.path(), Notice::Look).await.unwrap());
    assert_eq!(count.load(Ordering::SeqCst), 1);
}
