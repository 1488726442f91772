//! `PATCH /stories/ID`: where a story belongs, who does it, by when. `DELETE`: given up.

use super::super::said::Said;
use super::super::{Api, Problem, shapes};
use super::{allowed, bad, known, line, place, show, view};
use crate::account::Caller;
use crate::story::{self, Edit, Filing};
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::id::{ContributorId, DeskId, SectionId, StaffId, StoryId, TagId};
use dateline_core::rights::{Place, Right};
use dateline_core::story::{CommentsPolicy, StoryFormat};
use dateline_core::workflow::{Transition, WorkflowState};
use dateline_db::Tx;
use dateline_db::queries::board::BoardLine;
use dateline_db::queries::story as stories;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is to change: what is left out stays, null clears.
#[derive(Deserialize, Default, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = StoryChange)]
pub struct Change {
    /// Part of the address, until the story is public.
    slug: Option<String>,
    /// Department, of the same edition.
    #[schema(value_type = Option<Uuid>)]
    section: Option<SectionId>,
    /// Kind of piece.
    #[schema(value_type = Option<shapes::StoryFormat>)]
    format: Option<StoryFormat>,
    /// Filed under, in order.
    #[schema(value_type = Option<Vec<Uuid>>)]
    tags: Option<Vec<TagId>>,
    /// Authors in order.
    #[schema(value_type = Option<Vec<Uuid>>)]
    byline: Option<Vec<ContributorId>>,
    /// Who may comment.
    #[schema(value_type = Option<shapes::CommentsPolicy>)]
    comments: Option<CommentsPolicy>,
    /// Desk; null takes it from its desk.
    #[schema(value_type = Option<Uuid>)]
    desk: Edit<DeskId>,
    /// Who is to do it.
    #[schema(value_type = Option<Uuid>)]
    assignee: Edit<StaffId>,
    /// By when.
    #[schema(value_type = Option<Timestamp>)]
    due_at: Edit<Timestamp>,
    /// For whoever works on it next.
    #[schema(value_type = Option<String>)]
    note: Edit<String>,
    /// Held until a lawyer has read it. Who may publish may let it go.
    legal_hold: Option<bool>,
    /// When it withdraws itself.
    #[schema(value_type = Option<Timestamp>)]
    unpublish_at: Edit<Timestamp>,
}

/// Files a story otherwise: what is left out stays, null clears.
#[utoipa::path(patch, path = "/stories/{id}", operation_id = "fileStory", params(("id" = Uuid, Path), ("If-Match" = Option<String>, Header)), request_body = Change, responses((status = 200, body = view::StoryShown), (status = 412, description = "Somebody filed it otherwise since")))]
pub async fn file(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Said(change): Said<Change>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    // Locked first: what is compared with If-Match is what is changed.
    let was = stories::get_to_change(&mut tx, id).await?;
    let here = allowed(&mut tx, &caller, id, Right::Write).await?;
    if let Some(wanted) = headers.get(header::IF_MATCH) {
        let is = view::etag(&here, &was);
        let wanted = wanted.to_str().unwrap_or_default();
        if wanted != "*" && !wanted.split(',').any(|tag| tag.trim() == is) {
            return Err(changed(&is));
        }
    }
    if change.legal_hold == Some(false) && here.legal_hold {
        caller.require(Right::Publish, &place(&here))?;
    }
    // Nobody gives a story away to where they could not have written it.
    let there = Place {
        section: change.section.or(Some(SectionId(here.section_id))),
        desk: match change.desk {
            Edit::Keep => here.desk_id.map(DeskId),
            Edit::Clear => None,
            Edit::Set(desk) => Some(desk),
        },
        ..place(&here)
    };
    caller.require(Right::Write, &there)?;
    if there != place(&here) {
        let right = to_move(&mut tx, &caller, &here).await?;
        caller.require(right, &place(&here))?;
    }
    if change.unpublish_at.is_change() {
        caller.require(Right::Publish, &place(&here))?;
        caller.require(Right::Publish, &there)?;
        set_end(&api, &mut tx, &caller, id, change.unpublish_at).await?;
    }
    let filing = Filing {
        slug: change.slug,
        section: change.section,
        format: change.format,
        tags: change.tags,
        byline: change.byline,
        comments: change.comments,
        desk: change.desk,
        assignee: change.assignee,
        due_at: change.due_at,
        note: change.note,
        legal_hold: change.legal_hold,
    };
    story::file(&api.house, &mut tx, id, filing, &caller.actor()).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}

/// What it takes to move a story elsewhere: where it goes, others decide about it.
async fn to_move(tx: &mut Tx, caller: &Caller, here: &BoardLine) -> Result<Right, Problem> {
    let is_settled = here.first_published_at.is_some()
        || here.state == WorkflowState::Scheduled.as_str()
        || here.embargo_until.is_some()
        || here.legal_hold;
    if is_settled {
        return Ok(Right::Publish);
    }
    let is_own = is_own_draft(tx, caller, here).await?;
    Ok(if is_own { Right::Write } else { Right::Edit })
}

/// Whether this is a draft that who asks began.
async fn is_own_draft(tx: &mut Tx, caller: &Caller, here: &BoardLine) -> Result<bool, Problem> {
    let me = caller.staff_id();
    let is_draft = here.state == WorkflowState::Draft.as_str();
    Ok(is_draft && me.is_some() && story::writer(tx, StoryId(here.id)).await? == me)
}

fn changed(is: &str) -> Problem {
    Problem::new(
        StatusCode::PRECONDITION_FAILED,
        "changed",
        "somebody filed the story otherwise since you loaded it; load it again and look at what changed",
    )
    .and("etag", is.into())
}

async fn set_end(
    api: &Api,
    tx: &mut Tx,
    caller: &Caller,
    id: StoryId,
    until: Edit<Timestamp>,
) -> Result<(), Problem> {
    let Edit::Set(until) = until else {
        return Err(bad(
            "unpublish_at",
            "DELETE the schedule to take the end back",
        ));
    };
    let by = caller.actor();
    Ok(story::schedule(&api.house, tx, id, None, Some(until), &by).await?)
}

/// Gives up a story that was never public: it goes to the spike and can come back.
#[utoipa::path(delete, path = "/stories/{id}", operation_id = "spikeStory", params(("id" = Uuid, Path)), responses((status = 200, body = view::StoryShown)))]
pub async fn spike(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    // Locked first: nobody hands it in meanwhile.
    stories::get_to_change(&mut tx, id).await?;
    let here = line(&mut tx, id).await?;
    // Who began a draft may give it up without an editor.
    let is_own = is_own_draft(&mut tx, &caller, &here).await?;
    let right = if is_own { Right::Write } else { Right::Edit };
    caller.require(right, &place(&here))?;
    if here.first_published_at.is_some() {
        let detail = "this story was public; withdraw or kill it instead";
        return Err(Problem::new(StatusCode::CONFLICT, "state", detail));
    }
    let by = caller.actor();
    let act = Transition::Spike;
    story::transit(&api.house, &mut tx, id, act, "", (&by, caller.staff_id())).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}
