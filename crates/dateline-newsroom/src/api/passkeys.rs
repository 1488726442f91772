//! Passkeys of the own account, and signing in with one.

use super::said::{Said, answer, ok};
use super::session::{Sender, welcome};
use super::{Api, Problem};
use crate::account::passkey::{Asked, PasskeyError};
use crate::account::second_factor::FactorError;
use crate::account::session::Session;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use dateline_core::id::StaffId;
use dateline_db::from_micros;
use dateline_db::queries::passkey::PasskeyRow;
use dateline_infra::passkey::PasskeyError as AnswerError;
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

fn line(row: &PasskeyRow) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "created_at": from_micros(row.created_at),
        "used_at": row.used_at.map(from_micros),
    })
}

fn asked(asked: &Asked) -> Response {
    ok(&json!({ "ceremony": asked.ceremony, "options": asked.options }))
}

/// `GET /passkeys`: those of the own account.
pub async fn list(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let found = api
        .accounts
        .list_passkeys(StaffId(session.staff.id))
        .await?;
    let items: Vec<Value> = found.iter().map(line).collect();
    Ok(ok(&json!({ "items": items, "next": null })))
}

/// `POST /passkeys/registration`: asks for a new one.
pub async fn register(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    Ok(asked(&api.accounts.ask_for_passkey(&session).await?))
}

/// What an authenticator made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    ceremony: Uuid,
    name: String,
    credential: Value,
}

/// `POST /passkeys/registration-result`: keeps what the authenticator made.
pub async fn registered(
    State(api): State<Api>,
    session: Session,
    Said(said): Said<Made>,
) -> Result<Response, Problem> {
    let row = api
        .accounts
        .add_passkey(&session, said.ceremony, &said.name, said.credential)
        .await?;
    Ok(answer(StatusCode::CREATED, &line(&row)))
}

/// `DELETE /passkeys/ID`.
pub async fn remove(
    State(api): State<Api>,
    session: Session,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: Uuid = id.parse().map_err(|_| FactorError::Unknown)?;
    api.accounts.remove_passkey(&session, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /passkeys/sign-in`: asks whoever is there for a passkey.
pub async fn ask(State(api): State<Api>, sender: Sender) -> Result<Response, Problem> {
    Ok(asked(&api.accounts.ask_to_sign_in(sender.origin()).await?))
}

/// What an authenticator answered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    ceremony: Uuid,
    credential: Value,
}

/// `POST /passkeys/sign-in-result`: signs in.
pub async fn sign_in(
    State(api): State<Api>,
    sender: Sender,
    Said(said): Said<Answered>,
) -> Result<Response, Problem> {
    let signed_in = api
        .accounts
        .sign_in_with_passkey(said.ceremony, said.credential, sender.origin())
        .await?;
    welcome(&api, &sender, &signed_in, StatusCode::OK).await
}

impl From<PasskeyError> for Problem {
    fn from(error: PasskeyError) -> Self {
        let told = error.to_string();
        let plain = |status, code| Self::new(status, code, told.clone());
        match error {
            PasskeyError::Answer(AnswerError::NoName(_)) => {
                plain(StatusCode::CONFLICT, "passkeys-unavailable")
            }
            PasskeyError::Answer(AnswerError::Stored(_)) => Self::inside(&told),
            PasskeyError::Answer(_) => {
                plain(StatusCode::UNPROCESSABLE_ENTITY, "passkey").field("credential")
            }
            PasskeyError::NotAsked => plain(StatusCode::CONFLICT, "not-asked").field("ceremony"),
            PasskeyError::Unknown => plain(StatusCode::UNAUTHORIZED, "passkey-unknown"),
            PasskeyError::Taken | PasskeyError::TooMany => plain(StatusCode::CONFLICT, "passkey"),
            PasskeyError::Wait(seconds) => plain(StatusCode::TOO_MANY_REQUESTS, "too-many")
                .with(header::RETRY_AFTER, HeaderValue::from(seconds)),
            PasskeyError::Factor(error) => error.into(),
            PasskeyError::Staff(error) => error.into(),
            PasskeyError::Db(error) => error.into(),
        }
    }
}
