//! Passkeys of the own account, and signing in with one.

use super::said::{Listed, Said, shown};
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
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A passkey.
#[derive(Serialize, ToSchema)]
#[schema(as = Passkey)]
struct Shown {
    id: Uuid,
    /// What its owner calls it.
    name: String,
    created_at: Timestamp,
    used_at: Option<Timestamp>,
}

impl From<PasskeyRow> for Shown {
    fn from(row: PasskeyRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            created_at: from_micros(row.created_at),
            used_at: row.used_at.map(from_micros),
        }
    }
}

/// A question for an authenticator.
#[derive(Serialize, ToSchema)]
#[schema(as = PasskeyQuestion)]
struct Question {
    /// What the answer names; holds for five minutes and one answer.
    ceremony: Uuid,
    /// For the browser: `publicKey` as `PublicKeyCredential` reads it from JSON.
    #[schema(value_type = Object)]
    options: Value,
}

fn asked(asked: Asked) -> Result<Response, Problem> {
    let question = Question {
        ceremony: asked.ceremony,
        options: asked.options,
    };
    shown(StatusCode::OK, &question)
}

/// Passkeys of the own account.
#[utoipa::path(get, path = "/passkeys", operation_id = "listPasskeys", responses((status = 200, body = Listed<Shown>)))]
pub async fn list(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let found = api
        .accounts
        .list_passkeys(StaffId(session.staff.id))
        .await?;
    let items: Vec<Shown> = found.into_iter().map(Into::into).collect();
    shown(StatusCode::OK, &Listed::whole(items))
}

/// Asks for a new passkey of whoever is signed in.
#[utoipa::path(post, path = "/passkeys/registration", operation_id = "beginPasskey", responses((status = 200, body = Question)))]
pub async fn register(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    asked(api.accounts.ask_for_passkey(&session).await?)
}

/// What an authenticator made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPasskey)]
pub struct Made {
    ceremony: Uuid,
    name: String,
    /// `credential.toJSON()` of the browser.
    #[schema(value_type = Object)]
    credential: Value,
}

/// Keeps what the authenticator made.
#[utoipa::path(post, path = "/passkeys/registration-result", operation_id = "addPasskey", request_body = Made, responses((status = 201, body = Shown)))]
pub async fn registered(
    State(api): State<Api>,
    session: Session,
    Said(said): Said<Made>,
) -> Result<Response, Problem> {
    let row = api
        .accounts
        .add_passkey(&session, said.ceremony, &said.name, said.credential)
        .await?;
    shown(StatusCode::CREATED, &Shown::from(row))
}

/// Forgets a passkey.
#[utoipa::path(delete, path = "/passkeys/{id}", operation_id = "removePasskey", params(("id" = Uuid, Path)), responses((status = 204)))]
pub async fn remove(
    State(api): State<Api>,
    session: Session,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: Uuid = id.parse().map_err(|_| FactorError::Unknown)?;
    api.accounts.remove_passkey(&session, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Asks whoever is there for a passkey.
#[utoipa::path(post, path = "/passkeys/sign-in", operation_id = "beginPasskeySignIn", responses((status = 200, body = Question)))]
pub async fn ask(State(api): State<Api>, sender: Sender) -> Result<Response, Problem> {
    asked(api.accounts.ask_to_sign_in(sender.origin()).await?)
}

/// What an authenticator answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PasskeyAnswer)]
pub struct Answered {
    ceremony: Uuid,
    /// `credential.toJSON()` of the browser.
    #[schema(value_type = Object)]
    credential: Value,
}

/// Signs in with what the authenticator answered.
#[utoipa::path(post, path = "/passkeys/sign-in-result", operation_id = "signInWithPasskey", request_body = Answered, responses((status = 200, body = super::session::Me)))]
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
