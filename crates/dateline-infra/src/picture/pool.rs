//! Room for pictures being made: so many at a time, in so much memory, in the whole process.

use std::sync::{Arc, LazyLock, OnceLock};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// Most made at a time while somebody waits.
const MOST: usize = 4;
/// What is handed out at a time, in bytes.
const PIECE: u64 = 64 * 1024;
/// What making a rendition takes beside the decoded picture, in bytes.
const BESIDE: u64 = 24 * 1024 * 1024;

/// Memory for pictures unless the operator says otherwise, in bytes.
const USUAL: u64 = 512 * 1024 * 1024;
/// Of that, what is kept for everything but decoded pixels, in bytes.
const RESERVE: u64 = 96 * 1024 * 1024;

static MEMORY: OnceLock<u64> = OnceLock::new();

/// Sets how much memory pictures may take in this process, all together. Only before the first
/// picture is looked at; later it changes nothing.
pub fn set_memory(bytes: u64) {
    if MEMORY.set(bytes).is_err() {
        tracing::debug!("The memory of pictures was set already");
    }
}

/// Most memory decoding may take, of all pictures at a time, in bytes.
pub(super) fn most() -> u64 {
    let memory = *MEMORY.get_or_init(|| USUAL);
    memory.saturating_sub(RESERVE).max(memory / 2)
}

static POOL: LazyLock<Pool> = LazyLock::new(|| Pool {
    quick: Arc::new(Semaphore::new(at_once())),
    slow: Arc::new(Semaphore::new(1)),
    memory: Arc::new(Semaphore::new(pieces(most() + BESIDE) as usize)),
});

struct Pool {
    quick: Arc<Semaphore>,
    slow: Arc<Semaphore>,
    memory: Arc<Semaphore>,
}

/// A place among those that are at work; given back when dropped.
pub(super) struct Place(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

/// Memory to decode in; given back when dropped.
pub(super) struct Room(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

/// One core stays with the readers.
fn at_once() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.saturating_sub(1).clamp(1, MOST)
}

/// Waits for a place among those somebody waits for.
pub(super) async fn place() -> Result<Place, AcquireError> {
    let permit = Arc::clone(&POOL.quick).acquire_owned().await?;
    Ok(Place(permit))
}

/// Waits for the one place for what takes long.
pub(super) async fn slow_place() -> Result<Place, AcquireError> {
    let permit = Arc::clone(&POOL.slow).acquire_owned().await?;
    Ok(Place(permit))
}

/// Waits for the memory that decoding a picture takes, of what all pictures share.
pub(super) async fn room(cost: u64) -> Result<Room, AcquireError> {
    let wanted = pieces(cost.min(most()) + BESIDE);
    let permit = Arc::clone(&POOL.memory).acquire_many_owned(wanted).await?;
    Ok(Room(permit))
}

fn pieces(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(PIECE)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn pictures_that_need_it_all_take_turns() {
        let first = room(u64::MAX).await.unwrap();

        let second = tokio::time::timeout(Duration::from_millis(50), room(1)).await;
        drop(first);
        let third = tokio::time::timeout(Duration::from_secs(5), room(1)).await;

        assert!(second.is_err());
        assert!(third.is_ok());
    }
}
