//! Links by which somebody without an account may see a story before it is public: made, opened, taken
//! back. An embargo closes them.

use crate::actor::Actor;
use crate::hex::hex;
use crate::history;
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::preview_link::{self, PreviewLink};
use dateline_db::queries::story as stories;
use dateline_db::{DbError, Tx, micros};
use dateline_web::house::House;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Longest life of a link, in hours: four weeks.
const MAX_HOURS: i64 = 24 * 28;
/// Random bytes of a link.
const SECRET_BYTES: usize = 24;

/// Why a link is refused.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// It leads nowhere.
    #[error(
        "this link leads nowhere: it expired or was taken back; ask whoever sent it for a new one"
    )]
    Unknown,
    /// Nobody outside may see the story yet.
    #[error("the story is under embargo until {until}; until then nobody outside may see it")]
    Embargoed {
        /// Until when.
        until: Timestamp,
    },
    /// It would lead nowhere, or for too long.
    #[error("a link leads somewhere for 1 to {MAX_HOURS} hours")]
    BadLife,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A link that was made: the only time its secret is seen.
#[derive(Debug)]
pub struct Shared {
    /// Its id.
    pub id: Uuid,
    /// What makes it a link.
    pub secret: String,
    /// Until when it leads anywhere.
    pub expires_at: Timestamp,
}

/// Makes a link.
pub async fn share(
    house: &House,
    tx: &mut Tx,
    story: StoryId,
    hours: i64,
    actor: &Actor,
) -> Result<Shared, PreviewError> {
    let now = house.now();
    let expires_at = Some(hours)
        .filter(|hours| (1..=MAX_HOURS).contains(hours))
        .and_then(|hours| now.checked_add(hours.hours()).ok())
        .ok_or(PreviewError::BadLife)?;
    require_open(tx, story, now).await?;
    let secret = hex(&rand::random::<[u8; SECRET_BYTES]>());
    let link = PreviewLink {
        id: house.new_id(),
        story_id: story.0,
        created_by: actor.0.clone(),
        created_at: micros(now),
        expires_at: micros(expires_at),
    };
    preview_link::insert(tx, &link, &hash_of(&secret)).await?;
    let particulars = json!({ "link": link.id, "until": expires_at });
    let (kind, subject) = (EventKind::PreviewShared, ("story", story));
    history::record(house, tx, kind, actor, subject, particulars).await?;
    Ok(Shared {
        id: link.id,
        secret,
        expires_at,
    })
}

/// The story a link leads to now.
pub async fn open(house: &House, tx: &mut Tx, secret: &str) -> Result<StoryId, PreviewError> {
    if secret.len() != SECRET_BYTES * 2 {
        return Err(PreviewError::Unknown);
    }
    let now = house.now();
    let link = preview_link::find(tx, &hash_of(secret), micros(now)).await?;
    let story = StoryId(link.ok_or(PreviewError::Unknown)?.story_id);
    require_open(tx, story, now).await?;
    Ok(story)
}

/// Takes a link back: from the commit on it leads nowhere.
pub async fn revoke(
    house: &House,
    tx: &mut Tx,
    story: StoryId,
    link: Uuid,
    actor: &Actor,
) -> Result<(), PreviewError> {
    if !preview_link::revoke(tx, story, link, micros(house.now())).await? {
        return Err(PreviewError::Unknown);
    }
    let particulars = json!({ "link": link });
    let (kind, subject) = (EventKind::PreviewRevoked, ("story", story));
    history::record(house, tx, kind, actor, subject, particulars).await?;
    Ok(())
}

/// Nobody outside sees what is under embargo, spiked or killed.
async fn require_open(tx: &mut Tx, id: StoryId, now: Timestamp) -> Result<(), PreviewError> {
    let story = stories::get(tx, id).await?;
    if matches!(story.state, WorkflowState::Spiked | WorkflowState::Killed) {
        return Err(PreviewError::Unknown);
    }
    match story.embargo_until.filter(|until| *until > now) {
        Some(until) => Err(PreviewError::Embargoed { until }),
        None => Ok(()),
    }
}

/// Links are random: a plain hash is enough, and lets one be found.
fn hash_of(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}
