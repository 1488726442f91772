//! Headers every answer carries, so that a page cannot be framed, sniffed or made to run what is not ours.

use http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

const CONTENT_POLICY: &str = "default-src 'none'; img-src 'self' data:; style-src 'self'; \
     font-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; \
     media-src https: 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
     frame-ancestors 'self'";
const PERMISSIONS: &str =
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";

/// The security headers. `strict_transport_seconds` announces that the host is only served over TLS.
pub fn headers(strict_transport_seconds: Option<u32>) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(6);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    );
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(PERMISSIONS),
    );
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CONTENT_POLICY),
    );
    let transport = strict_transport_seconds
        .and_then(|seconds| HeaderValue::try_from(format!("max-age={seconds}")).ok());
    if let Some(value) = transport {
        headers.insert(STRICT_TRANSPORT_SECURITY, value);
    }
    headers
}

/// The content policy of a page that may frame these hosts; none if there are none.
///
/// For hosts named in the program, never for what somebody wrote.
pub fn policy_with_frames(origins: &[&str]) -> Option<HeaderValue> {
    if origins.is_empty() {
        return None;
    }
    let policy = format!("{CONTENT_POLICY}; frame-src {}", origins.join(" "));
    HeaderValue::try_from(policy).ok()
}

/// The content policy of a page any site may frame.
pub fn policy_to_be_framed() -> Option<HeaderValue> {
    let policy = CONTENT_POLICY.replace("frame-ancestors 'self'", "frame-ancestors *");
    HeaderValue::try_from(policy).ok()
}

/// Adds what is missing; a page that set its own policy keeps it.
pub fn add(to: &mut HeaderMap, headers: &HeaderMap) {
    for (name, value) in headers {
        to.entry(name).or_insert_with(|| value.clone());
    }
}
