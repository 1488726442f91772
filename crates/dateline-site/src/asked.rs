//! Addresses whose answer follows from their query or from what was sent: made anew each time.

use crate::cache::{Page, PageRequest, Recorder, RenderError};
use crate::error::SiteResult;
use crate::pages::{self, Desk, oembed, report};
use crate::reports::{self, Form};
use crate::route::Address;
use crate::serve::{failed, send_asset};
use crate::site::Site;
use axum::Router;
use axum::body::Body as AxumBody;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_core::id::StoryId;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use std::sync::Arc;

/// Cards asked for at once.
const MOST_CARDS: usize = 100;
/// Most characters of the words a link to the form may carry.
const MOST_CARRIED: usize = 1_000;

/// The routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/{edition}/cards.json", get(cards))
        .route("/{edition}/report", get(report_form).post(report_sent))
        .route("/oembed", get(embedded))
        .route("/-/stories/{id}", get(identity))
        .route("/sw.js", get(worker))
}

/// The page `make` makes, or the one that says why there is none.
async fn answer<F>(site: &Arc<Site>, parts: &Parts, make: F) -> Response
where
    F: AsyncFnOnce(&mut Desk<'_>) -> SiteResult<Page>,
{
    let made = match pages::open(site, Recorder::new()).await {
        Ok(mut desk) => {
            let page = make(&mut desk).await;
            desk.tx.close().await.map_err(Into::into).and(page)
        }
        Err(error) => Err(error),
    };
    let request = PageRequest::new(None, &parts.method, &parts.headers);
    match made {
        Ok(page) => site.cache.send(page, &request).await.map(AxumBody::new),
        Err(error) => {
            let path = parts.uri.path();
            tracing::error!(%error, path, "A page could not be made");
            let status = match RenderError::from(error) {
                RenderError::Unavailable(_) | RenderError::Overloaded => {
                    StatusCode::SERVICE_UNAVAILABLE
                }
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            };
            let address = Address::read(path, None).unwrap_or(Address {
                path: "/".to_owned(),
                before: None,
                query: None,
            });
            failed(site, &address, status, &parts.method, &parts.headers, None).await
        }
    }
}

/// The page for what is not there.
async fn missing(desk: &mut Desk<'_>, path: &str) -> SiteResult<Page> {
    let address = Address {
        path: path.to_owned(),
        before: None,
        query: None,
    };
    pages::missing(desk, &address).await
}

fn refused(status: StatusCode, words: &'static str) -> Response {
    (
        status,
        [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
        words,
    )
        .into_response()
}

/// `/{edition}/cards.json?ids=…`: stories by id, as they are now.
async fn cards(
    State(site): State<Arc<Site>>,
    Path(edition): Path<String>,
    RawQuery(query): RawQuery,
    request: Request<AxumBody>,
) -> Response {
    let Some(ids) = ids(query.as_deref().unwrap_or_default()) else {
        let words = "ids takes ids of stories with commas between them, 1 to 100 of them.\n";
        return refused(StatusCode::BAD_REQUEST, words);
    };
    let (parts, _) = request.into_parts();
    answer(&site, &parts, async |desk: &mut Desk<'_>| {
        match desk.masthead(&edition).await? {
            Some(masthead) => pages::comfort::cards(desk, &masthead, &ids).await,
            None => missing(desk, parts.uri.path()).await,
        }
    })
    .await
}

fn ids(query: &str) -> Option<Vec<StoryId>> {
    let list = query
        .split('&')
        .find_map(|part| part.strip_prefix("ids="))?;
    let list = list.replace("%2C", ",");
    let mut ids = Vec::new();
    for word in list.split(',') {
        let id = pages::comfort::story_id(word)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
        if ids.len() > MOST_CARDS {
            return None;
        }
    }
    Some(ids)
}

/// `/oembed?url=…`.
async fn embedded(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
    request: Request<AxumBody>,
) -> Response {
    let asked = oembed::Asked::read(query.as_deref().unwrap_or_default());
    let (parts, _) = request.into_parts();
    answer(&site, &parts, async |desk: &mut Desk<'_>| {
        oembed::page(desk, &asked).await
    })
    .await
}

/// `/-/stories/{id}`: the name of a story that stays when its address changes.
async fn identity(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request<AxumBody>,
) -> Response {
    let (parts, _) = request.into_parts();
    answer(
        &site,
        &parts,
        async |desk: &mut Desk<'_>| match pages::comfort::story_id(&id) {
            Some(id) => pages::identity(desk, id).await,
            None => missing(desk, parts.uri.path()).await,
        },
    )
    .await
}

/// `/sw.js`: the script that keeps pages for when there is no connection, or one that takes it away.
async fn worker(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let name = if site.settings.offline {
        "sw.js"
    } else {
        "sw-off.js"
    };
    let templates = site.templates.get();
    let name = templates.theme().public_name(name).map(str::to_owned);
    name.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |name| send_asset(&site, &name, &headers, "no-cache"),
    )
}

/// `/{edition}/report?story=…`: the form.
async fn report_form(
    State(site): State<Arc<Site>>,
    Path(edition): Path<String>,
    RawQuery(query): RawQuery,
    request: Request<AxumBody>,
) -> Response {
    let (mut story, mut shown) = (None, report::Shown::default());
    shown.state = "form";
    for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match &*name {
            "story" => story = pages::comfort::story_id(&value),
            "passage" => {
                let words = reports::clean(&value);
                shown.typed.passage = words.chars().take(MOST_CARRIED).collect();
            }
            "sent" => shown.state = "sent",
            _ => {}
        }
    }
    let (parts, _) = request.into_parts();
    form(&site, &parts, &edition, story, shown).await
}

async fn form(
    site: &Arc<Site>,
    parts: &Parts,
    edition: &str,
    story: Option<StoryId>,
    shown: report::Shown,
) -> Response {
    answer(site, parts, async |desk: &mut Desk<'_>| {
        let page = match story {
            Some(story) => report::page(desk, edition, story, shown).await?,
            None => None,
        };
        match page {
            Some(page) => Ok(page),
            None => missing(desk, parts.uri.path()).await,
        }
    })
    .await
}

/// The form comes back.
async fn report_sent(
    State(site): State<Arc<Site>>,
    Path(edition): Path<String>,
    request: Request<AxumBody>,
) -> Response {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    }) {
        let words = "Send the form as application/x-www-form-urlencoded.\n";
        return refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, words);
    }
    let Ok(bytes) = axum::body::to_bytes(body, reports::MAX_FORM_BYTES).await else {
        let words = "The form is longer than 48 KB; please write less.\n";
        return refused(StatusCode::PAYLOAD_TOO_LARGE, words);
    };
    let sent = Form::read(&bytes);
    let Some(story) = pages::comfort::story_id(&sent.story) else {
        return form(&site, &parts, &edition, None, report::Shown::default()).await;
    };
    match take(&site, &parts, story, &sent).await {
        Taken::Yes => thanks(&edition, story),
        Taken::No(state, status) => {
            let shown = report::Shown {
                faults: sent.faults(),
                revision: Some(sent.revision),
                typed: sent.typed,
                state,
                status,
            };
            form(&site, &parts, &edition, Some(story), shown).await
        }
    }
}

enum Taken {
    Yes,
    /// Why not, as the form says it.
    No(&'static str, StatusCode),
}

async fn take(site: &Site, parts: &Parts, story: StoryId, sent: &Form) -> Taken {
    if reports::is_foreign(site, &parts.headers) {
        return Taken::No("foreign", StatusCode::FORBIDDEN);
    }
    if !sent.trap.is_empty() {
        // A program is told what it wants to hear.
        return Taken::Yes;
    }
    if sent.faults().is_any() {
        return Taken::No("form", StatusCode::UNPROCESSABLE_ENTITY);
    }
    let sender = dateline_web::server::sender(&parts.extensions, &parts.headers);
    if !site.reports.admit(sender, site.house.now()) {
        return Taken::No("busy", StatusCode::TOO_MANY_REQUESTS);
    }
    match reports::file(site, story, sent).await {
        Ok(true) => Taken::Yes,
        // The form of a story that is gone is not there either: 404.
        Ok(false) => Taken::No("form", StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::error!(%error, story.id = %story, "A reader's report could not be written down");
            Taken::No("failed", StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// The reader is led to a page that can be loaded again without sending anything.
fn thanks(edition: &str, story: StoryId) -> Response {
    let to = format!("{}&sent=1", report::address(edition, story));
    match HeaderValue::try_from(to) {
        Ok(to) => (
            StatusCode::SEE_OTHER,
            [
                (header::LOCATION, to),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ],
        )
            .into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_strictly_and_counted_once() {
        let one = "0192f0c1-2345-7000-8000-00000000000a";
        let list = |words: &[&str]| ids(&format!("x=1&ids={}", words.join(",")));

        assert_eq!(list(&[one, one]).map(|ids| ids.len()), Some(1));
        for bad in ["", "1", &one.to_uppercase(), &one.replace('-', "")] {
            assert_eq!(list(&[one, bad]), None, "{bad}");
        }
        let many: Vec<String> = (0..101_u128)
            .map(|n| uuid::Uuid::from_u128(n).to_string())
            .collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(list(&many), None);
        assert_eq!(list(&many[..100]).map(|ids| ids.len()), Some(100));
    }
}
