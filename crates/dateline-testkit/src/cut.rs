//! A wire that can be cut: a proxy before a server, such as a database.

use std::sync::Arc;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes bytes on until it is closed; then it drops its connections and takes no others.
pub struct Cut {
    url: String,
    is_open: Arc<watch::Sender<bool>>,
}

impl Cut {
    /// Stands before the server of `postgres://user@host:port/database...`.
    pub async fn before(url: &str) -> Self {
        let (head, rest) = url.split_once('@').expect("an address with a user");
        let (target, tail) = rest.split_once('/').expect("an address with a database");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let is_open = Arc::new(watch::Sender::new(true));
        tokio::spawn(pass(listener, target.to_owned(), Arc::clone(&is_open)));
        Self {
            url: format!("{head}@127.0.0.1:{port}/{tail}"),
            is_open,
        }
    }

    /// The address that leads through it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Drops every connection and takes no others.
    pub fn close(&self) {
        self.is_open.send_replace(false);
    }

    /// Passes on again.
    pub fn open(&self) {
        self.is_open.send_replace(true);
    }
}

async fn pass(listener: TcpListener, target: String, is_open: Arc<watch::Sender<bool>>) {
    while let Ok((mut near, _)) = listener.accept().await {
        let mut state = is_open.subscribe();
        if !*state.borrow() {
            continue;
        }
        let target = target.clone();
        tokio::spawn(async move {
            let Ok(mut far) = TcpStream::connect(target).await else {
                return;
            };
            tokio::select! {
                _ = copy_bidirectional(&mut near, &mut far) => {}
                _ = state.wait_for(|open| !open) => {}
            }
        });
    }
}
