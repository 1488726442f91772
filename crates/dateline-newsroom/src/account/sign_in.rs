//! Signing in with a password, as often as one may try.

use super::staff::{self, StaffError};
use super::{Accounts, network, session};
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_db::queries::staff::{self as rows, StaffRow};
use dateline_db::queries::throttle;
use dateline_db::{DbError, DbResult, Tx, micros};
use dateline_infra::password::PasswordError;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::net::IpAddr;
use uuid::Uuid;

/// Wrong tries for one account from one network within [`WINDOW`].
pub const MOST_OF_ONE: i64 = 8;
/// Wrong tries from one network: an office may stand behind one address.
pub const MOST_OF_NETWORK: i64 = 60;
/// Wrong tries for one account from networks it was never used from. Those it was used from go on,
/// so that nobody can lock somebody else out.
pub const MOST_OF_ACCOUNT: i64 = 100;
/// How long tries count.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// How long a network stays known to an account.
const KNOWN: SignedDuration = SignedDuration::from_hours(60 * 24);

/// What somebody says to be let in.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Mail address.
    pub email: &'a str,
    /// Password.
    pub password: &'a str,
    /// Code of a device.
    pub totp: Option<&'a str>,
    /// Recovery code.
    pub recovery_code: Option<&'a str>,
}

/// Where the try comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Address of the network; only a keyed hash of it is kept.
    pub address: Option<IpAddr>,
    /// Browser and system in a few words.
    pub device: &'a str,
}

/// A session that began.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: Uuid,
    /// What the browser is to hold.
    pub key: String,
}

/// Why somebody is not let in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown, wrong or shut: which of them is not said.
    #[error("this address and this password do not go together")]
    Wrong,
    /// The password is right, and a second factor is asked for.
    #[error("send the code of your device as well, or a recovery code")]
    SecondFactor,
    /// The second factor is wrong or was used.
    #[error("this code does not hold; wait for the next one, or send a recovery code")]
    WrongCode,
    /// Too many wrong tries.
    #[error("too many wrong tries; wait {0} seconds, or have an administrator reset the password")]
    TooMany(i64),
    /// The computation of passwords.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Names under which tries are counted.
pub(super) struct Names {
    pub(super) network: String,
    pub(super) one: String,
    pub(super) account: String,
    known: String,
}

impl Names {
    fn of(email: Option<&str>, place: &str) -> Self {
        let who = session::hash_of(email.unwrap_or("nobody"));
        let who = &who[..32];
        Self {
            network: format!("network:{place}"),
            one: format!("one:{who}:{place}"),
            account: format!("account:{who}"),
            known: format!("known:{who}:{place}"),
        }
    }
}

/// Whole seconds until a window ends.
pub(super) fn seconds_until(ends_at: i64, now: Timestamp) -> i64 {
    (ends_at - micros(now) + 999_999) / 1_000_000
}

impl Accounts {
    /// Lets somebody in who gives the right password, and the right code where one is asked for.
    pub async fn sign_in(
        &self,
        given: Given<'_>,
        from: Origin<'_>,
    ) -> Result<SignedIn, SignInError> {
        let email = staff::address(given.email).ok();
        let now = self.house.now();
        let names = self.count(email.as_deref(), from.address, now).await?;
        let mut tx = self.house.db().read().await?;
        let found = match &email {
            Some(email) => rows::find_by_email(&mut tx, email).await?,
            None => None,
        };
        tx.close().await?;
        let staff = self.verified(found, given.password).await?;
        let id = StaffId(staff.id);
        let mut tx = self.house.db().begin().await?;
        self.unchanged(&mut tx, id, &staff.password_hash).await?;
        match self.second_factor(&mut tx, id, given).await {
            Ok(()) => {}
            Err(SignInError::SecondFactor) => {
                // The password was right: that was no wrong try, but no proof either.
                self.forgive(&mut tx, &names).await?;
                self.house.commit(tx).await?;
                return Err(SignInError::SecondFactor);
            }
            Err(error) => return Err(error),
        }
        self.forgive(&mut tx, &names).await?;
        throttle::forget(&mut tx, &names.one).await?;
        throttle::open(&mut tx, &names.known, micros(now + KNOWN)).await?;
        let signed_in = self.let_in(&mut tx, id, from.device, "password").await?;
        self.house.commit(tx).await?;
        Ok(signed_in)
    }

    /// Begins a session in this transaction, and writes down that somebody came in.
    pub(super) async fn let_in(
        &self,
        tx: &mut Tx,
        id: StaffId,
        device: &str,
        by_what: &str,
    ) -> DbResult<SignedIn> {
        let (row, key) = session::begin(&self.house, tx, id, device).await?;
        let said = json!({ "by": by_what, "device": device });
        let by = Actor::staff(id);
        staff::note(&self.house, tx, EventKind::SignedIn, id, &by, said).await?;
        Ok(SignedIn {
            session: row.id,
            key,
        })
    }

    /// Counts a try before anything is computed, so that many at once count as many. What comes after
    /// too many is refused without a write: a flood of it must not hold up the newsroom.
    pub(super) async fn count(
        &self,
        email: Option<&str>,
        address: Option<IpAddr>,
        now: Timestamp,
    ) -> Result<Names, SignInError> {
        let mut tx = self.house.db().read().await?;
        if let Some(place) = network::find_name(&mut tx, address).await? {
            let names = Names::of(email, &place);
            for (name, most) in self.bounds(&mut tx, &names, now).await? {
                let found = throttle::find(&mut tx, name, micros(now)).await?;
                if let Some((_, ends_at)) = found.filter(|(count, _)| *count > most) {
                    return Err(SignInError::TooMany(seconds_until(ends_at, now)));
                }
            }
        }
        tx.close().await?;
        let mut tx = self.house.db().begin().await?;
        throttle::sweep(&mut tx, micros(now)).await?;
        let place = network::name(&mut tx, address).await?;
        let names = Names::of(email, &place);
        let mut wait = None;
        for (name, most) in self.bounds(&mut tx, &names, now).await? {
            let (count, ends_at) =
                throttle::count(&mut tx, name, micros(now), micros(now + WINDOW)).await?;
            if count > most {
                wait = wait.max(Some(seconds_until(ends_at, now)));
            }
            if count == most + 1 {
                tracing::warn!("Too many wrong tries to sign in; more are refused for a while");
                self.note_throttled(&mut tx, email).await?;
            }
        }
        self.house.commit(tx).await?;
        wait.map_or(Ok(names), |seconds| Err(SignInError::TooMany(seconds)))
    }

    /// What is counted, and how many of each there may be. From a network an account was used from
    /// nothing is held against the account: nobody can lock somebody else out.
    async fn bounds<'n>(
        &self,
        tx: &mut Tx,
        names: &'n Names,
        now: Timestamp,
    ) -> DbResult<Vec<(&'n str, i64)>> {
        let mut bounds = vec![
            (names.one.as_str(), MOST_OF_ONE),
            (names.network.as_str(), MOST_OF_NETWORK),
        ];
        let known = throttle::find(tx, &names.known, micros(now)).await?;
        if known.is_none() {
            bounds.push((names.account.as_str(), MOST_OF_ACCOUNT));
        }
        Ok(bounds)
    }

    async fn note_throttled(&self, tx: &mut Tx, email: Option<&str>) -> DbResult<()> {
        let found = match email {
            Some(email) => rows::find_by_email(tx, email).await?,
            None => None,
        };
        let Some(found) = found else { return Ok(()) };
        let (id, by) = (StaffId(found.id), Actor::unknown());
        staff::note(
            &self.house,
            tx,
            EventKind::SignInThrottled,
            id,
            &by,
            json!({}),
        )
        .await
    }

    /// The account, if the password is its and it may be used. Takes as long for one that does not exist.
    async fn verified(
        &self,
        found: Option<StaffRow>,
        password: &str,
    ) -> Result<StaffRow, SignInError> {
        let is_right = match &found {
            Some(row) => self.passwords.verify(password, &row.password_hash).await?,
            None => self.passwords.verify_nobody().await?,
        };
        found
            .filter(|row| is_right && self.may_come(row))
            .ok_or(SignInError::Wrong)
    }

    /// Refuses a password that was right when the computation began and is not any more: whoever sets
    /// another one ends every session, also those that are about to begin.
    pub(super) async fn unchanged(
        &self,
        tx: &mut Tx,
        id: StaffId,
        hash: &str,
    ) -> Result<(), SignInError> {
        let account = rows::find_to_change(tx, id).await?;
        account
            .filter(|row| row.password_hash == hash && self.may_come(row))
            .map(|_| ())
            .ok_or(SignInError::Wrong)
    }

    /// Whether an account may be used here.
    pub(super) fn may_come(&self, row: &StaffRow) -> bool {
        row.disabled_at.is_none() && (self.settings.is_demo || row.is_sample != Some(true))
    }
}

impl From<StaffError> for SignInError {
    fn from(error: StaffError) -> Self {
        match error {
            StaffError::Db(error) => Self::Db(error),
            StaffError::Password(error) => Self::Password(error),
            _ => Self::Wrong,
        }
    }
}
