//! Words written straight into a template, which no other edition could read.

use super::Fault;

/// Names that are the same in every language.
const NAMES: [&str; 4] = ["RSS", "Atom", "JSON", "Feed"];
/// Begins a comment of a template that names further ones: `{# names: Mastodon #}`.
const MORE_NAMES: &str = "names:";
/// Attributes that are read out or shown.
const READ: [&str; 10] = [
    "alt",
    "title",
    "placeholder",
    "label",
    "summary",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-placeholder",
    "aria-valuetext",
];

/// Words of a template that are in no message: text, attributes that are read, literals in expressions.
pub fn loose_words(name: &str, source: &str) -> Vec<Fault> {
    let mut scan = Scan {
        source,
        at: 0,
        found: Vec::new(),
        names: NAMES.map(str::to_owned).to_vec(),
    };
    scan.text();
    let Scan { found, names, .. } = scan;
    let line = |at: usize| source[..at].matches('\n').count() + 1;
    let mut faults: Vec<Fault> = Vec::new();
    for (at, words) in found {
        let stray = words
            .split_whitespace()
            .filter(|word| is_word(word) && !names.iter().any(|n| n == word));
        for word in stray {
            let offset = word.as_ptr().addr() - words.as_ptr().addr();
            faults.push(Fault {
                file: name.to_owned(),
                line: line(at + offset),
                what: format!("\"{word}\" stands in the template: put it into the messages"),
            });
        }
    }
    faults
}

/// Signs that differ from language to language, as letters do: a comma is "،" in Arabic, a colon has a
/// space before it in French.
const SIGNS: &str = ",;:!?()«»“”„‹›…،؛。，、：；！？（）";

/// True of what has letters or signs of a language beside character references (`&nbsp;`).
fn is_word(word: &str) -> bool {
    let mut parts = word.split('&');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once(';').map_or(part, |(_, after)| after));
    std::iter::once(first)
        .chain(rest)
        .any(|part| part.chars().any(|c| c.is_alphabetic() || SIGNS.contains(c)))
}

/// A walk through a template.
struct Scan<'a> {
    source: &'a str,
    at: usize,
    /// What may hold loose words, with where it begins.
    found: Vec<(usize, &'a str)>,
    names: Vec<String>,
}

/// An attribute: its name, and its value in pieces between code.
struct Attribute<'a> {
    name: &'a str,
    pieces: Vec<(usize, &'a str)>,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn text(&mut self) {
        while !self.rest().is_empty() {
            let next = self.rest().find(['<', '{']).unwrap_or(self.rest().len());
            self.keep(next);
            if self.rest().starts_with("<!--") {
                self.skip_past("-->");
            } else if self.rest().starts_with('<') {
                self.tag();
            } else if let Some(inside) = self.code() {
                self.found.extend(literals(self.source, inside));
            }
        }
    }

    /// Notes the next bytes as text and goes past them.
    fn keep(&mut self, bytes: usize) {
        self.found.push((self.at, &self.rest()[..bytes]));
        self.at += bytes;
    }

    fn skip_past(&mut self, end: &str) {
        let found = self.rest().find(end);
        self.at += found.map_or(self.rest().len(), |at| at + end.len());
    }

    /// Goes past a statement, expression or comment, or one brace; the inside of an expression.
    fn code(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}")] {
            let Some(after) = rest.strip_prefix(open) else {
                continue;
            };
            let inside = after.split_once(close).map_or(after, |(inside, _)| inside);
            self.at += (open.len() + inside.len() + close.len()).min(rest.len());
            if open == "{#" {
                let comment = inside.trim_matches(|c: char| c == '-' || c.is_whitespace());
                let names = comment.strip_prefix(MORE_NAMES).unwrap_or_default();
                self.names.extend(
                    names
                        .split([',', ' '])
                        .filter(|n| !n.is_empty())
                        .map(str::to_owned),
                );
            }
            return (open == "{{").then_some(inside);
        }
        if rest.starts_with('{') {
            self.at += 1;
        }
        None
    }

    fn tag(&mut self) {
        self.at += 1;
        let name = self.word(|c| c.is_alphanumeric() || "/!-".contains(c));
        let mut attributes = Vec::new();
        while let Some(next) = self.rest().chars().next() {
            match next {
                '>' => {
                    self.at += 1;
                    break;
                }
                '{' => {
                    self.code();
                }
                c if c.is_alphabetic() => attributes.push(self.attribute()),
                c => self.at += c.len_utf8(),
            }
        }
        self.judge(&attributes);
        for raw in ["script", "style"] {
            if name.eq_ignore_ascii_case(raw) {
                self.skip_past(&format!("</{raw}"));
                self.skip_past(">");
            }
        }
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn attribute(&mut self) -> Attribute<'a> {
        let name = self.word(|c| !c.is_whitespace() && !"=>{/".contains(c));
        let mut pieces = Vec::new();
        if self.rest().starts_with('=') {
            self.at += 1;
            match self.rest().chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    self.at += 1;
                    self.value(|c| c == quote, &mut pieces);
                    self.at = (self.at + 1).min(self.source.len());
                }
                _ => self.value(|c| c.is_whitespace() || c == '>', &mut pieces),
            }
        }
        Attribute { name, pieces }
    }

    fn value(&mut self, ends: impl Fn(char) -> bool, pieces: &mut Vec<(usize, &'a str)>) {
        loop {
            let rest = self.rest();
            let end = rest.find(|c| c == '{' || ends(c)).unwrap_or(rest.len());
            pieces.push((self.at, &rest[..end]));
            self.at += end;
            if !self.rest().starts_with('{') {
                return;
            }
            if let Some(inside) = self.code() {
                pieces.extend(literals(self.source, inside));
            }
        }
    }

    /// Keeps the values of attributes that are read.
    fn judge(&mut self, attributes: &[Attribute<'a>]) {
        let is_button = attributes.iter().any(|a| {
            let kind = a.pieces.first().map_or("", |(_, text)| *text);
            a.name == "type" && ["submit", "button", "reset"].contains(&kind)
        });
        for attribute in attributes {
            // What islands show is handed to them in data attributes: more than one word is no code.
            let is_sentence = |text: &str| text.split_whitespace().nth(1).is_some();
            let is_read = READ.contains(&attribute.name)
                || attribute.name == "value" && is_button
                || attribute.name.starts_with("data-")
                    && attribute.pieces.iter().any(|(_, text)| is_sentence(text));
            if is_read {
                self.found.extend(&attribute.pieces);
            }
        }
    }
}

/// Texts an expression writes as they stand: literals that are handed to no function or filter, joined
/// to nothing and compared with nothing.
fn literals<'a>(source: &'a str, inside: &'a str) -> Vec<(usize, &'a str)> {
    let start = inside.as_ptr().addr() - source.as_ptr().addr();
    let mut found = Vec::new();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(letter) = inside[at..].chars().next() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '"' | '\'' => {
                let text = inside[at + 1..].split(letter).next().unwrap_or_default();
                let before = inside[..at].trim_end();
                let is_compared = ["==", "!=", " in"].iter().any(|o| before.ends_with(o));
                if depth == 0 && !is_compared {
                    found.push((start + at + 1, text));
                }
                at += 1 + text.len();
            }
            _ => {}
        }
        at = (at + letter.len_utf8()).min(inside.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<(usize, String)> {
        let word = |fault: Fault| {
            let word = fault.what.split('"').nth(1).unwrap_or_default();
            (fault.line, word.to_owned())
        };
        loose_words("x.html", source)
            .into_iter()
            .map(word)
            .collect()
    }

    #[test]
    fn words_that_readers_see_or_hear_are_found_with_their_line() {
        let source = "<p class=\"big words\">\n{{ t(\"archive\") }} Sorry&nbsp;</p>\n<img alt=\"A tram\" src=\"a.png\">\n<a aria-label=\"{{ ta(\"x\", name=page.name) }} now\"\n title='There'>RSS</a>\n<input type=\"submit\" value=\"Go\"><input value=\"x\">";

        assert_eq!(
            found(source),
            [
                (2, "Sorry&nbsp;".to_owned()),
                (3, "A".to_owned()),
                (3, "tram".to_owned()),
                (4, "now".to_owned()),
                (5, "There".to_owned()),
                (6, "Go".to_owned()),
            ]
        );
    }

    #[test]
    fn literals_of_an_expression_are_words_where_they_are_written() {
        assert_eq!(
            found("{{ page.name or \"Nobody\" }}\n{{ \"Yes\" if a == \"no\" else 'No' }}"),
            [
                (1, "Nobody".to_owned()),
                (2, "Yes".to_owned()),
                (2, "No".to_owned())
            ]
        );
        assert_eq!(
            found(
                "<p class=\"{{ \"a\" if x }}\">{{ t(\"format-\" ~ page.format) }}{{ x|split(\"and\") }}</p>"
            ),
            []
        );
    }

    #[test]
    fn signs_that_other_languages_write_otherwise_are_words() {
        let source = "<p>{{ t(\"published\") }}, <time>{{ page.day }}</time>: ·</p>";

        assert_eq!(found(source), [(1, ",".to_owned()), (1, ":".to_owned())]);
    }

    #[test]
    fn code_names_and_scripts_are_no_words() {
        let source = "{#- Wants: page. -#}{# names: Mastodon #}\n{% if a > \"b\" %}<b>Mastodon</b> RSS &amp; 1{% endif %}<script type=\"application/ld+json\">{\"a\": \"b\"}</script><!-- note --><i data-kind=\"brief\" data-words=\"read this\">·</i>";

        assert_eq!(
            found(source),
            [(2, "read".to_owned()), (2, "this".to_owned())]
        );
    }

    #[test]
    fn a_template_that_ends_in_the_middle_is_read_to_its_end() {
        for source in [
            "<p class=\"a",
            "{{ \"a",
            "<",
            "{",
            "{{",
            "<a b=",
            "<script>x",
            "{# a",
            "<!-- ",
        ] {
            loose_words("x.html", source);
        }
    }
}
