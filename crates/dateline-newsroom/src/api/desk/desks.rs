//! `GET /desks`, and new ones.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::{Listed, named, shown, slugged, taken};
use crate::account::Caller;
use crate::history;
use axum::extract::State;
use axum::response::Response;
use dateline_core::event::EventKind;
use dateline_core::id::DeskId;
use dateline_core::rights::{Place, Right};
use dateline_db::queries::filing;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// Most desks of a house.
const MOST: usize = 500;

/// A team that owns stories.
#[derive(Serialize, ToSchema)]
#[schema(as = Desk)]
pub struct DeskShown {
    /// Its id.
    pub id: Uuid,
    /// Short name.
    pub slug: String,
    /// As shown.
    pub name: String,
}

impl From<(Uuid, String, String)> for DeskShown {
    fn from((id, slug, name): (Uuid, String, String)) -> Self {
        Self { id, slug, name }
    }
}

/// The desks by name.
#[utoipa::path(get, path = "/desks", operation_id = "listDesks", responses((status = 200, body = Listed<DeskShown>)))]
pub async fn list(State(api): State<Api>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let found = filing::list_desks(&mut tx).await?;
    tx.close().await?;
    let items: Vec<DeskShown> = found.into_iter().map(Into::into).collect();
    shown(StatusCode::OK, &Listed { items, next: None })
}

/// A desk that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDesk)]
pub struct New {
    /// As shown.
    name: String,
    /// Short name; made from the name if none is given.
    slug: Option<String>,
}

/// Makes a desk.
#[utoipa::path(post, path = "/desks", operation_id = "addDesk", request_body = New, responses((status = 201, body = DeskShown)))]
pub async fn add(
    State(api): State<Api>,
    caller: Caller,
    Said(new): Said<New>,
) -> Result<Response, Problem> {
    caller.require(Right::Settings, &Place::house())?;
    let name = named("name", &new.name)?;
    let slug = slugged(new.slug.as_deref(), &name)?;
    let mut tx = api.house.db().begin().await?;
    let others = filing::list_desks(&mut tx).await?;
    if others.len() >= MOST {
        let told = format!("the house has {MOST} desks, the most it can have");
        return Err(super::bad("name", told));
    }
    if others.iter().any(|(_, known, _)| *known == slug) {
        return Err(taken(&slug));
    }
    let desk = DeskShown {
        id: api.house.new_id(),
        slug,
        name,
    };
    filing::put_desk(&mut tx, DeskId(desk.id), &desk.slug, &desk.name).await?;
    let (kind, subject) = (EventKind::DeskSet, ("desk", desk.id));
    let particulars = json!({ "slug": desk.slug, "name": desk.name });
    history::record(
        &api.house,
        &mut tx,
        kind,
        &caller.actor(),
        subject,
        particulars,
    )
    .await?;
    api.commit(tx).await?;
    shown(StatusCode::CREATED, &desk)
}
