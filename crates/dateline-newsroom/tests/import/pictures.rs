//! Pictures: files from a folder, found later, or not at all.

use crate::archive::{Archive, Post};
use crate::house::{Home, data, each};
use dateline_newsroom::import::report::kind;
use dateline_newsroom::import::{self, Options, Source};
use std::path::Path;

/// A picture that is one.
fn jpeg() -> Vec<u8> {
    let folder = data("images/orientation");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let file = files
        .iter()
        .find(|f| f.extension().is_some_and(|e| e == "jpg"))
        .unwrap();
    std::fs::read(file).unwrap()
}

fn archive() -> Archive {
    let lead = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>";
    Archive::default()
        .attachment(5, "2013/04/flood.jpg", "The flood", "the flood ")
        .attachment(6, "2013/04/gone.jpg", "", "A bridge")
        .post(&Post::new(1, "Flood", "flood", "<p>Words.</p>").with(lead))
}

async fn with_media(home: &Home, file: &Path, media: &Path) -> import::Report {
    let options = Options {
        media: Some(media.to_owned()),
        ..Options::default()
    };
    home.wordpress_with(file, options).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_come_from_the_media_folder_and_what_is_missing_is_listed() {
    each(async |home| {
        let file = home.file("media.xml", archive().xml());
        home.file("media/2013/04/flood.jpg", jpeg());

        let report = with_media(&home, &file, &home.dir.path().join("media")).await;

        assert_eq!(report.found(kind::PICTURES), 2);
        assert_eq!(
            (report.kept(kind::PICTURES), report.skipped(kind::PICTURES)),
            (1, 1)
        );
        let pictures: Vec<(Option<String>, Option<String>, bool, i64)> = home
            .rows("select caption, alt, hash is not null, width from picture order by origin_url")
            .await;
        assert_eq!(pictures[0].0.as_deref(), Some("The flood"));
        assert_eq!(
            pictures[0].1, None,
            "the alternative text said what the caption says"
        );
        assert!(pictures[0].2 && pictures[0].3 > 0);
        assert_eq!(
            (pictures[1].1.as_deref(), pictures[1].2),
            (Some("A bridge"), false)
        );
        let cards: Vec<(String,)> = home.rows("select card from pressed_story").await;
        assert!(cards[0].0.contains("\"hash\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_comes_later_reaches_what_readers_have() {
    each(async |home| {
        let file = home.file("media.xml", archive().xml());
        let report = home.wordpress(&file).await.unwrap();
        assert_eq!(report.skipped(kind::PICTURES), 2);
        let before: Vec<(String, i64, i64)> = home
            .rows("select card, updated_at, published_at from pressed_story")
            .await;
        assert!(!before[0].0.contains("\"hash\""));
        home.file("media/flood.jpg", jpeg());

        let report = with_media(&home, &file, &home.dir.path().join("media")).await;

        assert_eq!(report.kept(kind::PICTURES), 1);
        let after: Vec<(String, i64, i64)> = home
            .rows("select card, updated_at, published_at from pressed_story")
            .await;
        assert!(after[0].0.contains("\"hash\""));
        assert_eq!((after[0].1, after[0].2), (before[0].1, before[0].2));
        assert_eq!(home.number("select count(*) from revision").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_is_not_stored() {
    let home = Home::sqlite().await;
    let file = home.file("media.xml", archive().xml());
    home.file("media/2013/04/flood.jpg", b"<html>404</html>");

    let report = with_media(&home, &file, &home.dir.path().join("media")).await;

    assert_eq!(report.kept(kind::PICTURES), 0);
    assert!(report.to_string().contains("not a picture"), "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_fetched_from_private_addresses() {
    let home = Home::sqlite().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let xml = archive()
        .xml()
        .replace("https://old.example", &format!("http://127.0.0.1:{port}"));
    let source = Source::WordPress(vec![home.file("private.xml", xml)]);
    let options = Options {
        fetch: true,
        ..Options::default()
    };

    let report = import::run(&home.house, source, options, &())
        .await
        .unwrap();

    assert_eq!(report.skipped(kind::PICTURES), 2);
    assert!(listener.accept().is_err(), "somebody knocked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_named_by_its_address_comes_with_what_the_library_knows_of_it() {
    each(async |home| {
        let body = "<p>Words.</p><img src=\"http://www.old.example/wp-content/uploads/2013/04/flood-300x200.jpg\">";
        let archive = Archive::default()
            .post(&Post::new(1, "Flood", "flood", body))
            .attachment(5, "2013/04/flood.jpg", "The flood", "A street under water");
        let file = home.file("media.xml", archive.xml());

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.found(kind::PICTURES), 1, "it is one picture");
        let rows: Vec<(String, String)> = home
            .rows("select p.caption, p.alt from picture p")
            .await;
        assert_eq!(rows, [("The flood".to_owned(), "A street under water".to_owned())]);
        let again = home.wordpress(&file).await.unwrap();
        assert_eq!(again.found(kind::PICTURES), 1);
        assert_eq!(home.number("select count(*) from revision").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sections_in_a_circle_are_kept_and_told() {
    each(async |home| {
        let category = |slug: &str, parent: &str| {
            format!("<wp:category><wp:category_nicename>{slug}</wp:category_nicename><wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{slug}</wp:cat_name></wp:category>")
        };
        let head = category("hen", "egg") + &category("egg", "hen");
        let filed = "<category domain=\"category\" nicename=\"hen\">hen</category>";
        let archive = Archive::default()
            .head(&head)
            .post(&Post::new(1, "Flood", "flood", "<p>Words.</p>").with(filed));
        let file = home.file("circle.xml", archive.xml());

        let report = home.wordpress(&file).await.unwrap();

        assert_eq!(report.kept(kind::SECTIONS), 2);
        assert!(report.to_string().contains("which is below this one"), "{report}");
    })
    .await;
}
