//! What is wrong with one page, as it came out.

use super::markup::{Markup, Tag, read};
use crate::view::samples::AnyPage;
use dateline_web::i18n::check::foreign_words;
use std::collections::HashSet;

/// What is wrong, and where in the page, in bytes.
pub(super) type Wrong = (usize, String);

/// What is wrong with a page, in words.
pub(super) fn check(html: &str, page: &AnyPage) -> Vec<Wrong> {
    let markup = read(html);
    let tags = markup.tags.as_slice();
    let mut wrong = Vec::new();
    check_head(html, tags, page, &mut wrong);
    check_empty(tags, &mut wrong);
    check_ids(tags, &mut wrong);
    check_pictures(tags, &mut wrong);
    check_safety(tags, &mut wrong);
    check_scripts(&markup, &mut wrong);
    check_kickers(page, &mut wrong);
    wrong
}

fn check_head(html: &str, tags: &[Tag<'_>], page: &AnyPage, wrong: &mut Vec<Wrong>) {
    let frame = page.frame();
    let root = tags.iter().find(|t| t.name == "html");
    let at = root.map_or(0, |t| t.at);
    if root.and_then(|t| t.attribute("dir")) != Some(frame.edition.direction) {
        wrong.push((
            at,
            format!("the page's dir is not {}", frame.edition.direction),
        ));
    }
    if root.and_then(|t| t.attribute("lang")) != Some(frame.edition.locale.as_str()) {
        wrong.push((
            at,
            format!("the page's lang is not {}", frame.edition.locale),
        ));
    }
    let title = tags.iter().find(|t| t.name == "title");
    let at = title.map_or(0, |t| t.at);
    let title = title.map_or("", |t| t.text).trim();
    let separators = |c: char| "·|–—-:,".contains(c);
    if title.is_empty() || title.starts_with(separators) || title.ends_with(separators) {
        wrong.push((
            at,
            format!("the title \"{title}\" is not made of whole parts"),
        ));
    }
    if let Some(at) = html.find('⟦') {
        wrong.push((at, "a message is missing".to_owned()));
    }
    let heads: Vec<&Tag<'_>> = tags.iter().filter(|t| t.name == "h1").collect();
    if heads.len() != 1 {
        let at = heads.get(1).map_or(0, |t| t.at);
        wrong.push((at, "there is not exactly one h1".to_owned()));
    }
}

/// Elements that promise something to see.
const NEVER_EMPTY: [&str; 26] = [
    "a",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "figcaption",
    "blockquote",
    "figure",
    "section",
    "article",
    "aside",
    "nav",
    "header",
    "footer",
    "title",
    "time",
    "cite",
    "bdi",
    "label",
];

/// Elements that are nothing without words, whatever can be seen in them.
const NEVER_MUTE: [&str; 8] = ["a", "button", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Attributes that lead somewhere or load something.
const NEVER_BLANK: [&str; 6] = ["href", "src", "srcset", "action", "content", "datetime"];

fn check_empty(tags: &[Tag<'_>], wrong: &mut Vec<Wrong>) {
    for tag in tags.iter().filter(|t| !t.is_hidden) {
        let class = tag.attribute("class").filter(|c| !c.is_empty());
        let shown = || match class {
            Some(class) => format!("<{} class=\"{class}\">", tag.name),
            None => format!("<{}>", tag.name),
        };
        if NEVER_EMPTY.contains(&tag.name) && tag.is_empty {
            wrong.push((tag.at, format!("an empty {}", shown())));
        } else if NEVER_MUTE.contains(&tag.name) && tag.is_mute {
            let what = format!(
                "{} without words: nobody who listens knows what it is",
                shown()
            );
            wrong.push((tag.at, what));
        }
        for (name, value) in &tag.attributes {
            let is_blank = value.trim().is_empty();
            if is_blank && (NEVER_BLANK.contains(name) || *name == "aria-label") {
                wrong.push((tag.at, format!("an empty {name} in {}", shown())));
            }
        }
        if tag.name == "a" && tag.attribute("href").is_none() {
            wrong.push((tag.at, format!("{} leads nowhere: it has no href", shown())));
        }
    }
}

fn check_ids(tags: &[Tag<'_>], wrong: &mut Vec<Wrong>) {
    let mut seen = HashSet::new();
    for (tag, id) in tags.iter().filter_map(|t| Some((t, t.attribute("id")?))) {
        if !seen.insert(id) {
            wrong.push((tag.at, format!("the id \"{id}\" is there twice")));
        }
    }
    for tag in tags {
        let anchor = tag.attribute("href").and_then(|h| h.strip_prefix('#'));
        if anchor.is_some_and(|id| !id.is_empty() && !seen.contains(id)) {
            let address = tag.attribute("href").unwrap_or_default();
            wrong.push((tag.at, format!("{address} leads nowhere")));
        }
        for name in [
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "for",
        ] {
            let ids = tag.attribute(name).unwrap_or_default();
            for id in ids.split_whitespace().filter(|id| !seen.contains(id)) {
                wrong.push((tag.at, format!("{name} names \"{id}\", which is not there")));
            }
        }
    }
}

fn check_pictures(tags: &[Tag<'_>], wrong: &mut Vec<Wrong>) {
    let mut alt = "";
    for tag in tags {
        match tag.name {
            "img" => {
                let Some(own) = tag.attribute("alt") else {
                    wrong.push((tag.at, "a picture without alt".to_owned()));
                    continue;
                };
                if tag.attribute("width").is_none() || tag.attribute("height").is_none() {
                    let what = "a picture without size: the page will jump";
                    wrong.push((tag.at, what.to_owned()));
                }
                alt = own;
            }
            "span"
                if tag.attribute("class") == Some("caption")
                    && !alt.is_empty()
                    && tag.text == alt =>
            {
                wrong.push((
                    tag.at,
                    format!("the alt \"{alt}\" only repeats the caption"),
                ));
            }
            _ => {}
        }
    }
}

fn check_safety(tags: &[Tag<'_>], wrong: &mut Vec<Wrong>) {
    for tag in tags {
        let is_data =
            tag.attribute("type") == Some("application/ld+json") || tag.attribute("src").is_some();
        if tag.name == "style" || (tag.name == "script" && !is_data) {
            let what = format!(
                "an inline <{}>, which the content security policy forbids",
                tag.name
            );
            wrong.push((tag.at, what));
        }
        for (name, value) in &tag.attributes {
            let loads = matches!(*name, "src" | "srcset" | "poster")
                || (tag.name == "link"
                    && *name == "href"
                    && tag.attribute("rel") == Some("stylesheet"));
            if *name == "style" || name.starts_with("on") {
                let what = format!("an inline {name}, which the content security policy forbids");
                wrong.push((tag.at, what));
            }
            if loads && value.contains("://") {
                wrong.push((tag.at, format!("{value} is fetched from elsewhere")));
            }
        }
    }
}

/// Attributes that are read out or shown.
const READ: [&str; 5] = [
    "alt",
    "title",
    "aria-label",
    "placeholder",
    "aria-description",
];

/// Words of a script the language of their place is not written in.
fn check_scripts(markup: &Markup<'_>, wrong: &mut Vec<Wrong>) {
    for words in &markup.words {
        if let Some(stray) = stray(words.text, words.language) {
            let what = format!(
                "\"{stray}\" is of another script than lang=\"{}\": say its language, or write <bdi> around a name",
                words.language
            );
            wrong.push((words.at, what));
        }
    }
    for tag in &markup.tags {
        for (name, value) in &tag.attributes {
            if let (true, Some(stray)) = (READ.contains(name), stray(value, tag.language)) {
                let what = format!(
                    "\"{stray}\" in {name} is of another script than lang=\"{}\"",
                    tag.language
                );
                wrong.push((tag.at, what));
            }
        }
    }
}

/// Latin words in a row that are more than a name.
const NAME_WORDS: usize = 4;

/// What is foreign in a text. Every language has a name in Latin letters in it now and then.
fn stray(text: &str, language: &str) -> Option<String> {
    let foreign = foreign_words(text, language);
    let is_latin = |word: &&str| word.chars().all(|c| !c.is_alphabetic() || c < '\u{250}');
    let other = foreign.iter().find(|w| !is_latin(w));
    if let Some(other) = other {
        return Some((*other).to_owned());
    }
    let words = text.split_whitespace().count();
    let is_sentence = foreign.len() > NAME_WORDS && foreign.len() * 2 > words;
    is_sentence.then(|| foreign.join(" ").chars().take(60).collect())
}

fn check_kickers(page: &AnyPage, wrong: &mut Vec<Wrong>) {
    let AnyPage::Story(story) = page else { return };
    let Some(kicker) = story.kicker.as_deref().filter(|k| !k.is_empty()) else {
        return;
    };
    if story
        .headline
        .to_lowercase()
        .starts_with(&kicker.to_lowercase())
        || story.frame.title.starts_with(kicker)
    {
        wrong.push((
            0,
            format!("the kicker \"{kicker}\" is part of the headline"),
        ));
    }
}
