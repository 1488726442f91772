//! A look at the index from outside, for operators.

use super::feed::FeedError;
use dateline_db::queries::search_log;
use dateline_infra::background;
use dateline_search::{SearchError, Shelf};
use dateline_web::house::House;
use std::path::PathBuf;

/// How the index of a data folder stands.
#[derive(Debug)]
pub struct Look {
    /// Stories in it.
    pub stories: u64,
    /// Changes of the newsroom that are not in it yet.
    pub behind: i64,
    /// It is being built for the first time.
    pub is_partial: bool,
    /// Files that are not what was written.
    pub damaged: Vec<PathBuf>,
}

/// Reads the index, every file of it; none if there is none that this version can use.
pub async fn look(house: &House) -> Result<Option<Look>, FeedError> {
    let shelf = Shelf::of(house.data());
    let read = background::spawn(move || -> Result<_, SearchError> {
        let index = match shelf.open() {
            Err(SearchError::Absent(_) | SearchError::OtherVersion { .. }) => return Ok(None),
            opened => opened?,
        };
        let damaged = index.damaged_files()?;
        let snapshot = index.snapshot();
        Ok(Some((snapshot.stories(), snapshot.mark.clone(), damaged)))
    });
    let Some((stories, mark, damaged)) = read.await?? else {
        return Ok(None);
    };
    let mut tx = house.db().read().await?;
    let latest = search_log::latest(&mut tx).await?;
    tx.close().await?;
    Ok(Some(Look {
        stories,
        behind: latest.map_or(0, |(seq, _)| (seq - mark.seq).max(0)),
        is_partial: !mark.is_whole,
        damaged,
    }))
}
