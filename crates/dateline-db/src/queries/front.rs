//! Fronts and menus.

use crate::{DbError, DbResult, Tx, args};
use dateline_core::edition::EditionCode;
use dateline_core::front::{Front, FrontError};

/// The front readers get, if one was ever pressed.
pub async fn find_pressed(tx: &mut Tx, edition: &EditionCode) -> DbResult<Option<Front>> {
    let row: Option<(String,)> = tx
        .optional(
            "select pressed from front where edition = $1",
            args![edition],
        )
        .await?;
    // A front that breaks a bound must not take the first page down: the standard one stands in.
    Ok(row.and_then(|(text,)| {
        Front::parse(&text)
            .inspect_err(|error| {
                tracing::error!(%edition, %error, "The front of {edition} cannot be shown; save it again");
            })
            .ok()
    }))
}

/// Presses every front anew from what was edited, at most 1,000; the editions whose front cannot be
/// read, with the reason.
pub async fn press_all(tx: &mut Tx) -> DbResult<Vec<(EditionCode, FrontError)>> {
    let rows: Vec<(String, String)> = tx
        .all(
            "select edition, document from front order by edition limit 1000",
            args![],
        )
        .await?;
    let mut refused = Vec::new();
    for (edition, document) in rows {
        if let Err(error) = Front::parse(&document) {
            refused.push((EditionCode(edition), error));
            continue;
        }
        tx.execute(
            "update front set pressed = document where edition = $1",
            args![edition],
        )
        .await?;
    }
    Ok(refused)
}

/// Saves a front and presses it. One that breaks a bound is refused.
pub async fn press(tx: &mut Tx, edition: &EditionCode, front: &Front, now: i64) -> DbResult<()> {
    let text = front.to_json().map_err(|e| DbError::Corrupt {
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
