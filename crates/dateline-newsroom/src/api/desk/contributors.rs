//! `GET /editions/CODE/contributors`, and new ones.

use super::super::said::{Asked, Said};
use super::super::{Api, Problem};
use super::{
    BySlug, Listed, MOST_LOOKED_AT, STEP, described, edition_of, named, says, shown, slugged, taken,
};
use crate::account::Caller;
use crate::history;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_core::edition::EditionCode;
use dateline_core::event::EventKind;
use dateline_core::id::ContributorId;
use dateline_core::rights::{Place, Right};
use dateline_db::queries::people::{self, Contributor};
use dateline_db::{DbResult, Tx};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// A person with a public page.
#[derive(Serialize, ToSchema)]
#[schema(as = Contributor)]
pub struct ContributorShown {
    /// Its id.
    pub id: Uuid,
    /// Part of addresses.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// What the person does.
    pub role: String,
    /// About the person.
    pub bio: String,
}

impl From<Contributor> for ContributorShown {
    fn from(who: Contributor) -> Self {
        Self {
            id: who.id.0,
            slug: who.slug,
            name: who.name,
            role: who.role,
            bio: who.bio,
        }
    }
}

/// The contributors of an edition.
#[utoipa::path(get, path = "/editions/{code}/contributors", operation_id = "listContributors", params(("code" = String, Path), BySlug), responses((status = 200, body = Listed<ContributorShown>)))]
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

async fn gather(
    tx: &mut Tx,
    edition: &EditionCode,
    asked: &BySlug,
) -> DbResult<Listed<ContributorShown>> {
    let words = asked.words();
    let mut after = asked.after.clone().unwrap_or_default();
    let (mut items, mut looked) = (Vec::new(), 0);
    loop {
        let step = people::list_after(tx, edition, &after, STEP).await?;
        let is_end = step.len() < usize::try_from(STEP).unwrap_or(0);
        looked += step.len();
        for who in step {
            after.clone_from(&who.slug);
            if says(&words, &who.name, &who.slug) {
                items.push(ContributorShown::from(who));
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

/// A contributor that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewContributor)]
pub struct New {
    /// As shown.
    name: String,
    /// Part of addresses; made from the name if none is given.
    slug: Option<String>,
    /// What the person does.
    #[serde(default)]
    role: String,
    /// About the person.
    #[serde(default)]
    bio: String,
}

/// Makes a contributor.
#[utoipa::path(post, path = "/editions/{code}/contributors", operation_id = "addContributor", params(("code" = String, Path)), request_body = New, responses((status = 201, body = ContributorShown)))]
pub async fn add(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    Said(new): Said<New>,
) -> Result<Response, Problem> {
    let name = named("name", &new.name)?;
    let slug = slugged(new.slug.as_deref(), &name)?;
    let (role, bio) = (described("role", &new.role)?, described("bio", &new.bio)?);
    let mut tx = api.house.db().begin().await?;
    let edition = edition_of(&mut tx, &code).await?;
    let place = Place {
        edition: Some(edition.clone()),
        ..Place::house()
    };
    caller.require(Right::Edit, &place)?;
    if people::find(&mut tx, &edition, &slug).await?.is_some() {
        return Err(taken(&slug));
    }
    let who = Contributor {
        id: ContributorId(api.house.new_id()),
        slug,
        name,
        role,
        bio,
        url: None,
        picture: None,
    };
    people::put(&mut tx, &edition, &who, None).await?;
    let (kind, subject) = (EventKind::ContributorSet, ("contributor", who.id));
    let particulars = json!({ "edition": edition, "slug": who.slug, "name": who.name });
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
    shown(StatusCode::CREATED, &ContributorShown::from(who))
}
