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

/// The first section of an edition, where stories without one go.
pub async fn first_section(tx: &mut Tx, edition: &EditionCode) -> DbResult<Section> {
    list_sections(tx, edition)
        .await?
        .into_iter()
        .next()
        .ok_or(DbError::NotFound { what: "section" })
}
