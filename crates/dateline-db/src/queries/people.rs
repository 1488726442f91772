//! Contributors (public) and staff (accounts).

use crate::{DbResult, Tx, args, dialect};
use dateline_core::edition::EditionCode;
use dateline_core::id::{ContributorId, PictureId, StaffId};
use uuid::Uuid;

/// A person with a public page in an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// Its id.
    pub id: ContributorId,
    /// Part of addresses.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// What the person does; may be empty.
    pub role: String,
    /// About the person; may be empty.
    pub bio: String,
    /// Own site.
    pub url: Option<String>,
    /// Portrait.
    pub picture: Option<PictureId>,
}

type Row = (
    Uuid,
    String,
    String,
    String,
    String,
    Option<String>,
    Option<Uuid>,
);

fn read(row: Row) -> Contributor {
    let (id, slug, name, role, bio, url, picture) = row;
    Contributor {
        id: ContributorId(id),
        slug,
        name,
        role,
        bio,
        url,
        picture: picture.map(PictureId),
    }
}

/// The contributor with this slug.
pub async fn find(tx: &mut Tx, edition: &EditionCode, slug: &str) -> DbResult<Option<Contributor>> {
    let row: Option<Row> = tx
        .optional(
            "select id, slug, name, role, bio, url, picture_id from contributor where edition = $1 and slug = $2",
            args![edition, slug],
        )
        .await?;
    Ok(row.map(read))
}

/// Contributors by id, in no order.
pub async fn list(tx: &mut Tx, ids: &[ContributorId]) -> DbResult<Vec<Contributor>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = dialect::padded(ids.to_vec());
    let sql = format!(
        "select id, slug, name, role, bio, url, picture_id from contributor where id in ({})",
        dialect::placeholders(1, ids.len())
    );
    let rows: Vec<Row> = tx
        .all_built(sql, ids.into_iter().map(Into::into).collect())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Makes a contributor or gives new properties; the mail address is kept and never shown.
pub async fn put(
    tx: &mut Tx,
    edition: &EditionCode,
    c: &Contributor,
    email: Option<String>,
) -> DbResult<()> {
    tx.execute(
        "insert into contributor (id, edition, slug, name, role, bio, email, url, picture_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (id) do update set slug = excluded.slug, name = excluded.name, role = excluded.role,
           bio = excluded.bio, email = excluded.email, url = excluded.url, picture_id = excluded.picture_id",
        args![c.id, edition, &c.slug, &c.name, &c.role, &c.bio, email, c.url.clone(), c.picture],
    )
    .await?;
    Ok(())
}

/// Makes a newsroom account; the address must be free.
pub async fn insert_staff(
    tx: &mut Tx,
    id: StaffId,
    name: &str,
    email: &str,
    password_hash: &str,
    role: &str,
    now: i64,
) -> DbResult<()> {
    tx.execute(
        "insert into staff (id, name, email, password_hash, role, created_at) values ($1, $2, $3, $4, $5, $6)",
        args![id, name, email, password_hash, role, now],
    )
    .await?;
    Ok(())
}

/// Sets the password of the account with this address anew; false if there is none.
pub async fn reset_staff(tx: &mut Tx, email: &str, password_hash: &str) -> DbResult<bool> {
    let sql = "update staff set password_hash = $2, disabled_at = null where email = $1";
    Ok(tx.execute(sql, args![email, password_hash]).await? > 0)
}

/// Name, address and role of every account, by address, at most 1,000.
pub async fn list_staff(tx: &mut Tx) -> DbResult<Vec<(String, String, String)>> {
    tx.all(
        "select name, email, role from staff order by email limit 1000",
        args![],
    )
    .await
}

/// True if there is an account with this address.
pub async fn is_staff(tx: &mut Tx, email: &str) -> DbResult<bool> {
    let row: Option<(Uuid,)> = tx
        .optional("select id from staff where email = $1", args![email])
        .await?;
    Ok(row.is_some())
}
