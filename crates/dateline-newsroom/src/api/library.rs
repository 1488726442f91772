//! `GET /pictures/library`: the pictures of the house, the newest first, by words of what is said of them.

use super::said::{Asked, ok};
use super::{Api, Problem};
use axum::extract::{Query, State};
use axum::response::Response;
use dateline_core::picture::UsageRights;
use dateline_db::queries::picture_library::{self, Shelved};
use dateline_db::{DbResult, Tx, from_micros};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Pictures of one page.
const MOST_LISTED: i64 = 200;
/// Pictures one request looks at; where more must be looked at, `next` goes on.
const MOST_LOOKED_AT: usize = 5_000;
/// Pictures looked at together.
const STEP: i64 = 500;
/// Longest search, in characters.
const MAX_SEARCH: usize = 200;

/// What is asked of the library.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryOf {
    q: Option<String>,
    #[serde(default)]
    missing: bool,
    after: Option<String>,
    #[serde(default = "usual")]
    limit: i64,
}

fn usual() -> i64 {
    50
}

/// `GET /pictures/library`.
pub async fn list(State(api): State<Api>, asked: Asked<LibraryOf>) -> Result<Response, Problem> {
    let Query(asked) = asked?;
    if !(1..=MOST_LISTED).contains(&asked.limit) {
        return Err(wrong("limit", &format!("must be 1 to {MOST_LISTED}")));
    }
    let words = asked.q.as_deref().unwrap_or_default();
    if words.chars().count() > MAX_SEARCH {
        return Err(wrong("q", &format!("at most {MAX_SEARCH} characters")));
    }
    let sieve = Sieve {
        words: words.split_whitespace().map(str::to_lowercase).collect(),
        is_lacking: asked.missing,
        wanted: usize::try_from(asked.limit).unwrap_or(1),
    };
    let before = match asked.after.as_deref() {
        None => (i64::MAX, Uuid::max()),
        Some(after) => cursor(after)
            .ok_or_else(|| wrong("after", "send what `next` of the page before said"))?,
    };
    let mut tx = api.house.db().read().await?;
    let (found, next) = sieve.gather(&mut tx, before).await?;
    tx.close().await?;
    let items: Vec<Value> = found.iter().map(line).collect();
    let next = next.map(|(at, id)| format!("{at}.{}", id.simple()));
    Ok(ok(&json!({ "items": items, "next": next })))
}

fn wrong(field: &'static str, told: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "query", format!("{field}: {told}")).field(field)
}

fn cursor(text: &str) -> Option<(i64, Uuid)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, Uuid::try_parse(id).ok()?))
}

/// What is wanted of the pictures that are looked at.
struct Sieve {
    words: Vec<String>,
    is_lacking: bool,
    wanted: usize,
}

impl Sieve {
    /// Pictures that fit, and where to go on.
    async fn gather(
        &self,
        tx: &mut Tx,
        mut before: (i64, Uuid),
    ) -> DbResult<(Vec<Shelved>, Option<(i64, Uuid)>)> {
        let (mut found, mut looked) = (Vec::new(), 0);
        loop {
            let step = picture_library::list(tx, before, STEP).await?;
            let is_end = step.len() < usize::try_from(STEP).unwrap_or(0);
            looked += step.len();
            for picture in step {
                before = picture.key();
                if self.takes(&picture) {
                    found.push(picture);
                }
                if found.len() == self.wanted {
                    return Ok((found, Some(before)));
                }
            }
            if is_end || looked >= MOST_LOOKED_AT {
                return Ok((found, Some(before).filter(|_| !is_end)));
            }
        }
    }

    fn takes(&self, picture: &Shelved) -> bool {
        if self.is_lacking && lacks(picture).is_empty() {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let said = [
            &picture.file_name,
            &picture.headline,
            &picture.caption,
            &picture.alt,
            &picture.credit_line,
            &picture.photographer,
            &picture.source,
        ];
        let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
        let said = said.join("\n").to_lowercase();
        self.words.iter().all(|word| said.contains(word.as_str()))
    }
}

/// What a picture lacks to be published.
fn lacks(picture: &Shelved) -> Vec<&'static str> {
    let is_blank = |text: &Option<String>| text.as_deref().is_none_or(|t| t.trim().is_empty());
    let mut lacks = Vec::new();
    if is_blank(&picture.credit_line) && is_blank(&picture.photographer) {
        lacks.push("credit");
    }
    if is_blank(&picture.alt) {
        lacks.push("alt");
    }
    if UsageRights::parse(&picture.rights) == UsageRights::Unknown {
        lacks.push("rights");
    }
    lacks
}

fn line(picture: &Shelved) -> Value {
    json!({
        "id": picture.id,
        "hash": picture.hash,
        "file": picture.file_name,
        "caption": picture.caption,
        "alt": picture.alt,
        "credit_line": picture.credit_line,
        "photographer": picture.photographer,
        "rights": picture.rights,
        "created_at": from_micros(picture.created_at),
        "lacks": lacks(picture),
    })
}
