//! The background work: stories whose time has come, jobs, tidying.

use crate::actor::Actor;
use crate::coedit;
use crate::front;
use crate::picture::{self, PictureError, credentials};
use crate::story::{self, StoryError};
use dateline_core::edition::EditionCode;
use dateline_core::id::StoryId;
use dateline_db::queries::job::{self, Job};
use dateline_db::queries::{change, desk_log, search_log, story as stories};
use dateline_db::{DbError, DbResult};
use dateline_web::house::House;
use jiff::ToSpan;
use std::time::Duration;

/// Jobs done in one round.
const AT_ONCE: usize = 10;
/// How long a claimed job is ours, in seconds.
const LEASE_SECONDS: i64 = 300;
/// How long one job or one story may take: less than the lease, so that nobody else has begun it.
const PATIENCE: Duration = Duration::from_mins(4);
/// A story this late is worth a line in the log, in seconds.
const LATE_SECONDS: i64 = 60;

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Stories published by schedule.
    pub published: usize,
    /// Stories withdrawn by schedule.
    pub withdrawn: usize,
    /// Fronts that launched themselves.
    pub fronts: usize,
    /// Leases of pictures that began or ended.
    pub leases: usize,
    /// Jobs done.
    pub jobs: usize,
}

/// Does what is due until nothing is.
pub async fn round(house: &House) -> DbResult<Round> {
    round_with(house, PATIENCE, do_job).await
}

/// As [`round`], with jobs done by `work` and nothing taking longer than `patience`.
pub async fn round_with<F>(
    house: &House,
    patience: Duration,
    work: impl Fn(House, Job) -> F,
) -> DbResult<Round>
where
    F: Future<Output = Result<(), JobError>> + Send + 'static,
{
    let mut round = Round::default();
    let mut tx = house.db().read().await?;
    let (publish, withdraw) = stories::list_due(&mut tx, house.now()).await?;
    tx.close().await?;
    round.leases = leases(house, patience).await?;
    for id in publish {
        let done = apart(patience, Box::pin(publish_due(house.clone(), id))).await;
        round.published += usize::from(alone(id, done)?);
    }
    for id in withdraw {
        let done = apart(patience, Box::pin(withdraw_due(house.clone(), id))).await;
        round.withdrawn += usize::from(alone(id, done)?);
    }
    // Last: what a front speaks of may have become public in this very round.
    round.fronts = fronts(house, patience).await?;
    round.jobs = jobs(house, patience, work).await?;
    Ok(round)
}

/// Leases are told of first: what must go goes before anything new comes. What fails is tried again.
async fn leases(house: &House, patience: Duration) -> DbResult<usize> {
    let turning = house.clone();
    let turned = apart(
        patience,
        Box::pin(async move { picture::turn_due(&turning).await }),
    );
    match turned.await {
        Ok(Err(error)) if !matches!(error, DbError::Unavailable(_)) => {
            tracing::error!(%error, "Leases of pictures began or ended and could not be told of");
            Ok(0)
        }
        Ok(done) => done,
        Err(error) => {
            tracing::error!(%error, "Leases of pictures began or ended and could not be told of");
            Ok(0)
        }
    }
}

/// Launches fronts whose time has come. What fails stays due and takes no other edition along.
async fn fronts(house: &House, patience: Duration) -> DbResult<usize> {
    let mut count = 0;
    for edition in front::list_due(house).await? {
        let launching = Box::pin(launch_due(house.clone(), edition.clone()));
        let error = match apart(patience, launching).await {
            Ok(Ok(done)) => {
                count += done;
                continue;
            }
            Ok(Err(error @ DbError::Unavailable(_))) => return Err(error),
            Ok(Err(error)) => JobError::Db(error),
            Err(error) => error,
        };
        tracing::error!(%edition, %error, "A front of {edition} is due and could not be launched; it stays due");
    }
    Ok(count)
}

async fn launch_due(house: House, edition: EditionCode) -> DbResult<usize> {
    let mut tx = house.db().begin().await?;
    let (count, late) = front::launch_due(&house, &mut tx, &edition).await?;
    house.commit(tx).await?;
    if late >= LATE_SECONDS {
        tracing::warn!(%edition, seconds = late, "Launched the front of {edition} late by {late} s");
    } else if count > 0 {
        tracing::info!(%edition, "Launched the front of {edition} as scheduled");
    }
    Ok(count)
}

/// A fault of one story is that story's; only a database that is away concerns them all.
fn alone(id: StoryId, done: Result<DbResult<bool>, JobError>) -> DbResult<bool> {
    let error = match done {
        Ok(Err(error)) if !matches!(error, DbError::Unavailable(_)) => JobError::Db(error),
        Ok(done) => return done,
        Err(error) => error,
    };
    tracing::error!(story.id = %id, %error, "Story {id} is due and could not be read or written; it stays due");
    Ok(false)
}

/// Does something in a task of its own: what panics or never ends takes nobody else along.
async fn apart<T: Send + 'static>(
    patience: Duration,
    deed: impl Future<Output = T> + Send + 'static,
) -> Result<T, JobError> {
    let mut task = tokio::spawn(deed);
    if let Ok(done) = tokio::time::timeout(patience, &mut task).await {
        return done.map_err(|_| JobError::Panicked);
    }
    task.abort();
    Err(JobError::TooLong(patience))
}

/// Publishes a scheduled story. What cannot be published goes back to the desk, loudly.
async fn publish_due(house: House, id: StoryId) -> DbResult<bool> {
    let mut tx = house.db().begin().await?;
    // Somebody may have changed the schedule, or another worker been here, since the list was made.
    let now = stories::get_to_change(&mut tx, id).await?;
    if now.publish_at.is_none_or(|at| at > house.now()) {
        return Ok(false);
    }
    match story::publish(&house, &mut tx, id, &Actor::scheduler()).await {
        Ok(done) => {
            house.commit(tx).await?;
            if done.late_seconds >= LATE_SECONDS {
                tracing::warn!(story.id = %id, seconds = done.late_seconds, "Published story {id} late by {} s", done.late_seconds);
            } else {
                tracing::info!(story.id = %id, "Published story {id} as scheduled");
            }
            Ok(true)
        }
        Err(StoryError::Db(error)) => Err(error),
        Err(error) => {
            drop(tx);
            tracing::error!(story.id = %id, %error, "A scheduled story could not be published; it is back at the desk");
            let mut tx = house.db().begin().await?;
            if let Err(StoryError::Db(error)) =
                story::give_back(&house, &mut tx, id, &error.to_string(), &Actor::scheduler()).await
            {
                return Err(error);
            }
            house.commit(tx).await?;
            Ok(false)
        }
    }
}

async fn withdraw_due(house: House, id: StoryId) -> DbResult<bool> {
    let mut tx = house.db().begin().await?;
    match story::unpublish(&house, &mut tx, id, &Actor::scheduler()).await {
        Ok(()) => {
            house.commit(tx).await?;
            tracing::info!(story.id = %id, "Withdrew story {id} as scheduled");
            Ok(true)
        }
        Err(StoryError::Db(error)) => Err(error),
        Err(error) => {
            tracing::error!(story.id = %id, %error, "A story could not be withdrawn");
            Ok(false)
        }
    }
}

/// Takes and does due jobs; a job that fails comes again later, and is set aside after a number of tries.
async fn jobs<F>(
    house: &House,
    patience: Duration,
    work: impl Fn(House, Job) -> F,
) -> DbResult<usize>
where
    F: Future<Output = Result<(), JobError>> + Send + 'static,
{
    let now = dateline_db::micros(house.now());
    let mut tx = house.db().read().await?;
    let (waiting, oldest) = job::count_waiting(&mut tx).await?;
    tx.close().await?;
    if waiting == 0 || oldest.is_none_or(|at| at > now) {
        return Ok(0);
    }
    for count in 0..AT_ONCE {
        let mut tx = house.db().begin().await?;
        let now = dateline_db::micros(house.now());
        let claimed = job::claim(&mut tx, now, now + LEASE_SECONDS * 1_000_000, 1).await?;
        house.commit(tx).await?;
        let Some(one) = claimed.into_iter().next() else {
            return Ok(count);
        };
        let deed = work(house.clone(), one.clone());
        let done = apart(patience, deed).await.and_then(|done| done);
        settle(house, &one, done).await?;
    }
    Ok(AT_ONCE)
}

/// Does one slow job, if any is due; whether there was one. Nothing that is due at a time waits for it.
pub async fn slow_round(house: &House) -> DbResult<bool> {
    let now = dateline_db::micros(house.now());
    let mut tx = house.db().read().await?;
    let waiting = job::count_slow(&mut tx, now).await?;
    tx.close().await?;
    if waiting == 0 {
        return Ok(false);
    }
    let mut tx = house.db().begin().await?;
    let claimed = job::claim_slow(&mut tx, now, now + LEASE_SECONDS * 1_000_000, 1).await?;
    house.commit(tx).await?;
    let Some(one) = claimed.into_iter().next() else {
        return Ok(false);
    };
    let done = apart(PATIENCE, do_job(house.clone(), one.clone())).await;
    settle(house, &one, done.and_then(|done| done)).await?;
    Ok(true)
}

/// Notes how a job went.
async fn settle(house: &House, one: &Job, done: Result<(), JobError>) -> DbResult<()> {
    let mut tx = house.db().begin().await?;
    let now = dateline_db::micros(house.now());
    match done {
        Ok(()) => job::finish(&mut tx, one.id).await?,
        Err(error) => {
            let dead = (one.attempts >= job::MAX_ATTEMPTS).then_some(now);
            let exponent = u32::try_from(one.attempts).unwrap_or(12).min(12);
            let pause = Duration::from_secs(2_u64.saturating_pow(exponent));
            let again = now + i64::try_from(pause.as_micros()).unwrap_or(i64::MAX / 4);
            tracing::error!(job.kind = %one.kind, job.attempt = one.attempts, %error, "A job failed");
            job::fail(&mut tx, one.id, &error.to_string(), again, dead).await?;
        }
    }
    house.commit(tx).await
}

/// Why a job, or something that was due, was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Made by another version.
    #[error("this version knows no job \"{0}\"")]
    Unknown(String),
    /// A fault of the program.
    #[error("it panicked; the log has the place")]
    Panicked,
    /// It did not end.
    #[error("it did not end within {0:?} and was given up")]
    TooLong(Duration),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Renditions or credentials of a picture.
    #[error(transparent)]
    Picture(#[from] PictureError),
}

async fn do_job(house: House, one: Job) -> Result<(), JobError> {
    match one.kind.as_str() {
        TRIM_CHANGES => {
            let mut tx = house.db().begin().await?;
            change::trim(&mut tx).await?;
            search_log::trim(&mut tx).await?;
            desk_log::trim(&mut tx).await?;
            house.commit(tx).await?;
            plan_trim(&house).await?;
            Ok(())
        }
        picture::MAKE_SET => match Box::pin(picture::make_set(&house, &one.payload)).await {
            Err(PictureError::Refused(reason)) => {
                tracing::warn!(picture.id = %one.payload, %reason, "No renditions can be made of a picture");
                Ok(())
            }
            done => Ok(done?),
        },
        credentials::JOB => Ok(credentials::work(&house).await?),
        other => Err(JobError::Unknown(other.to_owned())),
    }
}

/// Forgets old lines of the change log.
const TRIM_CHANGES: &str = "trim_changes";

/// Sees to it that the change log is trimmed every hour, whatever number of workers there is.
pub async fn plan_trim(house: &House) -> DbResult<()> {
    let at = house
        .now()
        .checked_add(1.hour())
        .unwrap_or_else(|_| house.now());
    let mut tx = house.db().begin().await?;
    let (now, at) = (dateline_db::micros(house.now()), dateline_db::micros(at));
    job::insert(
        &mut tx,
        house.new_id(),
        TRIM_CHANGES,
        "{}",
        Some(TRIM_CHANGES.to_owned()),
        at,
        now,
    )
    .await?;
    house.commit(tx).await
}

/// How to work.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How often to look for what is due.
    pub poll: Duration,
    /// Whether to do what takes seconds.
    pub does_slow: bool,
}

/// Works until told to stop; a database that is away is waited for.
pub async fn run(house: House, pace: Pace, stop: tokio::sync::watch::Receiver<bool>) {
    let quick = run_quick(house.clone(), pace.poll, stop.clone());
    let texts = coedit::keep(house.clone(), stop.clone());
    if pace.does_slow {
        tokio::join!(quick, texts, run_slow(house, pace.poll, stop));
    } else {
        tokio::join!(quick, texts);
    }
}

async fn run_slow(house: House, poll: Duration, mut stop: tokio::sync::watch::Receiver<bool>) {
    loop {
        let pause = match slow_round(&house).await {
            Ok(true) => Duration::ZERO,
            Ok(false) => poll,
            Err(error) => {
                tracing::error!(%error, "The worker could not do what takes long; it tries again");
                poll
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        if *stop.borrow() {
            return;
        }
    }
}

async fn run_quick(house: House, poll: Duration, mut stop: tokio::sync::watch::Receiver<bool>) {
    if let Err(error) = plan_trim(&house).await {
        tracing::error!(%error, "The worker could not plan its tidying");
    }
    if let Err(error) = credentials::plan_first(&house).await {
        tracing::error!(%error, "The worker could not plan to look at content credentials");
    }
    loop {
        if let Err(error) = round(&house).await {
            tracing::error!(%error, "The worker could not work; it tries again");
        }
        tokio::select! {
            () = tokio::time::sleep(poll) => {}
            _ = stop.changed() => return,
        }
    }
}
