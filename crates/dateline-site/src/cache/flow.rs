//! From a request to its answer: kept, joined to a render under way, or rendered now.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use dateline_web::server::{Body, Encoding};
use http::Response;

use super::entry::{Entry, Rendered};
use super::flight::{Boarding, Landed};
use super::page::{Page, RenderError};
use super::recorder::Recorder;
use super::request::PageRequest;
use super::store::note_use;
use super::{PageCache, respond};

/// Hits on a page before it is compressed thoroughly.
const HITS_TO_IMPROVE: u64 = 8;

impl PageCache {
    /// The answer to a request; renders the page if none is at hand, once for all who wait for it.
    ///
    /// The answer is never older than a change announced before this call. While the database is away,
    /// or when the render fails, the last good page is sent, marked with `X-Dateline-Stale`.
    /// The render goes on when whoever asked for it leaves; it may be called again if what it read
    /// changed meanwhile.
    pub async fn get_or_render<R, F>(
        self: &Arc<Self>,
        request: &PageRequest<'_>,
        render: R,
    ) -> Result<Response<Body>, RenderError>
    where
        R: Fn(Recorder) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Page, RenderError>> + Send + 'static,
    {
        let asked = self.versions.now();
        let Some(key) = request.key else {
            let entry = self.render_apart(&render).await?;
            return Ok(self.respond(&entry, request).await);
        };
        let render = Arc::new(render);
        loop {
            if let Some(entry) = self.store.get(key) {
                if self.is_fresh(&entry) {
                    self.counters.hits.fetch_add(1, Relaxed);
                    return Ok(self.respond(&entry, request).await);
                }
                if !self.is_over(&entry)
                    && self
                        .outage
                        .lasts(self.versions.now(), self.config.outage_pause)
                {
                    return Ok(self.respond_stale(&entry, request).await);
                }
            }
            let landed = match self.board(key, &render)? {
                Boarding::Arrived(entry) => return Ok(self.respond(&entry, request).await),
                Boarding::Waiting(flight) => flight.landed().await,
            };
            // A render that began before this request may miss a change the request must see: then
            // this request boards the next one, which begins after it.
            match landed {
                Landed::Page(entry)
                    if !self.is_over(&entry)
                        && (asked <= entry.started() || self.is_fresh(&entry)) =>
                {
                    return Ok(self.respond(&entry, request).await);
                }
                Landed::Failure(error, started) if asked <= started => {
                    return self.last_good(key, request, error).await;
                }
                Landed::Page(_) | Landed::Failure(..) => {}
            }
        }
    }

    /// The answer with a page made by other means, such as an error page; it is not kept.
    pub async fn send(self: &Arc<Self>, page: Page, request: &PageRequest<'_>) -> Response<Body> {
        let rendered = Rendered {
            page,
            recorder: Recorder::new(),
            started: self.versions.now(),
            lasting: false,
        };
        let entry = Entry::new(Arc::from(""), rendered, &self.config);
        self.respond(&Arc::new(entry), request).await
    }

    /// The kept page, however old, in place of one that cannot be rendered.
    async fn last_good(
        self: &Arc<Self>,
        key: &str,
        request: &PageRequest<'_>,
        error: RenderError,
    ) -> Result<Response<Body>, RenderError> {
        match self.store.get(key) {
            Some(entry) if self.is_fresh(&entry) => Ok(self.respond(&entry, request).await),
            // A makeshift is better made again than sent when it is old.
            Some(entry) if matches!(error, RenderError::Theme(_)) && entry.is_makeshift() => {
                Err(error)
            }
            Some(entry) if !self.is_over(&entry) => Ok(self.respond_stale(&entry, request).await),
            _ => Err(error),
        }
    }

    async fn respond(
        self: &Arc<Self>,
        entry: &Arc<Entry>,
        request: &PageRequest<'_>,
    ) -> Response<Body> {
        note_use(entry);
        if let Some(response) = respond::not_modified(entry, request) {
            return self.bounded(entry, response);
        }
        let (form, made) = entry.form(request.encoding).await;
        if made && entry.lasting {
            self.store.recharge(entry);
        }
        self.bounded(entry, respond::whole(entry.status, &form, request))
    }

    async fn respond_stale(
        self: &Arc<Self>,
        entry: &Arc<Entry>,
        request: &PageRequest<'_>,
    ) -> Response<Body> {
        self.counters.stale.fetch_add(1, Relaxed);
        respond::stale(self.respond(entry, request).await)
    }

    /// Has a page compressed thoroughly in the background once it is used often.
    pub(super) fn improve(self: &Arc<Self>, entry: &Arc<Entry>, encoding: Encoding) {
        let often = entry.usage.hits.load(Relaxed) >= HITS_TO_IMPROVE;
        if !often || !entry.lasting || !entry.wants_better(encoding) {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return;
        };
        let (cache, entry) = (Arc::clone(self), Arc::clone(entry));
        runtime.spawn(async move {
            // A page that is soon out of date is not worth the work.
            tokio::time::sleep(cache.config.improve_after).await;
            let Ok(_one_at_a_time) = cache.improving.acquire().await else {
                return;
            };
            if cache.is_fresh(&entry) {
                entry.improve(encoding).await;
                cache.store.recharge(&entry);
            }
        });
    }
}

/// Whether the database was away a moment ago, and nothing was committed since.
#[derive(Debug)]
pub(super) struct Outage {
    epoch: Instant,
    until_millis: AtomicU64,
    generation: AtomicU64,
}

impl Default for Outage {
    fn default() -> Self {
        Self {
            epoch: Instant::now(),
            until_millis: AtomicU64::new(0),
            generation: AtomicU64::new(0),
        }
    }
}

impl Outage {
    /// A render that began in `generation` found the database away.
    pub(super) fn begin(&self, pause: Duration, generation: u64) {
        self.generation.store(generation, Relaxed);
        self.until_millis
            .store(self.millis().saturating_add(millis(pause)), Relaxed);
    }

    pub(super) fn end(&self) {
        self.until_millis.store(0, Relaxed);
    }

    /// Whether to do without the database.
    ///
    /// A change announced since proves that it is back, whatever the clock says. After the pause one
    /// request goes to see, while the others do without for another pause.
    pub(super) fn lasts(&self, generation: u64, pause: Duration) -> bool {
        let until = self.until_millis.load(Relaxed);
        if until == 0 || self.generation.load(Relaxed) != generation {
            return false;
        }
        let now = self.millis();
        let next = now.saturating_add(millis(pause));
        now < until
            || self
                .until_millis
                .compare_exchange(until, next, Relaxed, Relaxed)
                .is_err()
    }

    fn millis(&self) -> u64 {
        millis(self.epoch.elapsed())
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
