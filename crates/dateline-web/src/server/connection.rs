//! One connection: which HTTP it speaks, served until it ends, is cut or the server stops.

use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::activity::Activity;
use super::peers::Admitted;
use super::service::{Service, Shared};

/// The first bytes of an HTTP/2 connection (RFC 9113, 3.4).
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The socket, with the places it takes; they are given back when it closes, also after an upgrade.
pub(super) struct Socket {
    pub(super) stream: TcpStream,
    pub(super) activity: Arc<Activity>,
    pub(super) _permit: OwnedSemaphorePermit,
    pub(super) _admitted: Admitted,
}

/// Whether the client opens with HTTP/2; looks at its bytes without taking them.
pub(super) async fn speaks_http2(stream: &TcpStream) -> io::Result<bool> {
    let mut start = [0; PREFACE.len()];
    loop {
        let length = stream.peek(&mut start).await?;
        if length == 0 || start[..length] != PREFACE[..length] {
            return Ok(false);
        }
        if length == PREFACE.len() {
            return Ok(true);
        }
        // The preface comes in pieces: rare, and bounded by the time for a first request.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Serves HTTP/1.1, with upgrades.
pub(super) async fn serve_http1(
    socket: Socket,
    service: Service,
    mut closing: watch::Receiver<bool>,
) -> hyper::Result<()> {
    let most = service.shared.limits.max_header_bytes.max(8192);
    let connection = http1::Builder::new()
        .max_buf_size(most)
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(socket), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    tokio::select! {
        biased;
        done = connection.as_mut() => return done,
        _ = closing.wait_for(|closing| *closing) => connection.as_mut().graceful_shutdown(),
    }
    connection.await
}

/// Serves HTTP/2 with prior knowledge, as proxies speak it.
pub(super) async fn serve_http2(
    socket: Socket,
    service: Service,
    mut closing: watch::Receiver<bool>,
) -> hyper::Result<()> {
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(service.shared.limits.max_streams)
        .max_header_list_size(
            u32::try_from(service.shared.limits.max_header_bytes).unwrap_or(u32::MAX),
        )
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(20))
        .serve_connection(TokioIo::new(socket), service);
    let mut connection = pin!(connection);
    tokio::select! {
        biased;
        done = connection.as_mut() => return done,
        _ = closing.wait_for(|closing| *closing) => connection.as_mut().graceful_shutdown(),
    }
    connection.await
}

/// Makes the service of a connection.
pub(super) fn service(shared: &Arc<Shared>, socket: &Socket) -> io::Result<Service> {
    Ok(Service {
        shared: Arc::clone(shared),
        peer: socket.stream.peer_addr()?,
        activity: Arc::clone(&socket.activity),
    })
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            self.activity.received();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.activity.wrote(written.is_pending());
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.activity.wrote(written.is_pending());
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
