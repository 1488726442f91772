//! The guard before every address: who asks, may they, and did a page of ours send it.
//!
//! It goes by the table of `rights` alone, so that no handler can forget to ask.

use super::rights::{self, Access, Found};
use super::{Api, Problem};
use crate::account::session::Session;
use crate::account::{Accounts, Caller, MissingRight};
use crate::token;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use dateline_web::server;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

/// The header that a page of ours sends with what changes something: no form of another site can.
const MARK: HeaderName = HeaderName::from_static("x-dateline");
/// Name of the cookie where browsers come over HTTPS.
const SECURE_COOKIE: &str = "__Host-dateline";
/// Name of the cookie where they do not: a house being tried on one's own machine.
const PLAIN_COOKIE: &str = "dateline_session";

/// Lets through whom the table lets through, and says who it is.
pub async fn guard(State(api): State<Api>, mut request: Request, next: Next) -> Response {
    match check(&api, &mut request).await {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn check(api: &Api, request: &mut Request) -> Result<(), Problem> {
    let matched = request.extensions().get::<MatchedPath>();
    let Some(path) = matched.map(MatchedPath::as_str) else {
        // No address of the API: the fallback says so.
        return Ok(());
    };
    let path = path.strip_prefix("/api").unwrap_or(path);
    let access = match rights::find(request.method(), path) {
        Found::Listed(access) => access,
        Found::OtherMethod => return Err(super::other_method()),
        Found::Unlisted => return Err(Problem::unlisted(path)),
    };
    let bearer = bearer(request.headers());
    let changes = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let opens_socket = request.headers().contains_key(header::UPGRADE);
    if bearer.is_none() && (changes || opens_socket) {
        require_from_here(api, request.headers(), opens_socket)?;
    }
    if access == Access::Public {
        return Ok(());
    }
    let caller = if let Some(key) = bearer {
        of_key(api, &key).await?
    } else {
        let session = of_cookie(&api.accounts, request.headers()).await?;
        let caller = session.caller();
        request.extensions_mut().insert(session);
        caller
    };
    match access {
        Access::Public => {}
        Access::SignedIn => {
            caller.person()?;
        }
        Access::Right(right) => caller.require_somewhere(right)?,
        Access::Person(right) => {
            caller.person()?;
            caller.require_somewhere(right)?;
        }
    }
    request.extensions_mut().insert(caller);
    Ok(())
}

/// Refuses what a page of another site may have made the browser send.
fn require_from_here(api: &Api, headers: &HeaderMap, opens_socket: bool) -> Result<(), Problem> {
    let origin = &api.accounts.settings().origin;
    let is_here = server::is_from_here(headers, origin) == Some(true);
    let is_marked = opens_socket || headers.get(&MARK).is_some_and(|mark| mark == "1");
    if is_here && is_marked {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "foreign",
        "this did not come from a page of the newsroom: send X-Dateline: 1 and Origin from its own pages, or a key as Authorization: Bearer KEY",
    ))
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = given.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| key.trim().to_owned())
}

async fn of_key(api: &Api, key: &str) -> Result<Caller, Problem> {
    let mut tx = api.house.db().read().await?;
    let token = token::find(&mut tx, key, api.house.now()).await?;
    tx.close().await?;
    token.map(Caller::program).ok_or_else(|| {
        unknown(
            "key",
            "this key does not hold: it is unknown, has expired or was taken back",
        )
    })
}

async fn of_cookie(accounts: &Accounts, headers: &HeaderMap) -> Result<Session, Problem> {
    let Some(key) = cookie(accounts, headers) else {
        return Err(unknown(
            "key",
            "sign in, or send a key: Authorization: Bearer KEY; dateline token create makes one",
        ));
    };
    let found = accounts.session(key).await?;
    found.ok_or_else(|| {
        let gone = "you are not signed in any more: the session ended or was ended; sign in again";
        unknown("session", gone)
    })
}

fn unknown(code: &'static str, detail: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, code, detail).with(
        header::WWW_AUTHENTICATE,
        HeaderValue::from_static("Bearer realm=\"dateline\""),
    )
}

fn cookie_name(accounts: &Accounts) -> &'static str {
    if accounts.settings().is_secure() {
        SECURE_COOKIE
    } else {
        PLAIN_COOKIE
    }
}

/// What the browser holds, if it holds something.
pub(super) fn cookie<'h>(accounts: &Accounts, headers: &'h HeaderMap) -> Option<&'h str> {
    let name = cookie_name(accounts);
    let all = headers.get_all(header::COOKIE).iter();
    all.filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The header that has the browser hold a key, or forget it.
pub(super) fn set_cookie(accounts: &Accounts, key: Option<&str>) -> HeaderValue {
    let name = cookie_name(accounts);
    let secure = if accounts.settings().is_secure() {
        "; Secure"
    } else {
        ""
    };
    let age = key.map_or(0, |_| crate::account::session::LIFE.as_secs());
    let text = format!(
        "{name}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}",
        key.unwrap_or_default()
    );
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

impl Problem {
    fn unlisted(path: &str) -> Self {
        tracing::error!(
            path,
            "An address of the API is missing in the table of rights"
        );
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "unlisted",
            "who may ask for this is not settled, so nobody may",
        )
    }
}

impl From<MissingRight> for Problem {
    fn from(error: MissingRight) -> Self {
        let told = error.to_string();
        match error {
            MissingRight::Staff(right) => {
                Self::new(StatusCode::FORBIDDEN, "right", told).missing([right.as_str()])
            }
            MissingRight::Scope(scope) => {
                Self::new(StatusCode::FORBIDDEN, "scope", told).missing([scope])
            }
            MissingRight::PeopleOnly => Self::new(StatusCode::FORBIDDEN, "people-only", told),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| unknown("key", "sign in first"))
    }
}

impl<S: Sync> FromRequestParts<S> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| MissingRight::PeopleOnly.into())
    }
}
