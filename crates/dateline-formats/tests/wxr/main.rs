//! Archives of WordPress: real ones, small ones made for one rule each, and hostile ones.

mod archives;
mod hostile;
mod library;
mod mapping;

use dateline_formats::archive::{Record, Story};
use dateline_formats::wxr::{Reader, WxrError};
use std::fmt::Write;
use std::path::PathBuf;

/// A file of the shared test data.
fn data(path: &str) -> Vec<u8> {
    let root = std::env::var("DATELINE_TEST_DATA")
        .unwrap_or_else(|_| format!("{}/../../../shared/data", env!("CARGO_MANIFEST_DIR")));
    let path = PathBuf::from(root).join(path);
    std::fs::read(&path).unwrap_or_else(|e| {
        let path = path.display();
        panic!(
            "test data {path} is missing ({e}); set DATELINE_TEST_DATA to the folder that has it"
        )
    })
}

/// Every record of a file, and the error it ends with.
fn read(bytes: &[u8]) -> (Vec<Record>, Option<WxrError>) {
    let mut records = Vec::new();
    let mut error = None;
    for record in Reader::new(bytes) {
        match record {
            Ok(record) => records.push(record),
            Err(e) => error = Some(e),
        }
    }
    (records, error)
}

/// Every record of a file of the test data that can be read to its end.
fn whole(path: &str) -> Vec<Record> {
    let (records, error) = read(&data(path));
    assert_eq!(error, None, "{path}");
    records
}

/// Every record of an archive with these items.
fn archive(items: &str) -> Vec<Record> {
    let (records, error) = read(wrapped(items).as_bytes());
    assert_eq!(error, None);
    records
}

fn wrapped(items: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour News</title>
<link>https://harbour.example</link><language>en-GB</language>
<wp:base_site_url>https://harbour.example</wp:base_site_url><wp:base_blog_url>https://harbour.example</wp:base_blog_url>
{items}</channel></rss>"#
    )
}

/// A post with these fields, and an id and a state.
fn post(fields: &str) -> String {
    format!("<item><wp:post_id>7</wp:post_id><wp:status>publish</wp:status>{fields}</item>")
}

/// The one story of an archive with these fields.
fn story(fields: &str) -> Story {
    let records = archive(&post(fields));
    (*stories(&records)[0]).clone()
}

fn stories(records: &[Record]) -> Vec<&Story> {
    fn story(record: &Record) -> Option<&Story> {
        match record {
            Record::Story(story) => Some(story),
            _ => None,
        }
    }
    records.iter().filter_map(story).collect()
}

/// What the records are, one a line.
fn outline(records: &[Record]) -> String {
    let mut out = String::new();
    for record in records {
        let _ = match record {
            Record::Site(s) => writeln!(out, "site {} {}", s.title, s.url),
            Record::Contributor(c) => writeln!(out, "contributor {} {}", c.slug, c.name),
            Record::Section(s) => writeln!(out, "section {} {} {:?}", s.slug, s.name, s.parent),
            Record::Tag(t) => writeln!(out, "tag {} {} {:?}", t.slug, t.name, t.kind),
            Record::Picture(p) => writeln!(out, "picture {} {}", p.origin.id, p.url),
            Record::Story(s) => writeln!(out, "story {} {}", s.origin.id, s.headline),
            Record::Redirect(r) => writeln!(out, "redirect {} {}", r.from, r.to),
            Record::Menu(m) => writeln!(out, "menu {} {:?}", m.name, m.items),
            Record::Skipped(s) => writeln!(out, "skipped {} {} {}", s.kind, s.id, s.reason),
        };
    }
    out
}
