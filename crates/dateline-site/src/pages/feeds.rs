//! Feeds: RSS, Atom and JSON Feed of every list.

use super::Desk;
use crate::build::{card, notice, picture, plain_locale, rendition};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::{FeedForm, Place};
use crate::view::{CardView, FeedSlots, NoticeView, PictureView, page_title};
use bytes::Bytes;
use dateline_core::body::html::{render, render_text};
use dateline_core::body::limits::is_web_url;
use dateline_core::id::{NoticeId, PictureId, StoryId};
use dateline_core::picture::Use;
use dateline_core::pressed::{PressedPicture, PressedStory};
use dateline_core::subject::Subject;
use dateline_db::queries::published::{self, CardRow, Cursor};
use dateline_db::queries::{filing, people};
use dateline_formats::feed::{self, Feed, Item, MediaItem};
use http::{HeaderName, HeaderValue};
use std::collections::HashMap;

/// Stories in a feed.
const ITEMS: i64 = 30;

/// What a feed is of: title, description, stories.
pub(super) struct List {
    title: String,
    description: String,
    pub(super) rows: Vec<CardRow>,
}

/// Makes a feed; `None` if there is nothing of that name.
pub async fn page(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    path: &str,
    place: Place<'_>,
    form: FeedForm,
) -> SiteResult<Option<Page>> {
    let Some(list) = list(desk, masthead, place, ITEMS).await? else {
        return Ok(None);
    };
    desk.read
        .read_all(list.rows.iter().map(|r| Subject::Story(r.id)));
    let edition = &masthead.edition;
    let site = desk.site;
    let home = path.trim_end_matches(form.file());
    let home = if home.trim_end_matches('/') == format!("/{}", edition.code) {
        home
    } else {
        home.trim_end_matches('/')
    };
    let items = items(desk, masthead, &list.rows).await?;
    let feed_url = site.absolute(path);
    let feed = Feed {
        title: list.title,
        home_url: site.absolute(home),
        feed_url: feed_url.clone(),
        description: list.description,
        language: plain_locale(&edition.locale),
        updated: items
            .iter()
            .map(|i| i.updated)
            .max()
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH),
        hub_url: site.settings.hub.clone(),
        icon: None,
        items,
    };
    let text = match form {
        FeedForm::Rss => feed::rss(&feed),
        FeedForm::Atom => feed::atom(&feed),
        FeedForm::Json => feed::json(&feed),
    };
    let media_type = HeaderValue::from_str(&format!("{}; charset=utf-8", form.media_type()))?;
    let mut links = format!("<{feed_url}>; rel=\"self\"");
    if let Some(hub) = &site.settings.hub {
        links = format!("<{hub}>; rel=\"hub\", {links}");
    }
    let page = Page::new(media_type, Bytes::from(text));
    Ok(Some(page.with_header(
        HeaderName::from_static("link"),
        HeaderValue::from_str(&links)?,
    )))
}

/// The newest stories of a list, at most `limit`; none if there is no such list.
pub(super) async fn list(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    place: Place<'_>,
    limit: i64,
) -> SiteResult<Option<List>> {
    let edition = &masthead.edition;
    let name = |part: &str| page_title(&[part, &edition.name]);
    let made = |title: String, description: String, rows| {
        Some(List {
            title,
            description,
            rows,
        })
    };
    let tx = &mut desk.tx;
    Ok(match place {
        Place::Front => {
            desk.read.read(Subject::Latest(edition.code.clone()));
            let rows = published::latest(tx, &edition.code, Cursor::START, limit).await?;
            made(edition.name.clone(), edition.tagline.clone(), rows)
        }
        Place::Section(slug) => match masthead.sections.iter().find(|s| s.slug == slug) {
            Some(section) => {
                desk.read.read(Subject::Section(section.id));
                let rows =
                    published::latest_in_section(tx, section.id, Cursor::START, limit).await?;
                made(name(&section.name), section.description.clone(), rows)
            }
            None => None,
        },
        Place::Tag(slug) => match filing::find_tag(tx, &edition.code, slug).await? {
            Some(tag) => {
                desk.read.read(Subject::Tag(tag.id));
                let rows = published::latest_with_tag(tx, tag.id, Cursor::START, limit).await?;
                if rows.is_empty() {
                    return Ok(None);
                }
                made(name(&tag.name), tag.description, rows)
            }
            None => None,
        },
        Place::Person(slug) => match people::find(tx, &edition.code, slug).await? {
            Some(who) => {
                desk.read.read(Subject::Contributor(who.id));
                let rows =
                    published::latest_by_contributor(tx, who.id, Cursor::START, limit).await?;
                made(name(&who.name), who.bio, rows)
            }
            None => None,
        },
        Place::Month(year, month) => {
            let Ok(first) = jiff::civil::Date::new(year, month, 1) else {
                return Ok(None);
            };
            desk.read.read(Subject::Month {
                edition: edition.code.clone(),
                year,
                month,
            });
            let (from, until) = super::archive::bounds(edition, first);
            let rows =
                published::between(tx, &edition.code, from, Cursor::before(until), limit).await?;
            if rows.is_empty() {
                return Ok(None);
            }
            made(
                name(&masthead.locale.dates().month(first)),
                String::new(),
                rows,
            )
        }
        Place::Archive | Place::Day(_) => None,
    })
}

async fn items(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    rows: &[CardRow],
) -> SiteResult<Vec<Item>> {
    let ids: Vec<StoryId> = rows.iter().map(|r| r.id).collect();
    let mut full: HashMap<StoryId, PressedStory> = published::list_full(&mut desk.tx, &ids)
        .await?
        .into_iter()
        .map(|s| (s.id, s))
        .collect();
    desk.screen_stories(masthead, Use::Feed, full.values_mut())
        .await?;
    let mut linked: Vec<StoryId> = full
        .values()
        .flat_map(|s| s.document.content.body.stories())
        .collect();
    linked.sort_unstable();
    linked.dedup();
    desk.read
        .read_all(linked.iter().map(|id| Subject::Story(*id)));
    let cards: HashMap<StoryId, CardView> = published::cards_by_id(&mut desk.tx, &linked)
        .await?
        .iter()
        .map(|r| (r.id, card(r)))
        .collect();
    let stories = rows.iter().filter_map(|r| full.get(&r.id));
    Ok(stories
        .map(|story| item(desk, masthead, story, &cards))
        .collect())
}

fn item(
    desk: &Desk<'_>,
    masthead: &Masthead,
    story: &PressedStory,
    cards: &HashMap<StoryId, CardView>,
) -> Item {
    let site = desk.site;
    let pictures: HashMap<PictureId, PictureView> = story
        .document
        .pictures
        .iter()
        .map(|p| (p.id, picture(p)))
        .collect();
    let page = site.absolute(&story.path);
    let mut slots = FeedSlots {
        locale: &masthead.locale,
        origin: &site.settings.origin,
        page: &page,
        pictures: &pictures,
        cards,
        notices: &HashMap::new(),
    };
    let notices: HashMap<NoticeId, NoticeView> = story
        .document
        .notices
        .iter()
        .map(|n| (n.id, notice(n, render_text(&n.text, &slots))))
        .collect();
    slots.notices = &notices;
    let content = &story.document.content;
    let lead = content.lead_picture.as_ref().map(|p| p.picture);
    let shown = story.document.pictures.iter().find(|p| Some(p.id) == lead);
    Item {
        id: story.id.0,
        url: site.absolute(&story.path),
        title: content.headline.clone(),
        summary: content.summary(),
        content_html: masthead
            .edition
            .full_text_feeds
            .then(|| render(&content.body, &slots)),
        published: story.published_at,
        updated: story.updated_at,
        authors: story
            .document
            .byline
            .iter()
            .map(|c| c.name.clone())
            .collect(),
        section: Some(story.card.section.name.clone()),
        tags: story.document.tags.iter().map(|t| t.name.clone()).collect(),
        pictures: shown.map(|p| media(desk, p)).into_iter().collect(),
        language: None,
    }
}

fn media(desk: &Desk<'_>, of: &PressedPicture) -> MediaItem {
    let width = of.width.min(1280);
    let origin = &desk.site.settings.origin;
    let address = |width: u32| format!("{origin}{}", rendition(of, width, "jpg"));
    MediaItem {
        url: address(1280),
        media_type: "image/jpeg".to_owned(),
        width: u32::try_from(width).ok(),
        height: u32::try_from(of.height * width / of.width.max(1)).ok(),
        bytes: None,
        title: None,
        caption: of.facts.caption.clone(),
        credit_line: of.facts.credit().map(str::to_owned),
        photographer: of.facts.photographer.clone(),
        copyright: of.facts.copyright.clone(),
        license: of.facts.licence_url.clone().filter(|u| is_web_url(u)),
        acquire_license_page: of.facts.licence_page.clone().filter(|u| is_web_url(u)),
        thumbnail_url: Some(address(320)),
    }
}
