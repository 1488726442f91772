//! The operators' door: never on the public address.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_db::queries::job;
use dateline_infra::cdn::{LineState, Purger};
use dateline_site::site::Site;
use dateline_web::templates::ThemeChoice;
use std::fmt::Write;
use std::sync::Arc;

/// What operators see into.
type Seen = (Arc<Site>, Option<Purger>);

/// The header that has the themes read anew: no page of another site can send it.
const ACT: &str = "x-dateline-act";

/// `/healthz`, `/readyz`, `/metrics`, `/-/cache`, `/-/theme`.
pub fn router(site: &Arc<Site>, purger: Option<Purger>, choice: ThemeChoice) -> Router {
    let dressed = Arc::clone(site);
    let reread = move |headers: HeaderMap| reread(Arc::clone(&dressed), choice.clone(), headers);
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route("/-/cache", get(cache))
        .route("/-/theme", get(theme).post(reread))
        .route("/-/theme.json", get(theme_json))
        .with_state((Arc::clone(site), purger))
}

async fn ready(State((site, _)): State<Seen>) -> Response {
    match site.house.db().ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("not ready: {error}\n"),
        )
            .into_response(),
    }
}

async fn cache(State((site, _)): State<Seen>) -> Response {
    axum::Json(site.cache.stats()).into_response()
}

async fn theme(State((site, _)): State<Seen>) -> String {
    crate::themes::told(&site)
}

async fn theme_json(State((site, _)): State<Seen>) -> Response {
    axum::Json(site.templates.faults().list()).into_response()
}

/// Has the themes read anew and rehearsed; 409 if they cannot be used.
async fn reread(site: Arc<Site>, choice: ThemeChoice, headers: HeaderMap) -> Response {
    if headers.get(ACT).is_none_or(|act| act != "reread") {
        let words = format!("Send the header {ACT}: reread to have the themes read anew.\n");
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    match crate::themes::reread(&site, &choice).await {
        Ok(words) => words.into_response(),
        Err(words) => (StatusCode::CONFLICT, words).into_response(),
    }
}

/// The Prometheus text format, version 0.0.4.
async fn metrics(State((site, purger)): State<Seen>) -> Response {
    let mut figures = figures(&site);
    figures.extend(purger.iter().flat_map(purge_figures));
    if let Ok(mut tx) = site.house.db().read().await
        && let Ok((waiting, _)) = job::count_waiting(&mut tx).await
        && let Ok(dead) = job::list_dead(&mut tx).await
    {
        let waiting = u64::try_from(waiting).unwrap_or(0);
        figures.push(("jobs_waiting", "gauge", "Jobs in the queue.", waiting));
        let what = "Jobs set aside after too many failures, at most 100.";
        figures.push(("jobs_dead", "gauge", what, number(dead.len())));
    }
    let mut out = String::new();
    for (name, kind, help, value) in figures {
        let _ = write!(
            out,
            "# HELP dateline_{name} {help}\n# TYPE dateline_{name} {kind}\ndateline_{name} {value}\n"
        );
    }
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(axum::http::header::CONTENT_TYPE, kind)], out).into_response()
}

/// Name, kind, help and value.
type Figure = (&'static str, &'static str, &'static str, u64);

fn number(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

#[rustfmt::skip]
fn figures(site: &Site) -> Vec<Figure> {
    let stats = site.cache.stats();
    vec![
        ("cache_pages", "gauge", "Pages kept in memory.", number(stats.entries)),
        ("cache_bytes", "gauge", "Bytes of kept pages, compressed forms included.", number(stats.bytes)),
        ("cache_hits_total", "counter", "Requests answered by a kept page.", stats.hits),
        ("cache_misses_total", "counter", "Requests no kept page could answer.", stats.misses),
        ("renders_total", "counter", "Pages rendered.", stats.renders),
        ("renders_shared_total", "counter", "Requests that waited for a render under way.", stats.coalesced),
        ("cache_evictions_total", "counter", "Pages dropped for want of memory.", stats.evictions),
        ("stale_pages_total", "counter", "Answers with the last good page for want of a fresh one.", stats.stale_served),
        ("theme_faults", "gauge", "Faults of the theme met since it was read.", number(site.templates.faults().list().len())),
        ("renditions_total", "counter", "Picture renditions made.", site.renditions.rendered()),
        ("renditions_waiting", "gauge", "Picture renditions asked for and not ready.", number(site.renditions.waiting())),
    ]
}

#[rustfmt::skip]
fn purge_figures(purger: &Purger) -> Vec<Figure> {
    let states = purger.state();
    let sum = |of: fn(&LineState) -> u64| states.iter().map(of).sum();
    let longest = states.iter().filter_map(|s| s.trouble.as_ref());
    let longest = longest.map(|(lasted, _)| lasted.as_secs().max(1)).max();
    let waiting = "Tags that caches in front have yet to be told, repetitions included.";
    let failing = "Seconds since a cache in front last took purges, the worst of them; 0 if all do.";
    vec![
        ("cdn_purges_total", "counter", "Purges that caches in front took.", sum(|s| s.purges)),
        ("cdn_purge_failures_total", "counter", "Purges that failed and are tried again.", sum(|s| s.failures)),
        ("cdn_tags_waiting", "gauge", waiting, sum(|s| number(s.waiting))),
        ("cdn_failing_seconds", "gauge", failing, longest.unwrap_or(0)),
    ]
}
