//! One request: checked, answered from what is at hand or by the router, and never by a panic.

use std::fmt;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::ConnectInfo;
use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use tower::ServiceExt;
use tracing::Instrument;

use super::activity::{Activity, Answering};
use super::body::Body;
use super::check::{check, plain};
use super::limits::Limits;
use super::security;
use super::upload::Upload;

/// The head of a request, as the fast path sees it.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// GET or HEAD.
    pub method: &'a Method,
    /// Path and query, well formed.
    pub uri: &'a Uri,
    /// All headers.
    pub headers: &'a HeaderMap,
}

type FastPath = dyn Fn(Head<'_>) -> Option<Response<Body>> + Send + Sync;

/// What answers requests.
pub struct App {
    router: Router,
    fast: Option<Box<FastPath>>,
}

impl App {
    /// Answers by a router.
    pub fn new(router: Router) -> Self {
        Self { router, fast: None }
    }

    /// Asks `fast` first for GET and HEAD: an answer it has at hand goes out as it is, so it must
    /// carry its own security headers.
    #[must_use]
    pub fn with_fast_path(
        mut self,
        fast: impl Fn(Head<'_>) -> Option<Response<Body>> + Send + Sync + 'static,
    ) -> Self {
        self.fast = Some(Box::new(fast));
        self
    }
}

/// Number of a request, the same in its log lines and in the header of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(u64);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// What all connections share.
pub(super) struct Shared {
    app: App,
    pub(super) limits: Limits,
    security: HeaderMap,
    last_request: AtomicU64,
}

impl Shared {
    pub(super) fn new(app: App, limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            app,
            security: security::headers(limits.strict_transport_seconds),
            limits,
            last_request: AtomicU64::new(rand::random()),
        })
    }

    fn finished(&self, mut response: Response<Body>) -> Response<Body> {
        security::add(response.headers_mut(), &self.security);
        response
    }

    /// An answer at hand, or a refusal.
    fn at_once(&self, request: &Request<Incoming>) -> Option<Response<Body>> {
        let checked = check(
            request.method(),
            request.uri(),
            request.version(),
            request.headers(),
            &self.limits,
        );
        if let Err(refusal) = checked {
            return Some(self.finished(refusal.answer()));
        }
        let fast = self.app.fast.as_ref()?;
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let head = Head {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
        };
        catch_unwind(AssertUnwindSafe(|| fast(head)))
            .unwrap_or_else(|_| Some(self.finished(broken())))
    }

    async fn route(
        self: Arc<Self>,
        peer: SocketAddr,
        request: Request<Incoming>,
    ) -> Response<Body> {
        let id = RequestId(self.last_request.fetch_add(1, Relaxed));
        let span = tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path());
        let (mut parts, incoming) = request.into_parts();
        parts.extensions.insert(ConnectInfo(peer));
        parts.extensions.insert(id);
        let body = axum::body::Body::new(Upload::new(incoming, &self.limits));
        let routed = self
            .app
            .router
            .clone()
            .oneshot(Request::from_parts(parts, body));
        let response = AssertUnwindSafe(routed).catch_unwind().instrument(span);
        let mut response = match response.await {
            Ok(Ok(response)) => response.map(Body::from),
            Ok(Err(never)) => match never {},
            Err(_) => {
                tracing::error!(%id, "A request handler panicked");
                broken()
            }
        };
        if let Ok(value) = HeaderValue::try_from(id.to_string()) {
            response
                .headers_mut()
                .insert(HeaderName::from_static("x-request-id"), value);
        }
        self.finished(response)
    }
}

fn broken() -> Response<Body> {
    plain(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong on our side.",
    )
}

/// The service of one connection.
pub(super) struct Service {
    pub(super) shared: Arc<Shared>,
    pub(super) peer: SocketAddr,
    pub(super) activity: Arc<Activity>,
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Tracked>;
    type Error = std::convert::Infallible;
    type Future = Answer;

    fn call(&self, request: Request<Incoming>) -> Answer {
        let answering = self.activity.asked();
        if let Some(response) = self.shared.at_once(&request) {
            return Answer::Ready(Some((response, answering)));
        }
        let route = Arc::clone(&self.shared).route(self.peer, request);
        Answer::Routed(Box::pin(route), Some(answering))
    }
}

/// An answer at hand, or one being made.
pub(super) enum Answer {
    Ready(Option<(Response<Body>, Answering)>),
    Routed(
        Pin<Box<dyn Future<Output = Response<Body>> + Send>>,
        Option<Answering>,
    ),
}

impl Future for Answer {
    type Output = Result<Response<Tracked>, std::convert::Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (response, answering) = match self.get_mut() {
            Self::Ready(answer) => match answer.take() {
                Some((response, answering)) => (response, Some(answering)),
                None => return Poll::Pending,
            },
            Self::Routed(route, answering) => match route.as_mut().poll(context) {
                Poll::Ready(response) => (response, answering.take()),
                Poll::Pending => return Poll::Pending,
            },
        };
        Poll::Ready(Ok(response.map(|body| Tracked {
            body,
            _answering: answering,
        })))
    }
}

/// A body that keeps its connection marked as busy until it is sent.
pub(super) struct Tracked {
    body: Body,
    _answering: Option<Answering>,
}

impl HttpBody for Tracked {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
