//! Editions.

use super::setting;
use crate::{DbError, DbResult, Tx, args};
use dateline_core::edition::{Direction, Edition, EditionCode};
use std::collections::BTreeMap;

type Row = (String, String, String, String, String, String, i64, bool);

fn read(row: Row) -> Edition {
    let (code, name, tagline, locale, direction, time_zone, position, full_text_feeds) = row;
    let direction = if direction == "rtl" {
        Direction::Rtl
    } else {
        Direction::Ltr
    };
    Edition {
        code: EditionCode(code),
        name,
        tagline,
        locale,
        direction,
        time_zone,
        position,
        full_text_feeds,
    }
}

/// Every edition, by position.
pub async fn list(tx: &mut Tx) -> DbResult<Vec<Edition>> {
    let rows: Vec<Row> = tx
        .all(
            "select code, name, tagline, locale, direction, time_zone, position, full_text_feeds
             from edition order by position, code",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The edition with this code.
pub async fn get(tx: &mut Tx, code: &EditionCode) -> DbResult<Edition> {
    list(tx)
        .await?
        .into_iter()
        .find(|e| e.code == *code)
        .ok_or(DbError::NotFound { what: "edition" })
}

/// Makes an edition or gives it new properties.
pub async fn put(tx: &mut Tx, edition: &Edition) -> DbResult<()> {
    tx.execute(
        "insert into edition (code, name, tagline, locale, direction, time_zone, position, full_text_feeds)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (code) do update set name = excluded.name, tagline = excluded.tagline, locale = excluded.locale,
           direction = excluded.direction, time_zone = excluded.time_zone, position = excluded.position,
           full_text_feeds = excluded.full_text_feeds",
        args![
            &edition.code,
            &edition.name,
            &edition.tagline,
            &edition.locale,
            edition.direction.as_str(),
            &edition.time_zone,
            edition.position,
            edition.full_text_feeds
        ],
    )
    .await?;
    Ok(())
}

/// Holds the languages chosen for editions whose own has no messages.
const MESSAGES: &str = "edition_messages";

/// The languages chosen for an edition's own words, by code, where its locale has no messages.
pub async fn chosen_messages(tx: &mut Tx) -> DbResult<BTreeMap<String, String>> {
    let Some(text) = setting::find(tx, MESSAGES).await? else {
        return Ok(BTreeMap::new());
    };
    serde_json::from_str(&text).map_err(|e| DbError::Corrupt {
        what: "setting edition_messages",
        detail: e.to_string(),
    })
}

/// Chooses the language of an edition's own words.
pub async fn choose_messages(tx: &mut Tx, code: &EditionCode, language: &str) -> DbResult<()> {
    let mut chosen = chosen_messages(tx).await?;
    chosen.insert(code.0.clone(), language.to_owned());
    let text = serde_json::to_string(&chosen).unwrap_or_default();
    setting::put(tx, MESSAGES, &text).await
}
