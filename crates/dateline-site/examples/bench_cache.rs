//! Serves one story page through the page cache and the server: the object of the `pages` bench.
//!
//! `bench_cache ADDRESS [FILE]` listens on an address and writes the page to a file for its peers.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use dateline_core::id::derived;
use dateline_core::subject::Subject;
use dateline_site::cache::{CacheConfig, Page, PageCache, PageRequest, Recorder, RenderError};
use dateline_web::server::{App, Limits, bind, serve};
use http::StatusCode;

type AnyError = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1);
    let address: SocketAddr = arguments.next().unwrap_or_default().parse()?;
    if let Some(file) = arguments.next() {
        std::fs::write(file, story())?;
    }
    let cache = PageCache::new(CacheConfig::default());
    let fast = Arc::clone(&cache);
    let router = Router::new().fallback(move |request: Request| {
        let cache = Arc::clone(&cache);
        async move { page(&cache, request).await }
    });
    let app = App::new(router).with_fast_path(move |head| {
        let request = PageRequest::new(Some(head.uri.path()), head.method, head.headers);
        fast.hit(&request)
    });
    serve(
        bind(address)?,
        app,
        Limits::default(),
        std::future::pending(),
    )
    .await;
    Ok(())
}

async fn page(cache: &Arc<PageCache>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let request = PageRequest::new(Some(parts.uri.path()), &parts.method, &parts.headers);
    match cache.get_or_render(&request, render).await {
        Ok(response) => response.into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response(),
    }
}

/// Reads about as many subjects as a story page with its cards.
async fn render(recorder: Recorder) -> Result<Page, RenderError> {
    for number in 0..24 {
        recorder.read(Subject::Story(derived(&[&number.to_string()]).into()));
    }
    Ok(Page::html(story()))
}

/// A page of about 34 KB: a story of 800 words, and as much around it as a newspaper has.
fn story() -> String {
    let mut prose = Prose(0x9e37_79b9_7f4a_7c15);
    let mut page = String::from("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.push_str("<title>The bridge reopens</title></head><body><main><article>");
    for _ in 0..20 {
        page.push_str("<p>");
        page.push_str(&prose.words(40));
        page.push_str("</p>\n");
    }
    page.push_str("</article></main>");
    let mut number = 0;
    while page.len() < 34_000 {
        number += 1;
        page.push_str(&card(number, &mut prose));
    }
    page.push_str("</body></html>");
    page
}

fn card(number: u64, prose: &mut Prose) -> String {
    let day = number % 28 + 1;
    let (id, picture) = (number * 7919, number * 0x9e37_79b9_7f4a_u64);
    format!(
        "<aside class=\"card\"><a href=\"/en/city/2026/11/{day:02}/story-{id}\"><img \
         src=\"/pictures/{picture:016x}/w480.webp\" alt=\"\" width=\"480\" height=\"320\" \
         loading=\"lazy\"><h3>{}</h3></a><p>{}</p></aside>\n",
        prose.words(7),
        prose.words(14),
    )
}

/// Words at random, the same in every run.
struct Prose(u64);

impl Prose {
    const WORDS: &str = "the bridge harbour council of and to in a said on Tuesday engineers repair \
        winter ferry crossing residents that for mayor budget with steel cable inspection closed \
        reopened was were by which after before hours traffic market school hospital electricity \
        water report published years first second district river";

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = Self::WORDS.split_whitespace().collect();
        let mut pick = || {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            words[usize::try_from(self.0 >> 33).unwrap_or(0) % words.len()]
        };
        (0..count).map(|_| pick()).collect::<Vec<_>>().join(" ")
    }
}
