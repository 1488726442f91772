//! Every archive at hand: what is in it comes out, once.

use crate::house::{Home, data, each};
use dateline_newsroom::import::report::kind;
use dateline_newsroom::import::{self, ImportError, Options, Report, Source};
use std::path::PathBuf;

fn wordpress_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ["wxr", "wxr/edge"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(data(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "xml"))
        .collect();
    files.sort();
    files
}

fn check(report: &Report, file: &std::path::Path) {
    for kind in kind::ALL {
        let (found, kept) = (report.found(kind), report.kept(kind));
        assert_eq!(
            found,
            kept + report.skipped(kind),
            "{kind} of {}",
            file.display()
        );
    }
}

async fn check_rows(home: &Home, report: &Report) {
    let stories = home.number("select count(*) from story").await;
    let comments = home.number("select count(*) from comment").await;
    assert_eq!(
        u64::try_from(stories).unwrap(),
        report.kept(kind::STORIES) + report.kept(kind::PAGES)
    );
    assert_eq!(
        u64::try_from(comments).unwrap(),
        report.kept(kind::COMMENTS)
    );
}

/// Imports twice; the second time changes nothing.
async fn twice(home: &Home, source: &Source, file: &std::path::Path) {
    let run = || import::run(&home.house, source.clone(), Options::default(), &());
    let first = match run().await {
        Ok(report) => report,
        Err(ImportError::Damaged { line, report, .. }) => {
            assert!(line > 0, "{}", file.display());
            check(&report, file);
            return;
        }
        Err(error) => panic!("{}: {error}", file.display()),
    };
    check(&first, file);
    check_rows(home, &first).await;
    let dump = home.dump().await;

    let second = run().await.unwrap();

    assert_eq!(home.dump().await, dump, "{}", file.display());
    assert_eq!(
        serde_json::to_value(&second).unwrap()["kept"],
        serde_json::to_value(&first).unwrap()["kept"],
        "{}",
        file.display()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wordpress_archive_is_kept_once() {
    for file in wordpress_files() {
        each(async |home| {
            twice(&home, &Source::WordPress(vec![file.clone()]), &file).await;
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_ghost_archive_is_kept_once() {
    for name in [
        "v2_export.json",
        "v4_export.json",
        "v5_export.json",
        "valid.json",
    ] {
        let export = data("ghost").join(name);
        let source = Source::Ghost {
            export: export.clone(),
            redirects: Some(data("ghost").join("redirects.json")),
            site_url: Some("https://ghost.example".to_owned()),
        };
        each(async |home| twice(&home, &source, &export).await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_ghost_export_names_the_line() {
    let home = Home::sqlite().await;
    let source = Source::Ghost {
        export: data("ghost").join("broken.json"),
        redirects: None,
        site_url: None,
    };

    let error = import::run(&home.house, source, Options::default(), &())
        .await
        .unwrap_err();

    assert!(
        matches!(error, ImportError::Damaged { line, .. } if line > 0),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_counts_the_same_and_writes_nothing() {
    each(async |home| {
        let file = data("wxr/themeunittestdata.wordpress.xml");
        let before = home.dump().await;

        let dry = Options {
            dry_run: true,
            ..Options::default()
        };
        let dry = home.wordpress_with(&file, dry).await.unwrap();

        assert_eq!(home.dump().await, before);
        let real = home.wordpress(&file).await.unwrap();
        for kind in kind::ALL {
            assert_eq!(dry.found(kind), real.found(kind), "{kind}");
            assert_eq!(dry.kept(kind), real.kept(kind), "{kind}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unit_test_archive_of_wordpress_comes_over_whole() {
    each(async |home| {
        let report = home
            .wordpress(&data("wxr/themeunittestdata.wordpress.xml"))
            .await
            .unwrap();

        assert_eq!(report.found(kind::COMMENTS), 33);
        assert_eq!(report.kept(kind::COMMENTS), 29, "all but pingbacks");
        let answers = home
            .number("select count(*) from comment where parent_id is not null")
            .await;
        assert_eq!(answers, 10);
        let public = home.number("select count(*) from pressed_story").await;
        let published = home
            .number("select count(*) from story where state = 'published'")
            .await;
        assert_eq!(public, published);
        assert!(public > 50);
    })
    .await;
}
