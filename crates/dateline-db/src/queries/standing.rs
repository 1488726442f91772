//! What is shown of pictures now: themselves, others in their stead, or nothing.

use super::{picture, picture_lease};
use crate::{DbResult, Tx};
use dateline_core::id::PictureId;
use dateline_core::picture::{
    Lease, Picture, Shown, Substitute, Venue, Verdict, is_usable, next_turn, verdict,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// Substitutes of substitutes that are followed.
pub const MAX_STEPS: usize = 4;

/// What is shown of pictures in one venue.
#[derive(Debug, Default)]
pub struct Standing {
    /// Pictures that may not be shown, with what is shown instead.
    withheld: HashMap<PictureId, (Verdict, Instead)>,
    /// Every picture whose leases were looked at, substitutes too.
    pub looked: Vec<PictureId>,
    /// Until when this holds; always, if `None`.
    pub until: Option<Timestamp>,
}

#[derive(Debug)]
enum Instead {
    Picture(Box<Picture>),
    Nothing(Substitute),
}

impl Standing {
    /// What is shown of a picture.
    pub fn of(&self, id: PictureId) -> Shown<'_> {
        match self.withheld.get(&id) {
            None => Shown::Itself,
            Some((_, Instead::Picture(other))) => Shown::Other(other),
            Some((verdict, Instead::Nothing(decided))) => Shown::without(*decided, *verdict),
        }
    }

    /// Whether any picture is not shown as itself.
    pub fn is_any_withheld(&self) -> bool {
        !self.withheld.is_empty()
    }
}

/// What is shown of these pictures; substitutes with their words in `locale`.
pub async fn resolve(
    tx: &mut Tx,
    ids: &[PictureId],
    venue: &Venue<'_>,
    locale: &str,
    now: Timestamp,
) -> DbResult<Standing> {
    let mut standing = Standing::default();
    let mut verdicts: HashMap<PictureId, Verdict> = HashMap::new();
    let mut chosen: HashMap<PictureId, Substitute> = HashMap::new();
    let mut asked = ids.to_vec();
    for _ in 0..=MAX_STEPS {
        asked.sort_unstable();
        asked.dedup();
        asked.retain(|id| !verdicts.contains_key(id));
        if asked.is_empty() {
            break;
        }
        let leases = picture_lease::list(tx, &asked).await?;
        let withheld = judge(&asked, &leases, venue, now, &mut verdicts, &mut standing);
        if withheld.is_empty() {
            break;
        }
        let others = picture_lease::list_substitutes(tx, &withheld).await?;
        asked = others.values().filter_map(other).collect();
        chosen.extend(others);
    }
    let mut ends: HashMap<PictureId, Substitute> = HashMap::new();
    for id in ids {
        if verdicts.get(id).is_some_and(|found| !found.is_allowed()) {
            ends.insert(*id, follow(*id, &chosen, &verdicts));
        }
    }
    let mut wanted: Vec<PictureId> = ends.values().filter_map(other).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let found = picture::list(tx, &wanted, locale).await?;
    for (id, end) in ends {
        let shown = other(&end).and_then(|other| found.iter().find(|p| p.id == other));
        let instead = match shown {
            Some(picture) => Instead::Picture(Box::new(picture.clone())),
            None => Instead::Nothing(end),
        };
        let verdict = verdicts.get(&id).copied().unwrap_or(Verdict::Denied);
        standing.withheld.insert(id, (verdict, instead));
    }
    Ok(standing)
}

fn other(substitute: &Substitute) -> Option<PictureId> {
    match substitute {
        Substitute::Picture(other) => Some(*other),
        Substitute::Nothing | Substitute::Undecided => None,
    }
}

/// Judges pictures by their leases; those that may not be shown.
fn judge(
    asked: &[PictureId],
    leases: &HashMap<PictureId, Vec<Lease>>,
    venue: &Venue<'_>,
    now: Timestamp,
    verdicts: &mut HashMap<PictureId, Verdict>,
    standing: &mut Standing,
) -> Vec<PictureId> {
    let mut withheld = Vec::new();
    for id in asked {
        let own = leases.get(id).map_or(&[][..], Vec::as_slice);
        let found = verdict(own, venue, now);
        let turn = next_turn(own, now);
        standing.until = [standing.until, turn].into_iter().flatten().min();
        standing.looked.push(*id);
        verdicts.insert(*id, found);
        if !found.is_allowed() {
            withheld.push(*id);
        }
    }
    withheld
}

/// What stands in at the end of the way from one substitute to the next.
fn follow(
    id: PictureId,
    chosen: &HashMap<PictureId, Substitute>,
    verdicts: &HashMap<PictureId, Verdict>,
) -> Substitute {
    let mut at = id;
    for _ in 0..MAX_STEPS {
        match chosen.get(&at).copied().unwrap_or_default() {
            Substitute::Picture(next) if verdicts.get(&next).is_some_and(|v| v.is_allowed()) => {
                return Substitute::Picture(next);
            }
            Substitute::Picture(next) => at = next,
            end => return end,
        }
    }
    Substitute::Undecided
}

/// What is served of a stored file now.
#[derive(Clone, Debug, PartialEq)]
pub struct FileStanding {
    /// The picture it is served as; none if every picture of the file is withheld.
    pub picture: Option<Picture>,
    /// Every picture of the file.
    pub looked: Vec<PictureId>,
    /// Until when this holds; always, if `None`.
    pub until: Option<Timestamp>,
}

/// What is served of the file with this hash; nothing if there is no such file.
pub async fn of_file(tx: &mut Tx, hash: &str, now: Timestamp) -> DbResult<Option<FileStanding>> {
    let pictures = picture::list_by_hash(tx, hash).await?;
    if pictures.is_empty() {
        return Ok(None);
    }
    let looked: Vec<PictureId> = pictures.iter().map(|picture| picture.id).collect();
    let leases = picture_lease::list(tx, &looked).await?;
    let own = |id: &PictureId| leases.get(id).map_or(&[][..], Vec::as_slice);
    let until = looked.iter().filter_map(|id| next_turn(own(id), now)).min();
    let picture = pictures
        .into_iter()
        .find(|picture| is_usable(own(&picture.id), now));
    Ok(Some(FileStanding {
        picture,
        looked,
        until,
    }))
}
