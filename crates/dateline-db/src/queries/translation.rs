//! What each translation was made of.

use crate::queries::story::unpack;
use crate::{Arg, DbError, DbResult, Tx, args, from_micros};
use dateline_core::id::StoryId;
use dateline_core::story::StoryContent;
use dateline_core::translation::Followed;
use jiff::Timestamp;
use sqlx::FromRow;
use std::collections::HashMap;
use std::fmt::Write;
use uuid::Uuid;

/// What a translation follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its original.
    pub source: StoryId,
    /// Number of the revision of the original it follows.
    pub revision: i64,
    /// Since when: what was noted on the original later, the translation does not know.
    pub at: Timestamp,
    /// Who said so.
    pub by: String,
    /// The parts of the original, as they were.
    pub parts: Vec<Followed>,
}

/// The original of a translation, as far as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its edition.
    pub edition: String,
    /// Its slug.
    pub slug: String,
    /// Number of its newest revision.
    pub newest: i64,
    /// Number of its public revision, if it is public and that is known.
    pub public: Option<i64>,
}

/// A translation.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// The story.
    pub id: StoryId,
    /// Its edition.
    pub edition: String,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub headline: String,
    /// Its state in the workflow.
    pub state: String,
    /// The id its original had.
    pub source: StoryId,
    /// Its original, unless that is gone.
    pub original: Option<Original>,
    /// What it follows, if anybody said.
    pub record: Option<Record>,
}

/// A change of the original that is deliberately left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Key of the change.
    pub key: Uuid,
    /// Why.
    pub note: String,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    edition: String,
    slug: String,
    headline: String,
    state: String,
    family: Uuid,
    original_edition: Option<String>,
    original_slug: Option<String>,
    original_newest: Option<i64>,
    original_public: Option<i64>,
    source_id: Option<Uuid>,
    source_revision: Option<i64>,
    followed_at: Option<i64>,
    followed_by: Option<String>,
    parts: Option<String>,
}

/// Columns of [`Row`], and where they are from.
const SELECT: &str = "select s.id, s.edition, s.slug, s.headline, s.state, s.family,
       o.edition as original_edition, o.slug as original_slug, o.revision_number as original_newest,
       p.revision as original_public, t.source_id, t.source_revision, t.followed_at, t.followed_by, t.parts
     from story s left join story o on o.id = s.family left join publication p on p.story_id = s.family
       left join translation t on t.story_id = s.id
     where s.family is not null and s.family <> s.id";

fn read(row: Row) -> DbResult<Translation> {
    let original = match (row.original_edition, row.original_slug, row.original_newest) {
        (Some(edition), Some(slug), Some(newest)) => Some(Original {
            edition,
            slug,
            newest,
            public: row.original_public,
        }),
        _ => None,
    };
    let record = match (
        row.source_id,
        row.source_revision,
        row.followed_at,
        row.parts,
    ) {
        (Some(source), Some(revision), Some(at), Some(parts)) => Some(Record {
            source: StoryId(source),
            revision,
            at: from_micros(at),
            by: row.followed_by.unwrap_or_default(),
            parts: serde_json::from_str(&parts).map_err(|e| DbError::Corrupt {
                what: "translation.parts",
                detail: e.to_string(),
            })?,
        }),
        _ => None,
    };
    Ok(Translation {
        id: StoryId(row.id),
        edition: row.edition,
        slug: row.slug,
        headline: row.headline,
        state: row.state,
        source: StoryId(row.family),
        original,
        // What another original said tells nothing of this one.
        record: record.filter(|r| r.source.0 == row.family),
    })
}

/// Translations with an id after `after`, of one edition if one is named, by id, at most `limit`.
pub async fn list(
    tx: &mut Tx,
    edition: Option<&str>,
    after: Uuid,
    limit: i64,
) -> DbResult<Vec<Translation>> {
    let rows: Vec<Row> = if let Some(edition) = edition {
        let sql = format!("{SELECT} and s.edition = $1 and s.id > $2 order by s.id limit $3");
        tx.all_built(sql, args![edition, after, limit]).await?
    } else {
        let sql = format!("{SELECT} and s.id > $1 order by s.id limit $2");
        tx.all_built(sql, args![after, limit]).await?
    };
    rows.into_iter().map(read).collect()
}

/// A story as a translation; none if it is none.
pub async fn find(tx: &mut Tx, id: StoryId) -> DbResult<Option<Translation>> {
    let sql = format!("{SELECT} and s.id = $1");
    let rows: Vec<Row> = tx.all_built(sql, args![id]).await?;
    rows.into_iter().next().map(read).transpose()
}

/// Writes down what a translation follows from now on.
pub async fn put(tx: &mut Tx, id: StoryId, record: &Record) -> DbResult<()> {
    let parts = serde_json::to_string(&record.parts).map_err(|e| DbError::Corrupt {
        what: "translation.parts",
        detail: e.to_string(),
    })?;
    tx.execute(
        "insert into translation (story_id, source_id, source_revision, followed_at, followed_by, parts)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (story_id) do update set source_id = excluded.source_id, source_revision = excluded.source_revision,
           followed_at = excluded.followed_at, followed_by = excluded.followed_by, parts = excluded.parts",
        args![id, record.source, record.revision, record.at, &record.by, parts],
    )
    .await?;
    Ok(())
}

/// The words of revisions, at most 100 of them.
pub async fn contents(
    tx: &mut Tx,
    wanted: &[(StoryId, i64)],
) -> DbResult<HashMap<(StoryId, i64), StoryContent>> {
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = "select story_id, number, content from revision where ".to_owned();
    let mut bound: Vec<Arg> = Vec::new();
    for (at, (story, number)) in wanted.iter().take(100).enumerate() {
        let or = if at == 0 { "" } else { " or " };
        let (id, of) = (at * 2 + 1, at * 2 + 2);
        let _ = write!(sql, "{or}(story_id = ${id} and number = ${of})");
        bound.extend(args![*story, *number]);
    }
    let rows: Vec<(Uuid, i64, Vec<u8>)> = tx.all_built(sql, bound).await?;
    let read =
        |(id, number, packed): (Uuid, i64, Vec<u8>)| Ok(((StoryId(id), number), unpack(&packed)?));
    rows.into_iter().map(read).collect()
}

/// When a revision was written.
pub async fn revised_at(tx: &mut Tx, story: StoryId, number: i64) -> DbResult<Timestamp> {
    let sql = "select created_at from revision where story_id = $1 and number = $2";
    let row: (i64,) = tx.one("revision", sql, args![story, number]).await?;
    Ok(from_micros(row.0))
}

/// What translations deliberately leave out, of at most 100 of them.
pub async fn differences(
    tx: &mut Tx,
    stories: &[StoryId],
) -> DbResult<HashMap<StoryId, Vec<Difference>>> {
    let mut found: HashMap<StoryId, Vec<Difference>> = HashMap::new();
    if stories.is_empty() {
        return Ok(found);
    }
    let stories = &stories[..stories.len().min(100)];
    let sql = format!(
        "select story_id, change_key, note from translation_difference where story_id in ({}) order by story_id, change_key",
        crate::dialect::placeholders(1, stories.len())
    );
    let bound = stories.iter().map(|id| Arg::from(*id)).collect();
    let rows: Vec<(Uuid, Uuid, String)> = tx.all_built(sql, bound).await?;
    for (story, key, note) in rows {
        let of = found.entry(StoryId(story)).or_default();
        of.push(Difference { key, note });
    }
    Ok(found)
}

/// Writes down that a translation deliberately leaves a change out.
pub async fn put_difference(
    tx: &mut Tx,
    story: StoryId,
    difference: &Difference,
    by: &str,
    now: Timestamp,
) -> DbResult<()> {
    tx.execute(
        "insert into translation_difference (story_id, change_key, note, accepted_at, accepted_by)
         values ($1, $2, $3, $4, $5)
         on conflict (story_id, change_key) do update set note = excluded.note, accepted_at = excluded.accepted_at,
           accepted_by = excluded.accepted_by",
        args![story, difference.key, &difference.note, now, by],
    )
    .await?;
    Ok(())
}

/// Forgets what a translation left out: it follows its original anew.
pub async fn forget_differences(tx: &mut Tx, story: StoryId) -> DbResult<()> {
    let sql = "delete from translation_difference where story_id = $1";
    tx.execute(sql, args![story]).await?;
    Ok(())
}

/// Files a story in a family, or in none.
pub async fn set_family(tx: &mut Tx, id: StoryId, family: Option<StoryId>) -> DbResult<()> {
    let sql = "update story set family = $2 where id = $1";
    tx.execute(sql, args![id, family.map(Uuid::from)]).await?;
    Ok(())
}

/// Another story of a family in this edition, if there is one: by id, the first.
pub async fn find_member(
    tx: &mut Tx,
    family: StoryId,
    edition: &str,
    but: StoryId,
) -> DbResult<Option<StoryId>> {
    let row: Option<(Uuid,)> = tx
        .optional(
            "select id from story where family = $1 and edition = $2 and id <> $3 order by id limit 1",
            args![family, edition, but],
        )
        .await?;
    Ok(row.map(|r| StoryId(r.0)))
}

/// A translation of this story, if there is one: by id, the first.
pub async fn find_translation(tx: &mut Tx, original: StoryId) -> DbResult<Option<StoryId>> {
    let row: Option<(Uuid,)> = tx
        .optional(
            "select id from story where family = $1 and id <> $1 order by id limit 1",
            args![original],
        )
        .await?;
    Ok(row.map(|r| StoryId(r.0)))
}

/// Forgets what a story follows.
pub async fn forget(tx: &mut Tx, id: StoryId) -> DbResult<()> {
    forget_differences(tx, id).await?;
    let sql = "delete from translation where story_id = $1";
    tx.execute(sql, args![id]).await?;
    Ok(())
}
