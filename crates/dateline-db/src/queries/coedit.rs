//! The documents stories are written in, and the log of their updates. The public site never reads these.

use crate::queries::story::pack;
use crate::{DbError, DbResult, Tx, args};
use dateline_core::edition::EditionCode;
use dateline_core::event::EventKind;
use dateline_core::id::{DeskId, SectionId, StoryId};
use dateline_core::rights::Place;
use dateline_core::story::Story;
use dateline_core::workflow::WorkflowState;
use jiff::Timestamp;
use sqlx::FromRow;
use uuid::Uuid;

/// A document as it lies.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StoredDocument {
    /// Changes when the document is begun anew.
    pub document_id: Uuid,
    /// Up to this update it says what [`Self::settled_revision`] says.
    pub settled_seq: i64,
    /// The revision.
    pub settled_revision: i64,
    /// The last update that is in the snapshot.
    pub snapshot_seq: i64,
    /// All of the document up to there, as one update.
    pub snapshot: Vec<u8>,
}

/// How far a document was settled, and how far it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Marks {
    /// Up to this update it was settled.
    pub settled_seq: i64,
    /// As this revision.
    pub settled_revision: i64,
    /// Its newest update; `None` if there is none beyond the snapshot.
    pub newest_seq: Option<i64>,
    /// The newest revision of the story.
    pub revision_number: i64,
}

/// An update as it lies.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StoredUpdate {
    /// Its number; later commits have greater ones.
    pub seq: i64,
    /// The story.
    pub story_id: Uuid,
    /// Who wrote it.
    pub author: String,
    /// What changes.
    pub bytes: Vec<u8>,
}

/// An update on its way into the log.
#[derive(Clone, Debug)]
pub struct NewUpdate {
    /// The story.
    pub story: StoryId,
    /// Who wrote it.
    pub author: String,
    /// What changes.
    pub bytes: Vec<u8>,
}

/// The document of a story, if it has one.
pub async fn find(tx: &mut Tx, story: StoryId) -> DbResult<Option<StoredDocument>> {
    tx.optional(
        "select document_id, settled_seq, settled_revision, snapshot_seq, snapshot from story_document where story_id = $1",
        args![story],
    )
    .await
}

/// How far the document of a story was settled, if it has one.
pub async fn marks(tx: &mut Tx, story: StoryId) -> DbResult<Option<Marks>> {
    tx.optional(
        "select d.settled_seq, d.settled_revision,
           (select max(u.seq) from story_update u where u.story_id = d.story_id) as newest_seq, s.revision_number
         from story_document d join story s on s.id = d.story_id where d.story_id = $1",
        args![story],
    )
    .await
}

/// Begins the document of a story, unless somebody else did.
pub async fn insert(tx: &mut Tx, story: StoryId, document: &StoredDocument) -> DbResult<()> {
    tx.execute(
        "insert into story_document (story_id, document_id, settled_seq, settled_revision, snapshot_seq, snapshot)
         values ($1, $2, $3, $4, $5, $6) on conflict (story_id) do nothing",
        args![
            story,
            document.document_id,
            document.settled_seq,
            document.settled_revision,
            document.snapshot_seq,
            document.snapshot.clone()
        ],
    )
    .await?;
    Ok(())
}

/// Updates of a story after `after`, oldest first, all of them: the bound of a document is theirs.
pub async fn list_updates(tx: &mut Tx, story: StoryId, after: i64) -> DbResult<Vec<StoredUpdate>> {
    tx.all(
        "select seq, story_id, author, bytes from story_update where story_id = $1 and seq > $2 order by seq",
        args![story, after],
    )
    .await
}

/// Updates other processes took after `after`, oldest first, at most `limit`.
pub async fn list_foreign(
    tx: &mut Tx,
    node: Uuid,
    after: i64,
    limit: i64,
) -> DbResult<Vec<StoredUpdate>> {
    tx.all(
        "select seq, story_id, author, bytes from story_update where seq > $1 and node <> $2 order by seq limit $3",
        args![after, node, limit],
    )
    .await
}

/// Number of the newest update of all; 0 if there is none.
pub async fn newest(tx: &mut Tx) -> DbResult<i64> {
    let row: (Option<i64>,) = tx
        .one("update", "select max(seq) from story_update", Vec::new())
        .await?;
    Ok(row.0.unwrap_or(0))
}

/// Appends updates. On PostgreSQL a lock makes order of numbers order of commits.
pub async fn append(
    tx: &mut Tx,
    node: Uuid,
    updates: Vec<NewUpdate>,
    now: Timestamp,
) -> DbResult<()> {
    if tx.is_postgres() {
        let _: Vec<(bool,)> = tx
            .all("select pg_advisory_xact_lock(4420) is null", Vec::new())
            .await?;
    }
    let rows = updates
        .into_iter()
        .map(|update| args![update.story, node, update.author, update.bytes, now])
        .collect();
    tx.insert_many(
        "insert into story_update (story_id, node, author, bytes, created_at)",
        "",
        rows,
    )
    .await?;
    Ok(())
}

/// Notes that a document says what a revision says, up to an update.
pub async fn settle(tx: &mut Tx, story: StoryId, seq: i64, revision: i64) -> DbResult<()> {
    tx.execute(
        "update story_document set settled_seq = $2, settled_revision = $3 where story_id = $1",
        args![story, seq, revision],
    )
    .await?;
    Ok(())
}

/// Replaces the snapshot of a document by one that holds more.
pub async fn put_snapshot(
    tx: &mut Tx,
    story: StoryId,
    seq: i64,
    snapshot: Vec<u8>,
) -> DbResult<()> {
    tx.execute(
        "update story_document set snapshot_seq = $2, snapshot = $3 where story_id = $1 and snapshot_seq < $2",
        args![story, seq, snapshot],
    )
    .await?;
    Ok(())
}

/// Forgets updates from before a moment that are in the snapshot of their story.
pub async fn forget(tx: &mut Tx, story: StoryId, before: Timestamp) -> DbResult<u64> {
    tx.execute(
        "delete from story_update where story_id = $1 and created_at < $2
           and seq <= (select snapshot_seq from story_document where story_id = $1)",
        args![story, before],
    )
    .await
}

/// Stories with an update older than a moment, at most `limit`: their documents want to be compacted.
pub async fn list_old(tx: &mut Tx, before: Timestamp, limit: i64) -> DbResult<Vec<StoryId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct story_id from story_update where created_at < $1 order by story_id limit $2",
            args![before, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|row| StoryId(row.0)).collect())
}

/// Stories whose newest update is older than a moment and not settled, at most `limit`.
pub async fn list_unsettled(tx: &mut Tx, before: Timestamp, limit: i64) -> DbResult<Vec<StoryId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select u.story_id from story_update u join story_document d on d.story_id = u.story_id
             where u.seq > d.settled_seq group by u.story_id having max(u.created_at) < $1 order by u.story_id limit $2",
            args![before, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|row| StoryId(row.0)).collect())
}

/// The newest revision of a story as it was written: author, note, and when.
pub async fn newest_revision(tx: &mut Tx, revision: Uuid) -> DbResult<(String, String, i64)> {
    tx.one(
        "revision",
        "select author, note, created_at from revision where id = $1",
        args![revision],
    )
    .await
}

/// Whether a revision of a story is public, or something that follows it is written down.
pub async fn is_kept(tx: &mut Tx, story: StoryId, number: i64) -> DbResult<bool> {
    let row: (i64,) = tx
        .one(
            "revision",
            "select (select count(*) from publication where story_id = $1 and coalesce(revision, $2) >= $2)
               + (select count(*) from translation where source_id = $1 and source_revision >= $2)",
            args![story, number],
        )
        .await?;
    Ok(row.0 > 0)
}

/// Replaces the words of the newest revision of a story.
pub async fn replace_revision(tx: &mut Tx, story: &Story, now: Timestamp) -> DbResult<()> {
    tx.execute(
        "update revision set content = $2 where id = $1",
        args![story.revision, pack(&story.content)?],
    )
    .await?;
    tx.execute(
        "update story set headline = $2, updated_at = $3, kicker = $4, words = $5, lead_picture = $6 where id = $1",
        args![
            story.id,
            &story.content.headline,
            now,
            story.content.kicker.clone(),
            i64::from(story.content.body.word_count()),
            story.content.lead_picture.as_ref().map(|used| used.picture)
        ],
    )
    .await?;
    tx.moved(story.id.0, EventKind::StoryRevised.as_str());
    Ok(())
}

/// Where a story stands, and in which state: what rights in it go by.
pub async fn place(tx: &mut Tx, story: StoryId) -> DbResult<(Place, WorkflowState)> {
    let row: (String, Uuid, Option<Uuid>, String) = tx
        .one(
            "story",
            "select edition, section_id, desk_id, state from story where id = $1",
            args![story],
        )
        .await?;
    let place = Place {
        edition: Some(EditionCode(row.0)),
        section: Some(SectionId(row.1)),
        desk: row.2.map(DeskId),
    };
    let state = WorkflowState::parse(&row.3).ok_or_else(|| DbError::Corrupt {
        what: "story.state",
        detail: row.3.clone(),
    })?;
    Ok((place, state))
}

/// Who is in a story on a node.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StoredRoom {
    /// The story.
    pub story_id: Uuid,
    /// The node.
    pub node: Uuid,
    /// People, as JSON.
    pub people: String,
    /// Where their carets are, as JSON.
    pub presences: String,
}

/// Who is in which story on other nodes that were heard of after a moment, at most 2,000.
pub async fn list_rooms(tx: &mut Tx, node: Uuid, after: Timestamp) -> DbResult<Vec<StoredRoom>> {
    tx.all(
        "select story_id, node, people, presences from story_room where node <> $1 and seen_at > $2
         order by story_id, node limit 2000",
        args![node, after],
    )
    .await
}

/// Writes down who is in stories on a node.
pub async fn put_rooms(tx: &mut Tx, rooms: &[StoredRoom], now: Timestamp) -> DbResult<()> {
    let rows = rooms
        .iter()
        .map(|room| args![room.story_id, room.node, &room.people, &room.presences, now]);
    tx.insert_many(
        "insert into story_room (story_id, node, people, presences, seen_at)",
        "on conflict (story_id, node) do update set people = excluded.people, presences = excluded.presences,
           seen_at = excluded.seen_at",
        rows.collect(),
    )
    .await?;
    Ok(())
}

/// Forgets who was in a story on a node.
pub async fn delete_room(tx: &mut Tx, story: StoryId, node: Uuid) -> DbResult<()> {
    tx.execute(
        "delete from story_room where story_id = $1 and node = $2",
        args![story, node],
    )
    .await?;
    Ok(())
}

/// Forgets what nodes said that were not heard of since a moment.
pub async fn forget_rooms(tx: &mut Tx, before: Timestamp) -> DbResult<u64> {
    tx.execute("delete from story_room where seen_at < $1", args![before])
        .await
}
