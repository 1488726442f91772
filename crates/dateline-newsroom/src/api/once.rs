//! Requests that carry an `Idempotency-Key`: the same request again is answered as it was, and does
//! nothing twice.

use super::said::answer;
use super::{Api, Problem};
use crate::account::{Caller, Who};
use crate::hex::hex;
use axum::response::{IntoResponse, Response};
use dateline_db::queries::idempotency::{self, Kept};
use dateline_db::{DbError, Tx, micros};
use http::{HeaderMap, StatusCode, header};
use jiff::ToSpan;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Longest key, in characters.
const MAX_KEY: usize = 200;
/// How long an answer is kept, in hours.
const KEPT_HOURS: i64 = 24;

/// A request that is done once: its transaction, and under which key its answer is kept.
pub struct Once {
    /// Where it is done.
    pub tx: Tx,
    key: Option<Key>,
}

struct Key {
    caller: String,
    word: String,
    /// What was asked, in short.
    request: String,
}

/// How it begins.
pub enum Begun {
    /// It was done before: what was answered.
    Before(Response),
    /// It is to be done.
    Now(Once),
}

impl Once {
    /// Looks whether this was done before. `act` names what is asked for, `said` is what the request says.
    pub async fn begin(
        api: &Api,
        caller: &Caller,
        headers: &HeaderMap,
        act: &str,
        said: &Value,
    ) -> Result<Begun, Problem> {
        let key = key(caller, headers, act, said)?;
        let mut tx = api.house.db().begin().await?;
        if let Some(key) = &key
            && let Some(kept) = find(api, &mut tx, key).await?
        {
            return kept_answer(key, kept).map(Begun::Before);
        }
        Ok(Begun::Now(Self { tx, key }))
    }

    /// Keeps the answer, commits, and gives it.
    pub async fn finish(
        self,
        api: &Api,
        status: StatusCode,
        location: Option<String>,
        said: &Value,
    ) -> Result<Response, Problem> {
        let Self { mut tx, key } = self;
        if let Some(key) = &key {
            let kept = Kept {
                request: key.request.clone(),
                status: i64::from(status.as_u16()),
                location: location.clone(),
                answer: said.to_string(),
            };
            let (now, since) = (micros(api.house.now()), since(api));
            match idempotency::insert(&mut tx, &key.caller, &key.word, &kept, now, since).await {
                Err(DbError::Taken { .. }) => {
                    drop(tx);
                    return was_faster(api, key).await;
                }
                done => done?,
            }
        }
        api.commit(tx).await?;
        Ok(shown(status, location, said))
    }
}

/// The same request came twice at the same time: the other one did it.
async fn was_faster(api: &Api, key: &Key) -> Result<Response, Problem> {
    let mut tx = api.house.db().read().await?;
    let kept = find(api, &mut tx, key).await?;
    tx.close().await?;
    match kept {
        Some(kept) => kept_answer(key, kept),
        None => Err(DbError::Unavailable("another request holds the key".to_owned()).into()),
    }
}

fn since(api: &Api) -> i64 {
    let now = api.house.now();
    micros(now.checked_sub(KEPT_HOURS.hours()).unwrap_or(now))
}

async fn find(api: &Api, tx: &mut Tx, key: &Key) -> Result<Option<Kept>, DbError> {
    idempotency::find(tx, &key.caller, &key.word, since(api)).await
}

fn key(
    caller: &Caller,
    headers: &HeaderMap,
    act: &str,
    said: &Value,
) -> Result<Option<Key>, Problem> {
    let Some(word) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let word = word.to_str().ok().map(str::trim).filter(|word| {
        (1..=MAX_KEY).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_graphic())
    });
    let word = word.ok_or_else(|| {
        let detail = format!("Idempotency-Key: send 1 to {MAX_KEY} visible ASCII characters, such as a UUID, or leave it out");
        Problem::new(StatusCode::BAD_REQUEST, "header", detail)
    })?;
    let caller = match &caller.who {
        Who::Staff { id, .. } => format!("staff:{id}"),
        Who::Token(token) => format!("token:{}", token.id),
    };
    let request = hex(&Sha256::digest(format!("{act}\n{said}").as_bytes()));
    Ok(Some(Key {
        caller,
        word: word.to_owned(),
        request,
    }))
}

fn kept_answer(key: &Key, kept: Kept) -> Result<Response, Problem> {
    if kept.request != key.request {
        let detail =
            "this Idempotency-Key came with another request before; give each request its own";
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency-key",
            detail,
        ));
    }
    let status = u16::try_from(kept.status).ok();
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    let said: Value = serde_json::from_str(&kept.answer).map_err(|error| DbError::Corrupt {
        what: "idempotency_key.answer",
        detail: error.to_string(),
    })?;
    Ok(shown(
        status.unwrap_or(StatusCode::OK),
        kept.location,
        &said,
    ))
}

fn shown(status: StatusCode, location: Option<String>, said: &Value) -> Response {
    let response = answer(status, said);
    match location {
        Some(location) => ([(header::LOCATION, location)], response).into_response(),
        None => response,
    }
}
