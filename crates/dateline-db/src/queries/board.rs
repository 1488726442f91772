//! The board of the desk: stories as the newsroom sees them in lists, and what it knows of each beside
//! the words. The public site never reads these.

use crate::{Arg, DbResult, Tx, args, dialect};
use dateline_core::id::{ContributorId, DeskId, SectionId, StaffId, StoryId, TagId};
use dateline_core::story::Story;
use dateline_core::workflow::WorkflowState;
use jiff::Timestamp;
use sqlx::FromRow;
use std::fmt::Write;
use uuid::Uuid;

/// Which stories are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these states; in any if none is named.
    pub states: Vec<WorkflowState>,
    /// Of this edition.
    pub edition: Option<String>,
    /// Of this section.
    pub section: Option<SectionId>,
    /// Of this desk.
    pub desk: Option<DeskId>,
    /// Given to this person.
    pub assignee: Option<StaffId>,
}

impl Filter {
    /// Everything: no index but that of all stories is of use.
    fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a story stands in the list, with the words a search looks at.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Key {
    /// Its id.
    pub id: Uuid,
    /// Last change, microseconds.
    pub updated_at: i64,
    /// Title of the newest revision.
    pub headline: String,
    /// Part of its address.
    pub slug: String,
    /// Kind of piece.
    pub format: String,
}

/// A story on the board.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct BoardLine {
    /// Its id.
    pub id: Uuid,
    /// Its edition.
    pub edition: String,
    /// Kind of piece.
    pub format: String,
    /// A standing page.
    pub is_page: bool,
    /// Part of its address.
    pub slug: String,
    /// Title of the newest revision.
    pub headline: String,
    /// Label over it.
    pub kicker: Option<String>,
    /// Words of the newest revision; `None` where nobody counted.
    pub words: Option<i64>,
    /// Its lead picture.
    pub lead_picture: Option<Uuid>,
    /// Department.
    pub section_id: Uuid,
    /// Its slug.
    pub section_slug: String,
    /// Its name.
    pub section_name: String,
    /// Desk, if one has it.
    pub desk_id: Option<Uuid>,
    /// Its slug.
    pub desk_slug: Option<String>,
    /// Its name.
    pub desk_name: Option<String>,
    /// Where it is in the workflow.
    pub state: String,
    /// Who is to do it.
    pub assignee_id: Option<Uuid>,
    /// The name of who is to do it.
    pub assignee_name: Option<String>,
    /// By when, microseconds.
    pub due_at: Option<i64>,
    /// When it will be published, microseconds.
    pub publish_at: Option<i64>,
    /// When it will be withdrawn, microseconds.
    pub unpublish_at: Option<i64>,
    /// Not before, microseconds.
    pub embargo_until: Option<i64>,
    /// First publication, microseconds.
    pub first_published_at: Option<i64>,
    /// Last change, microseconds.
    pub updated_at: i64,
    /// When it was made, microseconds.
    pub created_at: i64,
    /// When what readers see beside the words was last changed, microseconds.
    pub filed_at: Option<i64>,
    /// Number of the newest revision.
    pub revision_number: i64,
    /// Note of the desk.
    pub desk_note: Option<String>,
    /// Held until a lawyer has read it.
    pub legal_hold: bool,
    /// The original of its family.
    pub family: Option<Uuid>,
    /// Public path, while it is public.
    pub path: Option<String>,
    /// Number of the public revision.
    pub public_revision: Option<i64>,
    /// When what is public became so, microseconds.
    pub public_at: Option<i64>,
}

impl BoardLine {
    /// Whether readers have something older than the desk.
    pub fn is_behind(&self) -> bool {
        let Some(public_at) = self.public_at else {
            return false;
        };
        self.public_revision
            .is_some_and(|public| public < self.revision_number)
            || self.filed_at.is_some_and(|filed| filed > public_at)
    }
}

/// Where stories stand by last change, newest first, before `(updated_at, id)`, at most `limit`. Each
/// state is a range of an index; what no index finds, the caller sieves.
pub async fn keys(
    tx: &mut Tx,
    filter: &Filter,
    before: (i64, Uuid),
    limit: i64,
) -> DbResult<Vec<Key>> {
    let mut args = args![before.0, before.1, limit];
    let mut narrowed = String::new();
    let mut narrow = |column: &str, value: Option<Arg>| {
        if let Some(value) = value {
            args.push(value);
            let _ = write!(narrowed, " and {column} = ${}", args.len());
        }
    };
    narrow("edition", filter.edition.as_deref().map(Arg::from));
    narrow("section_id", filter.section.map(Arg::from));
    narrow("desk_id", filter.desk.map(Arg::from));
    narrow("assignee_id", filter.assignee.map(Arg::from));
    let range = |state: &str| {
        format!(
            "select id, updated_at, headline, slug, format from story where (updated_at, id) < ($1, $2){state}{narrowed}
             order by updated_at desc, id desc limit $3"
        )
    };
    if filter.is_open() {
        return tx.all_built(range(""), args).await;
    }
    let states = match filter.states.as_slice() {
        [] => WorkflowState::ALL.to_vec(),
        some => some.to_vec(),
    };
    let ranges: Vec<String> = states
        .iter()
        .zip(0..)
        .map(|(state, at)| {
            let state = format!(" and state = '{}'", state.as_str());
            format!("select * from ({}) r{at}", range(&state))
        })
        .collect();
    let sql = format!(
        "select id, updated_at, headline, slug, format from ({}) k order by updated_at desc, id desc limit $3",
        ranges.join(" union all ")
    );
    tx.all_built(sql, args).await
}

/// Stories on the board by id, in no order; at most 256.
pub async fn lines(tx: &mut Tx, ids: &[Uuid]) -> DbResult<Vec<BoardLine>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = dialect::padded(ids.to_vec());
    let sql = format!(
        "select s.id, s.edition, s.format, s.is_page, s.slug, s.headline, s.kicker, s.words, s.lead_picture, s.section_id,
           c.slug as section_slug, c.name as section_name, s.desk_id, d.slug as desk_slug, d.name as desk_name, s.state,
           s.assignee_id, a.name as assignee_name, s.due_at, s.publish_at, s.unpublish_at, s.embargo_until,
           s.first_published_at, s.updated_at, s.created_at, s.filed_at, s.revision_number, s.desk_note, s.legal_hold, s.family,
           p.path, p.revision as public_revision, p.updated_at as public_at
         from story s join section c on c.id = s.section_id left join desk d on d.id = s.desk_id
           left join staff a on a.id = s.assignee_id left join publication p on p.story_id = s.id
         where s.id in ({})",
        dialect::placeholders(1, ids.len())
    );
    tx.all_built(sql, ids.into_iter().map(Arg::from).collect())
        .await
}

/// The members of a translation family on the board, by edition, at most 50.
pub async fn family(tx: &mut Tx, family: StoryId) -> DbResult<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select id from story where family = $1 order by edition, id limit 50",
            args![family],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// What of a story is filed, and by whom and when it is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desked {
    /// Desk it belongs to.
    pub desk: Option<DeskId>,
    /// Who is to do it.
    pub assignee: Option<StaffId>,
    /// By when.
    pub due_at: Option<Timestamp>,
    /// For whoever works on it next.
    pub note: Option<String>,
    /// Held until a lawyer has read it.
    pub legal_hold: bool,
}

/// What the desk knows of a story.
pub async fn desked(tx: &mut Tx, id: StoryId) -> DbResult<Desked> {
    type Row = (
        Option<Uuid>,
        Option<Uuid>,
        Option<i64>,
        Option<String>,
        bool,
    );
    let row: Row = tx
        .one(
            "story",
            "select desk_id, assignee_id, due_at, desk_note, legal_hold from story where id = $1",
            args![id],
        )
        .await?;
    Ok(Desked {
        desk: row.0.map(DeskId),
        assignee: row.1.map(StaffId),
        due_at: row.2.map(crate::from_micros),
        note: row.3,
        legal_hold: row.4,
    })
}

/// Saves what the desk knows of a story.
pub async fn set_desked(tx: &mut Tx, id: StoryId, desked: &Desked, now: Timestamp) -> DbResult<()> {
    tx.execute(
        "update story set desk_id = $2, assignee_id = $3, due_at = $4, desk_note = $5, legal_hold = $6, updated_at = $7
         where id = $1",
        args![
            id,
            desked.desk,
            desked.assignee,
            desked.due_at,
            desked.note.clone(),
            desked.legal_hold,
            now
        ],
    )
    .await?;
    Ok(())
}

/// Saves how a story is filed: slug, section, format, comments, tags and byline.
pub async fn set_filed(tx: &mut Tx, story: &Story, now: Timestamp) -> DbResult<()> {
    tx.execute(
        "update story set slug = $2, section_id = $3, format = $4, comments = $5, filed_at = $6, updated_at = $6
         where id = $1",
        args![
            story.id,
            &story.slug,
            story.section,
            story.format.as_str(),
            story.comments.as_str(),
            now
        ],
    )
    .await?;
    for sql in [
        "delete from story_tag where story_id = $1",
        "delete from story_byline where story_id = $1",
    ] {
        tx.execute(sql, args![story.id]).await?;
    }
    let tags = story.tags.iter().zip(0_i64..);
    let tags = tags.map(|(tag, at): (&TagId, i64)| args![story.id, at, *tag]);
    tx.insert_many(
        "insert into story_tag (story_id, position, tag_id)",
        "",
        tags.collect(),
    )
    .await?;
    let byline = story.byline.iter().zip(0_i64..);
    let byline = byline.map(|(who, at): (&ContributorId, i64)| args![story.id, at, *who]);
    tx.insert_many(
        "insert into story_byline (story_id, position, contributor_id)",
        "",
        byline.collect(),
    )
    .await?;
    Ok(())
}

/// Stories whose page shows a card of this story, with path and headline, by path, at most `limit`.
pub async fn list_linking(
    tx: &mut Tx,
    id: StoryId,
    limit: i64,
) -> DbResult<Vec<(Uuid, String, String)>> {
    tx.all(
        "select p.id, p.path, p.headline from pressed_link l join pressed_story p on p.id = l.story_id
         where l.target_id = $1 order by p.path limit $2",
        args![id, limit],
    )
    .await
}

/// How many stories show a card of this story.
pub async fn count_linking(tx: &mut Tx, id: StoryId) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "link",
            "select count(*) from pressed_link where target_id = $1",
            args![id],
        )
        .await?;
    Ok(row.0)
}

/// Where stories stand that a text links to: id, state, and whether it is public; in no order.
pub async fn list_states(tx: &mut Tx, ids: &[StoryId]) -> DbResult<Vec<(StoryId, String, bool)>> {
    let mut found = Vec::new();
    for ids in ids.chunks(128) {
        let ids = dialect::padded(ids.to_vec());
        let sql = format!(
            "select s.id, s.state, (p.story_id is not null) as is_public from story s
             left join publication p on p.story_id = s.id where s.id in ({})",
            dialect::placeholders(1, ids.len())
        );
        let rows: Vec<(Uuid, String, bool)> = tx
            .all_built(sql, ids.into_iter().map(Arg::from).collect())
            .await?;
        found.extend(
            rows.into_iter()
                .map(|(id, state, public)| (StoryId(id), state, public)),
        );
    }
    Ok(found)
}
