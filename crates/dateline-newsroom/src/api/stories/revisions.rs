//! `GET /stories/ID/revisions`: who wrote what when; a former state can come back.

use super::super::said::Asked;
use super::super::{Api, Problem, shapes};
use super::timeline::{By, PageOf, bad_cursor, names};
use super::{allowed, known, ok, settle, show, view};
use crate::account::Caller;
use crate::story;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_core::rights::Right;
use dateline_db::from_micros;
use dateline_db::queries::revision::{self, RevisionLine};
use http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A state of the words that was saved.
#[derive(Serialize, ToSchema)]
#[schema(as = Revision)]
pub struct Shown {
    /// Its id.
    pub id: Uuid,
    /// Its number, from 1.
    pub number: i64,
    /// Who wrote it.
    pub by: Vec<By>,
    /// What changed.
    pub note: String,
    /// When.
    pub at: Timestamp,
    /// Whether it is what readers have.
    pub is_public: bool,
    /// The words; only of one that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<shapes::StoryContent>)]
    pub content: Option<Value>,
}

/// A page of revisions.
#[derive(Serialize, ToSchema)]
#[schema(as = RevisionPage)]
pub struct Page {
    /// Newest first.
    pub items: Vec<Shown>,
    /// Where it goes on.
    pub next: Option<String>,
}

fn shown(line: RevisionLine, by: Vec<By>, public: Option<i64>) -> Shown {
    Shown {
        id: line.id,
        is_public: public == Some(line.number),
        number: line.number,
        by,
        note: line.note,
        at: from_micros(line.created_at),
        content: None,
    }
}

/// Who wrote what when, newest first.
#[utoipa::path(get, path = "/stories/{id}/revisions", operation_id = "listRevisions", params(("id" = Uuid, Path), PageOf), responses((status = 200, body = Page)))]
pub async fn list(
    State(api): State<Api>,
    caller: Caller,
    Path(id): Path<String>,
    asked: Asked<PageOf>,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    let (id, limit) = (known(&id)?, asked.limit()?);
    let before = match &asked.after {
        None => i64::MAX,
        Some(text) => text.parse().map_err(|_| bad_cursor())?,
    };
    let mut tx = api.house.db().read().await?;
    let here = allowed(&mut tx, &caller, id, Right::Read).await?;
    let lines = revision::list(&mut tx, id, before, limit).await?;
    let authors: Vec<&str> = lines.iter().map(|line| line.author.as_str()).collect();
    let names = names(&mut tx, &authors).await?;
    tx.close().await?;
    let is_full = i64::try_from(lines.len()).is_ok_and(|count| count == limit);
    let next = lines.last().filter(|last| is_full && last.number > 1);
    let next = next.map(|last| last.number.to_string());
    let items = lines.into_iter().map(|line| {
        let by = names.get(&line.author).cloned().unwrap_or_default();
        shown(line, by, here.public_revision)
    });
    ok(&Page {
        items: items.collect(),
        next,
    })
}

/// A revision with its words.
#[utoipa::path(get, path = "/stories/{id}/revisions/{number}", operation_id = "showRevision", params(("id" = Uuid, Path), ("number" = i64, Path)), responses((status = 200, body = Shown)))]
pub async fn show(
    State(api): State<Api>,
    caller: Caller,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (id, number) = (known(&id)?, parsed(&number)?);
    let mut tx = api.house.db().read().await?;
    let here = allowed(&mut tx, &caller, id, Right::Read).await?;
    let (line, content) = revision::get(&mut tx, id, number).await?;
    let names = names(&mut tx, &[&line.author]).await?;
    tx.close().await?;
    let by = names.get(&line.author).cloned().unwrap_or_default();
    let mut found = shown(line, by, here.public_revision);
    found.content = Some(super::value(&content)?);
    ok(&found)
}

/// The words of a revision become the newest; the story as it is then.
#[utoipa::path(post, path = "/stories/{id}/revisions/{number}/restore", operation_id = "restoreRevision", params(("id" = Uuid, Path), ("number" = i64, Path)), responses((status = 200, body = view::StoryShown)))]
pub async fn restore(
    State(api): State<Api>,
    caller: Caller,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (id, number) = (known(&id)?, parsed(&number)?);
    settle(&api, id).await?;
    let mut tx = api.house.db().begin().await?;
    allowed(&mut tx, &caller, id, Right::Write).await?;
    story::restore(&api.house, &mut tx, id, number, &caller.actor()).await?;
    let shown = show::now(&api, &mut tx, &caller, id).await?;
    api.commit(tx).await?;
    show::tagged(&shown)
}

fn parsed(number: &str) -> Result<i64, Problem> {
    number.parse().map_err(|_| {
        let detail = "revisions have numbers from 1";
        Problem::new(StatusCode::NOT_FOUND, "not-found", detail)
    })
}
