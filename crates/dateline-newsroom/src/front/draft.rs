//! What the desk works on: the draft, or what readers have where nobody changed anything.

use super::{FrontDeskError, look};
use crate::actor::Actor;
use crate::hex::hex;
use dateline_core::edition::{Edition, EditionCode};
use dateline_core::front::{Front, navigation};
use dateline_db::queries::front_desk::{self, Draft};
use dateline_db::queries::{filing, published};
use dateline_db::{DbResult, Tx, from_micros, micros};
use dateline_web::house::House;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Where a front comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Somebody changed it since the last launch.
    Draft,
    /// It is what readers have.
    Public,
    /// Nobody ever launched one: readers have the one every edition begins with.
    Standard,
}

impl Source {
    /// The word programs go by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Public => "public",
            Self::Standard => "standard",
        }
    }
}

/// A front as the desk has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The front.
    pub front: Front,
    /// Where it comes from.
    pub source: Source,
    /// Who saved the draft, and when.
    pub saved: Option<(String, Timestamp)>,
    /// Since when readers have what they have.
    pub public_since: Option<Timestamp>,
    /// A mark of this state: another state has another one.
    pub etag: String,
}

/// The front of an edition as the desk has it.
pub async fn desk(tx: &mut Tx, edition: &EditionCode) -> DbResult<Desk> {
    let public = front_desk::find_public(tx, edition).await?;
    let public_since = public.as_ref().map(|(_, at)| from_micros(*at));
    let draft = front_desk::find_draft(tx, edition).await?;
    let saved = draft
        .as_ref()
        .map(|draft| (draft.saved_by.clone(), from_micros(draft.saved_at)));
    let kept = draft.map(|draft| (Source::Draft, draft.document));
    let kept = kept.or(public.map(|(document, _)| (Source::Public, document)));
    let read = kept.and_then(|(source, document)| {
        let front = Front::parse(&document).inspect_err(|error| {
            // What breaks a bound is shown to nobody: the desk begins anew, as readers do.
            tracing::error!(%edition, %error, "The front of {edition} cannot be read; save it again");
        });
        Some((source, front.ok()?))
    });
    let (source, front) = match read {
        Some(read) => read,
        None => (Source::Standard, standard(tx, edition).await?),
    };
    let etag = etag(source, &front, saved.as_ref(), public_since);
    Ok(Desk {
        front,
        source,
        saved,
        public_since,
        etag,
    })
}

/// The front readers of an edition have where nobody launched one.
pub(super) async fn standard(tx: &mut Tx, edition: &EditionCode) -> DbResult<Front> {
    let sections = filing::list_sections(tx, edition).await?;
    let filled = published::sections_with_stories(tx, edition).await?;
    Ok(Front::usual(&sections, &navigation(&sections, &filled)))
}

fn etag(
    source: Source,
    front: &Front,
    saved: Option<&(String, Timestamp)>,
    public_since: Option<Timestamp>,
) -> String {
    let document = serde_json::to_string(front).unwrap_or_default();
    let saved = saved.map(|(_, at)| *at);
    let state = format!("{} {saved:?} {public_since:?} {document}", source.as_str());
    let hash = hex(&Sha256::digest(state.as_bytes()));
    format!("\"{}\"", hash.get(..24).unwrap_or(&hash))
}

/// Refuses where somebody looked at another state than the present one.
pub(super) fn unchanged(desk: &Desk, wanted: Option<&str>) -> Result<(), FrontDeskError> {
    let is_it =
        |wanted: &str| wanted == "*" || wanted.split(',').any(|tag| tag.trim() == desk.etag);
    if wanted.is_none_or(is_it) {
        return Ok(());
    }
    Err(FrontDeskError::Changed {
        is: desk.etag.clone(),
    })
}

/// Keeps a draft; `wanted` is the mark of the state it was made of, if somebody says. A draft that says
/// what readers have is none.
pub async fn save(
    house: &House,
    tx: &mut Tx,
    edition: &Edition,
    front: &Front,
    wanted: Option<&str>,
    actor: &Actor,
) -> Result<(), FrontDeskError> {
    let document = front.to_json()?;
    front_desk::hold(tx, &edition.code).await?;
    unchanged(&desk(tx, &edition.code).await?, wanted)?;
    look::names(tx, edition, front).await?;
    let draft = Draft {
        document,
        saved_by: actor.0.clone(),
        saved_at: micros(house.now()),
    };
    front_desk::put_draft(tx, &edition.code, &draft).await?;
    Ok(settle(tx, &edition.code).await?)
}

/// Throws the draft away: what readers have is there again.
pub async fn discard(
    tx: &mut Tx,
    edition: &EditionCode,
    wanted: Option<&str>,
) -> Result<(), FrontDeskError> {
    front_desk::hold(tx, edition).await?;
    unchanged(&desk(tx, edition).await?, wanted)?;
    front_desk::delete_draft(tx, edition).await?;
    Ok(())
}

/// Forgets a draft that says what readers have.
pub(super) async fn settle(tx: &mut Tx, edition: &EditionCode) -> DbResult<()> {
    let public = front_desk::find_public(tx, edition).await?;
    let draft = front_desk::find_draft(tx, edition).await?;
    if let (Some((public, _)), Some(draft)) = (public, draft)
        && public == draft.document
    {
        front_desk::delete_draft(tx, edition).await?;
    }
    Ok(())
}
