//! What no route has to think about: requests that cannot be meant well or cannot be answered.

use http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, Version};

use super::body::Body;
use super::limits::Limits;

const METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/// Why a request is refused before any route sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("This method is not used here.")]
    Method,
    #[error("The address is too long.")]
    LongUri,
    #[error("The address is not a path.")]
    NoPath,
    #[error("The path is not well formed.")]
    Path,
    #[error("The Host header is missing, repeated or not a host.")]
    Host,
    #[error("The body is too large.")]
    LargeBody,
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::LongUri => StatusCode::URI_TOO_LONG,
            Self::LargeBody => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoPath | Self::Path | Self::Host => StatusCode::BAD_REQUEST,
        }
    }

    /// The answer to a refused request.
    pub(super) fn answer(self) -> Response<Body> {
        let mut response = plain(self.status(), &self.to_string());
        if self == Self::Method {
            response
                .headers_mut()
                .insert(ALLOW, HeaderValue::from_static(METHODS));
        }
        response
    }
}

/// An answer of one line of text that nobody keeps.
pub(super) fn plain(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("{} {text}\n", status.as_u16())));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.insert(
        http::header::CACHE_CONTROL,
        HeaderValue::from_static("no-store"),
    );
    response
}

/// Checks the head of a request.
pub(super) fn check(
    method: &Method,
    uri: &Uri,
    version: Version,
    headers: &HeaderMap,
    limits: &Limits,
) -> Result<(), Refusal> {
    let known = matches!(
        *method,
        Method::GET
            | Method::HEAD
            | Method::POST
            | Method::PUT
            | Method::PATCH
            | Method::DELETE
            | Method::OPTIONS
    );
    if !known {
        return Err(Refusal::Method);
    }
    let path = uri.path();
    if path.len() + uri.query().map_or(0, str::len) > limits.max_uri_bytes {
        return Err(Refusal::LongUri);
    }
    if !path.starts_with('/') {
        return Err(Refusal::NoPath);
    }
    if !good_path(path.as_bytes()) {
        return Err(Refusal::Path);
    }
    if !good_host(uri, version, headers) {
        return Err(Refusal::Host);
    }
    if announced_length(headers) > limits.max_body_bytes as u64 {
        return Err(Refusal::LargeBody);
    }
    Ok(())
}

/// The length a body was announced with; 0 if it was not.
fn announced_length(headers: &HeaderMap) -> u64 {
    headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .unwrap_or(0)
}

/// Whether a path means one thing to everyone: percent signs that are followed by two digits, UTF-8
/// behind them, no control characters, no hidden slash or backslash, no dot segments.
fn good_path(path: &[u8]) -> bool {
    let plain = |b: &u8| *b != b'%' && *b != b'\\' && b.is_ascii() && !b.is_ascii_control();
    if path.iter().all(plain) {
        return !has_dot_segment(path);
    }
    decoded(path).is_some_and(|text| !has_dot_segment(text.as_bytes()))
}

fn has_dot_segment(path: &[u8]) -> bool {
    path.split(|&b| b == b'/')
        .any(|segment| segment == b"." || segment == b"..")
}

fn decoded(path: &[u8]) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((&first, tail)) = rest.split_first() {
        let (byte, tail) = match (first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                let byte = hex(*high)? * 16 + hex(*low)?;
                if byte == b'/' {
                    return None;
                }
                (byte, tail)
            }
            (b'%', _) => return None,
            _ => (first, tail),
        };
        if byte.is_ascii_control() || byte == b'\\' {
            return None;
        }
        out.push(byte);
        rest = tail;
    }
    String::from_utf8(out).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Whether the request names one host (RFC 9112, 3.2).
fn good_host(uri: &Uri, version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host.as_bytes()),
        (None, _) => version != Version::HTTP_11 || uri.authority().is_some(),
        (Some(_), Some(_)) => false,
    }
}

fn is_host(host: &[u8]) -> bool {
    let good = |b: &u8| b.is_ascii_alphanumeric() || b"-._:[]%".contains(b);
    (1..=255).contains(&host.len()) && host.iter().all(good)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(method: &str, uri: &str, hosts: &[&str]) -> Result<(), Refusal> {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, HeaderValue::from_str(host).unwrap());
        }
        check(
            &Method::from_bytes(method.as_bytes()).unwrap(),
            &uri.parse().unwrap(),
            Version::HTTP_11,
            &headers,
            &Limits::default(),
        )
    }

    #[test]
    fn ordinary_paths_pass_in_every_script() {
        for path in [
            "/",
            "/en/world/2026/11/22/a-slug",
            "/ru/%D0%BC%D0%B8%D1%80?page=2",
            "/a...b/.well-known/x",
            "/a%20b",
        ] {
            assert_eq!(checked("GET", path, &["example.org"]), Ok(()), "{path}");
        }
    }

    #[test]
    fn paths_with_two_meanings_are_refused() {
        for path in [
            "/a/../b",
            "/a/%2e%2e/b",
            "/.",
            "/a%2fb",
            "/a%2Fb",
            "/a%5cb",
            "/%00",
            "/%0d%0aSet-Cookie:x",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/%c0%af",
            "/%7f",
        ] {
            assert_eq!(
                checked("GET", path, &["example.org"]),
                Err(Refusal::Path),
                "{path}"
            );
        }
    }

    #[test]
    fn unknown_methods_and_long_addresses_are_refused() {
        assert_eq!(checked("TRACE", "/", &["a"]), Err(Refusal::Method));
        assert_eq!(checked("BREW", "/", &["a"]), Err(Refusal::Method));
        assert_eq!(checked("OPTIONS", "*", &["a"]), Err(Refusal::NoPath));
        let long = format!("/?{}", "x".repeat(17_000));
        assert_eq!(checked("GET", &long, &["a"]), Err(Refusal::LongUri));
    }

    #[test]
    fn a_request_names_one_host() {
        assert_eq!(checked("GET", "/", &[]), Err(Refusal::Host));
        assert_eq!(checked("GET", "/", &["a", "b"]), Err(Refusal::Host));
        for bad in ["", "a b", "a/b", "a@b", "\"a\"", "a,b"] {
            assert_eq!(checked("GET", "/", &[bad]), Err(Refusal::Host), "{bad}");
        }
        for good in ["localhost:8080", "[::1]:80", "news.example.org"] {
            assert_eq!(checked("GET", "/", &[good]), Ok(()), "{good}");
        }
    }
}
