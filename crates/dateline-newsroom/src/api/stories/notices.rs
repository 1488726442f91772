//! `POST /stories/ID/notices`: a public story gets a dated note.

use super::super::once::{Begun, Once};
use super::super::said::Said;
use super::super::{Api, Problem, shapes};
use super::publication::Done;
use super::{allowed, bad, known, value};
use crate::account::Caller;
use crate::story::{self, Correction};
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::notice::NoticeKind;
use dateline_core::rights::Right;
use dateline_db::queries::published;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A note on its way to readers.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNotice {
    /// `correction`, `clarification`, `editors_note` or `retraction`.
    #[schema(value_type = shapes::NoticeKind)]
    kind: String,
    /// What it says.
    text: String,
    /// Id of the element it is about; readers see a mark there.
    at: Option<String>,
}

/// The kind of a word.
pub fn kind_of(word: &str) -> Result<NoticeKind, Problem> {
    NoticeKind::parse(word).ok_or_else(|| {
        let known: Vec<&str> = NoticeKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let told = format!(
            "there is no notice \"{word}\"; there are {}",
            known.join(", ")
        );
        bad("kind", told)
    })
}

/// Adds a dated note to a public story. It goes out on the words readers have; what is still at the desk
/// stays there.
#[utoipa::path(post, path = "/stories/{id}/notices", operation_id = "addNotice", params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = NewNotice, responses((status = 201, body = Done)))]
pub async fn add(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Said(new): Said<NewNotice>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    super::settle(&api, id).await?;
    let act = format!("POST /stories/{id}/notices");
    let said = value(&new)?;
    let mut once = match Once::begin(&api, &caller, &headers, &act, &said).await? {
        Begun::Before(answer) => return Ok(answer),
        Begun::Now(once) => once,
    };
    let (house, tx, by) = (&api.house, &mut once.tx, caller.actor());
    allowed(tx, &caller, id, Right::Publish).await?;
    let correction = Correction {
        kind: kind_of(&new.kind)?,
        text: new.text.trim().into(),
        revision: None,
    };
    let before = published::find(tx, id).await?;
    let done = match &new.at {
        None => story::correct(house, tx, id, correction, &by).await?,
        Some(element) => story::correct_at(house, tx, id, correction, element, &by).await?,
    };
    let after = published::find(tx, id).await?;
    let reach = story::reach(tx, id, before.as_ref(), after.as_ref()).await?;
    let shown = value(&Done::of(done, reach))?;
    once.finish(&api, StatusCode::CREATED, None, &shown).await
}
