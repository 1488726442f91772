//! The side that listens.

use super::{Answer, NodeError, Notice, RunFolder, TIMEOUT, failed, read_line, write_line};
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Conversations at a time; others wait in the socket's queue.
const AT_ONCE: usize = 16;

/// A listening server; dropping it closes and removes its socket.
#[derive(Debug)]
pub struct Server {
    path: PathBuf,
    task: JoinHandle<()>,
}

impl Server {
    /// The socket.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
        if fs::remove_file(&self.path).is_err() {
            tracing::debug!(path = %self.path.display(), "The socket was already gone");
        }
    }
}

/// Listens for word from other processes of the data folder. A notice is confirmed to its sender
/// when `on_notice` has finished. Sockets of servers that died are removed.
pub async fn listen<F, Fut>(data: &Path, on_notice: F) -> Result<Server, NodeError>
where
    F: Fn(Notice) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let run = data.join("run");
    fs::create_dir_all(&run).map_err(failed("make", &run))?;
    fs::set_permissions(&run, Permissions::from_mode(0o700)).map_err(failed("close", &run))?;
    let folder = RunFolder::open(data).map_err(failed("open", &run))?;
    remove_dead(&folder).await.map_err(failed("tidy", &run))?;
    let (name, listener) = bind(&folder).map_err(failed("listen in", &run))?;
    let task = tokio::spawn(serve(listener, Arc::new(on_notice)));
    Ok(Server {
        path: folder.path.join(name),
        task,
    })
}

/// A socket gets its name only when it already answers, so that nobody takes it for a dead one.
fn bind(folder: &RunFolder) -> io::Result<(String, UnixListener)> {
    let process = std::process::id();
    let fresh = format!(".new-{process}");
    let free = |suffix: &u32| !folder.path.join(socket_name(process, *suffix)).exists();
    let suffix = (0..100).find(free).ok_or(io::ErrorKind::AddrInUse)?;
    let unbound = folder.path.join(&fresh);
    if unbound.exists() {
        fs::remove_file(&unbound)?;
    }
    let listener = UnixListener::bind(folder.socket(&fresh))?;
    fs::set_permissions(&unbound, Permissions::from_mode(0o600))?;
    let name = socket_name(process, suffix);
    fs::rename(unbound, folder.path.join(&name))?;
    Ok((name, listener))
}

fn socket_name(process: u32, suffix: u32) -> String {
    match suffix {
        0 => format!("node-{process}.sock"),
        _ => format!("node-{process}-{suffix}.sock"),
    }
}

async fn remove_dead(folder: &RunFolder) -> io::Result<()> {
    for name in folder.servers()? {
        if is_dead(UnixStream::connect(folder.socket(&name)).await.err()) {
            remove(&folder.path.join(name))?;
        }
    }
    Ok(())
}

/// Whether a failed connection means that nobody will ever answer there.
pub(super) fn is_dead(error: Option<io::Error>) -> bool {
    error.is_some_and(|e| e.kind() == io::ErrorKind::ConnectionRefused)
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

async fn serve<F, Fut>(listener: UnixListener, on_notice: Arc<F>)
where
    F: Fn(Notice) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let permits = Arc::new(Semaphore::new(AT_ONCE));
    while let Ok(permit) = Arc::clone(&permits).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let on_notice = Arc::clone(&on_notice);
                tokio::spawn(async move {
                    let _permit = permit;
                    if let Err(error) = converse(stream, on_notice.as_ref()).await {
                        tracing::debug!(%error, "Word from another process broke off");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "Cannot take word from other processes for a moment");
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        }
    }
}

async fn converse<F, Fut>(mut stream: UnixStream, on_notice: &F) -> io::Result<()>
where
    F: Fn(Notice) -> Fut,
    Fut: Future<Output = ()>,
{
    let notice = match timeout(TIMEOUT, read_line(&mut stream)).await? {
        Ok(notice) => notice,
        Err(error) => {
            let answer = Answer {
                ok: false,
                error: Some(error.to_string()),
            };
            return timeout(TIMEOUT, write_line(&mut stream, &answer)).await?;
        }
    };
    on_notice(notice).await;
    timeout(
        TIMEOUT,
        write_line(
            &mut stream,
            &Answer {
                ok: true,
                error: None,
            },
        ),
    )
    .await?
}
