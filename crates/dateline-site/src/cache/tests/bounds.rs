//! What the cache may take, and who has to leave.

use super::*;

const KIB: usize = 1024;

fn small(max_bytes: usize, max_entries: usize) -> Arc<PageCache> {
    PageCache::new(CacheConfig {
        max_bytes,
        max_entries,
        ..CacheConfig::default()
    })
}

async fn fill(cache: &Arc<PageCache>, name: &str, range: std::ops::Range<usize>, body: &str) {
    for number in range {
        get(
            cache,
            &format!("/{name}/{number}"),
            reading(&[number], body),
        )
        .await
        .unwrap();
    }
}

fn kept(cache: &Arc<PageCache>, name: &str, range: std::ops::Range<usize>) -> usize {
    let mut count = 0;
    for number in range {
        let key = format!("/{name}/{number}");
        let headers = HeaderMap::new();
        let request = PageRequest::new(Some(&key), &Method::GET, &headers);
        count += usize::from(cache.hit(&request).is_some());
    }
    count
}

#[tokio::test]
async fn memory_is_bounded_in_bytes() {
    let cache = small(1000 * KIB, 100_000);

    fill(&cache, "a", 0..400, &"x".repeat(10 * KIB)).await;

    let stats = cache.stats();
    assert!(stats.bytes <= 1000 * KIB, "{}", stats.bytes);
    assert!((50..100).contains(&stats.entries), "{}", stats.entries);
    assert_eq!(stats.entries as u64 + stats.evictions, 400);
}

#[tokio::test]
async fn a_hundred_thousand_addresses_do_not_fill_it() {
    let cache = small(64 * KIB * KIB, 500);

    fill(&cache, "q", 0..100_000, "tiny").await;

    assert!(cache.stats().entries <= 500);
}

#[tokio::test]
async fn a_crawl_through_the_archive_leaves_what_readers_ask_for() {
    let cache = small(1000 * KIB, 100_000);
    let body = "x".repeat(10 * KIB);
    fill(&cache, "read", 0..30, &body).await;
    for _ in 0..3 {
        kept(&cache, "read", 0..30);
    }

    fill(&cache, "crawled", 0..2000, &body).await;

    assert_eq!(kept(&cache, "read", 0..30), 30);
}

#[tokio::test]
async fn what_comes_back_soon_stays_longer() {
    let cache = small(1000 * KIB, 100_000);
    let body = "x".repeat(10 * KIB);
    fill(&cache, "a", 0..100, &body).await;
    let gone = kept(&cache, "a", 0..5);

    fill(&cache, "a", 0..5, &body).await;
    fill(&cache, "crawled", 0..60, &body).await;

    assert_eq!((gone, kept(&cache, "a", 0..5)), (0, 5));
}

#[tokio::test]
async fn a_page_larger_than_its_share_is_sent_but_not_kept() {
    let cache = small(100 * KIB, 100);
    get(&cache, "/", reading(&[1], "small")).await.unwrap();
    cache.changed(&[story(1)]);

    let large = "x".repeat(50 * KIB);
    let response = get(&cache, "/", reading(&[1], &large)).await.unwrap();

    assert_eq!(text(&response), large);
    assert_eq!((cache.stats().entries, cache.stats().bytes), (0, 0));
}

#[tokio::test]
async fn every_form_of_a_page_is_counted() {
    let cache = cache();
    let body = "The bridge is open. ".repeat(500);
    get(&cache, "/", reading(&[1], &body)).await.unwrap();
    let plain = cache.stats().bytes;

    get_with(
        &cache,
        &accepting("gzip"),
        Method::GET,
        reading(&[1], &body),
    )
    .await;
    assert!(cache.stats().bytes > plain);

    cache.clear();
    assert_eq!((cache.stats().entries, cache.stats().bytes), (0, 0));
}

#[tokio::test]
async fn rendering_anew_does_not_count_twice() {
    let cache = cache();
    get(&cache, "/", reading(&[1], "same")).await.unwrap();
    let once = cache.stats();

    for _ in 0..10 {
        cache.changed(&[story(1)]);
        get(&cache, "/", reading(&[1], "same")).await.unwrap();
    }

    let stats = cache.stats();
    assert_eq!((stats.entries, stats.bytes), (once.entries, once.bytes));
    assert_eq!(stats.hottest[0].hits, 11);
}

#[tokio::test]
async fn the_most_used_pages_are_listed() {
    let cache = cache();
    fill(&cache, "a", 0..30, "x").await;
    kept(&cache, "a", 7..8);

    let stats = cache.stats();

    assert_eq!(stats.hottest.len(), 20);
    assert_eq!(stats.hottest[0].key, "/a/7");
    assert_eq!((stats.hottest[0].hits, stats.hottest[0].fresh), (2, true));
}
