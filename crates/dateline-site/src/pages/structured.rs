//! What search engines and those who share a story are told of it.

use super::oembed;
use crate::build::{Head, frame, front_url, plain_locale, rendition, url};
use crate::masthead::Masthead;
use crate::site::Site;
use crate::view::{JsonLd, OpenGraphImage};
use dateline_core::body::limits::is_web_url;
use dateline_core::body::{Attribution, Body, Kind};
use dateline_core::pressed::{PressedPicture, PressedStory};
use dateline_db::queries::published::CardRow;
use dateline_formats::json_ld;

/// The paper in structured data.
pub fn paper(site: &Site, masthead: &Masthead) -> json_ld::Site {
    let edition = &masthead.edition;
    json_ld::Site {
        name: site
            .settings
            .publisher
            .clone()
            .unwrap_or_else(|| edition.name.clone()),
        url: site.absolute(&front_url(edition.code.as_str())),
        description: Some(edition.tagline.clone()).filter(|t| !t.is_empty()),
        language: plain_locale(&edition.locale),
        logo: None,
        same_as: Vec::new(),
        search_url: None,
        publishing_principles: None,
        corrections_policy: None,
        ethics_policy: None,
        ownership: None,
        masthead: None,
    }
}

/// Where the IPTC explains how pictures come to be.
const SOURCE_TYPES: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";
/// Pictures named in structured data.
const MOST_IMAGES: usize = 20;

/// The pictures of a story, the one that stands for it first.
fn images(site: &Site, story: &PressedStory) -> Vec<json_ld::Image> {
    let lead = lead_picture(story);
    let all = &story.document.pictures;
    let others = all
        .iter()
        .filter(|p| Some(p.id) != lead.map(|lead| lead.id));
    lead.into_iter()
        .chain(others)
        .take(MOST_IMAGES)
        .map(|picture| image(site, picture))
        .collect()
}

fn image(site: &Site, of: &PressedPicture) -> json_ld::Image {
    let facts = &of.facts;
    let address = |url: &Option<String>| url.clone().filter(|url| is_web_url(url));
    let width = of.width.min(1600);
    let size = |n: i64| u32::try_from(n).ok();
    json_ld::Image {
        url: format!("{}{}", site.settings.origin, rendition(of, 1600, "jpg")),
        width: size(width),
        height: size(of.height * width / of.width.max(1)),
        caption: facts.caption.clone(),
        credit_line: facts.credit().map(str::to_owned),
        photographer: facts.photographer.clone(),
        copyright: facts.copyright.clone(),
        license: address(&facts.licence_url),
        acquire_license_page: address(&facts.licence_page),
        digital_source_type: facts
            .digital_source_type
            .as_deref()
            .filter(|code| code.bytes().all(|b| b.is_ascii_alphanumeric()))
            .map(|code| format!("{SOURCE_TYPES}{code}")),
    }
}

pub fn story_frame(
    site: &Site,
    masthead: &Masthead,
    story: &PressedStory,
    family: &[CardRow],
) -> crate::view::Frame {
    let content = &story.document.content;
    let alternates = masthead.all.iter().filter_map(|e| {
        let member = family.iter().find(|m| m.edition == e.code)?;
        Some((plain_locale(&e.locale), member.path.clone()))
    });
    let head = Head {
        path: &story.path,
        title: vec![&content.headline],
        description: Some(content.summary()),
        section: Some(&story.card.section.slug),
        feeds: Some((
            format!("/{}/{}", story.edition, story.card.section.slug),
            story.card.section.name.clone(),
        )),
        alternates: alternates.collect(),
        canonical: content.canonical_url.clone().filter(|u| is_web_url(u)),
        before: None,
        kind: "article",
    };
    let mut frame = frame(site, masthead, head);
    let origin = &site.settings.origin;
    frame.oembed_url = Some(oembed::discovery(origin, &site.absolute(&story.path)));
    let picture = lead_picture(story);
    if let Some(og) = &mut frame.open_graph {
        og.published = Some(story.published_at.to_string());
        og.modified = Some(story.updated_at.to_string());
        og.section = Some(story.card.section.name.clone());
        og.tags = story.document.tags.iter().map(|t| t.name.clone()).collect();
        og.authors.clone_from(&story.card.byline);
        og.image = picture.map(|p| og_image(site, masthead, p));
    }
    frame.json_ld = Some(JsonLd::new(&json_ld::story(
        &paper(site, masthead),
        &structured(site, masthead, story, family),
    )));
    frame
}

fn lead_picture(story: &PressedStory) -> Option<&PressedPicture> {
    let lead = story
        .document
        .content
        .lead_picture
        .as_ref()
        .map(|p| p.picture);
    story
        .document
        .pictures
        .iter()
        .find(|p| Some(p.id) == lead)
        .or_else(|| story.document.pictures.first())
}

/// The picture of a shared page. There is no field for the credit there: it goes with the description.
fn og_image(site: &Site, masthead: &Masthead, of: &PressedPicture) -> OpenGraphImage {
    let label = masthead.locale.plain("picture-credit", &[]);
    let mut words = vec![of.facts.alt.as_deref().unwrap_or_default().trim()];
    words.extend(
        of.facts
            .credit()
            .into_iter()
            .flat_map(|line| [&label, line]),
    );
    words.retain(|word| !word.is_empty());
    let alt = words.join(" ");
    let width = of.width.min(1280);
    OpenGraphImage {
        url: format!("{}{}", site.settings.origin, rendition(of, 1280, "jpg")),
        width,
        height: of.height * width / of.width.max(1),
        alt,
    }
}

fn attributions(body: &Body) -> Vec<Attribution> {
    let mut found = Vec::new();
    body.walk(&mut |element| {
        if let Kind::Attribution(a) = &element.kind {
            let mut attribution = a.clone();
            attribution.url = attribution.url.filter(|u| is_web_url(u));
            attribution.archived_url = attribution.archived_url.filter(|u| is_web_url(u));
            found.push(attribution);
        }
    });
    found
}

fn authors(site: &Site, story: &PressedStory) -> Vec<json_ld::Person> {
    let code = story.edition.as_str();
    let origin = &site.settings.origin;
    let people = story.document.byline.iter();
    people
        .map(|c| json_ld::Person {
            name: c.name.clone(),
            url: Some(format!("{origin}{}", url(&[code, "people", &c.slug]))),
            role: Some(c.role.clone()).filter(|r| !r.is_empty()),
            description: None,
            image: None,
            same_as: Vec::new(),
        })
        .collect()
}

fn structured(
    site: &Site,
    masthead: &Masthead,
    story: &PressedStory,
    family: &[CardRow],
) -> json_ld::Story {
    let content = &story.document.content;
    let origin = &site.settings.origin;
    let code = story.edition.as_str();
    let section = &story.card.section;
    let translation = |m: &CardRow| json_ld::Translation {
        url: site.absolute(&m.path),
        language: masthead
            .all
            .iter()
            .find(|e| e.code == m.edition)
            .map_or_else(String::new, |e| plain_locale(&e.locale)),
        headline: m.card.headline.clone(),
    };
    let is_original = story.family == Some(story.id);
    let others: Vec<&CardRow> = family.iter().filter(|m| m.id != story.id).collect();
    let crumb = |name: &str, url: String| json_ld::Crumb {
        name: name.to_owned(),
        url,
    };
    json_ld::Story {
        url: site.absolute(&story.path),
        identifier: Some(format!("{origin}/-/stories/{}", story.id)),
        format: story.format,
        headline: content.headline.clone(),
        alternative_headline: None,
        description: Some(content.summary()),
        language: plain_locale(&masthead.edition.locale),
        published: story.published_at,
        updated: story.updated_at,
        authors: authors(site, story),
        section: Some(section.name.clone()),
        keywords: story.document.tags.iter().map(|t| t.name.clone()).collect(),
        word_count: story.document.words,
        is_free: true,
        dateline: content.place.clone(),
        images: images(site, story),
        corrections: story
            .document
            .notices
            .iter()
            .map(|n| json_ld::Correction {
                text: n.text.plain(),
                published: n.at,
            })
            .collect(),
        based_on: Vec::new(),
        citations: attributions(&content.body),
        translation_of: others
            .iter()
            .find(|m| Some(m.id) == story.family)
            .map(|m| translation(m)),
        translations: if is_original {
            others.iter().map(|m| translation(m)).collect()
        } else {
            Vec::new()
        },
        breadcrumbs: vec![
            crumb(&masthead.edition.name, site.absolute(&format!("/{code}/"))),
            crumb(
                &section.name,
                format!("{origin}{}", url(&[code, &section.slug])),
            ),
        ],
        comment_count: None,
        coverage: None,
    }
}
