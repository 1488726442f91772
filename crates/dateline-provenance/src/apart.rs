//! Running what handles foreign bytes: apart, with room on the stack and a deadline.

use std::thread;
use std::time::Instant;

/// Room for manifests that name manifests that name manifests, in bytes; only what is used is taken.
const STACK: usize = 64 * 1024 * 1024;

/// Runs `work` on a thread of its own and waits; `None` if it panicked or no thread could be had.
pub fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        thread::Builder::new()
            .name("content-credentials".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work)
            .ok()?
            .join()
            .ok()
    })
}

/// A callback that says stop once the time is over.
pub fn until(
    deadline: Instant,
) -> impl Fn(c2pa::ProgressPhase, u32, u32) -> bool + Send + Sync + 'static {
    move |_, _, _| Instant::now() < deadline
}
