//! How a shortcode is written.

/// Longest shortcode, in bytes.
const MAX_LENGTH: usize = 2_048;

/// The name of a shortcode at the beginning of a text: lower case, digits, `_` and `-`.
pub(super) fn name_at(text: &str) -> &str {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let name = &text[..end];
    if name.starts_with(|c: char| c.is_ascii_lowercase()) {
        name
    } else {
        ""
    }
}

/// Where the bracket closes, not counting brackets in quotes.
pub(super) fn closing_bracket(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(MAX_LENGTH) {
        match (quote, byte) {
            (None, b']') => return Some(at),
            (None, b'[') => return None,
            (None, b'"' | b'\'') if text[..at].ends_with('=') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    text.bytes().take(MAX_LENGTH).position(|b| b == b']')
}

/// The value of an attribute, in any kind of quotes.
pub(super) fn attribute(attributes: &str, key: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(at) = rest.find(key) {
        let starts = rest[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let after = rest[at + key.len()..].trim_start();
        if starts && let Some(value) = after.strip_prefix('=') {
            return Some(value_at(value.trim_start()));
        }
        rest = &rest[at + key.len()..];
    }
    None
}

fn value_at(text: &str) -> String {
    let pairs = [
        ("\"", "\""),
        ("'", "'"),
        ("&quot;", "&quot;"),
        ("“", "”"),
        ("”", "”"),
        ("″", "″"),
        ("&#8221;", "&#8221;"),
    ];
    for (open, close) in pairs {
        if let Some(rest) = text.strip_prefix(open) {
            return rest[..rest.find(close).unwrap_or(rest.len())]
                .trim()
                .to_owned();
        }
    }
    text.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}
