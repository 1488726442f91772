//! From text to words: what the index keeps and what a query asks for, by the same rules.

mod arabic;
mod chinese;
mod fold;
mod language;
mod stop;

pub use chinese::pairs;
pub use language::Language;

use fold::{bare, is_mark, lower};
use language::Script;
use std::collections::HashMap;

/// Longest word that is kept, in bytes; longer ones are no words.
const MAX_WORD: usize = 120;
/// Stems remembered at once.
const REMEMBERED: usize = 20_000;
/// Places left free between two parts of a text, so that no phrase reaches over.
pub const GAP: u32 = 16;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub from: usize,
    /// After the last byte.
    pub to: usize,
    /// Place in the text, counted in words (in characters where there are no spaces).
    pub position: u32,
    /// As read: small letters, no accents.
    pub surface: String,
    /// What inflected forms share.
    pub stem: String,
    /// What they share when accents are left out, if that is something else.
    pub other: Option<String>,
    /// Two characters of a script without spaces, beside the word they are part of.
    pub is_pair: bool,
}

/// Why a text is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be found: also words within words, and pairs of characters.
    Index,
    /// To find.
    Query,
}

/// Stem, and stem without accents if that differs.
type Found = (String, Option<String>);

/// Takes texts of one language apart.
#[derive(Debug)]
pub struct Analyzer {
    language: Language,
    purpose: Purpose,
    known: HashMap<String, Found>,
}

impl Analyzer {
    pub fn new(language: Language, purpose: Purpose) -> Self {
        Self {
            language,
            purpose,
            known: HashMap::new(),
        }
    }

    /// Whether a word finds nothing by itself.
    pub fn is_stop(&self, word: &Word) -> bool {
        stop::is_stop(self.language, &word.surface) || stop::is_stop(self.language, &word.stem)
    }

    /// The words of a text, in order of place. `next` is the first free place and moves on.
    pub fn words(&mut self, text: &str, next: &mut u32) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 6);
        let mut run: Option<(usize, Script)> = None;
        for (at, c) in text.char_indices() {
            let script = match (run, c) {
                (Some((_, script)), c) if is_mark(c) => Some(script),
                (_, c) if c.is_alphanumeric() => Some(Script::of(c)),
                (_, c) if matches!(Script::of(c), Script::Dense(_)) => Some(Script::of(c)),
                _ => None,
            };
            run = match (run, script) {
                (None, script) => script.map(|script| (at, script)),
                (Some((from, was)), Some(is)) if joins(was, is) => Some((from, leading(was, is))),
                (Some((from, was)), is) => {
                    self.take(text, from..at, was, next, &mut words);
                    is.map(|script| (at, script))
                }
            };
        }
        if let Some((from, script)) = run {
            self.take(text, from..text.len(), script, next, &mut words);
        }
        *next = next.saturating_add(GAP);
        words
    }

    fn take(
        &mut self,
        text: &str,
        range: std::ops::Range<usize>,
        script: Script,
        next: &mut u32,
        words: &mut Vec<Word>,
    ) {
        let piece = &text[range.clone()];
        if let Script::Dense(is_han) = script {
            let is_cut = is_han && self.language == Language::Chinese;
            let made = words.len();
            *next += chinese::words(piece, is_cut, self.purpose, *next, words);
            for word in &mut words[made..] {
                word.from += range.start;
                word.to += range.start;
            }
            return;
        }
        let position = *next;
        *next += 1;
        if piece.len() > MAX_WORD {
            return;
        }
        let small = lower(piece);
        if small.is_empty() {
            return;
        }
        let (stem, other) = self.stems(&small, script);
        words.push(Word {
            from: range.start,
            to: range.end,
            position,
            surface: bare(&small).unwrap_or(small),
            stem,
            other,
            is_pair: false,
        });
    }

    fn stems(&mut self, small: &str, script: Script) -> Found {
        let has_figures = small.bytes().any(|b| b.is_ascii_digit());
        let Some(stemmer) = self.language.stemmer(script).filter(|_| !has_figures) else {
            return (bare(small).unwrap_or_else(|| small.to_owned()), None);
        };
        if let Some(known) = self.known.get(small) {
            return known.clone();
        }
        let plain = |word: &str| bare(word).unwrap_or_else(|| word.to_owned());
        let stem = plain(&stemmer.of(small));
        let other = bare(small)
            .map(|bare| plain(&stemmer.of(&bare)))
            .filter(|other| *other != stem);
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known
            .insert(small.to_owned(), (stem.clone(), other.clone()));
        (stem, other)
    }
}

/// A whole text as its words are read: small letters, no accents.
pub fn fold(text: &str) -> String {
    let small = lower(text);
    bare(&small).unwrap_or(small)
}

/// Whether a letter goes on with the word before it.
fn joins(was: Script, is: Script) -> bool {
    match (was, is) {
        (Script::Dense(was), Script::Dense(is)) => was == is,
        (Script::Dense(_), _) | (_, Script::Dense(_)) => false,
        _ => true,
    }
}

/// The script of a word that begins with figures is that of its letters.
fn leading(was: Script, is: Script) -> Script {
    if was == Script::Plain { is } else { was }
}

#[cfg(test)]
mod tests;
