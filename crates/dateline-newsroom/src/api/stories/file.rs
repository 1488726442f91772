//! `PATCH /stories/ID`: where a story belongs, who does it, by when. `DELETE`: given up.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::{allowed, bad, given, known, line, place, show, view};
use crate::account::Caller;
use crate::story::{self, Filing};
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::id::{ContributorId, DeskId, SectionId, StaffId, StoryId, TagId};
use dateline_core::rights::{Place, Right};
use dateline_core::story::{CommentsPolicy, StoryFormat};
use dateline_core::workflow::{Transition, WorkflowState};
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde::Deserialize;

/// What is to change: what is left out stays, null clears.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Change {
    slug: Option<String>,
    section: Option<SectionId>,
    format: Option<StoryFormat>,
    tags: Option<Vec<TagId>>,
    byline: Option<Vec<ContributorId>>,
    comments: Option<CommentsPolicy>,
    #[serde(deserialize_with = "given")]
    desk: Option<Option<DeskId>>,
    #[serde(deserialize_with = "given")]
    assignee: Option<Option<StaffId>>,
    #[serde(deserialize_with = "given")]
    due_at: Option<Option<Timestamp>>,
    #[serde(deserialize_with = "given")]
    note: Option<Option<String>>,
    legal_hold: Option<bool>,
    #[serde(deserialize_with = "given")]
    unpublish_at: Option<Option<Timestamp>>,
}

/// `PATCH /stories/ID`.
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
        desk: change.desk.unwrap_or(here.desk_id.map(DeskId)),
        ..place(&here)
    };
    caller.require(Right::Write, &there)?;
    if let Some(until) = change.unpublish_at {
        caller.require(Right::Publish, &there)?;
        set_end(&api, &mut tx, &caller, id, until).await?;
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
    until: Option<Timestamp>,
) -> Result<(), Problem> {
    if until.is_none() {
        return Err(bad(
            "unpublish_at",
            "DELETE the schedule to take the end back",
        ));
    }
    let by = caller.actor();
    Ok(story::schedule(&api.house, tx, id, None, until, &by).await?)
}

/// `DELETE /stories/ID`: a story that was never public goes to the spike.
pub async fn spike(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = known(&id)?;
    let mut tx = api.house.db().begin().await?;
    let here = line(&mut tx, id).await?;
    // Who has a draft of the own may give it up without an editor.
    let is_own = here.state == WorkflowState::Draft.as_str()
        && here.assignee_id.is_some()
        && here.assignee_id == caller.staff_id().map(|me| me.0);
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
