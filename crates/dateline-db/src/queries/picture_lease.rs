//! Leases of pictures, and what stands in for a picture.

use crate::{Arg, DbResult, Tx, args, dialect, from_micros};
use dateline_core::edition::EditionCode;
use dateline_core::id::{LeaseId, PictureId};
use dateline_core::picture::{Effect, Lease, Substitute, Territory, Use};
use jiff::Timestamp;
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    picture_id: Uuid,
    effect: String,
    uses: String,
    editions: String,
    territories: String,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    note: Option<String>,
}

fn read(row: Row) -> (PictureId, Lease) {
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let lease = Lease {
        id: LeaseId(row.id),
        effect: Effect::parse(&row.effect),
        uses: words(&row.uses)
            .iter()
            .filter_map(|word| Use::parse(word))
            .collect(),
        editions: words(&row.editions).into_iter().map(EditionCode).collect(),
        territories: words(&row.territories)
            .iter()
            .filter_map(|word| Territory::parse(word))
            .collect(),
        from: row.starts_at.map(from_micros),
        until: row.ends_at.map(from_micros),
        note: row.note,
    };
    (PictureId(row.picture_id), lease)
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// Leases of pictures, by picture, in order of their making; pictures without leases are missing.
pub async fn list(tx: &mut Tx, pictures: &[PictureId]) -> DbResult<HashMap<PictureId, Vec<Lease>>> {
    let mut found: HashMap<PictureId, Vec<Lease>> = HashMap::new();
    for ids in pictures.chunks(128) {
        let ids = dialect::padded(ids.to_vec());
        let sql = format!(
            "select id, picture_id, effect, uses, editions, territories, starts_at, ends_at, note
             from picture_lease where picture_id in ({}) order by created_at, id",
            dialect::placeholders(1, ids.len())
        );
        let values = ids.into_iter().map(Arg::from).collect();
        let rows: Vec<Row> = tx.all_built(sql, values).await?;
        for (picture, lease) in rows.into_iter().map(read) {
            found.entry(picture).or_default().push(lease);
        }
    }
    Ok(found)
}

/// A lease with its picture.
pub async fn find(tx: &mut Tx, id: LeaseId) -> DbResult<Option<(PictureId, Lease)>> {
    let row: Option<Row> = tx
        .optional(
            "select id, picture_id, effect, uses, editions, territories, starts_at, ends_at, note
             from picture_lease where id = $1",
            args![id],
        )
        .await?;
    Ok(row.map(read))
}

/// The same if it still turns at `turn`; nobody else changes it until the transaction ends.
pub async fn find_to_change(
    tx: &mut Tx,
    id: LeaseId,
    turn: i64,
) -> DbResult<Option<(PictureId, Lease)>> {
    let row: Option<Row> = tx
        .optional(
            "update picture_lease set next_turn_at = next_turn_at where id = $1 and next_turn_at = $2
             returning id, picture_id, effect, uses, editions, territories, starts_at, ends_at, note",
            args![id, turn],
        )
        .await?;
    Ok(row.map(read))
}

/// Writes a lease down.
pub async fn insert(
    tx: &mut Tx,
    picture: PictureId,
    lease: &Lease,
    author: &str,
    now: Timestamp,
) -> DbResult<()> {
    tx.execute(
        "insert into picture_lease (id, picture_id, effect, uses, editions, territories, starts_at, ends_at, next_turn_at, note,
           author, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            lease.id,
            picture,
            lease.effect.as_str(),
            joined(lease.uses.iter().map(|used| used.as_str())),
            joined(lease.editions.iter().map(EditionCode::as_str)),
            joined(lease.territories.iter().map(Territory::as_str)),
            lease.from,
            lease.until,
            lease.next_turn(now),
            lease.note.clone(),
            author,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Sets when a lease begins and ends, and when it turns next.
pub async fn set_term(tx: &mut Tx, lease: &Lease, now: Timestamp) -> DbResult<()> {
    tx.execute(
        "update picture_lease set starts_at = $2, ends_at = $3, next_turn_at = $4 where id = $1",
        args![lease.id, lease.from, lease.until, lease.next_turn(now)],
    )
    .await?;
    Ok(())
}

/// Forgets a lease.
pub async fn delete(tx: &mut Tx, id: LeaseId) -> DbResult<()> {
    tx.execute("delete from picture_lease where id = $1", args![id])
        .await?;
    Ok(())
}

/// Leases that have turned and nobody was told, earliest first, at most `limit`: id, picture, moment.
pub async fn list_turned(
    tx: &mut Tx,
    now: Timestamp,
    limit: i64,
) -> DbResult<Vec<(Uuid, Uuid, i64)>> {
    tx.all(
        "select id, picture_id, next_turn_at from picture_lease where next_turn_at <= $1
         order by next_turn_at, id limit $2",
        args![now, limit],
    )
    .await
}

/// Leases that allow something and end in `[from, until)`, earliest first, at most `limit`.
pub async fn list_ending(
    tx: &mut Tx,
    from: Timestamp,
    until: Timestamp,
    limit: i64,
) -> DbResult<Vec<(PictureId, Lease)>> {
    let rows: Vec<Row> = tx
        .all(
            "select id, picture_id, effect, uses, editions, territories, starts_at, ends_at, note
             from picture_lease where effect = 'allow' and ends_at >= $1 and ends_at < $2
             order by ends_at, id limit $3",
            args![from, until, limit],
        )
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// What stands in for pictures; those for whom nobody decided are missing.
pub async fn list_substitutes(
    tx: &mut Tx,
    pictures: &[PictureId],
) -> DbResult<HashMap<PictureId, Substitute>> {
    let mut found = HashMap::new();
    for ids in pictures.chunks(128) {
        let ids = dialect::padded(ids.to_vec());
        let sql = format!(
            "select id, substitute_id, is_left_out from picture where id in ({})",
            dialect::placeholders(1, ids.len())
        );
        let values = ids.into_iter().map(Arg::from).collect();
        let rows: Vec<(Uuid, Option<Uuid>, Option<bool>)> = tx.all_built(sql, values).await?;
        for (id, other, is_left_out) in rows {
            let substitute = match other {
                Some(other) => Substitute::Picture(PictureId(other)),
                None if is_left_out == Some(true) => Substitute::Nothing,
                None => continue,
            };
            found.insert(PictureId(id), substitute);
        }
    }
    Ok(found)
}

/// Sets what stands in for a picture.
pub async fn set_substitute(tx: &mut Tx, id: PictureId, substitute: Substitute) -> DbResult<()> {
    let other = match substitute {
        Substitute::Picture(other) => Some(other),
        Substitute::Nothing | Substitute::Undecided => None,
    };
    tx.execute(
        "update picture set substitute_id = $2, is_left_out = $3 where id = $1",
        args![id, other, substitute == Substitute::Nothing],
    )
    .await?;
    Ok(())
}

/// Pictures a picture stands in for, by id, at most `limit`.
pub async fn list_stood_in_for(tx: &mut Tx, id: PictureId, limit: i64) -> DbResult<Vec<PictureId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select id from picture where substitute_id = $1 order by id limit $2",
            args![id, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|row| PictureId(row.0)).collect())
}
