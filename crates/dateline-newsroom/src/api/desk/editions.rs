//! `GET /editions`.

use super::super::{Api, Problem};
use super::{Listed, shown};
use axum::extract::State;
use axum::response::Response;
use dateline_core::edition::Edition;
use dateline_db::queries::edition;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

/// An edition.
#[derive(Serialize, ToSchema)]
#[schema(as = Edition)]
pub struct EditionShown {
    /// Part of addresses.
    pub code: String,
    /// Name of the paper.
    pub name: String,
    /// One line under it.
    pub tagline: String,
    /// BCP 47.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// IANA time zone.
    pub time_zone: String,
}

impl From<Edition> for EditionShown {
    fn from(edition: Edition) -> Self {
        Self {
            code: edition.code.0,
            name: edition.name,
            tagline: edition.tagline,
            locale: edition.locale,
            direction: edition.direction.as_str(),
            time_zone: edition.time_zone,
        }
    }
}

/// The editions; the first is the default.
#[utoipa::path(get, path = "/editions", operation_id = "listEditions", responses((status = 200, body = Listed<EditionShown>)))]
pub async fn list(State(api): State<Api>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let found = edition::list(&mut tx).await?;
    tx.close().await?;
    let items: Vec<EditionShown> = found.into_iter().map(Into::into).collect();
    shown(StatusCode::OK, &Listed { items, next: None })
}
