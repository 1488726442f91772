//! Word between the processes of one data folder.
//!
//! A command line that committed a change says "look" to every running server and waits until each
//! has read the change log: what it prints next is what readers see. Servers listen on unix
//! sockets `DATA/run/node-<process>.sock`, one JSON line each way.

mod client;
mod server;

pub use client::tell;
pub use server::{Server, listen};

use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};

/// Longest line taken, in bytes.
const MAX_LINE: u64 = 4096;
/// Time for one exchange.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Paths of sockets are at most this long, in bytes, on every system.
const MAX_PATH: usize = 100;

/// What one process tells another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub enum Notice {
    /// Read the change log now.
    Look,
}

/// The answer to a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    ok: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Why word did not get through.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// A server is there and did not answer in time.
    #[error("{} did not answer within {after:?}", path.display())]
    Timeout {
        /// Its socket.
        path: PathBuf,
        /// The time allowed.
        after: Duration,
    },
    /// A server is there and refused.
    #[error("{} refused: {reason}", path.display())]
    Refused {
        /// Its socket.
        path: PathBuf,
        /// What it said.
        reason: String,
    },
    /// The file system or the socket failed.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// Verb.
        action: &'static str,
        /// Object.
        path: PathBuf,
        /// Reason.
        source: io::Error,
    },
}

fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> NodeError {
    let path = path.to_owned();
    move |source| NodeError::Io {
        action,
        path,
        source,
    }
}

/// Folder of the sockets, held open so that its path may be of any length.
struct RunFolder {
    path: PathBuf,
    short: PathBuf,
    _held: Option<std::fs::File>,
}

impl RunFolder {
    fn open(data: &Path) -> io::Result<Self> {
        let path = data.join("run");
        if path.as_os_str().len() + "/node-4294967295-99.sock".len() <= MAX_PATH {
            return Ok(Self {
                short: path.clone(),
                path,
                _held: None,
            });
        }
        let held = std::fs::File::open(&path)?;
        let number = std::os::fd::AsRawFd::as_raw_fd(&held);
        let short = PathBuf::from(format!("/proc/self/fd/{number}"));
        Ok(Self {
            path,
            short,
            _held: Some(held),
        })
    }

    /// The address to bind or connect to for a file of this folder.
    fn socket(&self, name: &str) -> PathBuf {
        self.short.join(name)
    }

    /// Names of the sockets of servers, sorted.
    fn servers(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.path)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let inner = name.strip_prefix("node-");
            if inner.is_some_and(|inner| inner.strip_suffix(".sock").is_some()) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }
}

/// Reads one line of JSON.
async fn read_line<T: for<'de> Deserialize<'de>>(from: impl AsyncRead + Unpin) -> io::Result<T> {
    let mut line = String::new();
    BufReader::new(from.take(MAX_LINE))
        .read_line(&mut line)
        .await?;
    if !line.ends_with('\n') {
        let reason = match line.len() as u64 {
            MAX_LINE => "the line is too long",
            _ => "the line is not finished",
        };
        return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
    }
    Ok(serde_json::from_str(&line)?)
}

/// Writes one line of JSON.
async fn write_line<T: Serialize>(to: &mut (impl AsyncWrite + Unpin), value: &T) -> io::Result<()> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    to.write_all(&line).await
}

#[cfg(test)]
mod tests;
