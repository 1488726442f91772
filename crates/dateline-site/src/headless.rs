//! `/api/published`: published stories for programs. Kept and renewed as pages are.

use crate::cache::{PageRequest, Recorder, RenderError};
use crate::error::SiteResult;
use crate::pages;
use crate::pages::headless::{self, Asked, Narrowed};
use crate::site::Site;
use axum::Router;
use axum::body::Body as AxumBody;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use dateline_db::queries::published::Cursor;
use http::request::Parts;
use http::{Request, StatusCode};
use std::sync::Arc;
use uuid::Uuid;

/// Where the list is.
const LIST: &str = "/api/published/stories";
/// Stories of one page where nobody asks for another number.
const USUAL: i64 = 30;
/// Most stories of one page.
const MOST: i64 = 100;
/// Longest slug or code, in bytes.
const MAX_WORD: usize = 400;

/// The routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route(LIST, get(list))
        .route("/api/published/stories/{id}", get(story))
}

async fn list(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
    request: Request<AxumBody>,
) -> Response {
    let (parts, _) = request.into_parts();
    match read(query.as_deref().unwrap_or_default()) {
        Ok(asked) => kept(&site, &parts, &key(&asked), Wanted::List(asked)).await,
        Err(told) => refused(&site, &parts, StatusCode::BAD_REQUEST, &told).await,
    }
}

async fn story(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request<AxumBody>,
) -> Response {
    let (parts, _) = request.into_parts();
    let Some(id) = pages::comfort::story_id(&id) else {
        let told = "no such story is public now";
        return refused(&site, &parts, StatusCode::NOT_FOUND, told).await;
    };
    kept(&site, &parts, &format!("{LIST}/{id}"), Wanted::Story(id)).await
}

/// What is asked for.
#[derive(Clone)]
enum Wanted {
    List(Asked),
    Story(dateline_core::id::StoryId),
}

/// The page of a key, kept or made.
async fn kept(site: &Arc<Site>, parts: &Parts, key: &str, wanted: Wanted) -> Response {
    let request = PageRequest::new(Some(key), &parts.method, &parts.headers);
    let maker = Arc::clone(site);
    let made = site.cache.get_or_render(&request, move |read| {
        let (site, wanted) = (Arc::clone(&maker), wanted.clone());
        async move {
            let made = Box::pin(make(&site, read, &wanted)).await;
            made.map_err(RenderError::from)
        }
    });
    match made.await {
        Ok(response) => response.map(AxumBody::new),
        Err(error) => {
            tracing::error!(%error, path = parts.uri.path(), "Published stories could not be told");
            let status = match error {
                RenderError::Unavailable(_) | RenderError::Overloaded => {
                    StatusCode::SERVICE_UNAVAILABLE
                }
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            };
            refused(
                site,
                parts,
                status,
                "something went wrong on our side; try again",
            )
            .await
        }
    }
}

async fn make(site: &Arc<Site>, read: Recorder, wanted: &Wanted) -> SiteResult<crate::cache::Page> {
    let mut desk = pages::open(site, read).await?;
    let page = match wanted {
        Wanted::List(asked) => headless::list(&mut desk, asked).await,
        Wanted::Story(id) => headless::story(&mut desk, *id).await,
    };
    desk.tx.close().await?;
    page
}

async fn refused(site: &Arc<Site>, parts: &Parts, status: StatusCode, told: &str) -> Response {
    let page = headless::problem(status, told).not_stored();
    let request = PageRequest::new(None, &parts.method, &parts.headers);
    site.cache.send(page, &request).await.map(AxumBody::new)
}

/// Under what a list is kept: in one spelling, and never the bare path, which stands for none.
fn key(asked: &Asked) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("limit", &asked.limit.to_string());
    if let Some(edition) = &asked.edition {
        query.append_pair("edition", edition);
    }
    match &asked.narrowed {
        Narrowed::All => {}
        Narrowed::Section(slug) => _ = query.append_pair("section", slug),
        Narrowed::Tag(slug) => _ = query.append_pair("tag", slug),
        Narrowed::Contributor(slug) => _ = query.append_pair("contributor", slug),
    }
    if let Some(at) = asked.after {
        let after = format!("{}.{}", at.published_at, at.id.simple());
        query.append_pair("after", &after);
    }
    format!("{LIST}?{}", query.finish())
}

/// Reads a query; what is wrong with it, if something is.
fn read(query: &str) -> Result<Asked, String> {
    let mut asked = Asked {
        edition: None,
        narrowed: Narrowed::All,
        after: None,
        limit: USUAL,
    };
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if value.len() > MAX_WORD || value.chars().any(char::is_control) {
            return Err(format!("{name}: at most {MAX_WORD} bytes of text"));
        }
        let value = value.into_owned();
        match &*name {
            "edition" => asked.edition = Some(value),
            "limit" => {
                let limit = value.parse().ok().filter(|n| (1..=MOST).contains(n));
                asked.limit = limit.ok_or_else(|| format!("limit: must be 1 to {MOST}"))?;
            }
            "after" => {
                let at = cursor(&value);
                let at = at.ok_or("after: send what `next` of the page before said")?;
                asked.after = Some(at);
            }
            "section" | "tag" | "contributor" if asked.narrowed != Narrowed::All => {
                return Err("name one of section, tag and contributor".to_owned());
            }
            "section" => asked.narrowed = Narrowed::Section(value),
            "tag" => asked.narrowed = Narrowed::Tag(value),
            "contributor" => asked.narrowed = Narrowed::Contributor(value),
            other => {
                return Err(format!(
                    "{other}: not known here; there are edition, section, tag, contributor, after and limit"
                ));
            }
        }
    }
    Ok(asked)
}

fn cursor(text: &str) -> Option<Cursor> {
    let (at, id) = text.split_once('.')?;
    Some(Cursor {
        published_at: at.parse().ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_question_has_one_key() {
        let key_of = |query: &str| key(&read(query).unwrap());

        assert_eq!(key_of("edition=en&limit=30"), key_of("edition=en"));
        assert_eq!(key_of("tag=%C3%A9&edition=en"), key_of("edition=en&tag=é"));
        assert_eq!(
            key_of("after=07.0123456789abcdef0123456789ABCDEF"),
            key_of("after=7.01234567-89ab-cdef-0123-456789abcdef")
        );
        assert_ne!(key_of("edition=en%26tag%3Dx"), key_of("edition=en&tag=x"));
        assert_ne!(key_of(""), LIST);
    }

    #[test]
    fn what_is_not_known_is_refused_by_name() {
        for (query, named) in [
            ("utm_source=x", "utm_source"),
            ("limit=0", "limit"),
            ("limit=101", "limit"),
            ("after=x", "after"),
            ("tag=a&section=b", "one of"),
            ("edition=%00", "edition"),
        ] {
            assert!(read(query).unwrap_err().contains(named), "{query}");
        }
    }
}
