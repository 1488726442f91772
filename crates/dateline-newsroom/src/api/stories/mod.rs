//! Stories: one file a verb. A handler says who may, calls the verb the command line calls, and answers.

mod create;
mod file;
mod kill;
mod list;
mod notices;
mod preview;
mod publication;
mod refused;
mod revisions;
mod schedule;
mod show;
mod timeline;
mod transitions;
mod view;

pub use preview::{Previewed, Previewer, Proof, outside, proof_page};
pub use timeline::{By, PageOf, bad_cursor, names};
pub use view::{Named, StoryCard, Thumbnail, cards, thumbnails};

use super::said::answer;
use super::{Api, Problem};
use crate::account::Caller;
use crate::coedit;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post, put};
use dateline_core::edition::EditionCode;
use dateline_core::id::{DeskId, SectionId, StoryId};
use dateline_core::rights::{Place, Right};
use dateline_db::Tx;
use dateline_db::queries::board::{self, BoardLine};
use http::StatusCode;
use serde::Serialize;
use utoipa::OpenApi;

/// The routes of stories.
pub fn routes() -> Router<Api> {
    Router::new()
        .route("/stories", get(list::list).post(create::create))
        .route(
            "/stories/{id}",
            get(show::show).patch(file::file).delete(file::spike),
        )
        .route("/stories/{id}/transitions", post(transitions::transit))
        .route(
            "/stories/{id}/publication",
            post(publication::publish).delete(publication::withdraw),
        )
        .route(
            "/stories/{id}/publication-preview",
            get(publication::foresee),
        )
        .route(
            "/stories/{id}/schedule",
            post(schedule::schedule).delete(schedule::unschedule),
        )
        .route(
            "/stories/{id}/embargo",
            put(schedule::embargo).delete(schedule::lift_embargo),
        )
        .route("/stories/{id}/notices", post(notices::add))
        .route("/stories/{id}/kill", post(kill::kill))
        .route("/stories/{id}/timeline", get(timeline::timeline))
        .route("/stories/{id}/revisions", get(revisions::list))
        .route("/stories/{id}/revisions/{number}", get(revisions::show))
        .route(
            "/stories/{id}/revisions/{number}/restore",
            post(revisions::restore),
        )
        .route("/stories/{id}/preview", get(preview::show))
        .route(
            "/stories/{id}/preview-links",
            get(preview::links).post(preview::share),
        )
        .route(
            "/stories/{id}/preview-links/{link}",
            axum::routing::delete(preview::revoke),
        )
}

/// What the documentation says of them.
#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    create::create,
    show::show,
    file::file,
    file::spike,
    transitions::transit,
    publication::publish,
    publication::withdraw,
    publication::foresee,
    schedule::schedule,
    schedule::unschedule,
    schedule::embargo,
    schedule::lift_embargo,
    notices::add,
    kill::kill,
    timeline::timeline,
    revisions::list,
    revisions::show,
    revisions::restore,
    preview::show,
    preview::links,
    preview::share,
    preview::revoke
))]
pub struct Docs;

/// The id in an address.
fn known(id: &str) -> Result<StoryId, Problem> {
    id.parse().map_err(|_| no_story())
}

fn no_story() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "there is no such story; it may have been given up, or the address is wrong",
    )
}

/// Where in the house a story is.
fn place(line: &BoardLine) -> Place {
    Place {
        edition: Some(EditionCode(line.edition.clone())),
        section: Some(SectionId(line.section_id)),
        desk: line.desk_id.map(DeskId),
    }
}

/// The story as the board has it.
async fn line(tx: &mut Tx, id: StoryId) -> Result<BoardLine, Problem> {
    let found = board::lines(tx, &[id.0]).await?;
    found.into_iter().next().ok_or_else(no_story)
}

/// The story as the board has it, if this is allowed there.
async fn allowed(
    tx: &mut Tx,
    caller: &Caller,
    id: StoryId,
    right: Right,
) -> Result<BoardLine, Problem> {
    let line = line(tx, id).await?;
    caller.require(right, &place(&line))?;
    Ok(line)
}

/// Puts what was typed last into the story before it is judged or made public.
async fn settle(api: &Api, id: StoryId) -> Result<(), Problem> {
    Ok(coedit::settle(&api.house, id).await?)
}

/// A JSON answer.
fn ok(shown: &impl Serialize) -> Result<Response, Problem> {
    made(StatusCode::OK, shown)
}

fn made(status: StatusCode, shown: &impl Serialize) -> Result<Response, Problem> {
    Ok(answer(status, &value(shown)?))
}

fn value(shown: &impl Serialize) -> Result<serde_json::Value, Problem> {
    serde_json::to_value(shown).map_err(|error| {
        dateline_db::DbError::Corrupt {
            what: "an answer",
            detail: error.to_string(),
        }
        .into()
    })
}

/// A field of the request that cannot be so.
fn bad(field: &'static str, told: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "field", told).field(field)
}
