//! Contributors: people with a public page.

use crate::{DbResult, Tx, args, dialect};
use dateline_core::edition::EditionCode;
use dateline_core::id::{ContributorId, PictureId};
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

/// Contributors of an edition by slug after `after`, at most `limit`.
pub async fn list_after(
    tx: &mut Tx,
    edition: &EditionCode,
    after: &str,
    limit: i64,
) -> DbResult<Vec<Contributor>> {
    let rows: Vec<Row> = tx
        .all(
            "select id, slug, name, role, bio, url, picture_id from contributor
             where edition = $1 and slug > $2 order by slug limit $3",
            args![edition, after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// How many of these contributors are of the edition. None may be named twice.
pub async fn count_of(
    tx: &mut Tx,
    edition: &EditionCode,
    ids: &[ContributorId],
) -> DbResult<usize> {
    if ids.is_empty() {
        return Ok(0);
    }
    let padded = dialect::padded(ids.to_vec());
    let sql = format!(
        "select id from contributor where edition = $1 and id in ({})",
        dialect::placeholders(2, padded.len())
    );
    let mut values = args![edition];
    values.extend(padded.into_iter().map(crate::Arg::from));
    let rows: Vec<(Uuid,)> = tx.all_built(sql, values).await?;
    Ok(rows.len())
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
