//! Stories as the API shows them.

use super::super::{Api, shapes};
use crate::account::Caller;
use crate::coedit;
use crate::hex::hex;
use crate::translation;
use dateline_core::body::RichText;
use dateline_core::id::{ContributorId, StoryId};
use dateline_core::rights::Right;
use dateline_core::story::Story;
use dateline_core::workflow::WorkflowState;
use dateline_db::queries::board::{self, BoardLine};
use dateline_db::queries::{filing, people, picture, revision, story as stories};
use dateline_db::{DbResult, Tx, from_micros};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// Something with a slug and a name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    /// Its id.
    pub id: Uuid,
    /// Part of addresses.
    pub slug: String,
    /// As shown.
    pub name: String,
}

/// A person with an account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Person {
    /// The account.
    pub id: Uuid,
    /// As shown.
    pub name: String,
}

/// A small picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Thumbnail {
    /// The picture.
    pub id: Uuid,
    /// Where it can be seen, 320 pixels wide; none while its file is missing.
    pub src: Option<String>,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
}

/// A story on the board.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StoryCard {
    /// Its id.
    pub id: Uuid,
    /// Its edition.
    pub edition: String,
    /// Kind of piece.
    #[schema(value_type = shapes::StoryFormat)]
    pub format: String,
    /// Part of its address.
    pub slug: String,
    /// Title of the newest revision.
    pub headline: String,
    /// Label over it.
    pub kicker: Option<String>,
    /// Department.
    pub section: Named,
    /// Desk, if one has it.
    pub desk: Option<Named>,
    /// Where it is in the workflow.
    #[schema(value_type = shapes::WorkflowState)]
    pub state: String,
    /// Who is to do it.
    pub assignee: Option<Person>,
    /// By when.
    pub due_at: Option<Timestamp>,
    /// When it will be published.
    pub publish_at: Option<Timestamp>,
    /// When it will be withdrawn.
    pub unpublish_at: Option<Timestamp>,
    /// Not before.
    pub embargo_until: Option<Timestamp>,
    /// Held until a lawyer has read it.
    pub legal_hold: bool,
    /// Last change.
    pub updated_at: Timestamp,
    /// First publication.
    pub first_published_at: Option<Timestamp>,
    /// Words of the newest revision.
    pub word_count: Option<i64>,
    /// Its lead picture.
    pub picture: Option<Thumbnail>,
    /// Its public path while it is public, not percent-encoded.
    pub path: Option<String>,
    /// Whether readers have something older than the desk.
    pub behind: bool,
    /// Number of the newest revision.
    pub revision: i64,
    /// Number of the revision readers have.
    pub public_revision: Option<i64>,
    /// Who is in it now.
    #[schema(value_type = Vec<super::timeline::By>)]
    pub people: Vec<coedit::Person>,
}

impl StoryCard {
    fn of(line: &BoardLine, pictures: &HashMap<Uuid, Thumbnail>) -> Self {
        let desk = match (line.desk_id, &line.desk_slug, &line.desk_name) {
            (Some(id), Some(slug), Some(name)) => Some(Named {
                id,
                slug: slug.clone(),
                name: name.clone(),
            }),
            _ => None,
        };
        let assignee = line.assignee_id.zip(line.assignee_name.clone());
        Self {
            id: line.id,
            edition: line.edition.clone(),
            format: line.format.clone(),
            slug: line.slug.clone(),
            headline: line.headline.clone(),
            kicker: line.kicker.clone(),
            section: Named {
                id: line.section_id,
                slug: line.section_slug.clone(),
                name: line.section_name.clone(),
            },
            desk,
            state: line.state.clone(),
            assignee: assignee.map(|(id, name)| Person { id, name }),
            due_at: line.due_at.map(from_micros),
            publish_at: line.publish_at.map(from_micros),
            unpublish_at: line.unpublish_at.map(from_micros),
            embargo_until: line.embargo_until.map(from_micros),
            legal_hold: line.legal_hold,
            updated_at: from_micros(line.updated_at),
            first_published_at: line.first_published_at.map(from_micros),
            word_count: line.words,
            picture: line.lead_picture.and_then(|id| pictures.get(&id).cloned()),
            path: line.path.clone(),
            behind: line.is_behind(),
            revision: line.revision_number,
            public_revision: line.public_revision,
            people: Vec::new(),
        }
    }
}

/// Stories as cards, in the order given. Three queries, however many there are.
pub async fn cards(api: &Api, tx: &mut Tx, mut lines: Vec<BoardLine>) -> DbResult<Vec<StoryCard>> {
    count_words(tx, &mut lines).await?;
    let mut ids: Vec<Uuid> = lines.iter().filter_map(|line| line.lead_picture).collect();
    ids.sort_unstable();
    ids.dedup();
    let pictures = thumbnails(tx, &ids).await?;
    let cards = lines.iter().map(|line| StoryCard {
        people: api.coedit.people(StoryId(line.id)),
        ..StoryCard::of(line, &pictures)
    });
    Ok(cards.collect())
}

/// Stories written before the board knew their words are counted when they are shown.
async fn count_words(tx: &mut Tx, lines: &mut [BoardLine]) -> DbResult<()> {
    let unknown = lines.iter().filter(|line| line.words.is_none());
    let unknown: Vec<Uuid> = unknown.map(|line| line.id).collect();
    for (id, content) in revision::newest_contents(tx, &unknown).await? {
        let Some(line) = lines.iter_mut().find(|line| line.id == id.0) else {
            continue;
        };
        line.words = Some(i64::from(content.body.word_count()));
        line.kicker.clone_from(&content.kicker);
        line.lead_picture = content.lead_picture.map(|used| used.picture.0);
    }
    Ok(())
}

pub async fn thumbnails(tx: &mut Tx, ids: &[Uuid]) -> DbResult<HashMap<Uuid, Thumbnail>> {
    let ids: Vec<_> = ids.iter().copied().map(Into::into).collect();
    let found = picture::list(tx, &ids, "").await?;
    let thumbnail = |picture: dateline_core::picture::Picture| {
        let version = &picture.look.version;
        let dot = if version.is_empty() { "" } else { "." };
        let src = picture.hash.as_ref();
        let src = src.map(|hash| format!("/-/pictures/{hash}/320{dot}{version}.jpg"));
        let shown = Thumbnail {
            id: picture.id.0,
            src,
            alt: picture.facts.alt,
        };
        (shown.id, shown)
    };
    Ok(found.into_iter().map(thumbnail).collect())
}

/// An author.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Author {
    /// The contributor.
    pub id: Uuid,
    /// Part of addresses.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// What the person does.
    pub role: String,
}

/// A public note.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoticeShown {
    /// Its id.
    pub id: Uuid,
    /// `correction`, `clarification`, `editors_note` or `retraction`.
    #[schema(value_type = shapes::NoticeKind)]
    pub kind: &'static str,
    /// What it says, without marks.
    pub text: String,
    /// When it was made public.
    pub at: Timestamp,
}

/// A member of the story's family in another edition.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Relative {
    /// The story.
    pub id: Uuid,
    /// Its edition.
    pub edition: String,
    /// Its title.
    pub headline: String,
    /// Where it is in the workflow.
    #[schema(value_type = shapes::WorkflowState)]
    pub state: String,
    /// Its public path while it is public.
    pub path: Option<String>,
    /// Whether it is what the others were made of.
    pub is_original: bool,
}

/// What the caller may do with a story.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Can {
    /// Write in it.
    pub write: bool,
    /// Claim, return, approve, spike.
    pub edit: bool,
    /// Publish, schedule, withdraw, add notices.
    pub publish: bool,
    /// Withdraw it for good.
    pub kill: bool,
}

/// Everything the desk knows of a story.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StoryShown {
    /// What its card shows.
    #[serde(flatten)]
    pub card: StoryCard,
    /// Filed under, in order.
    pub tags: Vec<Named>,
    /// Authors in order.
    pub byline: Vec<Author>,
    /// One or two sentences under the headline, without marks.
    pub standfirst: Option<String>,
    /// The words of the newest revision, as the documentation of bodies says.
    #[schema(value_type = shapes::StoryContent)]
    pub content: Value,
    /// Public notes, oldest first.
    pub notices: Vec<NoticeShown>,
    /// The same story in other editions.
    pub translations: Vec<Relative>,
    /// How it stands to its original, if it is a translation: `current`, `behind`, `different`, `unmarked`
    /// or `orphaned`.
    #[schema(value_type = Option<shapes::TranslationState>)]
    pub translation_state: Option<&'static str>,
    /// The original, if it is a translation.
    pub family: Option<Uuid>,
    /// Who may comment.
    #[schema(value_type = shapes::CommentsPolicy)]
    pub comments: &'static str,
    /// For whoever works on it next.
    pub note: Option<String>,
    /// A standing page.
    pub is_page: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// What the caller may do with it.
    pub can: Can,
    /// Names this state of what is filed; to be sent as `If-Match` with a change.
    pub etag: String,
}

/// Names the state of what is filed. What is written together does not count: that merges.
pub fn etag(line: &BoardLine, story: &Story) -> String {
    let filed = json!([
        line.slug,
        line.section_id,
        line.format,
        story.tags,
        story.byline,
        story.comments,
        line.desk_id,
        line.assignee_id,
        line.due_at,
        line.desk_note,
        line.legal_hold,
        line.unpublish_at,
        line.publish_at,
        line.embargo_until,
        line.state,
    ]);
    let digest = hex(&Sha256::digest(filed.to_string().as_bytes()));
    format!("\"{}\"", &digest[..32])
}

/// The whole story.
pub async fn whole(
    api: &Api,
    tx: &mut Tx,
    caller: &Caller,
    line: BoardLine,
) -> DbResult<StoryShown> {
    let id = StoryId(line.id);
    let story = stories::get(tx, id).await?;
    let etag = etag(&line, &story);
    let may = |right| caller.may(right, &super::place(&line));
    let can = Can {
        write: may(Right::Write) && line.state != WorkflowState::Killed.as_str(),
        edit: may(Right::Edit),
        publish: may(Right::Publish),
        kill: may(Right::Kill),
    };
    let notices = stories::list_notices(tx, id).await?;
    let shown = StoryShown {
        tags: tags(tx, &story).await?,
        byline: byline(tx, &story).await?,
        standfirst: story.content.standfirst.as_ref().map(RichText::plain),
        notices: notices
            .iter()
            .map(|notice| NoticeShown {
                id: notice.id.0,
                kind: notice.kind.as_str(),
                text: notice.text.plain(),
                at: notice.at,
            })
            .collect(),
        translations: relatives(tx, caller, &story).await?,
        translation_state: translation_state(tx, &story).await?,
        family: line.family,
        comments: story.comments.as_str(),
        note: line.desk_note.clone(),
        is_page: line.is_page,
        created_at: from_micros(line.created_at),
        content: serde_json::to_value(&story.content).unwrap_or_default(),
        can,
        etag,
        card: card(api, tx, line).await?,
    };
    Ok(shown)
}

async fn card(api: &Api, tx: &mut Tx, line: BoardLine) -> DbResult<StoryCard> {
    let made = cards(api, tx, vec![line]).await?;
    made.into_iter()
        .next()
        .ok_or(dateline_db::DbError::NotFound { what: "story" })
}

async fn tags(tx: &mut Tx, story: &Story) -> DbResult<Vec<Named>> {
    let found = filing::list_tags(tx, &story.tags).await?;
    let in_order = story.tags.iter();
    let in_order = in_order.filter_map(|id| found.iter().find(|tag| tag.id == *id));
    Ok(in_order
        .map(|tag| Named {
            id: tag.id.0,
            slug: tag.slug.clone(),
            name: tag.name.clone(),
        })
        .collect())
}

async fn byline(tx: &mut Tx, story: &Story) -> DbResult<Vec<Author>> {
    let found = people::list(tx, &story.byline).await?;
    let find = |id: &ContributorId| found.iter().find(|who| who.id == *id);
    let in_order = story.byline.iter().filter_map(find);
    Ok(in_order
        .map(|who| Author {
            id: who.id.0,
            slug: who.slug.clone(),
            name: who.name.clone(),
            role: who.role.clone(),
        })
        .collect())
}

/// The others of the family, as far as who asks may know of them.
async fn relatives(tx: &mut Tx, caller: &Caller, story: &Story) -> DbResult<Vec<Relative>> {
    let original = story.family.unwrap_or(story.id);
    let mut ids = board::family(tx, original).await?;
    ids.push(original.0);
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| *id != story.id.0);
    let mut lines = board::lines(tx, &ids).await?;
    lines.retain(|line| line.path.is_some() || caller.may(Right::Read, &super::place(line)));
    lines.sort_by(|a, b| a.edition.cmp(&b.edition).then(a.id.cmp(&b.id)));
    let relative = |line: BoardLine| Relative {
        is_original: line.id == original.0,
        id: line.id,
        edition: line.edition,
        headline: line.headline,
        state: line.state,
        path: line.path,
    };
    Ok(lines.into_iter().map(relative).collect())
}

async fn translation_state(tx: &mut Tx, story: &Story) -> DbResult<Option<&'static str>> {
    if story.family.is_none_or(|original| original == story.id) {
        return Ok(None);
    }
    match translation::status(tx, story.id).await {
        Ok(status) => Ok(Some(status.state.as_str())),
        Err(translation::TranslationError::Db(error)) => Err(error),
        Err(_) => Ok(None),
    }
}
