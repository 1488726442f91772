//! Links by which somebody makes an account, or sets a forgotten password anew. They are handed over
//! by whoever made them; each opens once.

use super::sign_in::SignedIn;
use super::staff::{self, Person, StaffError};
use super::{Accounts, Caller, session};
use crate::actor::Actor;
use crate::hex::hex;
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_core::rights::Grant;
use dateline_db::queries::invitation::{self as rows, InvitationRow};
use dateline_db::queries::staff as staff_rows;
use dateline_db::{DbError, DbResult, micros};
use dateline_infra::password::Passwords;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

/// How long an invitation holds.
pub const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a link holds that sets a password anew.
pub const PASSWORD_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Most roles of an account.
pub const MOST_ROLES: usize = 32;

/// Why a link is not made or does not open.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// It does not hold.
    #[error("this link does not hold: it was used, taken back, or is too old; ask for a new one")]
    Unknown,
    /// Nothing could be done with the account.
    #[error("give the account 1 to {MOST_ROLES} roles")]
    Roles,
    /// A role is limited to something that is not there.
    #[error("a role is limited to an edition, section or desk that is not there")]
    Place,
    /// There is no such account.
    #[error("there is no such account")]
    NoStaff,
    /// The account cannot be made.
    #[error(transparent)]
    Staff(#[from] StaffError),
}

impl From<DbError> for InvitationError {
    fn from(error: DbError) -> Self {
        Self::Staff(error.into())
    }
}

/// A link that was made: the only time it is seen.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its id.
    pub id: Uuid,
    /// The whole address.
    pub address: String,
    /// Until when it opens.
    pub expires_at: Timestamp,
}

/// What became of a link that was used.
#[derive(Clone, Debug)]
pub enum Accepted {
    /// An account was made, and is signed in.
    Account(SignedIn),
    /// A password was set anew; signing in asks for the second factor as ever.
    Password,
}

impl Accounts {
    /// Invites somebody. Earlier invitations of the same address open no more.
    pub async fn invite(
        &self,
        email: &str,
        name: &str,
        grants: &[Grant],
        by: &Caller,
    ) -> Result<Link, InvitationError> {
        let (email, name) = (staff::address(email)?, staff::shown_name(name)?);
        self.check_roles(grants).await?;
        let mut tx = self.house.db().begin().await?;
        if staff_rows::find_by_email(&mut tx, &email).await?.is_some() {
            return Err(StaffError::Taken(email).into());
        }
        let now = self.house.now();
        rows::revoke_of_address(&mut tx, &email, micros(now)).await?;
        let roles = serde_json::to_string(grants).map_err(|error| DbError::Corrupt {
            what: "roles",
            detail: error.to_string(),
        })?;
        let row = InvitationRow {
            id: self.house.new_id(),
            staff_id: None,
            email,
            name: name.to_owned(),
            roles,
            invited_by: by.actor().0,
            created_at: micros(now),
            ends_at: micros(now + LIFE),
            accepted_at: None,
            revoked_at: None,
        };
        let key = hex(&rand::random::<[u8; 24]>());
        rows::insert(&mut tx, &row, &session::hash_of(&key)).await?;
        let said = json!({ "email": row.email, "roles": grants });
        let subject = ("invitation", row.id);
        let kind = EventKind::StaffInvited;
        crate::history::record(&self.house, &mut tx, kind, &by.actor(), subject, said).await?;
        self.house.commit(tx).await?;
        Ok(self.link(&row, &key))
    }

    /// Makes a link that sets the password of an account anew. Second factors stay.
    pub async fn password_link(
        &self,
        staff: StaffId,
        by: &Caller,
    ) -> Result<Link, InvitationError> {
        let mut tx = self.house.db().begin().await?;
        let found = staff_rows::find(&mut tx, staff).await?;
        let found = found.ok_or(InvitationError::NoStaff)?;
        let now = self.house.now();
        rows::revoke_of_staff(&mut tx, staff, micros(now)).await?;
        let row = InvitationRow {
            id: self.house.new_id(),
            staff_id: Some(staff.0),
            email: found.email,
            name: found.name,
            roles: "[]".to_owned(),
            invited_by: by.actor().0,
            created_at: micros(now),
            ends_at: micros(now + PASSWORD_LIFE),
            accepted_at: None,
            revoked_at: None,
        };
        let key = hex(&rand::random::<[u8; 24]>());
        rows::insert(&mut tx, &row, &session::hash_of(&key)).await?;
        let said = json!({ "link": row.id });
        let kind = EventKind::StaffReset;
        staff::note(&self.house, &mut tx, kind, staff, &by.actor(), said).await?;
        self.house.commit(tx).await?;
        Ok(self.link(&row, &key))
    }

    fn link(&self, row: &InvitationRow, key: &str) -> Link {
        Link {
            id: row.id,
            address: format!("{}/newsroom/invitation#{key}", self.settings.origin),
            expires_at: dateline_db::from_micros(row.ends_at),
        }
    }

    /// What a link opens; looking changes nothing.
    pub async fn look_at_link(&self, key: &str) -> Result<InvitationRow, InvitationError> {
        let mut tx = self.house.db().read().await?;
        let now = micros(self.house.now());
        let found = rows::find(&mut tx, &session::hash_of(key), now).await?;
        tx.close().await?;
        found.ok_or(InvitationError::Unknown)
    }

    /// Uses a link: makes the account, or sets the password anew. Of many at once one succeeds.
    pub async fn accept(
        &self,
        key: &str,
        name: Option<&str>,
        password: &str,
        device: &str,
    ) -> Result<Accepted, InvitationError> {
        let link = self.look_at_link(key).await?;
        match link.staff_id {
            Some(staff) => self.renew(&link, StaffId(staff), password).await,
            None => self.join(&link, name, password, device).await,
        }
    }

    async fn join(
        &self,
        link: &InvitationRow,
        name: Option<&str>,
        password: &str,
        device: &str,
    ) -> Result<Accepted, InvitationError> {
        let grants: Vec<Grant> =
            serde_json::from_str(&link.roles).map_err(|error| DbError::Corrupt {
                what: "roles",
                detail: error.to_string(),
            })?;
        let person = Person {
            name: name.unwrap_or(&link.name),
            email: &link.email,
            grants: &grants,
            password,
        };
        let hash = staff::checked(&self.passwords, &person).await?;
        let mut tx = self.house.db().begin().await?;
        if !rows::accept(&mut tx, link.id, micros(self.house.now())).await? {
            return Err(InvitationError::Unknown);
        }
        let id = staff::insert(&self.house, &mut tx, &person, &hash, false).await?;
        let said = json!({ "email": link.email, "invitation": link.id });
        let (kind, by) = (EventKind::InvitationAccepted, Actor::staff(id));
        staff::note(&self.house, &mut tx, kind, id, &by, said).await?;
        let signed_in = self.let_in(&mut tx, id, device, "invitation").await?;
        self.house.commit(tx).await?;
        Ok(Accepted::Account(signed_in))
    }

    async fn renew(
        &self,
        link: &InvitationRow,
        id: StaffId,
        password: &str,
    ) -> Result<Accepted, InvitationError> {
        Passwords::check(password, &[&link.name, &link.email]).map_err(StaffError::from)?;
        let hash = self.passwords.hash(password).await;
        let hash = hash.map_err(StaffError::from)?;
        let mut tx = self.house.db().begin().await?;
        let now = micros(self.house.now());
        if !rows::accept(&mut tx, link.id, now).await? {
            return Err(InvitationError::Unknown);
        }
        staff_rows::set_password(&mut tx, id, &hash).await?;
        session::end_all(&mut tx, id, None).await?;
        self.note_own(&mut tx, id, EventKind::PasswordChanged)
            .await?;
        self.house.commit(tx).await?;
        Ok(Accepted::Password)
    }

    /// Takes a link back.
    pub async fn revoke_link(&self, id: Uuid, by: &Caller) -> Result<(), InvitationError> {
        let mut tx = self.house.db().begin().await?;
        if !rows::revoke(&mut tx, id, micros(self.house.now())).await? {
            return Err(InvitationError::Unknown);
        }
        let (kind, subject) = (EventKind::InvitationRevoked, ("invitation", id));
        crate::history::record(&self.house, &mut tx, kind, &by.actor(), subject, json!({})).await?;
        self.house.commit(tx).await?;
        Ok(())
    }

    /// Links that can still be opened, newest first.
    pub async fn links(
        &self,
        after: Option<(i64, Uuid)>,
        limit: i64,
    ) -> DbResult<Vec<InvitationRow>> {
        let mut tx = self.house.db().read().await?;
        let now = micros(self.house.now());
        let after = after.unwrap_or((i64::MAX, Uuid::max()));
        let found = rows::list(&mut tx, now, after, limit).await?;
        tx.close().await?;
        Ok(found)
    }

    /// Refuses roles that could not be given.
    pub(super) async fn check_roles(&self, grants: &[Grant]) -> Result<(), InvitationError> {
        if grants.is_empty() || grants.len() > MOST_ROLES {
            return Err(InvitationError::Roles);
        }
        let mut tx = self.house.db().read().await?;
        for grant in grants {
            if !staff_rows::is_place(&mut tx, &grant.place).await? {
                return Err(InvitationError::Place);
            }
        }
        tx.close().await?;
        Ok(())
    }
}
