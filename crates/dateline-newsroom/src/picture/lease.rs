//! Leases are written down, ended and taken back; each acts with its commit.

use super::{PictureError, get, record};
use crate::actor::Actor;
use dateline_core::edition::EditionCode;
use dateline_core::event::EventKind;
use dateline_core::id::{LeaseId, PictureId};
use dateline_core::picture::{Effect, Lease, MAX_LEASES, Substitute, Territory, Use};
use dateline_core::subject::Subject;
use dateline_db::Tx;
use dateline_db::queries::{edition, picture_lease, standing};
use dateline_web::house::House;
use jiff::Timestamp;
use serde_json::json;

/// What somebody allowed or forbade, on its way into the house. Empty lists mean all.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Whether it allows or forbids.
    pub effect: Effect,
    /// What for.
    pub uses: Vec<Use>,
    /// In which editions.
    pub editions: Vec<EditionCode>,
    /// In which countries.
    pub territories: Vec<Territory>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Until this moment.
    pub until: Option<Timestamp>,
    /// What else to know.
    pub note: Option<String>,
}

/// Writes a lease of the picture somebody names down.
pub async fn add_lease(
    house: &House,
    tx: &mut Tx,
    name: &str,
    terms: Terms,
    by: &Actor,
) -> Result<Lease, PictureError> {
    let id = get(tx, name).await?.picture.id;
    let known = picture_lease::list(tx, &[id]).await?;
    if known
        .get(&id)
        .is_some_and(|known| known.len() >= MAX_LEASES)
    {
        return Err(PictureError::TooManyLeases);
    }
    let editions = edition::list(tx).await?;
    for code in &terms.editions {
        if !editions.iter().any(|edition| edition.code == *code) {
            let known: Vec<String> = editions.iter().map(|e| e.code.0.clone()).collect();
            return Err(PictureError::BadField(format!(
                "there is no edition \"{code}\"; there are {}",
                known.join(", ")
            )));
        }
    }
    let lease = Lease {
        id: LeaseId(house.new_id()),
        effect: terms.effect,
        uses: each_once(terms.uses),
        editions: each_once(terms.editions),
        territories: each_once(terms.territories),
        from: terms.from,
        until: terms.until,
        note: terms.note.filter(|note| !note.trim().is_empty()),
    };
    lease.check()?;
    picture_lease::insert(tx, id, &lease, &by.0, house.now()).await?;
    record(house, tx, EventKind::LeaseAdded, by, id, json!(lease)).await?;
    tx.withdrawn(Subject::Picture(id).key());
    Ok(lease)
}

fn each_once<T: PartialEq>(list: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(list.len());
    for one in list {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

async fn find_lease(tx: &mut Tx, name: &str) -> Result<(PictureId, Lease), PictureError> {
    let unknown = || PictureError::UnknownLease(name.trim().to_owned());
    let id: LeaseId = name.trim().parse().map_err(|_| unknown())?;
    picture_lease::find(tx, id).await?.ok_or_else(unknown)
}

/// Sets when a lease ends; at once if that is past.
pub async fn end_lease(
    house: &House,
    tx: &mut Tx,
    name: &str,
    until: Timestamp,
    by: &Actor,
) -> Result<Lease, PictureError> {
    let (picture, mut lease) = find_lease(tx, name).await?;
    let was = lease.until.replace(until);
    lease.check()?;
    picture_lease::set_term(tx, &lease, house.now()).await?;
    let particulars = json!({ "lease": lease.id, "until": until, "was": was });
    record(house, tx, EventKind::LeaseEnded, by, picture, particulars).await?;
    tx.withdrawn(Subject::Picture(picture).key());
    Ok(lease)
}

/// Takes a lease back, as if it had never been; the history keeps it.
pub async fn remove_lease(
    house: &House,
    tx: &mut Tx,
    name: &str,
    by: &Actor,
) -> Result<Lease, PictureError> {
    let (picture, lease) = find_lease(tx, name).await?;
    picture_lease::delete(tx, lease.id).await?;
    record(
        house,
        tx,
        EventKind::LeaseRemoved,
        by,
        picture,
        json!(lease),
    )
    .await?;
    tx.withdrawn(Subject::Picture(picture).key());
    Ok(lease)
}

/// Leases of the picture somebody names, in order of their making.
pub async fn leases(tx: &mut Tx, name: &str) -> Result<Vec<Lease>, PictureError> {
    let id = get(tx, name).await?.picture.id;
    let mut found = picture_lease::list(tx, &[id]).await?;
    Ok(found.remove(&id).unwrap_or_default())
}

/// What stands in for a picture.
pub async fn substitute_of(tx: &mut Tx, id: PictureId) -> Result<Substitute, PictureError> {
    let found = picture_lease::list_substitutes(tx, &[id]).await?;
    Ok(found.get(&id).copied().unwrap_or_default())
}

/// Chooses what stands in for the picture somebody names: another one, or nothing.
pub async fn set_substitute(
    house: &House,
    tx: &mut Tx,
    name: &str,
    other: Option<&str>,
    by: &Actor,
) -> Result<Substitute, PictureError> {
    let id = get(tx, name).await?.picture.id;
    let chosen = match other {
        None => Substitute::Nothing,
        Some(other) => {
            let other = get(tx, other).await?.picture;
            if other.hash.is_none() {
                return Err(PictureError::BadSubstitute(format!(
                    "the file of picture {} is missing",
                    other.id
                )));
            }
            check_way(tx, id, other.id).await?;
            Substitute::Picture(other.id)
        }
    };
    picture_lease::set_substitute(tx, id, chosen).await?;
    let particulars = json!({ "substitute": match chosen {
        Substitute::Picture(other) => Some(other),
        Substitute::Nothing | Substitute::Undecided => None,
    } });
    record(
        house,
        tx,
        EventKind::PictureSubstituted,
        by,
        id,
        particulars,
    )
    .await?;
    tx.withdrawn(Subject::Picture(id).key());
    Ok(chosen)
}

/// Substitutes must not lead back, nor further than anybody follows.
async fn check_way(tx: &mut Tx, id: PictureId, first: PictureId) -> Result<(), PictureError> {
    let mut at = first;
    for _ in 0..standing::MAX_STEPS {
        if at == id {
            return Err(PictureError::BadSubstitute(
                "a picture cannot stand in for itself, nor by way of others".to_owned(),
            ));
        }
        match substitute_of(tx, at).await? {
            Substitute::Picture(next) => at = next,
            Substitute::Nothing | Substitute::Undecided => return Ok(()),
        }
    }
    Err(PictureError::BadSubstitute(format!(
        "more than {} pictures would stand in for one another",
        standing::MAX_STEPS
    )))
}
