//! Newsroom accounts, from the command line.

use crate::actor::Actor;
use crate::history;
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_db::queries::people;
use dateline_db::{DbError, Tx};
use dateline_infra::password::{PasswordError, Passwords};
use dateline_web::house::House;

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

/// Makes an account.
pub async fn add(
    house: &House,
    name: &str,
    email: &str,
    role: &str,
    password: &str,
    by: &Actor,
) -> Result<StaffId, StaffError> {
    let (name, email) = (shown_name(name)?, address(email)?);
    Passwords::check(password, &[name, &email])?;
    let hash = Passwords::default().hash(password).await?;
    let id = StaffId(house.new_id());
    let mut tx = house.db().begin().await?;
    let now = dateline_db::micros(house.now());
    people::insert_staff(&mut tx, id, name, &email, &hash, role, now)
        .await
        .map_err(|e| match e {
            DbError::Taken { .. } => StaffError::Taken(email.clone()),
            other => StaffError::Db(other),
        })?;
    note(house, &mut tx, EventKind::StaffAdded, &email, by).await?;
    house.commit(tx).await?;
    Ok(id)
}

/// Sets a password anew; false if there is no such account.
pub async fn reset(
    house: &House,
    email: &str,
    password: &str,
    by: &Actor,
) -> Result<bool, StaffError> {
    let email = address(email)?;
    Passwords::check(password, &[&email])?;
    let hash = Passwords::default().hash(password).await?;
    let mut tx = house.db().begin().await?;
    if !people::reset_staff(&mut tx, &email, &hash).await? {
        return Ok(false);
    }
    note(house, &mut tx, EventKind::StaffReset, &email, by).await?;
    house.commit(tx).await?;
    Ok(true)
}

/// Whether somebody has an account with this address: to say so before a password is asked for.
pub async fn is_known(house: &House, email: &str) -> Result<bool, StaffError> {
    let email = address(email)?;
    let mut tx = house.db().read().await?;
    let known = people::is_staff(&mut tx, &email).await?;
    tx.close().await?;
    Ok(known)
}

fn shown_name(name: &str) -> Result<&str, StaffError> {
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

fn address(email: &str) -> Result<String, StaffError> {
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

async fn note(
    house: &House,
    tx: &mut Tx,
    kind: EventKind,
    email: &str,
    by: &Actor,
) -> Result<(), DbError> {
    history::record(house, tx, kind, by, ("staff", email), serde_json::json!({})).await
}
