//! What stands elsewhere in the archive: attached pictures, reusable blocks, categories above.

use crate::wrapped;
use dateline_core::body::{Kind, text};
use dateline_core::id::PictureId;
use dateline_formats::archive::{Record, Story, picture_id};
use dateline_formats::wxr::Reader;
use std::fmt::Write as _;

/// The stories of an archive with these items, read twice.
fn stories(items: &str) -> Vec<Story> {
    let xml = wrapped(items);
    let mut outline = Reader::new(xml.as_bytes()).outline();
    assert!(outline.by_ref().all(|record| record.is_ok()));
    let whole = Reader::new(xml.as_bytes()).library(outline.into_library());
    whole
        .filter_map(|record| match record {
            Ok(Record::Story(story)) => Some(*story),
            _ => None,
        })
        .collect()
}

fn story(body: &str, items: &str) -> Story {
    let post = format!(
        "{items}<item><title>Flood</title><wp:post_id>7</wp:post_id><wp:status>publish</wp:status><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    );
    stories(&post).remove(0)
}

fn attachment(id: u32, file: &str, parent: u32, order: i32) -> String {
    format!(
        "<item><wp:post_id>{id}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>
         <wp:post_parent>{parent}</wp:post_parent><wp:menu_order>{order}</wp:menu_order>
         <wp:attachment_url>https://harbour.example/wp-content/uploads/2020/01/{file}</wp:attachment_url></item>"
    )
}

fn block(id: u32, content: &str) -> String {
    format!(
        "<item><wp:post_id>{id}</wp:post_id><wp:post_type>wp_block</wp:post_type><wp:status>publish</wp:status>
         <content:encoded><![CDATA[{content}]]></content:encoded></item>"
    )
}

fn own(id: u32) -> PictureId {
    picture_id("https://harbour.example", Some(&id.to_string()), "")
}

/// Numbers of the pictures of the library a story uses, in order.
fn pictures(story: &Story) -> Vec<u32> {
    let mut found = Vec::new();
    story.body.walk(&mut |element| match &element.kind {
        Kind::Picture(used) => found.push(used.picture),
        Kind::Gallery { pictures, .. } => found.extend(pictures.iter().map(|used| used.picture)),
        _ => {}
    });
    let number = |picture| (1..100).find(|id| own(*id) == picture).unwrap_or_default();
    found.into_iter().map(number).collect()
}

fn changes(story: &Story) -> Vec<String> {
    story
        .changes
        .iter()
        .map(|change| format!("{} -> {}", change.from, change.to))
        .collect()
}

#[test]
fn a_gallery_without_numbers_shows_the_attached_pictures_in_their_order() {
    let library = [
        attachment(11, "a.jpg", 7, 2),
        attachment(12, "b.jpg", 7, 1),
        attachment(13, "c.jpg", 8, 0),
        attachment(14, "d.jpg", 7, 2),
        attachment(15, "e.pdf", 7, 0),
    ];
    // They may stand behind the story, too.
    for (front, back) in [
        (library.concat(), String::new()),
        (String::new(), library.concat()),
    ] {
        let of = |code: &str| {
            let post = format!(
                "{front}<item><wp:post_id>7</wp:post_id><content:encoded>{code}</content:encoded></item>{back}"
            );
            pictures(&stories(&post)[0])
        };

        assert_eq!(of("[gallery]"), [12, 11, 14]);
        assert_eq!(of("[gallery exclude=\"11\" order='DESC']"), [14, 12]);
        assert_eq!(of("[gallery id=\"8\"]"), [13]);
        assert_eq!(of("[gallery ids=\"11\"]"), [11]);
    }
    let none = story("[gallery]", "");
    assert_eq!(
        changes(&none),
        ["shortcode [gallery] of all attached pictures -> nothing"]
    );
}

#[test]
fn a_reusable_block_stands_where_it_is_used() {
    let blocks = [
        block(
            31,
            "<!-- wp:paragraph --><p>Call the harbour.</p><!-- /wp:paragraph --><!-- wp:block {\"ref\":32} /-->",
        ),
        block(
            32,
            "<!-- wp:heading --><h2>Numbers</h2><!-- /wp:heading -->",
        ),
    ];
    let body = "<!-- wp:paragraph --><p>Fog.</p><!-- /wp:paragraph --><!-- wp:block {\"ref\":31} /--><!-- wp:block {\"ref\":32} /-->";

    let story = story(body, &blocks.concat());

    assert_eq!(
        text::render(&story.body)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        "Fog. Call the harbour. Numbers Numbers"
    );
    assert!(story.changes.is_empty(), "{:?}", story.changes);
}

#[test]
fn circles_and_gaps_among_reusable_blocks_are_told() {
    let blocks = [
        block(31, "<p>One</p><!-- wp:block {\"ref\":32} /-->"),
        block(32, "<p>Two</p><!-- wp:block {\"ref\":31} /-->"),
    ];
    let body = "<!-- wp:block {\"ref\":31} /--><!-- wp:block {\"ref\":99} /--><!-- wp:block {\"ref\":\"x\"} /-->";

    let story = story(body, &blocks.concat());

    assert_eq!(story.body.elements.len(), 2);
    assert_eq!(
        changes(&story),
        [
            "reusable block 31 that holds itself -> nothing",
            "reusable block 99 that is not in the archive -> nothing",
            "block block -> nothing"
        ]
    );
}

#[test]
fn blocks_that_multiply_end_at_a_bound() {
    let mut blocks = block(31, &format!("<p>{}</p>", "Fog ".repeat(20_000)));
    for id in 32..44 {
        let inner = format!("<!-- wp:block {{\"ref\":{}}} /-->", id - 1).repeat(10);
        let _ = write!(blocks, "{}", block(id, &inner));
    }

    let story = story("<!-- wp:block {\"ref\":43} /-->", &blocks);

    let told = changes(&story);
    assert!(
        told.iter().any(|c| c.contains("beyond 4 MB of them")),
        "{told:?}"
    );
}

#[test]
fn a_picture_known_by_its_address_is_the_one_of_the_library() {
    let library = [
        attachment(21, "quay.jpg", 0, 0),
        attachment(22, "big-scaled.jpg", 0, 0),
        attachment(23, "chart-300x200.png", 0, 0),
        attachment(24, "%D1%85.jpg", 0, 0),
    ]
    .concat();
    let of = |src: &str| {
        let body = format!("<p>Fog.</p><img src=\"{src}\">");
        pictures(&story(&body, &library))
    };
    let uploads = "wp-content/uploads/2020/01";

    for (src, id) in [
        (format!("https://harbour.example/{uploads}/quay.jpg"), 21),
        (
            format!("http://www.harbour.example/{uploads}/quay-300x200.jpg?w=3#a"),
            21,
        ),
        (
            format!("//cdn.harbour.example/{uploads}/quay-1024x768.jpg"),
            21,
        ),
        (
            format!("https://i0.wp.com/harbour.example/{uploads}/quay.jpg?resize=300"),
            21,
        ),
        (format!("/{uploads}/big-1536x1024.jpg"), 22),
        (format!("/{uploads}/big.jpg"), 22),
        (format!("/{uploads}/big-scaled.jpg"), 22),
        (format!("/{uploads}/chart-300x200.png"), 23),
        (format!("/{uploads}/х.jpg"), 24),
        (format!("https://other.example/{uploads}/quay.jpg"), 0),
        (
            format!("https://harbour.example.evil/{uploads}/quay.jpg"),
            0,
        ),
        (format!("/{uploads}/quay.png"), 0),
    ] {
        assert_eq!(of(&src), [id], "{src}");
    }
}

#[test]
fn a_story_is_found_under_the_categories_above_its_own() {
    let category = |slug: &str, parent: &str| {
        format!(
            "<wp:category><wp:category_nicename>{slug}</wp:category_nicename><wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{slug}</wp:cat_name></wp:category>"
        )
    };
    let filed = |slug: &str| {
        let items = [
            category("youth", "football"),
            category("football", "sport"),
            category("sport", ""),
            category("hen", "egg"),
            category("egg", "hen"),
            category("self", "self"),
            category("orphan", "gone"),
            format!(
                "<item><wp:post_id>7</wp:post_id><title>t</title><category domain=\"category\" nicename=\"{slug}\">{slug}</category></item>"
            ),
        ];
        let story = stories(&items.concat()).remove(0);
        (story.section.unwrap(), story.tags)
    };

    assert_eq!(
        filed("youth"),
        (
            "youth".to_owned(),
            vec!["football".to_owned(), "sport".to_owned()]
        )
    );
    assert_eq!(filed("sport"), ("sport".to_owned(), vec![]));
    assert_eq!(filed("hen"), ("hen".to_owned(), vec!["egg".to_owned()]));
    assert_eq!(filed("self"), ("self".to_owned(), vec![]));
    assert_eq!(filed("orphan"), ("orphan".to_owned(), vec![]));
}
