//! `GET /stories/ID`: everything the desk knows of a story.

use super::super::{Api, Problem};
use super::{allowed, known, ok, view};
use crate::account::Caller;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::id::StoryId;
use dateline_core::rights::Right;
use dateline_db::Tx;
use http::{HeaderValue, header};

/// Everything the desk knows of a story.
#[utoipa::path(get, path = "/stories/{id}", operation_id = "showStory", params(("id" = Uuid, Path)), responses((status = 200, body = view::StoryShown)))]
pub async fn show(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().read().await?;
    let line = allowed(&mut tx, &caller, id, Right::Read).await?;
    let shown = view::whole(&api, &mut tx, &caller, line).await?;
    tx.close().await?;
    tagged(&shown)
}

/// The story as it is within a transaction.
pub async fn now(
    api: &Api,
    tx: &mut Tx,
    caller: &Caller,
    id: StoryId,
) -> Result<view::StoryShown, Problem> {
    let line = super::line(tx, id).await?;
    Ok(view::whole(api, tx, caller, line).await?)
}

/// An answer that names its state.
pub fn tagged(shown: &view::StoryShown) -> Result<Response, Problem> {
    let mut response = ok(shown)?;
    if let Ok(tag) = HeaderValue::try_from(&shown.etag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}
