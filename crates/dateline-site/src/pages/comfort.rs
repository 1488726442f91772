//! Pages around reading: what is kept on the device, no connection, the card other sites frame.

use super::feeds;
use super::{Desk, bare_html, html};
use crate::build::{Head, card, frame, plain_locale};
use crate::cache::Page;
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::Place;
use crate::view::{self, EmbedPage, Frame, KeptCard, OfflinePage, SavedPage};
use bytes::Bytes;
use dateline_core::id::StoryId;
use dateline_core::slug::encode_path;
use dateline_core::subject::Subject;
use dateline_db::queries::published::{self, CardRow};
use dateline_web::server::policy_to_be_framed;
use http::{HeaderValue, StatusCode};
use serde_json::json;
use uuid::Uuid;

/// The script of the page of saved stories.
const SAVED: &str = "saved.js";
/// The script of the page for no connection.
const OFFLINE: &str = "offline.js";
/// Newest stories of a list a reader follows.
const NEWEST: i64 = 3;

/// A page that is no news and not for search engines.
fn apart(desk: &Desk<'_>, masthead: &Masthead, path: &str, title: &str) -> Frame {
    let head = Head {
        path,
        title: vec![title],
        kind: "website",
        ..Head::default()
    };
    let mut frame = frame(desk.site, masthead, head);
    frame.open_graph = None;
    frame.robots = Some("noindex".to_owned());
    frame
}

/// The page a reader's own lists are shown on.
pub fn saved(desk: &Desk<'_>, masthead: &Masthead, path: &str) -> SiteResult<Page> {
    let title = masthead.locale.plain("saved-title", &[]);
    let mut frame = apart(desk, masthead, path, &title);
    frame.islands.push(SAVED);
    bare_html(desk.site, masthead, &SavedPage { frame })
}

/// The page for when there is no connection.
pub fn offline(desk: &Desk<'_>, masthead: &Masthead, path: &str) -> SiteResult<Page> {
    let title = masthead.locale.plain("offline-title", &[]);
    let mut frame = apart(desk, masthead, path, &title);
    frame.islands.push(OFFLINE);
    bare_html(desk.site, masthead, &OfflinePage { frame })
}

/// Cards of stories by id, in the order asked for; those that are not public are missing.
pub async fn cards(desk: &mut Desk<'_>, masthead: &Masthead, ids: &[StoryId]) -> SiteResult<Page> {
    desk.read.read_all(ids.iter().map(|id| Subject::Story(*id)));
    let mut rows = published::cards_by_id(&mut desk.tx, ids).await?;
    rows.retain(|row| row.edition == masthead.edition.code);
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    listed(desk, masthead, rows).await
}

/// The newest stories of a list; none if there is no such list.
pub async fn newest(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    place: Place<'_>,
) -> SiteResult<Option<Page>> {
    let Some(list) = feeds::list(desk, masthead, place, NEWEST).await? else {
        return Ok(None);
    };
    desk.read
        .read_all(list.rows.iter().map(|row| Subject::Story(row.id)));
    listed(desk, masthead, list.rows).await.map(Some)
}

/// Cards as JSON: what they say, and as the theme shows them.
async fn listed(desk: &mut Desk<'_>, masthead: &Masthead, rows: Vec<CardRow>) -> SiteResult<Page> {
    let mut cards: Vec<_> = rows.iter().map(card).collect();
    desk.screen_cards(masthead, cards.iter_mut()).await?;
    let edition = &masthead.edition;
    let frame = Frame::default();
    let templates = desk.site.templates.get();
    let mut shown = Vec::with_capacity(cards.len());
    for (row, card) in rows.iter().zip(cards) {
        let (url, headline) = (card.url.clone(), card.headline.clone());
        let page = KeptCard {
            frame: frame.clone(),
            card,
        };
        let html = view::Page::render(&page, &templates, &masthead.locale)?;
        shown.push(json!({ "id": row.id, "url": url, "headline": headline, "html": html }));
    }
    let answer = json!({
        "edition": edition.code,
        "name": edition.name,
        "locale": plain_locale(&edition.locale),
        "direction": edition.direction,
        "cards": shown,
    });
    Ok(Page::new(
        HeaderValue::from_static("application/json"),
        Bytes::from(answer.to_string()),
    ))
}

/// Reads an id in the one form addresses have it in.
pub fn story_id(text: &str) -> Option<StoryId> {
    let id = Uuid::try_parse(text).ok()?;
    (id.to_string() == text).then_some(StoryId(id))
}

/// The card of a story for a frame on another site.
pub async fn embed(
    desk: &mut Desk<'_>,
    masthead: &Masthead,
    path: &str,
    id: &str,
) -> SiteResult<Option<Page>> {
    let Some(id) = story_id(id) else {
        return Ok(None);
    };
    desk.read.read(Subject::Story(id));
    let rows = published::cards_by_id(&mut desk.tx, &[id]).await?;
    let row = rows.iter().find(|row| row.edition == masthead.edition.code);
    let title = row.map_or_else(
        || masthead.locale.plain("embed-gone", &[]),
        |row| row.card.headline.clone(),
    );
    let mut frame = apart(desk, masthead, path, &title);
    frame.canonical_url = row.map(|row| desk.site.absolute(&row.path));
    let is_gone = row.is_none();
    let mut card = row.map(card);
    if let (Some(card), Some(row)) = (&mut card, row) {
        // The frame stands on another site: addresses are whole.
        card.url = desk.site.absolute(&row.path);
    }
    let page = html(desk, masthead, EmbedPage { frame, card }).await?;
    let page = match policy_to_be_framed() {
        Some(policy) => page.with_header(http::header::CONTENT_SECURITY_POLICY, policy),
        None => page,
    };
    Ok(Some(if is_gone {
        page.with_status(StatusCode::NOT_FOUND)
    } else {
        page
    }))
}

/// Path of the card of a story for other sites.
pub fn embed_path(edition: &str, id: StoryId) -> String {
    encode_path(&format!("/{edition}/embed/{id}"))
}
