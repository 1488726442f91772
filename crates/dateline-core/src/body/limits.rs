//! How much a body may hold, with a named error for each bound.

use super::rich_text::for_each_text;
use super::{Body, Element, Inline, Kind, Mark, text};

/// Most elements of one body, children included.
pub const MAX_ELEMENTS: usize = 5_000;
/// Deepest nesting (a list in a list in a factbox is 3).
pub const MAX_DEPTH: usize = 8;
/// Most bytes of text (UTF-8) in one body.
pub const MAX_TEXT_BYTES: usize = 2 * 1024 * 1024;
/// Most bytes of the JSON form of one body: bounds what is no text, such as addresses and empty cells.
pub const MAX_JSON_BYTES: usize = 16 * 1024 * 1024;
/// Most marks on one piece of text.
pub const MAX_MARKS: usize = 32;

/// Why a body is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Not the JSON form of a body.
    #[error("the body is not valid: {detail}")]
    Malformed {
        /// What the reader stumbled over.
        detail: String,
    },
    /// Too many parts.
    #[error("the body has {found} elements; at most {MAX_ELEMENTS} are allowed")]
    TooManyElements {
        /// How many there are.
        found: usize,
    },
    /// Nested too deeply.
    #[error("element {element} is nested {found} deep; at most {MAX_DEPTH} is allowed")]
    TooDeep {
        /// Position of the outermost element, counted from 1.
        element: usize,
        /// How deep it goes.
        found: usize,
    },
    /// Too much text.
    #[error("the body has {found} bytes of text; at most {MAX_TEXT_BYTES} are allowed")]
    TooLong {
        /// How many bytes there are.
        found: usize,
    },
    /// Too large in its JSON form.
    #[error("the body is {found} bytes of JSON; at most {MAX_JSON_BYTES} are allowed")]
    TooLarge {
        /// How many bytes there are.
        found: usize,
    },
    /// Nested so deeply that it is not even read.
    #[error("the body is nested far deeper than the {MAX_DEPTH} elements that are allowed")]
    FarTooDeep,
    /// Too many marks on the same words.
    #[error("element {element} has words with {found} marks; at most {MAX_MARKS} are allowed")]
    TooManyMarks {
        /// Position of the outermost element, counted from 1.
        element: usize,
        /// How many there are.
        found: usize,
    },
    /// A heading level outside 2 to 4.
    #[error("element {element} is a heading of level {level}; use 2, 3 or 4")]
    HeadingLevel {
        /// Position of the outermost element, counted from 1.
        element: usize,
        /// What it says.
        level: u8,
    },
    /// An address that is not safe to follow.
    #[error(
        "element {element} links to \"{href}\"; use an http, https, mailto or tel address or a path of this site"
    )]
    UnsafeLink {
        /// Position of the outermost element, counted from 1.
        element: usize,
        /// The address.
        href: String,
    },
}

/// True if a reader may follow the address: http(s), mailto, tel, a path or a fragment.
pub fn is_safe_href(href: &str) -> bool {
    let href = href.trim_matches(' ');
    if href.chars().any(char::is_control) {
        return false;
    }
    if href.starts_with('/') {
        return !href.starts_with("//") && !href.contains('\\');
    }
    if href.starts_with('#') {
        return true;
    }
    let Some((scheme, rest)) = href.split_once(':') else {
        return false;
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(has_host),
        "mailto" | "tel" => !rest.is_empty(),
        _ => false,
    }
}

fn has_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "\\<>\"\u{feff}".contains(c))
}

/// True if the address is http or https with a host: what pictures, embeds and sources may have.
pub fn is_web_url(href: &str) -> bool {
    is_safe_href(href) && (href.starts_with("http://") || href.starts_with("https://"))
}

/// Checks every bound; the first one broken is the error.
pub fn check(body: &Body) -> Result<(), BodyError> {
    let mut found = 0;
    body.walk(&mut |_| found += 1);
    if found > MAX_ELEMENTS {
        return Err(BodyError::TooManyElements { found });
    }
    for (position, element) in body.elements.iter().enumerate() {
        check_element(element, position + 1, 1)?;
    }
    let most: usize = body.elements.iter().map(text::most_bytes).sum();
    if most > MAX_TEXT_BYTES {
        let found = text::render(body).len();
        if found > MAX_TEXT_BYTES {
            return Err(BodyError::TooLong { found });
        }
    }
    check_size(json_bytes(body))
}

/// Checks the size of the JSON form.
pub(super) fn check_size(found: usize) -> Result<(), BodyError> {
    if found > MAX_JSON_BYTES {
        Err(BodyError::TooLarge { found })
    } else {
        Ok(())
    }
}

fn json_bytes(body: &Body) -> usize {
    let mut counter = Counter(0);
    // Counting cannot fail, and neither can writing a body.
    let _ = serde_json::to_writer(&mut counter, body);
    counter.0
}

struct Counter(usize);

impl std::io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn check_element(element: &Element, position: usize, depth: usize) -> Result<(), BodyError> {
    if depth > MAX_DEPTH {
        return Err(BodyError::TooDeep {
            element: position,
            found: depth,
        });
    }
    let link = |href: &str, safe: bool| {
        if safe {
            Ok(())
        } else {
            Err(BodyError::UnsafeLink {
                element: position,
                href: href.chars().take(200).collect(),
            })
        }
    };
    match &element.kind {
        Kind::Heading { level, .. } if !(2..=4).contains(level) => {
            return Err(BodyError::HeadingLevel {
                element: position,
                level: *level,
            });
        }
        Kind::Embed { url, .. } => link(url, url.starts_with("https://") && is_safe_href(url))?,
        Kind::Audio { url, .. } | Kind::Video { url, .. } => link(url, is_safe_href(url))?,
        Kind::Quote {
            source_url: Some(url),
            ..
        } => link(url, is_web_url(url))?,
        Kind::Attribution(a) => {
            for url in [&a.url, &a.archived_url].into_iter().flatten() {
                link(url, is_web_url(url))?;
            }
        }
        _ => {}
    }
    let mut bad = None;
    let mut most_marks = 0;
    for_each_text(element, &mut |text| {
        for piece in &text.0 {
            let Inline::Text { marks, .. } = piece else {
                continue;
            };
            most_marks = most_marks.max(marks.len());
            for mark in marks {
                if let Mark::Link { href, .. } = mark
                    && !is_safe_href(href)
                {
                    bad.get_or_insert_with(|| href.clone());
                }
            }
        }
    });
    if most_marks > MAX_MARKS {
        return Err(BodyError::TooManyMarks {
            element: position,
            found: most_marks,
        });
    }
    if let Some(href) = bad {
        link(&href, false)?;
    }
    element
        .children()
        .try_for_each(|child| check_element(child, position, depth + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_never_pass_as_links() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "https:///evil.example",
            "https://",
            "https:\\\\evil.example",
            "/\\evil.example",
            "\u{1}javascript:x",
            "blob:x",
            "relative",
        ] {
            assert!(!is_safe_href(href), "{href}");
        }
        for href in [
            "https://example.org/",
            "/en/city",
            "#note-1",
            "mailto:desk@example.org",
            "tel:+4912345",
        ] {
            assert!(is_safe_href(href), "{href}");
        }
    }

    #[test]
    fn an_unknown_element_is_refused_with_its_name() {
        let error = Body::parse(r#"[{"type":"iframe","src":"x"}]"#)
            .unwrap_err()
            .to_string();

        assert!(error.contains("iframe"), "{error}");
    }

    #[test]
    fn nesting_beyond_the_bound_is_refused() {
        let mut element = Element::paragraph("deep");
        for _ in 0..MAX_DEPTH {
            element = Element::new(Kind::Factbox {
                title: "box".into(),
                elements: vec![element],
            });
        }

        assert!(matches!(
            check(&Body {
                elements: vec![element]
            }),
            Err(BodyError::TooDeep { element: 1, .. })
        ));
    }
}
