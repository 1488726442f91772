//! Pressed stories: all the public site ever reads. No query here can return a draft.

mod followed;
mod press;
mod scan;

pub use followed::followed_at;
pub use press::{hold, press, withdraw};
pub use scan::{count_stories, scan};

use crate::{Arg, DbError, DbResult, Tx, args, dialect, from_micros, micros};
use dateline_core::edition::EditionCode;
use dateline_core::id::{ContributorId, SectionId, StoryId, TagId};
use dateline_core::pressed::{PressedCard, PressedStory};
use dateline_core::story::{CommentsPolicy, StoryFormat};
use jiff::Timestamp;
use sqlx::FromRow;
use uuid::Uuid;

/// A position in a list by publication: what comes next is older. Serialised into addresses by the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Microseconds.
    pub published_at: i64,
    /// Ties are broken by id.
    pub id: Uuid,
}

impl Cursor {
    /// Before the newest.
    pub const START: Self = Self {
        published_at: i64::MAX,
        id: Uuid::max(),
    };

    /// Just before a moment.
    pub fn before(at: Timestamp) -> Self {
        Self {
            published_at: micros(at),
            id: Uuid::nil(),
        }
    }
}

/// A story as a card shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct CardRow {
    /// Its id.
    pub id: StoryId,
    /// Its edition.
    pub edition: EditionCode,
    /// Public path, not percent-encoded.
    pub path: String,
    /// Kind of piece.
    pub format: StoryFormat,
    /// First publication.
    pub published_at: Timestamp,
    /// Publication of this state.
    pub updated_at: Timestamp,
    /// Who may comment.
    pub comments: CommentsPolicy,
    /// Approved comments.
    pub comment_count: i64,
    /// What the card shows.
    pub card: PressedCard,
}

impl CardRow {
    /// Where the list goes on after this card.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            published_at: micros(self.published_at),
            id: self.id.0,
        }
    }
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    edition: String,
    path: String,
    format: String,
    published_at: i64,
    updated_at: i64,
    comments: String,
    comment_count: i64,
    card: String,
}

fn card(row: Row) -> DbResult<CardRow> {
    Ok(CardRow {
        id: StoryId(row.id),
        edition: EditionCode(row.edition),
        path: row.path,
        format: StoryFormat::parse(&row.format).unwrap_or_default(),
        published_at: from_micros(row.published_at),
        updated_at: from_micros(row.updated_at),
        comments: CommentsPolicy::parse(&row.comments),
        comment_count: row.comment_count,
        card: serde_json::from_str(&row.card).map_err(|e| DbError::Corrupt {
            what: "pressed_story.card",
            detail: e.to_string(),
        })?,
    })
}

fn cards(rows: Vec<Row>) -> Vec<CardRow> {
    rows.into_iter()
        .filter_map(|row| readable(row.id, card(row)))
        .collect()
}

/// One row that cannot be read must not take the page of a thousand others down: it is left out, loudly.
fn readable<T>(id: Uuid, read: DbResult<T>) -> Option<T> {
    read.inspect_err(|error| tracing::error!(story.id = %id, %error, "Story {id} cannot be shown; press it again"))
        .ok()
}

/// Newest stories of an edition, newest first, at most `limit`.
pub async fn latest(
    tx: &mut Tx,
    edition: &EditionCode,
    before: Cursor,
    limit: i64,
) -> DbResult<Vec<CardRow>> {
    let rows = tx
        .all(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               coalesce(d.approved, 0) as comment_count, p.card
             from pressed_story p left join discussion d on d.story_id = p.id
             where p.edition = $1 and p.is_page = $5 and (p.published_at, p.id) < ($2, $3)
             order by p.published_at desc, p.id desc limit $4",
            args![edition, before.published_at, before.id, limit, false],
        )
        .await?;
    Ok(cards(rows))
}

/// Stories of an edition first published in `[from, until)`, newest first, at most `limit`.
pub async fn between(
    tx: &mut Tx,
    edition: &EditionCode,
    from: Timestamp,
    before: Cursor,
    limit: i64,
) -> DbResult<Vec<CardRow>> {
    let rows = tx
        .all(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               coalesce(d.approved, 0) as comment_count, p.card
             from pressed_story p left join discussion d on d.story_id = p.id
             where p.edition = $1 and p.is_page = $6 and p.published_at >= $5 and (p.published_at, p.id) < ($2, $3)
             order by p.published_at desc, p.id desc limit $4",
            args![edition, before.published_at, before.id, limit, from, false],
        )
        .await?;
    Ok(cards(rows))
}

/// Newest stories of a section, newest first, at most `limit`.
pub async fn latest_in_section(
    tx: &mut Tx,
    section: SectionId,
    before: Cursor,
    limit: i64,
) -> DbResult<Vec<CardRow>> {
    let rows = tx
        .all(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               coalesce(d.approved, 0) as comment_count, p.card
             from pressed_story p left join discussion d on d.story_id = p.id
             where p.section_id = $1 and p.is_page = $5 and (p.published_at, p.id) < ($2, $3)
             order by p.published_at desc, p.id desc limit $4",
            args![section, before.published_at, before.id, limit, false],
        )
        .await?;
    Ok(cards(rows))
}

/// Newest stories under a tag, newest first, at most `limit`.
pub async fn latest_with_tag(
    tx: &mut Tx,
    tag: TagId,
    before: Cursor,
    limit: i64,
) -> DbResult<Vec<CardRow>> {
    let rows = tx
        .all(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               coalesce(d.approved, 0) as comment_count, p.card
             from pressed_tag t join pressed_story p on p.id = t.story_id left join discussion d on d.story_id = p.id
             where t.tag_id = $1 and (t.published_at, t.story_id) < ($2, $3)
             order by t.published_at desc, t.story_id desc limit $4",
            args![tag, before.published_at, before.id, limit],
        )
        .await?;
    Ok(cards(rows))
}

/// Newest stories by a contributor, newest first, at most `limit`.
pub async fn latest_by_contributor(
    tx: &mut Tx,
    who: ContributorId,
    before: Cursor,
    limit: i64,
) -> DbResult<Vec<CardRow>> {
    let rows = tx
        .all(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               coalesce(d.approved, 0) as comment_count, p.card
             from pressed_byline b join pressed_story p on p.id = b.story_id left join discussion d on d.story_id = p.id
             where b.contributor_id = $1 and (b.published_at, b.story_id) < ($2, $3)
             order by b.published_at desc, b.story_id desc limit $4",
            args![who, before.published_at, before.id, limit],
        )
        .await?;
    Ok(cards(rows))
}

/// Cards by id, in no order; those that are not public are missing.
pub async fn cards_by_id(tx: &mut Tx, ids: &[StoryId]) -> DbResult<Vec<CardRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(128) {
        let ids = dialect::padded(ids.to_vec());
        let sql = format!(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               coalesce(d.approved, 0) as comment_count, p.card
             from pressed_story p left join discussion d on d.story_id = p.id where p.id in ({})",
            dialect::placeholders(1, ids.len())
        );
        found.extend(cards(
            tx.all_built(sql, ids.into_iter().map(Arg::from).collect())
                .await?,
        ));
    }
    Ok(found)
}

/// Public members of a translation family by edition, at most 50.
pub async fn family(tx: &mut Tx, family: StoryId) -> DbResult<Vec<CardRow>> {
    let rows = tx
        .all(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               cast(0 as bigint) as comment_count, p.card
             from pressed_story p where p.family = $1 order by p.edition, p.id limit 50",
            args![family],
        )
        .await?;
    Ok(cards(rows))
}

#[derive(FromRow)]
struct StoryRow {
    id: Uuid,
    edition: String,
    family: Option<Uuid>,
    path: String,
    is_page: bool,
    is_sticky: bool,
    format: String,
    published_at: i64,
    updated_at: i64,
    comments: String,
    card: String,
    document: String,
}

fn story(row: &StoryRow) -> DbResult<PressedStory> {
    let corrupt = |what, e: serde_json::Error| DbError::Corrupt {
        what,
        detail: e.to_string(),
    };
    Ok(PressedStory {
        id: StoryId(row.id),
        edition: EditionCode(row.edition.clone()),
        family: row.family.map(StoryId),
        path: row.path.clone(),
        is_page: row.is_page,
        is_sticky: row.is_sticky,
        format: StoryFormat::parse(&row.format).unwrap_or_default(),
        published_at: from_micros(row.published_at),
        updated_at: from_micros(row.updated_at),
        comments: CommentsPolicy::parse(&row.comments),
        card: serde_json::from_str(&row.card).map_err(|e| corrupt("pressed_story.card", e))?,
        document: serde_json::from_str(&row.document)
            .map_err(|e| corrupt("pressed_story.document", e))?,
    })
}

/// The story at a public path.
pub async fn find_by_path(tx: &mut Tx, path: &str) -> DbResult<Option<PressedStory>> {
    let row: Option<StoryRow> = tx
        .optional(
            "select id, edition, family, path, is_page, is_sticky, format, published_at, updated_at, comments, card, document
             from pressed_story where path = $1",
            args![path],
        )
        .await?;
    row.as_ref().map(story).transpose()
}

/// The pressed state of a story, if the public may read it.
pub async fn find(tx: &mut Tx, id: StoryId) -> DbResult<Option<PressedStory>> {
    let row: Option<StoryRow> = tx
        .optional(
            "select id, edition, family, path, is_page, is_sticky, format, published_at, updated_at, comments, card, document
             from pressed_story where id = $1",
            args![id],
        )
        .await?;
    row.as_ref().map(story).transpose()
}

/// The path of a story, if the public may read it.
pub async fn find_path(tx: &mut Tx, id: StoryId) -> DbResult<Option<String>> {
    let sql = "select path from pressed_story where id = $1";
    let row: Option<(String,)> = tx.optional(sql, args![id]).await?;
    Ok(row.map(|r| r.0))
}

/// Full stories by id for feeds, in no order, at most 128.
pub async fn list_full(tx: &mut Tx, ids: &[StoryId]) -> DbResult<Vec<PressedStory>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = dialect::padded(ids.iter().take(128).copied().collect::<Vec<_>>());
    let sql = format!(
        "select id, edition, family, path, is_page, is_sticky, format, published_at, updated_at, comments, card, document
         from pressed_story where id in ({})",
        dialect::placeholders(1, ids.len())
    );
    let rows: Vec<StoryRow> = tx
        .all_built(sql, ids.into_iter().map(Arg::from).collect())
        .await?;
    Ok(rows
        .iter()
        .filter_map(|row| readable(row.id, story(row)))
        .collect())
}

/// Whether a public story stands at this position of the lists it is in.
pub async fn is_position(tx: &mut Tx, at: Cursor) -> DbResult<bool> {
    let sql = "select id from pressed_story where id = $1 and published_at = $2";
    let row: Option<(Uuid,)> = tx.optional(sql, args![at.id, at.published_at]).await?;
    Ok(row.is_some())
}

/// Who holds a path, if anybody.
pub async fn path_owner(tx: &mut Tx, path: &str) -> DbResult<Option<StoryId>> {
    let row: Option<(Uuid,)> = tx
        .optional("select id from pressed_story where path = $1", args![path])
        .await?;
    Ok(row.map(|r| StoryId(r.0)))
}

/// Paths already held among these: path and story.
pub async fn path_owners(tx: &mut Tx, paths: &[String]) -> DbResult<Vec<(String, Uuid)>> {
    let mut found = Vec::new();
    for paths in paths.chunks(128) {
        let paths = dialect::padded(paths.to_vec());
        let sql = format!(
            "select path, id from pressed_story where path in ({})",
            dialect::placeholders(1, paths.len())
        );
        found.extend(
            tx.all_built::<(String, Uuid)>(sql, paths.into_iter().map(Arg::from).collect())
                .await?,
        );
    }
    Ok(found)
}

/// Months in which an edition published, newest first, found by skipping from month to month:
/// the newest story before a moment.
pub async fn newest_before(
    tx: &mut Tx,
    edition: &EditionCode,
    before: Timestamp,
) -> DbResult<Option<Timestamp>> {
    let row: Option<(i64,)> = tx
        .optional(
            "select published_at from pressed_story where edition = $1 and is_page = $3 and published_at < $2
             order by published_at desc, id desc limit 1",
            args![edition, before, false],
        )
        .await?;
    Ok(row.map(|r| from_micros(r.0)))
}

/// Sitemap entries of `[from, until)`, newest first, at most `limit`: id, path, updated, family.
pub async fn sitemap(
    tx: &mut Tx,
    edition: &EditionCode,
    from: Timestamp,
    until: Timestamp,
    limit: i64,
) -> DbResult<Vec<(Uuid, String, i64, Option<Uuid>)>> {
    tx.all(
        "select id, path, updated_at, family from pressed_story
         where edition = $1 and is_page = $5 and published_at >= $2 and published_at < $3
         order by published_at desc, id desc limit $4",
        args![edition, from, until, limit, false],
    )
    .await
}

/// Standing pages of an edition by headline, at most 200: path, headline, updated.
pub async fn list_pages(
    tx: &mut Tx,
    edition: &EditionCode,
) -> DbResult<Vec<(String, String, i64)>> {
    tx.all(
        "select path, headline, updated_at from pressed_story where edition = $1 and is_page = $2 order by headline limit 200",
        args![edition, true],
    )
    .await
}

/// How many stories the public can read.
pub async fn count(tx: &mut Tx) -> DbResult<i64> {
    let row: (i64,) = tx
        .one("count", "select count(*) from pressed_story", args![])
        .await?;
    Ok(row.0)
}

/// The first story of an edition published at or after a moment.
pub async fn oldest_after(
    tx: &mut Tx,
    edition: &EditionCode,
    from: Timestamp,
) -> DbResult<Option<Timestamp>> {
    let row: Option<(i64,)> = tx
        .optional(
            "select published_at from pressed_story where edition = $1 and is_page = $3 and published_at >= $2
             order by published_at, id limit 1",
            args![edition, from, false],
        )
        .await?;
    Ok(row.map(|r| from_micros(r.0)))
}

/// Moments of publication in `[from, until)`, oldest first, at most 20,000.
pub async fn list_times(
    tx: &mut Tx,
    edition: &EditionCode,
    from: Timestamp,
    until: Timestamp,
) -> DbResult<Vec<Timestamp>> {
    let rows: Vec<(i64,)> = tx
        .all(
            "select published_at from pressed_story
             where edition = $1 and is_page = $4 and published_at >= $2 and published_at < $3
             order by published_at, id limit 20000",
            args![edition, from, until, false],
        )
        .await?;
    Ok(rows.into_iter().map(|r| from_micros(r.0)).collect())
}

/// Stories kept at the top of the front, newest first, at most `limit`.
pub async fn sticky(tx: &mut Tx, edition: &EditionCode, limit: i64) -> DbResult<Vec<CardRow>> {
    let rows = tx
        .all(
            "select p.id, p.edition, p.path, p.format, p.published_at, p.updated_at, p.comments,
               coalesce(d.approved, 0) as comment_count, p.card
             from pressed_story p left join discussion d on d.story_id = p.id
             where p.edition = $1 and p.is_sticky and not p.is_page
             order by p.published_at desc, p.id desc limit $2",
            args![edition, limit],
        )
        .await?;
    Ok(cards(rows))
}

/// True if the public finds no story in a section.
pub async fn is_section_empty(tx: &mut Tx, section: SectionId) -> DbResult<bool> {
    let row: Option<(Uuid,)> = tx
        .optional(
            "select id from pressed_story where section_id = $1 and is_page = $2 limit 1",
            args![section, false],
        )
        .await?;
    Ok(row.is_none())
}

/// Sections of an edition in which the public finds a story, in no order.
pub async fn sections_with_stories(tx: &mut Tx, edition: &EditionCode) -> DbResult<Vec<SectionId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select id from section s where edition = $1 and exists
               (select 1 from pressed_story p where p.section_id = s.id and p.is_page = $2)",
            args![edition, false],
        )
        .await?;
    Ok(rows.into_iter().map(|r| SectionId(r.0)).collect())
}
