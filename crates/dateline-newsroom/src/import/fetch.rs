//! Pictures from the old site: a few at a time, after the stories.

use super::pictures::{Missing, NotStored, Stored, store};
use super::report::kind;
use super::run::Run;
use super::{ImportError, Phase, repress};
use dateline_core::id::PictureId;
use dateline_db::queries::picture;
use dateline_infra::blob::Blobs;
use dateline_infra::fetch::{FetchError, Fetcher, Limits, PICTURES};
use std::time::Duration;
use tokio::task::JoinSet;

/// Pictures fetched at the same time.
const AT_ONCE: usize = 4;
/// Pictures written in one transaction.
const TOGETHER: usize = 20;
/// Longest time for one picture.
const PICTURE_TIME: Duration = Duration::from_mins(1);
/// Who asks.
const USER_AGENT: &str = concat!(
    "Dateline/",
    env!("CARGO_PKG_VERSION"),
    " (import of an archive by its owner)"
);

/// Fetches what is missing, if that is wanted; what stays missing gets a line.
pub(super) async fn missing(run: &mut Run<'_>) -> Result<(), ImportError> {
    let missing = std::mem::take(&mut run.pictures.missing);
    if !run.options.fetch || missing.is_empty() {
        for picture in missing {
            run.report
                .skip(kind::PICTURES, &picture.origin, &picture.reason);
        }
        return Ok(());
    }
    run.progress.begin(Phase::Pictures, missing.len() as u64);
    let fetcher = Fetcher::new(run.options.policy.clone(), USER_AGENT)?;
    let limits = Limits {
        total: run.options.picture_time.unwrap_or(PICTURE_TIME),
        media_types: PICTURES,
        ..Limits::default()
    };
    let mut waiting = missing.into_iter();
    let mut tasks = JoinSet::new();
    let (mut found, mut done) = (Vec::new(), 0);
    loop {
        while tasks.len() < AT_ONCE
            && let Some(picture) = waiting.next()
        {
            let (fetcher, blobs, limits) = (fetcher.clone(), run.blobs.clone(), limits.clone());
            tasks.spawn(async move { one(&fetcher, &blobs, picture, &limits).await });
        }
        let Some(joined) = tasks.join_next().await else {
            break;
        };
        let (picture, stored) = joined.map_err(|e| ImportError::Broken(e.to_string()))?;
        match stored {
            Ok(stored) => found.push((picture, stored)),
            Err(NotStored::Reason(reason)) => {
                run.report.skip(kind::PICTURES, &picture.origin, &reason);
            }
            Err(NotStored::Fatal(error)) => return Err(error),
        }
        done += 1;
        run.progress.advance(done);
        if found.len() >= TOGETHER {
            write(run, std::mem::take(&mut found)).await?;
        }
    }
    write(run, found).await
}

async fn one(
    fetcher: &Fetcher,
    blobs: &Blobs,
    picture: Missing,
    limits: &Limits,
) -> (Missing, Result<Stored, NotStored>) {
    if picture.url.is_empty() {
        let reason = picture.reason.clone();
        return (picture, Err(NotStored::Reason(reason)));
    }
    let stored = match fetcher.fetch(&picture.url, limits).await {
        Ok(fetched) => store(blobs, fetched.bytes).await,
        Err(error @ (FetchError::Forbidden { .. } | FetchError::Port { .. })) => {
            Err(NotStored::Reason(format!(
                "it could not be fetched: {error}; if the host is yours, allow it by name"
            )))
        }
        Err(error) => Err(NotStored::Reason(format!(
            "it could not be fetched: {error}"
        ))),
    };
    (picture, stored)
}

/// Notes the files and presses the stories that use them, in one transaction.
async fn write(run: &mut Run<'_>, found: Vec<(Missing, Stored)>) -> Result<(), ImportError> {
    if found.is_empty() {
        return Ok(());
    }
    let mut tx = run.begin().await?;
    let mut ids = Vec::with_capacity(found.len());
    for (missing, file) in &found {
        let hash = file.hash.to_string();
        let id = PictureId(missing.id);
        picture::set_file(&mut tx, id, &hash, file.media_type, file.bytes, file.size).await?;
        ids.push(missing.id);
    }
    repress::users(&mut tx, &ids).await?;
    run.house.commit(tx).await?;
    run.is_changed = true;
    run.report.keep(kind::PICTURES, found.len() as u64);
    Ok(())
}
