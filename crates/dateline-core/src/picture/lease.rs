//! Leases: what somebody allowed or forbade us to do with a picture, where and for how long.

use crate::edition::EditionCode;
use crate::id::LeaseId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most leases of one picture.
pub const MAX_LEASES: usize = 200;
/// Longest note on a lease, in characters.
pub const MAX_NOTE_CHARS: usize = 1_000;
/// Most editions or territories one lease names.
const MAX_NAMED: usize = 260;

/// Whether a lease allows or forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The picture may be used so.
    Allow,
    /// It may not, whatever else allows it.
    Deny,
}

impl Effect {
    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
        }
    }

    /// Reads the stored word; what cannot be read forbids.
    pub fn parse(word: &str) -> Self {
        if word == "allow" {
            Self::Allow
        } else {
            Self::Deny
        }
    }
}

/// What a picture is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Pages of the site.
    Site,
    /// Newsletters.
    Newsletter,
    /// Feeds.
    Feed,
    /// Passed on to other houses.
    Syndication,
}

impl Use {
    /// Every use, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Site, Self::Newsletter, Self::Feed, Self::Syndication];

    /// The word stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Newsletter => "newsletter",
            Self::Feed => "feed",
            Self::Syndication => "syndication",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|used| used.as_str() == word)
    }
}

/// A country: the two letters of ISO 3166-1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Territory(String);

impl Territory {
    /// Two letters, as a country has them.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let good = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
        good.then(|| Self(text.to_ascii_uppercase()))
    }

    /// The country a language tag names ("en-GB"), if it names one.
    pub fn of_locale(tag: &str) -> Option<Self> {
        let subtags = tag.split(['-', '_']).skip(1);
        // A single letter opens an extension: what follows is no country.
        subtags
            .take_while(|subtag| subtag.len() > 1)
            .find_map(Self::parse)
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody allowed or forbade. An empty list means all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Its id.
    pub id: LeaseId,
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
    /// Until this moment, which is no part of it.
    pub until: Option<Timestamp>,
    /// What else to know, for the desk.
    pub note: Option<String>,
}

/// Why a lease cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeaseError {
    /// It ends before it begins.
    #[error("the lease would end at {until}, not after its beginning at {from}")]
    Reversed {
        /// Its beginning.
        from: Timestamp,
        /// Its end.
        until: Timestamp,
    },
    /// The note is too long.
    #[error("the note has {found} characters; at most {MAX_NOTE_CHARS} are allowed")]
    LongNote {
        /// How many it has.
        found: usize,
    },
    /// A list is too long.
    #[error("the lease names {found} {what}; at most {MAX_NAMED} are allowed")]
    TooMany {
        /// How many it names.
        found: usize,
        /// Of what.
        what: &'static str,
    },
}

impl Lease {
    /// Whether it can be.
    pub fn check(&self) -> Result<(), LeaseError> {
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until <= from
        {
            return Err(LeaseError::Reversed { from, until });
        }
        let found = self.note.as_deref().unwrap_or_default().chars().count();
        if found > MAX_NOTE_CHARS {
            return Err(LeaseError::LongNote { found });
        }
        for (found, what) in [
            (self.editions.len(), "editions"),
            (self.territories.len(), "territories"),
        ] {
            if found > MAX_NAMED {
                return Err(LeaseError::TooMany { found, what });
            }
        }
        Ok(())
    }

    /// Whether it speaks of this use there, at whatever time.
    fn covers(&self, venue: &Venue<'_>) -> bool {
        let is_use = self.uses.is_empty() || self.uses.contains(&venue.used);
        let is_edition = self.editions.is_empty() || self.editions.contains(venue.edition);
        is_use && is_edition && self.covers_territory(venue.territory)
    }

    /// Where nobody knows which country an edition is for, a lease for some countries allows, and a
    /// ban in some countries cannot be kept: the desk sees both.
    fn covers_territory(&self, territory: Option<&Territory>) -> bool {
        match territory {
            _ if self.territories.is_empty() => true,
            Some(territory) => self.territories.contains(territory),
            None => self.effect == Effect::Allow,
        }
    }

    /// Whether it holds at a moment.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }

    /// The next moment after `now` at which it begins or ends.
    pub fn next_turn(&self, now: Timestamp) -> Option<Timestamp> {
        let turns = [self.from, self.until].into_iter().flatten();
        turns.filter(|turn| *turn > now).min()
    }
}

/// Where a picture is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Venue<'a> {
    /// What for.
    pub used: Use,
    /// In which edition.
    pub edition: &'a EditionCode,
    /// The country the edition is for, where that is known.
    pub territory: Option<&'a Territory>,
}

/// Whether a picture may be shown, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Allowed,
    /// Somebody forbade it.
    Denied,
    /// What allowed it has ended.
    Ended {
        /// When.
        at: Timestamp,
    },
    /// What allows it has not begun.
    NotYet {
        /// When it begins.
        from: Timestamp,
    },
    /// What is allowed does not include this use.
    NotCovered,
}

impl Verdict {
    /// Whether it may be shown.
    pub fn is_allowed(self) -> bool {
        self == Self::Allowed
    }
}

/// Whether a picture with these leases may be shown.
///
/// Without a lease it may. What forbids goes before what allows; and once a lease allows something,
/// only what leases allow is.
pub fn verdict(leases: &[Lease], venue: &Venue<'_>, now: Timestamp) -> Verdict {
    let of = |effect| leases.iter().filter(move |lease| lease.effect == effect);
    if of(Effect::Deny).any(|lease| lease.covers(venue) && lease.holds_at(now)) {
        return Verdict::Denied;
    }
    if of(Effect::Allow).next().is_none() {
        return Verdict::Allowed;
    }
    let covering = || of(Effect::Allow).filter(|lease| lease.covers(venue));
    if covering().any(|lease| lease.holds_at(now)) {
        return Verdict::Allowed;
    }
    let coming = covering().filter_map(|lease| lease.from.filter(|from| *from > now));
    if let Some(from) = coming.min() {
        return Verdict::NotYet { from };
    }
    match covering().filter_map(|lease| lease.until).max() {
        Some(at) => Verdict::Ended { at },
        None => Verdict::NotCovered,
    }
}

/// Whether a picture with these leases may be shown for any use in any edition: its file is served then.
pub fn is_usable(leases: &[Lease], now: Timestamp) -> bool {
    // An edition no lease names stands for all of those.
    let unnamed = EditionCode(String::new());
    let named = leases.iter().flat_map(|lease| &lease.editions);
    named.chain(std::iter::once(&unnamed)).any(|edition| {
        Use::ALL.into_iter().any(|used| {
            let venue = Venue {
                used,
                edition,
                territory: None,
            };
            verdict(leases, &venue, now).is_allowed()
        })
    })
}

/// The next moment after `now` at which any of these leases begins or ends: until then a verdict holds.
pub fn next_turn(leases: &[Lease], now: Timestamp) -> Option<Timestamp> {
    leases.iter().filter_map(|lease| lease.next_turn(now)).min()
}
