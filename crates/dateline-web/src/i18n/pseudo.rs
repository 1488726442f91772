//! Languages nobody speaks, for tests of the layout: what is too short a box for a longer language, or
//! still stands in words of the program, is seen at a glance.
//!
//! They are made of the English messages when asked for by name, and never otherwise.

use super::MessageFiles;
use super::source::MessageFile;
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{ast::Entry, parser, serializer};

/// English with accents, a third longer, in brackets.
pub const ACCENTED: &str = "en-XA";
/// English written from right to left.
pub const MIRRORED: &str = "ar-XB";

/// True of the tag of a language made here.
pub fn is_pseudo(tag: &str) -> bool {
    [ACCENTED, MIRRORED].contains(&tag)
}

/// The language dates and numbers of a tag come from: of the languages made here, English.
pub(super) fn data_tag(tag: &str) -> &str {
    if is_pseudo(tag) { "en" } else { tag }
}

impl MessageFiles {
    /// The same with the languages of this module.
    #[must_use]
    pub fn with_pseudo(mut self) -> Self {
        for (language, write) in [
            (ACCENTED, accented as fn(&str) -> String),
            (MIRRORED, mirrored),
        ] {
            let made = self.of("en").iter().map(|file| MessageFile {
                path: file.path.replace("/en/", &format!("/{language}/")),
                text: rewritten(&file.text, language, write),
                is_own: file.is_own,
            });
            let made = made.collect();
            self.put(language, made);
        }
        self
    }
}

fn rewritten(text: &str, language: &str, write: fn(&str) -> String) -> String {
    let mut resource = match parser::parse(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &mut message.value
        {
            pattern_of(pattern, language, write);
        }
    }
    serializer::serialize(&resource)
}

fn pattern_of(pattern: &mut Pattern<String>, language: &str, write: fn(&str) -> String) {
    let mut has_words = false;
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                has_words |= value.chars().any(char::is_alphabetic);
                *value = write(value);
            }
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                for variant in variants {
                    pattern_of(&mut variant.value, language, write);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
    if has_words && language == ACCENTED {
        let bracket = |value: &str| PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::StringLiteral {
                value: value.to_owned(),
            }),
        };
        pattern.elements.insert(0, bracket("["));
        pattern.elements.push(bracket("]"));
    }
}

/// Every vowel twice, every letter with an accent: about a third longer.
fn accented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let accent = accent(letter);
        out.push(accent);
        if "aeiouAEIOU".contains(letter) {
            out.extend(accent.to_lowercase());
        }
    }
    out
}

fn accent(letter: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "áƀçðéƒğĥîĵķļmñöþqŕšţûvŵxýžÁƁÇÐÉFĜĤÎĴĶĻMÑÖÞQŔŠŢÛVŴXÝŽ";
    let at = PLAIN.chars().position(|c| c == letter);
    at.and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(letter)
}

/// Words with marks that turn them round.
fn mirrored(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        if word.chars().any(char::is_alphabetic) {
            format!("\u{202e}{word}\u{202c}")
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
