//! One spelling for each character: texts of an archive in Unicode's composed form (NFC).
//!
//! Archives hold both "й" and "и" with a breve, depending on the machine they were typed on.
//! Readers see no difference; search, sorting and comparisons do. Slugs and addresses stay as
//! they are, for other sites link to them; so does source code.

use crate::archive::{Comment, MenuItem, Picture, Record, Story};
use dateline_core::body::{Attribution, Body, Element, Inline, Kind, PictureUse, RichText};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Composes every text of a record that readers see.
pub fn record(record: &mut Record) {
    match record {
        Record::Site(site) => {
            text(&mut site.title);
            optional(&mut site.tagline);
        }
        Record::Contributor(person) => {
            text(&mut person.name);
            optional(&mut person.bio);
        }
        Record::Section(section) => {
            text(&mut section.name);
            optional(&mut section.description);
        }
        Record::Tag(tag) => {
            text(&mut tag.name);
            optional(&mut tag.description);
        }
        Record::Picture(picture) => of_picture(picture),
        Record::Story(story) => of_story(story),
        Record::Menu(menu) => {
            text(&mut menu.name);
            for MenuItem { label, .. } in &mut menu.items {
                text(label);
            }
        }
        Record::Redirect(_) | Record::Skipped(_) => {}
    }
}

fn text(text: &mut String) {
    if !is_nfc(text) {
        *text = text.nfc().collect();
    }
}

fn optional(words: &mut Option<String>) {
    if let Some(words) = words {
        text(words);
    }
}

fn of_picture(picture: &mut Picture) {
    for words in [
        &mut picture.title,
        &mut picture.caption,
        &mut picture.alt,
        &mut picture.credit,
    ] {
        optional(words);
    }
}

fn of_story(story: &mut Story) {
    text(&mut story.headline);
    for words in [
        &mut story.standfirst,
        &mut story.description,
        &mut story.lead_caption,
        &mut story.lead_alt,
    ] {
        optional(words);
    }
    body(&mut story.body);
    story.pictures.iter_mut().for_each(of_picture);
    for Comment {
        name, body: said, ..
    } in &mut story.comments
    {
        text(name);
        body(said);
    }
}

fn body(body: &mut Body) {
    body.elements.iter_mut().for_each(element);
}

/// Texts of an element and of those in it; bodies are nested within [`dateline_core::body::MAX_DEPTH`].
fn element(of: &mut Element) {
    match &mut of.kind {
        Kind::Paragraph { text } | Kind::Heading { text, .. } | Kind::Footnote { text, .. } => {
            rich(text);
        }
        Kind::List { items, .. } => {
            for item in items {
                rich(&mut item.text);
                item.elements.iter_mut().for_each(element);
            }
        }
        Kind::Quote {
            text,
            speaker,
            role,
            source,
            ..
        } => {
            text.iter_mut().for_each(rich);
            [speaker, role, source].into_iter().for_each(optional);
        }
        Kind::PullQuote { text, speaker } => {
            rich(text);
            optional(speaker);
        }
        Kind::Picture(used) => picture_use(used),
        Kind::Gallery { title, pictures } => {
            optional(title);
            pictures.iter_mut().for_each(picture_use);
        }
        Kind::Attribution(Attribution {
            outlet,
            author,
            title,
            ..
        }) => {
            text(outlet);
            [author, title].into_iter().for_each(optional);
        }
        Kind::Factbox { title, elements } => {
            text(title);
            elements.iter_mut().for_each(element);
        }
        Kind::Table {
            caption,
            head,
            rows,
        } => {
            let cells = head.iter_mut().chain(rows.iter_mut().flatten());
            cells.chain(caption).for_each(rich);
        }
        Kind::Embed { title, .. } | Kind::Audio { title, .. } | Kind::Video { title, .. } => {
            optional(title);
        }
        Kind::RichLink { .. } | Kind::Code { .. } | Kind::Rule | Kind::Correction { .. } => {}
    }
}

fn picture_use(used: &mut PictureUse) {
    used.caption.iter_mut().for_each(rich);
    optional(&mut used.alt);
}

fn rich(words: &mut RichText) {
    for piece in &mut words.0 {
        if let Inline::Text { text: run, .. } = piece {
            text(run);
        }
    }
}
