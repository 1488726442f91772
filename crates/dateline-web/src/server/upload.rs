//! The body of a request: bounded in size, and cut off when it comes too slowly.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep};

use super::limits::Limits;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a body was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum UploadError {
    #[error("the body comes too slowly")]
    TooSlow,
    #[error("the body is longer than {0} bytes")]
    TooLarge(usize),
}

/// The body of a request, watched.
pub(super) struct Upload {
    inner: Incoming,
    left: usize,
    most: usize,
    received: u64,
    started: Option<Instant>,
    stall: Option<Pin<Box<Sleep>>>,
    patience: Duration,
    min_bytes_per_second: u64,
}

impl Upload {
    pub(super) fn new(inner: Incoming, limits: &Limits) -> Self {
        Self {
            inner,
            left: limits.max_body_bytes,
            most: limits.max_body_bytes,
            received: 0,
            started: None,
            stall: None,
            patience: limits.stalled_body_timeout,
            min_bytes_per_second: limits.min_body_bytes_per_second,
        }
    }

    /// Accounts for bytes that came.
    fn take(&mut self, length: usize) -> Result<(), UploadError> {
        self.stall = None;
        self.received += length as u64;
        self.left = self
            .left
            .checked_sub(length)
            .ok_or(UploadError::TooLarge(self.most))?;
        let elapsed = self.started.map_or(Duration::ZERO, |start| start.elapsed());
        let due = elapsed.saturating_sub(self.patience).as_secs() * self.min_bytes_per_second;
        if self.received < due {
            return Err(UploadError::TooSlow);
        }
        Ok(())
    }

    /// Waits for the end of patience with a client that sends nothing.
    fn poll_stall(&mut self, context: &mut Context<'_>) -> Poll<UploadError> {
        let patience = self.patience;
        let stall = self
            .stall
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        stall.as_mut().poll(context).map(|()| UploadError::TooSlow)
    }
}

impl HttpBody for Upload {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        this.started.get_or_insert_with(Instant::now);
        let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(context) else {
            let error = ready!(this.poll_stall(context));
            return Poll::Ready(Some(Err(error.into())));
        };
        let frame = match frame {
            Some(Ok(frame)) => this
                .take(frame.data_ref().map_or(0, Bytes::len))
                .map(|()| frame)
                .map_err(BoxError::from),
            Some(Err(error)) => Err(error.into()),
            None => return Poll::Ready(None),
        };
        Poll::Ready(Some(frame))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
