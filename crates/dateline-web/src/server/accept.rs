//! Takes connections: as many as there is room for, and waits when the process has no descriptors left.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use super::activity::{Activity, Ticks};
use super::connection::{Socket, serve_http1, serve_http2, service, speaks_http2};
use super::limits::Limits;
use super::peers::Peers;
use super::service::{App, Shared};

const BACKLOG: u32 = 4096;

/// Listens on an address.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves until `shutdown` is done, then lets answers under way finish within the limit.
pub async fn serve(
    listener: TcpListener,
    app: App,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) {
    let mut server = Server::new(Shared::new(app, limits));
    let mut sweep = interval(Ticks::LENGTH);
    sweep.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let room = Arc::clone(&server.room);
    let mut pause = Pause::default();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        tokio::select! {
            (stream, permit) = accept(&listener, &room, &mut pause) => server.start(stream, permit),
            Some(_) = server.tasks.join_next() => {}
            _ = sweep.tick() => server.sweep(),
            () = &mut shutdown => break,
        }
    }
    drop(listener);
    server.stop().await;
}

/// A connection under way, as the sweep sees it.
struct Open {
    activity: Arc<Activity>,
    multiplexed: Arc<AtomicBool>,
    task: AbortHandle,
}

struct Server {
    shared: Arc<Shared>,
    room: Arc<Semaphore>,
    peers: Arc<Peers>,
    ticks: Arc<Ticks>,
    open: Vec<Open>,
    tasks: JoinSet<()>,
    closing: watch::Sender<bool>,
}

impl Server {
    fn new(shared: Arc<Shared>) -> Self {
        let room = shared.limits.max_connections.min(Semaphore::MAX_PERMITS);
        Self {
            shared,
            room: Arc::new(Semaphore::new(room)),
            peers: Arc::default(),
            ticks: Ticks::new(),
            open: Vec::new(),
            tasks: JoinSet::new(),
            closing: watch::Sender::new(false),
        }
    }

    fn start(&mut self, stream: TcpStream, permit: OwnedSemaphorePermit) {
        let Ok(peer) = stream.peer_addr() else {
            return;
        };
        let most = self.shared.limits.max_connections_per_address;
        let Some(admitted) = self.peers.admit(peer.ip(), most) else {
            tracing::debug!(%peer, "Refused a connection: this address holds too many");
            return;
        };
        // Small answers go out at once; a failure here costs time, not truth.
        stream.set_nodelay(true).ok();
        let activity = Activity::new(Arc::clone(&self.ticks));
        let multiplexed = Arc::new(AtomicBool::new(false));
        let socket = Socket {
            stream,
            activity: Arc::clone(&activity),
            _permit: permit,
            _admitted: admitted,
        };
        let connection = connect(
            Arc::clone(&self.shared),
            socket,
            Arc::clone(&multiplexed),
            self.closing.subscribe(),
        );
        let task = self.tasks.spawn(connection);
        self.open.push(Open {
            activity,
            multiplexed,
            task,
        });
    }

    /// Cuts connections that stall and forgets those that ended.
    fn sweep(&mut self) {
        let now = self.ticks.advance();
        let limits = &self.shared.limits;
        self.open.retain(|open| {
            let multiplexed = open.multiplexed.load(Relaxed);
            if open.activity.overdue(now, limits, multiplexed) {
                open.task.abort();
            }
            !open.task.is_finished()
        });
    }

    async fn stop(mut self) {
        self.closing.send_replace(true);
        let patience = self.shared.limits.shutdown_timeout;
        let ended = timeout(patience, async {
            while self.tasks.join_next().await.is_some() {}
        });
        if ended.await.is_err() {
            tracing::warn!(
                connections = self.tasks.len(),
                "Cut connections that did not end in time"
            );
            self.tasks.shutdown().await;
        }
    }
}

/// The next connection, once there is room for it. May be dropped and called again at any time.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
    pause: &mut Pause,
) -> (TcpStream, OwnedSemaphorePermit) {
    let Ok(permit) = Arc::clone(room).acquire_owned().await else {
        return std::future::pending().await;
    };
    loop {
        pause.over().await;
        match listener.accept().await {
            Ok((stream, _)) => {
                *pause = Pause::default();
                return (stream, permit);
            }
            Err(error) if concerns_one_client(&error) => {}
            Err(error) => pause.lengthen(&error),
        }
    }
}

/// How long to wait before accepting again: the process has no descriptors or memory left.
#[derive(Default)]
struct Pause {
    length: Duration,
    until: Option<Instant>,
}

impl Pause {
    async fn over(&self) {
        if let Some(until) = self.until {
            sleep_until(until).await;
        }
    }

    fn lengthen(&mut self, error: &io::Error) {
        if self.length.is_zero() {
            tracing::warn!(%error, "Cannot accept connections; waiting for others to end");
        }
        self.length =
            (self.length * 2).clamp(Duration::from_millis(10), Duration::from_millis(500));
        self.until = Some(Instant::now() + self.length);
    }
}

/// Serves one connection to its end.
async fn connect(
    shared: Arc<Shared>,
    socket: Socket,
    multiplexed: Arc<AtomicBool>,
    closing: watch::Receiver<bool>,
) {
    let Ok(service) = service(&shared, &socket) else {
        return;
    };
    let Ok(http2) = speaks_http2(&socket.stream).await else {
        return;
    };
    multiplexed.store(http2, Relaxed);
    let served = if http2 {
        serve_http2(socket, service, closing).await
    } else {
        serve_http1(socket, service, closing).await
    };
    if let Err(error) = served {
        tracing::debug!(%error, "A connection ended early");
    }
}

/// Errors of one connection that was given up before it was taken (accept(2)).
fn concerns_one_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}
