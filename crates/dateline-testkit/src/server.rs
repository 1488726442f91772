//! A real server on a loopback port.

use crate::Client;
use dateline_web::server::{self, App, Limits};
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Serves until it is dropped.
pub struct TestServer {
    /// Where it listens.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    _serving: JoinHandle<()>,
}

impl TestServer {
    /// A free port, to be told to those who must know it before the server starts.
    pub fn listener() -> TcpListener {
        server::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("a free port")
    }

    /// Serves on a port of its own.
    pub fn start(app: App) -> Self {
        Self::start_on(Self::listener(), app)
    }

    /// Serves on this port.
    pub fn start_on(listener: TcpListener, app: App) -> Self {
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async move {
            // A sender that is dropped stops the server as well.
            let _ = stopped.await;
        };
        let serving = tokio::spawn(server::serve(listener, app, Limits::default(), until));
        Self {
            address,
            stop: Some(stop),
            _serving: serving,
        }
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.stop.take();
    }
}
