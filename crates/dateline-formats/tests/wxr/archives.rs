//! Archives other tools test with. The numbers were counted in the files by other means.

use crate::{data, outline, read, stories, whole};
use dateline_core::body::{Kind, limits};
use dateline_formats::archive::{Comment, CommentState, Record, picture_id};
use dateline_formats::wxr::WxrError;
use std::collections::BTreeMap;

/// How many records of each kind there are.
fn count(records: &[Record]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for record in records {
        let (kind, number) = match record {
            Record::Site(_) => ("site".to_owned(), 1),
            Record::Contributor(_) => ("contributor".to_owned(), 1),
            Record::Section(_) => ("section".to_owned(), 1),
            Record::Tag(_) => ("tag".to_owned(), 1),
            Record::Picture(_) => ("picture".to_owned(), 1),
            Record::Story(s) if s.is_page => ("page".to_owned(), 1),
            Record::Story(_) => ("post".to_owned(), 1),
            Record::Redirect(_) => ("redirect".to_owned(), 1),
            Record::Menu(m) => ("menu entry".to_owned(), m.items.len()),
            Record::Skipped(s) => (format!("skipped {}", s.kind), 1),
        };
        *counts.entry(kind).or_default() += number;
    }
    let comments = stories(records).iter().map(|s| s.comments.len()).sum();
    counts.insert("comment".to_owned(), comments);
    let lines: Vec<String> = counts
        .into_iter()
        .map(|(k, n)| format!("{k} {n}"))
        .collect();
    lines.join(", ")
}

#[test]
fn every_item_of_the_theme_test_data_becomes_a_record() {
    let records = whole("wxr/themeunittestdata.wordpress.xml");

    // 58 posts, 21 pages, 35 pictures and 2 other files, 70 menu entries: 186 items; 33 comments.
    insta::assert_snapshot!(count(&records), @r#"comment 29, contributor 2, menu entry 53, page 21, picture 35, post 58, section 68, site 1, skipped comments 4, skipped menus 17, skipped pictures 2, tag 179"#);
}

#[test]
fn every_block_test_is_read() {
    let records = whole("wxr/64-block-test-data.xml");

    insta::assert_snapshot!(count(&records), @r#"comment 2, contributor 2, page 1, picture 7, post 61, section 7, site 1, skipped pictures 2, skipped settings 1, tag 4"#);
}

#[test]
fn every_small_archive_is_read() {
    let files = [
        "co-authors-plus.xml",
        "feature-image-captions.xml",
        "has-yoast-meta.xml",
        "sample-no-slug.xml",
        "sample-with-alt.xml",
        "theme-preview.xml",
        "edge/crazy-cdata.xml",
        "edge/crazy-cdata-escaped.xml",
        "edge/invalid-version-tag.xml",
        "edge/missing-version-tag.xml",
        "edge/slashes.xml",
        "edge/small-export.xml",
        "edge/valid-wxr-1.0.xml",
        "edge/valid-wxr-1.1.xml",
    ];
    let counts = files.map(|f| format!("{f}: {}", count(&whole(&format!("wxr/{f}")))));

    insta::assert_snapshot!(counts.join("\n"), @r#"
co-authors-plus.xml: comment 0, contributor 3, post 4, site 1, tag 1
feature-image-captions.xml: comment 0, contributor 1, picture 2, post 3, site 1
has-yoast-meta.xml: comment 0, contributor 1, post 2, site 1
sample-no-slug.xml: comment 0, contributor 2, page 1, picture 1, post 4, section 1, site 1, tag 2
sample-with-alt.xml: comment 0, contributor 1, picture 1, post 1, section 1, site 1, tag 1
theme-preview.xml: comment 2, contributor 1, post 7, site 1
edge/crazy-cdata.xml: comment 0, contributor 1, post 1, site 1
edge/crazy-cdata-escaped.xml: comment 0, contributor 1, post 1, site 1
edge/invalid-version-tag.xml: comment 0, contributor 1, section 21, site 1, tag 32
edge/missing-version-tag.xml: comment 0, contributor 1, section 21, site 1, tag 32
edge/slashes.xml: comment 1, contributor 2, post 1, section 1, site 1, tag 1
edge/small-export.xml: comment 1, contributor 3, page 5, post 6, section 30, site 1, tag 29
edge/valid-wxr-1.0.xml: comment 1, contributor 1, page 3, post 3, section 5, site 1, tag 5
edge/valid-wxr-1.1.xml: comment 1, contributor 1, page 1, post 1, section 1, site 1, tag 2
"#);
}

#[test]
fn every_body_is_within_the_bounds_of_a_story() {
    for file in [
        "wxr/themeunittestdata.wordpress.xml",
        "wxr/64-block-test-data.xml",
        "wxr/theme-preview.xml",
    ] {
        for story in stories(&whole(file)) {
            assert_eq!(
                limits::check(&story.body),
                Ok(()),
                "{file} {}",
                story.headline
            );
            for comment in &story.comments {
                assert_eq!(
                    limits::check(&comment.body),
                    Ok(()),
                    "{file} {}",
                    story.headline
                );
            }
        }
    }
}

#[test]
fn a_file_that_is_no_export_is_refused_with_its_line() {
    let (records, error) = read(&data("wxr/edge/malformed.xml"));

    assert_eq!(records, []);
    assert!(
        matches!(error, Some(WxrError::NotWxr { line: 27, .. })),
        "{error:?}"
    );
}

#[test]
fn text_around_cdata_is_kept() {
    let records = whole("wxr/edge/crazy-cdata.xml");
    let body = stories(&records)[0].body.to_json();

    assert_eq!(
        body,
        r#"[{"type":"paragraph","text":"Content with nested tags :)]]>"}]"#
    );
}

#[test]
fn co_authors_are_the_authors_in_order_without_repeats() {
    let records = whole("wxr/co-authors-plus.xml");
    let authors: Vec<_> = stories(&records)
        .iter()
        .map(|s| s.contributors.join(" "))
        .collect();

    let expected = [
        "alice-smith bob-jones",
        "alice-smith bob-jones carol-white",
        "bob-jones",
        "alice-smith bob-jones",
    ];
    assert_eq!(authors, expected);
}

#[test]
fn descriptions_come_from_the_search_plugin() {
    let records = whole("wxr/has-yoast-meta.xml");
    let described = stories(&records)
        .iter()
        .map(|s| s.description.clone().unwrap_or_default())
        .collect::<Vec<_>>();

    assert_eq!(
        described,
        [
            "A short description of the post for search engine results pages",
            ""
        ]
    );
}

#[test]
fn lead_pictures_and_attachments_have_the_same_id() {
    let records = whole("wxr/feature-image-captions.xml");
    let leads: Vec<_> = stories(&records).iter().map(|s| s.lead_picture).collect();
    let pictures: Vec<_> = records
        .iter()
        .filter_map(|r| {
            if let Record::Picture(p) = r {
                Some(p)
            } else {
                None
            }
        })
        .collect();

    assert_eq!(leads, [Some(pictures[0].id), Some(pictures[1].id), None]);
    assert_eq!(
        pictures[0].id,
        picture_id("https://example.com", Some("25"), "")
    );
    assert_eq!(
        pictures[0].caption.as_deref(),
        Some("The caption from the attachment description.")
    );
}

#[test]
fn an_alternative_text_is_kept() {
    let records = whole("wxr/sample-with-alt.xml");
    let alts: Vec<_> = records
        .iter()
        .filter_map(|r| {
            if let Record::Picture(p) = r {
                p.alt.clone()
            } else {
                None
            }
        })
        .collect();

    assert_eq!(alts.len(), 1, "{alts:?}");
}

#[test]
fn threads_keep_their_answers() {
    let records = whole("wxr/themeunittestdata.wordpress.xml");
    let story = stories(&records)
        .into_iter()
        .find(|s| s.headline == "Template: Comments")
        .unwrap();
    let answers = story.comments.iter().filter(|c| c.parent.is_some()).count();

    assert_eq!((story.comments.len(), answers), (20, 9));
    let held = |c: &&Comment| c.state == CommentState::Held;
    assert_eq!(story.comments.iter().filter(held).count(), 1);
}

#[test]
fn every_embed_of_the_theme_test_data_has_its_provider() {
    let records = whole("wxr/themeunittestdata.wordpress.xml");
    let mut providers: BTreeMap<String, usize> = BTreeMap::new();
    for story in stories(&records) {
        story.body.walk(&mut |e| {
            if let Kind::Embed { provider, .. } = &e.kind {
                *providers.entry(provider.clone()).or_default() += 1;
            }
        });
    }

    insta::assert_snapshot!(format!("{providers:?}"), @r#"{"facebook": 1, "instagram": 1, "wordpress_tv": 2, "x": 2, "youtube": 2}"#);
}

#[test]
fn the_site_and_its_people_come_before_the_stories() {
    let records = whole("wxr/edge/valid-wxr-1.1.xml");

    insta::assert_snapshot!(outline(&records), @r#"
site Export Datasets http://localhost
contributor john John Doe
section alpha alpha None
tag clippable Clippable Topic
tag bieup bieup Topic
story 1 Hello world!
story 2 About
"#);
}
