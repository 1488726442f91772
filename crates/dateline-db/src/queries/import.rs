//! What an import has done, so that it can go on after a stop and do nothing twice.

use crate::{Arg, DbResult, Tx, args, dialect};
use uuid::Uuid;

/// What was already kept of an archive: item, target, fingerprint, for those of `items` that are known.
pub async fn list_items(tx: &mut Tx, source: &str, kind: &'static str, items: &[String]) -> DbResult<Vec<(String, Uuid, String)>> {
    let mut found = Vec::new();
    for items in items.chunks(128) {
        let items = dialect::padded(items.to_vec());
        let sql = format!(
            "select item, target_id, fingerprint from import_item where source = $1 and kind = $2 and item in ({})",
            dialect::placeholders(3, items.len())
        );
        let mut values = args![source, kind];
        values.extend(items.into_iter().map(Arg::from));
        found.extend(tx.all_built::<(String, Uuid, String)>(sql, values).await?);
    }
    Ok(found)
}

/// Notes what was kept: item, target, fingerprint.
pub async fn put_items(tx: &mut Tx, source: &str, kind: &'static str, items: &[(String, Uuid, String)]) -> DbResult<()> {
    let rows: Vec<Vec<Arg>> =
        items.iter().map(|(item, target, print)| args![source, kind, item, *target, print]).collect();
    tx.insert_many(
        "insert into import_item (source, kind, item, target_id, fingerprint)",
        "on conflict (source, kind, item) do update set target_id = excluded.target_id, fingerprint = excluded.fingerprint",
        rows,
    )
    .await?;
    Ok(())
}

/// How many items of a kind were kept from a source.
pub async fn count_items(tx: &mut Tx, source: &str, kind: &str) -> DbResult<i64> {
    let row: (i64,) = tx
        .one("import", "select count(*) from import_item where source = $1 and kind = $2", args![source, kind])
        .await?;
    Ok(row.0)
}

/// Takes the import of a source for `holder`, if nobody holds it or the holder has been silent since `stale_before`.
pub async fn claim(tx: &mut Tx, source: &str, holder: Uuid, now: i64, stale_before: i64) -> DbResult<bool> {
    let sql = "insert into import_run (source, state, holder, heartbeat_at, report) values ($1, 'running', $2, $3, '{}')
               on conflict (source) do update set state = 'running', holder = excluded.holder, heartbeat_at = excluded.heartbeat_at
               where import_run.holder is null or import_run.holder = excluded.holder or import_run.heartbeat_at < $4";
    Ok(tx.execute(sql, args![source, holder, now, stale_before]).await? > 0)
}

/// Says the import is alive.
pub async fn beat(tx: &mut Tx, source: &str, holder: Uuid, now: i64) -> DbResult<()> {
    tx.execute("update import_run set heartbeat_at = $3 where source = $1 and holder = $2", args![source, holder, now]).await?;
    Ok(())
}

/// Ends the import of a source with its report.
pub async fn finish(tx: &mut Tx, source: &str, holder: Uuid, state: &str, report: &str) -> DbResult<()> {
    tx.execute(
        "update import_run set state = $3, holder = null, report = $4 where source = $1 and holder = $2",
        args![source, holder, state, report],
    )
    .await?;
    Ok(())
}
