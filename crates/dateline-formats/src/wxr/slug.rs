//! Slugs and paths as WordPress writes them.

use crate::html;
use url::Url;

/// A slug with `%xx` decoded and without spaces.
pub(super) fn slug(text: &str) -> String {
    let text = percent_decoded(text.trim());
    if text.contains(char::is_whitespace) {
        slugified(&text)
    } else {
        text
    }
}

/// A slug made from a name, as WordPress makes it.
pub(super) fn slugified(name: &str) -> String {
    let mut out = String::new();
    for c in html::plain(name).to_lowercase().chars() {
        if c.is_alphanumeric() || c == '_' {
            out.push(c);
        } else if (c.is_whitespace() || matches!(c, '-' | '.' | '/'))
            && !out.is_empty()
            && !out.ends_with('-')
        {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The text with `%xx` decoded, if that gives UTF-8.
pub(super) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|h| std::str::from_utf8(h).ok());
        if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    match String::from_utf8(bytes) {
        Ok(decoded) if !decoded.chars().any(char::is_control) => decoded,
        _ => text.to_owned(),
    }
}

/// Path and query of an address if it stands on the site.
pub(super) fn path_on(site: &Url, address: &str) -> Option<String> {
    let url = site.join(address.trim()).ok()?;
    let host = |u: &Url| {
        u.host_str()
            .map(|h| h.trim_start_matches("www.").to_owned())
    };
    if host(&url)? != host(site)? {
        return None;
    }
    let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
    let path = format!("{}{query}", url.path());
    (path != "/" && path != format!("{}/", site.path().trim_end_matches('/'))).then_some(path)
}

/// The path with another last segment.
pub(super) fn with_last_segment(path: &str, segment: &str) -> Option<String> {
    let path = path.split('?').next()?;
    let tail = if path.ends_with('/') { "/" } else { "" };
    let (directory, last) = path.trim_end_matches('/').rsplit_once('/')?;
    let is_clean = !segment.is_empty()
        && !segment.contains(['/', '?', '#'])
        && !segment.contains(char::is_whitespace);
    (is_clean && !last.is_empty()).then(|| format!("{directory}/{segment}{tail}"))
}
