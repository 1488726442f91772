//! Originals are looked at once, whoever brought them.

use dateline_core::credentials::{ContentCredentials, CredentialsState};
use dateline_core::id::PictureId;
use dateline_core::picture::Picture;
use dateline_db::queries::credentials;
use dateline_db::queries::picture::{self, NewPicture};
use dateline_infra::blob::Blobs;
use dateline_infra::provenance::{Derived, Provenance, SignError};
use dateline_newsroom::{picture as pictures, worker};
use dateline_testkit::{TestHouse, each_engine};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Finds credentials in files that begin with "signed".
#[derive(Default)]
struct Reader {
    looks: AtomicUsize,
}

impl Provenance for Reader {
    fn read(&self, file: &[u8]) -> ContentCredentials {
        self.looks.fetch_add(1, Ordering::Relaxed);
        if file.starts_with(b"signed") {
            ContentCredentials {
                state: CredentialsState::Trusted,
                ..ContentCredentials::default()
            }
        } else {
            ContentCredentials::none()
        }
    }

    fn sign(&self, _: &Derived<'_>) -> Result<Vec<u8>, SignError> {
        Err(SignError("not here".to_owned()))
    }

    fn mark(&self) -> Option<String> {
        None
    }
}

/// A picture with a file of this content, or whose file is gone.
async fn bring(house: &TestHouse, content: &str, is_here: bool) -> String {
    let blobs = Blobs::disk(house.data().join("blobs")).unwrap();
    let hash = if is_here {
        let stored = blobs.put(content.to_owned().into_bytes().into()).await;
        stored.unwrap().to_string()
    } else {
        "0".repeat(64)
    };
    let new = NewPicture {
        picture: Picture {
            id: PictureId(house.new_id()),
            hash: Some(hash.clone()),
            media_type: Some("image/jpeg".to_owned()),
            width: 10,
            height: 10,
            focal_point: (0.5, 0.5),
            facts: dateline_core::picture::PictureFacts::default(),
            look: dateline_core::picture::Look::default(),
        },
        bytes: 1,
        origin_url: None,
        created_at: 0,
    };
    let mut tx = house.db().begin().await.unwrap();
    picture::put(&mut tx, &[new]).await.unwrap();
    house.commit(tx).await.unwrap();
    hash
}

async fn state(house: &TestHouse, hash: &str) -> Option<String> {
    let mut tx = house.db().read().await.unwrap();
    let found = credentials::find(&mut tx, hash).await.unwrap();
    tx.close().await.unwrap();
    found.map(|looked| looked.state)
}

/// Lets the worker work until something of an original is known, or for a while.
async fn work(house: &TestHouse, until_known: &[&str]) {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let pace = worker::Pace {
        poll: Duration::from_millis(20),
        does_slow: true,
    };
    let run = tokio::spawn(worker::run((**house).clone(), pace, stopped));
    for _ in 0..if until_known.is_empty() { 10 } else { 200 } {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut known = 0;
        for hash in until_known {
            known += usize::from(state(house, hash).await.is_some());
        }
        if !until_known.is_empty() && known == until_known.len() {
            break;
        }
    }
    stop.send(true).unwrap();
    run.await.unwrap();
}

#[tokio::test]
async fn the_worker_looks_at_every_original_once() {
    each_engine(async |house| {
        let reader = Arc::new(Reader::default());
        house.set_provenance(Arc::<Reader>::clone(&reader));
        let signed = bring(house, "signed by a camera", true).await;
        let plain = bring(house, "plain", true).await;
        let gone = bring(house, "", false).await;

        work(house, &[&signed, &plain]).await;

        assert_eq!(state(house, &signed).await.as_deref(), Some("trusted"));
        assert_eq!(state(house, &plain).await.as_deref(), Some("none"));
        assert_eq!(state(house, &gone).await, None);
        assert_eq!(reader.looks.load(Ordering::Relaxed), 2);

        let again = pictures::credentials::look_again(house).await.unwrap();
        house.set_time(house.now() + jiff::SignedDuration::from_secs(31));
        work(house, &[&signed]).await;

        assert_eq!(again, 1, "what has none is not looked at again");
        assert_eq!(state(house, &signed).await.as_deref(), Some("trusted"));
        assert_eq!(reader.looks.load(Ordering::Relaxed), 3);
    })
    .await;
}

#[tokio::test]
async fn a_build_that_cannot_look_keeps_nothing() {
    each_engine(async |house| {
        let signed = bring(house, "signed by a camera", true).await;
        let blobs = Blobs::disk(house.data().join("blobs")).unwrap();

        work(house, &[]).await;
        let found = pictures::credentials::look_and_keep(house, &blobs, &signed).await;

        let found = found.unwrap();
        assert_eq!(found.state, CredentialsState::Unchecked);
        assert!(found.reason.unwrap().contains("cannot validate"));
        assert_eq!(state(house, &signed).await, None);
    })
    .await;
}
