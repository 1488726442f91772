//! Databases that are away, damaged or not what they seem.

use dateline_db::{Db, DbError, DbOptions, args};
use dateline_testkit::{Engine, TestHouse, each_engine};
use std::io::{Read, Seek, SeekFrom, Write};
use std::time::Duration;

fn options(url: &str) -> DbOptions {
    DbOptions {
        url: url.to_owned(),
        connections: 2,
        wait: Duration::from_secs(2),
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_an_error_in_words_and_never_another_store() {
    let folder = tempfile::TempDir::new().unwrap();
    let nowhere = format!("sqlite:{}/no/such/folder/x.db", folder.path().display());
    for url in [
        nowhere.as_str(),
        "postgres://nobody@127.0.0.1:1/x",
        "mysql://x",
        "",
        "dateline.db",
        "postgres://",
        "http://x/",
    ] {
        let started = std::time::Instant::now();
        let error = Db::connect(&options(url)).await.unwrap_err();

        assert!(started.elapsed() < Duration::from_secs(10), "{url}");
        assert!(!error.to_string().is_empty(), "{url}");
    }
    let error = Db::connect(&options("mysql://x"))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("begins with \"mysql:\"; use sqlite:PATH or postgres://"),
        "{error}"
    );
}

#[tokio::test]
async fn a_closed_database_is_unavailable_not_broken() {
    each_engine(async |house| {
        house.db().close().await;

        for error in [
            house.db().read().await.err().unwrap(),
            house.db().begin().await.err().unwrap(),
            house.db().ping().await.unwrap_err(),
        ] {
            assert!(matches!(error, DbError::Unavailable(_)), "{error:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("x.db");
    std::fs::write(
        &path,
        "a letter to the editor, long enough to be a page of something else entirely".repeat(100),
    )
    .unwrap();

    let opened = Db::connect(&DbOptions::sqlite_file(&path)).await;

    assert!(opened.is_err());
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("a letter"),
        "it was left alone"
    );
}

#[tokio::test]
async fn a_page_that_rotted_is_found() {
    let house = TestHouse::open(Engine::Sqlite).await;
    let paper = house.paper().await;
    for number in 0..40 {
        house
            .story(&paper, &format!("Story {number}"))
            .insert()
            .await;
    }
    assert_eq!(house.db().integrity().await.unwrap(), Vec::<String>::new());
    house.db().close().await;
    let path = house.folder().join("dateline.db");
    let length = std::fs::metadata(&path).unwrap().len();
    let mut file = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(&path)
        .unwrap();
    for page in 2..length / 4096 {
        // The head of each page says what the page is.
        file.seek(SeekFrom::Start(page * 4096)).unwrap();
        let mut byte = [0_u8];
        file.read_exact(&mut byte).unwrap();
        file.seek(SeekFrom::Start(page * 4096)).unwrap();
        file.write_all(&[byte[0] ^ 0x40]).unwrap();
    }
    drop(file);

    let found = match Db::connect(&DbOptions::sqlite_file(&path)).await {
        Ok(db) => db.integrity().await,
        Err(error) => Err(error),
    };

    assert!(
        found.as_ref().map_or(true, |faults| !faults.is_empty()),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_writer_dropped_in_the_middle_leaves_nothing_and_blocks_nobody() {
    each_engine(async |house| {
        for _ in 0..5 {
            let mut tx = house.db().begin().await.unwrap();
            tx.execute(
                "insert into setting (name, value) values ('half', 'x')",
                args![],
            )
            .await
            .unwrap();
            drop(tx);
        }

        let mut tx = house.db().begin().await.unwrap();
        let rows: Vec<(String,)> = tx.all("select value from setting", args![]).await.unwrap();
        tx.execute(
            "insert into setting (name, value) values ('half', 'y')",
            args![],
        )
        .await
        .unwrap();
        let _ = tx.commit().await.unwrap();

        assert!(rows.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_wait_for_each_other_and_none_is_turned_away() {
    each_engine(async |house| {
        let mut tx = house.db().begin().await.unwrap();
        tx.execute("insert into setting (name, value) values ('count', '0')", args![]).await.unwrap();
        let _ = tx.commit().await.unwrap();
        let other = house.neighbour().await;
        let mut writers = tokio::task::JoinSet::new();
        for worker in 0..8 {
            let db = if worker % 2 == 0 { house.db() } else { other.db() }.clone();
            writers.spawn(async move {
                for _ in 0..5 {
                    let mut tx = db.begin().await.unwrap();
                    tx.execute("update setting set value = cast(cast(value as integer) + 1 as text) where name = 'count'", args![]).await.unwrap();
                    let _ = tx.commit().await.unwrap();
                }
            });
        }

        writers.join_all().await;

        let mut tx = house.db().read().await.unwrap();
        let row: (String,) = tx.one("setting", "select value from setting where name = 'count'", args![]).await.unwrap();
        assert_eq!(row.0, "40");
        other.db().close().await;
    })
    .await;
}
