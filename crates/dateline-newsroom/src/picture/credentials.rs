//! Content credentials of originals: every file is looked at once, and what was found is kept for the
//! pages that show it. A build that cannot look keeps nothing, so that one that can will.

use super::{PictureError, Taken};
use dateline_core::credentials::ContentCredentials;
use dateline_core::subject::Subject;
use dateline_db::queries::credentials::{self, Looked};
use dateline_db::queries::picture_record::PictureRecord;
use dateline_db::queries::{job, picture};
use dateline_db::{DbResult, micros};
use dateline_infra::background;
use dateline_infra::blob::{BlobError, Blobs, Hash};
use dateline_infra::provenance::NOT_BUILT_IN;
use dateline_web::house::House;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Looks at originals nobody has looked at.
pub(crate) const JOB: &str = "slow_look_at_credentials";
/// How long one job looks; the next goes on.
const PATIENCE: Duration = Duration::from_secs(30);
/// Originals asked for together.
const TOGETHER: i64 = 50;
/// How long until the next look when nothing is left.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

/// What the content credentials of an original say, by a look at it now.
pub async fn look(
    house: &House,
    blobs: &Blobs,
    hash: &str,
) -> Result<ContentCredentials, PictureError> {
    let Some(provenance) = house.provenance().map(Arc::clone) else {
        return Ok(ContentCredentials::unchecked(NOT_BUILT_IN));
    };
    let Some(hash) = Hash::parse(hash) else {
        return Ok(ContentCredentials::unchecked("the original is missing"));
    };
    let original = blobs.get(hash).await?;
    background::spawn(move || provenance.read(&original))
        .await
        .map_err(|error| PictureError::Broken(error.to_string()))
}

/// What the content credentials of a picture say, by a look at its original now, if its file says
/// that there are any or this build can look for itself.
pub async fn of(
    house: &House,
    blobs: &Blobs,
    record: &PictureRecord,
) -> Result<ContentCredentials, PictureError> {
    let missing = || ContentCredentials::unchecked("the original is missing");
    let Some(hash) = record.picture.hash.as_deref() else {
        return Ok(missing());
    };
    let said: Option<Value> = record
        .file
        .metadata
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok());
    let says_some = said.is_some_and(|said| said["has_content_credentials"] == true);
    if house.provenance().is_none() && !says_some {
        return Ok(ContentCredentials::none());
    }
    match look(house, blobs, hash).await {
        Err(PictureError::Blob(BlobError::NotFound { .. })) => Ok(missing()),
        found => found,
    }
}

/// What those of a picture that came in say; kept for the pages that show it.
pub async fn of_taken(
    house: &House,
    blobs: &Blobs,
    taken: &Taken,
) -> Result<ContentCredentials, PictureError> {
    match &taken.picture.hash {
        Some(hash) if taken.metadata.has_content_credentials => {
            look_and_keep(house, blobs, hash).await
        }
        _ => Ok(ContentCredentials::none()),
    }
}

/// Looks at an original and keeps what was found; pages that show it follow.
pub async fn look_and_keep(
    house: &House,
    blobs: &Blobs,
    hash: &str,
) -> Result<ContentCredentials, PictureError> {
    let found = look(house, blobs, hash).await?;
    if house.provenance().is_none() {
        return Ok(found);
    }
    let looked = Looked {
        hash: hash.to_owned(),
        state: found.state.as_str().to_owned(),
        report: serde_json::to_string(&found)
            .map_err(|error| PictureError::Broken(error.to_string()))?,
        checked_at: micros(house.now()),
    };
    let mut tx = house.db().begin().await?;
    credentials::put(&mut tx, &looked).await?;
    if found.is_shown() {
        for shown in picture::list_by_hash(&mut tx, hash).await? {
            tx.changed(Subject::Picture(shown.id).key());
        }
    }
    house.commit(tx).await?;
    Ok(found)
}

/// Has every original looked at again, for the list of whom to trust has changed; the worker begins
/// within half a minute.
pub async fn look_again(house: &House) -> DbResult<u64> {
    let mut tx = house.db().begin().await?;
    let forgotten = credentials::forget_signed(&mut tx).await?;
    house.commit(tx).await?;
    plan(house, house.now()).await?;
    Ok(forgotten)
}

/// Sees to it that originals are looked at, if this build can.
pub(crate) async fn plan_first(house: &House) -> DbResult<()> {
    match house.provenance() {
        Some(_) => plan(house, house.now()).await,
        None => Ok(()),
    }
}

async fn plan(house: &House, at: Timestamp) -> DbResult<()> {
    let mut tx = house.db().begin().await?;
    let (at, now) = (micros(at), micros(house.now()));
    let once = Some(JOB.to_owned());
    job::insert(&mut tx, house.new_id(), JOB, "{}", once, at, now).await?;
    house.commit(tx).await
}

/// Looks at originals nobody has looked at, for a while, and plans to go on.
pub(crate) async fn work(house: &House) -> Result<(), PictureError> {
    if house.provenance().is_none() {
        return Ok(());
    }
    let is_done = look_at_new(house).await?;
    let now = house.now();
    let pause = if is_done { PAUSE } else { SignedDuration::ZERO };
    plan(house, now.checked_add(pause).unwrap_or(now)).await?;
    Ok(())
}

/// True once none is left.
async fn look_at_new(house: &House) -> Result<bool, PictureError> {
    let blobs = Blobs::disk(house.data().join("blobs"))?;
    let began = Instant::now();
    let mut after = String::new();
    loop {
        let mut tx = house.db().read().await?;
        let hashes = credentials::list_unseen(&mut tx, &after, TOGETHER).await?;
        tx.close().await?;
        let Some(last) = hashes.last() else {
            return Ok(true);
        };
        after.clone_from(last);
        for hash in hashes {
            if began.elapsed() > PATIENCE {
                return Ok(false);
            }
            match look_and_keep(house, &blobs, &hash).await {
                // Doctor names originals that are gone or damaged.
                Err(PictureError::Blob(error)) => {
                    tracing::debug!(%error, "An original cannot be looked at");
                }
                found => drop(found?),
            }
        }
    }
}
