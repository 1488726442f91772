//! Real exports of every age: each count below was taken from the files by other means.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_core::body::limits;
use dateline_formats::archive::{Menu, MenuTarget, Record, Skipped, Status, Story};
use dateline_formats::ghost::{self, GhostError, Options};
use std::fs::File;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;

fn data(name: &str) -> PathBuf {
    let root = std::env::var_os("DATELINE_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join("ghost").join(name);
    assert!(
        path.exists(),
        "{} is missing: set DATELINE_TEST_DATA to the folder of test data",
        path.display()
    );
    path
}

fn records(name: &str) -> Vec<Record> {
    let path = data(name);
    let options = Options {
        site_url: "https://old.example/".into(),
        ..Options::default()
    };
    let mut found = Vec::new();
    let mut sink = |record| {
        found.push(record);
        ControlFlow::Continue(())
    };
    ghost::read(
        || File::open(&path),
        Cursor::new(Vec::new()),
        &options,
        &mut sink,
    )
    .unwrap();
    found
}

fn stories(records: &[Record]) -> Vec<&Story> {
    records
        .iter()
        .filter_map(|r| {
            if let Record::Story(story) = r {
                Some(&**story)
            } else {
                None
            }
        })
        .collect()
}

fn menus(records: &[Record]) -> Vec<&Menu> {
    records
        .iter()
        .filter_map(|r| {
            if let Record::Menu(menu) = r {
                Some(menu)
            } else {
                None
            }
        })
        .collect()
}

fn skipped(records: &[Record]) -> Vec<&Skipped> {
    records
        .iter()
        .filter_map(|r| {
            if let Record::Skipped(skipped) = r {
                Some(skipped)
            } else {
                None
            }
        })
        .collect()
}

/// Number of records: sites, contributors, sections, tags, stories, pages, menus.
fn counts(records: &[Record]) -> [usize; 7] {
    let count = |test: &dyn Fn(&Record) -> bool| records.iter().filter(|r| test(r)).count();
    [
        count(&|r| matches!(r, Record::Site(_))),
        count(&|r| matches!(r, Record::Contributor(_))),
        count(&|r| matches!(r, Record::Section(_))),
        count(&|r| matches!(r, Record::Tag(_))),
        count(&|r| matches!(r, Record::Story(s) if !s.is_page)),
        count(&|r| matches!(r, Record::Story(s) if s.is_page)),
        count(&|r| matches!(r, Record::Menu(_))),
    ]
}

fn elements(records: &[Record], kind: &str) -> usize {
    let mut count = 0;
    for story in stories(records) {
        story.body.walk(&mut |e| {
            let json = serde_json::to_value(e).unwrap();
            count += usize::from(json["type"] == kind);
        });
    }
    count
}

#[test]
fn every_version_gives_what_is_in_it() {
    assert_eq!(counts(&records("valid.json")), [1, 1, 1, 0, 2, 0, 1]);
    assert_eq!(counts(&records("v2_export.json")), [1, 2, 1, 0, 7, 0, 1]);
    assert_eq!(counts(&records("v4_export.json")), [1, 2, 1, 0, 7, 4, 2]);
    assert_eq!(counts(&records("v5_export.json")), [1, 1, 1, 0, 1, 1, 1]);
}

#[test]
fn every_card_of_a_text_is_found_again() {
    let v2 = records("v2_export.json");
    assert_eq!(
        [
            elements(&v2, "picture"),
            elements(&v2, "code"),
            elements(&v2, "rule")
        ],
        [4, 2, 1]
    );

    let v4 = records("v4_export.json");
    let found = ["picture", "gallery", "embed", "code", "rule"].map(|kind| elements(&v4, kind));
    assert_eq!(found, [12, 2, 1, 1, 6]);
}

#[test]
fn every_body_is_within_the_limits_and_no_word_is_lost() {
    for (name, words) in [
        ("valid.json", 738),
        ("v2_export.json", 2489),
        ("v4_export.json", 3692),
        ("v5_export.json", 204),
    ] {
        let records = records(name);
        let stories = stories(&records);
        for story in &stories {
            limits::check(&story.body).unwrap();
            assert!(
                !story.body.to_json().contains("__GHOST_URL__"),
                "{}",
                story.slug
            );
        }
        let found: u32 = stories.iter().map(|s| s.body.word_count()).sum();
        // Ghost's own count has the address of every link.
        assert!(
            found > words * 9 / 10 && found < words * 11 / 10,
            "{name}: {found} words of {words}"
        );
    }
}

#[test]
fn a_story_keeps_its_facts() {
    let records = records("v2_export.json");
    let story = stories(&records)[0];

    assert_eq!(story.headline, "Creating a custom theme");
    assert_eq!(story.url.as_deref(), Some("https://old.example/themes/"));
    assert_eq!(
        story.old_paths,
        ["/themes/", "/p/4016b9ba-d0f0-41e2-9565-6a9ba9f44bf3/"]
    );
    assert_eq!(story.section.as_deref(), Some("getting-started"));
    assert_eq!(story.contributors, ["ghost"]);
    assert_eq!(story.status, Status::Published);
    assert_eq!(
        story.published_at,
        Some("2021-03-24T05:57:56Z".parse().unwrap())
    );
    assert!(
        story
            .standfirst
            .as_deref()
            .unwrap()
            .starts_with("Ghost comes with a beautiful default theme")
    );
    assert_eq!(
        story.pictures[0].url,
        "https://static.ghost.org/v2.0.0/images/creating-a-custom-theme.jpg"
    );
    assert_eq!(story.lead_picture, Some(story.pictures[0].id));
}

#[test]
fn a_paid_story_is_never_public() {
    let records = records("v4_export.json");
    let paid: Vec<_> = stories(&records)
        .into_iter()
        .filter(|s| s.status == Status::Private)
        .collect();

    assert_eq!(paid.len(), 1);
    assert_eq!(paid[0].slug, "sell");
    assert!(
        paid[0]
            .changes
            .iter()
            .any(|c| c.from.contains("members only") && c.to == "private draft")
    );
    assert!(paid[0].changes.iter().any(|c| c.from == "paywall card"));
}

#[test]
fn a_menu_points_at_what_its_paths_meant() {
    let records = records("v4_export.json");
    let menus = menus(&records);
    let labels: Vec<_> = menus.iter().map(|m| m.items.len()).collect();

    assert_eq!(labels, [5, 3]);
    assert_eq!(menus[0].items[0].target, MenuTarget::Url("/".into()));
    assert!(
        matches!(&menus[0].items[1].target, MenuTarget::Story(_)),
        "a page"
    );
    assert_eq!(
        menus[0].items[2].target,
        MenuTarget::Section("getting-started".into())
    );
    assert_eq!(
        menus[0].items[3].target,
        MenuTarget::Url("/author/ghost/".into())
    );
}

#[test]
fn nothing_secret_comes_over_and_what_stays_is_told() {
    for name in [
        "valid.json",
        "v2_export.json",
        "v4_export.json",
        "v5_export.json",
    ] {
        let records = records(name);
        let all = format!("{records:?}");
        assert!(!all.contains("$2a$"), "{name}: a password");
    }

    let records = records("v5_export.json");
    let told: Vec<_> = skipped(&records)
        .iter()
        .map(|s| format!("{}: {}", s.kind, s.id))
        .collect();
    assert_eq!(
        told,
        [
            "menu entries: Sign up",
            "custom_theme_settings: 19 rows",
            "newsletters: 1 row",
            "products: 2 rows",
        ]
    );
}

#[test]
fn records_come_in_order() {
    let rank = |record: &Record| match record {
        Record::Site(_) => 0,
        Record::Contributor(_) => 1,
        Record::Section(_) => 2,
        Record::Tag(_) => 3,
        Record::Picture(_) => 4,
        Record::Story(_) => 5,
        Record::Menu(_) => 6,
        Record::Redirect(_) => 7,
        Record::Skipped(_) => 8,
    };

    assert!(records("v4_export.json").iter().map(rank).is_sorted());
}

#[test]
fn a_receiver_may_break_off() {
    let path = data("v4_export.json");
    let mut left = 5;
    let mut sink = |_| {
        left -= 1;
        if left == 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };

    ghost::read(
        || File::open(&path),
        Cursor::new(Vec::new()),
        &Options::default(),
        &mut sink,
    )
    .unwrap();

    assert_eq!(left, 0);
}

#[test]
fn a_file_that_is_no_export_is_refused_with_line_and_column() {
    let path = data("broken.json");
    let error = ghost::read(
        || File::open(&path),
        Cursor::new(Vec::new()),
        &Options::default(),
        &mut |_| ControlFlow::Continue(()),
    )
    .unwrap_err();

    assert!(
        matches!(error, GhostError::Malformed { line: 9, .. }),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "line 9, column 3: no \"db\" and no \"data\" at the top: this is not a Ghost export"
    );
}

#[test]
fn redirects_that_mean_one_path_are_kept() {
    for (name, permanent) in [("redirects.json", 2), ("redirects.yaml", 2)] {
        let text = std::fs::read_to_string(data(name)).unwrap();
        let records = ghost::redirects(&text).unwrap();
        let kept: Vec<_> = records
            .iter()
            .filter_map(|r| {
                if let Record::Redirect(redirect) = r {
                    Some(redirect)
                } else {
                    None
                }
            })
            .collect();
        let froms: Vec<_> = kept.iter().map(|r| r.from.as_str()).collect();

        assert_eq!(records.len(), 15, "{name}");
        assert_eq!(skipped(&records).len(), 6, "{name}");
        assert_eq!(
            kept.iter().filter(|r| r.is_permanent).count(),
            permanent,
            "{name}"
        );
        for from in [
            "/my-old-blog-post/",
            "/what/",
            "/topic/",
            "/case-insensitive",
            "/external-url",
        ] {
            assert!(froms.contains(&from), "{name}: {from} in {froms:?}");
        }
    }
}
