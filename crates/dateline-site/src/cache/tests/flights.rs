//! One render for all who wait.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use tokio::sync::Notify;

use super::*;

/// A render that waits for a word, and counts.
#[derive(Default)]
struct Gate {
    begun: AtomicUsize,
    open: Notify,
}

impl Gate {
    fn render(self: &Arc<Self>) -> impl Fn(Recorder) -> Slow + Send + Sync + use<> {
        let gate = Arc::clone(self);
        move |recorder: Recorder| {
            let gate = Arc::clone(&gate);
            Box::pin(async move {
                recorder.read(story(1));
                let number = gate.begun.fetch_add(1, SeqCst) + 1;
                gate.open.notified().await;
                Ok(Page::html(format!("render {number}")))
            })
        }
    }

    fn begun(&self) -> usize {
        self.begun.load(SeqCst)
    }
}

type Slow = std::pin::Pin<Box<dyn Future<Output = Result<Page, RenderError>> + Send>>;

fn ask(
    cache: &Arc<PageCache>,
    key: &'static str,
    gate: &Arc<Gate>,
) -> tokio::task::JoinHandle<Result<Response<Body>, RenderError>> {
    let (cache, render) = (Arc::clone(cache), gate.render());
    tokio::spawn(async move { get(&cache, key, render).await })
}

/// Lets all other tasks run until they wait.
async fn settle() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_thousand_requests_for_one_page_are_one_render() {
    let cache = cache();
    let render = |recorder: Recorder| async move {
        recorder.read(story(1));
        tokio::time::sleep(Duration::from_millis(50)).await;
        Ok(Page::html("once"))
    };

    let ask = |_| {
        let cache = Arc::clone(&cache);
        tokio::spawn(async move { get(&cache, "/", render).await.unwrap() })
    };
    let requests: Vec<_> = (0..5000).map(ask).collect();
    for request in requests {
        assert_eq!(text(&request.await.unwrap()), "once");
    }

    let stats = cache.stats();
    assert_eq!(stats.renders, 1);
    assert_eq!(stats.hits + stats.misses + stats.coalesced, 5000);
}

#[tokio::test]
async fn a_render_goes_on_when_the_first_who_asked_leaves() {
    let (cache, gate) = (cache(), Arc::new(Gate::default()));
    let first = ask(&cache, "/", &gate);
    settle().await;
    let second = ask(&cache, "/", &gate);
    settle().await;

    first.abort();
    settle().await;
    gate.open.notify_one();

    assert_eq!(text(&second.await.unwrap().unwrap()), "render 1");
    assert_eq!(gate.begun(), 1);
}

#[tokio::test]
async fn a_begun_render_is_kept_though_everyone_left() {
    let (cache, gate) = (cache(), Arc::new(Gate::default()));
    let only = ask(&cache, "/", &gate);
    settle().await;

    only.abort();
    settle().await;
    gate.open.notify_one();
    settle().await;

    let response = get(&cache, "/", failing(RenderError::Overloaded)).await;
    assert_eq!(text(&response.unwrap()), "render 1");
}

#[tokio::test]
async fn nothing_is_rendered_for_those_who_left_the_queue() {
    let gate = Arc::new(Gate::default());
    let cache = PageCache::new(CacheConfig {
        max_renders: 1,
        ..CacheConfig::default()
    });
    let busy = ask(&cache, "/busy", &gate);
    settle().await;
    let queued = ask(&cache, "/queued", &gate);
    settle().await;

    queued.abort();
    settle().await;
    assert_eq!(cache.stats().waiting, 1);
    gate.open.notify_one();
    busy.await.unwrap().unwrap();
    settle().await;

    assert_eq!(gate.begun(), 1);
    assert_eq!(cache.stats().waiting, 0);
}

#[tokio::test]
async fn who_asks_after_a_change_does_not_get_a_render_from_before_it() {
    let (cache, gate) = (cache(), Arc::new(Gate::default()));
    let before = ask(&cache, "/", &gate);
    settle().await;

    cache.changed(&[story(1)]);
    let after = ask(&cache, "/", &gate);
    settle().await;
    gate.open.notify_one();
    settle().await;
    gate.open.notify_one();

    assert_eq!(text(&after.await.unwrap().unwrap()), "render 2");
    assert_eq!(text(&before.await.unwrap().unwrap()), "render 2");
}

#[tokio::test]
async fn a_full_queue_refuses() {
    let gate = Arc::new(Gate::default());
    let cache = PageCache::new(CacheConfig {
        max_waiting: 1,
        ..CacheConfig::default()
    });
    let _waiting = ask(&cache, "/a", &gate);
    settle().await;

    let refused = ask(&cache, "/b", &gate).await.unwrap();

    assert_eq!(refused.unwrap_err(), RenderError::Overloaded);
}

#[tokio::test]
async fn requests_without_a_key_are_rendered_apart_and_not_kept() {
    let cache = cache();
    let headers = HeaderMap::new();
    for _ in 0..3 {
        let request = PageRequest::new(None, &Method::GET, &headers);
        let response = cache
            .get_or_render(&request, reading(&[1], "search"))
            .await
            .unwrap();
        assert_eq!(header(&response, "cache-control"), "no-cache");
    }

    let stats = cache.stats();
    assert_eq!((stats.renders, stats.entries), (3, 0));
}
