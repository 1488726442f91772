//! `GET /stories/ID/timeline`: what happened to a story.

use super::super::said::Asked;
use super::super::{Api, Problem};
use super::{allowed, known, ok};
use crate::account::Caller;
use crate::actor::Actor;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_core::id::StaffId;
use dateline_core::rights::Right;
use dateline_db::queries::{event, staff};
use dateline_db::{DbResult, Tx, from_micros};
use http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Entries of one page.
const MOST_LISTED: i64 = 200;

/// What is asked of a list that goes by numbers or times.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageOf {
    /// What `next` of the page before said.
    pub after: Option<String>,
    /// How many at most, 1 to 200.
    #[serde(default = "usual")]
    limit: i64,
}

fn usual() -> i64 {
    50
}

impl PageOf {
    /// How many are asked for, if that is allowed.
    pub fn limit(&self) -> Result<i64, Problem> {
        if (1..=MOST_LISTED).contains(&self.limit) {
            return Ok(self.limit);
        }
        let detail = format!("limit must be 1 to {MOST_LISTED}");
        Err(Problem::new(StatusCode::BAD_REQUEST, "query", detail).field("limit"))
    }
}

/// A cursor that cannot be read.
pub fn bad_cursor() -> Problem {
    let detail = "after: send what `next` of the page before said";
    Problem::new(StatusCode::BAD_REQUEST, "query", detail).field("after")
}

/// Who did something.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct By {
    /// The account, if it was a person.
    pub id: Option<Uuid>,
    /// As shown: a name, the name of a key, "command line" or "scheduler".
    pub name: String,
}

/// Those who acted, by what is written in the history: several who wrote together are parted by commas.
/// One query.
pub async fn names(tx: &mut Tx, actors: &[&str]) -> DbResult<HashMap<String, Vec<By>>> {
    let staff_of = |actor: &str| Actor(actor.to_owned()).staff_id();
    let each = actors.iter().flat_map(|actor| actor.split(", "));
    let mut ids: Vec<StaffId> = each.filter_map(staff_of).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = staff::names(tx, &ids).await?;
    let by = |actor: &str| {
        let id = staff_of(actor);
        let name = match id {
            Some(id) => names.get(&id).cloned().unwrap_or_default(),
            None => actor.to_owned(),
        };
        By {
            id: id.map(|id| id.0),
            name,
        }
    };
    let all = |actor: &&str| ((*actor).to_owned(), actor.split(", ").map(by).collect());
    Ok(actors.iter().map(all).collect())
}

/// Something that happened.
#[derive(Serialize, ToSchema)]
#[schema(as = TimelineEntry)]
pub struct Entry {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// What, in one word.
    pub kind: String,
    /// Who.
    pub by: Vec<By>,
    /// What else to know.
    pub particulars: Value,
}

/// A page of the timeline.
#[derive(Serialize, ToSchema)]
#[schema(as = Timeline)]
pub struct Page {
    /// Newest first.
    pub items: Vec<Entry>,
    /// Where it goes on.
    pub next: Option<String>,
}

/// What happened to a story, newest first.
#[utoipa::path(get, path = "/stories/{id}/timeline", operation_id = "listTimeline", params(("id" = Uuid, Path), PageOf), responses((status = 200, body = Page)))]
pub async fn timeline(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    asked: Asked<PageOf>,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let (id, limit) = (known(&id)?, asked.limit()?);
    let before = match &asked.after {
        None => (i64::MAX, Uuid::max()),
        Some(text) => text
            .split_once('.')
            .and_then(|(at, id)| Some((at.parse().ok()?, Uuid::try_parse(id).ok()?)))
            .ok_or_else(bad_cursor)?,
    };
    let mut tx = api.house.db().read().await?;
    allowed(&mut tx, &caller, id, Right::Read).await?;
    let subject = id.to_string();
    let lines = event::list_before(&mut tx, ("story", &subject), before, limit).await?;
    let actors: Vec<&str> = lines.iter().map(|line| line.actor.as_str()).collect();
    let names = names(&mut tx, &actors).await?;
    tx.close().await?;
    let is_full = i64::try_from(lines.len()).is_ok_and(|count| count == limit);
    let next = lines.last().filter(|_| is_full);
    let next = next.map(|last| format!("{}.{}", last.at, last.id.simple()));
    let entry = |line: event::EventLine| Entry {
        id: line.id,
        at: from_micros(line.at),
        kind: line.kind,
        by: names.get(&line.actor).cloned().unwrap_or_default(),
        particulars: serde_json::from_str(&line.particulars).unwrap_or_default(),
    };
    let items = lines.into_iter().map(entry).collect();
    ok(&Page { items, next })
}
