//! The first account of a house: made by whoever holds the link that the start printed, once.

use super::sign_in::SignedIn;
use super::staff::{self, Person, StaffError};
use super::{Accounts, session};
use crate::actor::Actor;
use crate::hex::hex;
use dateline_core::event::EventKind;
use dateline_core::rights::{Grant, Role};
use dateline_db::queries::{setting, staff as rows};
use dateline_db::{DbError, DbResult};
use dateline_web::house::House;
use serde_json::json;

/// Name of the setting with hashes of links that were printed, newest first, with spaces between.
const LINKS: &str = "setup_links";
/// Name of the setting that says that somebody owned the house once.
const OWNED: &str = "owned";
/// Links that hold at a time: each node prints one at each start.
const MOST_LINKS: usize = 8;

/// Why the first account is not made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Somebody owns the house.
    #[error("this house has an owner already; ask an administrator for an invitation")]
    Owned,
    /// The link was not printed here.
    #[error("this set-up link does not hold; the newest stands where the server was started")]
    Link,
    /// The account cannot be made.
    #[error(transparent)]
    Staff(#[from] StaffError),
}

impl From<DbError> for SetupError {
    fn from(error: DbError) -> Self {
        Self::Staff(error.into())
    }
}

/// Makes a key for the set-up link, or none if the house was ever owned.
pub async fn offer(house: &House) -> DbResult<Option<String>> {
    if is_owned(house).await? {
        return Ok(None);
    }
    let key = hex(&rand::random::<[u8; 24]>());
    let mut tx = house.db().begin().await?;
    let known = setting::find(&mut tx, LINKS).await?.unwrap_or_default();
    let mut all = vec![session::hash_of(&key)];
    all.extend(
        known
            .split_whitespace()
            .take(MOST_LINKS - 1)
            .map(str::to_owned),
    );
    setting::put(&mut tx, LINKS, &all.join(" ")).await?;
    house.commit(tx).await?;
    Ok(Some(key))
}

/// Whether anybody ever had an account here.
pub async fn is_owned(house: &House) -> DbResult<bool> {
    let mut tx = house.db().read().await?;
    let owned = rows::is_any(&mut tx).await? || setting::find(&mut tx, OWNED).await?.is_some();
    tx.close().await?;
    Ok(owned)
}

impl Accounts {
    /// Makes the first account, an administrator, and signs it in.
    pub async fn set_up(
        &self,
        key: &str,
        name: &str,
        email: &str,
        password: &str,
        device: &str,
    ) -> Result<SignedIn, SetupError> {
        if is_owned(&self.house).await? {
            return Err(SetupError::Owned);
        }
        if !self.is_offered(key).await? {
            return Err(SetupError::Link);
        }
        let person = Person {
            name,
            email,
            grants: &[Grant::everywhere(Role::Administrator)],
            password,
        };
        let hash = staff::checked(&self.passwords, &person).await?;
        let house = &self.house;
        let mut tx = house.db().begin().await?;
        // One of many at the same moment is the first: the row is the lock.
        if rows::is_any(&mut tx).await? || !setting::claim(&mut tx, OWNED, "once").await? {
            return Err(SetupError::Owned);
        }
        setting::put(&mut tx, LINKS, "").await?;
        let id = staff::insert(house, &mut tx, &person, &hash, false).await?;
        let by = Actor::staff(id);
        let said = json!({ "email": staff::address(email)? });
        staff::note(house, &mut tx, EventKind::HouseOwned, id, &by, said).await?;
        let (row, key) = session::begin(house, &mut tx, id, device).await?;
        house.commit(tx).await?;
        Ok(SignedIn {
            session: row.id,
            key,
        })
    }

    async fn is_offered(&self, key: &str) -> DbResult<bool> {
        let mut tx = self.house.db().read().await?;
        let known = setting::find(&mut tx, LINKS).await?.unwrap_or_default();
        tx.close().await?;
        let hash = session::hash_of(key);
        Ok(known.split_whitespace().any(|one| one == hash))
    }
}
