//! `GET /stories`: the board.

use super::super::said::Asked;
use super::super::{Api, Problem, shapes};
use super::{ok, view};
use crate::account::Caller;
use crate::account::caller::Reach;
use axum::extract::{Query, State};
use axum::response::Response;
use dateline_core::edition::EditionCode;
use dateline_core::id::{DeskId, SectionId, StaffId};
use dateline_core::rights::{Place, Right};
use dateline_core::story::StoryFormat;
use dateline_core::workflow::WorkflowState;
use dateline_db::Tx;
use dateline_db::queries::board::{self, BoardLine, Filter, Key};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Stories of one page of the list.
const MOST_LISTED: i64 = 200;
/// Stories one request looks at; where more must be looked at, `next` goes on.
const MOST_LOOKED_AT: usize = 2_000;
/// Stories looked at together.
const STEP: i64 = 256;
/// Longest search, in characters.
const MAX_SEARCH: usize = 200;

/// What is asked of the list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOf {
    /// States, parted by commas.
    state: Option<String>,
    /// Of this desk.
    desk: Option<Uuid>,
    /// Of this edition.
    edition: Option<String>,
    /// Of this section.
    section: Option<Uuid>,
    /// Given to this person, or to `me`.
    assignee: Option<String>,
    /// Of this kind.
    #[param(value_type = Option<shapes::StoryFormat>)]
    format: Option<String>,
    /// Words in headline or slug.
    q: Option<String>,
    /// What `next` of the page before said.
    after: Option<String>,
    /// How many at most, 1 to 200.
    #[serde(default = "usual")]
    limit: i64,
}

fn usual() -> i64 {
    50
}

/// A page of the list.
#[derive(Serialize, ToSchema)]
#[schema(as = StoryPage)]
pub struct Page {
    /// Newest change first.
    pub items: Vec<view::StoryCard>,
    /// Where the list goes on: `after` of the next request.
    pub next: Option<String>,
}

/// The board: stories by last change, newest first. A page may hold fewer than asked for and still go on.
#[utoipa::path(get, path = "/stories", operation_id = "listStories", params(ListOf), responses((status = 200, body = Page)))]
pub async fn list(
    State(api): State<Api>,
    caller: Caller,
    asked: Asked<ListOf>,
) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    if !(1..=MOST_LISTED).contains(&asked.limit) {
        return Err(wrong("limit", format!("must be 1 to {MOST_LISTED}")));
    }
    caller.require_somewhere(Right::Read)?;
    let filter = filter(&asked, &caller)?;
    let before = match &asked.after {
        Some(after) => cursor(after)?,
        None => (i64::MAX, Uuid::max()),
    };
    let words = asked.q.as_deref().unwrap_or_default();
    if words.chars().count() > MAX_SEARCH {
        return Err(wrong("q", format!("at most {MAX_SEARCH} characters")));
    }
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let format = asked.format.as_deref().map(|word| {
        StoryFormat::parse(word)
            .ok_or_else(|| wrong("format", format!("there is no format \"{word}\"")))
    });
    let sieve = Sieve {
        reach: caller.reach(Right::Read),
        words,
        format: format.transpose()?,
        wanted: usize::try_from(asked.limit).unwrap_or(1),
    };
    let mut tx = api.house.db().read().await?;
    let (lines, next) = sieve.gather(&mut tx, &filter, before).await?;
    let items = view::cards(&api, &mut tx, lines).await?;
    tx.close().await?;
    let next = next.map(|(at, id)| format!("{at}.{}", id.simple()));
    ok(&Page { items, next })
}

fn wrong(field: &'static str, told: impl std::fmt::Display) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "query", format!("{field}: {told}")).field(field)
}

fn filter(asked: &ListOf, caller: &Caller) -> Result<Filter, Problem> {
    let mut states = Vec::new();
    for word in asked.state.iter().flat_map(|list| list.split(',')) {
        let word = word.trim();
        let state = WorkflowState::parse(word).ok_or_else(|| {
            let known: Vec<&str> = WorkflowState::ALL.iter().map(|s| s.as_str()).collect();
            let told = format!(
                "there is no state \"{word}\"; there are {}",
                known.join(", ")
            );
            wrong("state", told)
        })?;
        if !states.contains(&state) {
            states.push(state);
        }
    }
    let edition = asked.edition.as_deref().map(|code| {
        EditionCode::parse(code)
            .map(|code| code.0)
            .ok_or_else(|| wrong("edition", format!("\"{code}\" is no code of an edition")))
    });
    let assignee = asked.assignee.as_deref().map(|who| match who {
        "me" => caller
            .staff_id()
            .ok_or_else(|| wrong("assignee", "a key is nobody; give an id")),
        id => id
            .parse()
            .map(StaffId)
            .map_err(|_| wrong("assignee", "give an id, or \"me\"")),
    });
    Ok(Filter {
        states,
        edition: edition.transpose()?,
        section: asked.section.map(SectionId),
        desk: asked.desk.map(DeskId),
        assignee: assignee.transpose()?,
    })
}

fn cursor(text: &str) -> Result<(i64, Uuid), Problem> {
    let parts = text.split_once('.');
    let parsed = parts.and_then(|(at, id)| Some((at.parse().ok()?, Uuid::try_parse(id).ok()?)));
    parsed.ok_or_else(|| {
        wrong(
            "after",
            "send what `next` of the page before said".to_owned(),
        )
    })
}

/// What of a list somebody gets to see.
struct Sieve {
    reach: Reach,
    words: Vec<String>,
    format: Option<StoryFormat>,
    wanted: usize,
}

type Position = (i64, Uuid);

impl Sieve {
    fn is_open(&self) -> bool {
        self.words.is_empty() && self.format.is_none() && self.reach == Reach::Everywhere
    }

    /// Stories that pass, and where the list goes on. What one request looks at is bounded: a list that
    /// was looked through in part goes on too.
    async fn gather(
        &self,
        tx: &mut Tx,
        filter: &Filter,
        mut before: Position,
    ) -> Result<(Vec<BoardLine>, Option<Position>), Problem> {
        let mut kept: Vec<BoardLine> = Vec::new();
        let mut looked = 0;
        loop {
            let step = if self.is_open() {
                i64::try_from(self.wanted).unwrap_or(STEP)
            } else {
                STEP
            };
            let keys = board::keys(tx, filter, before, step).await?;
            let is_end = i64::try_from(keys.len()).is_ok_and(|count| count < step);
            looked += keys.len();
            let hits: Vec<&Key> = keys.iter().filter(|key| self.says(key)).collect();
            let ids: Vec<Uuid> = hits.iter().map(|key| key.id).collect();
            let mut lines: HashMap<Uuid, BoardLine> = HashMap::new();
            for ids in ids.chunks(128) {
                lines.extend(board::lines(tx, ids).await?.into_iter().map(|l| (l.id, l)));
            }
            for key in hits {
                let line = lines.remove(&key.id).filter(|line| self.shows(line));
                let Some(line) = line else { continue };
                before = (key.updated_at, key.id);
                kept.push(line);
                if kept.len() == self.wanted {
                    let is_last = is_end && keys.last().is_some_and(|last| last.id == key.id);
                    return Ok((kept, Some(before).filter(|_| !is_last)));
                }
            }
            let Some(last) = keys.last().filter(|_| !is_end) else {
                return Ok((kept, None));
            };
            before = (last.updated_at, last.id);
            if looked >= MOST_LOOKED_AT {
                return Ok((kept, Some(before)));
            }
        }
    }

    /// Whether it is of the kind asked for, and every word asked for is in headline or slug.
    fn says(&self, key: &Key) -> bool {
        if self.format.is_some_and(|f| f.as_str() != key.format) {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let text = format!("{} {}", key.headline.to_lowercase(), key.slug);
        self.words.iter().all(|word| text.contains(word.as_str()))
    }

    fn shows(&self, line: &BoardLine) -> bool {
        let here: Place = super::place(line);
        match &self.reach {
            Reach::Everywhere => true,
            Reach::Places(places) => places.iter().any(|place| place.covers(&here)),
        }
    }
}
