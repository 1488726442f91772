//! `reindex`: the search index of a data folder, built anew.

use crate::house::say;
use anyhow::{Context, Result};
use dateline_site::search::{self, Told};
use dateline_web::house::House;
use std::process::ExitCode;

/// Builds it here, or has the server of the folder build it.
pub async fn reindex(house: House) -> Result<ExitCode> {
    let tell = |told| match told {
        Told::Elsewhere => {
            say("A server of this data folder builds the index. Search goes on meanwhile.");
        }
        Told::Here(done, all) => {
            tracing::info!(done, all, "Indexed {done} of {all} stories");
        }
    };
    let count = search::rebuild(&house, &tell)
        .await
        .context("the search index could not be built")?;
    say(&format!("The search index is built: {count} stories."));
    Ok(ExitCode::SUCCESS)
}
