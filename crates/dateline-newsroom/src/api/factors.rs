//! Second factors of the own account: codes of a device, recovery codes.

use super::said::{Said, ok};
use super::session::Sender;
use super::{Api, Problem};
use crate::account::second_factor::FactorError;
use crate::account::session::Session;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use qrcodegen::{QrCode, QrCodeEcc};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt::Write;

/// What is sent to prove once more who it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    password: String,
}

/// `POST /session/proof`: proves by the password that the owner of the session sits there.
pub async fn prove(
    State(api): State<Api>,
    session: Session,
    sender: Sender,
    Said(said): Said<Proof>,
) -> Result<Response, Problem> {
    let proved = api
        .accounts
        .prove(&session, &said.password, sender.address)
        .await;
    proved.map_err(|error| Problem::from(error).field("password"))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /totp`: begins a device that shows codes.
pub async fn begin(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let begun = api.accounts.begin_totp(&session).await?;
    Ok(ok(&json!({
        "secret": begun.secret,
        "uri": begun.uri,
        "qr": picture(&begun.uri),
    })))
}

/// A picture of an address as one path of a drawing: `{size, path}`, without the white rim of four.
fn picture(text: &str) -> Value {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return Value::Null;
    };
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{x},{y}h1v1h-1z");
        }
    }
    json!({ "size": code.size(), "path": path })
}

/// A code that a device shows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    code: String,
}

/// `POST /totp/confirmation`: from now on codes are asked for; recovery codes, seen this once.
pub async fn confirm(
    State(api): State<Api>,
    session: Session,
    Said(said): Said<Code>,
) -> Result<Response, Problem> {
    let codes = api.accounts.confirm_totp(&session, &said.code).await?;
    Ok(ok(&json!({ "recovery_codes": codes })))
}

/// `DELETE /totp`: codes are asked for no more.
pub async fn remove(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    api.accounts.remove_totp(&session).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /recovery-codes`: new ones in place of those before, seen this once.
pub async fn renew(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let codes = api.accounts.renew_codes(&session).await?;
    Ok(ok(&json!({ "recovery_codes": codes })))
}

impl From<FactorError> for Problem {
    fn from(error: FactorError) -> Self {
        let told = error.to_string();
        let plain = |status, code| Self::new(status, code, told.clone());
        match error {
            FactorError::Proof => plain(StatusCode::FORBIDDEN, "proof-needed"),
            FactorError::Already => plain(StatusCode::CONFLICT, "already"),
            FactorError::NotBegun => plain(StatusCode::CONFLICT, "not-begun"),
            FactorError::WrongCode => {
                plain(StatusCode::UNPROCESSABLE_ENTITY, "code-wrong").field("code")
            }
            FactorError::Unknown => plain(StatusCode::NOT_FOUND, "not-found"),
            FactorError::Db(error) => error.into(),
        }
    }
}
