//! Conditional requests (RFC 9110, 13): the entity tags a client holds.

use http::HeaderMap;
use http::header::IF_NONE_MATCH;

/// A tag a client named in `If-None-Match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// `*`: whatever there is.
    Any,
    /// The text between the quotes; weak and strong tags compare alike here (RFC 9110, 13.1.2).
    Tag(&'a str),
}

/// The tags of all `If-None-Match` lines, in order; garbage ends its line.
pub fn known_tags(headers: &HeaderMap) -> impl Iterator<Item = Known<'_>> {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|rest| Tags { rest })
}

struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Known<'a>;

    fn next(&mut self) -> Option<Known<'a>> {
        let rest = self
            .rest
            .trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        self.rest = "";
        if rest.trim_ascii_end() == "*" {
            return Some(Known::Any);
        }
        let quoted = rest.strip_prefix("W/").unwrap_or(rest).strip_prefix('"')?;
        let (tag, rest) = quoted.split_once('"')?;
        self.rest = rest;
        Some(Known::Tag(tag))
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn tags(line: &'static str) -> Vec<&'static str> {
        Tags { rest: line }
            .map(|known| match known {
                Known::Any => "*",
                Known::Tag(tag) => tag,
            })
            .collect()
    }

    #[test]
    fn lists_weak_tags_and_stars_are_read() {
        assert_eq!(tags(r#""a""#), ["a"]);
        assert_eq!(tags(r#"W/"a", "b,c",,"""#), ["a", "b,c", ""]);
        assert_eq!(tags(" * "), ["*"]);
    }

    #[test]
    fn garbage_ends_the_line() {
        assert_eq!(tags(r#""a", b, "c""#), ["a"]);
        assert_eq!(tags(r#""a"#), Vec::<&str>::new());
        assert_eq!(tags("w/\"a\""), Vec::<&str>::new());
        assert_eq!(tags(""), Vec::<&str>::new());
    }

    #[test]
    fn every_line_counts() {
        let mut headers = HeaderMap::new();
        headers.append(IF_NONE_MATCH, HeaderValue::from_static("\"a\""));
        headers.append(IF_NONE_MATCH, HeaderValue::from_static("W/\"b\""));

        assert_eq!(known_tags(&headers).count(), 2);
    }
}
