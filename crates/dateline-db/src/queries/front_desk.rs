//! Fronts at the desk: the draft, what launches itself, and what readers had. The site reads none of it.

use crate::{DbResult, Tx, args};
use dateline_core::edition::EditionCode;
use sqlx::FromRow;
use uuid::Uuid;

/// What open boards are told when a draft was saved or thrown away.
const SAVED: &str = "front_saved";
/// The same when a front was launched.
const LAUNCHED: &str = "front_launched";
/// The same when it was set or taken back when a front launches itself.
const TIMED: &str = "front_timed";

/// A document with who wrote it and when.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Draft {
    /// The front, JSON.
    pub document: String,
    /// Who saved it.
    pub saved_by: String,
    /// When, microseconds.
    pub saved_at: i64,
}

/// A front that launches itself.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Timed {
    /// Its id.
    pub id: Uuid,
    /// Its edition.
    pub edition: String,
    /// The front, JSON.
    pub document: String,
    /// When, microseconds.
    pub launch_at: i64,
    /// Who said so.
    pub created_by: String,
    /// When that was said, microseconds.
    pub created_at: i64,
}

/// A front readers had.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Launch {
    /// Its id.
    pub id: Uuid,
    /// Its edition.
    pub edition: String,
    /// The front, JSON.
    pub document: String,
    /// Since when, microseconds.
    pub launched_at: i64,
    /// Who launched it; none for one that stood before anybody launched.
    pub launched_by: Option<String>,
    /// When it was to launch itself, if it did, microseconds.
    pub due_at: Option<i64>,
    /// The launch it brought back, if it did.
    pub restored_from: Option<Uuid>,
}

/// Nobody else changes the front of this edition until the transaction ends.
pub async fn hold(tx: &mut Tx, edition: &EditionCode) -> DbResult<()> {
    // On SQLite a transaction that writes is alone anyway.
    if tx.is_postgres() {
        let sql = "select code from edition where code = $1 for update";
        let _: Option<(String,)> = tx.optional(sql, args![edition]).await?;
    }
    Ok(())
}

/// The front readers have, JSON, and since when, if one was ever pressed.
pub async fn find_public(tx: &mut Tx, edition: &EditionCode) -> DbResult<Option<(String, i64)>> {
    let sql = "select document, updated_at from front where edition = $1";
    tx.optional(sql, args![edition]).await
}

/// The draft of an edition, if there is one.
pub async fn find_draft(tx: &mut Tx, edition: &EditionCode) -> DbResult<Option<Draft>> {
    let sql = "select document, saved_by, saved_at from front_draft where edition = $1";
    tx.optional(sql, args![edition]).await
}

/// Keeps the draft of an edition.
pub async fn put_draft(tx: &mut Tx, edition: &EditionCode, draft: &Draft) -> DbResult<()> {
    tx.execute(
        "insert into front_draft (edition, document, saved_by, saved_at) values ($1, $2, $3, $4)
         on conflict (edition) do update set document = excluded.document, saved_by = excluded.saved_by,
           saved_at = excluded.saved_at",
        args![edition, &draft.document, &draft.saved_by, draft.saved_at],
    )
    .await?;
    tx.moved(Uuid::nil(), SAVED);
    Ok(())
}

/// Throws the draft of an edition away; false if there is none.
pub async fn delete_draft(tx: &mut Tx, edition: &EditionCode) -> DbResult<bool> {
    let sql = "delete from front_draft where edition = $1";
    tx.moved(Uuid::nil(), SAVED);
    Ok(tx.execute(sql, args![edition]).await? > 0)
}

/// Keeps a front that launches itself.
pub async fn insert_timed(tx: &mut Tx, timed: &Timed) -> DbResult<()> {
    tx.execute(
        "insert into front_timed (id, edition, document, launch_at, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        args![
            timed.id,
            &timed.edition,
            &timed.document,
            timed.launch_at,
            &timed.created_by,
            timed.created_at
        ],
    )
    .await?;
    tx.moved(Uuid::nil(), TIMED);
    Ok(())
}

/// Fronts of an edition that launch themselves, first one first, at most `limit`.
pub async fn list_timed(tx: &mut Tx, edition: &EditionCode, limit: i64) -> DbResult<Vec<Timed>> {
    tx.all(
        "select id, edition, document, launch_at, created_by, created_at from front_timed
         where edition = $1 order by launch_at, id limit $2",
        args![edition, limit],
    )
    .await
}

/// Fronts of an edition whose time has come, first one first, at most `limit`.
pub async fn list_due_of(
    tx: &mut Tx,
    edition: &EditionCode,
    now: i64,
    limit: i64,
) -> DbResult<Vec<Timed>> {
    tx.all(
        "select id, edition, document, launch_at, created_by, created_at from front_timed
         where edition = $1 and launch_at <= $2 order by launch_at, id limit $3",
        args![edition, now, limit],
    )
    .await
}

/// Editions with a front whose time has come, in order of that time, at most `limit`.
pub async fn list_due(tx: &mut Tx, now: i64, limit: i64) -> DbResult<Vec<EditionCode>> {
    let rows: Vec<(String, i64)> = tx
        .all(
            "select edition, min(launch_at) as at from front_timed where launch_at <= $1
             group by edition order by at, edition limit $2",
            args![now, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|row| EditionCode(row.0)).collect())
}

/// Forgets a front that launches itself; false if this edition has none with that id.
pub async fn delete_timed(tx: &mut Tx, edition: &EditionCode, id: Uuid) -> DbResult<bool> {
    let sql = "delete from front_timed where id = $1 and edition = $2";
    tx.moved(Uuid::nil(), TIMED);
    Ok(tx.execute(sql, args![id, edition]).await? > 0)
}

/// Writes down what readers have from now on.
pub async fn insert_launch(tx: &mut Tx, launch: &Launch) -> DbResult<()> {
    tx.execute(
        "insert into front_launch (id, edition, document, launched_at, launched_by, due_at, restored_from)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![
            launch.id,
            &launch.edition,
            &launch.document,
            launch.launched_at,
            launch.launched_by.as_deref(),
            launch.due_at,
            launch.restored_from
        ],
    )
    .await?;
    tx.moved(Uuid::nil(), LAUNCHED);
    Ok(())
}

/// What readers of an edition had, before `(launched_at, id)`, newest first, at most `limit`.
pub async fn list_launches(
    tx: &mut Tx,
    edition: &EditionCode,
    before: (i64, Uuid),
    limit: i64,
) -> DbResult<Vec<Launch>> {
    tx.all(
        "select id, edition, document, launched_at, launched_by, due_at, restored_from from front_launch
         where edition = $1 and (launched_at, id) < ($2, $3) order by launched_at desc, id desc limit $4",
        args![edition, before.0, before.1, limit],
    )
    .await
}

/// One launch of an edition.
pub async fn find_launch(tx: &mut Tx, edition: &EditionCode, id: Uuid) -> DbResult<Option<Launch>> {
    tx.optional(
        "select id, edition, document, launched_at, launched_by, due_at, restored_from from front_launch
         where edition = $1 and id = $2",
        args![edition, id],
    )
    .await
}
