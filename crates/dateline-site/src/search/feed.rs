//! What keeps the index up with the newsroom: it follows the log of changes, and builds a new index
//! beside the one in use where that is missing, damaged, of another version or asked for.
//!
//! One process writes the index of a data folder; the others read what it commits, and take over
//! when it ends.

use super::story::{Languages, document};
use super::target::{Line, Target};
use super::{Search, Standing};
use crate::site::Site;
use dateline_core::edition::EditionCode;
use dateline_core::id::StoryId;
use dateline_core::pressed::PressedStory;
use dateline_db::DbError;
use dateline_db::queries::published::{self, Cursor};
use dateline_db::queries::{edition, search_log};
use dateline_infra::lock::{Lock, LockError};
use dateline_search::{Mark, Memory, SearchError};
use dateline_web::house::House;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Lines of the log read together.
const LINES: i64 = 120;
/// Stories read together while an index is built.
const STORIES: i64 = 120;
/// How often what nobody told of is looked for.
const POLL: Duration = Duration::from_millis(500);
/// How often a process that only reads looks at what the writer committed.
const GLANCE: Duration = Duration::from_millis(150);
/// How long written lines may wait to be seen, where more are coming.
const LONGEST: Duration = Duration::from_millis(600);
/// The same while a whole index is built: each commit costs.
const BUILDING: Duration = Duration::from_secs(5);
/// Name of the lock of who writes.
const LOCK: &str = "search";

/// Why the index is behind.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The index.
    #[error(transparent)]
    Index(#[from] SearchError),
    /// The lock.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A fault of the program or of a file in the middle.
    #[error("the index could not be written: {0}")]
    Panicked(#[from] tokio::task::JoinError),
}

/// An index that is built.
struct Build {
    target: Target,
    /// The request it answers.
    answers: Option<String>,
    /// Editions not read yet, the next one last, and where the present one goes on.
    editions: Vec<EditionCode>,
    cursor: Cursor,
    done: u64,
    all: u64,
    committed: Instant,
}

/// How much of the log was written.
enum Followed {
    /// There was nothing new.
    Nothing,
    /// All of it.
    All,
    /// A part; there is more.
    Some,
}

/// Keeps the index of a house.
struct Feeder {
    house: House,
    search: Arc<Search>,
    lock: Option<Lock>,
    languages: Languages,
    live: Option<Target>,
    build: Option<Build>,
    committed: Instant,
    /// Whether the index in use made no sense.
    is_spoilt: bool,
    /// Steps that failed, one after the other.
    failures: u32,
    /// Whether building leaves time to others.
    is_gentle: bool,
}

/// Follows the newsroom until told to stop.
pub async fn keep(site: Arc<Site>, mut stop: watch::Receiver<bool>) {
    let mut feeder = Feeder::new(site.house.clone(), Arc::clone(&site.search), true);
    drop(site);
    while !*stop.borrow() {
        let pause = match feeder.step().await {
            Ok(pause) => {
                feeder.failures = 0;
                pause
            }
            Err(error) => {
                tracing::warn!(%error, "Search is behind; it tries again");
                feeder.mend(&error)
            }
        };
        if pause.is_zero() {
            tokio::task::yield_now().await;
            continue;
        }
        let search = Arc::clone(&feeder.search);
        tokio::select! {
            () = search.wake.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
    if let Err(error) = feeder.rest().await {
        tracing::warn!(%error, "The search index could not be closed");
    }
}

/// How building goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A server of this folder does it.
    Elsewhere,
    /// Stories put in so far, and in all.
    Here(u64, u64),
}

/// Stories between two words of how it goes on.
const TELLING: u64 = 5_000;

/// Builds the index of a data folder anew: here, or in the server that writes it, which goes on
/// answering from the one there is. How many stories it has in the end.
pub async fn rebuild(house: &House, tell: &dyn Fn(Told)) -> Result<u64, FeedError> {
    let search = Search::of(house.data());
    let request = house.new_id().simple().to_string();
    search.shelf.ask(&request)?;
    let mut feeder = Feeder::new(house.clone(), Arc::clone(&search), false);
    let mut last = None;
    while !search.shelf.has_answered(&request) {
        let is_ours = feeder.take_lock()?;
        let pause = if is_ours { feeder.step().await? } else { POLL };
        let done = feeder.build.as_ref().map(|build| (build.done, build.all));
        let now = match done {
            Some((done, all)) => Some(Told::Here(done / TELLING * TELLING, all)),
            None if !is_ours => Some(Told::Elsewhere),
            None => last,
        };
        if let Some(told) = now.filter(|_| now != last) {
            tell(told);
            last = now;
        }
        tokio::time::sleep(pause).await;
    }
    feeder.rest().await?;
    Ok(search.shelf.open()?.snapshot().stories())
}

impl Feeder {
    fn new(house: House, search: Arc<Search>, is_gentle: bool) -> Self {
        Self {
            house,
            search,
            lock: None,
            languages: Languages::default(),
            live: None,
            build: None,
            committed: Instant::now(),
            is_spoilt: false,
            failures: 0,
            is_gentle,
        }
    }

    /// Does what is next; how long to wait then, unless somebody says that there is more.
    async fn step(&mut self) -> Result<Duration, FeedError> {
        if !self.take_lock()? {
            self.glance().await?;
            return Ok(GLANCE);
        }
        if self.search.is_damaged.swap(false, Ordering::SeqCst) {
            (self.live, self.build, self.is_spoilt) = (None, None, true);
        }
        match (&self.live, &self.build) {
            (None, None) if self.is_spoilt => self.begin(None).await?,
            (None, None) => self.open().await?,
            _ => {}
        }
        let asked = self.search.shelf.asked();
        if let Some(request) = asked
            && self
                .build
                .as_ref()
                .is_none_or(|b| b.answers.as_ref() != Some(&request))
        {
            self.begin(Some(request)).await?;
        }
        let has_more = self.follow().await?;
        let is_building = self.go_on().await?;
        if let Some(live) = self.live.as_mut().filter(|live| live.is_idle()) {
            live.rest().await?;
        }
        Ok(if has_more || is_building {
            Duration::ZERO
        } else {
            POLL
        })
    }

    fn take_lock(&mut self) -> Result<bool, FeedError> {
        if self.lock.is_none() {
            match Lock::try_take(self.house.data(), LOCK) {
                // What was opened to read may be older than what the last writer left.
                Ok(lock) => (self.lock, self.live) = (Some(lock), None),
                Err(LockError::Held { .. }) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(true)
    }

    /// Reads what another process wrote.
    async fn glance(&mut self) -> Result<(), FeedError> {
        let search = Arc::clone(&self.search);
        let glanced = tokio::task::spawn_blocking(move || {
            let folder = search.shelf.current_folder();
            let known = search.standing().index;
            if let Some(index) = known.filter(|index| Some(index.folder()) == folder.as_deref()) {
                index.reload()?;
            } else if folder.is_some() {
                let index = Some(Arc::new(search.shelf.open()?));
                search.stand(Standing {
                    index,
                    building: None,
                });
            }
            Ok(())
        });
        let glanced: Result<(), SearchError> = glanced.await?;
        if let Err(error) = glanced {
            // Whoever writes it mends it.
            tracing::warn!(%error, "The search index cannot be read");
            self.search.stand(Standing {
                index: None,
                building: Some((0, 0)),
            });
        }
        Ok(())
    }

    /// Opens the index in use, or begins a new one.
    async fn open(&mut self) -> Result<(), FeedError> {
        let shelf = self.search.shelf.clone();
        let opened = tokio::task::spawn_blocking(move || shelf.open()).await?;
        let index = match opened {
            Ok(index) => index,
            Err(SearchError::Absent(_)) => {
                tracing::info!("There is no search index yet; it is built");
                return self.begin(None).await;
            }
            Err(error) if error.wants_rebuild() => {
                tracing::warn!(%error, "The search index is built anew");
                return self.begin(None).await;
            }
            Err(error) => return Err(error.into()),
        };
        let target = Target::new(index, Memory::Small);
        let is_known = self.knows(&target.mark).await?;
        if !is_known {
            tracing::info!("The search index is of another time or database; it is built anew");
            return self.begin(None).await;
        }
        let index = Some(Arc::clone(&target.index));
        self.search.stand(Standing {
            index,
            building: None,
        });
        self.live = Some(target);
        Ok(())
    }

    /// Whether the log goes on where an index ended.
    async fn knows(&self, mark: &Mark) -> Result<bool, FeedError> {
        let mut tx = self.house.db().read().await?;
        let latest = search_log::latest(&mut tx).await?.map_or(0, |(seq, _)| seq);
        let story = search_log::find(&mut tx, mark.seq).await?;
        tx.close().await?;
        let is_near = mark.seq <= latest && latest - mark.seq <= search_log::KEPT;
        let is_same = mark.seq == 0 || story.map(|id| id.0.as_u128()) == mark.story;
        Ok(mark.is_whole && is_near && is_same)
    }

    /// Begins a new index beside the one in use.
    async fn begin(&mut self, answers: Option<String>) -> Result<(), FeedError> {
        self.build = None;
        let mut tx = self.house.db().read().await?;
        let latest = search_log::latest(&mut tx).await?;
        let editions = edition::list(&mut tx).await?;
        let mut all = 0;
        for edition in &editions {
            all += published::count_stories(&mut tx, &edition.code).await?;
        }
        tx.close().await?;
        self.languages = Languages::of(&editions);
        let shelf = self.search.shelf.clone();
        let index = tokio::task::spawn_blocking(move || shelf.create()).await??;
        let mut target = Target::new(index, Memory::Large);
        if let Some((seq, story)) = latest {
            (target.mark.seq, target.mark.story) = (seq, Some(story.0.as_u128()));
        }
        self.build = Some(Build {
            target,
            answers,
            editions: editions.into_iter().rev().map(|e| e.code).collect(),
            cursor: Cursor::START,
            done: 0,
            all: u64::try_from(all).unwrap_or(0),
            committed: Instant::now(),
        });
        self.is_spoilt = false;
        self.show();
        Ok(())
    }

    /// Says what there is to ask: while nothing else is there, the index that is built.
    fn show(&self) {
        if self.live.is_some() {
            return;
        }
        if let Some(build) = &self.build {
            self.search.stand(Standing {
                index: Some(Arc::clone(&build.target.index)),
                building: Some((build.done, build.all)),
            });
        }
    }

    /// Writes what the log says since; whether there is more.
    async fn follow(&mut self) -> Result<bool, FeedError> {
        let mut has_more = false;
        let is_due = self.committed.elapsed() >= LONGEST;
        if let Some(mut live) = self.live.take() {
            let followed = self.follow_one(&mut live).await;
            let has_more_lines = matches!(followed, Ok(Followed::Some));
            let committed = if has_more_lines && !is_due {
                Ok(())
            } else {
                self.committed = Instant::now();
                live.commit().await
            };
            self.live = Some(live);
            has_more |= matches!(followed?, Followed::Some);
            committed?;
        }
        if let Some(mut build) = self.build.take() {
            let followed = self.follow_one(&mut build.target).await;
            // What changes is seen at once, where there is nothing else to see.
            let committed = match (&self.live, &followed) {
                (None, Ok(Followed::All)) => build.target.commit().await,
                _ => Ok(()),
            };
            self.build = Some(build);
            has_more |= matches!(followed?, Followed::Some);
            committed?;
        }
        Ok(has_more)
    }

    async fn follow_one(&mut self, target: &mut Target) -> Result<Followed, FeedError> {
        let mut tx = self.house.db().read().await?;
        let log = search_log::list_after(&mut tx, target.mark.seq, LINES).await?;
        let Some(last) = log.last().copied() else {
            tx.close().await?;
            return Ok(Followed::Nothing);
        };
        let mut ids: Vec<StoryId> = log.iter().map(|line| line.story).collect();
        ids.sort_unstable();
        ids.dedup();
        let stories = published::list_full(&mut tx, &ids).await?;
        self.learn(&mut tx, &stories).await?;
        tx.close().await?;
        let mark = Mark {
            seq: last.seq,
            story: Some(last.story.0.as_u128()),
            ..target.mark.clone()
        };
        let languages = self.languages.clone();
        let written = move || lines(&ids, &stories, &languages);
        target.write(written, mark).await?;
        let has_more = log.len() >= usize::try_from(LINES).unwrap_or(usize::MAX);
        Ok(if has_more {
            Followed::Some
        } else {
            Followed::All
        })
    }

    /// Learns the languages of editions that are new.
    async fn learn(
        &mut self,
        tx: &mut dateline_db::Tx,
        stories: &[PressedStory],
    ) -> Result<(), FeedError> {
        if stories
            .iter()
            .any(|s| !self.languages.knows(s.edition.as_str()))
        {
            self.languages = Languages::of(&edition::list(tx).await?);
        }
        Ok(())
    }

    /// Puts the next stories into the index that is built; whether there are more.
    async fn go_on(&mut self) -> Result<bool, FeedError> {
        let Some(mut build) = self.build.take() else {
            return Ok(false);
        };
        let begun = Instant::now();
        let went = self.read_on(&mut build).await;
        self.build = Some(build);
        if went? {
            self.show();
            if self.is_gentle {
                tokio::time::sleep(begun.elapsed() / 2).await;
            }
            return Ok(true);
        }
        self.finish().await?;
        Ok(false)
    }

    async fn read_on(&mut self, build: &mut Build) -> Result<bool, FeedError> {
        let Some(code) = build.editions.last() else {
            return Ok(false);
        };
        let mut tx = self.house.db().read().await?;
        let (stories, next) = published::scan(&mut tx, code, build.cursor, STORIES).await?;
        self.learn(&mut tx, &stories).await?;
        tx.close().await?;
        build.cursor = if let Some(next) = next {
            next
        } else {
            build.editions.pop();
            Cursor::START
        };
        build.done += stories.len() as u64;
        let mark = build.target.mark.clone();
        let languages = self.languages.clone();
        let put = move |story: &PressedStory| Line::Put(Box::new(document(story, &languages)));
        let written = move || stories.iter().map(put).collect();
        build.target.write(written, mark).await?;
        // Seen while it grows, where there is nothing else to see.
        if self.live.is_none() && build.committed.elapsed() >= BUILDING {
            build.target.commit().await?;
            build.committed = Instant::now();
        }
        Ok(true)
    }

    /// Puts the new index into use.
    async fn finish(&mut self) -> Result<(), FeedError> {
        let Some(mut build) = self.build.take() else {
            return Ok(());
        };
        while let Followed::Some = self.follow_one(&mut build.target).await? {}
        build.target.mark.is_whole = true;
        let mark = build.target.mark.clone();
        build.target.write(Vec::new, mark).await?;
        build.target.rest().await?;
        if let Some(mut old) = self.live.take() {
            old.rest().await?;
        }
        let shelf = self.search.shelf.clone();
        let (index, answers) = (Arc::clone(&build.target.index), build.answers.clone());
        let promoted = tokio::task::spawn_blocking(move || {
            shelf.promote(&index, answers.clone())?;
            if let Some(request) = answers {
                shelf.settle(&request);
            }
            Ok::<_, SearchError>(())
        });
        promoted.await??;
        let stories = build.target.index.snapshot().stories();
        tracing::info!(stories, "The search index is built: {stories} stories");
        let index = Some(Arc::clone(&build.target.index));
        self.search.stand(Standing {
            index,
            building: None,
        });
        self.live = Some(build.target);
        Ok(())
    }

    /// After a failure: an index that makes no sense is given up. How long to wait before the next try.
    fn mend(&mut self, error: &FeedError) -> Duration {
        let is_damage = match error {
            FeedError::Index(error) => error.wants_rebuild(),
            FeedError::Panicked(_) => true,
            FeedError::Db(_) | FeedError::Lock(_) => false,
        };
        if is_damage {
            self.build = None;
            self.live = None;
            self.search.found_damage(&error.to_string());
        }
        self.failures = (self.failures + 1).min(4);
        POLL * 2_u32.pow(self.failures)
    }

    async fn rest(&mut self) -> Result<(), FeedError> {
        if let Some(live) = &mut self.live {
            live.rest().await?;
        }
        Ok(())
    }
}

/// What is written for these stories: those that are public as they are now, the others not at all.
fn lines(ids: &[StoryId], stories: &[PressedStory], languages: &Languages) -> Vec<Line> {
    let shown = stories.iter().filter(|story| !story.is_page);
    let found: HashMap<StoryId, &PressedStory> = shown.map(|story| (story.id, story)).collect();
    let line = |id: &StoryId| match found.get(id) {
        Some(story) => Line::Put(Box::new(document(story, languages))),
        None => Line::Remove(id.0.as_u128()),
    };
    ids.iter().map(line).collect()
}
