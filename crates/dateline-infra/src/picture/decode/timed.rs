//! A deadline for decoders in this process: once it is over, whatever they read next is an error.
//!
//! A file may be small and make its decoder read the same bytes over and over, or read what makes no
//! pixels. Only the time within the decoder counts, not what is done with a frame between two, and
//! where the system tells it, only the time its thread was at work: a machine that has other things
//! to do makes no picture too slow.

use super::super::PictureError;
use image::ImageError;
use std::cell::Cell;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::time::Duration;

/// Longest one picture may take, with all its frames.
pub const SECONDS: u64 = 30;
/// Most handed out until somebody looks at the clock again, in bytes; a call counts as some.
const WINDOW: usize = 32 * 1024;
const CALL: usize = 256;

/// Time at work of this thread.
#[cfg(target_os = "linux")]
fn now() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// Time since this process first asked.
#[cfg(not(target_os = "linux"))]
fn now() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGAN.elapsed()
}

/// How long a decoder still has. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Deadline {
    left: Rc<Cell<Duration>>,
    until: Rc<Cell<Option<Duration>>>,
}

impl Deadline {
    /// So much time, of which none is gone.
    pub fn new(left: Duration) -> Self {
        Self {
            left: Rc::new(Cell::new(left)),
            until: Rc::new(Cell::new(None)),
        }
    }

    /// Runs a part of the decoding; its time counts.
    pub fn run<T>(&self, work: impl FnOnce() -> T) -> T {
        let began = now();
        self.until.set(Some(began + self.left.get()));
        let done = work();
        let took = now().saturating_sub(began);
        self.left.set(self.left.get().saturating_sub(took));
        self.until.set(None);
        done
    }

    /// Whether there is no time left.
    pub fn is_over(&self) -> bool {
        self.left.get().is_zero()
    }

    fn check(&self) -> io::Result<()> {
        match self.until.get() {
            Some(until) if now() >= until => Err(io::ErrorKind::TimedOut.into()),
            _ => Ok(()),
        }
    }
}

/// What went wrong: the deadline, if it is over.
pub fn late(deadline: &Deadline, error: ImageError) -> PictureError {
    if deadline.is_over() {
        PictureError::TooSlow { seconds: SECONDS }
    } else {
        error.into()
    }
}

/// A file that is read until a deadline.
#[derive(Debug)]
pub struct Timed<'a> {
    file: Cursor<&'a [u8]>,
    deadline: Deadline,
    /// What may be handed out before the clock is looked at.
    left: usize,
}

impl<'a> Timed<'a> {
    pub fn new(file: &'a [u8], deadline: &Deadline) -> Self {
        Self {
            file: Cursor::new(file),
            deadline: deadline.clone(),
            left: 0,
        }
    }

    fn check(&mut self, bytes: usize) -> io::Result<()> {
        if let Some(left) = self.left.checked_sub(bytes.saturating_add(CALL)) {
            self.left = left;
        } else {
            self.deadline.check()?;
            self.left = WINDOW;
        }
        Ok(())
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.check(to.len())?;
        self.file.read(to)
    }
}

impl BufRead for Timed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check(0)?;
        let rest = self.file.fill_buf()?;
        Ok(&rest[..rest.len().min(WINDOW)])
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.file.consume(count);
    }
}

impl Seek for Timed<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.check(0)?;
        self.file.seek(to)
    }

    fn stream_position(&mut self) -> io::Result<u64> {
        self.file.stream_position()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    /// Works, which sleeping is not.
    fn work(length: Duration) {
        let began = now();
        while now().saturating_sub(began) < length {}
    }

    #[test]
    fn only_the_time_within_counts_and_then_nothing_can_be_read() {
        let deadline = Deadline::new(Duration::from_millis(60));
        let large = vec![7; 100_000];
        let mut file = Timed::new(&large, &deadline);
        let mut some = vec![0; 40_000];
        let began = Instant::now();
        work(Duration::from_millis(80));
        assert!(began.elapsed() >= Duration::from_millis(80));
        deadline.run(|| file.read_exact(&mut some)).unwrap();
        assert!(!deadline.is_over());

        let late = deadline.run(|| {
            work(Duration::from_millis(70));
            file.read_exact(&mut some)
        });

        assert_eq!(late.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(deadline.is_over());
    }
}
