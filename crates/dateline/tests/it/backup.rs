//! Backups: whole or refused, and the house that comes back is the house that went.

use crate::kit::{House, Server, copy};
use crate::stories::flip;
use dateline_testkit::{Engine, TestHouse};
use std::path::{Path, PathBuf};

fn backup(house: &House, name: &str) -> PathBuf {
    let to = house.beside(name);
    house.say(&["backup", "--to", to.to_str().unwrap()]).ok();
    to
}

fn restore(house: &House, from: &Path) -> crate::kit::Said {
    house.say(&["restore", "--from", from.to_str().unwrap()])
}

/// Every row of a backup.
fn rows(backup: &Path) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = std::fs::read_dir(backup.join("tables"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    all.sort();
    all
}

const PAGES: [&str; 9] = [
    "/en/",
    "/ru/",
    "/ar/",
    "/en/city",
    "/ru/feed.rss",
    "/ar/feed.json",
    "/sitemap.xml",
    "/en/people/nadia-haddad",
    "/en/archive",
];

async fn pages(server: &Server, more: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for path in PAGES.iter().chain(&[more]) {
        let text = server.get(path).await.text();
        // A server without an address of its own names the port it listens on, in addresses of other
        // addresses too.
        let own = server.public_address();
        let text = text.replace(own, "").replace(&own.replace(':', "%3A"), "");
        all.push(text.into_bytes());
    }
    all
}

#[tokio::test]
async fn a_restored_house_has_the_same_rows_originals_and_pages_on_every_engine() {
    let house = House::sample();
    let path = house.state("iron-bridge-closes").1.unwrap();
    let server = Server::serve(&house);
    let wanted = pages(&server, &path).await;
    let kept = backup(&house, "backup");

    for engine in Engine::all() {
        let records = TestHouse::bare(engine).await;
        let other = if engine == Engine::Postgres {
            House::empty().at(records.url())
        } else {
            House::empty()
        };
        restore(&other, &kept).ok();
        let back = backup(&other, "again");

        assert_eq!(rows(&back), rows(&kept), "{engine:?}");
        assert_eq!(
            crate::stories::originals(&other).len(),
            crate::stories::originals(&house).len()
        );
        let restored = Server::serve(&other);
        let got = pages(&restored, &path).await;
        for (index, (got, wanted)) in got.iter().zip(&wanted).enumerate() {
            assert_eq!(
                String::from_utf8_lossy(got),
                String::from_utf8_lossy(wanted),
                "{engine:?}: page {index}"
            );
        }
        other.say(&["doctor"]).ok();
        drop(restored);
        records.db().close().await;
    }
}

#[test]
fn a_backup_with_one_bit_flipped_anywhere_is_refused_before_anything_is_written() {
    let house = House::sample();
    let good = backup(&house, "backup");
    let mut files: Vec<PathBuf> = vec![
        "tables/story.jsonl".into(),
        "tables/setting.jsonl".into(),
        "tables/revision.jsonl".into(),
        "tables/comment.jsonl".into(),
    ];
    let original = std::fs::read_dir(good.join("originals"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .file_name();
    files.push(Path::new("originals").join(original));
    files.retain(|f| std::fs::metadata(good.join(f)).unwrap().len() > 0);
    assert!(files.len() >= 4);

    for file in files {
        for at in [0, 1_000_000] {
            let bad = house.beside("bad");
            drop(std::fs::remove_dir_all(&bad));
            copy(&good, &bad);
            flip(&bad.join(&file), at);
            let other = House::empty();

            let complaint = restore(&other, &bad).complaint();

            assert!(
                complaint.contains("damaged"),
                "{}: {complaint}",
                file.display()
            );
            assert!(
                !other.data().exists(),
                "{}: something was written",
                file.display()
            );
        }
    }
}

#[test]
fn a_backup_that_is_not_whole_or_not_one_is_refused() {
    let house = House::sample();
    let good = backup(&house, "backup");
    let broken = |change: &dyn Fn(&Path)| {
        let bad = house.beside("bad");
        drop(std::fs::remove_dir_all(&bad));
        copy(&good, &bad);
        change(&bad);
        restore(&House::empty(), &bad).complaint()
    };

    assert!(
        broken(&|bad| std::fs::remove_file(bad.join("manifest.json")).unwrap())
            .contains("holds no backup")
    );
    assert!(
        broken(&|bad| std::fs::write(bad.join("manifest.json"), "{").unwrap())
            .contains("manifest.json cannot be read")
    );
    broken(&|bad| std::fs::remove_file(bad.join("tables/story.jsonl")).unwrap());
    let missing = broken(&|bad| {
        let one = std::fs::read_dir(bad.join("originals"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        std::fs::remove_file(one).unwrap();
    });
    assert!(missing.contains("originals are there"), "{missing}");
    let newer = broken(&|bad| {
        let path = bad.join("manifest.json");
        let text = std::fs::read_to_string(&path)
            .unwrap()
            .replace("\"0001_house\"", "\"0001_house\", \"9999_tomorrow\"");
        std::fs::write(path, text).unwrap();
    });
    assert!(
        newer.contains("newer") && newer.contains("9999_tomorrow"),
        "{newer}"
    );
    let fewer = broken(&|bad| {
        let path = bad.join("manifest.json");
        let mut manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        manifest["tables"].as_object_mut().unwrap().remove("story");
        std::fs::write(path, manifest.to_string()).unwrap();
    });
    assert!(!fewer.is_empty());
}

#[test]
fn neither_a_backup_nor_a_restore_goes_where_something_is() {
    let house = House::sample();
    let kept = backup(&house, "backup");

    let again = house
        .say(&["backup", "--to", kept.to_str().unwrap()])
        .complaint();
    let over = restore(&house, &kept).complaint();

    assert!(again.contains("is not empty"), "{again}");
    assert!(over.contains("this house is not empty"), "{over}");
    house.say(&["doctor"]).ok();
}

#[tokio::test]
async fn a_backup_taken_while_stories_are_published_is_of_one_moment() {
    let house = House::sample();
    let server = Server::serve(&house);
    let command = || house.command();
    let mut writer = std::process::Command::new("sh");
    let line = "for n in 1 2 3 4 5 6 7 8 9 10; do \"$0\" --data \"$1\" story unpublish iron-bridge-closes && \"$0\" --data \"$1\" story publish iron-bridge-closes; done";
    let program = command().get_program().to_owned();
    let mut writing = writer
        .arg("-c")
        .arg(line)
        .arg(program)
        .arg(house.data())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();

    let mut taken = Vec::new();
    for number in 0..4 {
        taken.push(backup(&house, &format!("backup-{number}")));
    }
    assert!(writing.wait().unwrap().success());

    for kept in taken {
        let other = House::empty();
        restore(&other, &kept).ok();
        let (state, path, _) = other.state("iron-bridge-closes");
        assert_eq!(
            state == "published",
            path.is_some(),
            "row and pressed row are of one moment"
        );
        other.say(&["doctor"]).ok();
    }
    assert_eq!(server.get("/en/").await.status, 200);
}
