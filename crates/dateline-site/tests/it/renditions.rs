//! Renditions as readers get them: which formats a page offers, and what their addresses answer.

use crate::kit::{self, Served, editor, serve};
use dateline_core::picture::UsageRights;
use dateline_infra::blob::Blobs;
use dateline_newsroom::picture::{self, Edit, Intake};
use dateline_newsroom::worker;
use dateline_testkit::{TestHouse, each_engine};
use std::path::{Path, PathBuf};

/// A picture nobody here made.
fn image(path: &str) -> Vec<u8> {
    let root = std::env::var_os("DATELINE_TEST_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    std::fs::read(root.join("images").join(path)).unwrap()
}

/// A public story with this picture: its path and the id of the picture.
async fn illustrated(house: &TestHouse, file: &str) -> (String, String) {
    let blobs = Blobs::disk(house.data().join("blobs")).unwrap();
    let intake = Intake {
        file_name: file.to_owned(),
        bytes: image(file).into(),
    };
    let taken = picture::take_in(house, &blobs, intake, &editor()).await;
    let id = taken.unwrap().picture.id;
    credited(house, &id.to_string(), "Harbour Post").await;
    let mut tx = house.db().begin().await.unwrap();
    picture::set_rights(
        house,
        &mut tx,
        &id.to_string(),
        UsageRights::Staff,
        &editor(),
    )
    .await
    .unwrap();
    house.commit(tx).await.unwrap();
    let paper = house.paper().await;
    let story = house.story(&paper, "Pictured").picture(id).insert().await;
    (kit::publish(house, story).await.path, id.to_string())
}

async fn credited(house: &TestHouse, id: &str, credit: &str) {
    let edit = Edit {
        alt: Some("Four colours".to_owned()),
        credit_line: Some(credit.to_owned()),
        ..Edit::default()
    };
    let mut tx = house.db().begin().await.unwrap();
    picture::edit(house, &mut tx, id, edit, &editor())
        .await
        .unwrap();
    house.commit(tx).await.unwrap();
}

async fn offered(served: &Served, path: &str, extension: &str) -> Vec<String> {
    let page = served.get(path).await.text();
    let mut found: Vec<String> = page
        .split(['"', ' ', ','])
        .filter(|word| word.starts_with("/-/pictures/") && word.ends_with(extension))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

async fn work(house: &TestHouse) {
    while worker::slow_round(house).await.unwrap() {}
}

#[tokio::test]
async fn avif_is_offered_once_it_is_there_and_every_address_answers_what_it_says() {
    each_engine(async |house| {
        let served = serve(house);
        let (path, _) = illustrated(house, "kinds/cmyk.jpg").await;
        assert_eq!(offered(&served, &path, ".avif").await, Vec::<String>::new());
        assert!(!offered(&served, &path, ".webp").await.is_empty());

        work(house).await;

        assert!(!offered(&served, &path, ".avif").await.is_empty());
        for (extension, kind) in [
            (".avif", "image/avif"),
            (".webp", "image/webp"),
            (".jpg", "image/jpeg"),
        ] {
            for address in offered(&served, &path, extension).await {
                let answer = served.get(&address).await;
                assert_eq!(answer.status, 200, "{address}");
                assert_eq!(answer.header("content-type"), Some(kind), "{address}");
                let kept = answer.header("cache-control").unwrap();
                assert!(kept.contains("immutable"), "{address}: {kept}");
                assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn another_credit_is_at_other_addresses_and_the_old_ones_are_not_kept_for_good() {
    each_engine(async |house| {
        let served = serve(house);
        let (path, id) = illustrated(house, "kinds/cmyk.jpg").await;
        work(house).await;
        let before = offered(&served, &path, ".webp").await;

        credited(house, &id, "N. Orlova").await;

        let after = offered(&served, &path, ".webp").await;
        assert!(before.iter().all(|address| !after.contains(address)));
        assert_eq!(offered(&served, &path, ".avif").await, Vec::<String>::new());
        let old = served.get(&before[0]).await;
        assert_eq!(old.status, 200);
        assert!(!old.header("cache-control").unwrap().contains("immutable"));
        work(house).await;
        assert!(!offered(&served, &path, ".avif").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_avif_that_went_missing_leads_to_the_webp_until_it_is_made_again() {
    each_engine(async |house| {
        let served = serve(house);
        let (path, _) = illustrated(house, "kinds/cmyk.jpg").await;
        work(house).await;
        let avif = offered(&served, &path, ".avif").await.remove(0);
        let name = avif.rsplit('/').next().unwrap();

        std::fs::remove_dir_all(house.data().join("blobs/renditions")).unwrap();

        let first = served.get(&avif).await;
        assert_eq!(first.status, 302);
        assert_eq!(first.header("cache-control"), Some("no-store"));
        let webp = name.replace(".avif", ".webp");
        assert_eq!(first.header("location"), Some(webp.as_str()));
        let mut again = served.get(&avif).await;
        for _ in 0..600 {
            if again.status == 200 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            again = served.get(&avif).await;
        }
        assert_eq!(again.header("content-type"), Some("image/avif"));
    })
    .await;
}

#[tokio::test]
async fn a_hint_lies_behind_the_picture_and_the_lead_is_fetched_first() {
    each_engine(async |house| {
        let served = serve(house);
        let (path, _) = illustrated(house, "kinds/cmyk.jpg").await;

        let page = served.get(&path).await.text();

        assert!(
            page.contains("<image href=\"data:image/png;base64,"),
            "{page}"
        );
        assert!(!page.contains(" style="));
        let preload = page.split("rel=\"preload\" as=\"image\"").nth(1).unwrap();
        assert!(preload.contains("imagesrcset=\"/-/pictures/"), "{preload}");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_two_things_is_served_as_the_picture_it_is() {
    each_engine(async |house| {
        let served = serve(house);
        let blobs = Blobs::disk(house.data().join("blobs")).unwrap();
        let mut bytes = image("kinds/cmyk.jpg");
        bytes.splice(2..2, *b"\xff\xfe\x00\x21<html><script>alert(1)</script>");
        bytes.extend(b"<html><script>alert(2)</script>");
        let intake = Intake {
            file_name: "page.html".to_owned(),
            bytes: bytes.into(),
        };
        let taken = picture::take_in(house, &blobs, intake, &editor()).await;
        let hash = taken.unwrap().picture.hash.unwrap();

        let answer = served.get(&format!("/-/pictures/{hash}/320.jpg")).await;

        assert_eq!(answer.header("content-type"), Some("image/jpeg"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(!answer.body.windows(6).any(|w| w == b"<html>"));
        for name in [&hash[..], "original", "320.html", "320.svg"] {
            let status = served.status(&format!("/-/pictures/{hash}/{name}")).await;
            assert_eq!(status, 404, "{name}");
        }
    })
    .await;
}
