//! Announces what changed to whoever waits for it.
//!
//! The bus is quick and forgetful; the change log in the database is the truth. A listener that
//! missed something is told so and reads the log.

use std::sync::Arc;
use tokio::sync::broadcast::{self, error::RecvError};

/// Announcements a slow listener may fall behind by before it misses some.
const DEPTH: usize = 1024;

/// Carries keys of changed subjects.
#[derive(Clone, Debug)]
pub enum Bus {
    /// Inside this process.
    Memory(Memory),
}

/// The bus inside one process.
#[derive(Clone, Debug)]
pub struct Memory {
    sender: broadcast::Sender<Arc<[u64]>>,
}

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The subjects with these keys changed.
    Changed(Arc<[u64]>),
    /// Announcements were missed; the change log has them.
    Missed,
}

impl Bus {
    /// A bus inside this process.
    pub fn memory() -> Self {
        Self::Memory(Memory {
            sender: broadcast::Sender::new(DEPTH),
        })
    }

    /// Announces changed subjects, after their commit. Never waits; without listeners nothing happens.
    pub fn announce(&self, keys: Vec<u64>) {
        let Self::Memory(memory) = self;
        if !keys.is_empty() && memory.sender.send(keys.into()).is_err() {
            tracing::trace!("Nobody listens to the bus");
        }
    }

    /// Hears everything announced from now on.
    pub fn listen(&self) -> Listener {
        let Self::Memory(memory) = self;
        Listener {
            receiver: memory.sender.subscribe(),
        }
    }
}

/// One listener.
#[derive(Debug)]
pub struct Listener {
    receiver: broadcast::Receiver<Arc<[u64]>>,
}

impl Listener {
    /// The next announcement; `None` once the bus is gone.
    pub async fn next(&mut self) -> Option<Heard> {
        match self.receiver.recv().await {
            Ok(keys) => Some(Heard::Changed(keys)),
            Err(RecvError::Lagged(_)) => Some(Heard::Missed),
            Err(RecvError::Closed) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_listener_hears_what_is_announced_after_it_came() {
        let bus = Bus::memory();
        bus.announce(vec![1]);
        let (mut first, mut second) = (bus.listen(), bus.listen());

        bus.announce(vec![2, 3]);
        bus.announce(vec![]);
        drop(bus);

        for listener in [&mut first, &mut second] {
            assert_eq!(listener.next().await, Some(Heard::Changed([2, 3].into())));
            assert_eq!(listener.next().await, None);
        }
    }

    #[tokio::test]
    async fn a_slow_listener_is_told_that_it_missed_something() {
        let bus = Bus::memory();
        let mut slow = bus.listen();

        (0..=DEPTH as u64).for_each(|key| bus.announce(vec![key]));

        assert_eq!(slow.next().await, Some(Heard::Missed));
        assert_eq!(slow.next().await, Some(Heard::Changed([1].into())));
    }
}
