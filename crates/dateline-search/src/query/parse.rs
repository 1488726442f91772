//! What a reader typed: words, "phrases", -without, begin*. Nothing that is typed is an error.

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub kind: Kind,
}

/// What a part asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The words, anywhere.
    Words,
    /// The words in this order, one after the other.
    Phrase,
    /// Not the words.
    Without,
    /// Words that begin so.
    Prefix,
}

/// Marks that open a phrase, each with those that close it.
const QUOTES: [(char, &[char]); 7] = [
    ('"', &['"', '”', '“']),
    ('“', &['”', '“', '"']),
    ('„', &['“', '”', '"']),
    ('«', &['»', '"']),
    ('「', &['」']),
    ('『', &['』']),
    ('＂', &['＂', '"']),
];

/// The parts of a query, in order.
pub fn parts(text: &str) -> Vec<Part> {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.trim_start().chars().next() {
        rest = rest.trim_start();
        let (is_without, body) = match rest.strip_prefix(['-', '−', '–']) {
            Some(body) if body.starts_with(|c: char| c.is_alphanumeric() || quote(c).is_some()) => {
                (true, body)
            }
            _ => (false, rest),
        };
        let opening = body.chars().next().unwrap_or(first);
        let phrase = quote(opening).and_then(|ends| {
            let inside = &body[opening.len_utf8()..];
            let end = inside.find(ends)?;
            let close = inside[end..].chars().next().map_or(0, char::len_utf8);
            Some((&inside[..end], &inside[end + close..]))
        });
        let is_phrase = phrase.is_some();
        let (text, after) = phrase.unwrap_or_else(|| word(body));
        let kind = match (is_without, is_phrase, text.ends_with('*')) {
            (true, _, _) => Kind::Without,
            (_, true, _) => Kind::Phrase,
            (_, _, true) => Kind::Prefix,
            _ => Kind::Words,
        };
        parts.push(Part {
            text: text.to_owned(),
            kind,
        });
        rest = after;
    }
    parts
}

/// The word a text begins with, without a quotation mark nobody closed, and what comes after it.
fn word(text: &str) -> (&str, &str) {
    let text = text.strip_prefix(|c| quote(c).is_some()).unwrap_or(text);
    let end = text.find(|c: char| c.is_whitespace() || quote(c).is_some());
    text.split_at(end.unwrap_or(text.len()))
}

fn quote(c: char) -> Option<&'static [char]> {
    QUOTES
        .iter()
        .find(|(open, _)| *open == c)
        .map(|(_, close)| *close)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Kind)> {
        parts(text).into_iter().map(|p| (p.text, p.kind)).collect()
    }

    #[test]
    fn words_phrases_exclusions_and_beginnings_are_told_apart() {
        assert_eq!(
            read("iron \"town hall\" -tram brid* «старый мост» -\"night bus\""),
            [
                ("iron".to_owned(), Kind::Words),
                ("town hall".to_owned(), Kind::Phrase),
                ("tram".to_owned(), Kind::Without),
                ("brid*".to_owned(), Kind::Prefix),
                ("старый мост".to_owned(), Kind::Phrase),
                ("night bus".to_owned(), Kind::Without),
            ]
        );
    }

    #[test]
    fn what_is_no_syntax_is_words() {
        assert_eq!(read("\"open").len(), 1);
        assert_eq!(read("- -- \u{0}\u{7}").len(), 2);
        assert_eq!(read("a AND b OR (c) field:d~2^3").len(), 6);
        assert!(read(" \n\t ").is_empty());
    }

    #[test]
    fn reading_ends_whatever_stands_there() {
        for odd in [
            "\"",
            "\"\"",
            "-\"",
            "«»",
            "“”„“",
            "*",
            "-*",
            "-\"\"\"",
            "\"«\"»",
            "''''",
            "—",
        ] {
            let _ = read(odd);
            let _ = read(&odd.repeat(50));
        }
    }
}
