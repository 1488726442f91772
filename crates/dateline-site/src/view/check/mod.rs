//! Renders every sample of every page in every edition, strictly, and reads what came out.
//!
//! What is looked for has all been seen on live news sites: titles that begin with a separator,
//! captions repeated as alternative texts, empty paragraphs, strings of another language.

mod markup;
mod source;

use super::samples::{AnyPage, Sample, samples};
use dateline_web::i18n::Catalogue;
use dateline_web::i18n::check::Fault;
use dateline_web::templates::{MANIFEST, Templates};
use markup::{Tag, tags};
use std::collections::HashSet;

/// Everything wrong with a theme's templates.
pub fn check(templates: &Templates, catalogue: &Catalogue) -> Vec<Fault> {
    let mut faults: Vec<Fault> = templates
        .theme()
        .templates()
        .flat_map(|(name, text)| source::loose_words(name, text))
        .collect();
    let manifest = templates.theme().manifest_faults().iter();
    faults.extend(manifest.map(|what| Fault {
        file: MANIFEST.to_owned(),
        line: 0,
        what: what.clone(),
    }));
    match samples(catalogue) {
        Ok(samples) => faults.extend(
            samples
                .iter()
                .flat_map(|sample| check_sample(templates, sample)),
        ),
        Err(what) => faults.push(Fault {
            file: "samples".to_owned(),
            line: 0,
            what,
        }),
    }
    faults.sort();
    faults.dedup();
    faults
}

fn check_sample(templates: &Templates, sample: &Sample) -> Vec<Fault> {
    match sample.page.render(templates, &sample.locale) {
        Err(e) => vec![Fault {
            file: e.template,
            line: e.line,
            what: format!("{} ({})", e.detail, sample.name),
        }],
        Ok(html) => {
            let whats = check_html(&html, &sample.page);
            whats
                .into_iter()
                .map(|what| Fault {
                    file: sample.name.clone(),
                    line: 0,
                    what,
                })
                .collect()
        }
    }
}

/// What is wrong with a page, in words.
fn check_html(html: &str, page: &AnyPage) -> Vec<String> {
    let tags = tags(html);
    let mut whats = Vec::new();
    check_head(html, &tags, page, &mut whats);
    check_empty(&tags, &mut whats);
    check_ids(&tags, &mut whats);
    check_pictures(&tags, &mut whats);
    check_safety(&tags, &mut whats);
    check_kickers(page, &mut whats);
    whats
}

fn check_head(html: &str, tags: &[Tag<'_>], page: &AnyPage, whats: &mut Vec<String>) {
    let frame = page.frame();
    let root = tags.iter().find(|t| t.name == "html");
    if root.and_then(|t| t.attribute("dir")) != Some(frame.edition.direction) {
        whats.push(format!("the page's dir is not {}", frame.edition.direction));
    }
    if root.and_then(|t| t.attribute("lang")) != Some(frame.edition.locale.as_str()) {
        whats.push(format!("the page's lang is not {}", frame.edition.locale));
    }
    let title = tags
        .iter()
        .find(|t| t.name == "title")
        .map_or("", |t| t.text)
        .trim();
    let separators = |c: char| "·|–—-:,".contains(c);
    if title.is_empty() || title.starts_with(separators) || title.ends_with(separators) {
        whats.push(format!("the title \"{title}\" is not made of whole parts"));
    }
    if html.contains('⟦') {
        whats.push("a message is missing".to_owned());
    }
    if tags.iter().filter(|t| t.name == "h1").count() != 1 {
        whats.push("there is not exactly one h1".to_owned());
    }
}

/// Elements that promise something to read.
const NEVER_EMPTY: [&str; 22] = [
    "a",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "ul",
    "ol",
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
];

fn check_empty(tags: &[Tag<'_>], whats: &mut Vec<String>) {
    for tag in tags.iter().filter(|t| NEVER_EMPTY.contains(&t.name)) {
        if tag.is_empty {
            whats.push(format!(
                "an empty <{}{}>",
                tag.name,
                tag.attribute("class")
                    .map(|c| format!(" class=\"{c}\""))
                    .unwrap_or_default()
            ));
        }
    }
}

fn check_ids(tags: &[Tag<'_>], whats: &mut Vec<String>) {
    let mut seen = HashSet::new();
    for id in tags.iter().filter_map(|t| t.attribute("id")) {
        if !seen.insert(id) {
            whats.push(format!("the id \"{id}\" is there twice"));
        }
    }
    let points = |t: &&Tag<'_>| {
        t.attribute("href")
            .and_then(|h| h.strip_prefix('#'))
            .is_some_and(|id| !seen.contains(id))
    };
    for tag in tags.iter().filter(points) {
        whats.push(format!(
            "{} leads nowhere",
            tag.attribute("href").unwrap_or_default()
        ));
    }
}

fn check_pictures(tags: &[Tag<'_>], whats: &mut Vec<String>) {
    let mut alt = "";
    for tag in tags {
        match tag.name {
            "img" => {
                let Some(own) = tag.attribute("alt") else {
                    whats.push("a picture without alt".to_owned());
                    continue;
                };
                if tag.attribute("width").is_none() || tag.attribute("height").is_none() {
                    whats.push("a picture without size: the page will jump".to_owned());
                }
                alt = own;
            }
            "span"
                if tag.attribute("class") == Some("caption")
                    && !alt.is_empty()
                    && tag.text == alt =>
            {
                whats.push(format!("the alt \"{alt}\" only repeats the caption"));
            }
            _ => {}
        }
    }
}

fn check_safety(tags: &[Tag<'_>], whats: &mut Vec<String>) {
    for tag in tags {
        let is_data =
            tag.attribute("type") == Some("application/ld+json") || tag.attribute("src").is_some();
        if tag.name == "style" || (tag.name == "script" && !is_data) {
            whats.push(format!(
                "an inline <{}>, which the content security policy forbids",
                tag.name
            ));
        }
        for (name, value) in &tag.attributes {
            let loads = matches!(*name, "src" | "srcset" | "poster")
                || (tag.name == "link"
                    && *name == "href"
                    && tag.attribute("rel") == Some("stylesheet"));
            if *name == "style" || name.starts_with("on") {
                whats.push(format!(
                    "an inline {name}, which the content security policy forbids"
                ));
            }
            if loads && value.contains("://") {
                whats.push(format!("{value} is fetched from elsewhere"));
            }
        }
    }
}

fn check_kickers(page: &AnyPage, whats: &mut Vec<String>) {
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
        whats.push(format!("the kicker \"{kicker}\" is part of the headline"));
    }
}

#[cfg(test)]
mod tests;
