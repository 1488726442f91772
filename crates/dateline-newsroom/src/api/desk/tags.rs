//! `GET /editions/CODE/tags`, and new ones.

use super::super::said::{Asked, Said};
use super::super::{Api, Problem, shapes};
use super::{
    BySlug, Listed, MOST_LOOKED_AT, STEP, described, edition_of, named, says, shown, slugged, taken,
};
use crate::account::Caller;
use crate::history;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_core::edition::EditionCode;
use dateline_core::event::EventKind;
use dateline_core::id::TagId;
use dateline_core::rights::{Place, Right};
use dateline_core::tag::{Tag, TagKind};
use dateline_db::queries::filing;
use dateline_db::{DbResult, Tx};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// A tag.
#[derive(Serialize, ToSchema)]
#[schema(as = Tag)]
pub struct TagShown {
    /// Its id.
    pub id: Uuid,
    /// Part of addresses.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// `topic`, `person`, `place`, `organisation` or `series`.
    #[schema(value_type = shapes::TagKind)]
    pub kind: &'static str,
    /// One sentence about it.
    pub description: String,
}

impl From<Tag> for TagShown {
    fn from(tag: Tag) -> Self {
        Self {
            id: tag.id.0,
            slug: tag.slug,
            name: tag.name,
            kind: tag.kind.as_str(),
            description: tag.description,
        }
    }
}

/// The tags of an edition.
#[utoipa::path(get, path = "/editions/{code}/tags", operation_id = "listTags", params(("code" = String, Path), BySlug), responses((status = 200, body = Listed<TagShown>)))]
pub async fn list(
    State(api): State<Api>,
    Path(code): Path<String>,
    asked: Asked<BySlug>,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    asked.check()?;
    let mut tx = api.house.db().read().await?;
    let edition = edition_of(&mut tx, &code).await?;
    let listed = gather(&mut tx, &edition, &asked).await?;
    tx.close().await?;
    shown(StatusCode::OK, &listed)
}

async fn gather(tx: &mut Tx, edition: &EditionCode, asked: &BySlug) -> DbResult<Listed<TagShown>> {
    let words = asked.words();
    let mut after = asked.after.clone().unwrap_or_default();
    let (mut items, mut looked) = (Vec::new(), 0);
    loop {
        let step = filing::list_tags_after(tx, edition, &after, STEP).await?;
        let is_end = step.len() < usize::try_from(STEP).unwrap_or(0);
        looked += step.len();
        for tag in step {
            after.clone_from(&tag.slug);
            if says(&words, &tag.name, &tag.slug) {
                items.push(TagShown::from(tag));
            }
            if items.len() == asked.wanted() {
                let next = Some(after);
                return Ok(Listed { items, next });
            }
        }
        if is_end || looked >= MOST_LOOKED_AT {
            let next = Some(after).filter(|_| !is_end);
            return Ok(Listed { items, next });
        }
    }
}

/// A tag that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTag)]
pub struct New {
    /// As shown.
    name: String,
    /// Part of addresses; made from the name if none is given.
    slug: Option<String>,
    /// What it names.
    #[serde(default)]
    #[schema(value_type = shapes::TagKind)]
    kind: TagKind,
    /// One sentence about it.
    #[serde(default)]
    description: String,
}

/// Makes a tag.
#[utoipa::path(post, path = "/editions/{code}/tags", operation_id = "addTag", params(("code" = String, Path)), request_body = New, responses((status = 201, body = TagShown)))]
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
    caller.require(Right::Edit, &place)?;
    if filing::find_tag(&mut tx, &edition, &slug).await?.is_some() {
        return Err(taken(&slug));
    }
    let tag = Tag {
        id: TagId(api.house.new_id()),
        slug,
        name,
        kind: new.kind,
        description,
        media_topic: None,
        wikidata: None,
    };
    filing::put_tag(&mut tx, &edition, &tag).await?;
    let (kind, subject) = (EventKind::TagSet, ("tag", tag.id));
    let particulars = json!({ "edition": edition, "slug": tag.slug, "name": tag.name });
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
    shown(StatusCode::CREATED, &TagShown::from(tag))
}
