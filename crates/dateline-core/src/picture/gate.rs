//! What keeps a story with pictures from the public: each picture and what it lacks.

use super::{Picture, Substitute, UsageRights, Verdict};
use crate::body::{Element, Kind, PictureUse};
use crate::id::PictureId;
use crate::story::StoryContent;
use serde::Serialize;
use std::fmt;

/// Where in a story a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// At the head.
    Lead,
    /// In the text.
    Body,
    /// In a gallery.
    Gallery,
    /// Before a video plays.
    Poster,
}

impl Place {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Gallery => "gallery",
            Self::Poster => "poster",
        }
    }
}

/// Every picture of a story with where it stands and its alternative text there, in reading order.
pub fn places(content: &StoryContent) -> Vec<(PictureId, Place, Option<&str>)> {
    fn alt(used: &PictureUse) -> Option<&str> {
        used.alt.as_deref()
    }
    let mut found = Vec::new();
    if let Some(lead) = &content.lead_picture {
        found.push((lead.picture, Place::Lead, alt(lead)));
    }
    content
        .body
        .walk(&mut |element: &Element| match &element.kind {
            Kind::Picture(used) => found.push((used.picture, Place::Body, alt(used))),
            Kind::Gallery { pictures, .. } => found.extend(
                pictures
                    .iter()
                    .map(|used| (used.picture, Place::Gallery, alt(used))),
            ),
            Kind::Video {
                poster: Some(poster),
                ..
            } => found.push((*poster, Place::Poster, None)),
            _ => {}
        });
    found
}

/// One thing a picture lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// There is no such picture.
    Absent,
    /// Nobody is credited.
    NoCredit,
    /// Nothing for those who cannot see it.
    NoAlt,
    /// By what right it is used is not known.
    NoRights,
    /// It may not be shown now.
    Withheld {
        /// Why not.
        #[serde(serialize_with = "in_words")]
        verdict: Verdict,
    },
}

fn in_words<S: serde::Serializer>(verdict: &Verdict, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(verdict)
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allowed => out.write_str("it may be used"),
            Self::Denied => out.write_str("a lease forbids this use"),
            Self::Ended { at } => write!(out, "the lease that allowed it ended at {at}"),
            Self::NotYet { from } => write!(out, "the lease that allows it begins at {from}"),
            Self::NotCovered => out.write_str("no lease allows this use"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => out.write_str("it is not in the house"),
            Self::NoCredit => out.write_str("it has no credit"),
            Self::NoAlt => out.write_str("it has no alternative text"),
            Self::NoRights => out.write_str("its rights are not known"),
            Self::Withheld { verdict } => verdict.fmt(out),
        }
    }
}

/// A picture of a story and all it lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The picture that lacks it.
    pub picture: PictureId,
    /// The picture of the story it stands in for, if it is not that itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<PictureId>,
    /// Where in the story.
    pub places: Vec<Place>,
    /// What it lacks.
    pub faults: Vec<Fault>,
}

impl fmt::Display for Gap {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: Vec<&str> = self.places.iter().map(|place| place.as_str()).collect();
        write!(out, "picture {} ({}", self.picture, places.join(", "))?;
        if let Some(other) = self.instead_of {
            write!(out, "; it stands in for {other}")?;
        }
        out.write_str("): ")?;
        for (at, fault) in self.faults.iter().enumerate() {
            write!(out, "{}{fault}", if at == 0 { "" } else { ", " })?;
        }
        let ways = self.ways();
        if !ways.is_empty() {
            write!(out, "; {}", ways.join(", "))?;
        }
        Ok(())
    }
}

impl Gap {
    /// What to do, a command each.
    fn ways(&self) -> Vec<String> {
        let id = self.picture;
        let has = |fault: &Fault| self.faults.contains(fault);
        let mut ways = Vec::new();
        if has(&Fault::Absent) {
            ways.push("take it out of the story".to_owned());
        }
        let fields: String = [
            (Fault::NoCredit, " --credit TEXT"),
            (Fault::NoAlt, " --alt TEXT"),
        ]
        .into_iter()
        .filter(|(fault, _)| has(fault))
        .map(|(_, option)| option)
        .collect();
        if !fields.is_empty() {
            ways.push(format!("dateline picture edit {id}{fields}"));
        }
        if has(&Fault::NoRights) {
            ways.push(format!("dateline picture rights {id} CATEGORY"));
        }
        ways.extend(self.faults.iter().find_map(|fault| match fault {
            Fault::Withheld {
                verdict: Verdict::Denied,
            } => Some(format!(
                "dateline picture lease list {id} shows which, dateline picture substitute {id} OTHER puts another in its place"
            )),
            Fault::Withheld { .. } => Some(format!(
                "dateline picture lease add {id} --allow, or dateline picture substitute {id} OTHER"
            )),
            _ => None,
        }));
        ways
    }
}

/// What is shown of a picture: itself, another in its stead, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown<'a> {
    /// Itself.
    Itself,
    /// Its substitute.
    Other(&'a Picture),
    /// Nothing, and somebody decided so.
    Nothing,
    /// Nothing, for want of a decision.
    Undecided(Verdict),
}

impl Shown<'_> {
    /// What is shown where there is no picture to stand in.
    pub fn without(substitute: Substitute, verdict: Verdict) -> Self {
        match substitute {
            Substitute::Nothing => Self::Nothing,
            Substitute::Undecided | Substitute::Picture(_) => Self::Undecided(verdict),
        }
    }
}

/// What the pictures of a story lack: one entry a picture, in reading order, none for what is complete.
///
/// `find` answers a picture with its words in the edition's language, and what is shown of it there now.
pub fn gaps<'a>(
    content: &StoryContent,
    find: impl Fn(PictureId) -> Option<(&'a Picture, Shown<'a>)>,
) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut looked: Vec<(PictureId, Place, Option<&str>)> = places(content);
    while let Some(&(id, _, _)) = looked.first() {
        let (uses, others): (Vec<_>, Vec<_>) = looked.into_iter().partition(|(of, _, _)| *of == id);
        looked = others;
        let mut places: Vec<Place> = Vec::new();
        for (_, place, _) in &uses {
            if !places.contains(place) {
                places.push(*place);
            }
        }
        let is_described = uses
            .iter()
            .all(|(_, _, alt)| alt.is_some_and(|alt| !is_blank(alt)));
        let (picture, instead_of, faults) = match find(id) {
            None => (id, None, vec![Fault::Absent]),
            Some((_, Shown::Nothing)) => continue,
            Some((_, Shown::Other(other))) => (other.id, Some(id), faults(other, false)),
            Some((picture, Shown::Itself)) => (id, None, faults(picture, is_described)),
            Some((picture, Shown::Undecided(verdict))) => {
                let mut found = faults(picture, is_described);
                found.push(Fault::Withheld { verdict });
                (id, None, found)
            }
        };
        if !faults.is_empty() {
            gaps.push(Gap {
                picture,
                instead_of,
                places,
                faults,
            });
        }
    }
    gaps
}

/// What a picture lacks, but for leases. `is_described` where each place has words of its own.
fn faults(picture: &Picture, is_described: bool) -> Vec<Fault> {
    let facts = &picture.facts;
    let mut found = Vec::new();
    if facts.credit().is_none() {
        found.push(Fault::NoCredit);
    }
    if !is_described && facts.alt.as_deref().is_none_or(is_blank) {
        found.push(Fault::NoAlt);
    }
    if facts.rights == UsageRights::Unknown {
        found.push(Fault::NoRights);
    }
    found
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
