//! What an account asks for besides its password: codes of a device, and recovery codes for when
//! the device is gone.

use super::session::{self, Session, hash_of};
use super::sign_in::{Given, SignInError};
use super::{Accounts, staff, totp};
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_db::queries::second_factor as rows;
use dateline_db::queries::{edition, passkey};
use dateline_db::{DbError, DbResult, Tx, micros};
use serde_json::json;

/// Recovery codes made at a time.
pub const CODES: usize = 10;
/// Random bytes of a recovery code: sixteen letters and digits.
const CODE_BYTES: usize = 10;

/// Second factors of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// Whether codes of a device are asked for.
    pub has_totp: bool,
    /// Recovery codes that were not used yet.
    pub recovery_codes_left: i64,
    /// How many passkeys there are.
    pub passkeys: i64,
}

/// A device that was begun: shown once, to be confirmed with a code it shows.
#[derive(Clone, Debug)]
pub struct Begun {
    /// To be typed in, base32.
    pub secret: String,
    /// To be opened or read from a picture.
    pub uri: String,
}

/// Why a second factor is not changed.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// Nobody proved a short while ago to be the owner.
    #[error("give your password once more first: this changes how you sign in")]
    Proof,
    /// There is a device already.
    #[error("codes of a device are asked for already; remove that device first")]
    Already,
    /// No device was begun, or too long ago.
    #[error("no device was begun; begin anew")]
    NotBegun,
    /// The code is wrong.
    #[error("this is not the code the device shows now; look at its clock and take the next code")]
    WrongCode,
    /// There is nothing to remove.
    #[error("there is no such device or key on your account")]
    Unknown,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Accounts {
    /// Second factors of an account.
    pub async fn factors(&self, staff: StaffId) -> DbResult<Factors> {
        let mut tx = self.house.db().read().await?;
        let device = rows::find_totp(&mut tx, staff).await?;
        let factors = Factors {
            has_totp: device.is_some_and(|device| device.confirmed_at.is_some()),
            recovery_codes_left: rows::count_codes(&mut tx, staff).await?,
            passkeys: passkey::count(&mut tx, staff).await?,
        };
        tx.close().await?;
        Ok(factors)
    }

    /// Begins a device. Nothing is asked for until it is confirmed.
    pub async fn begin_totp(&self, session: &Session) -> Result<Begun, FactorError> {
        self.require_proof(session)?;
        let id = StaffId(session.staff.id);
        let secret = rand::random::<[u8; totp::SECRET_BYTES]>();
        let mut tx = self.house.db().begin().await?;
        let now = micros(self.house.now());
        if !rows::start_totp(&mut tx, id, secret.to_vec(), now).await? {
            return Err(FactorError::Already);
        }
        let editions = edition::list(&mut tx).await?;
        let house = editions.first().map_or("Dateline", |e| e.name.as_str());
        let uri = totp::uri(&secret, house, &session.staff.email);
        self.house.commit(tx).await?;
        Ok(Begun {
            secret: totp::base32(&secret),
            uri,
        })
    }

    /// Confirms the device that was begun with a code it shows; recovery codes, seen this once. Every
    /// other session ends: it began without the device.
    pub async fn confirm_totp(
        &self,
        session: &Session,
        code: &str,
    ) -> Result<Vec<String>, FactorError> {
        self.require_proof(session)?;
        let id = StaffId(session.staff.id);
        let now = self.house.now();
        let mut tx = self.house.db().begin().await?;
        let device = rows::find_totp(&mut tx, id).await?;
        let device = device.ok_or(FactorError::NotBegun)?;
        if device.confirmed_at.is_some() {
            return Err(FactorError::Already);
        }
        if dateline_db::from_micros(device.started_at) + session::PROOF <= now {
            return Err(FactorError::NotBegun);
        }
        let step = totp::step_of(&device.secret, code, now.as_second(), device.last_step);
        let step = step.ok_or(FactorError::WrongCode)?;
        if !rows::use_step(&mut tx, id, step).await? {
            return Err(FactorError::WrongCode);
        }
        rows::confirm_totp(&mut tx, id, micros(now)).await?;
        let codes = self.put_codes(&mut tx, id).await?;
        session::end_all(&mut tx, id, Some(session.row.id)).await?;
        self.note_own(&mut tx, id, EventKind::TotpAdded).await?;
        self.house.commit(tx).await?;
        Ok(codes)
    }

    /// Asks for codes no more.
    pub async fn remove_totp(&self, session: &Session) -> Result<(), FactorError> {
        self.require_proof(session)?;
        let id = StaffId(session.staff.id);
        let mut tx = self.house.db().begin().await?;
        if !rows::delete_totp(&mut tx, id).await? {
            return Err(FactorError::Unknown);
        }
        rows::set_codes(&mut tx, id, &[]).await?;
        self.note_own(&mut tx, id, EventKind::TotpRemoved).await?;
        self.house.commit(tx).await?;
        Ok(())
    }

    /// Makes recovery codes anew; those before hold no more.
    pub async fn renew_codes(&self, session: &Session) -> Result<Vec<String>, FactorError> {
        self.require_proof(session)?;
        let id = StaffId(session.staff.id);
        let mut tx = self.house.db().begin().await?;
        let device = rows::find_totp(&mut tx, id).await?;
        if device.is_none_or(|device| device.confirmed_at.is_none()) {
            return Err(FactorError::NotBegun);
        }
        let codes = self.put_codes(&mut tx, id).await?;
        self.note_own(&mut tx, id, EventKind::RecoveryCodesMade)
            .await?;
        self.house.commit(tx).await?;
        Ok(codes)
    }

    /// Refuses what changes how somebody signs in unless its owner proved to be the one a short while ago:
    /// a screen left open must not be enough.
    pub(super) fn require_proof(&self, session: &Session) -> Result<(), FactorError> {
        if session.is_proved(self.house.now()) {
            Ok(())
        } else {
            Err(FactorError::Proof)
        }
    }

    async fn put_codes(&self, tx: &mut Tx, id: StaffId) -> DbResult<Vec<String>> {
        let codes: Vec<String> = (0..CODES)
            .map(|_| totp::base32(&rand::random::<[u8; CODE_BYTES]>()).to_lowercase())
            .collect();
        let hashes: Vec<String> = codes.iter().map(|code| code_hash(id, code)).collect();
        rows::set_codes(tx, id, &hashes).await?;
        let spaced = |code: &String| {
            let four: Vec<&str> = (0..code.len())
                .step_by(4)
                .filter_map(|at| code.get(at..at + 4))
                .collect();
            four.join("-")
        };
        Ok(codes.iter().map(spaced).collect())
    }

    pub(super) async fn note_own(&self, tx: &mut Tx, id: StaffId, kind: EventKind) -> DbResult<()> {
        let by = Actor::staff(id);
        staff::note(&self.house, tx, kind, id, &by, json!({})).await
    }

    /// Whether the second factor is right, where the account has one.
    pub(super) async fn second_factor(
        &self,
        tx: &mut Tx,
        id: StaffId,
        given: Given<'_>,
    ) -> Result<(), SignInError> {
        let device = rows::find_totp(tx, id).await?;
        let Some(device) = device.filter(|device| device.confirmed_at.is_some()) else {
            return Ok(());
        };
        let now = self.house.now();
        let is_right = match (given.totp, given.recovery_code) {
            (Some(code), _) => {
                let at = now.as_second();
                match totp::step_of(&device.secret, code, at, device.last_step) {
                    Some(step) => rows::use_step(tx, id, step).await?,
                    None => false,
                }
            }
            (None, Some(code)) => {
                let hash = code_hash(id, code);
                let is_left = rows::use_code(tx, id, &hash, micros(now)).await?;
                if is_left {
                    self.note_own(tx, id, EventKind::RecoveryCodeUsed).await?;
                }
                is_left
            }
            (None, None) => return Err(SignInError::SecondFactor),
        };
        if is_right {
            Ok(())
        } else {
            Err(SignInError::WrongCode)
        }
    }
}

/// What is stored of a recovery code; spaces, dashes and capitals do not matter.
fn code_hash(id: StaffId, code: &str) -> String {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    hash_of(&format!("{id}:{plain}"))
}

/// Takes every second factor of an account away: for somebody who lost them all.
pub async fn remove_all(tx: &mut Tx, id: StaffId) -> DbResult<bool> {
    let device = rows::delete_totp(tx, id).await?;
    rows::set_codes(tx, id, &[]).await?;
    Ok(passkey::delete_all(tx, id).await? > 0 || device)
}
