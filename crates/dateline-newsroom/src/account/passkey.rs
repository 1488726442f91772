//! Signing in with a passkey: a key that an authenticator holds and uses when its owner is there. It
//! stands for password and second factor at once.

use super::second_factor::FactorError;
use super::session::Session;
use super::sign_in::{Origin, SignedIn};
use super::{Accounts, network, sign_in, staff};
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_db::queries::passkey::{self as rows, PasskeyRow};
use dateline_db::queries::{edition, staff as staff_rows, throttle};
use dateline_db::{DbError, DbResult, Tx, micros};
use dateline_infra::passkey::{PasskeyError as AnswerError, Passkeys, Question};
use jiff::SignedDuration;
use serde_json::Value;
use uuid::Uuid;

/// How long a question waits for its answer.
const WAIT: SignedDuration = SignedDuration::from_mins(5);
/// Most passkeys of an account.
pub const MOST: i64 = 20;
/// Questions under way at a time, so that nobody fills the house with them.
const MOST_ASKED: i64 = 10_000;
/// Questions one network may have asked within a quarter of an hour.
const MOST_ASKED_OF_NETWORK: i64 = 300;
const REGISTRATION: &str = "registration";
const SIGN_IN: &str = "sign-in";

/// Why a passkey is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The answer, or that there can be none here.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// Nothing was asked, or too long ago, or it was answered.
    #[error("nothing was asked that this answers; begin anew")]
    NotAsked,
    /// No account has it, or not one that may be used.
    #[error("no account has this passkey; sign in with your password")]
    Unknown,
    /// It is there already.
    #[error("this passkey belongs to an account already")]
    Taken,
    /// Too many.
    #[error("an account has at most {MOST} passkeys; remove one")]
    TooMany,
    /// Too many tries.
    #[error("too many tries; wait {0} seconds")]
    Wait(i64),
    /// As with other ways of signing in.
    #[error(transparent)]
    Factor(#[from] FactorError),
    /// The name.
    #[error(transparent)]
    Staff(#[from] staff::StaffError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A question that was noted.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What the answer names.
    pub ceremony: Uuid,
    /// For the browser.
    pub options: Value,
}

impl Accounts {
    async fn passkeys(&self, tx: &mut Tx) -> Result<Passkeys, PasskeyError> {
        let editions = edition::list(tx).await?;
        let name = editions.first().map_or("Dateline", |e| e.name.as_str());
        Ok(Passkeys::at(&self.settings.origin, name)?)
    }

    /// Asks for a new passkey of whoever is signed in.
    pub async fn ask_for_passkey(&self, session: &Session) -> Result<Asked, PasskeyError> {
        self.require_proof(session)?;
        let id = StaffId(session.staff.id);
        let mut tx = self.house.db().begin().await?;
        let keys = self.passkeys(&mut tx).await?;
        let known = rows::list(&mut tx, id, MOST).await?;
        if rows::count(&mut tx, id).await? >= MOST {
            return Err(PasskeyError::TooMany);
        }
        let bodies: Vec<String> = known.into_iter().map(|row| row.body).collect();
        let staff = &session.staff;
        let question = keys.ask_to_register(staff.id, &staff.email, &staff.name, &bodies)?;
        let asked = self.ask(&mut tx, Some(id), REGISTRATION, question).await?;
        self.house.commit(tx).await?;
        Ok(asked)
    }

    /// Keeps the passkey that was made.
    pub async fn add_passkey(
        &self,
        session: &Session,
        ceremony: Uuid,
        name: &str,
        answer: Value,
    ) -> Result<PasskeyRow, PasskeyError> {
        let name = staff::shown_name(name)?;
        let id = StaffId(session.staff.id);
        let now = micros(self.house.now());
        let mut tx = self.house.db().begin().await?;
        let keys = self.passkeys(&mut tx).await?;
        let asked = rows::answer(&mut tx, ceremony, REGISTRATION, now).await?;
        let of_this = asked.filter(|(owner, _)| *owner == Some(id.0));
        let (_, state) = of_this.ok_or(PasskeyError::NotAsked)?;
        let kept = keys.register(answer, &state)?;
        if rows::find(&mut tx, &kept.credential).await?.is_some() {
            return Err(PasskeyError::Taken);
        }
        let row = PasskeyRow {
            id: self.house.new_id(),
            staff_id: id.0,
            credential: kept.credential,
            name: name.to_owned(),
            body: kept.body,
            created_at: now,
            used_at: None,
        };
        rows::insert(&mut tx, &row).await?;
        self.note_own(&mut tx, id, EventKind::PasskeyAdded).await?;
        self.house.commit(tx).await?;
        Ok(row)
    }

    /// Passkeys of an account, oldest first.
    pub async fn list_passkeys(&self, staff: StaffId) -> DbResult<Vec<PasskeyRow>> {
        let mut tx = self.house.db().read().await?;
        let found = rows::list(&mut tx, staff, MOST).await?;
        tx.close().await?;
        Ok(found)
    }

    /// Forgets a passkey of whoever is signed in.
    pub async fn remove_passkey(&self, session: &Session, id: Uuid) -> Result<(), PasskeyError> {
        self.require_proof(session)?;
        let staff = StaffId(session.staff.id);
        let mut tx = self.house.db().begin().await?;
        if !rows::delete(&mut tx, id, staff).await? {
            return Err(FactorError::Unknown.into());
        }
        self.note_own(&mut tx, staff, EventKind::PasskeyRemoved)
            .await?;
        self.house.commit(tx).await?;
        Ok(())
    }

    /// Asks whoever is there to sign in with a passkey.
    pub async fn ask_to_sign_in(&self, origin: Origin<'_>) -> Result<Asked, PasskeyError> {
        self.count_network("asked", MOST_ASKED_OF_NETWORK, origin)
            .await?;
        let mut tx = self.house.db().begin().await?;
        let keys = self.passkeys(&mut tx).await?;
        let question = keys.ask_to_sign_in()?;
        let asked = self.ask(&mut tx, None, SIGN_IN, question).await?;
        self.house.commit(tx).await?;
        Ok(asked)
    }

    /// Lets somebody in whose passkey answered.
    pub async fn sign_in_with_passkey(
        &self,
        ceremony: Uuid,
        answer: Value,
        origin: Origin<'_>,
    ) -> Result<SignedIn, PasskeyError> {
        let now = self.house.now();
        let most = sign_in::MOST_OF_NETWORK;
        let place = self.count_network("network", most, origin).await?;
        let mut tx = self.house.db().begin().await?;
        let keys = self.passkeys(&mut tx).await?;
        let asked = rows::answer(&mut tx, ceremony, SIGN_IN, micros(now)).await?;
        let (_, state) = asked.ok_or(PasskeyError::NotAsked)?;
        // A question is answered once, also wrongly.
        self.house.commit(tx).await?;
        let (user, credential) = keys.claimed(&answer)?;
        let mut tx = self.house.db().begin().await?;
        let found = rows::find(&mut tx, &credential).await?;
        let row = found.filter(|row| row.staff_id == user);
        let row = row.ok_or(PasskeyError::Unknown)?;
        let id = StaffId(row.staff_id);
        let account = staff_rows::find(&mut tx, id).await?;
        let is_usable = account.is_some_and(|account| self.may_come(&account));
        if !is_usable {
            return Err(PasskeyError::Unknown);
        }
        let body = keys.sign_in(answer, &state, &row.body)?;
        rows::used(&mut tx, row.id, &body, micros(now)).await?;
        throttle::forgive(&mut tx, &place).await?;
        let signed_in = self.let_in(&mut tx, id, origin.device, "passkey").await?;
        self.house.commit(tx).await?;
        Ok(signed_in)
    }

    /// Counts a try of a network, whoever it is; the name it is counted under.
    async fn count_network(
        &self,
        what: &str,
        most: i64,
        origin: Origin<'_>,
    ) -> Result<String, PasskeyError> {
        let now = self.house.now();
        let mut tx = self.house.db().read().await?;
        if let Some(place) = network::find_name(&mut tx, origin.address).await? {
            let name = format!("{what}:{place}");
            let found = throttle::find(&mut tx, &name, micros(now)).await?;
            if let Some((_, ends_at)) = found.filter(|(count, _)| *count > most) {
                return Err(PasskeyError::Wait(sign_in::seconds_until(ends_at, now)));
            }
        }
        tx.close().await?;
        let mut tx = self.house.db().begin().await?;
        let place = network::name(&mut tx, origin.address).await?;
        let name = format!("{what}:{place}");
        let (from, until) = (micros(now), micros(now + sign_in::WINDOW));
        let (count, ends_at) = throttle::count(&mut tx, &name, from, until).await?;
        self.house.commit(tx).await?;
        if count > most {
            return Err(PasskeyError::Wait(sign_in::seconds_until(ends_at, now)));
        }
        Ok(name)
    }

    async fn ask(
        &self,
        tx: &mut Tx,
        staff: Option<StaffId>,
        kind: &str,
        question: Question,
    ) -> Result<Asked, PasskeyError> {
        let now = self.house.now();
        rows::sweep(tx, micros(now)).await?;
        if rows::count_asked(tx, kind).await? >= MOST_ASKED {
            return Err(PasskeyError::Wait(WAIT.as_secs()));
        }
        // Nobody shall guess what somebody else was asked.
        let ceremony = Uuid::from_bytes(rand::random());
        let until = micros(now + WAIT);
        rows::ask(tx, ceremony, staff, kind, &question.state, until).await?;
        Ok(Asked {
            ceremony,
            options: question.options,
        })
    }
}
