//! What is known of a story that is to be public, put before the domain's checks.

use crate::picture;
use crate::translation;
use dateline_core::checks::Code;
use dateline_core::checks::{Check, Facts, Level, Levels, Linked, check};
use dateline_core::edition::EditionCode;
use dateline_core::id::StoryId;
use dateline_core::picture::Gap;
use dateline_core::story::Story;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::{board, edition, setting};
use dateline_db::{DbError, DbResult, Tx};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// What was found in a story, and what its pictures lack.
#[derive(Clone, Debug)]
pub struct Findings {
    /// What keeps it back first.
    pub checks: Vec<Check>,
    /// What its pictures lack.
    pub pictures: Vec<Gap>,
}

impl Findings {
    /// What keeps the story back, but for pictures and embargo, a phrase each.
    pub(super) fn missing(&self) -> Vec<String> {
        let kept = self.checks.iter().filter(|check| {
            check.level == Level::Block
                && !matches!(
                    check.code,
                    Code::PictureAbsent
                        | Code::PictureCredit
                        | Code::PictureAlt
                        | Code::PictureRights
                        | Code::PictureWithheld
                        | Code::Embargo
                )
        });
        kept.map(|check| check.message.clone()).collect()
    }
}

/// Looks at a story with the words it has here.
pub async fn look(tx: &mut Tx, story: &Story, now: Timestamp) -> DbResult<Findings> {
    let edition = edition::get(tx, &story.edition).await?;
    let levels = levels(tx, &story.edition).await?;
    // Boxed: what few stories need should not make the task of each one larger.
    let pictures = Box::pin(picture::lacking(tx, &story.content, &edition, now)).await?;
    let links = links(tx, story).await?;
    let is_behind =
        levels.of(Code::TranslationBehind) != Level::Off && Box::pin(is_behind(tx, story)).await?;
    let untranslated = match levels.of(Code::TranslationMissing) {
        Level::Off => Vec::new(),
        _ => untranslated(tx, story).await?,
    };
    let facts = Facts {
        content: &story.content,
        gaps: &pictures,
        embargo_until: story.embargo_until,
        legal_hold: board::desked(tx, story.id).await?.legal_hold,
        links: &links,
        is_behind,
        untranslated: &untranslated,
        now,
    };
    Ok(Findings {
        checks: check(&facts, &levels),
        pictures,
    })
}

async fn links(tx: &mut Tx, story: &Story) -> DbResult<HashMap<StoryId, Linked>> {
    let wanted = story.content.body.stories();
    let rows = board::list_states(tx, &wanted).await?;
    let stand = |(id, state, is_public): (StoryId, String, bool)| {
        let linked = match WorkflowState::parse(&state) {
            _ if is_public => Linked::Public,
            Some(WorkflowState::Killed) => Linked::Withdrawn,
            _ => Linked::NotPublic,
        };
        (id, linked)
    };
    Ok(rows.into_iter().map(stand).collect())
}

async fn is_behind(tx: &mut Tx, story: &Story) -> DbResult<bool> {
    if story.family.is_none_or(|original| original == story.id) {
        return Ok(false);
    }
    match translation::status(tx, story.id).await {
        Ok(status) => Ok(status.state == translation::State::Behind),
        Err(translation::TranslationError::Db(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

/// Editions that have no member of the story's family.
async fn untranslated(tx: &mut Tx, story: &Story) -> DbResult<Vec<EditionCode>> {
    let family = story.family.unwrap_or(story.id);
    let members = board::family(tx, family).await?;
    let lines = board::lines(tx, &members).await?;
    let has = |code: &EditionCode| {
        *code == story.edition || lines.iter().any(|line| line.edition == code.as_str())
    };
    let editions = edition::list(tx).await?;
    let codes = editions.into_iter().map(|edition| edition.code);
    Ok(codes.filter(|code| !has(code)).collect())
}

/// Holds what editions say of how much findings matter.
const SETTING: &str = "checks";

/// How much findings matter in an edition.
pub async fn levels(tx: &mut Tx, edition: &EditionCode) -> DbResult<Levels> {
    Ok(all_levels(tx)
        .await?
        .remove(edition.as_str())
        .unwrap_or_default())
}

/// Says how much findings matter in an edition.
pub async fn set_levels(tx: &mut Tx, edition: &EditionCode, levels: Levels) -> DbResult<()> {
    let mut all = all_levels(tx).await?;
    all.insert(edition.to_string(), levels);
    let text = serde_json::to_string(&all).unwrap_or_default();
    setting::put(tx, SETTING, &text).await
}

async fn all_levels(tx: &mut Tx) -> DbResult<BTreeMap<String, Levels>> {
    let Some(text) = setting::find(tx, SETTING).await? else {
        return Ok(BTreeMap::new());
    };
    serde_json::from_str(&text).map_err(|error| DbError::Corrupt {
        what: "setting checks",
        detail: error.to_string(),
    })
}
