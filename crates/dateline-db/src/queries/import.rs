//! What an import has done, so that it can go on after a stop and do nothing twice.

use super::people::Contributor;
use crate::{Arg, DbResult, FromRow, Tx, args, dialect};
use dateline_core::edition::EditionCode;
use dateline_core::tag::{Section, Tag};
use uuid::Uuid;

/// What was already kept of an archive: item, target, fingerprint, for those of `items` that are known.
pub async fn list_items(
    tx: &mut Tx,
    source: &str,
    kind: &'static str,
    items: &[String],
) -> DbResult<Vec<(String, Uuid, String)>> {
    let mut found = Vec::new();
    for items in items.chunks(128) {
        let items = dialect::padded(items.to_vec());
        let sql = format!(
            "select item, target_id, fingerprint from import_item where source = $1 and kind = $2 and item in ({})",
            dialect::placeholders(3, items.len())
        );
        let mut values = args![source, kind];
        values.extend(items.into_iter().map(Arg::from));
        found.extend(tx.all_built::<(String, Uuid, String)>(sql, values).await?);
    }
    Ok(found)
}

/// Notes what was kept: item, target, fingerprint.
pub async fn put_items(
    tx: &mut Tx,
    source: &str,
    kind: &'static str,
    items: &[(String, Uuid, String)],
) -> DbResult<()> {
    let rows: Vec<Vec<Arg>> = items
        .iter()
        .map(|(item, target, print)| args![source, kind, item, *target, print])
        .collect();
    tx.insert_many(
        "insert into import_item (source, kind, item, target_id, fingerprint)",
        "on conflict (source, kind, item) do update set target_id = excluded.target_id, fingerprint = excluded.fingerprint",
        rows,
    )
    .await?;
    Ok(())
}

/// How many items of a kind were kept from a source.
pub async fn count_items(tx: &mut Tx, source: &str, kind: &str) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "import",
            "select count(*) from import_item where source = $1 and kind = $2",
            args![source, kind],
        )
        .await?;
    Ok(row.0)
}

/// Takes the import of a source for `holder`, if nobody holds it or the holder has been silent since `stale_before`.
pub async fn claim(
    tx: &mut Tx,
    source: &str,
    holder: Uuid,
    now: i64,
    stale_before: i64,
) -> DbResult<bool> {
    let sql = "insert into import_run (source, state, holder, heartbeat_at, report) values ($1, 'running', $2, $3, '{}')
               on conflict (source) do update set state = 'running', holder = excluded.holder, heartbeat_at = excluded.heartbeat_at
               where import_run.holder is null or import_run.holder = excluded.holder or import_run.heartbeat_at < $4";
    Ok(tx
        .execute(sql, args![source, holder, now, stale_before])
        .await?
        > 0)
}

/// Says the import is alive; false if somebody else has taken it over.
pub async fn beat(tx: &mut Tx, source: &str, holder: Uuid, now: i64) -> DbResult<bool> {
    let sql = "update import_run set heartbeat_at = $3 where source = $1 and holder = $2";
    Ok(tx.execute(sql, args![source, holder, now]).await? > 0)
}

/// Ends the import of a source with its report.
pub async fn finish(
    tx: &mut Tx,
    source: &str,
    holder: Uuid,
    state: &str,
    report: &str,
) -> DbResult<()> {
    tx.execute(
        "update import_run set state = $3, holder = null, report = $4 where source = $1 and holder = $2",
        args![source, holder, state, report],
    )
    .await?;
    Ok(())
}

/// A story that was imported before, as it is now.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Existing {
    /// Its id.
    pub id: Uuid,
    /// Its slug.
    pub slug: String,
    /// Where it is in the workflow.
    pub state: String,
    /// Number of its latest revision.
    pub revision_number: i64,
    /// Who wrote the latest revision.
    pub author: String,
    /// First publication, microseconds.
    pub first_published_at: Option<i64>,
    /// The original of its translations.
    pub family: Option<Uuid>,
    /// Public path while published.
    pub path: Option<String>,
}

/// Stories by id, in no order.
pub async fn list_existing(tx: &mut Tx, ids: &[Uuid]) -> DbResult<Vec<Existing>> {
    let head = "select s.id, s.slug, s.state, s.revision_number, r.author, s.first_published_at, s.family, p.path
         from story s join revision r on r.id = s.revision_id left join pressed_story p on p.id = s.id where s.id";
    list_by(tx, head, "", ids).await
}

/// Who stands at public paths: path and story, for those that are taken.
pub async fn list_path_owners(tx: &mut Tx, paths: &[String]) -> DbResult<Vec<(String, Uuid)>> {
    list_by(
        tx,
        "select path, id from pressed_story where path",
        "",
        paths,
    )
    .await
}

/// Where old addresses lead: address, story, present path of the story, other target.
pub async fn list_old_paths(
    tx: &mut Tx,
    paths: &[String],
) -> DbResult<Vec<(String, Option<Uuid>, Option<String>, Option<String>)>> {
    let head = "select o.path, o.story_id, p.path, o.target
         from old_path o left join pressed_story p on p.id = o.story_id where o.status <> 410 and o.path";
    list_by(tx, head, "", paths).await
}

/// Lets addresses lead elsewhere (301 where the flag says so, else 302). A taken address keeps its owner.
pub async fn put_targets(tx: &mut Tx, targets: &[(String, String, bool)]) -> DbResult<u64> {
    let row = |(path, target, is_permanent): &(String, String, bool)| {
        args![
            path,
            None::<Uuid>,
            target,
            if *is_permanent { 301_i64 } else { 302 }
        ]
    };
    let rows = targets.iter().map(row).collect();
    tx.insert_many(
        "insert into old_path (path, story_id, target, status)",
        "on conflict (path) do nothing",
        rows,
    )
    .await
}

/// Pictures by id, in no order: id and whether the file is here.
pub async fn list_files(tx: &mut Tx, ids: &[Uuid]) -> DbResult<Vec<(Uuid, bool)>> {
    list_by(
        tx,
        "select id, hash is not null from picture where id",
        "",
        ids,
    )
    .await
}

/// Public stories that use any of these pictures, in no order.
pub async fn list_users(tx: &mut Tx, pictures: &[Uuid]) -> DbResult<Vec<Uuid>> {
    let head = "select distinct u.story_id from story_picture u join pressed_story p on p.id = u.story_id where u.picture_id";
    let rows: Vec<(Uuid,)> = list_by(tx, head, "", pictures).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The three nouns a story is filed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// Sections.
    Section,
    /// Tags.
    Tag,
    /// Contributors.
    Contributor,
}

/// Who holds slugs of an edition: slug, id, name, for those that are taken.
pub async fn list_slugs(
    tx: &mut Tx,
    what: Filing,
    edition: &EditionCode,
    slugs: &[String],
) -> DbResult<Vec<(String, Uuid, String)>> {
    let head = match what {
        Filing::Section => "select slug, id, name from section where edition = $1 and slug",
        Filing::Tag => "select slug, id, name from tag where edition = $1 and slug",
        Filing::Contributor => "select slug, id, name from contributor where edition = $1 and slug",
    };
    list_by(tx, head, edition.as_str(), slugs).await
}

/// Gives a section, tag or contributor another name and description.
pub async fn update_filing(
    tx: &mut Tx,
    what: Filing,
    id: Uuid,
    name: &str,
    about: &str,
) -> DbResult<()> {
    let sql = match what {
        Filing::Section => "update section set name = $2, description = $3 where id = $1",
        Filing::Tag => "update tag set name = $2, description = $3 where id = $1",
        Filing::Contributor => "update contributor set name = $2, bio = $3 where id = $1",
    };
    tx.execute(sql, args![id, name, about]).await?;
    Ok(())
}

/// Names of sections, tags or contributors: id, name, slug, in no order.
pub async fn list_names(
    tx: &mut Tx,
    what: Filing,
    ids: &[Uuid],
) -> DbResult<Vec<(Uuid, String, String)>> {
    let head = match what {
        Filing::Section => "select id, name, slug from section where id",
        Filing::Tag => "select id, name, slug from tag where id",
        Filing::Contributor => "select id, name, slug from contributor where id",
    };
    list_by(tx, head, "", ids).await
}

/// Headlines of public stories: id, headline, path, in no order.
pub async fn list_headlines(tx: &mut Tx, ids: &[Uuid]) -> DbResult<Vec<(Uuid, String, String)>> {
    list_by(
        tx,
        "select id, headline, path from pressed_story where id",
        "",
        ids,
    )
    .await
}

/// Slugs of sections: id and slug, in no order.
pub async fn list_section_slugs(tx: &mut Tx, ids: &[Uuid]) -> DbResult<Vec<(Uuid, String)>> {
    list_by(tx, "select id, slug from section where id", "", ids).await
}

/// How many sections an edition has.
pub async fn count_sections(tx: &mut Tx, edition: &EditionCode) -> DbResult<i64> {
    let row: (i64,) = tx
        .one(
            "section",
            "select count(*) from section where edition = $1",
            args![edition],
        )
        .await?;
    Ok(row.0)
}

/// Makes sections, or gives those that exist the new words; address, order and navigation stay.
pub async fn put_sections(
    tx: &mut Tx,
    edition: &EditionCode,
    sections: &[Section],
) -> DbResult<()> {
    let row = |s: &Section| {
        args![
            s.id,
            edition,
            &s.slug,
            &s.name,
            &s.description,
            s.media_topic.clone(),
            s.position,
            s.in_navigation
        ]
    };
    let rows = sections.iter().map(row).collect();
    tx.insert_many(
        "insert into section (id, edition, slug, name, description, media_topic, position, in_navigation)",
        "on conflict (id) do update set name = excluded.name, description = excluded.description",
        rows,
    )
    .await?;
    Ok(())
}

/// Makes tags, or gives those that exist the new words; address and identifiers stay.
pub async fn put_tags(tx: &mut Tx, edition: &EditionCode, tags: &[Tag]) -> DbResult<()> {
    let row = |t: &Tag| {
        args![
            t.id,
            edition,
            &t.slug,
            &t.name,
            t.kind.as_str(),
            &t.description,
            t.media_topic.clone(),
            t.wikidata.clone()
        ]
    };
    let rows = tags.iter().map(row).collect();
    tx.insert_many(
        "insert into tag (id, edition, slug, name, kind, description, media_topic, wikidata)",
        "on conflict (id) do update set name = excluded.name, description = excluded.description",
        rows,
    )
    .await?;
    Ok(())
}

/// Makes contributors with their mail addresses (never shown), or gives those that exist the new
/// words; address, role and portrait stay.
pub async fn put_contributors(
    tx: &mut Tx,
    edition: &EditionCode,
    people: &[(Contributor, Option<String>)],
) -> DbResult<()> {
    let row = |(c, email): &(Contributor, Option<String>)| {
        args![
            c.id,
            edition,
            &c.slug,
            &c.name,
            &c.role,
            &c.bio,
            email.clone(),
            c.url.clone(),
            c.picture
        ]
    };
    let rows = people.iter().map(row).collect();
    tx.insert_many(
        "insert into contributor (id, edition, slug, name, role, bio, email, url, picture_id)",
        "on conflict (id) do update set name = excluded.name, bio = excluded.bio, email = excluded.email, url = excluded.url",
        rows,
    )
    .await?;
    Ok(())
}

/// Rows whose last column of `head` is one of `values`. `first` is bound to $1 where it is not empty.
async fn list_by<T: FromRow, V: Clone + Into<Arg>>(
    tx: &mut Tx,
    head: &'static str,
    first: &str,
    values: &[V],
) -> DbResult<Vec<T>> {
    let mut found = Vec::new();
    for values in values.chunks(128) {
        let values = dialect::padded(values.to_vec());
        let mut bound = if first.is_empty() {
            Vec::new()
        } else {
            args![first]
        };
        let sql = format!(
            "{head} in ({})",
            dialect::placeholders(bound.len() + 1, values.len())
        );
        bound.extend(values.into_iter().map(Into::into));
        found.extend(tx.all_built::<T>(sql, bound).await?);
    }
    Ok(found)
}
