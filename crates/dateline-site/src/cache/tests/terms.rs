//! Pages that hold only until a moment.

use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

use jiff::Timestamp;

use super::*;

const SECOND: i64 = 1_000_000;

/// A cache with a clock of its own.
fn cache_at(clock: &Arc<AtomicI64>) -> Arc<PageCache> {
    let cache = cache();
    let clock = Arc::clone(clock);
    cache.tell_time(Box::new(move || clock.load(SeqCst)));
    cache
}

fn until(second: i64, body: &str) -> impl Fn(Recorder) -> Ready + Send + Sync + use<> {
    let body = body.to_owned();
    move |recorder: Recorder| {
        recorder.good_until(Timestamp::from_second(second + 500).unwrap());
        recorder.good_until(Timestamp::from_second(second).unwrap());
        std::future::ready(Ok(Page::html(body.clone())))
    }
}

#[tokio::test]
async fn a_page_is_kept_until_its_moment_and_made_anew_from_then_on() {
    let clock = Arc::new(AtomicI64::new(0));
    let cache = cache_at(&clock);
    get(&cache, "/", until(10, "before")).await.unwrap();

    clock.store(10 * SECOND - 1, SeqCst);
    let kept = get(&cache, "/", until(10, "not rendered")).await.unwrap();
    assert_eq!(text(&kept), "before");

    clock.store(10 * SECOND, SeqCst);
    let anew = get(&cache, "/", until(20, "after")).await.unwrap();
    assert_eq!(text(&anew), "after");
}

#[tokio::test]
async fn a_page_whose_moment_has_come_does_not_stand_in_for_one_that_cannot_be_made() {
    let clock = Arc::new(AtomicI64::new(0));
    let cache = cache_at(&clock);
    get(&cache, "/", until(10, "before")).await.unwrap();
    let away = || failing(RenderError::Unavailable("away".to_owned()));
    clock.store(10 * SECOND, SeqCst);

    for _ in 0..3 {
        assert!(get(&cache, "/", away()).await.is_err());
    }
}

#[tokio::test]
async fn nobody_else_may_keep_a_page_longer_than_it_holds() {
    let clock = Arc::new(AtomicI64::new(0));
    let cache = cache_at(&clock);

    let early = get(&cache, "/", until(75, "page")).await.unwrap();
    clock.store(70 * SECOND, SeqCst);
    let late = get(&cache, "/", until(75, "page")).await.unwrap();

    assert_eq!(
        header(&early, "cdn-cache-control"),
        "max-age=60, stale-while-revalidate=15, stale-if-error=15"
    );
    assert_eq!(
        header(&late, "cache-control"),
        "public, max-age=0, s-maxage=5"
    );
    assert_eq!(
        header(&late, "cdn-cache-control"),
        "max-age=5, stale-while-revalidate=0, stale-if-error=0"
    );
}
