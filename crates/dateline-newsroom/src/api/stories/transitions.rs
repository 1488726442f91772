//! `POST /stories/ID/transitions`: a story moves through the desk.

use super::super::said::Said;
use super::super::{Api, Problem, shapes};
use super::{allowed, known, settle, show, view};
use crate::account::Caller;
use crate::story;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::id::StoryId;
use dateline_core::workflow::Transition;
use serde::Deserialize;
use utoipa::ToSchema;

/// A change of state.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StoryMove)]
pub struct Move {
    /// `submit`, `claim`, `return`, `approve`, `spike` or `unspike`.
    #[schema(value_type = shapes::DeskAct)]
    act: Transition,
    /// What the others should know.
    #[serde(default)]
    note: String,
}

/// Moves a story through the desk; the story as it is then.
#[utoipa::path(post, path = "/stories/{id}/transitions", operation_id = "moveStory", params(("id" = Uuid, Path)), request_body = Move, responses((status = 200, body = view::StoryShown)))]
pub async fn transit(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    Said(asked): Said<Move>,
) -> Result<Response, Problem> {
    let id: StoryId = known(&id)?;
    settle(&api, id).await?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, asked.act.right()).await?;
    let by = caller.actor();
    let who = (&by, caller.staff_id());
    story::transit(&api.house, &mut tx, id, asked.act, &asked.note, who).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}
