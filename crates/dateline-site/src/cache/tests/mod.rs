//! The cache as its callers see it.

mod bounds;
mod flights;
mod forms;
mod freshness;
mod outages;
mod terms;

use std::sync::Arc;

use dateline_core::id::derived;
use dateline_core::subject::Subject;
use dateline_web::server::Body;
use http::header::{ACCEPT_ENCODING, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method, Response};

use super::{CacheConfig, Page, PageCache, PageRequest, Recorder, RenderError};

fn story(number: usize) -> Subject {
    Subject::Story(derived(&["story", &number.to_string()]).into())
}

fn cache() -> Arc<PageCache> {
    PageCache::new(CacheConfig::default())
}

/// A page on some stories.
fn reading(stories: &[usize], body: &str) -> impl Fn(Recorder) -> Ready + Send + Sync + use<> {
    let (stories, body) = (stories.to_vec(), body.to_owned());
    move |recorder: Recorder| {
        recorder.read_all(stories.iter().map(|number| story(*number)));
        std::future::ready(Ok(Page::html(body.clone())))
    }
}

fn failing(error: RenderError) -> impl Fn(Recorder) -> Ready + Send + Sync + use<> {
    move |_| std::future::ready(Err(error.clone()))
}

type Ready = std::future::Ready<Result<Page, RenderError>>;

async fn get<R, F>(
    cache: &Arc<PageCache>,
    key: &str,
    render: R,
) -> Result<Response<Body>, RenderError>
where
    R: Fn(Recorder) -> F + Send + Sync + 'static,
    F: Future<Output = Result<Page, RenderError>> + Send + 'static,
{
    let headers = HeaderMap::new();
    let request = PageRequest::new(Some(key), &Method::GET, &headers);
    cache.get_or_render(&request, render).await
}

async fn get_with(
    cache: &Arc<PageCache>,
    headers: &HeaderMap,
    method: Method,
    render: impl Fn(Recorder) -> Ready + Send + Sync + 'static,
) -> Response<Body> {
    let request = PageRequest::new(Some("/"), &method, headers);
    cache.get_or_render(&request, render).await.unwrap()
}

fn text(response: &Response<Body>) -> &str {
    std::str::from_utf8(response.body().bytes().unwrap()).unwrap()
}

fn accepting(line: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(line))])
}

fn holding(tag: &str) -> HeaderMap {
    HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_str(tag).unwrap())])
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

fn is_stale(response: &Response<Body>) -> bool {
    response.headers().contains_key("x-dateline-stale")
}
