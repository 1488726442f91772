//! Making accounts, and setting passwords anew.

use super::{second_factor, session};
use crate::actor::Actor;
use crate::history;
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_core::rights::Grant;
use dateline_db::queries::invitation;
use dateline_db::queries::staff::{self as rows, NewStaff};
use dateline_db::{DbError, Tx};
use dateline_infra::password::{PasswordError, Passwords};
use dateline_web::house::House;
use serde_json::{Value, json};

/// Most characters of a name.
pub const MAX_NAME_CHARS: usize = 200;

/// Why an account is refused.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The password is too weak or cannot be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// No mail address.
    #[error("\"{0}\" is no mail address")]
    BadAddress(String),
    /// Nothing to show, or too much.
    #[error("give the name as it is shown: 1 to {MAX_NAME_CHARS} characters in one line")]
    BadName,
    /// Somebody has it.
    #[error("there is an account with the address {0} already; see dateline staff reset")]
    Taken(String),
    /// The database.
    #[error(transparent)]
    Db(DbError),
}

impl From<DbError> for StaffError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

/// A person who shall have an account.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// As shown.
    pub name: &'a str,
    /// Mail address, the name to sign in with.
    pub email: &'a str,
    /// What the person may do, and where.
    pub grants: &'a [Grant],
    /// Its password.
    pub password: &'a str,
}

/// Makes an account.
pub async fn add(house: &House, person: Person<'_>, by: &Actor) -> Result<StaffId, StaffError> {
    let hash = checked(&Passwords::default(), &person).await?;
    let mut tx = house.db().begin().await?;
    let id = insert(house, &mut tx, &person, &hash, false).await?;
    note(
        house,
        &mut tx,
        EventKind::StaffAdded,
        id,
        by,
        json!({ "email": address(person.email)? }),
    )
    .await?;
    house.commit(tx).await?;
    Ok(id)
}

/// What is kept of the password of somebody new, if all that is said of the person can be taken.
pub(super) async fn checked(
    passwords: &Passwords,
    person: &Person<'_>,
) -> Result<String, StaffError> {
    let (name, email) = (shown_name(person.name)?, address(person.email)?);
    Passwords::check(person.password, &[name, &email])?;
    Ok(passwords.hash(person.password).await?)
}

/// Writes an account down.
pub(super) async fn insert(
    house: &House,
    tx: &mut Tx,
    person: &Person<'_>,
    hash: &str,
    is_sample: bool,
) -> Result<StaffId, StaffError> {
    let (name, email) = (shown_name(person.name)?, address(person.email)?);
    let id = StaffId(house.new_id());
    let new = NewStaff {
        id,
        name,
        email: &email,
        password_hash: hash,
        grants: person.grants,
        is_sample,
        created_at: dateline_db::micros(house.now()),
    };
    // Asked first: a statement that fails ends a transaction on PostgreSQL.
    if rows::find_by_email(tx, &email).await?.is_some() {
        return Err(StaffError::Taken(email));
    }
    rows::insert(tx, new).await.map_err(|error| match error {
        DbError::Taken { .. } => StaffError::Taken(email.clone()),
        other => StaffError::Db(other),
    })?;
    Ok(id)
}

/// Sets a password anew, opens a shut account and ends its sessions; false if there is no such account.
pub async fn reset(
    house: &House,
    email: &str,
    password: &str,
    by: &Actor,
) -> Result<bool, StaffError> {
    let Some((mut tx, id)) = begin_reset(house, email, password).await? else {
        return Ok(false);
    };
    let said = json!({ "email": address(email)? });
    note(house, &mut tx, EventKind::StaffReset, id, by, said).await?;
    house.commit(tx).await?;
    Ok(true)
}

/// The same for somebody who lost every second factor: they are taken away.
pub async fn reset_with_factors(
    house: &House,
    email: &str,
    password: &str,
    by: &Actor,
) -> Result<bool, StaffError> {
    let Some((mut tx, id)) = begin_reset(house, email, password).await? else {
        return Ok(false);
    };
    second_factor::remove_all(&mut tx, id).await?;
    let said = json!({ "email": address(email)?, "second_factor": true });
    note(house, &mut tx, EventKind::StaffReset, id, by, said).await?;
    house.commit(tx).await?;
    Ok(true)
}

async fn begin_reset(
    house: &House,
    email: &str,
    password: &str,
) -> Result<Option<(Tx, StaffId)>, StaffError> {
    let email = address(email)?;
    Passwords::check(password, &[&email])?;
    let hash = Passwords::default().hash(password).await?;
    let mut tx = house.db().begin().await?;
    let Some(row) = rows::find_by_email(&mut tx, &email).await? else {
        return Ok(None);
    };
    let id = StaffId(row.id);
    rows::set_password(&mut tx, id, &hash).await?;
    rows::set_disabled(&mut tx, id, None).await?;
    session::end_all(&mut tx, id, None).await?;
    invitation::revoke_of_staff(&mut tx, id, dateline_db::micros(house.now())).await?;
    Ok(Some((tx, id)))
}

/// Whether somebody has an account with this address: to say so before a password is asked for.
pub async fn is_known(house: &House, email: &str) -> Result<bool, StaffError> {
    let email = address(email)?;
    let mut tx = house.db().read().await?;
    let known = rows::find_by_email(&mut tx, &email).await?.is_some();
    tx.close().await?;
    Ok(known)
}

pub(super) fn shown_name(name: &str) -> Result<&str, StaffError> {
    let name = name.trim();
    let is_good = !name.is_empty()
        && name.chars().count() <= MAX_NAME_CHARS
        && !name.chars().any(char::is_control);
    if is_good {
        Ok(name)
    } else {
        Err(StaffError::BadName)
    }
}

/// A mail address in the form accounts are found by.
pub(super) fn address(email: &str) -> Result<String, StaffError> {
    let email = email.trim().to_lowercase();
    let good = email.len() <= 254
        && !email.chars().any(|c| c.is_control() || c.is_whitespace())
        && email.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && host.contains('.') && !host.contains('@')
        });
    if good {
        Ok(email)
    } else {
        Err(StaffError::BadAddress(email))
    }
}

pub(super) async fn note(
    house: &House,
    tx: &mut Tx,
    kind: EventKind,
    id: StaffId,
    by: &Actor,
    particulars: Value,
) -> Result<(), DbError> {
    history::record(house, tx, kind, by, ("staff", id), particulars).await
}

/// Makes the accounts of the sample newspaper, if the house has none at all. They can only be used
/// where the sample is being shown, since everybody knows their password.
pub async fn add_sample(house: &House, people: &[Person<'_>]) -> Result<bool, StaffError> {
    let Some(first) = people.first() else {
        return Ok(false);
    };
    // They share a password, so one computation does.
    let hash = checked(&Passwords::default(), first).await?;
    let mut tx = house.db().begin().await?;
    if rows::is_any(&mut tx).await? {
        return Ok(false);
    }
    for person in people {
        insert(house, &mut tx, person, &hash, true).await?;
    }
    house.commit(tx).await?;
    Ok(true)
}
