//! Other processes on the same data folder: told at once what was committed here.

use std::path::Path;

/// Asks every server on the data folder to look at the change log, and waits until each has.
pub async fn tell(data: &Path) {
    if let Err(error) = dateline_infra::node::tell(data, dateline_infra::node::Notice::Look).await {
        tracing::warn!(%error, "A neighbour on this data folder did not answer; it will read the change log by itself");
    }
}
