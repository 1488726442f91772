//! Lists by publication: sections, tags, contributors.

use super::{Desk, html};
use crate::build::{Head, card, escaped, frame, later_title, own_address, picture, url};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::{Address, before};
use crate::view::{CardView, ContributorPage, JsonLd, Moment, Pager, SectionPage, TagPage};
use dateline_core::body::limits::is_web_url;
use dateline_core::pressed::PressedPicture;
use dateline_core::slug::encode_path;
use dateline_core::subject::Subject;
use dateline_db::from_micros;
use dateline_db::queries::published::{self, CardRow, Cursor};
use dateline_db::queries::{filing, people, picture as pictures};
use dateline_formats::json_ld;

/// Stories on one page of a list.
pub const PAGE: usize = 30;

/// One more than a page, so that it is known whether there are more.
const WANTED: i64 = 31;

fn from(address: &Address) -> Cursor {
    address.before.unwrap_or(Cursor::START)
}

/// Cards of a page of a list, and how it goes on.
fn turn(desk: &Desk<'_>, mut rows: Vec<CardRow>, address: &Address) -> (Vec<CardView>, Pager) {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    desk.read.read_all(
        rows.iter()
            .flat_map(|r| [Subject::Story(r.id), Subject::Comments(r.id)]),
    );
    let base = encode_path(&address.path);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| format!("{base}?{}", before(last.cursor())));
    let pager = Pager {
        next_url: next,
        newest_url: address.before.map(|_| base),
        before: since(address),
    };
    (rows.iter().map(card).collect(), pager)
}

/// The moment a later page of a list begins at.
pub fn since(address: &Address) -> Option<Moment> {
    let from = address.before?;
    Some(Moment(from_micros(from.published_at)))
}

fn optional(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// The front of a section.
pub async fn section(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    slug: &str,
    address: &Address,
) -> SiteResult<Option<Page>> {
    let Some(section) = masthead.sections.iter().find(|s| s.slug == slug) else {
        return Ok(None);
    };
    desk.read.read_all([
        Subject::Section(section.id),
        Subject::Today(masthead.edition.code.clone()),
    ]);
    let rows =
        published::latest_in_section(&mut desk.tx, section.id, from(address), WANTED).await?;
    let (mut cards, pager) = turn(desk, rows, address);
    for card in &mut cards {
        card.section = None;
    }
    let later = later_title(masthead, &section.name, address.before);
    let head = Head {
        path: &address.path,
        title: vec![later.as_deref().unwrap_or(&section.name)],
        before: address.before,
        description: later.clone().or_else(|| optional(&section.description)),
        section: Some(slug),
        feeds: Some((address.path.clone(), section.name.clone())),
        kind: "website",
        ..Head::default()
    };
    let page = SectionPage {
        frame: frame_of(desk, masthead, head, address, &cards),
        name: section.name.clone(),
        description: optional(&section.description),
        cards,
        pager,
    };
    html(desk, masthead, page).await.map(Some)
}

/// The stories under a tag.
pub async fn tag(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    slug: &str,
    address: &Address,
) -> SiteResult<Option<Page>> {
    let Some(tag) = filing::find_tag(&mut desk.tx, &masthead.edition.code, slug).await? else {
        return Ok(None);
    };
    desk.read.read_all([
        Subject::Tag(tag.id),
        Subject::Today(masthead.edition.code.clone()),
    ]);
    let rows = published::latest_with_tag(&mut desk.tx, tag.id, from(address), WANTED).await?;
    if rows.is_empty() {
        // A tag may have been made for a story that is still secret.
        return Ok(None);
    }
    let (cards, pager) = turn(desk, rows, address);
    let later = later_title(masthead, &tag.name, address.before);
    let head = Head {
        path: &address.path,
        title: vec![later.as_deref().unwrap_or(&tag.name)],
        before: address.before,
        description: later.clone().or_else(|| optional(&tag.description)),
        feeds: Some((address.path.clone(), tag.name.clone())),
        kind: "website",
        ..Head::default()
    };
    let page = TagPage {
        frame: frame_of(desk, masthead, head, address, &cards),
        name: tag.name.clone(),
        kind: tag.kind.as_str(),
        description: optional(&tag.description),
        cards,
        pager,
    };
    html(desk, masthead, page).await.map(Some)
}

/// A person and their stories.
pub async fn contributor(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    slug: &str,
    address: &Address,
) -> SiteResult<Option<Page>> {
    let Some(who) = people::find(&mut desk.tx, &masthead.edition.code, slug).await? else {
        return Ok(None);
    };
    desk.read.read_all([
        Subject::Contributor(who.id),
        Subject::Today(masthead.edition.code.clone()),
    ]);
    let rows =
        published::latest_by_contributor(&mut desk.tx, who.id, from(address), WANTED).await?;
    let (cards, pager) = turn(desk, rows, address);
    let ids: Vec<_> = who.picture.into_iter().collect();
    let portrait = pictures::list(&mut desk.tx, &ids, &masthead.edition.locale).await?;
    let portrait = portrait.first().and_then(PressedPicture::of);
    let later = later_title(masthead, &who.name, address.before);
    let head = Head {
        path: &address.path,
        title: vec![later.as_deref().unwrap_or(&who.name)],
        before: address.before,
        description: later.clone().or_else(|| optional(&who.bio)),
        feeds: Some((address.path.clone(), who.name.clone())),
        kind: "profile",
        ..Head::default()
    };
    let mut frame = frame(desk.site, masthead, head);
    frame.json_ld = Some(profile(desk, masthead, &who, address));
    let page = ContributorPage {
        frame,
        name: who.name.clone(),
        role: optional(&who.role),
        biography_html: optional(&who.bio).map(|bio| format!("<p>{}</p>", escaped(&bio))),
        picture: portrait.as_ref().map(picture),
        cards,
        pager,
    };
    html(desk, masthead, page).await.map(Some)
}

fn frame_of(
    desk: &Desk<'_>,
    masthead: &Masthead,
    head: Head<'_>,
    address: &Address,
    cards: &[CardView],
) -> crate::view::Frame {
    let name = head.title.first().copied().unwrap_or_default().to_owned();
    let description = head.description.clone();
    let mut frame = frame(desk.site, masthead, head);
    let edition = &masthead.edition;
    let origin = &desk.site.settings.origin;
    let list = json_ld::Front {
        url: own_address(desk.site, &address.path, address.before),
        name,
        description,
        language: crate::build::plain_locale(&edition.locale),
        updated: None,
        stories: cards
            .iter()
            .map(|c| json_ld::Crumb {
                name: c.headline.clone(),
                url: format!("{origin}{}", c.url),
            })
            .collect(),
        breadcrumbs: vec![json_ld::Crumb {
            name: edition.name.clone(),
            url: format!("{origin}{}", url(&[edition.code.as_str(), ""])),
        }],
    };
    frame.json_ld = Some(JsonLd::new(&json_ld::front(
        &super::structured::paper(desk.site, masthead),
        &list,
    )));
    frame
}

fn profile(
    desk: &Desk<'_>,
    masthead: &Masthead,
    who: &people::Contributor,
    address: &Address,
) -> JsonLd {
    let person = json_ld::Person {
        name: who.name.clone(),
        url: Some(desk.site.absolute(&address.path)),
        role: optional(&who.role),
        description: optional(&who.bio),
        image: None,
        same_as: who
            .url
            .clone()
            .into_iter()
            .filter(|u| is_web_url(u))
            .collect(),
    };
    JsonLd::new(&json_ld::profile(
        &super::structured::paper(desk.site, masthead),
        &person,
    ))
}
