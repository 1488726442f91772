//! One spelling for each character, in archives and in the sample newspaper.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dateline_formats::archive::Record;
use dateline_formats::{normal, wxr};
use std::path::{Path, PathBuf};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// "Кий", "café", "é" and Arabic "شدًّا" as some machines write them: in pieces.
const PIECES: &str = "Кии\u{306} cafe\u{301} شد\u{651}\u{64b}ا";

fn archive() -> String {
    format!(
        "<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"
 xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\"><channel>
<title>{PIECES}</title><link>https://old.example</link><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>{PIECES}</wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>news</wp:category_nicename><wp:cat_name>{PIECES}</wp:cat_name></wp:category>
<wp:tag><wp:tag_slug>fog</wp:tag_slug><wp:tag_name>{PIECES}</wp:tag_name></wp:tag>
<item><title>{PIECES}</title><link>https://old.example/fog/</link><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>
<wp:status>publish</wp:status><wp:post_name>cafe\u{301}</wp:post_name><excerpt:encoded>{PIECES}</excerpt:encoded>
<content:encoded><![CDATA[<p>{PIECES} <b>{PIECES}</b></p><blockquote><p>{PIECES}</p><cite>{PIECES}</cite></blockquote>
<ul><li>{PIECES}<ul><li>{PIECES}</li></ul></li></ul><table><tr><td>{PIECES}</td></tr></table>
<figure><img src=\"/a.jpg\" alt=\"{PIECES}\"><figcaption>{PIECES}</figcaption></figure>
<details><summary>{PIECES}</summary><p>{PIECES}</p></details><pre><code>{PIECES}</code></pre>]]></content:encoded>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>{PIECES}</wp:comment_author>
<wp:comment_content>{PIECES}</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>
</channel></rss>"
    )
}

#[test]
fn texts_are_composed_and_slugs_and_code_stay() {
    let records: Vec<Record> = wxr::Reader::new(archive().as_bytes())
        .map(|record| {
            let mut record = record.unwrap();
            normal::record(&mut record);
            record
        })
        .collect();

    let mut story = records
        .iter()
        .find_map(|record| match record {
            Record::Story(story) => Some(story.as_ref().clone()),
            _ => None,
        })
        .unwrap();
    assert_eq!(story.slug, "cafe\u{301}");
    assert_eq!(story.headline, PIECES.nfc().collect::<String>());
    let code = story.body.elements.pop().unwrap();
    let code = serde_json::to_string(&code).unwrap();
    assert!(code.contains(PIECES), "{code}");
    story.slug.clear();
    story.old_paths.clear();
    let all = format!(
        "{:?} {:?}",
        story,
        records
            .iter()
            .filter(|r| !matches!(r, Record::Story(_)))
            .collect::<Vec<_>>()
    );
    assert!(is_nfc(&all), "{all}");
    assert!(all.matches("Кий").count() > 15, "{all}");
}

fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|e| e == "json" || e == "md") {
            found.push(path);
        }
    }
}

#[test]
fn the_sample_newspaper_is_composed() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let mut files = Vec::new();
    texts(&sample, &mut files);

    assert!(files.len() > 50, "{}", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            assert!(is_nfc(line), "{} line {number}", file.display());
        }
    }
}
