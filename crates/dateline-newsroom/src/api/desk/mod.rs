//! What stories are filed under and who they belong to: editions, sections, tags, contributors, desks; and
//! how much the findings of checks matter in an edition.

mod checks;
mod contributors;
mod desks;
mod editions;
mod sections;
mod tags;

use super::said::answer;
use super::{Api, Problem};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use dateline_core::edition::EditionCode;
use dateline_core::slug;
use dateline_db::Tx;
use dateline_db::queries::edition;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// Longest name, in characters.
const MAX_NAME_CHARS: usize = 200;
/// Longest description, in characters.
const MAX_ABOUT_CHARS: usize = 4_000;
/// Entries of one page.
const MOST_LISTED: i64 = 200;
/// Entries one request looks at; where more must be looked at, `next` goes on.
const MOST_LOOKED_AT: usize = 5_000;
/// Entries looked at together.
const STEP: i64 = 500;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new()
        .route("/editions", get(editions::list))
        .route(
            "/editions/{code}/sections",
            get(sections::list).post(sections::add),
        )
        .route("/editions/{code}/tags", get(tags::list).post(tags::add))
        .route(
            "/editions/{code}/contributors",
            get(contributors::list).post(contributors::add),
        )
        .route(
            "/editions/{code}/checks",
            get(checks::show).put(checks::set),
        )
        .route("/desks", get(desks::list).post(desks::add))
}

/// What the documentation says of them.
#[derive(OpenApi)]
#[openapi(paths(
    editions::list,
    sections::list,
    sections::add,
    tags::list,
    tags::add,
    contributors::list,
    contributors::add,
    checks::show,
    checks::set,
    desks::list,
    desks::add
))]
pub struct Docs;

/// A list with where it goes on.
#[derive(Serialize, ToSchema)]
struct Listed<T> {
    /// In order.
    items: Vec<T>,
    /// Where the list goes on.
    next: Option<String>,
}

/// What is asked of a list that goes by slug.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BySlug {
    /// Words in the name.
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

impl BySlug {
    fn check(&self) -> Result<(), Problem> {
        if (1..=MOST_LISTED).contains(&self.limit) {
            return Ok(());
        }
        let detail = format!("limit must be 1 to {MOST_LISTED}");
        Err(Problem::new(StatusCode::BAD_REQUEST, "query", detail).field("limit"))
    }

    /// Words that are looked for, in lower case.
    fn words(&self) -> Vec<String> {
        let q = self.q.as_deref().unwrap_or_default();
        let q: String = q.chars().take(MAX_NAME_CHARS).collect();
        q.split_whitespace().map(str::to_lowercase).collect()
    }

    fn wanted(&self) -> usize {
        usize::try_from(self.limit).unwrap_or(1)
    }
}

/// Whether every word is in a name or its slug.
fn says(words: &[String], name: &str, slug: &str) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = format!("{} {slug}", name.to_lowercase());
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The edition of an address.
async fn edition_of(tx: &mut Tx, code: &str) -> Result<EditionCode, Problem> {
    let code = EditionCode::parse(code).ok_or_else(no_edition)?;
    let editions = edition::list(tx).await?;
    let found = editions.into_iter().find(|edition| edition.code == code);
    found.map(|edition| edition.code).ok_or_else(no_edition)
}

fn no_edition() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "there is no such edition; GET /api/editions lists them",
    )
}

fn bad(field: &'static str, told: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "field", told).field(field)
}

/// A name of one line that is neither empty nor too long.
fn named(field: &'static str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let found = text.chars().count();
    if found == 0 || found > MAX_NAME_CHARS || text.chars().any(char::is_control) {
        let told = format!("give 1 to {MAX_NAME_CHARS} characters in one line");
        return Err(bad(field, told));
    }
    Ok(text.to_owned())
}

fn described(field: &'static str, text: &str) -> Result<String, Problem> {
    let found = text.chars().count();
    if found > MAX_ABOUT_CHARS {
        let told = format!("it has {found} characters; at most {MAX_ABOUT_CHARS} are allowed");
        return Err(bad(field, told));
    }
    Ok(text.trim().to_owned())
}

/// The slug asked for, else one made from the name.
fn slugged(wanted: Option<&str>, name: &str) -> Result<String, Problem> {
    let (field, text) = match wanted {
        Some(slug) => ("slug", slug),
        None => ("name", name),
    };
    slug::make(text).ok_or_else(|| {
        let told = "nothing of this can stand in an address; use letters or digits";
        bad(field, told)
    })
}

fn taken(slug: &str) -> Problem {
    let told = format!("\"{slug}\" is taken; choose another slug");
    Problem::new(StatusCode::CONFLICT, "taken", told).field("slug")
}

fn shown(status: StatusCode, what: &impl Serialize) -> Result<Response, Problem> {
    let value = serde_json::to_value(what).map_err(|error| Problem::inside(&error))?;
    Ok(answer(status, &value))
}
