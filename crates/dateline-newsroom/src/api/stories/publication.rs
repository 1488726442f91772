//! `POST /stories/ID/publication`: readers get the story. `DELETE`: they do not any more.

use super::super::once::{Begun, Once};
use super::super::said::Said;
use super::super::{Api, Problem, shapes};
use super::notices::kind_of;
use super::{allowed, bad, known, ok, settle, value};
use crate::account::Caller;
use crate::story::{self, Correction, Published, Reach};
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::checks::{Check, Level};
use dateline_core::id::StoryId;
use dateline_core::rights::Right;
use dateline_core::slug::encode_path;
use dateline_db::queries::{published, story as stories};
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest reason, in characters.
pub const MAX_REASON_CHARS: usize = 2_000;

/// What is to be public.
#[derive(Deserialize, Serialize, Default, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = NewPublication)]
pub struct Publish {
    /// The revision; the newest if none is named.
    revision: Option<i64>,
    /// A note that goes with it, if the story is public already.
    notice: Option<Note>,
    /// Why, for the newsroom.
    reason: String,
}

/// A public note.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicationNotice)]
pub struct Note {
    /// What it is.
    #[schema(value_type = shapes::NoticeKind)]
    kind: String,
    /// What it says.
    text: String,
}

/// What publication gave.
#[derive(Serialize, ToSchema)]
#[schema(as = Publication)]
pub struct Done {
    /// The story.
    #[schema(value_type = Uuid)]
    pub id: StoryId,
    /// Its public path, not percent-encoded.
    pub path: String,
    /// The same as a link.
    pub href: String,
    /// First publication.
    pub published_at: Timestamp,
    /// This publication.
    pub updated_at: Timestamp,
    /// Number of the revision readers have now.
    pub revision: i64,
    /// Number of the newest revision.
    pub newest_revision: i64,
    /// The pages that changed.
    #[serde(flatten)]
    #[schema(value_type = shapes::Reach)]
    pub reach: Reach,
}

impl Done {
    /// What publication gave, with the pages that changed.
    pub fn of(done: Published, reach: Reach) -> Self {
        Self {
            id: done.id,
            href: encode_path(&done.path),
            path: done.path,
            published_at: done.published_at,
            updated_at: done.updated_at,
            revision: done.revision,
            newest_revision: done.newest_revision,
            reach,
        }
    }
}

/// A reason that is not too long.
pub fn checked_reason(reason: &str) -> Result<&str, Problem> {
    let found = reason.chars().count();
    if found > MAX_REASON_CHARS {
        let told = format!("it has {found} characters; at most {MAX_REASON_CHARS} are allowed");
        return Err(bad("reason", told));
    }
    Ok(reason.trim())
}

/// Makes a story public, or a newer revision of one that is. Refused with all that is missing.
#[utoipa::path(post, path = "/stories/{id}/publication", operation_id = "publishStory", params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = Publish, responses((status = 200, body = Done), (status = 422, description = "Something keeps it back: `missing` and `checks` say what")))]
pub async fn publish(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Said(asked): Said<Publish>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let reason = checked_reason(&asked.reason)?;
    settle(&api, id).await?;
    let act = format!("POST /stories/{id}/publication");
    let said = value(&asked)?;
    let mut once = match Once::begin(&api, &caller, &headers, &act, &said).await? {
        Begun::Before(answer) => return Ok(answer),
        Begun::Now(once) => once,
    };
    let (house, tx, by) = (&api.house, &mut once.tx, caller.actor());
    let line = allowed(tx, &caller, id, Right::Publish).await?;
    let before = published::find(tx, id).await?;
    let done = match &asked.notice {
        None => story::publish_revision(house, tx, id, asked.revision, reason, &by).await?,
        Some(note) => {
            let correction = Correction {
                kind: kind_of(&note.kind)?,
                text: note.text.trim().into(),
                revision: Some(asked.revision.unwrap_or(line.revision_number)),
            };
            story::correct(house, tx, id, correction, &by).await?
        }
    };
    let after = published::find(tx, id).await?;
    let reach = story::reach(tx, id, before.as_ref(), after.as_ref()).await?;
    let shown = value(&Done::of(done, reach))?;
    once.finish(&api, StatusCode::OK, None, &shown).await
}

/// Why a story is withdrawn.
#[derive(Deserialize, Default, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = WithdrawalReason)]
pub struct Reason {
    /// For the history.
    reason: String,
}

/// What a withdrawal gave.
#[derive(Serialize, ToSchema)]
#[schema(as = Withdrawal)]
pub struct Withdrawn {
    /// The story.
    #[schema(value_type = Uuid)]
    pub id: StoryId,
    /// Where it is in the workflow.
    #[schema(value_type = shapes::WorkflowState)]
    pub state: &'static str,
    /// The pages that changed.
    #[serde(flatten)]
    #[schema(value_type = shapes::Reach)]
    pub reach: Reach,
}

/// Takes a story off the site; it goes back to the desk.
#[utoipa::path(delete, path = "/stories/{id}/publication", operation_id = "withdrawStory", params(("id" = Uuid, Path)), request_body(content = Option<Reason>), responses((status = 200, body = Withdrawn)))]
pub async fn withdraw(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    body: bytes::Bytes,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let asked = if body.is_empty() {
        Reason::default()
    } else {
        serde_json::from_slice(&body).map_err(|error| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body", error.to_string())
        })?
    };
    let reason = checked_reason(&asked.reason)?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Publish).await?;
    let before = published::find(&mut tx, id).await?;
    story::unpublish_because(&api.house, &mut tx, id, reason, &caller.actor()).await?;
    let reach = story::reach(&mut tx, id, before.as_ref(), None).await?;
    api.commit(tx).await?;
    ok(&Withdrawn {
        id,
        state: "in_edit",
        reach,
    })
}

/// What would happen.
#[derive(Serialize, ToSchema)]
#[schema(as = PublicationPreview)]
pub struct Foreseen {
    /// Everything found, what keeps the story back first.
    #[schema(value_type = Vec<shapes::Check>)]
    pub checks: Vec<Check>,
    /// Whether it can be published as it is.
    pub may_publish: bool,
    /// How many pages would change.
    pub pages: i64,
    /// Which.
    #[schema(value_type = Vec<shapes::ReachedPage>)]
    pub subjects: Vec<story::ReachedPage>,
    /// Where readers would find it, not percent-encoded.
    pub path: String,
    /// Number of the revision that would be public.
    pub revision: i64,
    /// Number of the revision that is public.
    pub public_revision: Option<i64>,
}

/// What keeps a story back, and which pages would change.
#[utoipa::path(get, path = "/stories/{id}/publication-preview", operation_id = "foreseePublication", params(("id" = Uuid, Path)), responses((status = 200, body = Foreseen)))]
pub async fn foresee(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    settle(&api, id).await?;
    let now = api.house.now();
    let mut tx = api.house.db().read().await?;
    let line = allowed(&mut tx, &caller, id, Right::Read).await?;
    let newest = stories::get(&mut tx, id).await?;
    let found = story::look(&mut tx, &newest, now).await?;
    let revision = newest.revision_number;
    let before = published::find(&mut tx, id).await?;
    let after = story::pressed_draft(&mut tx, newest, now).await?;
    let reach = story::reach(&mut tx, id, before.as_ref(), Some(&after)).await?;
    tx.close().await?;
    ok(&Foreseen {
        may_publish: found.checks.iter().all(|c| c.level != Level::Block),
        checks: found.checks,
        pages: reach.pages_changed,
        subjects: reach.subjects,
        path: after.path,
        revision,
        public_revision: line.public_revision,
    })
}
