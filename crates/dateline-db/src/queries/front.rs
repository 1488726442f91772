//! Fronts and menus.

use crate::{DbError, DbResult, Tx, args};
use dateline_core::edition::EditionCode;
use dateline_core::front::Front;

/// The front readers get, if one was ever pressed.
pub async fn find_pressed(tx: &mut Tx, edition: &EditionCode) -> DbResult<Option<Front>> {
    let row: Option<(String,)> = tx
        .optional(
            "select pressed from front where edition = $1",
            args![edition],
        )
        .await?;
    row.map(|(text,)| {
        serde_json::from_str(&text).map_err(|e| DbError::Corrupt {
            what: "front.pressed",
            detail: e.to_string(),
        })
    })
    .transpose()
}

/// Saves a front and presses it.
pub async fn press(tx: &mut Tx, edition: &EditionCode, front: &Front, now: i64) -> DbResult<()> {
    let text = serde_json::to_string(front).map_err(|e| DbError::Corrupt {
        what: "front",
        detail: e.to_string(),
    })?;
    tx.execute(
        "insert into front (edition, document, pressed, updated_at) values ($1, $2, $2, $3)
         on conflict (edition) do update set document = excluded.document, pressed = excluded.pressed,
           updated_at = excluded.updated_at",
        args![edition, text, now],
    )
    .await?;
    Ok(())
}

/// A menu entry: label and address (path of this site or http(s)).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MenuEntry {
    /// As shown.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// Saves a menu of an edition.
pub async fn put_menu(
    tx: &mut Tx,
    edition: &EditionCode,
    name: &str,
    entries: &[MenuEntry],
) -> DbResult<()> {
    let text = serde_json::to_string(entries).map_err(|e| DbError::Corrupt {
        what: "menu",
        detail: e.to_string(),
    })?;
    tx.execute(
        "insert into menu (edition, name, document) values ($1, $2, $3)
         on conflict (edition, name) do update set document = excluded.document",
        args![edition, name, text],
    )
    .await?;
    Ok(())
}

/// Menus of an edition by name, at most 20.
pub async fn list_menus(
    tx: &mut Tx,
    edition: &EditionCode,
) -> DbResult<Vec<(String, Vec<MenuEntry>)>> {
    let rows: Vec<(String, String)> = tx
        .all(
            "select name, document from menu where edition = $1 order by name limit 20",
            args![edition],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(name, text)| (name, serde_json::from_str(&text).unwrap_or_default()))
        .collect())
}
