//! One render for all who wait for a page, in a task of its own.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use futures_util::FutureExt;
use tokio::sync::watch;

use super::PageCache;
use super::entry::{Entry, Rendered};
use super::page::{Page, RenderError};
use super::recorder::Recorder;

/// Renders of one flight: a page whose subjects changed meanwhile is rendered again.
const ATTEMPTS: usize = 3;

/// A render under way.
pub(super) type Flight = Arc<watch::Sender<Option<Landed>>>;

/// What became of a render.
#[derive(Clone)]
pub(super) enum Landed {
    /// A page; it is kept if nothing it read changed meanwhile.
    Page(Arc<Entry>),
    /// Why there is none, and the generation in which the render began.
    Failure(RenderError, u64),
}

/// What a request for a page that was not at hand gets.
pub(super) enum Boarding {
    /// It came just now.
    Arrived(Arc<Entry>),
    /// It is being rendered.
    Waiting(Passenger),
}

/// One who waits for a render.
pub(super) struct Passenger(watch::Receiver<Option<Landed>>);

impl Passenger {
    pub(super) async fn landed(mut self) -> Landed {
        match self.0.wait_for(Option::is_some).await {
            Ok(landed) => landed.clone().unwrap_or(LOST),
            Err(_) => LOST,
        }
    }
}

/// The task of a render is gone without a word, as when the runtime ends.
const LOST: Landed = Landed::Failure(RenderError::Panicked, u64::MAX);

impl PageCache {
    /// Joins the render of a page, or starts one.
    pub(super) fn board<R, F>(
        self: &Arc<Self>,
        key: &str,
        render: &Arc<R>,
    ) -> Result<Boarding, RenderError>
    where
        R: Fn(Recorder) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Page, RenderError>> + Send + 'static,
    {
        let mut flights = self.flights.lock();
        if let Some(flight) = flights.get(key) {
            self.counters.coalesced.fetch_add(1, Relaxed);
            return Ok(Boarding::Waiting(Passenger(flight.subscribe())));
        }
        // A flight lands its page before it is taken off the list.
        if let Some(entry) = self.store.get(key)
            && self.is_fresh(&entry)
        {
            return Ok(Boarding::Arrived(entry));
        }
        if flights.len() >= self.config.max_waiting {
            return Err(RenderError::Overloaded);
        }
        self.counters.misses.fetch_add(1, Relaxed);
        let key: Arc<str> = Arc::from(key);
        let flight = Flight::new(watch::Sender::new(None));
        let passenger = Passenger(flight.subscribe());
        flights.insert(Arc::clone(&key), Arc::clone(&flight));
        drop(flights);
        let pilot = Pilot {
            cache: Arc::clone(self),
            key,
            flight,
            landed: LOST,
        };
        tokio::spawn(pilot.fly(Arc::clone(render)));
        Ok(Boarding::Waiting(passenger))
    }

    /// Renders a page nobody shares.
    pub(super) async fn render_apart<R, F>(&self, render: &R) -> Result<Arc<Entry>, RenderError>
    where
        R: Fn(Recorder) -> F,
        F: Future<Output = Result<Page, RenderError>>,
    {
        let permit = tokio::time::timeout(self.config.render_timeout, self.renders.acquire());
        let _permit = permit.await.map_err(|_| RenderError::Overloaded)?;
        let started = self.versions.now();
        let recorder = Recorder::new();
        let page = self.render("", render, recorder.clone()).await?;
        let rendered = Rendered {
            page,
            recorder,
            started,
            lasting: false,
        };
        Ok(Arc::new(Entry::new(Arc::from(""), rendered, &self.config)))
    }

    /// One render, within its time; a panic is an error like others.
    async fn render<R, F>(
        &self,
        key: &str,
        render: &R,
        recorder: Recorder,
    ) -> Result<Page, RenderError>
    where
        R: Fn(Recorder) -> F,
        F: Future<Output = Result<Page, RenderError>>,
    {
        self.counters.renders.fetch_add(1, Relaxed);
        let work = AssertUnwindSafe(async { render(recorder).await }).catch_unwind();
        let result = match tokio::time::timeout(self.config.render_timeout, work).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(RenderError::Panicked),
            Err(_) => Err(RenderError::Unavailable("it takes too long".to_owned())),
        };
        if let Err(error) = &result {
            self.note_failure(key, error);
        }
        result
    }

    fn note_failure(&self, key: &str, error: &RenderError) {
        self.counters.failures.fetch_add(1, Relaxed);
        if matches!(error, RenderError::Unavailable(_)) {
            tracing::warn!(%error, "Page `{key}` cannot be rendered; kept pages are sent");
        } else {
            tracing::error!(%error, "Page `{key}` cannot be rendered");
        }
    }
}

/// Flies one render; whatever happens to it, those who wait are told.
struct Pilot {
    cache: Arc<PageCache>,
    key: Arc<str>,
    flight: Flight,
    landed: Landed,
}

impl Pilot {
    async fn fly<R, F>(mut self, render: Arc<R>)
    where
        R: Fn(Recorder) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Page, RenderError>> + Send + 'static,
    {
        let cache = Arc::clone(&self.cache);
        let _permit = tokio::select! {
            permit = cache.renders.acquire() => permit,
            () = self.deserted() => return,
        };
        for _ in 0..ATTEMPTS {
            if self.attempt(&*render).await {
                return;
            }
        }
    }

    /// Renders once; false if what was read changed meanwhile.
    async fn attempt<R, F>(&mut self, render: &R) -> bool
    where
        R: Fn(Recorder) -> F,
        F: Future<Output = Result<Page, RenderError>>,
    {
        let cache = &self.cache;
        let started = cache.versions.now();
        let recorder = Recorder::new();
        let page = match cache.render(&self.key, render, recorder.clone()).await {
            Ok(page) => page,
            Err(error) => {
                self.landed = Landed::Failure(error, started);
                return true;
            }
        };
        let clean = cache.versions.unchanged(&recorder.keys(), started);
        let rendered = Rendered {
            lasting: clean && page.stored,
            page,
            recorder,
            started,
        };
        let mut entry = Entry::new(Arc::clone(&self.key), rendered, &cache.config);
        if let Some(before) = cache.store.get(&self.key) {
            entry.usage = Arc::clone(&before.usage);
        }
        self.landed = Landed::Page(Arc::new(entry));
        clean
    }

    /// Ends when nobody waits any more. The flight is off the list then.
    async fn deserted(&self) {
        loop {
            self.flight.closed().await;
            let mut flights = self.cache.flights.lock();
            if self.flight.receiver_count() == 0 {
                flights.remove(&self.key);
                return;
            }
        }
    }

    /// Keeps what came of it.
    fn put_away(&self) {
        let cache = &self.cache;
        match &self.landed {
            Landed::Page(entry) if entry.lasting => {
                cache.outage.end();
                cache.store.insert(entry);
            }
            // The page is gone, or is not to be kept any more: neither is its last good state.
            Landed::Page(entry) if !entry.status.is_server_error() && cache.is_fresh(entry) => {
                cache.outage.end();
                cache.store.remove(&self.key);
            }
            Landed::Failure(RenderError::Unavailable(_), started) => {
                cache.outage.begin(cache.config.outage_pause, *started);
            }
            Landed::Page(_) | Landed::Failure(..) => {}
        }
    }
}

impl Drop for Pilot {
    fn drop(&mut self) {
        self.put_away();
        let mut flights = self.cache.flights.lock();
        let ours = flights
            .get(&self.key)
            .is_some_and(|flight| Arc::ptr_eq(flight, &self.flight));
        if ours {
            flights.remove(&self.key);
        }
        drop(flights);
        let landed = std::mem::replace(&mut self.landed, LOST);
        self.flight.send_replace(Some(landed));
    }
}
