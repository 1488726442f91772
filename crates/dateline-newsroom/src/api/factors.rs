//! Second factors of the own account: codes of a device, recovery codes.

use super::said::{Said, shown};
use super::session::Sender;
use super::{Api, Problem};
use crate::account::second_factor::FactorError;
use crate::account::session::Session;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use qrcodegen::{QrCode, QrCodeEcc};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use utoipa::ToSchema;

/// What is sent to prove once more who it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    password: String,
}

/// Proves by the password that the owner of the session sits there: asked for before what changes how
/// somebody signs in, if ten minutes went by.
#[utoipa::path(post, path = "/session/proof", operation_id = "prove", request_body = Proof, responses((status = 204)))]
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

/// A device that was begun: seen this once.
#[derive(Serialize, ToSchema)]
struct BegunDevice {
    /// To be typed in.
    secret: String,
    /// To be opened on the device itself.
    uri: String,
    /// The same as a picture to be scanned.
    qr: Option<QrPicture>,
}

/// A picture as one path of a drawing, without the white rim of four units it needs.
#[derive(Serialize, ToSchema)]
struct QrPicture {
    /// Units of each side.
    size: i32,
    /// Its dark squares.
    path: String,
}

/// Begins a device that shows codes; nothing is asked for until it is confirmed.
#[utoipa::path(post, path = "/totp", operation_id = "beginTotp", responses((status = 200, body = BegunDevice)))]
pub async fn begin(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let begun = api.accounts.begin_totp(&session).await?;
    let device = BegunDevice {
        qr: picture(&begun.uri),
        secret: begun.secret,
        uri: begun.uri,
    };
    shown(StatusCode::OK, &device)
}

fn picture(text: &str) -> Option<QrPicture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{x},{y}h1v1h-1z");
        }
    }
    let size = code.size();
    Some(QrPicture { size, path })
}

/// Codes for when the device is lost: seen this once, each opens once.
#[derive(Serialize, ToSchema)]
struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

/// A code that a device shows.
#[derive(Deserialize, ToSchema)]
#[schema(as = DeviceCode)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Six digits.
    code: String,
}

/// From now on codes of the device are asked for. Every other session ends.
#[utoipa::path(post, path = "/totp/confirmation", operation_id = "confirmTotp", request_body = Code, responses((status = 200, body = RecoveryCodes)))]
pub async fn confirm(
    State(api): State<Api>,
    session: Session,
    Said(said): Said<Code>,
) -> Result<Response, Problem> {
    let codes = api.accounts.confirm_totp(&session, &said.code).await?;
    let codes = RecoveryCodes {
        recovery_codes: codes,
    };
    shown(StatusCode::OK, &codes)
}

/// Codes are asked for no more.
#[utoipa::path(delete, path = "/totp", operation_id = "removeTotp", responses((status = 204)))]
pub async fn remove(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    api.accounts.remove_totp(&session).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// New recovery codes in place of those before.
#[utoipa::path(post, path = "/recovery-codes", operation_id = "renewRecoveryCodes", responses((status = 200, body = RecoveryCodes)))]
pub async fn renew(State(api): State<Api>, session: Session) -> Result<Response, Problem> {
    let codes = api.accounts.renew_codes(&session).await?;
    let codes = RecoveryCodes {
        recovery_codes: codes,
    };
    shown(StatusCode::OK, &codes)
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
