//! A story becomes the translation of another, or stands alone again.

use super::{Status, TranslationError, mark};
use crate::actor::Actor;
use crate::{history, press};
use dateline_core::event::EventKind;
use dateline_core::id::StoryId;
use dateline_core::subject::Subject;
use dateline_db::queries::{edition, published, story as stories, translation as translations};
use dateline_db::{DbResult, Tx};
use dateline_web::house::House;

/// Makes a story the translation of another, which it follows from now on. Given a translation, it joins
/// the family of that one's original. The caller commits.
pub async fn link(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    original: StoryId,
    actor: &Actor,
) -> Result<Status, TranslationError> {
    // In one order, so that two who link at once do not wait for each other.
    for one in [id.min(original), id.max(original)] {
        stories::get_to_change(tx, one).await?;
    }
    let story = stories::get(tx, id).await?;
    let named = stories::get(tx, original).await?;
    let source = match named.family.filter(|family| *family != original) {
        Some(family) => stories::get(tx, family).await?,
        None => named,
    };
    if source.edition == story.edition {
        return Err(TranslationError::SameEdition {
            edition: story.edition.0,
        });
    }
    if let Some(other) = translations::find_translation(tx, id).await? {
        return Err(TranslationError::IsOriginal { id, other });
    }
    let (family, code) = (source.id, story.edition.as_str());
    if let Some(other) = translations::find_member(tx, family, code, id).await? {
        return Err(TranslationError::Taken { other });
    }
    if source.family.is_none() {
        file(tx, family, Some(family)).await?;
    }
    file(tx, id, Some(family)).await?;
    let particulars = serde_json::json!({ "original": family });
    let kind = EventKind::TranslationLinked;
    history::record(house, tx, kind, actor, ("story", id), particulars).await?;
    mark(house, tx, id, None, actor).await
}

/// Takes a translation out of its family: it stands alone. The caller commits.
pub async fn unlink(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
    actor: &Actor,
) -> Result<(), TranslationError> {
    let story = stories::get_to_change(tx, id).await?;
    let Some(family) = story.family.filter(|family| *family != id) else {
        return Err(TranslationError::NoTranslation { id });
    };
    touch_members(tx, family).await?;
    translations::forget(tx, id).await?;
    file(tx, id, None).await?;
    let particulars = serde_json::json!({ "original": family });
    let kind = EventKind::TranslationUnlinked;
    history::record(house, tx, kind, actor, ("story", id), particulars).await?;
    Ok(())
}

/// Files a story in a family; what readers have of it follows, and every page of the family.
async fn file(tx: &mut Tx, id: StoryId, family: Option<StoryId>) -> DbResult<()> {
    translations::set_family(tx, id, family).await?;
    if let Some(mut pressed) = published::find(tx, id).await? {
        pressed.family = family;
        published::press(tx, std::slice::from_ref(&pressed)).await?;
        let edition = edition::get(tx, &pressed.edition).await?;
        press::touch(tx, &pressed, &edition);
    }
    match family {
        Some(family) => touch_members(tx, family).await,
        None => Ok(()),
    }
}

async fn touch_members(tx: &mut Tx, family: StoryId) -> DbResult<()> {
    for member in published::family(tx, family).await? {
        tx.changed(Subject::Story(member.id).key());
    }
    Ok(())
}
