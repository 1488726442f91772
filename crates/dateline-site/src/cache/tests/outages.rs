//! What readers get when a page cannot be rendered.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use http::StatusCode;
use tokio::sync::Notify;

use super::*;

fn away() -> RenderError {
    RenderError::Unavailable("the database is away".to_owned())
}

#[tokio::test]
async fn the_last_good_page_is_sent_and_marked_while_the_database_is_away() {
    let cache = cache();
    get(&cache, "/", reading(&[1], "good")).await.unwrap();
    cache.changed(&[story(1)]);

    for _ in 0..3 {
        let response = get(&cache, "/", failing(away())).await.unwrap();

        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(text(&response), "good");
        assert_eq!(header(&response, "x-dateline-stale"), "1");
        assert_eq!(
            header(&response, "cache-control"),
            "public, max-age=0, s-maxage=1"
        );
    }
    let stats = cache.stats();
    assert_eq!(stats.stale_served, 3);
    assert_eq!(
        stats.failures, 1,
        "the database is not asked for each request"
    );
}

#[tokio::test]
async fn a_page_nobody_saw_is_an_error_while_the_database_is_away() {
    let cache = cache();

    let response = get(&cache, "/", failing(away())).await;

    assert_eq!(response.unwrap_err(), away());
}

#[tokio::test]
async fn a_change_ends_the_outage_at_once() {
    let cache = cache();
    get(&cache, "/", reading(&[1], "old")).await.unwrap();
    cache.changed(&[story(1)]);
    assert!(is_stale(&get(&cache, "/", failing(away())).await.unwrap()));

    cache.changed(&[story(1)]);

    let response = get(&cache, "/", reading(&[1], "new")).await.unwrap();
    assert_eq!(text(&response), "new");
    assert!(!is_stale(&response));
}

#[tokio::test]
async fn a_failure_from_before_a_change_does_not_excuse_an_old_page_after_it() {
    let cache = cache();
    get(&cache, "/", reading(&[1], "old")).await.unwrap();
    cache.changed(&[story(1)]);
    let gate = Arc::new(Notify::new());
    let (slow, opened) = (Arc::clone(&cache), Arc::clone(&gate));
    let first = tokio::spawn(async move {
        get(&slow, "/", move |_| {
            let opened = Arc::clone(&opened);
            async move {
                opened.notified().await;
                Err(away())
            }
        })
        .await
    });
    tokio::task::yield_now().await;
    tokio::time::sleep(Duration::from_millis(5)).await;

    cache.changed(&[story(1)]);
    gate.notify_one();
    assert!(is_stale(&first.await.unwrap().unwrap()));

    let response = get(&cache, "/", reading(&[1], "new")).await.unwrap();
    assert_eq!(text(&response), "new");
}

#[tokio::test]
async fn the_database_is_asked_again_after_the_pause() {
    let cache = PageCache::new(CacheConfig {
        outage_pause: Duration::from_millis(20),
        ..CacheConfig::default()
    });
    get(&cache, "/", reading(&[1], "old")).await.unwrap();
    cache.changed(&[story(1)]);
    assert!(is_stale(&get(&cache, "/", failing(away())).await.unwrap()));

    tokio::time::sleep(Duration::from_millis(30)).await;

    let response = get(&cache, "/", reading(&[1], "new")).await.unwrap();
    assert_eq!(text(&response), "new");
}

#[tokio::test]
async fn one_request_goes_to_see_whether_the_database_is_back() {
    let cache = PageCache::new(CacheConfig {
        outage_pause: Duration::from_millis(20),
        ..CacheConfig::default()
    });
    get(&cache, "/a", reading(&[1], "old")).await.unwrap();
    get(&cache, "/b", reading(&[1], "old")).await.unwrap();
    cache.changed(&[story(1)]);
    assert!(is_stale(&get(&cache, "/a", failing(away())).await.unwrap()));
    tokio::time::sleep(Duration::from_millis(30)).await;
    let probe = Arc::clone(&cache);
    let hangs = |_| std::future::pending::<Result<Page, RenderError>>();
    let probe = tokio::spawn(async move { get(&probe, "/a", hangs).await });
    tokio::task::yield_now().await;

    let response = get(&cache, "/b", hangs).await.unwrap();

    assert!(is_stale(&response));
    assert!(!probe.is_finished());
}

#[tokio::test]
async fn an_error_page_is_sent_though_every_render_hangs() {
    let cache = PageCache::new(CacheConfig {
        max_renders: 1,
        ..CacheConfig::default()
    });
    let busy = Arc::clone(&cache);
    let hangs = |_| std::future::pending::<Result<Page, RenderError>>();
    let _busy = tokio::spawn(async move { get(&busy, "/", hangs).await });
    tokio::task::yield_now().await;
    let headers = HeaderMap::new();
    let request = PageRequest::new(None, &Method::GET, &headers);

    let page = Page::html("sorry").with_status(StatusCode::SERVICE_UNAVAILABLE);
    let response = cache.send(page, &request).await;

    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(text(&response), "sorry");
    assert_eq!(header(&response, "cache-control"), "no-cache");
}

#[tokio::test]
async fn a_panic_or_a_broken_template_costs_nobody_the_last_good_page() {
    let cache = cache();
    get(&cache, "/", reading(&[1], "good")).await.unwrap();
    cache.changed(&[story(1)]);
    let panics = |_: Recorder| -> Ready { panic!("on purpose") };
    let fails = failing(RenderError::Failed("no such filter".to_owned()));

    assert!(is_stale(&get(&cache, "/", panics).await.unwrap()));
    assert!(is_stale(&get(&cache, "/", fails).await.unwrap()));
    assert_eq!(
        get(&cache, "/new", panics).await.unwrap_err(),
        RenderError::Panicked
    );
}

#[tokio::test(start_paused = true)]
async fn a_render_that_takes_too_long_is_given_up() {
    let cache = cache();
    get(&cache, "/", reading(&[1], "good")).await.unwrap();
    cache.changed(&[story(1)]);

    let response = get(&cache, "/", |_| std::future::pending()).await.unwrap();

    assert!(is_stale(&response));
}

#[tokio::test]
async fn what_was_withdrawn_is_not_sent_even_while_the_database_is_away() {
    let cache = cache();
    get(&cache, "/story", reading(&[1], "libel")).await.unwrap();
    get(&cache, "/other", reading(&[2], "fine")).await.unwrap();

    assert_eq!(cache.withdrawn(&[story(1)]), 1);

    assert!(get(&cache, "/story", failing(away())).await.is_err());
    assert!(get(&cache, "/other", failing(away())).await.is_ok());
}

#[tokio::test]
async fn a_page_that_is_gone_takes_its_last_good_state_with_it() {
    let cache = cache();
    let not_found = |recorder: Recorder| {
        recorder.read(story(1));
        std::future::ready(Ok(Page::html("none").with_status(StatusCode::NOT_FOUND)))
    };
    get(&cache, "/", reading(&[1], "story")).await.unwrap();
    cache.changed(&[story(1)]);

    let response = get(&cache, "/", not_found).await.unwrap();

    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(&response, "cache-control"), "no-cache");
    assert!(get(&cache, "/", failing(away())).await.is_err());
    assert_eq!(cache.stats().entries, 0);
}

#[tokio::test]
async fn a_page_that_says_it_is_broken_does_not_replace_the_last_good_one() {
    let cache = cache();
    let asked = Arc::new(AtomicUsize::new(0));
    get(&cache, "/", reading(&[1], "good")).await.unwrap();
    cache.changed(&[story(1)]);
    let count = Arc::clone(&asked);

    let broken = get(&cache, "/", move |recorder: Recorder| {
        recorder.read(story(1));
        count.fetch_add(1, SeqCst);
        std::future::ready(Ok(
            Page::html("broken").with_status(StatusCode::INTERNAL_SERVER_ERROR)
        ))
    })
    .await
    .unwrap();

    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(is_stale(&get(&cache, "/", failing(away())).await.unwrap()));
}
