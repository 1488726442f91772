//! A story's document as it lies in the database: begun, read, and brought into line with the revisions.

use super::KEPT_MINUTES;
use crate::actor::Actor;
use crate::story::{Revision, StoryError, save};
use dateline_core::id::{StoryId, derived};
use dateline_core::story::{Story, StoryContent};
use dateline_db::queries::coedit::{self, NewUpdate, StoredDocument, StoredUpdate};
use dateline_db::queries::story as stories;
use dateline_db::{DbError, Tx};
use dateline_text::Document;
use dateline_web::house::House;
use jiff::ToSpan;
use std::time::Duration;
use uuid::Uuid;

/// Whose updates every node must read: those made here from a revision.
pub(super) const NOBODY: Uuid = Uuid::nil();
/// What revisions made from typing are called, for the newsroom.
pub const TYPED: &str = "typed";
/// Typing within this time of its beginning is one revision.
const COALESCE: Duration = Duration::from_mins(10);
/// From so many updates, or bytes of them, on a new snapshot is made.
const MANY_UPDATES: usize = 300;
const MANY_BYTES: usize = 512 * 1024;
/// Documents from so many bytes on are worked on where they keep nobody waiting.
const LARGE: usize = 64 * 1024;

/// A document and what its log holds beyond the snapshot.
pub(super) struct Lying {
    pub stored: StoredDocument,
    pub updates: Vec<StoredUpdate>,
}

impl Lying {
    pub async fn find(tx: &mut Tx, story: StoryId) -> Result<Option<Self>, DbError> {
        let Some(stored) = coedit::find(tx, story).await? else {
            return Ok(None);
        };
        let updates = coedit::list_updates(tx, story, stored.snapshot_seq).await?;
        Ok(Some(Self { stored, updates }))
    }

    /// Number of its newest update.
    pub fn newest(&self) -> i64 {
        self.updates
            .last()
            .map_or(self.stored.snapshot_seq, |last| last.seq)
    }

    /// Reads the document up to an update, and does something with it.
    pub async fn with<T: Send + 'static>(
        &self,
        up_to: i64,
        work: impl FnOnce(Document) -> T + Send + 'static,
    ) -> Result<T, DbError> {
        let updates = self.updates.iter().filter(|update| update.seq <= up_to);
        let updates = updates.map(|update| update.bytes.clone());
        let parts: Vec<Vec<u8>> = std::iter::once(self.stored.snapshot.clone())
            .chain(updates)
            .collect();
        let size: usize = parts.iter().map(Vec::len).sum();
        let read = move || {
            let parts = parts.iter().map(Vec::as_slice);
            Document::load(rand::random(), parts).map(work)
        };
        let done = if size < LARGE {
            read()
        } else {
            let done = tokio::task::spawn_blocking(read).await;
            done.map_err(|e| damaged(e.to_string()))?
        };
        done.map_err(|refused| damaged(refused.to_string()))
    }

    fn typists(&self) -> Vec<&str> {
        let mut seen = Vec::new();
        for update in &self.updates {
            let is_new = update.seq > self.stored.settled_seq;
            if is_new && !update.author.is_empty() && !seen.contains(&update.author.as_str()) {
                seen.push(update.author.as_str());
            }
        }
        seen
    }
}

fn damaged(detail: String) -> DbError {
    DbError::Corrupt {
        what: "the document of a story",
        detail,
    }
}

/// The document of a story; begun from its newest revision if it has none.
pub(super) async fn begin(
    house: &House,
    tx: &mut Tx,
    id: StoryId,
) -> Result<StoredDocument, StoryError> {
    if let Some(stored) = coedit::find(tx, id).await? {
        return Ok(stored);
    }
    let story = stories::get_to_change(tx, id).await?;
    let revision = story.revision_number;
    let salt = story.revision.to_string();
    // Two nodes that begin at once make the same of it; one of them is kept.
    let seed = derived(&["document", &id.to_string(), &salt]);
    let [a, b, c, d, ..] = *seed.as_bytes();
    let client = u32::from_be_bytes([a, b, c, d]);
    let made = tokio::task::spawn_blocking(move || {
        let mut document = Document::new(client);
        document.set_content(&story.content, &salt);
        document.encode()
    });
    let snapshot = made.await.map_err(|e| damaged(e.to_string()))?;
    let new = StoredDocument {
        document_id: house.new_id(),
        settled_seq: 0,
        settled_revision: revision,
        snapshot_seq: 0,
        snapshot,
    };
    coedit::insert(tx, id, &new).await?;
    Ok(coedit::find(tx, id).await?.unwrap_or(new))
}

/// Saves what was typed since the last revision as one, if anything was; the number of the newest.
///
/// Whatever shows, checks or publishes the newest revision calls this before.
pub async fn settle_in(house: &House, tx: &mut Tx, id: StoryId) -> Result<(), StoryError> {
    let Some(marks) = coedit::marks(tx, id).await? else {
        return Ok(());
    };
    let is_settled = marks.newest_seq.is_none_or(|seq| seq <= marks.settled_seq);
    if is_settled && marks.revision_number <= marks.settled_revision {
        return Ok(());
    }
    let mut story = stories::get_to_change(tx, id).await?;
    follow(house, tx, &mut story, "").await?;
    let Some(lying) = Lying::find(tx, id).await? else {
        return Ok(());
    };
    let newest = lying.newest();
    if newest <= lying.stored.settled_seq {
        return Ok(());
    }
    let is_long = lying.updates.len() > MANY_UPDATES
        || lying.updates.iter().map(|u| u.bytes.len()).sum::<usize>() > MANY_BYTES;
    let (content, snapshot) = lying
        .with(newest, move |document| {
            (document.content(), is_long.then(|| document.encode()))
        })
        .await?;
    let number = keep(house, tx, &story, content, &lying.typists()).await?;
    coedit::settle(tx, id, newest, number).await?;
    if let Some(snapshot) = snapshot {
        coedit::put_snapshot(tx, id, newest, snapshot).await?;
    }
    Ok(())
}

/// Keeps what was typed, as a revision of its own or in the one that typing began.
async fn keep(
    house: &House,
    tx: &mut Tx,
    story: &Story,
    content: StoryContent,
    typists: &[&str],
) -> Result<i64, StoryError> {
    if content == story.content {
        return Ok(story.revision_number);
    }
    let (author, note, at) = coedit::newest_revision(tx, story.revision.0).await?;
    let age = dateline_db::micros(house.now()).saturating_sub(at);
    let is_young = age < i64::try_from(COALESCE.as_micros()).unwrap_or(i64::MAX);
    let goes_on = note == TYPED
        && is_young
        && author.split(", ").eq(typists.iter().copied())
        && !coedit::is_kept(tx, story.id, story.revision_number).await?;
    let actor = Actor(typists.join(", "));
    if goes_on {
        save::replace(house, tx, story.clone(), content).await?;
        return Ok(story.revision_number);
    }
    let revision = Revision {
        content,
        note: TYPED.to_owned(),
    };
    let saved = save::add(house, tx, story.clone(), revision, &actor).await?;
    Ok(saved.revision_number)
}

/// Brings what a revision says that was not typed (corrected, restored, imported) into the document, as
/// an edit beside what others are typing.
pub(crate) async fn follow(
    house: &House,
    tx: &mut Tx,
    story: &mut Story,
    author: &str,
) -> Result<(), StoryError> {
    let id = story.id;
    let Some(lying) = Lying::find(tx, id).await? else {
        return Ok(());
    };
    if story.revision_number <= lying.stored.settled_revision {
        return Ok(());
    }
    let (content, salt) = (story.content.clone(), story.revision.to_string());
    let update = lying
        .with(lying.stored.settled_seq, move |mut document| {
            document.set_content(&content, &salt)
        })
        .await?;
    let was_settled = lying.newest() <= lying.stored.settled_seq;
    if let Some(bytes) = update {
        let new = NewUpdate {
            story: id,
            author: author.to_owned(),
            bytes,
        };
        coedit::append(tx, NOBODY, vec![new], house.now()).await?;
    }
    if was_settled {
        let marks = coedit::marks(tx, id).await?;
        let newest = marks.and_then(|marks| marks.newest_seq);
        let newest = newest.unwrap_or(lying.stored.settled_seq);
        coedit::settle(tx, id, newest, story.revision_number).await?;
    } else {
        // What was typed meanwhile goes on top, as a revision of its own.
        let Some(all) = Lying::find(tx, id).await? else {
            return Ok(());
        };
        let newest = all.newest();
        let content = all.with(newest, |document| document.content()).await?;
        let number = keep(house, tx, story, content, &all.typists()).await?;
        coedit::settle(tx, id, newest, number).await?;
        *story = stories::get(tx, id).await?;
    }
    Ok(())
}

/// Puts what was settled into the snapshot, and forgets the updates every node has read by now.
pub(super) async fn compact(house: House, id: StoryId) -> Result<(), DbError> {
    let now = house.now();
    let before = now.checked_sub(KEPT_MINUTES.minutes()).unwrap_or(now);
    let mut tx = house.db().read().await?;
    let lying = Lying::find(&mut tx, id).await?;
    tx.close().await?;
    let Some(lying) = lying else { return Ok(()) };
    let up_to = lying.stored.settled_seq;
    let snapshot = if up_to > lying.stored.snapshot_seq {
        Some(lying.with(up_to, |document| document.encode()).await?)
    } else {
        None
    };
    let mut tx = house.db().begin().await?;
    if let Some(snapshot) = snapshot {
        coedit::put_snapshot(&mut tx, id, up_to, snapshot).await?;
    }
    coedit::forget(&mut tx, id, before).await?;
    house.commit(tx).await
}
