//! Work that can wait: on threads of its own, which give way to whatever answers readers.
//!
//! Looking at pictures and making renditions takes whole cores for seconds. On the threads of the
//! runtime's own pool it would compete with pages as an equal; here it gets what they leave over.

use std::sync::OnceLock;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

/// Threads at most; how much work is under way at a time is for the callers to bound.
const THREADS: usize = 8;

/// Runs work that takes long where it disturbs no reader. A process such work starts gives way too.
///
/// # Panics
/// If no thread can be started, as `spawn_blocking` of a runtime does.
pub fn spawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    match pool() {
        Some(pool) => pool.spawn_blocking(work),
        None => tokio::task::spawn_blocking(work),
    }
}

/// Only the pool of blocking threads of this runtime is used.
fn pool() -> Option<&'static Runtime> {
    static POOL: OnceLock<Option<Runtime>> = OnceLock::new();
    let pool = POOL.get_or_init(|| {
        let built = Builder::new_current_thread()
            .max_blocking_threads(THREADS)
            .thread_name("background")
            .on_thread_start(give_way)
            .build();
        built
            .inspect_err(|error| tracing::warn!(%error, "No threads for work that can wait"))
            .ok()
    });
    pool.as_ref()
}

/// Puts this thread behind every other. On Linux a priority is a thread's; elsewhere it is the whole
/// process's, which must not give way.
#[cfg(target_os = "linux")]
fn give_way() {
    const LOWEST: i32 = 19;
    if let Err(error) = rustix::process::setpriority_process(None, LOWEST) {
        tracing::debug!(%error, "Background work keeps the usual priority");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    #[cfg(target_os = "linux")]
    async fn background_work_gives_way_and_the_rest_of_the_program_does_not() {
        let nice = || rustix::process::getpriority_process(None).unwrap();

        let behind = spawn(nice).await.unwrap();
        let usual = tokio::task::spawn_blocking(nice).await.unwrap();

        assert_eq!(behind, 19);
        assert!(usual < 19, "{usual}");
    }

    #[tokio::test]
    async fn work_that_panics_takes_nothing_else_along() {
        let lost = spawn(|| panic!("as it should")).await;

        let next = spawn(|| 7).await;

        assert!(lost.unwrap_err().is_panic());
        assert_eq!(next.unwrap(), 7);
    }
}
