//! Newsroom accounts and their roles.

use crate::{DbResult, Tx, args, dialect};
use dateline_core::edition::EditionCode;
use dateline_core::id::{DeskId, SectionId, StaffId};
use dateline_core::rights::{Grant, Place, Role};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// An account as stored.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StaffRow {
    /// Its id.
    pub id: Uuid,
    /// As shown.
    pub name: String,
    /// The name to sign in with, in lower case.
    pub email: String,
    /// What is kept of the password.
    pub password_hash: String,
    /// First role, as releases before roles by place know it.
    pub role: String,
    /// When it was made, microseconds.
    pub created_at: i64,
    /// Since when it cannot be used, microseconds.
    pub disabled_at: Option<i64>,
    /// Language of the newsroom's screens.
    pub locale: Option<String>,
    /// When it was last used, microseconds.
    pub seen_at: Option<i64>,
    /// Whether it belongs to the sample newspaper.
    pub is_sample: Option<bool>,
}

/// A new account.
#[derive(Clone, Copy, Debug)]
pub struct NewStaff<'a> {
    /// Its id.
    pub id: StaffId,
    /// As shown.
    pub name: &'a str,
    /// In lower case; must be free.
    pub email: &'a str,
    /// What is kept of the password.
    pub password_hash: &'a str,
    /// Its roles.
    pub grants: &'a [Grant],
    /// Whether it belongs to the sample newspaper.
    pub is_sample: bool,
    /// Microseconds.
    pub created_at: i64,
}

/// Makes an account; the address must be free.
pub async fn insert(tx: &mut Tx, new: NewStaff<'_>) -> DbResult<()> {
    tx.execute(
        "insert into staff (id, name, email, password_hash, role, created_at, is_sample) values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            new.id,
            new.name,
            new.email,
            new.password_hash,
            first(new.grants),
            new.created_at,
            new.is_sample
        ],
    )
    .await?;
    put_grants(tx, new.id, new.grants).await
}

fn first(grants: &[Grant]) -> &'static str {
    grants.first().map_or("", |grant| grant.role.as_str())
}

/// Gives an account these roles and no others.
pub async fn set_grants(tx: &mut Tx, id: StaffId, grants: &[Grant]) -> DbResult<()> {
    tx.execute("delete from staff_role where staff_id = $1", args![id])
        .await?;
    tx.execute(
        "update staff set role = $2 where id = $1",
        args![id, first(grants)],
    )
    .await?;
    put_grants(tx, id, grants).await
}

async fn put_grants(tx: &mut Tx, id: StaffId, grants: &[Grant]) -> DbResult<()> {
    let rows = (0_i64..).zip(grants).map(|(position, grant)| {
        args![
            id,
            position,
            grant.role.as_str(),
            grant.place.edition.as_ref().map(|e| e.as_str().to_owned()),
            grant.place.section,
            grant.place.desk
        ]
    });
    let head = "insert into staff_role (staff_id, position, role, edition, section_id, desk_id)";
    tx.insert_many(head, "", rows.collect()).await?;
    Ok(())
}

/// The account with this id.
pub async fn find(tx: &mut Tx, id: StaffId) -> DbResult<Option<StaffRow>> {
    tx.optional(
        "select id, name, email, password_hash, role, created_at, disabled_at, locale, seen_at, is_sample
         from staff where id = $1",
        args![id],
    )
    .await
}

/// The account, which nobody else changes until the transaction ends.
pub async fn find_to_change(tx: &mut Tx, id: StaffId) -> DbResult<Option<StaffRow>> {
    // On SQLite a transaction that writes is alone anyway.
    if tx.is_postgres() {
        let _: Option<(Uuid,)> = tx
            .optional("select id from staff where id = $1 for update", args![id])
            .await?;
    }
    find(tx, id).await
}

/// The account with this address, given in lower case.
pub async fn find_by_email(tx: &mut Tx, email: &str) -> DbResult<Option<StaffRow>> {
    tx.optional(
        "select id, name, email, password_hash, role, created_at, disabled_at, locale, seen_at, is_sample
         from staff where email = $1",
        args![email],
    )
    .await
}

/// Accounts in the order they were made, after this one, at most `limit`.
pub async fn list(tx: &mut Tx, after: Uuid, limit: i64) -> DbResult<Vec<StaffRow>> {
    tx.all(
        "select id, name, email, password_hash, role, created_at, disabled_at, locale, seen_at, is_sample
         from staff where id > $1 order by id limit $2",
        args![after, limit],
    )
    .await
}

type GrantRow = (Uuid, String, Option<String>, Option<Uuid>, Option<Uuid>);

/// The roles of these accounts. A word this version does not know gives no role.
pub async fn grants(tx: &mut Tx, staff: &[StaffRow]) -> DbResult<HashMap<Uuid, Vec<Grant>>> {
    if staff.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = dialect::padded(staff.iter().map(|row| row.id).collect());
    let sql = format!(
        "select staff_id, role, edition, section_id, desk_id from staff_role
         where staff_id in ({}) order by staff_id, position",
        dialect::placeholders(1, ids.len())
    );
    let rows: Vec<GrantRow> = tx
        .all_built(sql, ids.into_iter().map(Into::into).collect())
        .await?;
    let mut found: HashMap<Uuid, Vec<Grant>> = HashMap::new();
    for (id, role, edition, section, desk) in rows {
        let grants = found.entry(id).or_default();
        // A limit that cannot be read must not become "everywhere".
        let edition = match edition.as_deref().map(EditionCode::parse) {
            Some(None) => continue,
            other => other.flatten(),
        };
        let Some(role) = Role::find(&role) else {
            continue;
        };
        let place = Place {
            edition,
            section: section.map(SectionId),
            desk: desk.map(DeskId),
        };
        grants.push(Grant { role, place });
    }
    // Copies made before there were places hold the one role alone.
    for row in staff {
        if let (false, Some(role)) = (found.contains_key(&row.id), Role::find(&row.role)) {
            found.insert(row.id, vec![Grant::everywhere(role)]);
        }
    }
    Ok(found)
}

/// Names of accounts by id, in no order.
pub async fn names(tx: &mut Tx, ids: &[StaffId]) -> DbResult<HashMap<StaffId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = dialect::padded(ids.to_vec());
    let sql = format!(
        "select id, name from staff where id in ({})",
        dialect::placeholders(1, ids.len())
    );
    let rows: Vec<(Uuid, String)> = tx
        .all_built(sql, ids.into_iter().map(Into::into).collect())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| (StaffId(id), name))
        .collect())
}

/// Whether anybody ever had an account.
pub async fn is_any(tx: &mut Tx) -> DbResult<bool> {
    let row: Option<(Uuid,)> = tx.optional("select id from staff limit 1", args![]).await?;
    Ok(row.is_some())
}

/// How many accounts besides this one are administrators of the whole house and can sign in.
pub async fn count_other_administrators(tx: &mut Tx, id: StaffId) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "staff",
            "select count(*) from staff s join staff_role r on r.staff_id = s.id
             where s.id <> $1 and s.disabled_at is null and r.role = 'administrator'
               and r.edition is null and r.section_id is null and r.desk_id is null",
            args![id],
        )
        .await?;
    Ok(row.0)
}

/// Sets a password anew.
pub async fn set_password(tx: &mut Tx, id: StaffId, hash: &str) -> DbResult<()> {
    let sql = "update staff set password_hash = $2 where id = $1";
    tx.execute(sql, args![id, hash]).await?;
    Ok(())
}

/// Sets the name and the language of the screens.
pub async fn set_words(tx: &mut Tx, id: StaffId, name: &str, locale: Option<&str>) -> DbResult<()> {
    let sql = "update staff set name = $2, locale = $3 where id = $1";
    tx.execute(sql, args![id, name, locale]).await?;
    Ok(())
}

/// Shuts an account, or opens it again.
pub async fn set_disabled(tx: &mut Tx, id: StaffId, since: Option<i64>) -> DbResult<()> {
    let sql = "update staff set disabled_at = $2 where id = $1";
    tx.execute(sql, args![id, since]).await?;
    Ok(())
}

/// Whether the parts of the house that limit a role are there.
pub async fn is_place(tx: &mut Tx, place: &Place) -> DbResult<bool> {
    if let Some(edition) = &place.edition {
        let sql = "select code from edition where code = $1";
        let found: Option<(String,)> = tx.optional(sql, args![edition]).await?;
        if found.is_none() {
            return Ok(false);
        }
    }
    if let Some(section) = place.section {
        let sql = "select id from section where id = $1";
        let found: Option<(Uuid,)> = tx.optional(sql, args![section]).await?;
        if found.is_none() {
            return Ok(false);
        }
    }
    if let Some(desk) = place.desk {
        let sql = "select id from desk where id = $1";
        let found: Option<(Uuid,)> = tx.optional(sql, args![desk]).await?;
        return Ok(found.is_some());
    }
    Ok(true)
}

/// Makes others who change administrators wait for this transaction, so that two who each remove the
/// other do not both succeed. SQLite has one writer anyway.
pub async fn lock_administrators(tx: &mut Tx) -> DbResult<()> {
    let sql = if tx.is_postgres() {
        "select id from staff where disabled_at is null order by id for update"
    } else {
        "select id from staff limit 0"
    };
    let _: Vec<(Uuid,)> = tx.all(sql, args![]).await?;
    Ok(())
}
