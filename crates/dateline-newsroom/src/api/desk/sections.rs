//! `GET /editions/CODE/sections`, and new ones.

use super::super::said::Said;
use super::super::{Api, Problem};
use super::{Listed, described, edition_of, named, shown, slugged, taken};
use crate::account::Caller;
use crate::history;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::event::EventKind;
use dateline_core::id::SectionId;
use dateline_core::rights::{Place, Right};
use dateline_core::subject::Subject;
use dateline_core::tag::Section;
use dateline_db::queries::filing;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// Most sections of an edition.
const MOST: usize = 500;

/// A section.
#[derive(Serialize, ToSchema)]
#[schema(as = Section)]
pub struct SectionShown {
    /// Its id.
    pub id: Uuid,
    /// Part of addresses.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// One sentence about it.
    pub description: String,
    /// Whether it is in the navigation.
    pub in_navigation: bool,
}

impl From<Section> for SectionShown {
    fn from(section: Section) -> Self {
        Self {
            id: section.id.0,
            slug: section.slug,
            name: section.name,
            description: section.description,
            in_navigation: section.in_navigation,
        }
    }
}

/// The sections of an edition.
#[utoipa::path(get, path = "/editions/{code}/sections", operation_id = "listSections", params(("code" = String, Path)), responses((status = 200, body = Listed<SectionShown>)))]
pub async fn list(State(api): State<Api>, Path(code): Path<String>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let edition = edition_of(&mut tx, &code).await?;
    let found = filing::list_sections(&mut tx, &edition).await?;
    tx.close().await?;
    let items: Vec<SectionShown> = found.into_iter().map(Into::into).collect();
    shown(StatusCode::OK, &Listed { items, next: None })
}

/// A section that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSection)]
pub struct New {
    /// As shown.
    name: String,
    /// Part of addresses; made from the name if none is given.
    slug: Option<String>,
    /// One sentence about it.
    #[serde(default)]
    description: String,
    /// Whether it is in the navigation.
    #[serde(default = "yes")]
    in_navigation: bool,
}

fn yes() -> bool {
    true
}

/// Makes a section.
#[utoipa::path(post, path = "/editions/{code}/sections", operation_id = "addSection", params(("code" = String, Path)), request_body = New, responses((status = 201, body = SectionShown)))]
pub async fn add(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    Said(new): Said<New>,
) -> Result<Response, Problem> {
    let name = named("name", &new.name)?;
    let slug = slugged(new.slug.as_deref(), &name)?;
    let description = described("description", &new.description)?;
    let mut tx = api.house.db().begin().await?;
    let edition = edition_of(&mut tx, &code).await?;
    let place = Place {
        edition: Some(edition.clone()),
        ..Place::house()
    };
    caller.require(Right::Settings, &place)?;
    let others = filing::list_sections(&mut tx, &edition).await?;
    if others.len() >= MOST {
        let told = format!("the edition has {MOST} sections, the most it can have");
        return Err(super::bad("name", told));
    }
    if others.iter().any(|section| section.slug == slug) {
        return Err(taken(&slug));
    }
    let section = Section {
        id: SectionId(api.house.new_id()),
        slug,
        name,
        description,
        media_topic: None,
        position: others.iter().map(|s| s.position).max().unwrap_or(-1) + 1,
        in_navigation: new.in_navigation,
    };
    filing::put_section(&mut tx, &edition, &section).await?;
    tx.changed(Subject::Edition(edition.clone()).key());
    let (kind, subject) = (EventKind::SectionSet, ("section", section.id));
    let particulars = json!({ "edition": edition, "slug": section.slug, "name": section.name });
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
    shown(StatusCode::CREATED, &SectionShown::from(section))
}
