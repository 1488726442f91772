//! Follows what other processes wrote into the log, while a room is open here.

use super::Coedit;
use super::room::ToRoom;
use dateline_core::id::StoryId;
use dateline_db::DbResult;
use dateline_db::queries::coedit;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::Instant;

/// How often the log is asked.
const PERIOD: Duration = Duration::from_millis(100);
/// Updates read at once.
const AT_ONCE: i64 = 500;
/// Who heard nothing for so long may have missed updates that are gone from the log.
const TOO_LONG: Duration = Duration::from_mins(5);

/// Begins to follow, unless that is done already.
pub(super) fn start(coedit: &Coedit) {
    if !coedit.inner.is_following.swap(true, Ordering::AcqRel) {
        tokio::spawn(follow(coedit.clone()));
    }
}

async fn follow(coedit: Coedit) {
    let mut stop = coedit.inner.stopped.clone();
    let mut from: Option<i64> = None;
    let mut heard = Instant::now();
    let mut is_away = false;
    loop {
        match look(&coedit, &mut from).await {
            Ok(()) => {
                if heard.elapsed() > TOO_LONG {
                    tell_all(&coedit).await;
                }
                heard = Instant::now();
                is_away = false;
            }
            Err(error) => {
                if !is_away {
                    tracing::warn!(%error, "What other nodes wrote cannot be read");
                }
                is_away = true;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(PERIOD) => {}
            () = super::stopped(&mut stop) => return,
        }
        if is_idle(&coedit) {
            return;
        }
    }
}

/// Whether no room is left; then following has ended, and begins anew with the next room.
fn is_idle(coedit: &Coedit) -> bool {
    let mut rooms = coedit.rooms();
    rooms.retain(|_, room| !room.is_closed());
    let is_idle = rooms.is_empty();
    if is_idle {
        coedit.inner.is_following.store(false, Ordering::Release);
    }
    is_idle
}

/// Hands rooms what others wrote. The first look finds where the log ends: rooms that open later read
/// what lies before.
async fn look(coedit: &Coedit, from: &mut Option<i64>) -> DbResult<()> {
    loop {
        let mut tx = coedit.inner.house.db().read().await?;
        let Some(after) = *from else {
            // A room may have read the log a moment ago: what was written since the start of this
            // process is few, and an update that comes twice does no harm.
            let newest = coedit::newest(&mut tx).await?;
            *from = Some((newest - AT_ONCE).max(0));
            tx.close().await?;
            continue;
        };
        let updates = coedit::list_foreign(&mut tx, coedit.inner.node, after, AT_ONCE).await?;
        tx.close().await?;
        let count = updates.len();
        for update in updates {
            *from = Some(update.seq);
            let room = coedit.rooms().get(&StoryId(update.story_id)).cloned();
            if let Some(room) = room {
                // A room that closes has told the log everything.
                let _ = room.send(ToRoom::Foreign(update.bytes)).await;
            }
        }
        if i64::try_from(count).unwrap_or(AT_ONCE) < AT_ONCE {
            return Ok(());
        }
    }
}

async fn tell_all(coedit: &Coedit) {
    let rooms: Vec<_> = coedit.rooms().values().cloned().collect();
    for room in rooms {
        let _ = room.send(ToRoom::Reload).await;
    }
}
