//! What somebody changes of the own account.

use super::Accounts;
use super::session::{self, Session};
use super::sign_in::SignInError;
use super::staff::{self, StaffError};
use crate::actor::Actor;
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_db::queries::staff as rows;
use dateline_db::queries::{invitation, staff_session, throttle};
use dateline_db::{DbError, DbResult, Tx, micros};
use dateline_infra::password::Passwords;
use serde_json::json;
use std::net::IpAddr;

/// What is to be changed; what is not given stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct Change<'a> {
    /// As shown.
    pub name: Option<&'a str>,
    /// Language of the screens; `Some(None)` leaves it to the browser.
    pub locale: Option<Option<&'a str>>,
    /// A new password.
    pub password: Option<&'a str>,
    /// The password until now; asked for with a new one.
    pub current_password: Option<&'a str>,
}

/// Why something is not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The password until now is not that.
    #[error("this is not your password until now")]
    WrongPassword,
    /// No language.
    #[error("give a language as its code, such as en or zh-Hans")]
    Locale,
    /// Too many tries, or the computation of passwords.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// What is said of the account cannot be taken.
    #[error(transparent)]
    Staff(#[from] StaffError),
}

impl From<DbError> for ChangeError {
    fn from(error: DbError) -> Self {
        Self::Staff(error.into())
    }
}

impl Accounts {
    /// Changes the own account. A new password ends every other session.
    pub async fn change(
        &self,
        session: &Session,
        change: Change<'_>,
        address: Option<IpAddr>,
    ) -> Result<(), ChangeError> {
        let id = StaffId(session.staff.id);
        let name = staff::shown_name(change.name.unwrap_or(&session.staff.name))?;
        let locale = change.locale.unwrap_or(session.staff.locale.as_deref());
        if !locale.is_none_or(is_code) {
            return Err(ChangeError::Locale);
        }
        let hash = match change.password {
            None => None,
            Some(password) => {
                let current = change.current_password.unwrap_or_default();
                self.prove(session, current, address).await?;
                Passwords::check(password, &[name, &session.staff.email])
                    .map_err(StaffError::from)?;
                let hash = self.passwords.hash(password).await;
                Some(hash.map_err(StaffError::from)?)
            }
        };
        let mut tx = self.house.db().begin().await?;
        if hash.is_some() {
            let until_now = &session.staff.password_hash;
            self.unchanged(&mut tx, id, until_now).await?;
        }
        rows::set_words(&mut tx, id, name, locale).await?;
        if let Some(hash) = hash {
            rows::set_password(&mut tx, id, &hash).await?;
            session::end_all(&mut tx, id, Some(session.row.id)).await?;
            invitation::revoke_of_staff(&mut tx, id, micros(self.house.now())).await?;
            let by = Actor::staff(id);
            let kind = EventKind::PasswordChanged;
            staff::note(&self.house, &mut tx, kind, id, &by, json!({})).await?;
        }
        self.house.commit(tx).await?;
        Ok(())
    }

    /// Proves by the password that it is still the owner who sits there. Counted as signing in is.
    pub async fn prove(
        &self,
        session: &Session,
        password: &str,
        address: Option<IpAddr>,
    ) -> Result<(), ChangeError> {
        let now = self.house.now();
        let names = self.count(Some(&session.staff.email), address, now).await?;
        let stored = &session.staff.password_hash;
        let is_right = self.passwords.verify(password, stored).await;
        if !is_right.map_err(StaffError::from)? {
            return Err(ChangeError::WrongPassword);
        }
        let mut tx = self.house.db().begin().await?;
        self.forgive(&mut tx, &names).await?;
        staff_session::proved(&mut tx, session.row.id, micros(now)).await?;
        self.house.commit(tx).await?;
        Ok(())
    }

    /// Takes a try back that was none.
    pub(super) async fn forgive(&self, tx: &mut Tx, names: &super::sign_in::Names) -> DbResult<()> {
        // In the order they are counted in, so that two who sign in never wait for each other.
        for name in [&names.one, &names.network, &names.account] {
            throttle::forgive(tx, name).await?;
        }
        Ok(())
    }
}

/// Whether this looks like the code of a language.
fn is_code(text: &str) -> bool {
    (2..=35).contains(&text.len())
        && text.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
