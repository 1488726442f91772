//! The side that tells.

use super::server::{is_dead, remove};
use super::{Answer, NodeError, Notice, RunFolder, TIMEOUT, failed, read_line, write_line};
use futures_util::future::join_all;
use std::io;
use std::path::Path;
use std::time::Duration;
use tokio::net::UnixStream;
use tokio::time::timeout;

/// Tells every server of the data folder and waits until each has done what the notice asks, at
/// most 5 s. `false` when no server runs; an error when one runs and did not confirm.
pub async fn tell(data: &Path, notice: Notice) -> Result<bool, NodeError> {
    tell_within(TIMEOUT, data, notice).await
}

pub(super) async fn tell_within(
    limit: Duration,
    data: &Path,
    notice: Notice,
) -> Result<bool, NodeError> {
    let run = data.join("run");
    let folder = match RunFolder::open(data) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        opened => opened.map_err(failed("open", &run))?,
    };
    let names = match folder.servers() {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        listed => listed.map_err(failed("list", &run))?,
    };
    let told = join_all(
        names
            .iter()
            .map(|name| tell_one(limit, &folder, name, notice)),
    )
    .await;
    let told: Vec<bool> = told.into_iter().collect::<Result<_, _>>()?;
    Ok(told.contains(&true))
}

async fn tell_one(
    limit: Duration,
    folder: &RunFolder,
    name: &str,
    notice: Notice,
) -> Result<bool, NodeError> {
    let path = folder.path.join(name);
    let answer = match timeout(limit, exchange(folder, name, notice)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => return gone(&path, error),
        Err(_) => {
            return Err(NodeError::Timeout { path, after: limit });
        }
    };
    match answer {
        Answer { ok: true, .. } => Ok(true),
        Answer { error, .. } => Err(NodeError::Refused {
            path,
            reason: error.unwrap_or_default(),
        }),
    }
}

/// A server that is not there has nothing to be told; it reads the change log when it starts.
fn gone(path: &Path, error: io::Error) -> Result<bool, NodeError> {
    if error.kind() == io::ErrorKind::NotFound {
        return Ok(false);
    }
    if error.kind() != io::ErrorKind::ConnectionRefused {
        return Err(failed("speak to", path)(error));
    }
    if is_dead(Some(error)) && remove(path).is_err() {
        tracing::debug!(path = %path.display(), "The socket of a dead server stays");
    }
    Ok(false)
}

async fn exchange(folder: &RunFolder, name: &str, notice: Notice) -> io::Result<Answer> {
    let mut stream = UnixStream::connect(folder.socket(name)).await?;
    write_line(&mut stream, &notice).await?;
    read_line(&mut stream).await
}
