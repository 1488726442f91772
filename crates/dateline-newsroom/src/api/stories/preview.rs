//! `GET /stories/ID/preview`: the story as readers will see it. A link shows it to somebody without an
//! account, for a while.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::{allowed, known, made, ok, settle};
use crate::account::Caller;
use crate::preview::{self, PreviewError};
use crate::story;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use dateline_core::edition::EditionCode;
use dateline_core::front::Front;
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use dateline_core::rights::Right;
use dateline_db::from_micros;
use dateline_db::queries::preview_link::{self, PreviewLink};
use dateline_db::queries::story as stories;
use http::{HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::pin::Pin;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// A page as the site made it.
pub struct Previewed {
    /// HTML.
    pub html: bytes::Bytes,
    /// Its content policy, where it needs one of its own.
    pub policy: Option<HeaderValue>,
}

type Made = Pin<Box<dyn Future<Output = Result<Previewed, String>> + Send>>;

/// Something readers do not have yet.
#[derive(Debug)]
pub enum Proof {
    /// A story.
    Story(Box<PressedStory>),
    /// The front of an edition.
    Front(EditionCode, Front),
}

/// Makes the page of what is not public. The site does; the newsroom knows no templates.
pub type Previewer = Arc<dyn Fn(Proof) -> Made + Send + Sync>;

/// The page of the newest revision, as readers will see it.
#[utoipa::path(get, path = "/stories/{id}/preview", operation_id = "previewStory", params(("id" = Uuid, Path)), responses((status = 200, content_type = "text/html", body = String)))]
pub async fn show(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    settle(&api, id).await?;
    let mut tx = api.house.db().read().await?;
    allowed(&mut tx, &caller, id, Right::Read).await?;
    tx.close().await?;
    page(&api, id).await
}

/// The page of the newest revision.
async fn page(api: &Api, id: StoryId) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let newest = stories::get(&mut tx, id).await?;
    let draft = story::pressed_draft(&mut tx, newest, api.house.now()).await?;
    tx.close().await?;
    proof_page(api, Proof::Story(Box::new(draft))).await
}

/// The page of what is not public, for eyes in the newsroom.
pub async fn proof_page(api: &Api, proof: Proof) -> Result<Response, Problem> {
    let Some(previewer) = &api.previewer else {
        let detail = "this process serves no site and can show no preview";
        return Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "no-site",
            detail,
        ));
    };
    let name = match &proof {
        Proof::Story(story) => format!("story {}", story.id),
        Proof::Front(edition, _) => format!("the front of {edition}"),
    };
    let made = previewer(proof).await.map_err(|error| {
        tracing::error!(%error, "The preview of {name} could not be made");
        let detail = "the page could not be made; the log of the house says why";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", detail)
    })?;
    let mut response = made.html.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("x-robots-tag"),
            "noindex, nofollow, noarchive",
        ),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(policy) = made.policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// How long a link leads somewhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPreviewLink)]
pub struct Life {
    /// 1 to 672; three days if nothing is said.
    #[serde(default = "three_days")]
    hours: i64,
}

fn three_days() -> i64 {
    72
}

/// A link that was made: the only time it is seen.
#[derive(Serialize, ToSchema)]
#[schema(as = SharedPreviewLink)]
pub struct Shared {
    /// Its id.
    pub id: Uuid,
    /// The link: a path of the site.
    pub link: String,
    /// Until when it leads anywhere.
    pub expires_at: Timestamp,
}

/// Makes a link by which somebody without an account sees the story for a while.
#[utoipa::path(post, path = "/stories/{id}/preview-links", operation_id = "sharePreview", params(("id" = Uuid, Path)), request_body = Life, responses((status = 201, body = Shared)))]
pub async fn share(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(life): Said<Life>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Edit).await?;
    let by = caller.actor();
    let shared = preview::share(&api.house, &mut tx, id, life.hours, &by).await?;
    api.commit(tx).await?;
    let shown = Shared {
        id: shared.id,
        link: format!("/newsroom-preview/{}", shared.secret),
        expires_at: shared.expires_at,
    };
    made(StatusCode::CREATED, &shown)
}

/// A link, without what makes it one.
#[derive(Serialize, ToSchema)]
#[schema(as = PreviewLink)]
pub struct Link {
    /// Its id.
    pub id: Uuid,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it leads anywhere.
    pub expires_at: Timestamp,
}

/// Links of a story.
#[derive(Serialize, ToSchema)]
#[schema(as = PreviewLinks)]
pub struct Links {
    /// Newest first.
    pub items: Vec<Link>,
    /// There are never more.
    pub next: Option<String>,
}

/// The links that lead somewhere.
#[utoipa::path(get, path = "/stories/{id}/preview-links", operation_id = "listPreviewLinks", params(("id" = Uuid, Path)), responses((status = 200, body = Links)))]
pub async fn links(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let now = dateline_db::micros(api.house.now());
    let mut tx = api.house.db().read().await?;
    allowed(&mut tx, &caller, id, Right::Read).await?;
    let found = preview_link::list(&mut tx, id, now).await?;
    tx.close().await?;
    let link = |link: PreviewLink| Link {
        id: link.id,
        created_at: from_micros(link.created_at),
        expires_at: from_micros(link.expires_at),
    };
    ok(&Links {
        items: found.into_iter().map(link).collect(),
        next: None,
    })
}

/// Takes a link back.
#[utoipa::path(delete, path = "/stories/{id}/preview-links/{link}", operation_id = "revokePreview", params(("id" = Uuid, Path), ("link" = Uuid, Path)), responses((status = 204)))]
pub async fn revoke(
    State(api): State<Api>,
    caller: Caller,
    Path((id, link)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let link: Uuid = link.parse().map_err(|_| PreviewError::Unknown)?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Edit).await?;
    preview::revoke(&api.house, &mut tx, id, link, &caller.actor()).await?;
    api.commit(tx).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /newsroom-preview/SECRET`: for whoever was given the link.
pub async fn outside(State(api): State<Api>, Path(secret): Path<String>) -> Response {
    let shown = async {
        let mut tx = api.house.db().read().await?;
        let story = preview::open(&api.house, &mut tx, &secret).await?;
        tx.close().await?;
        settle(&api, story).await?;
        page(&api, story).await
    };
    let mut response = match shown.await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow, noarchive"),
    );
    response
}

impl From<PreviewError> for Problem {
    fn from(error: PreviewError) -> Self {
        let told = error.to_string();
        match error {
            PreviewError::Db(error) => error.into(),
            PreviewError::Unknown => Self::new(StatusCode::NOT_FOUND, "not-found", told),
            PreviewError::Embargoed { .. } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "embargo", told)
            }
            PreviewError::BadLife => bad_life(told),
        }
    }
}

fn bad_life(told: String) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "field", told).field("hours")
}
