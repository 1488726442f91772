//! A story begins.

use super::{StoryError, record};
use crate::actor::Actor;
use crate::translation;
use dateline_core::edition::EditionCode;
use dateline_core::event::EventKind;
use dateline_core::id::{ContributorId, DeskId, RevisionId, SectionId, StoryId, TagId};
use dateline_core::story::{CommentsPolicy, Story, StoryContent, StoryFormat};
use dateline_core::workflow::WorkflowState;
use dateline_core::{body::limits, slug};
use dateline_db::Tx;
use dateline_db::queries::story as stories;
use dateline_web::house::House;
use jiff::Timestamp;

/// What somebody hands in.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Edition.
    pub edition: EditionCode,
    /// Department.
    pub section: SectionId,
    /// Kind of piece.
    pub format: StoryFormat,
    /// Slug asked for; made from the headline if `None`.
    pub slug: Option<String>,
    /// The words.
    pub content: StoryContent,
    /// Filed under.
    pub tags: Vec<TagId>,
    /// Authors in order.
    pub byline: Vec<ContributorId>,
    /// Who may comment.
    pub comments: CommentsPolicy,
    /// The original, if it is a translation (or the original itself).
    pub family: Option<StoryId>,
    /// Not before.
    pub embargo_until: Option<Timestamp>,
    /// Desk.
    pub desk: Option<DeskId>,
}

/// Makes a story in state draft.
pub async fn create(
    house: &House,
    tx: &mut Tx,
    draft: Draft,
    actor: &Actor,
) -> Result<Story, StoryError> {
    limits::check(&draft.content.body).map_err(|e| StoryError::BadContent(e.to_string()))?;
    let id = StoryId(house.new_id());
    let wanted = draft.slug.as_deref().unwrap_or(&draft.content.headline);
    let base =
        slug::make(wanted).unwrap_or_else(|| format!("story-{}", &id.0.simple().to_string()[24..]));
    let story = Story {
        id,
        slug: free_slug(tx, &draft.edition, &base, id).await?,
        edition: draft.edition,
        family: draft.family,
        format: draft.format,
        is_page: false,
        section: draft.section,
        state: WorkflowState::Draft,
        embargo_until: draft.embargo_until,
        publish_at: None,
        unpublish_at: None,
        first_published_at: None,
        revision: RevisionId(house.new_id()),
        revision_number: 1,
        comments: draft.comments,
        tags: draft.tags,
        byline: draft.byline,
        content: draft.content,
    };
    let new = stories::NewStory {
        story: story.clone(),
        is_sticky: false,
        desk: draft.desk,
        old_url: None,
        author: actor.0.clone(),
        note: String::new(),
        now: house.now(),
    };
    stories::put(tx, &[new]).await?;
    record(
        house,
        tx,
        EventKind::StoryCreated,
        actor,
        id,
        serde_json::json!({ "headline": story.content.headline }),
    )
    .await?;
    if story.family.is_some_and(|original| original != id) {
        translation::begin(house, tx, id, actor).await?;
    }
    Ok(story)
}

async fn free_slug(
    tx: &mut Tx,
    edition: &EditionCode,
    base: &str,
    id: StoryId,
) -> Result<String, StoryError> {
    for number in 1..1_000 {
        let slug = if number == 1 {
            base.to_owned()
        } else {
            format!("{base}-{number}")
        };
        if !stories::is_slug_taken(tx, edition, &slug, id).await? {
            return Ok(slug);
        }
    }
    Ok(format!("{base}-{}", &id.0.simple().to_string()[24..]))
}
