//! After a change is acknowledged, no answer is older: random writers and readers at once.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use parking_lot::Mutex;

use super::*;

const STORIES: usize = 48;
const PAGES: usize = 24;
const READERS: u64 = 8;
const READS: usize = 30_000;

/// What is published, and what editors were told is published.
struct Model {
    committed: Vec<AtomicU64>,
    acknowledged: Vec<AtomicU64>,
    writing: Mutex<()>,
    renders: AtomicUsize,
    failing: bool,
}

impl Model {
    fn new(failing: bool) -> Arc<Self> {
        let zeros = || (0..STORIES).map(|_| AtomicU64::new(0)).collect();
        Arc::new(Self {
            committed: zeros(),
            acknowledged: zeros(),
            writing: Mutex::new(()),
            renders: AtomicUsize::new(0),
            failing,
        })
    }

    /// Commits a change to some stories; their new versions.
    fn commit(&self, stories: &[usize]) -> Vec<(usize, u64)> {
        let _one_at_a_time = self.writing.lock();
        let bump = |story: &usize| (*story, self.committed[*story].fetch_add(1, SeqCst) + 1);
        stories.iter().map(bump).collect()
    }

    fn acknowledge(&self, versions: &[(usize, u64)]) {
        for (story, version) in versions {
            self.acknowledged[*story].fetch_max(*version, SeqCst);
        }
    }

    fn told(&self) -> Vec<u64> {
        let load = |version: &AtomicU64| version.load(SeqCst);
        self.acknowledged.iter().map(load).collect()
    }

    /// Renders a page slowly: which stories are on it depends on the first it reads.
    async fn render(self: Arc<Self>, page: usize, recorder: Recorder) -> Result<Page, RenderError> {
        let count = self.renders.fetch_add(1, SeqCst);
        if self.failing && count % 17 == 3 {
            tokio::task::yield_now().await;
            return Err(RenderError::Unavailable("test".to_owned()));
        }
        let mut body = String::from(" ");
        let mut next = page;
        for step in 0..6 {
            recorder.read(story(next));
            // A story that comes twice is read once, as in one transaction.
            if body.contains(&format!(" {next}=")) {
                break;
            }
            let version = self.committed[next].load(SeqCst);
            write!(body, "{next}={version} ").unwrap();
            if count % 3 == step % 3 {
                tokio::task::yield_now().await;
            }
            next = (next * 7 + 11 + usize::try_from(version % 3).unwrap()) % STORIES;
        }
        Ok(Page::html(body))
    }
}

/// A small generator, so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

async fn write(
    cache: Arc<PageCache>,
    model: Arc<Model>,
    seed: u64,
    done: Arc<AtomicBool>,
) -> usize {
    let mut dice = Dice(seed);
    let mut writes = 0;
    while !done.load(SeqCst) {
        let count = 1 + dice.roll(3);
        let stories: Vec<usize> = (0..count).map(|_| dice.roll(STORIES)).collect();
        let versions = model.commit(&stories);
        if dice.roll(4) == 0 {
            tokio::task::yield_now().await;
        }
        let subjects: Vec<Subject> = stories.iter().map(|number| story(*number)).collect();
        if dice.roll(16) == 0 {
            cache.withdrawn(&subjects);
        } else {
            cache.changed(&subjects);
        }
        model.acknowledge(&versions);
        writes += 1;
        match dice.roll(8) {
            0 => tokio::time::sleep(Duration::from_micros(200)).await,
            1..4 => tokio::task::yield_now().await,
            _ => {}
        }
    }
    writes
}

async fn read(cache: Arc<PageCache>, model: Arc<Model>, seed: u64) {
    let mut dice = Dice(seed);
    let mut seen: HashMap<(usize, usize), u64> = HashMap::new();
    for _ in 0..READS {
        let page = dice.roll(PAGES);
        let key = format!("/{page}");
        let headers = HeaderMap::new();
        let request = PageRequest::new(Some(&key), &Method::GET, &headers);
        let told = model.told();
        let model_of_render = Arc::clone(&model);
        let render = move |recorder| Arc::clone(&model_of_render).render(page, recorder);
        let response = if let Some(response) = cache.hit(&request) {
            response
        } else if let Ok(response) = cache.get_or_render(&request, render).await {
            response
        } else {
            continue;
        };
        if is_stale(&response) {
            continue;
        }
        for item in text(&response).split_whitespace() {
            let (story, version) = item.split_once('=').unwrap();
            let (story, version) = (story.parse::<usize>().unwrap(), version.parse().unwrap());
            assert!(
                version >= told[story],
                "page {page} shows story {story} at {version}, the editor was told {}",
                told[story]
            );
            let before = seen.insert((page, story), version).unwrap_or(0);
            assert!(
                version >= before,
                "page {page} went back from {before} to {version}"
            );
        }
        if dice.roll(64) == 0 {
            tokio::task::yield_now().await;
        }
    }
}

async fn storm(config: CacheConfig, failing: bool, seed: u64) {
    let cache = PageCache::new(config);
    let model = Model::new(failing);
    let done = Arc::new(AtomicBool::new(false));
    let writer = |n| {
        let done = Arc::clone(&done);
        tokio::spawn(write(
            Arc::clone(&cache),
            Arc::clone(&model),
            seed + n,
            done,
        ))
    };
    let writers: Vec<_> = (0..2).map(writer).collect();
    let reader = |n| tokio::spawn(read(Arc::clone(&cache), Arc::clone(&model), seed + 100 + n));
    let readers: Vec<_> = (0..READERS).map(reader).collect();

    let mut outcome = Ok(());
    for reader in readers {
        outcome = outcome.and(reader.await);
    }
    done.store(true, SeqCst);
    for writer in writers {
        assert!(writer.await.unwrap() > 100);
    }
    outcome.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    assert!(model.renders.load(SeqCst) > 1000);
}

fn quick() -> CacheConfig {
    CacheConfig {
        outage_pause: Duration::from_millis(1),
        ..CacheConfig::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_read_is_older_than_what_was_acknowledged_before_it() {
    storm(quick(), false, 0x5eed_0001).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nor_while_pages_leave_for_others() {
    let config = CacheConfig {
        max_entries: 9,
        ..quick()
    };
    storm(config, false, 0x5eed_0002).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nor_while_the_database_comes_and_goes() {
    storm(quick(), true, 0x5eed_0003).await;
}

#[tokio::test]
async fn a_change_tells_how_many_pages_it_made_stale() {
    let cache = cache();
    get(&cache, "/a", reading(&[1, 2], "a")).await.unwrap();
    get(&cache, "/b", reading(&[2, 3], "b")).await.unwrap();
    get(&cache, "/c", reading(&[4], "c")).await.unwrap();

    assert_eq!(cache.changed(&[story(9)]), 0);
    assert_eq!(cache.changed(&[story(1), story(1)]), 1);
    assert_eq!(cache.changed(&[story(2)]), 1, "/a was stale already");
    assert_eq!(cache.changed(&[Subject::Everything]), 1);
    assert_eq!(cache.changed(&[]), 0);
}

#[tokio::test]
async fn only_pages_that_read_what_changed_are_rendered_anew() {
    let cache = cache();
    get(&cache, "/a", reading(&[1], "old")).await.unwrap();
    get(&cache, "/b", reading(&[2], "old")).await.unwrap();

    cache.changed(&[story(1)]);

    let a = get(&cache, "/a", reading(&[1], "new")).await.unwrap();
    let b = get(&cache, "/b", reading(&[2], "new")).await.unwrap();
    assert_eq!((text(&a), text(&b)), ("new", "old"));
}

#[tokio::test]
async fn a_page_that_changed_under_its_render_is_rendered_again() {
    let cache = cache();
    let writer = Arc::clone(&cache);
    let times = AtomicUsize::new(0);

    let response = get(&cache, "/", move |recorder: Recorder| {
        recorder.read(story(1));
        let time = times.fetch_add(1, SeqCst);
        if time == 0 {
            writer.changed(&[story(1)]);
        }
        std::future::ready(Ok(Page::html(time.to_string())))
    })
    .await
    .unwrap();

    assert_eq!(text(&response), "1");
    assert_eq!(cache.stats().renders, 2);
}

#[tokio::test]
async fn a_page_that_never_rests_is_sent_but_not_kept() {
    let cache = cache();
    let writer = Arc::clone(&cache);

    let response = get(&cache, "/", move |recorder: Recorder| {
        recorder.read(story(1));
        writer.changed(&[story(1)]);
        std::future::ready(Ok(Page::html("restless")))
    })
    .await
    .unwrap();

    assert_eq!(text(&response), "restless");
    assert_eq!(header(&response, "cache-control"), "no-cache");
    assert_eq!(header(&response, "surrogate-key"), "");
    assert_eq!((cache.stats().renders, cache.stats().entries), (3, 0));
}

#[tokio::test]
async fn outer_caches_are_purged_only_when_no_older_page_is_sent_any_more() {
    let cache = cache();
    let purged = Arc::new(parking_lot::Mutex::new(Vec::new()));
    let (inner, heard) = (Arc::clone(&cache), Arc::clone(&purged));
    let headers = HeaderMap::new();
    cache.tell_outward(Box::new(move |keys| {
        let headers = HeaderMap::new();
        let request = PageRequest::new(Some("/"), &Method::GET, &headers);
        let is_sent = inner.hit(&request).is_some();
        heard.lock().push((keys.to_vec(), is_sent));
    }));
    get(&cache, "/", reading(&[1], "old")).await.unwrap();
    let request = PageRequest::new(Some("/"), &Method::GET, &headers);
    assert!(cache.hit(&request).is_some());

    cache.changed(&[story(1)]);
    cache.changed(&[]);
    cache.clear();

    let key = |subject: Subject| vec![subject.key()];
    assert_eq!(
        *purged.lock(),
        [(key(story(1)), false), (key(Subject::Everything), false)]
    );
}
