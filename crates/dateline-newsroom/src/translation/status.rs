//! How translations stand to their originals.

use super::{TranslationError, held_against};
use dateline_core::id::StoryId;
use dateline_core::story::StoryContent;
use dateline_core::translation::{Change, changes};
use dateline_db::queries::translation::{self as translations, Difference, Translation};
use dateline_db::{DbResult, Tx};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Translations looked at together.
const BATCH: i64 = 100;

/// How a translation stands to its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The original says what it said.
    Current,
    /// The original says something else.
    Behind,
    /// The original says something else, and all of that is deliberately left out.
    Different,
    /// Nobody said which revision it follows.
    Unmarked,
    /// The original is not here any more.
    Orphaned,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Current,
        Self::Behind,
        Self::Different,
        Self::Unmarked,
        Self::Orphaned,
    ];

    /// The word shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Behind => "behind",
            Self::Different => "different",
            Self::Unmarked => "unmarked",
            Self::Orphaned => "orphaned",
        }
    }
}

/// A change of the original, as the newsroom is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Its number, from 1.
    pub number: usize,
    /// The change.
    #[serde(flatten)]
    pub change: Change,
    /// Why it is deliberately left out, if it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How a translation stands to its original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The translation.
    pub story: StoryId,
    /// Its edition.
    pub edition: String,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub headline: String,
    /// Its state in the workflow.
    pub workflow: String,
    /// How it stands.
    pub state: State,
    /// Its original: `edition/slug`, if it is here.
    pub original: Option<String>,
    /// Id of the original.
    pub original_id: StoryId,
    /// Number of the revision of the original it follows.
    pub follows: Option<i64>,
    /// Number of the revision it is held against.
    pub original_revision: Option<i64>,
    /// Since when it follows.
    pub followed_at: Option<Timestamp>,
    /// Who said so.
    pub followed_by: Option<String>,
    /// What the original says otherwise.
    pub changes: Vec<Told>,
}

/// Which translations are asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Only of this edition.
    pub edition: Option<String>,
    /// Only those that stand so.
    pub state: Option<State>,
    /// Those after this one.
    pub after: Option<StoryId>,
    /// At most this many.
    pub limit: usize,
}

/// How one translation stands.
pub async fn status(tx: &mut Tx, id: StoryId) -> Result<Status, TranslationError> {
    let Some(found) = translations::find(tx, id).await? else {
        return Err(TranslationError::NoTranslation { id });
    };
    let mut made = judged(tx, vec![found]).await?;
    made.pop().ok_or(TranslationError::NoTranslation { id })
}

/// How translations stand, by id.
pub async fn list(tx: &mut Tx, asked: &Asked) -> DbResult<Vec<Status>> {
    let mut kept = Vec::new();
    let mut after = asked.after.map_or_else(Uuid::nil, |id| id.0);
    while kept.len() < asked.limit {
        let page = translations::list(tx, asked.edition.as_deref(), after, BATCH).await?;
        let Some(last) = page.last() else { break };
        after = last.id.0;
        let wanted = |s: &Status| asked.state.is_none_or(|state| s.state == state);
        kept.extend(judged(tx, page).await?.into_iter().filter(wanted));
    }
    kept.truncate(asked.limit);
    Ok(kept)
}

/// Compares each with its original: the words of those originals that have a newer revision, and what was
/// accepted, are read for all together.
async fn judged(tx: &mut Tx, page: Vec<Translation>) -> DbResult<Vec<Status>> {
    let mut wanted: Vec<(StoryId, i64)> = page.iter().filter_map(newer).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let contents = translations::contents(tx, &wanted).await?;
    let ids: Vec<StoryId> = page.iter().map(|t| t.id).collect();
    let mut accepted = translations::differences(tx, &ids).await?;
    let judge = |t: Translation| {
        let accepted = accepted.remove(&t.id).unwrap_or_default();
        judge(t, &contents, &accepted)
    };
    Ok(page.into_iter().map(judge).collect())
}

/// The revision of the original to compare with, if it is another than the one followed.
fn newer(translation: &Translation) -> Option<(StoryId, i64)> {
    let now = held_against(translation.original.as_ref()?);
    let follows = translation.record.as_ref()?.revision;
    (now != follows).then_some((translation.source, now))
}

fn judge(
    translation: Translation,
    contents: &HashMap<(StoryId, i64), StoryContent>,
    accepted: &[Difference],
) -> Status {
    let found = newer(&translation).and_then(|key| contents.get(&key));
    let record = translation.record.as_ref();
    let found = match (found, record) {
        (Some(now), Some(record)) => changes(&record.parts, now),
        _ => Vec::new(),
    };
    let told: Vec<Told> = found
        .into_iter()
        .zip(1..)
        .map(|(change, number)| {
            let key = change.key();
            let note = accepted.iter().find(|a| a.key == key);
            Told {
                number,
                change,
                note: note.map(|a| a.note.clone()),
            }
        })
        .collect();
    let state = match (&translation.original, record) {
        (None, _) => State::Orphaned,
        (_, None) => State::Unmarked,
        _ if told.is_empty() => State::Current,
        _ if told.iter().all(|t| t.note.is_some()) => State::Different,
        _ => State::Behind,
    };
    let original = translation.original.as_ref();
    Status {
        story: translation.id,
        state,
        original: original.map(|o| format!("{}/{}", o.edition, o.slug)),
        original_id: translation.source,
        follows: record.map(|r| r.revision),
        original_revision: original.map(held_against),
        followed_at: record.map(|r| r.at),
        followed_by: record.map(|r| r.by.clone()),
        changes: told,
        edition: translation.edition,
        slug: translation.slug,
        headline: translation.headline,
        workflow: translation.state,
    }
}
