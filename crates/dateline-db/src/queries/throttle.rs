//! How often something was tried that may only be tried so often.

use crate::{DbResult, Tx, args};

/// Counts one more try; how many there were, this one among them, and when counting begins anew.
///
/// The first try opens a window that lasts until `ends_at`; later ones fall into it.
pub async fn count(tx: &mut Tx, name: &str, now: i64, ends_at: i64) -> DbResult<(i64, i64)> {
    tx.one(
        "throttle",
        "insert into staff_throttle (name, count, ends_at) values ($1, 1, $3)
         on conflict (name) do update set
           count = case when staff_throttle.ends_at <= $2 then 1 else staff_throttle.count + 1 end,
           ends_at = case when staff_throttle.ends_at <= $2 then $3 else staff_throttle.ends_at end
         returning count, ends_at",
        args![name, now, ends_at],
    )
    .await
}

/// How many tries there were in a window that is open, and when it ends. Nothing is counted.
pub async fn find(tx: &mut Tx, name: &str, now: i64) -> DbResult<Option<(i64, i64)>> {
    let sql = "select count, ends_at from staff_throttle where name = $1 and ends_at > $2";
    tx.optional(sql, args![name, now]).await
}

/// Takes one try back that was none.
pub async fn forgive(tx: &mut Tx, name: &str) -> DbResult<()> {
    let sql = "update staff_throttle set count = count - 1 where name = $1 and count > 0";
    tx.execute(sql, args![name]).await?;
    Ok(())
}

/// Writes a name down whose window lasts until `ends_at`, from now on.
pub async fn open(tx: &mut Tx, name: &str, ends_at: i64) -> DbResult<()> {
    tx.execute(
        "insert into staff_throttle (name, count, ends_at) values ($1, 1, $2)
         on conflict (name) do update set ends_at = excluded.ends_at",
        args![name, ends_at],
    )
    .await?;
    Ok(())
}

/// Forgets a name.
pub async fn forget(tx: &mut Tx, name: &str) -> DbResult<()> {
    tx.execute("delete from staff_throttle where name = $1", args![name])
        .await?;
    Ok(())
}

/// Forgets windows that ended, at most 1,000, those that nobody is looking at.
pub async fn sweep(tx: &mut Tx, now: i64) -> DbResult<()> {
    // Waiting for a row while holding others would let two who sign in wait for each other.
    let sql = if tx.is_postgres() {
        "delete from staff_throttle where name in
           (select name from staff_throttle where ends_at <= $1 order by ends_at limit 1000 for update skip locked)"
    } else {
        "delete from staff_throttle where name in
           (select name from staff_throttle where ends_at <= $1 order by ends_at limit 1000)"
    };
    tx.execute(sql, args![now]).await?;
    Ok(())
}
