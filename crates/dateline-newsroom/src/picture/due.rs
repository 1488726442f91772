//! What the desk has to see to: leases that end soon, with every use that ends with them.

use super::uses::{Uses, uses_of};
use super::{PictureError, get};
use dateline_core::edition::Edition;
use dateline_core::id::PictureId;
use dateline_core::picture::{Lease, Substitute, Territory, Use, Venue, verdict};
use dateline_db::Tx;
use dateline_db::queries::{edition, picture_lease};
use jiff::{Timestamp, ToSpan};
use serde::Serialize;

/// Most days looked ahead.
pub const MAX_DAYS: i64 = 366;
/// Most leases listed.
const MOST: i64 = 1_000;

/// A lease that ends soon.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Due {
    /// Id of the picture.
    pub picture: String,
    /// What it shows.
    pub caption: Option<String>,
    /// Its credit.
    pub credit: Option<String>,
    /// The lease.
    pub lease: Lease,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Whether that is today, in the time zone of the first edition.
    pub is_today: bool,
    /// Uses and editions in which the picture goes then; none where another lease goes on.
    pub takes_down: Vec<Loss>,
    /// What stands in for it then: a picture, "nothing", or nothing decided.
    pub substitute: Option<String>,
    /// Where it is used now.
    pub uses: Uses,
}

/// A use that ends in an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The use.
    pub used: Use,
    /// The edition.
    pub edition: String,
}

/// Leases that end within so many days, earliest first.
pub async fn due(tx: &mut Tx, now: Timestamp, days: i64) -> Result<Vec<Due>, PictureError> {
    if !(0..=MAX_DAYS).contains(&days) {
        return Err(PictureError::BadField(format!(
            "{days} days cannot be looked ahead; at most {MAX_DAYS} can"
        )));
    }
    let until = now
        .checked_add((days * 24).hours())
        .unwrap_or(Timestamp::MAX);
    let editions = edition::list(tx).await?;
    let mut found = Vec::new();
    for (id, lease) in picture_lease::list_ending(tx, now, until, MOST).await? {
        found.push(one(tx, id, lease, &editions, now).await?);
    }
    Ok(found)
}

async fn one(
    tx: &mut Tx,
    id: PictureId,
    lease: Lease,
    editions: &[Edition],
    now: Timestamp,
) -> Result<Due, PictureError> {
    let record = get(tx, &id.to_string()).await?;
    let ends_at = lease.until.unwrap_or(Timestamp::MAX);
    let mut leases = picture_lease::list(tx, &[id]).await?;
    let leases = leases.remove(&id).unwrap_or_default();
    let substitute = super::substitute_of(tx, id).await?;
    let facts = &record.picture.facts;
    Ok(Due {
        picture: id.to_string(),
        caption: facts.caption.clone(),
        credit: facts.credit().map(str::to_owned),
        ends_at,
        is_today: editions
            .first()
            .is_some_and(|first| first.day(now) == first.day(ends_at)),
        takes_down: losses(&leases, editions, ends_at),
        substitute: match substitute {
            Substitute::Undecided => None,
            Substitute::Nothing => Some("nothing".to_owned()),
            Substitute::Picture(other) => Some(other.to_string()),
        },
        uses: uses_of(tx, id).await?,
        lease,
    })
}

/// What was allowed just before a moment and no more is at it.
fn losses(leases: &[Lease], editions: &[Edition], at: Timestamp) -> Vec<Loss> {
    let before = at.checked_sub(1.microseconds()).unwrap_or(at);
    let mut found = Vec::new();
    for edition in editions {
        let territory = Territory::of_locale(&edition.locale);
        for used in Use::ALL {
            let venue = Venue {
                used,
                edition: &edition.code,
                territory: territory.as_ref(),
            };
            let is_allowed = |at| verdict(leases, &venue, at).is_allowed();
            if is_allowed(before) && !is_allowed(at) {
                found.push(Loss {
                    used,
                    edition: edition.code.0.clone(),
                });
            }
        }
    }
    found
}
