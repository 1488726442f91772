//! The operators' door: never on the public address.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_db::queries::job;
use dateline_site::site::Site;
use std::fmt::Write;
use std::sync::Arc;

/// `/healthz`, `/readyz`, `/metrics`, `/-/cache`.
pub fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route("/-/cache", get(cache))
        .with_state(Arc::clone(site))
}

async fn ready(State(site): State<Arc<Site>>) -> Response {
    match site.house.db().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {error}\n")).into_response(),
    }
}

async fn cache(State(site): State<Arc<Site>>) -> Response {
    axum::Json(site.cache.stats()).into_response()
}

/// The Prometheus text format, version 0.0.4.
async fn metrics(State(site): State<Arc<Site>>) -> Response {
    let stats = site.cache.stats();
    let mut out = String::new();
    let mut line = |name: &str, kind: &str, help: &str, value: u64| {
        let _ = write!(out, "# HELP dateline_{name} {help}\n# TYPE dateline_{name} {kind}\ndateline_{name} {value}\n");
    };
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    line("cache_pages", "gauge", "Pages kept in memory.", number(stats.entries));
    line("cache_bytes", "gauge", "Bytes of kept pages, compressed forms included.", number(stats.bytes));
    line("cache_hits_total", "counter", "Requests answered by a kept page.", stats.hits);
    line("cache_misses_total", "counter", "Requests no kept page could answer.", stats.misses);
    line("renders_total", "counter", "Pages rendered.", stats.renders);
    line("renders_shared_total", "counter", "Requests that waited for a render under way.", stats.coalesced);
    line("cache_evictions_total", "counter", "Pages dropped for want of memory.", stats.evictions);
    line("stale_pages_total", "counter", "Answers with the last good page because no fresh one could be made.", stats.stale_served);
    line("renditions_total", "counter", "Picture renditions made.", site.renditions.rendered());
    line("renditions_waiting", "gauge", "Picture renditions asked for and not ready.", number(site.renditions.waiting()));
    if let Ok(mut tx) = site.house.db().read().await
        && let Ok((waiting, _)) = job::count_waiting(&mut tx).await
        && let Ok(dead) = job::list_dead(&mut tx).await
    {
        line("jobs_waiting", "gauge", "Jobs in the queue.", u64::try_from(waiting).unwrap_or(0));
        line("jobs_dead", "gauge", "Jobs set aside after too many failures, at most 100.", number(dead.len()));
    }
    ([(axum::http::header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], out).into_response()
}
