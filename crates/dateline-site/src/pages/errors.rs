//! What a reader gets in place of a page.

use super::{Desk, bare_html};
use crate::build::{Head, card, frame};
use crate::cache::{Page, Recorder};
use crate::error::SiteResult;
use crate::masthead::Masthead;
use crate::route::Address;
use crate::site::Site;
use crate::theme::Dress;
use crate::view::{ErrorKind, ErrorPage};
use dateline_core::subject::Subject;
use dateline_db::queries::edition;
use dateline_db::queries::published::{self, Cursor};
use http::StatusCode;
use std::sync::Arc;

/// Stories offered instead.
const OFFERED: i64 = 6;

/// The page for an address that has none, in the language of the edition it begins with.
pub async fn page(desk: &mut Desk<'_>, address: &Address, status: StatusCode) -> SiteResult<Page> {
    let code = address
        .path
        .split('/')
        .nth(1)
        .unwrap_or_default()
        .to_owned();
    let mut masthead = desk.masthead(&code).await?;
    if masthead.is_none()
        && let Some(first) = edition::list(&mut desk.tx).await?.first()
    {
        masthead = desk.masthead(first.code.as_str()).await?;
    }
    let Some(masthead) = masthead else {
        return Ok(super::plain::empty_house());
    };
    let edition = &masthead.edition.code;
    desk.read.read(Subject::Latest(edition.clone()));
    let latest = published::latest(&mut desk.tx, edition, Cursor::START, OFFERED).await?;
    let mut latest: Vec<_> = latest.iter().map(card).collect();
    desk.screen_cards(&masthead, latest.iter_mut()).await?;
    let made = build(desk.site, &masthead, address, status, latest, None)?;
    Ok(made.with_status(status).not_stored())
}

fn build(
    site: &Site,
    masthead: &Masthead,
    address: &Address,
    status: StatusCode,
    latest: Vec<crate::view::CardView>,
    request_id: Option<String>,
) -> SiteResult<Page> {
    let kind = ErrorKind::of(status.as_u16());
    let title = masthead.locale.plain(&title_key(kind), &[]);
    let head = Head {
        path: &address.path,
        title: vec![&title],
        kind: "website",
        ..Head::default()
    };
    let mut frame = frame(site, masthead, head);
    frame.canonical_url = None;
    frame.open_graph = None;
    frame.robots = Some("noindex".to_owned());
    let page = ErrorPage {
        frame,
        status: status.as_u16(),
        kind,
        latest,
        request_id,
    };
    bare_html(site, masthead, &page)
}

fn title_key(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "not-found-title",
        ErrorKind::Gone => "gone-title",
        ErrorKind::Legal => "legal-title",
        ErrorKind::Failed => "failed-title",
    }
    .to_owned()
}

/// The page for a fault of ours: without the database if it is away.
pub async fn error_page(
    site: &Arc<Site>,
    address: &Address,
    status: StatusCode,
    request_id: Option<String>,
) -> Option<Page> {
    let code = address.path.split('/').nth(1).unwrap_or_default();
    let masthead = if let Some(kept) = site.mastheads.kept(code) {
        kept
    } else {
        let heard = site.mastheads.heard();
        let mut tx = site.house.db().read().await.ok()?;
        site.mastheads
            .get(&mut tx, heard, &site.catalogue, code, &Recorder::new())
            .await
            .ok()??
    };
    let made = |id| build(site, &masthead, address, status, Vec::new(), id);
    made(request_id.clone())
        .inspect_err(|error| crate::theme::note(site, error, &address.path))
        .or_else(|_| Dress::Spare.wear_now(|| made(request_id)))
        .ok()
        .map(|p| p.with_status(status).not_stored())
}
