//! Sections, tags and desks.

use crate::{DbError, DbResult, Tx, args, dialect};
use dateline_core::edition::EditionCode;
use dateline_core::id::{DeskId, SectionId, TagId};
use dateline_core::tag::{Section, Tag, TagKind};
use uuid::Uuid;

type SectionRow = (Uuid, String, String, String, Option<String>, i64, bool);
type TagRow = (
    Uuid,
    String,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
);

fn section(row: SectionRow) -> Section {
    let (id, slug, name, description, media_topic, position, in_navigation) = row;
    Section {
        id: SectionId(id),
        slug,
        name,
        description,
        media_topic,
        position,
        in_navigation,
    }
}

fn tag(row: TagRow) -> Tag {
    let (id, slug, name, kind, description, media_topic, wikidata) = row;
    let kind = TagKind::parse(&kind).unwrap_or_default();
    Tag {
        id: TagId(id),
        slug,
        name,
        kind,
        description,
        media_topic,
        wikidata,
    }
}

/// Sections of an edition by position, at most 500.
pub async fn list_sections(tx: &mut Tx, edition: &EditionCode) -> DbResult<Vec<Section>> {
    let rows: Vec<SectionRow> = tx
        .all(
            "select id, slug, name, description, media_topic, position, in_navigation
             from section where edition = $1 order by position, slug limit 500",
            args![edition],
        )
        .await?;
    Ok(rows.into_iter().map(section).collect())
}

/// The section with this slug.
pub async fn find_section(
    tx: &mut Tx,
    edition: &EditionCode,
    slug: &str,
) -> DbResult<Option<Section>> {
    let row: Option<SectionRow> = tx
        .optional(
            "select id, slug, name, description, media_topic, position, in_navigation
             from section where edition = $1 and slug = $2",
            args![edition, slug],
        )
        .await?;
    Ok(row.map(section))
}

/// The section with this id.
pub async fn get_section(tx: &mut Tx, id: SectionId) -> DbResult<Section> {
    let row: SectionRow = tx
        .one(
            "section",
            "select id, slug, name, description, media_topic, position, in_navigation from section where id = $1",
            args![id],
        )
        .await?;
    Ok(section(row))
}

/// Makes a section or gives it new properties; its slug must be free in the edition.
pub async fn put_section(tx: &mut Tx, edition: &EditionCode, s: &Section) -> DbResult<()> {
    tx.execute(
        "insert into section (id, edition, slug, name, description, media_topic, position, in_navigation)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set slug = excluded.slug, name = excluded.name, description = excluded.description,
           media_topic = excluded.media_topic, position = excluded.position, in_navigation = excluded.in_navigation",
        args![s.id, edition, &s.slug, &s.name, &s.description, s.media_topic.clone(), s.position, s.in_navigation],
    )
    .await?;
    Ok(())
}

/// The tag with this slug.
pub async fn find_tag(tx: &mut Tx, edition: &EditionCode, slug: &str) -> DbResult<Option<Tag>> {
    let row: Option<TagRow> = tx
        .optional(
            "select id, slug, name, kind, description, media_topic, wikidata
             from tag where edition = $1 and slug = $2",
            args![edition, slug],
        )
        .await?;
    Ok(row.map(tag))
}

/// Tags by id, in no order.
pub async fn list_tags(tx: &mut Tx, ids: &[TagId]) -> DbResult<Vec<Tag>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = dialect::padded(ids.to_vec());
    let sql = format!(
        "select id, slug, name, kind, description, media_topic, wikidata from tag where id in ({})",
        dialect::placeholders(1, ids.len())
    );
    let rows: Vec<TagRow> = tx
        .all_built(sql, ids.into_iter().map(Into::into).collect())
        .await?;
    Ok(rows.into_iter().map(tag).collect())
}

/// Makes a tag or gives it new properties; its slug must be free in the edition.
pub async fn put_tag(tx: &mut Tx, edition: &EditionCode, t: &Tag) -> DbResult<()> {
    tx.execute(
        "insert into tag (id, edition, slug, name, kind, description, media_topic, wikidata)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (id) do update set slug = excluded.slug, name = excluded.name, kind = excluded.kind,
           description = excluded.description, media_topic = excluded.media_topic, wikidata = excluded.wikidata",
        args![t.id, edition, &t.slug, &t.name, t.kind.as_str(), &t.description, t.media_topic.clone(), t.wikidata.clone()],
    )
    .await?;
    Ok(())
}

/// Makes a desk or renames it.
pub async fn put_desk(tx: &mut Tx, id: DeskId, slug: &str, name: &str) -> DbResult<()> {
    let sql = "insert into desk (id, slug, name) values ($1, $2, $3) on conflict (id) do update set name = excluded.name";
    tx.execute(sql, args![id, slug, name]).await?;
    Ok(())
}

/// Desks by name, at most 500: id, slug and name.
pub async fn list_desks(tx: &mut Tx) -> DbResult<Vec<(Uuid, String, String)>> {
    tx.all(
        "select id, slug, name from desk order by name, id limit 500",
        args![],
    )
    .await
}

/// The desk with this id: slug and name.
pub async fn find_desk(tx: &mut Tx, id: DeskId) -> DbResult<Option<(String, String)>> {
    tx.optional("select slug, name from desk where id = $1", args![id])
        .await
}

/// Tags of an edition by slug after `after`, at most `limit`.
pub async fn list_tags_after(
    tx: &mut Tx,
    edition: &EditionCode,
    after: &str,
    limit: i64,
) -> DbResult<Vec<Tag>> {
    let rows: Vec<TagRow> = tx
        .all(
            "select id, slug, name, kind, description, media_topic, wikidata from tag
             where edition = $1 and slug > $2 order by slug limit $3",
            args![edition, after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(tag).collect())
}

/// The edition a section is of, if there is such a section.
pub async fn find_edition_of(tx: &mut Tx, id: SectionId) -> DbResult<Option<EditionCode>> {
    let row: Option<(String,)> = tx
        .optional("select edition from section where id = $1", args![id])
        .await?;
    Ok(row.map(|row| EditionCode(row.0)))
}

/// How many of these tags are of the edition. No tag may be named twice.
pub async fn count_tags_of(tx: &mut Tx, edition: &EditionCode, ids: &[TagId]) -> DbResult<usize> {
    if ids.is_empty() {
        return Ok(0);
    }
    let padded = dialect::padded(ids.to_vec());
    let sql = format!(
        "select id from tag where edition = $1 and id in ({})",
        dialect::placeholders(2, padded.len())
    );
    let mut values = args![edition];
    values.extend(padded.into_iter().map(crate::Arg::from));
    let rows: Vec<(Uuid,)> = tx.all_built(sql, values).await?;
    Ok(rows.len())
}

/// The first section of an edition, where stories without one go.
pub async fn first_section(tx: &mut Tx, edition: &EditionCode) -> DbResult<Section> {
    list_sections(tx, edition)
        .await?
        .into_iter()
        .next()
        .ok_or(DbError::NotFound { what: "section" })
}
