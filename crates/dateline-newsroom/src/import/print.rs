//! Fingerprints: two records with the same one are the same.

use crate::hex::hex;
use dateline_core::body::Body;
use dateline_formats::archive::{self, Comment, Record, Story};
use sha2::{Digest, Sha256};
use std::io;

/// Hex digits that stand for a comment in the fingerprint of a discussion.
pub(super) const COMMENT_DIGITS: usize = 12;

/// A fingerprint being taken.
struct Print {
    hash: Sha256,
    bytes: usize,
}

impl Print {
    fn new() -> Self {
        Self {
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.hash.update((bytes.len() as u64).to_be_bytes());
        self.hash.update(bytes);
        self.bytes += bytes.len();
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    fn optional(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.text("+").text(text),
            None => self.text("-"),
        }
    }

    fn texts(&mut self, texts: &[String]) -> &mut Self {
        self.text(&texts.len().to_string());
        texts.iter().fold(self, |print, text| print.text(text))
    }

    fn time(&mut self, at: Option<jiff::Timestamp>) -> &mut Self {
        self.bytes(
            &at.map_or(i64::MIN, jiff::Timestamp::as_microsecond)
                .to_be_bytes(),
        )
    }

    fn body(&mut self, body: &Body) -> &mut Self {
        // Writing into a hash cannot fail.
        let _ = serde_json::to_writer(&mut *self, body);
        self
    }

    fn hex(self) -> String {
        hex(&self.hash.finalize())
    }
}

impl io::Write for &mut Print {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hash.update(bytes);
        self.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Fingerprint of a record without its comments, and about how many bytes of text it holds.
pub(super) fn of(record: &Record) -> (String, usize) {
    let mut print = Print::new();
    match record {
        Record::Site(site) => {
            print.text(&site.title).text(&site.url);
        }
        Record::Contributor(c) => {
            print.text(&c.slug).text(&c.name);
            for field in [&c.email, &c.bio, &c.url] {
                print.optional(field.as_deref());
            }
        }
        Record::Section(s) => {
            print.text(&s.slug).text(&s.name);
            print.optional(s.description.as_deref());
        }
        Record::Tag(t) => {
            print.text(&t.slug).text(&t.name).text(t.kind.as_str());
            print.optional(t.description.as_deref());
        }
        Record::Picture(picture) => of_picture(&mut print, picture),
        Record::Story(story) => of_story(&mut print, story),
        Record::Redirect(r) => {
            let status = if r.is_permanent { "301" } else { "302" };
            print.text(&r.from).text(&r.to).text(status);
        }
        Record::Menu(menu) => {
            print.text(&menu.name).text(&format!("{:?}", menu.items));
        }
        Record::Skipped(skipped) => {
            print.text(&skipped.kind).text(&skipped.id);
        }
    }
    let bytes = print.bytes;
    (print.hex(), bytes)
}

/// Fingerprint of a picture.
pub(super) fn picture(picture: &archive::Picture) -> String {
    let mut print = Print::new();
    of_picture(&mut print, picture);
    print.hex()
}

fn of_picture(print: &mut Print, picture: &archive::Picture) {
    print.text(&picture.url);
    for field in [&picture.caption, &picture.alt, &picture.credit] {
        print.optional(field.as_deref());
    }
}

fn of_story(print: &mut Print, s: &Story) {
    let flags = [
        s.is_page,
        s.is_sticky,
        s.comments_open,
        s.comments.is_empty(),
    ];
    print.text(&format!("{flags:?} {:?}", s.status));
    print
        .text(&s.slug)
        .text(&s.headline)
        .text(s.format.as_str());
    let lead = s.lead_picture.map(|picture| picture.to_string());
    for field in [
        &s.url,
        &s.standfirst,
        &s.description,
        &s.canonical_url,
        &s.section,
        &s.language,
        &lead,
        &s.lead_caption,
        &s.lead_alt,
    ] {
        print.optional(field.as_deref());
    }
    print
        .texts(&s.old_paths)
        .texts(&s.tags)
        .texts(&s.contributors);
    print.time(s.published_at).time(s.updated_at).body(&s.body);
}

/// Fingerprint of a discussion: [`COMMENT_DIGITS`] for each comment, so that the next import can
/// tell which of them the archive changed; and about how many bytes of text it holds.
pub(super) fn comments(comments: &[Comment]) -> (String, usize) {
    let mut all = String::with_capacity(comments.len() * COMMENT_DIGITS);
    let mut bytes = 0;
    for c in comments {
        let mut print = Print::new();
        print.text(&c.origin.id).text(&c.name);
        print
            .optional(c.parent.as_deref())
            .optional(c.email.as_deref());
        print.text(&format!("{:?}", c.state));
        print.time(c.created_at).body(&c.body);
        bytes += print.bytes;
        all.push_str(&print.hex()[..COMMENT_DIGITS]);
    }
    (all, bytes)
}
