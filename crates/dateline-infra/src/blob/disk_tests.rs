use crate::blob::{BlobError, Blobs, Hash};
use bytes::Bytes;
use futures_util::stream;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

fn store() -> (tempfile::TempDir, Blobs) {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::disk(folder.path().join("blobs")).unwrap();
    (folder, blobs)
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_hours(500_000)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] })
        .collect()
}

#[tokio::test]
async fn what_is_put_twice_is_kept_once_under_its_hash() {
    let (folder, blobs) = store();

    let first = blobs.put(Bytes::from_static(b"abc")).await.unwrap();
    let second = blobs.put(Bytes::from_static(b"abc")).await.unwrap();

    assert_eq!(first, second);
    assert_eq!(blobs.get(first).await.unwrap(), "abc");
    let expected = folder
        .path()
        .join("blobs/originals/ba/78")
        .join(first.to_string());
    assert_eq!(files(folder.path()), [expected]);
}

#[tokio::test]
async fn a_stream_is_kept_under_the_hash_of_all_of_it() {
    let (_folder, blobs) = store();
    let chunks = stream::iter(["a", "", "bc"].map(|c| Ok(Bytes::from_static(c.as_bytes()))));

    let hash = blobs.put_stream(chunks, 3).await.unwrap();

    assert_eq!(hash, Hash::of(b"abc"));
    assert_eq!(blobs.find_len(hash).await.unwrap(), Some(3));
}

#[tokio::test]
async fn a_stream_that_breaks_or_is_too_long_leaves_nothing() {
    let (folder, blobs) = store();
    let broken = stream::iter([Ok(Bytes::from_static(b"ab")), Err(io::Error::other("cut"))]);
    let long = stream::iter([Ok(Bytes::from_static(b"abcd"))]);

    let broken = blobs.put_stream(broken, 10).await.unwrap_err();
    let long = blobs.put_stream(long, 3).await.unwrap_err();

    assert!(matches!(broken, BlobError::Source(_)), "{broken}");
    assert!(matches!(long, BlobError::TooLarge { limit: 3 }), "{long}");
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_stream_given_up_by_its_caller_leaves_nothing() {
    let (folder, blobs) = store();
    let endless = stream::once(async { Ok(Bytes::from_static(b"ab")) });
    let endless = Box::pin(futures_util::StreamExt::chain(endless, stream::pending()));

    let put = blobs.put_stream(endless, 10);
    let waited = tokio::time::timeout(Duration::from_millis(100), put).await;

    assert!(waited.is_err());
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn many_writers_of_one_file_agree() {
    let (folder, blobs) = store();
    let bytes = Bytes::from(vec![7; 300_000]);

    let puts = (0..16).map(|_| blobs.put(bytes.clone()));
    let hashes = futures_util::future::try_join_all(puts).await.unwrap();

    assert!(hashes.iter().all(|h| *h == hashes[0]));
    assert_eq!(files(folder.path()).len(), 1);
}

#[tokio::test]
async fn what_is_absent_is_named() {
    let (_folder, blobs) = store();
    let hash = Hash::of(b"never stored");

    let error = blobs.get(hash).await.unwrap_err();

    assert_eq!(
        error.to_string(),
        format!("no file with hash {hash} is stored")
    );
    assert!(!blobs.exists(hash).await.unwrap());
    blobs.delete(hash).await.unwrap();
}

#[tokio::test]
async fn a_damaged_file_is_found_and_healed_by_putting_it_again() {
    let (folder, blobs) = store();
    let hash = blobs.put(Bytes::from_static(b"abc")).await.unwrap();
    let path = files(folder.path()).remove(0);
    fs::write(&path, "ab").unwrap();
    fs::write(folder.path().join("blobs/originals/ba/readme"), "?").unwrap();

    let before = blobs.scrub(now()).await.unwrap();
    blobs.put(Bytes::from_static(b"abc")).await.unwrap();
    let after = blobs.scrub(now()).await.unwrap();

    assert_eq!(
        (before.checked, before.bytes, before.damaged),
        (1, 2, vec![hash])
    );
    assert_eq!((after.damaged, after.strays.len()), (vec![], 1));
}

#[tokio::test]
async fn only_old_unfinished_files_are_removed() {
    let (folder, blobs) = store();
    let incoming = folder.path().join("blobs/incoming");
    let new = fs::File::create(incoming.join("new")).unwrap();
    new.set_modified(now() - Duration::from_hours(23)).unwrap();
    let old = fs::File::create(incoming.join("old")).unwrap();
    old.set_modified(now() - Duration::from_hours(25)).unwrap();

    let report = blobs.scrub(now()).await.unwrap();

    assert_eq!(report.removed, 1);
    assert_eq!(files(folder.path()), [incoming.join("new")]);
}

#[tokio::test]
async fn deleting_takes_the_renditions_too() {
    let (folder, blobs) = store();
    let hash = blobs.put(Bytes::from_static(b"abc")).await.unwrap();
    let path = blobs.rendition_path(hash, "640.webp");
    blobs.put_rendition(&path, b"small").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"small");

    blobs.delete(hash).await.unwrap();

    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_full_disk_is_called_so() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }

    let error = fs::write(full, "x")
        .map_err(super::failed("write", full))
        .unwrap_err();

    assert_eq!(error.to_string(), "the disk is full (writing /dev/full)");
}

/// Not a test of its own: the process that the next one kills. Stores files named by nothing but
/// their content until it dies, and says on a line of its own what was acknowledged.
#[tokio::test]
#[ignore = "run by a_process_killed_while_storing_loses_nothing_acknowledged"]
async fn stores_until_killed() {
    let folder = std::env::var("DATELINE_KILLED_STORE").unwrap();
    let blobs = Blobs::disk(&folder).unwrap();
    for number in 0..u64::MAX {
        let bytes = Bytes::from(number.to_le_bytes().repeat(30_000));
        let hash = blobs.put(bytes).await.unwrap();
        println!("\nstored {hash}");
    }
}

#[tokio::test]
async fn a_process_killed_while_storing_loses_nothing_acknowledged() {
    let (folder, blobs) = store();
    for round in 1..=5 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--nocapture"])
            .arg("blob::disk::tests::stores_until_killed")
            .env("DATELINE_KILLED_STORE", folder.path().join("blobs"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_millis(150 + 37 * round)).await;
        child.kill().unwrap();
        let said = child.wait_with_output().unwrap().stdout;
        let said = String::from_utf8(said).unwrap();
        let stored = said
            .lines()
            .filter_map(|l| Hash::parse(l.strip_prefix("stored ")?));
        let acknowledged: Vec<Hash> = stored.collect();

        let report = blobs.scrub(now()).await.unwrap();

        assert!(
            report.damaged.is_empty() && report.strays.is_empty(),
            "{report:?}"
        );
        for hash in acknowledged {
            assert!(blobs.exists(hash).await.unwrap(), "{hash}");
        }
    }
    assert!(blobs.scrub(now()).await.unwrap().checked > 0);
}
