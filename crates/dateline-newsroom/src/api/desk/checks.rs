//! `GET /editions/CODE/checks`: how much the findings of checks matter in an edition, and how to set it.

use super::super::said::Said;
use super::super::{Api, Problem, shapes};
use super::{bad, edition_of, shown};
use crate::account::Caller;
use crate::history;
use crate::story;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_core::checks::{Code, Level, Levels};
use dateline_core::event::EventKind;
use dateline_core::rights::{Place, Right};
use http::StatusCode;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How much a finding matters.
#[derive(Serialize, ToSchema)]
#[schema(as = CheckLevel)]
pub struct CheckShown {
    /// What is looked at.
    #[schema(value_type = shapes::CheckCode)]
    pub code: Code,
    /// How much it matters.
    #[schema(value_type = shapes::Level)]
    pub level: Level,
    /// Whether an edition may not say otherwise.
    pub is_fixed: bool,
}

/// Every finding.
#[derive(Serialize, ToSchema)]
#[schema(as = CheckLevels)]
pub struct ChecksShown {
    /// In the order they are told.
    pub items: Vec<CheckShown>,
}

fn listed(levels: &Levels) -> ChecksShown {
    let items = Code::ALL.map(|code| CheckShown {
        code,
        level: levels.of(code),
        is_fixed: code.is_fixed(),
    });
    ChecksShown {
        items: items.into(),
    }
}

/// How much the findings of checks matter in an edition.
#[utoipa::path(get, path = "/editions/{code}/checks", operation_id = "showChecks", params(("code" = String, Path)), responses((status = 200, body = ChecksShown)))]
pub async fn show(State(api): State<Api>, Path(code): Path<String>) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let edition = edition_of(&mut tx, &code).await?;
    let levels = story::levels(&mut tx, &edition).await?;
    tx.close().await?;
    shown(StatusCode::OK, &listed(&levels))
}

/// Sets how much findings matter, by code. What is not named goes back to what is usual.
#[utoipa::path(put, path = "/editions/{code}/checks", operation_id = "setChecks", params(("code" = String, Path)), request_body = BTreeMap<String, shapes::Level>, responses((status = 200, body = ChecksShown)))]
pub async fn set(
    State(api): State<Api>,
    caller: Caller,
    Path(code): Path<String>,
    Said(wanted): Said<BTreeMap<String, Level>>,
) -> Result<Response, Problem> {
    let mut levels = Levels::default();
    for (word, level) in wanted {
        let code = Code::find(&word).ok_or_else(|| {
            let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            let told = format!(
                "there is no check \"{word}\"; there are {}",
                known.join(", ")
            );
            bad("code", told)
        })?;
        if code.is_fixed() && level != Level::Block {
            let told = format!("{word} keeps a story back always; readers or the law need it");
            return Err(bad("code", told));
        }
        levels.0.insert(code, level);
    }
    let mut tx = api.house.db().begin().await?;
    let edition = edition_of(&mut tx, &code).await?;
    let place = Place {
        edition: Some(edition.clone()),
        ..Place::house()
    };
    caller.require(Right::Settings, &place)?;
    let shown_levels = listed(&levels);
    let particulars = json!({ "edition": edition, "levels": levels });
    story::set_levels(&mut tx, &edition, levels).await?;
    let (kind, subject) = (EventKind::ChecksSet, ("edition", &edition));
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
    shown(StatusCode::OK, &shown_levels)
}
