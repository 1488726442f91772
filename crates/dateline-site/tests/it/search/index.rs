//! The index: lost, cut, built anew, shared.

use super::{Searching, address, story};
use crate::kit;
use dateline_db::{Db, DbOptions};
use dateline_site::search;
use dateline_testkit::{Engine, TestHouse, each_engine};
use dateline_web::house::{Clock, House};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicI64;
use std::time::Duration;

fn folders(house: &House) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(house.data().join("search"))
        .unwrap()
        .flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

fn cut_in_half(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if let Ok(file) = std::fs::OpenOptions::new().write(true).open(entry.path()) {
            file.set_len(file.metadata().unwrap().len() / 2).unwrap();
        }
    }
}

#[tokio::test]
async fn an_index_cut_in_half_is_built_anew_while_pages_are_served() {
    each_engine(async |house| {
        let paper = house.paper().await;
        for number in 0..30 {
            story(
                house,
                &paper,
                &format!("Bridge {number}"),
                "A bridge over words.",
            )
            .await;
        }
        let searching = Searching::start(house);
        searching.finds("en", "\"bridge 29\"", &["Bridge 29"]).await;

        // While it is served.
        for folder in folders(house) {
            cut_in_half(&folder);
        }
        for _ in 0..5 {
            let answer = searching.get(&address("en", "\"bridge over words\"")).await;
            assert!([200, 503].contains(&answer.status), "{}", answer.status);
            assert_eq!(searching.status("/en/").await, 200);
        }
        story(house, &paper, "Bridge again", "A bridge.").await;
        searching
            .finds("en", "\"bridge again\"", &["Bridge again"])
            .await;
        searching.finds("en", "\"bridge 7\"", &["Bridge 7"]).await;

        // While it was not.
        searching.rest().await;
        for folder in folders(house) {
            cut_in_half(&folder);
        }
        let searching = Searching::start(house);
        searching.finds("en", "\"bridge 7\"", &["Bridge 7"]).await;

        // And what names it.
        searching.rest().await;
        std::fs::write(
            house.data().join("search/current.json"),
            "{\"folder\":\"../../etc\"}",
        )
        .unwrap();
        let searching = Searching::start(house);
        searching.finds("en", "\"bridge 7\"", &["Bridge 7"]).await;
        searching.rest().await;
        assert_eq!(folders(house).len(), 1, "nothing old is left");
    })
    .await;
}

#[tokio::test]
async fn an_index_is_built_anew_without_a_gap() {
    each_engine(async |house| {
        let paper = house.paper().await;
        for number in 0..20 {
            story(house, &paper, &format!("Bridge {number}"), "A bridge.").await;
        }
        let searching = Searching::start(house);
        searching.finds("en", "\"bridge 19\"", &["Bridge 19"]).await;
        let before = folders(house);

        // Beside a server, which does it.
        let rebuilding = async {
            let count = search::rebuild(house, &|_| {}).await.unwrap();
            assert_eq!(count, 20);
        };
        let reading = async {
            loop {
                assert_eq!(searching.ask("en", "\"bridge 3\"").await, ["Bridge 3"]);
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::select! {
            () = rebuilding => {}
            () = reading => {}
        }
        assert_ne!(folders(house), before);
        story(house, &paper, "Bridge later", "A bridge.").await;
        searching
            .finds("en", "\"bridge later\"", &["Bridge later"])
            .await;

        // And by itself.
        searching.rest().await;
        assert_eq!(search::rebuild(house, &|_| {}).await.unwrap(), 21);
        let searching = Searching::start(house);
        searching
            .finds("en", "\"bridge later\"", &["Bridge later"])
            .await;
    })
    .await;
}

#[tokio::test]
async fn what_happened_while_nobody_served_is_caught_up_with() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let first = story(house, &paper, "Zeppelin one", "A zeppelin.").await;
        let searching = Searching::start(house);
        searching.finds("en", "zeppelin", &["Zeppelin one"]).await;
        let before = folders(house);
        searching.rest().await;

        kit::unpublish(house, first).await;
        story(house, &paper, "Zeppelin two", "A zeppelin.").await;

        let searching = Searching::start(house);
        searching.finds("en", "zeppelin", &["Zeppelin two"]).await;
        assert_eq!(folders(house), before, "the same index goes on");
    })
    .await;
}

#[tokio::test]
async fn two_servers_on_one_folder_share_an_index_and_one_takes_over_from_the_other() {
    each_engine(async |house| {
        let paper = house.paper().await;
        let one = Searching::start(house);
        one.finds("en", "zeppelin", &[]).await;
        let neighbour = house.neighbour().await;
        let two = Searching::start(&neighbour);

        let id = story(house, &paper, "Zeppelin", "A zeppelin.").await;
        one.finds("en", "zeppelin", &["Zeppelin"]).await;
        two.finds("en", "zeppelin", &["Zeppelin"]).await;
        assert_eq!(folders(house).len(), 1);
        kit::unpublish(house, id).await;
        assert!(two.ask("en", "zeppelin").await.is_empty(), "at once");

        one.rest().await;
        story(house, &paper, "Zeppelin two", "A zeppelin.").await;
        two.finds("en", "zeppelin", &["Zeppelin two"]).await;
        two.rest().await;
        neighbour.db().close().await;
    })
    .await;
}

#[tokio::test]
async fn two_nodes_on_one_postgresql_each_keep_an_index() {
    if !Engine::all().contains(&Engine::Postgres) {
        println!("skipped: DATELINE_TEST_PG names no server");
        return;
    }
    let house = TestHouse::open(Engine::Postgres).await;
    let paper = house.paper().await;
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("run")).unwrap();
    let options = DbOptions {
        url: house.url().to_owned(),
        connections: 4,
        wait: Duration::from_secs(10),
    };
    let clock = Clock::Fixed(AtomicI64::new(dateline_db::micros(house.now())));
    let far = House::new(Db::connect(&options).await.unwrap(), folder.path(), clock);
    let (here, there) = (Searching::start(&house), Searching::start(&far));
    here.finds("en", "zeppelin", &[]).await;

    let id = story(&house, &paper, "Zeppelin", "A zeppelin.").await;
    there.finds("en", "zeppelin", &["Zeppelin"]).await;
    here.finds("en", "zeppelin", &["Zeppelin"]).await;
    kit::unpublish(&house, id).await;

    assert!(
        there.ask("en", "zeppelin").await.is_empty(),
        "at once, on the other node too"
    );
    assert!(here.ask("en", "zeppelin").await.is_empty());
    here.rest().await;
    there.rest().await;
    far.db().close().await;
    house.db().close().await;
}
