//! Tells other nodes who is in which story here, and hears the same of them. Nothing depends on it but
//! what is shown: names on the board, and carets.

use super::Coedit;
use super::people::{Abroad, Face, Person};
use super::room::ToRoom;
use dateline_core::id::StoryId;
use dateline_db::DbResult;
use dateline_db::queries::coedit::{self, StoredRoom};
use dateline_text::wire::Presence;
use jiff::ToSpan;
use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::Instant;

/// How often, while somebody is in a story here.
const BUSY: Duration = Duration::from_millis(300);
/// How often, while nobody is.
const IDLE: Duration = Duration::from_secs(2);
/// What did not change is said again after so long.
const AGAIN: Duration = Duration::from_secs(10);
/// A node that said nothing for so long is gone.
const GONE_SECONDS: i64 = 30;

/// Begins, unless that is done already.
pub(super) fn start(coedit: &Coedit) {
    let inner = &coedit.inner;
    if tokio::runtime::Handle::try_current().is_ok()
        && !inner.is_exchanging.swap(true, Ordering::AcqRel)
    {
        tokio::spawn(exchange(coedit.clone()));
    }
}

/// What this node said last, and when.
type Told = HashMap<StoryId, (Face, Instant)>;

async fn exchange(coedit: Coedit) {
    let mut stop = coedit.inner.stopped.clone();
    let mut told = Told::new();
    loop {
        if let Err(error) = once(&coedit, &mut told).await {
            tracing::debug!(%error, "Who is in which story on other nodes is not known");
        }
        let pause = if told.is_empty() { IDLE } else { BUSY };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = super::stopped(&mut stop) => break,
        }
    }
    if let Err(error) = say(&coedit, &mut told, &[]).await {
        tracing::debug!(%error, "Other nodes could not be told that this one stops");
    }
}

async fn once(coedit: &Coedit, told: &mut Told) -> DbResult<()> {
    let inner = &coedit.inner;
    let now = inner.house.now();
    let after = now.checked_sub(GONE_SECONDS.seconds()).unwrap_or(now);
    let mut tx = inner.house.db().read().await?;
    let rows = coedit::list_rooms(&mut tx, inner.node, after).await?;
    tx.close().await?;
    let mut abroad = Abroad::new();
    for row in rows {
        let story = StoryId(row.story_id);
        abroad
            .entry(story)
            .or_default()
            .insert(row.node, face(&row));
    }
    let shared: Vec<StoryId> = abroad.keys().copied().collect();
    for (story, carets) in inner.people.hear(abroad) {
        let room = coedit.rooms().get(&story).cloned();
        if let Some(room) = room {
            // A room that closes shows nothing any more.
            let _ = room.send(ToRoom::Abroad(carets)).await;
        }
    }
    let faces = inner.people.faces();
    let due = faces
        .into_iter()
        .filter(|(story, face)| match told.get(story) {
            None => true,
            Some((said, at)) => {
                at.elapsed() > AGAIN
                    || said.people != face.people
                    || (shared.contains(story) && said != face)
            }
        });
    let due: Vec<(StoryId, Face)> = due.collect();
    say(coedit, told, &due).await
}

fn face(row: &StoredRoom) -> Face {
    let people: Vec<Person> = serde_json::from_str(&row.people).unwrap_or_default();
    let said: Vec<(u64, u64, String)> = serde_json::from_str(&row.presences).unwrap_or_default();
    let presences = said.into_iter().map(|(client, clock, state)| Presence {
        client,
        clock,
        state,
    });
    Face {
        people,
        presences: presences.collect(),
    }
}

/// Writes down what is due, and takes back what is over.
async fn say(coedit: &Coedit, told: &mut Told, due: &[(StoryId, Face)]) -> DbResult<()> {
    let inner = &coedit.inner;
    let here: Vec<StoryId> = if *inner.stopped.borrow() {
        Vec::new()
    } else {
        inner
            .people
            .faces()
            .into_iter()
            .map(|(story, _)| story)
            .collect()
    };
    let over: Vec<StoryId> = told
        .keys()
        .filter(|story| !here.contains(story))
        .copied()
        .collect();
    if due.is_empty() && over.is_empty() {
        return Ok(());
    }
    let rows = due.iter().map(|(story, face)| {
        let said = face.presences.iter();
        let said: Vec<_> = said
            .map(|one| (one.client, one.clock, &one.state))
            .collect();
        StoredRoom {
            story_id: story.0,
            node: inner.node,
            people: serde_json::to_string(&face.people).unwrap_or_default(),
            presences: serde_json::to_string(&said).unwrap_or_default(),
        }
    });
    let rows: Vec<StoredRoom> = rows.collect();
    let mut tx = inner.house.db().begin().await?;
    coedit::put_rooms(&mut tx, &rows, inner.house.now()).await?;
    for story in &over {
        coedit::delete_room(&mut tx, *story, inner.node).await?;
    }
    inner.house.commit(tx).await?;
    for (story, face) in due {
        told.insert(*story, (face.clone(), Instant::now()));
    }
    for story in over {
        told.remove(&story);
    }
    Ok(())
}
