//! Stories, revisions and notices as the newsroom knows them. The public site never reads these.

use crate::{Arg, DbError, DbResult, Tx, args, from_micros, micros};
use dateline_core::edition::EditionCode;
use dateline_core::id::{ContributorId, DeskId, NoticeId, RevisionId, SectionId, StoryId, TagId};
use dateline_core::notice::{Notice, NoticeKind};
use dateline_core::story::{CommentsPolicy, Story, StoryContent, StoryFormat};
use dateline_core::workflow::WorkflowState;
use jiff::Timestamp;
use sqlx::FromRow;
use std::cell::RefCell;
use uuid::Uuid;

/// Columns of a story that are no content.
#[derive(Clone, Debug, FromRow)]
struct Row {
    id: Uuid,
    edition: String,
    family: Option<Uuid>,
    format: String,
    is_page: bool,
    slug: String,
    section_id: Uuid,
    state: String,
    embargo_until: Option<i64>,
    publish_at: Option<i64>,
    unpublish_at: Option<i64>,
    first_published_at: Option<i64>,
    revision_id: Uuid,
    revision_number: i64,
    comments: String,
    content: Vec<u8>,
}

/// A line of the story list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StoryLine {
    /// Its id.
    pub id: Uuid,
    /// Its edition.
    pub edition: String,
    /// Kind of piece.
    pub format: String,
    /// Part of its address.
    pub slug: String,
    /// Title of the latest revision.
    pub headline: String,
    /// Where it is in the workflow.
    pub state: String,
    /// When it will be published, microseconds.
    pub publish_at: Option<i64>,
    /// First publication, microseconds.
    pub first_published_at: Option<i64>,
    /// Last change, microseconds.
    pub updated_at: i64,
    /// Public path while published.
    pub path: Option<String>,
}

/// How hard zstd tries. Level 3 takes two and a half times as long for a story and saves a twentieth.
const LEVEL: i32 = 1;

thread_local! {
    /// Making a compressor takes longer than compressing a story.
    static COMPRESSOR: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
}

/// Packs content for the revision table: zstd behind a version byte.
pub fn pack(content: &StoryContent) -> DbResult<Vec<u8>> {
    let corrupt = |detail: String| DbError::Corrupt {
        what: "revision.content",
        detail,
    };
    let json = serde_json::to_vec(content).map_err(|e| corrupt(e.to_string()))?;
    let small = COMPRESSOR
        .with_borrow_mut(|c| match c {
            Some(c) => c.compress(&json),
            None => c
                .insert(zstd::bulk::Compressor::new(LEVEL)?)
                .compress(&json),
        })
        .map_err(|e| corrupt(e.to_string()))?;
    let mut packed = Vec::with_capacity(small.len() + 1);
    packed.push(1);
    packed.extend(small);
    Ok(packed)
}

/// Reads packed content.
pub fn unpack(packed: &[u8]) -> DbResult<StoryContent> {
    let corrupt = |detail: String| DbError::Corrupt {
        what: "revision.content",
        detail,
    };
    let (version, bytes) = packed
        .split_first()
        .ok_or_else(|| corrupt("empty".to_owned()))?;
    if *version != 1 {
        return Err(corrupt(format!("packed in form {version}")));
    }
    let json =
        zstd::bulk::decompress(bytes, 64 * 1024 * 1024).map_err(|e| corrupt(e.to_string()))?;
    serde_json::from_slice(&json).map_err(|e| corrupt(e.to_string()))
}

/// The story with this id.
pub async fn get(tx: &mut Tx, id: StoryId) -> DbResult<Story> {
    let row: Row = tx
        .one(
            "story",
            "select s.id, edition, family, format, is_page, slug, section_id, state, embargo_until, publish_at,
               unpublish_at, first_published_at, revision_id, revision_number, comments, r.content
             from story s join revision r on r.id = s.revision_id where s.id = $1",
            args![id],
        )
        .await?;
    let tags: Vec<(Uuid,)> = tx
        .all(
            "select tag_id from story_tag where story_id = $1 order by position",
            args![id],
        )
        .await?;
    let byline: Vec<(Uuid,)> = tx
        .all(
            "select contributor_id from story_byline where story_id = $1 order by position",
            args![id],
        )
        .await?;
    let unknown = |what| DbError::Corrupt {
        what,
        detail: "a word this version does not know".to_owned(),
    };
    Ok(Story {
        id: StoryId(row.id),
        edition: EditionCode(row.edition),
        family: row.family.map(StoryId),
        format: StoryFormat::parse(&row.format).ok_or_else(|| unknown("story.format"))?,
        is_page: row.is_page,
        slug: row.slug,
        section: SectionId(row.section_id),
        state: WorkflowState::parse(&row.state).ok_or_else(|| unknown("story.state"))?,
        embargo_until: row.embargo_until.map(from_micros),
        publish_at: row.publish_at.map(from_micros),
        unpublish_at: row.unpublish_at.map(from_micros),
        first_published_at: row.first_published_at.map(from_micros),
        revision: RevisionId(row.revision_id),
        revision_number: row.revision_number,
        comments: CommentsPolicy::parse(&row.comments),
        tags: tags.into_iter().map(|t| TagId(t.0)).collect(),
        byline: byline.into_iter().map(|b| ContributorId(b.0)).collect(),
        content: unpack(&row.content)?,
    })
}

/// The story with this id, which nobody else changes until the transaction ends.
pub async fn get_to_change(tx: &mut Tx, id: StoryId) -> DbResult<Story> {
    // On SQLite a transaction that writes is alone anyway.
    if tx.is_postgres() {
        let _: Option<(Uuid,)> = tx
            .optional("select id from story where id = $1 for update", args![id])
            .await?;
    }
    get(tx, id).await
}

/// The words of one revision of a story.
pub async fn get_content(tx: &mut Tx, id: StoryId, number: i64) -> DbResult<StoryContent> {
    let sql = "select content from revision where story_id = $1 and number = $2";
    let row: (Vec<u8>,) = tx.one("revision", sql, args![id, number]).await?;
    unpack(&row.0)
}

/// Ids of stories with this slug, newest first, at most 20.
pub async fn find_by_slug(tx: &mut Tx, slug: &str) -> DbResult<Vec<StoryId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select id from story where slug = $1 order by updated_at desc limit 20",
            args![slug],
        )
        .await?;
    Ok(rows.into_iter().map(|r| StoryId(r.0)).collect())
}

/// Stories by last change, newest first, before `(updated_at, id)`, at most `limit`.
/// `edition` and `state` narrow the list where they are given.
pub async fn list(
    tx: &mut Tx,
    edition: Option<&str>,
    state: Option<&str>,
    before: (i64, Uuid),
    limit: i64,
) -> DbResult<Vec<StoryLine>> {
    tx.all(
        "select s.id, s.edition, s.format, s.slug, s.headline, s.state, s.publish_at, s.first_published_at, s.updated_at, p.path
         from story s left join pressed_story p on p.id = s.id
         where (s.updated_at, s.id) < ($1, $2) and s.edition = coalesce($3, s.edition) and s.state = coalesce($4, s.state)
         order by s.updated_at desc, s.id desc limit $5",
        args![before.0, before.1, edition.map(str::to_owned), state.map(str::to_owned), limit],
    )
    .await
}

/// Ids of every story in a state, by id after `after`, at most `limit`.
pub async fn list_ids(tx: &mut Tx, state: &str, after: Uuid, limit: i64) -> DbResult<Vec<StoryId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            // By id, whatever the state: the index by state would have all of them sorted each time.
            "select id from story where (state || '') = $1 and id > $2 order by id limit $3",
            args![state, after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|r| StoryId(r.0)).collect())
}

/// What a new or changed story is besides its content.
#[derive(Clone, Debug)]
pub struct NewStory {
    /// The story with its content; `revision` and `revision_number` name the revision written here.
    pub story: Story,
    /// Kept at the top of fronts.
    pub is_sticky: bool,
    /// Desk it belongs to.
    pub desk: Option<DeskId>,
    /// Address on the site it came from.
    pub old_url: Option<String>,
    /// Who wrote the revision.
    pub author: String,
    /// What the revision is ("imported").
    pub note: String,
    /// Now.
    pub now: Timestamp,
}

/// Stores stories with their first revision, or replaces all but the revisions of those that exist.
pub async fn put(tx: &mut Tx, stories: &[NewStory]) -> DbResult<()> {
    let rows = stories.iter().map(story_row).collect();
    tx.insert_many(
        "insert into story (id, edition, family, format, is_page, is_sticky, slug, section_id, desk_id, state, embargo_until,
           publish_at, unpublish_at, first_published_at, revision_id, revision_number, headline, kicker, words, lead_picture,
           comments, old_url, created_at, updated_at)",
        "on conflict (id) do update set family = excluded.family, format = excluded.format, is_page = excluded.is_page,
           is_sticky = excluded.is_sticky, slug = excluded.slug, section_id = excluded.section_id, state = excluded.state,
           publish_at = excluded.publish_at, first_published_at = excluded.first_published_at, revision_id = excluded.revision_id,
           revision_number = excluded.revision_number, headline = excluded.headline, kicker = excluded.kicker,
           words = excluded.words, lead_picture = excluded.lead_picture, comments = excluded.comments,
           old_url = excluded.old_url, updated_at = excluded.updated_at",
        rows,
    )
    .await?;
    let mut revisions = Vec::with_capacity(stories.len());
    for new in stories {
        let s = &new.story;
        revisions.push(args![
            s.revision,
            s.id,
            s.revision_number,
            pack(&s.content)?,
            &new.author,
            &new.note,
            new.now
        ]);
    }
    tx.insert_many(
        "insert into revision (id, story_id, number, content, author, note, created_at)",
        "on conflict (id) do nothing",
        revisions,
    )
    .await?;
    put_relations(tx, stories).await
}

fn story_row(new: &NewStory) -> Vec<Arg> {
    let s = &new.story;
    args![
        s.id,
        &s.edition,
        s.family.map(Uuid::from),
        s.format.as_str(),
        s.is_page,
        new.is_sticky,
        &s.slug,
        s.section,
        new.desk.map(Uuid::from),
        s.state.as_str(),
        s.embargo_until,
        s.publish_at,
        s.unpublish_at,
        s.first_published_at,
        s.revision,
        s.revision_number,
        &s.content.headline,
        s.content.kicker.clone(),
        i64::from(s.content.body.word_count()),
        s.content.lead_picture.as_ref().map(|used| used.picture),
        s.comments.as_str(),
        new.old_url.clone(),
        new.now,
        new.now
    ]
}

async fn put_relations(tx: &mut Tx, stories: &[NewStory]) -> DbResult<()> {
    for new in stories.iter().filter(|n| n.story.revision_number > 1) {
        for sql in [
            "delete from story_tag where story_id = $1",
            "delete from story_byline where story_id = $1",
            "delete from story_picture where story_id = $1",
        ] {
            tx.execute(sql, args![new.story.id]).await?;
        }
    }
    let (mut tags, mut byline, mut pictures) = (Vec::new(), Vec::new(), Vec::new());
    for s in stories.iter().map(|n| &n.story) {
        tags.extend(
            s.tags
                .iter()
                .zip(0_i64..)
                .map(|(t, at)| args![s.id, at, *t]),
        );
        byline.extend(
            s.byline
                .iter()
                .zip(0_i64..)
                .map(|(c, at)| args![s.id, at, *c]),
        );
        pictures.extend(s.content.pictures().into_iter().map(|p| args![p, s.id]));
    }
    tx.insert_many(
        "insert into story_tag (story_id, position, tag_id)",
        "on conflict do nothing",
        tags,
    )
    .await?;
    tx.insert_many(
        "insert into story_byline (story_id, position, contributor_id)",
        "on conflict do nothing",
        byline,
    )
    .await?;
    tx.insert_many(
        "insert into story_picture (picture_id, story_id)",
        "on conflict do nothing",
        pictures,
    )
    .await?;
    Ok(())
}

/// Writes a new revision of a story and makes it the latest.
pub async fn insert_revision(
    tx: &mut Tx,
    story: &Story,
    author: &str,
    note: &str,
    now: Timestamp,
) -> DbResult<()> {
    tx.execute(
        "insert into revision (id, story_id, number, content, author, note, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        args![story.revision, story.id, story.revision_number, pack(&story.content)?, author, note, now],
    )
    .await?;
    tx.execute(
        "update story set revision_id = $2, revision_number = $3, headline = $4, updated_at = $5, kicker = $6, words = $7,
           lead_picture = $8 where id = $1",
        args![
            story.id,
            story.revision,
            story.revision_number,
            &story.content.headline,
            now,
            story.content.kicker.clone(),
            i64::from(story.content.body.word_count()),
            story.content.lead_picture.as_ref().map(|used| used.picture)
        ],
    )
    .await?;
    Ok(())
}

/// Saves where a story is in the workflow and its times. Refused if another state was saved meanwhile.
pub async fn update_state(
    tx: &mut Tx,
    story: &Story,
    was: WorkflowState,
    now: Timestamp,
) -> DbResult<()> {
    let touched = tx
        .execute(
            "update story set state = $2, publish_at = $3, unpublish_at = $4, first_published_at = $5, embargo_until = $6,
               updated_at = $7 where id = $1 and state = $8",
            args![
                story.id,
                story.state.as_str(),
                story.publish_at,
                story.unpublish_at,
                story.first_published_at,
                story.embargo_until,
                now,
                was.as_str()
            ],
        )
        .await?;
    if touched == 1 {
        Ok(())
    } else {
        Err(DbError::NotFound {
            what: "story in the state it was read in",
        })
    }
}

/// Stories whose time has come, oldest first, at most 50: to publish, and to withdraw.
pub async fn list_due(tx: &mut Tx, now: Timestamp) -> DbResult<(Vec<StoryId>, Vec<StoryId>)> {
    let now = micros(now);
    let publish: Vec<(Uuid,)> = tx
        .all("select id from story where state = 'scheduled' and publish_at <= $1 order by publish_at limit 50", args![now])
        .await?;
    let withdraw: Vec<(Uuid,)> = tx
        .all(
            // Few have an end; without the empty text SQLite goes through all that are published.
            "select id from story where unpublish_at is not null and unpublish_at <= $1 and (state || '') = 'published'
             order by unpublish_at limit 50",
            args![now],
        )
        .await?;
    Ok((
        publish.into_iter().map(|r| StoryId(r.0)).collect(),
        withdraw.into_iter().map(|r| StoryId(r.0)).collect(),
    ))
}

/// A story that should have been published or withdrawn by now.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Overdue {
    /// Its id.
    pub id: Uuid,
    /// Title of the latest revision.
    pub headline: String,
    /// When it was due, microseconds.
    pub due_at: i64,
    /// It is to be withdrawn, not published.
    pub is_end: bool,
}

/// Stories whose time came before `before`, the one that waits longest first, at most `limit`.
pub async fn list_overdue(tx: &mut Tx, before: Timestamp, limit: i64) -> DbResult<Vec<Overdue>> {
    tx.all(
        "select id, headline, publish_at as due_at, $3 as is_end from story where state = 'scheduled' and publish_at < $1
         union all
         select id, headline, unpublish_at as due_at, $4 as is_end from story
         where (state || '') = 'published' and unpublish_at is not null and unpublish_at < $1
         order by due_at limit $2",
        args![before, limit, false, true],
    )
    .await
}

/// Adds a public note.
pub async fn insert_notice(
    tx: &mut Tx,
    story: StoryId,
    notice: &Notice,
    author: &str,
) -> DbResult<()> {
    let body = serde_json::to_string(&notice.text).map_err(|e| DbError::Corrupt {
        what: "notice.body",
        detail: e.to_string(),
    })?;
    tx.execute(
        "insert into notice (id, story_id, kind, body, author, created_at) values ($1, $2, $3, $4, $5, $6)",
        args![notice.id, story, notice.kind.as_str(), body, author, notice.at],
    )
    .await?;
    Ok(())
}

/// Notes of a story, oldest first, at most 200.
pub async fn list_notices(tx: &mut Tx, story: StoryId) -> DbResult<Vec<Notice>> {
    let rows: Vec<(Uuid, String, String, i64)> = tx
        .all("select id, kind, body, created_at from notice where story_id = $1 order by created_at, id limit 200", args![story])
        .await?;
    rows.into_iter()
        .map(|(id, kind, body, at)| {
            let corrupt = |detail: String| DbError::Corrupt {
                what: "notice",
                detail,
            };
            Ok(Notice {
                id: NoticeId(id),
                kind: NoticeKind::parse(&kind).ok_or_else(|| corrupt(kind.clone()))?,
                text: serde_json::from_str(&body).map_err(|e| corrupt(e.to_string()))?,
                at: from_micros(at),
            })
        })
        .collect()
}

/// True if a story of the edition other than `except` holds this slug.
pub async fn is_slug_taken(
    tx: &mut Tx,
    edition: &EditionCode,
    slug: &str,
    except: StoryId,
) -> DbResult<bool> {
    let row: Option<(Uuid,)> = tx
        .optional(
            "select id from story where edition = $1 and slug = $2 and id <> $3 limit 1",
            args![edition, slug, except],
        )
        .await?;
    Ok(row.is_some())
}

/// How many stories are in each state.
pub async fn count_by_state(tx: &mut Tx) -> DbResult<Vec<(String, i64)>> {
    tx.all(
        "select state, count(*) from story group by state order by state",
        args![],
    )
    .await
}

/// Whether the story is kept at the top of fronts.
pub async fn is_sticky(tx: &mut Tx, id: StoryId) -> DbResult<bool> {
    let row: (bool,) = tx
        .one(
            "story",
            "select is_sticky from story where id = $1",
            args![id],
        )
        .await?;
    Ok(row.0)
}

/// Last change of a story, microseconds.
pub async fn updated_at(tx: &mut Tx, id: StoryId) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "story",
            "select updated_at from story where id = $1",
            args![id],
        )
        .await?;
    Ok(row.0)
}
