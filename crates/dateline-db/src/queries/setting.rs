//! Settings that live with the data: keys of this installation, versions of documents.

use crate::{DbResult, Tx, args};

/// A setting, if it was ever set.
pub async fn find(tx: &mut Tx, name: &'static str) -> DbResult<Option<String>> {
    let row: Option<(String,)> = tx
        .optional("select value from setting where name = $1", args![name])
        .await?;
    Ok(row.map(|r| r.0))
}

/// Sets a setting.
pub async fn put(tx: &mut Tx, name: &'static str, value: &str) -> DbResult<()> {
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
    tx.execute(sql, args![name, value]).await?;
    Ok(())
}

/// Sets a setting that was never set; false if it was.
pub async fn claim(tx: &mut Tx, name: &'static str, value: &str) -> DbResult<bool> {
    let sql = "insert into setting (name, value) values ($1, $2) on conflict (name) do nothing";
    Ok(tx.execute(sql, args![name, value]).await? > 0)
}
