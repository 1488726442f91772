//! What administrators do to accounts: roles, shutting and opening, ending sessions.

use super::invitation::InvitationError;
use super::{Accounts, Caller, session, staff};
use dateline_core::event::EventKind;
use dateline_core::id::StaffId;
use dateline_core::rights::{Grant, Place, Right, may};
use dateline_db::queries::invitation;
use dateline_db::queries::staff::{self as rows, StaffRow};
use dateline_db::{DbError, DbResult, Tx, micros};
use dateline_web::house::House;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// What is to be changed; what is not given stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct Orders<'a> {
    /// New roles in place of all before.
    pub grants: Option<&'a [Grant]>,
    /// Whether the account is shut.
    pub is_disabled: Option<bool>,
}

/// Why an account is not changed.
#[derive(Debug, thiserror::Error)]
pub enum ManageError {
    /// There is no such account.
    #[error("there is no such account")]
    Unknown,
    /// Nobody would be left who could.
    #[error("this is the last administrator of the house: give somebody else that role first")]
    Last,
    /// The roles cannot be given.
    #[error(transparent)]
    Roles(#[from] InvitationError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// An account with its roles.
#[derive(Clone, Debug)]
pub struct Member {
    /// The account.
    pub row: StaffRow,
    /// Its roles.
    pub grants: Vec<Grant>,
}

impl Accounts {
    /// Accounts by address after this one, at most `limit`.
    pub async fn members(&self, after: Uuid, limit: i64) -> DbResult<Vec<Member>> {
        let mut tx = self.house.db().read().await?;
        let page = rows::list(&mut tx, after, limit).await?;
        let mut grants: HashMap<Uuid, Vec<Grant>> = rows::grants(&mut tx, &page).await?;
        tx.close().await?;
        let member = |row: StaffRow| Member {
            grants: grants.remove(&row.id).unwrap_or_default(),
            row,
        };
        Ok(page.into_iter().map(member).collect())
    }

    /// Changes roles, or shuts or opens an account. Its sessions end: what was open with the former
    /// rights is open no more.
    pub async fn manage(
        &self,
        id: StaffId,
        orders: Orders<'_>,
        by: &Caller,
    ) -> Result<Member, ManageError> {
        if let Some(grants) = orders.grants {
            self.check_roles(grants).await?;
        }
        let now = micros(self.house.now());
        let mut tx = self.house.db().begin().await?;
        let member = member(&mut tx, id).await?.ok_or(ManageError::Unknown)?;
        self.leave_one(&mut tx, &member, orders).await?;
        let by = by.actor();
        if let Some(grants) = orders.grants.filter(|grants| **grants != *member.grants) {
            rows::set_grants(&mut tx, id, grants).await?;
            session::end_all(&mut tx, id, None).await?;
            let said = json!({ "from": member.grants, "to": grants });
            let kind = EventKind::RolesChanged;
            staff::note(&self.house, &mut tx, kind, id, &by, said).await?;
        }
        let is_shut = member.row.disabled_at.is_some();
        match orders.is_disabled.filter(|wanted| *wanted != is_shut) {
            Some(true) => {
                rows::set_disabled(&mut tx, id, Some(now)).await?;
                invitation::revoke_of_staff(&mut tx, id, now).await?;
                session::end_all(&mut tx, id, None).await?;
                let kind = EventKind::StaffDisabled;
                staff::note(&self.house, &mut tx, kind, id, &by, json!({})).await?;
            }
            Some(false) => {
                rows::set_disabled(&mut tx, id, None).await?;
                let kind = EventKind::StaffEnabled;
                staff::note(&self.house, &mut tx, kind, id, &by, json!({})).await?;
            }
            None => {}
        }
        let changed = self::member(&mut tx, id).await?;
        self.house.commit(tx).await?;
        changed.ok_or(ManageError::Unknown)
    }

    /// Refuses what would leave the house without anybody who may give roles.
    async fn leave_one(
        &self,
        tx: &mut Tx,
        member: &Member,
        orders: Orders<'_>,
    ) -> Result<(), ManageError> {
        let house = Place::house();
        let is_one = |grants: &[Grant]| may(grants, Right::Staff, &house);
        let stays = orders.grants.is_none_or(is_one) && orders.is_disabled != Some(true);
        if !is_one(&member.grants) || stays {
            return Ok(());
        }
        rows::lock_administrators(tx).await?;
        let id = StaffId(member.row.id);
        if rows::count_other_administrators(tx, id).await? == 0 {
            return Err(ManageError::Last);
        }
        Ok(())
    }

    /// Ends every session of somebody else.
    pub async fn end_sessions(&self, id: StaffId, by: &Caller) -> Result<(), ManageError> {
        let mut tx = self.house.db().begin().await?;
        if rows::find(&mut tx, id).await?.is_none() {
            return Err(ManageError::Unknown);
        }
        session::end_all(&mut tx, id, None).await?;
        let kind = EventKind::SessionEnded;
        let said = json!({ "all": true });
        staff::note(&self.house, &mut tx, kind, id, &by.actor(), said).await?;
        self.house.commit(tx).await?;
        Ok(())
    }
}

/// Whether somebody who can sign in is administrator of the whole house.
pub async fn has_administrator(house: &House) -> DbResult<bool> {
    let mut tx = house.db().read().await?;
    let nobody = StaffId(Uuid::nil());
    let count = rows::count_other_administrators(&mut tx, nobody).await?;
    tx.close().await?;
    Ok(count > 0)
}

async fn member(tx: &mut Tx, id: StaffId) -> DbResult<Option<Member>> {
    let Some(row) = rows::find(tx, id).await? else {
        return Ok(None);
    };
    let mut grants = rows::grants(tx, std::slice::from_ref(&row)).await?;
    let grants = grants.remove(&row.id).unwrap_or_default();
    Ok(Some(Member { row, grants }))
}
