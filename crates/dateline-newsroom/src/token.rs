//! Keys for programs that act through the API: made, shown once, taken back.

use crate::actor::Actor;
use crate::hex::hex;
use crate::history;
use dateline_core::event::EventKind;
use dateline_core::rights::Right;
use dateline_db::queries::api_token::{self, TokenRow};
use dateline_db::{DbError, Tx};
use dateline_web::house::House;
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Most characters of a name.
pub const MAX_NAME_CHARS: usize = 200;
/// What every key begins with, so that a lost one is found by who looks for such things.
const PREFIX: &str = "dateline_";
/// Random bytes of a key.
const KEY_BYTES: usize = 32;

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Read pictures, their rights and uses.
    PicturesRead,
    /// Bring pictures in and change what is said of them, their rights and leases.
    PicturesWrite,
    /// Read stories, drafts among them.
    StoriesRead,
    /// Write and edit stories.
    StoriesWrite,
    /// Publish, schedule, correct, withdraw and kill stories; arrange and launch fronts.
    StoriesPublish,
}

impl Scope {
    /// Every scope, those that allow least first.
    pub const ALL: [Self; 5] = [
        Self::PicturesRead,
        Self::PicturesWrite,
        Self::StoriesRead,
        Self::StoriesWrite,
        Self::StoriesPublish,
    ];

    /// The word people write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PicturesRead => "pictures:read",
            Self::PicturesWrite => "pictures:write",
            Self::StoriesRead => "stories:read",
            Self::StoriesWrite => "stories:write",
            Self::StoriesPublish => "stories:publish",
        }
    }

    /// The scope of a word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }

    /// The rights it gives, in the whole house. None gives a right over people or settings.
    pub fn rights(self) -> &'static [Right] {
        match self {
            Self::PicturesRead => &[Right::PicturesRead],
            Self::PicturesWrite => &[Right::PicturesRead, Right::Pictures, Right::PictureRights],
            Self::StoriesRead => &[Right::Read],
            Self::StoriesWrite => &[Right::Read, Right::Write, Right::Edit, Right::Translate],
            Self::StoriesPublish => &[Right::Read, Right::Publish, Right::Kill, Right::Front],
        }
    }

    /// The least scope that gives a right.
    pub fn that_gives(right: Right) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.rights().contains(&right))
    }
}

/// A key that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    scopes: Vec<Scope>,
}

impl Token {
    /// Whether it allows that.
    pub fn allows(&self, right: Right) -> bool {
        self.scopes
            .iter()
            .any(|scope| scope.rights().contains(&right))
    }

    /// Who acts, as written into the history.
    pub fn actor(&self) -> Actor {
        Actor(format!("token {}", self.name))
    }
}

/// Why a key is refused.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// Nothing to call it by, or too much.
    #[error(
        "give the key a name, such as the program that will use it: 1 to {MAX_NAME_CHARS} characters in one line"
    )]
    BadName,
    /// It could do nothing.
    #[error(
        "say what the key may do, with --scope: pictures:read, pictures:write, stories:read, stories:write, stories:publish"
    )]
    NoScope,
    /// It would never hold.
    #[error("the key would have expired already; --days must be 1 to 3650")]
    Expired,
    /// There is none.
    #[error("there is no key \"{0}\" that holds; see dateline token list")]
    Unknown(String),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A key that was made: the only time it is seen.
#[derive(Debug)]
pub struct Created {
    /// What is known of it.
    pub row: TokenRow,
    /// The key.
    pub key: String,
}

/// Makes a key.
pub async fn create(
    house: &House,
    tx: &mut Tx,
    name: &str,
    scopes: &[Scope],
    expires: Option<Timestamp>,
    by: &Actor,
) -> Result<Created, TokenError> {
    let name = name.trim();
    let length = name.chars().count();
    if length == 0 || length > MAX_NAME_CHARS || name.chars().any(char::is_control) {
        return Err(TokenError::BadName);
    }
    if scopes.is_empty() {
        return Err(TokenError::NoScope);
    }
    if expires.is_some_and(|at| at <= house.now()) {
        return Err(TokenError::Expired);
    }
    let words: Vec<&str> = Scope::ALL
        .into_iter()
        .filter(|scope| scopes.contains(scope))
        .map(Scope::as_str)
        .collect();
    let key = format!("{PREFIX}{}", hex(&rand::random::<[u8; KEY_BYTES]>()));
    let row = TokenRow {
        id: house.new_id(),
        name: name.to_owned(),
        scopes: words.join(" "),
        created_at: dateline_db::micros(house.now()),
        expires_at: expires.map(dateline_db::micros),
        revoked_at: None,
    };
    api_token::insert(tx, &row, &hash_of(&key)).await?;
    let particulars = json!({ "name": row.name, "scopes": row.scopes, "until": expires });
    let subject = ("token", row.id);
    history::record(house, tx, EventKind::TokenCreated, by, subject, particulars).await?;
    Ok(Created { row, key })
}

/// Takes a key back: from the commit on it holds no more.
pub async fn revoke(house: &House, tx: &mut Tx, id: &str, by: &Actor) -> Result<(), TokenError> {
    let unknown = || TokenError::Unknown(id.trim().to_owned());
    let known: Uuid = id.trim().parse().map_err(|_| unknown())?;
    if !api_token::revoke(tx, known, dateline_db::micros(house.now())).await? {
        return Err(unknown());
    }
    let subject = ("token", known);
    history::record(house, tx, EventKind::TokenRevoked, by, subject, json!({})).await?;
    Ok(())
}

/// The key, if it is one that holds now.
pub async fn find(tx: &mut Tx, key: &str, now: Timestamp) -> Result<Option<Token>, DbError> {
    if !key.starts_with(PREFIX) || key.len() != PREFIX.len() + KEY_BYTES * 2 {
        return Ok(None);
    }
    let found = api_token::find_by_hash(tx, &hash_of(key)).await?;
    let now = dateline_db::micros(now);
    let holds =
        |row: &TokenRow| row.revoked_at.is_none() && row.expires_at.is_none_or(|at| at > now);
    Ok(found.filter(holds).map(|row| Token {
        id: row.id,
        name: row.name,
        scopes: row.scopes.split(' ').filter_map(Scope::find).collect(),
    }))
}

/// Whether the key with this id holds now.
pub async fn holds(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<bool, DbError> {
    api_token::holds(tx, id, dateline_db::micros(now)).await
}

/// Keys are random: a plain hash is enough, and lets one be found.
fn hash_of(key: &str) -> String {
    hex(&Sha256::digest(key.as_bytes()))
}
