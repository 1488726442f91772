//! What a look at the content credentials of originals found.

use crate::{Arg, DbResult, Tx, args};
use sqlx::FromRow;

/// Most originals asked for in one statement.
const AT_ONCE: usize = 500;

/// A look at one original.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Looked {
    /// SHA-256 of the original, lower-case hex.
    pub hash: String,
    /// Whether its credentials hold.
    pub state: String,
    /// All that was found, as JSON.
    pub report: String,
    /// When, microseconds.
    pub checked_at: i64,
}

/// Notes what was found; a later look replaces an earlier one.
pub async fn put(tx: &mut Tx, looked: &Looked) -> DbResult<()> {
    tx.execute(
        "insert into picture_credentials (hash, state, report, checked_at) values ($1, $2, $3, $4)
         on conflict (hash) do update set state = excluded.state, report = excluded.report,
           checked_at = excluded.checked_at",
        args![
            looked.hash.clone(),
            looked.state.clone(),
            looked.report.clone(),
            looked.checked_at
        ],
    )
    .await?;
    Ok(())
}

/// What was found of an original.
pub async fn find(tx: &mut Tx, hash: &str) -> DbResult<Option<Looked>> {
    tx.optional(
        "select hash, state, report, checked_at from picture_credentials where hash = $1",
        args![hash],
    )
    .await
}

/// What was found of those of these originals that have credentials, whether they hold or not, by hash.
pub async fn list_shown(tx: &mut Tx, hashes: &[String]) -> DbResult<Vec<Looked>> {
    let mut found = Vec::new();
    for hashes in hashes.chunks(AT_ONCE) {
        let marks: Vec<String> = (1..=hashes.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select hash, state, report, checked_at from picture_credentials
             where hash in ({}) and state in ('trusted', 'valid', 'invalid') order by hash",
            marks.join(", ")
        );
        let values = hashes.iter().cloned().map(Arg::from).collect();
        found.extend(tx.all_built::<Looked>(sql, values).await?);
    }
    Ok(found)
}

/// Originals nobody has looked at after `after`, by hash, at most `limit`.
pub async fn list_unseen(tx: &mut Tx, after: &str, limit: i64) -> DbResult<Vec<String>> {
    let rows: Vec<(String,)> = tx
        .all(
            "select distinct p.hash from picture p left join picture_credentials c on c.hash = p.hash
             where p.hash > $1 and c.hash is null order by p.hash limit $2",
            args![after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Forgets every look whose verdict a change of the trust list may change; how many there were.
pub async fn forget_signed(tx: &mut Tx) -> DbResult<u64> {
    tx.execute(
        "delete from picture_credentials where state <> 'none'",
        args![],
    )
    .await
}
