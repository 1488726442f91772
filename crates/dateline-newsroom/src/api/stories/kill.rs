//! `POST /stories/ID/kill`: a story is withdrawn for good.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::publication::{Withdrawn, checked_reason};
use super::{allowed, bad, known, ok};
use crate::account::Caller;
use crate::story;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::rights::Right;
use dateline_db::queries::published;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Kill {
    /// For the history; must say something.
    reason: String,
}

/// Withdraws a story for good: every address it ever had answers 410 from then on.
#[utoipa::path(post, path = "/stories/{id}/kill", operation_id = "killStory", params(("id" = Uuid, Path)), request_body = Kill, responses((status = 200, body = Withdrawn)))]
pub async fn kill(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(asked): Said<Kill>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let reason = checked_reason(&asked.reason)?;
    if reason.is_empty() {
        return Err(bad("reason", "say why: it stays in the history"));
    }
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Kill).await?;
    let before = published::find(&mut tx, id).await?;
    story::kill(&api.house, &mut tx, id, reason, &caller.actor()).await?;
    let reach = story::reach(&mut tx, id, before.as_ref(), None).await?;
    api.commit(tx).await?;
    ok(&Withdrawn {
        id,
        state: "killed",
        reach,
    })
}
