//! Pictures as the desk looks through them.

use crate::{DbResult, Tx, args};
use sqlx::FromRow;
use uuid::Uuid;

/// A picture on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Shelved {
    /// Its id.
    pub id: Uuid,
    /// When it was brought in.
    pub created_at: i64,
    /// Its file, if that is here.
    pub hash: Option<String>,
    /// Name of its file.
    pub file_name: Option<String>,
    /// Title.
    pub headline: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Credit line.
    pub credit_line: Option<String>,
    /// Who made it.
    pub photographer: Option<String>,
    /// Who gave it.
    pub source: Option<String>,
    /// Category of rights.
    pub rights: String,
}

impl Shelved {
    /// Its place in the list.
    pub fn key(&self) -> (i64, Uuid) {
        (self.created_at, self.id)
    }
}

/// Pictures brought in before `before`, the newest first, at most `limit`.
pub async fn list(tx: &mut Tx, before: (i64, Uuid), limit: i64) -> DbResult<Vec<Shelved>> {
    tx.all(
        "select id, created_at, hash, file_name, headline, caption, alt, credit_line, photographer, source, rights
         from picture where (created_at, id) < ($1, $2) order by created_at desc, id desc limit $3",
        args![before.0, before.1, limit],
    )
    .await
}
