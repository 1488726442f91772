//! Search beside the command line: the index is built, lost and caught up with.

use crate::kit::{House, Server, until};
use std::fs;

const STORY: &str = "iron-bridge-closes";
const QUERY: &str = "/en/search?q=iron+bridge";

/// Waits until the story is found.
async fn found(server: &Server) {
    until("the story is found", async || {
        server.get(QUERY).await.says(STORY)
    })
    .await;
}

#[tokio::test]
async fn reindex_builds_the_index_alone_and_beside_a_server_without_a_gap() {
    let house = House::sample();

    let said = house.say(&["reindex"]).ok();

    assert!(said.contains("The search index is built: "), "{said}");
    let server = Server::serve(&house);
    found(&server).await;
    let said = house.say(&["reindex"]).ok();
    assert!(
        said.contains("A server of this data folder builds the index"),
        "{said}"
    );
    assert!(server.get(QUERY).await.says(STORY));
    house.story("unpublish", STORY).json();
    assert!(!server.get(QUERY).await.says(STORY), "gone at once");
    house.story("publish", STORY).json();
    found(&server).await;
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn doctor_says_how_the_index_stands_and_which_is_damaged() {
    let house = House::sample();
    let told = house.say(&["doctor"]).ok();
    assert!(told.contains("There is no search index yet."), "{told}");
    house.say(&["reindex"]).ok();

    let whole = house.say(&["doctor"]).ok();
    house.story("unpublish", STORY).json();
    let behind = house.say(&["doctor"]).ok();
    cut_a_file(&house.data().join("search"));
    let cut = house.say(&["doctor"]);

    assert!(
        whole.contains("The search index has 61 stories."),
        "{whole}"
    );
    assert!(
        behind.contains("61 stories and 1 change to follow."),
        "{behind}"
    );
    assert_eq!(cut.code, Some(1), "{}", cut.out);
    assert!(cut.out.contains("FAULT The search index"), "{}", cut.out);
}

/// Cuts the largest file of an index in half.
fn cut_a_file(root: &std::path::Path) {
    let folders = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = folders
        .filter(|path| path.is_dir())
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    let largest = files
        .map(|entry| entry.unwrap().path())
        .max_by_key(|path| path.metadata().unwrap().len());
    let file = fs::OpenOptions::new()
        .write(true)
        .open(largest.unwrap())
        .unwrap();
    file.set_len(file.metadata().unwrap().len() / 2).unwrap();
}

#[tokio::test]
async fn a_server_killed_while_it_indexes_finds_everything_after_the_next_start() {
    let house = House::sample();
    for milliseconds in [0, 40, 150, 400] {
        let _ = fs::remove_dir_all(house.data().join("search"));
        let server = Server::serve(&house);
        tokio::time::sleep(std::time::Duration::from_millis(milliseconds)).await;
        house.story("unpublish", STORY).json();
        house.story("publish", STORY).json();
        server.kill();

        let server = Server::serve(&house);

        found(&server).await;
        assert!(
            server
                .get("/ru/search?q=%D0%BC%D0%BE%D1%81%D1%82")
                .await
                .says("/ru/")
        );
        assert_eq!(server.stop(), Some(0));
        let folders = fs::read_dir(house.data().join("search")).unwrap().flatten();
        let count = folders.filter(|entry| entry.path().is_dir()).count();
        assert_eq!(count, 1, "what was left unfinished is gone");
    }
}

#[tokio::test]
async fn where_the_folder_of_the_index_cannot_be_written_pages_are_served() {
    let house = House::sample();
    let _ = fs::remove_dir_all(house.data().join("search"));
    // A file where the folder should be: nobody, not even root, makes an index there.
    fs::write(house.data().join("search"), "in the way").unwrap();

    let server = Server::serve(&house);

    assert_eq!(server.get("/en/").await.status, 200);
    let answer = server.get(QUERY).await;
    assert_eq!(answer.status, 503);
    assert!(answer.says("being rebuilt") && answer.header("retry-after").is_some());
    let complaint = house.say(&["reindex"]).complaint();
    assert!(complaint.contains("search"), "{complaint}");
    fs::remove_file(house.data().join("search")).unwrap();
    found(&server).await;
}
