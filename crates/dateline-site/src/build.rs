//! From pressed rows to what templates see.

use crate::masthead::Masthead;
use crate::route::{FeedForm, before};
use crate::site::Site;
use crate::view::{
    Alternate, CardView, EditionLink, EditionView, FeedLink, Frame, Link, Moment, NoticeView,
    OpenGraph, PictureSource, PictureView, SectionLink, distinct_alt, focus_class, language_name,
    page_title,
};
use dateline_core::body::html::escape;
use dateline_core::notice::Notice;
use dateline_core::picture::{Making, PictureFacts};
use dateline_core::pressed::PressedPicture;
use dateline_core::slug::encode_path;
use dateline_core::story::CommentsPolicy;
use dateline_db::from_micros;
use dateline_db::queries::published::{CardRow, Cursor};
use dateline_infra::picture::{WIDTHS, hint};
use dateline_web::i18n::{Arg, language_of};
use std::fmt::Write;

/// Where renditions are served.
pub const PICTURE_BASE: &str = "/-/pictures/";
/// The script of every page: reading settings, lists kept on the device, pages kept for later.
const COMFORT: &str = "comfort.js";
/// The width browsers without `srcset` get, in pixels.
const PLAIN_WIDTH: u32 = 960;

/// The page of an edition's section, tag, ...: `/{edition}/{a}` or `/{edition}/{a}/{b}`, encoded.
pub fn url(parts: &[&str]) -> String {
    let mut path = String::new();
    for part in parts {
        path.push('/');
        path.push_str(part);
    }
    encode_path(&path)
}

/// The front of an edition.
pub fn front_url(code: &str) -> String {
    format!("/{code}/")
}

/// Address of a rendition.
pub fn rendition(picture: &PressedPicture, width: u32, extension: &str) -> String {
    let (hash, version) = (&picture.hash, &picture.look.version);
    let dot = if version.is_empty() { "" } else { "." };
    format!("{PICTURE_BASE}{hash}/{width}{dot}{version}.{extension}")
}

/// Widest rendition that moves, in pixels.
const WIDEST_MOVING: u32 = 960;

/// Widths made of a picture with how wide each really is: nothing is ever enlarged.
fn widths(picture: &PressedPicture) -> Vec<(u32, i64)> {
    let mut out = Vec::new();
    let widest = if picture.look.is_moving {
        WIDEST_MOVING
    } else {
        u32::MAX
    };
    for width in WIDTHS.into_iter().filter(|width| *width <= widest) {
        let real = i64::from(width).min(picture.width);
        out.push((width, real));
        if i64::from(width) >= picture.width {
            break;
        }
    }
    out
}

fn srcset(picture: &PressedPicture, extension: &str) -> String {
    let mut out = String::new();
    for (width, real) in widths(picture) {
        let comma = if out.is_empty() { "" } else { ", " };
        let _ = write!(
            out,
            "{comma}{} {real}w",
            rendition(picture, width, extension)
        );
    }
    out
}

/// A picture in every size there is.
pub fn picture(picture: &PressedPicture) -> PictureView {
    let facts = &picture.facts;
    let plain = widths(picture)
        .iter()
        .map(|(w, _)| *w)
        .filter(|w| *w <= PLAIN_WIDTH)
        .max()
        .unwrap_or(WIDTHS[0]);
    PictureView {
        id: Some(picture.id),
        src: rendition(picture, plain, "jpg"),
        srcset: Some(srcset(picture, "jpg")),
        sources: sources(picture),
        hint: picture
            .look
            .hint
            .as_deref()
            .and_then(hint)
            .map(|h| h.to_string()),
        width: picture.width,
        height: picture.height,
        alt: distinct_alt(facts.alt.as_deref(), facts.caption.as_deref()),
        caption_html: facts
            .caption
            .as_deref()
            .filter(|c| !c.trim().is_empty())
            .map(escaped),
        credit_line: facts.credit().map(str::to_owned),
        labels: labels(facts),
        focus: focus_class(picture.focal_point),
        credentials_html: None,
    }
}

/// Better media types than JPEG, best first. What moves does so only for who does not mind.
fn sources(picture: &PressedPicture) -> Vec<PictureSource> {
    let source = |media_type, extension, media| PictureSource {
        media_type,
        media,
        srcset: srcset(picture, extension),
    };
    let look = &picture.look;
    let still = look.is_moving.then(|| {
        source(
            "image/jpeg",
            "jpg",
            Some("(prefers-reduced-motion: reduce)"),
        )
    });
    let avif = look.has_avif.then(|| source("image/avif", "avif", None));
    let webp = source("image/webp", "webp", None);
    still.into_iter().chain(avif).chain([webp]).collect()
}

/// What readers are told of a picture: who gave it, and that no camera saw it so.
fn labels(facts: &PictureFacts) -> Vec<&'static str> {
    let making = facts.making().map(Making::as_str);
    facts.rights.label().into_iter().chain(making).collect()
}

/// A picture without its caption, as on cards.
pub fn bare(of: &PressedPicture) -> PictureView {
    PictureView {
        caption_html: None,
        ..picture(of)
    }
}

/// Text as HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// A card of a story.
pub fn card(row: &CardRow) -> CardView {
    let card = &row.card;
    let has_discussion = row.comments != CommentsPolicy::Closed || row.comment_count > 0;
    CardView {
        url: encode_path(&row.path),
        kicker: card.kicker.clone(),
        headline: card.headline.clone(),
        trail_text: Some(card.trail_text.clone()).filter(|t| !t.trim().is_empty()),
        format: row.format.as_str(),
        section: Some(Link::new(
            card.section.name.clone(),
            url(&[row.edition.as_str(), &card.section.slug]),
        )),
        picture: card.picture.as_ref().map(bare),
        published: Some(Moment(row.published_at)),
        byline: card.byline.clone(),
        portrait: card.portrait.as_ref().map(bare),
        comment_count: has_discussion.then(|| u32::try_from(row.comment_count).unwrap_or(u32::MAX)),
        is_withdrawn: false,
    }
}

/// A public note.
pub fn notice(of: &Notice, html: String) -> NoticeView {
    NoticeView {
        id: of.id.0.simple().to_string(),
        kind: of.kind.as_str(),
        at: Moment(of.at),
        html,
    }
}

/// What a frame is made for.
#[derive(Debug, Default)]
pub struct Head<'a> {
    /// Path of the page, not encoded.
    pub path: &'a str,
    /// Parts of the title before the name of the paper.
    pub title: Vec<&'a str>,
    /// The page's own description.
    pub description: Option<String>,
    /// Slug of the section the page is in.
    pub section: Option<&'a str>,
    /// Base of the feeds of the page, not encoded, with what they carry.
    pub feeds: Option<(String, String)>,
    /// The page in other editions: locale and path, this one too.
    pub alternates: Vec<(String, String)>,
    /// Canonical address, if it is elsewhere.
    pub canonical: Option<String>,
    /// Where the page of a list begins, if it is not the first: such a page names itself.
    pub before: Option<Cursor>,
    /// `website`, `article` or `profile`.
    pub kind: &'static str,
}

/// What every page shares.
pub fn frame(site: &Site, masthead: &Masthead, head: Head<'_>) -> Frame {
    let edition = &masthead.edition;
    let code = edition.code.as_str();
    let today = edition.day(site.house.now());
    let mut title = head.title.clone();
    let shared = title.first().copied().unwrap_or(&edition.name).to_owned();
    title.push(&edition.name);
    if head.title.is_empty() {
        title.push(&edition.tagline);
    }
    Frame {
        edition: edition_view(masthead),
        editions: editions(masthead, &head),
        sections: sections(masthead, head.section),
        pages: masthead
            .pages
            .iter()
            .map(|(path, name)| Link::new(name.clone(), encode_path(path)))
            .collect(),
        archive_url: Some(format!(
            "/{code}/archive/{:04}/{:02}",
            today.year(),
            today.month()
        )),
        title: page_title(&title),
        description: head.description.filter(|d| !d.trim().is_empty()),
        canonical_url: Some(
            head.canonical
                .unwrap_or_else(|| own_address(site, head.path, head.before)),
        ),
        alternates: alternates(site, masthead, &head.alternates),
        feeds: head
            .feeds
            .map(|(base, name)| feed_links(&base, &page_title(&[&name, &edition.name])))
            .unwrap_or_default(),
        open_graph: Some(OpenGraph {
            kind: head.kind,
            title: shared,
            locale: open_graph_locale(&edition.locale),
            ..OpenGraph::default()
        }),
        json_ld: None,
        robots: None,
        islands: vec![COMFORT],
        manifest_url: Some(format!("/{code}/site.webmanifest")),
        saved_url: Some(url(&[code, "saved"])),
        keeps: site.settings.offline,
        oembed_url: None,
        today: Some(today.to_string()),
        year: today.year(),
    }
}

/// The absolute address of a page; of a later page of a list with where it begins.
pub fn own_address(site: &Site, path: &str, from: Option<Cursor>) -> String {
    let page = site.absolute(path);
    match from {
        Some(at) => format!("{page}?{}", before(at)),
        None => page,
    }
}

/// The title of a later page of a list: what it is of, and since when back.
pub fn later_title(masthead: &Masthead, name: &str, from: Option<Cursor>) -> Option<String> {
    let when = masthead.locale.datetime(from_micros(from?.published_at));
    let words = [("name", Arg::Text(name)), ("when", Arg::Text(&when))];
    Some(masthead.locale.plain("list-before", &words))
}

fn edition_view(masthead: &Masthead) -> EditionView {
    let edition = &masthead.edition;
    EditionView {
        code: edition.code.0.clone(),
        name: edition.name.clone(),
        tagline: edition.tagline.clone(),
        locale: plain_locale(&edition.locale),
        direction: edition.direction.as_str(),
        numerals: masthead.locale.numerals(),
        url: front_url(edition.code.as_str()),
    }
}

/// A locale without extensions ("ar-u-nu-latn" is "ar").
pub fn plain_locale(locale: &str) -> String {
    locale.split("-u-").next().unwrap_or(locale).to_owned()
}

fn editions(masthead: &Masthead, head: &Head<'_>) -> Vec<EditionLink> {
    masthead
        .all
        .iter()
        .map(|e| {
            let locale = plain_locale(&e.locale);
            let same = head
                .alternates
                .iter()
                .find(|(l, _)| *l == locale)
                .map(|(_, path)| encode_path(path));
            EditionLink {
                language: language_name(&e.locale).to_owned(),
                name: e.name.clone(),
                direction: e.direction.as_str(),
                url: same.unwrap_or_else(|| front_url(e.code.as_str())),
                is_current: e.code == masthead.edition.code,
                locale,
            }
        })
        .collect()
}

fn sections(masthead: &Masthead, current: Option<&str>) -> Vec<SectionLink> {
    let code = masthead.edition.code.as_str();
    let shown = masthead
        .sections
        .iter()
        .filter(|s| masthead.navigation.contains(&s.id));
    shown
        .map(|s| SectionLink {
            name: s.name.clone(),
            url: url(&[code, &s.slug]),
            is_current: current == Some(s.slug.as_str()),
        })
        .collect()
}

fn alternates(site: &Site, masthead: &Masthead, pairs: &[(String, String)]) -> Vec<Alternate> {
    if pairs.len() < 2 {
        return Vec::new();
    }
    let mut out: Vec<Alternate> = pairs
        .iter()
        .map(|(locale, path)| Alternate {
            hreflang: locale.clone(),
            href: site.absolute(path),
        })
        .collect();
    let first = masthead.all.first().map(|e| plain_locale(&e.locale));
    let default = pairs
        .iter()
        .find(|(l, _)| Some(l) == first.as_ref())
        .or_else(|| pairs.first());
    if let Some((_, path)) = default {
        out.push(Alternate {
            hreflang: "x-default".to_owned(),
            href: site.absolute(path),
        });
    }
    out
}

fn feed_links(base: &str, title: &str) -> Vec<FeedLink> {
    let link = |form: FeedForm| FeedLink {
        title: title.to_owned(),
        href: encode_path(&format!("{base}/{}", form.file())),
        media_type: form.media_type(),
    };
    FeedForm::ALL.into_iter().map(link).collect()
}

fn open_graph_locale(locale: &str) -> String {
    match language_of(locale) {
        "en" => "en_GB".to_owned(),
        "ar" => "ar_AR".to_owned(),
        "zh" => "zh_CN".to_owned(),
        other => format!("{other}_{}", other.to_uppercase()),
    }
}

/// For texts that refer to nothing else, such as comments: words and links only.
#[derive(Clone, Copy, Debug)]
pub struct PlainSlots;

impl dateline_core::body::html::Slots for PlainSlots {
    fn picture(&self, _: &mut String, _: &dateline_core::body::PictureUse) {}
    fn gallery(&self, _: &mut String, _: Option<&str>, _: &[dateline_core::body::PictureUse]) {}
    fn card(&self, _: &mut String, _: dateline_core::id::StoryId) {}
    fn story_href(&self, _: dateline_core::id::StoryId) -> Option<String> {
        None
    }
    fn notice(&self, _: &mut String, _: dateline_core::id::NoticeId) {}
    fn attribution(&self, _: &mut String, _: &dateline_core::body::Attribution) {}
    fn embed(&self, _: &mut String, _: &str, _: &str, _: Option<&str>) {}
}
