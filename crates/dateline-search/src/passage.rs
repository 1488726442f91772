//! The part of a text that shows why it was found.

use crate::analyze::{Analyzer, Purpose, Word, fold};
use crate::query::Terms;
use std::collections::HashSet;
use std::ops::Range;

/// Bytes of a text that are looked through.
const LOOKED_THROUGH: usize = 24_000;
/// Marked pieces of one text at most.
const MARKS: usize = 24;

/// A piece of text, marked if it is one of the words asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The text as it stands, not escaped.
    pub text: String,
    /// Whether it is to be marked.
    pub is_marked: bool,
}

/// Finds and marks the words of a query in texts.
pub struct Passages<'a> {
    terms: &'a Terms,
    analyzer: Analyzer,
    /// Parts of words, one of which a line must have to be worth taking apart.
    needles: Vec<String>,
}

impl<'a> Passages<'a> {
    /// For the words of one query.
    pub fn new(terms: &'a Terms) -> Self {
        let words = terms.stems.iter().chain(&terms.surfaces);
        let mut needles: Vec<String> = words.map(|word| needle(word)).collect();
        needles.sort();
        needles.dedup();
        Self {
            terms,
            analyzer: Analyzer::new(terms.language, Purpose::Index),
            needles,
        }
    }

    /// Whether a line may have one of the words: a look that is much cheaper than taking it apart.
    fn is_worth_it(&self, line: &str) -> bool {
        let folded = fold(line);
        self.needles
            .iter()
            .any(|needle| folded.contains(needle.as_str()))
    }

    /// A whole text with its words marked.
    pub fn whole(&mut self, text: &str) -> Vec<Piece> {
        let marks = self.marks(text);
        pieces(text, 0..text.len(), &marks)
    }

    /// The part of a text, of about `length` characters, that has most of the words; nothing if it has
    /// none. Lines are paragraphs: no part reaches over.
    pub fn best(&mut self, text: &str, length: usize) -> Vec<Piece> {
        let mut best: Option<(usize, Range<usize>, Vec<Range<usize>>)> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if at > LOOKED_THROUGH {
                break;
            }
            let words = if self.is_worth_it(line) {
                self.matching(line)
            } else {
                Vec::new()
            };
            for (first, from) in words.iter().enumerate() {
                let range = window(line, from.0.start, length);
                let inside = words[first..].iter().take_while(|w| w.0.end <= range.end);
                let kinds: HashSet<&str> = inside.map(|w| w.1.as_str()).collect();
                if best.as_ref().is_none_or(|b| kinds.len() > b.0) {
                    let marks = merged(words.iter().map(|w| w.0.clone()));
                    best = Some((
                        kinds.len(),
                        at + range.start..at + range.end,
                        shifted(&marks, at),
                    ));
                }
            }
            if best
                .as_ref()
                .is_some_and(|b| b.0 >= self.terms.stems.len().max(1))
            {
                break;
            }
            at += line.len();
        }
        best.map_or_else(Vec::new, |(_, range, marks)| {
            let mut out = pieces(text, range.clone(), &marks);
            let is_begun = text[..range.start].ends_with('\n') || range.start == 0;
            let is_ended = text[range.end..].starts_with('\n') || range.end == text.len();
            if !is_begun && let Some(first) = out.first_mut() {
                first.text.insert(0, '…');
            }
            if !is_ended && let Some(last) = out.last_mut() {
                last.text.push('…');
            }
            out
        })
    }

    /// Places of words asked for, with what each is.
    fn matching(&mut self, text: &str) -> Vec<(Range<usize>, String)> {
        let terms = self.terms;
        let is_asked = |word: &Word| {
            terms.stems.contains(&word.stem)
                || word.other.as_ref().is_some_and(|o| terms.stems.contains(o))
                || terms.surfaces.contains(&word.surface)
        };
        let words = self.analyzer.words(text, &mut 0);
        let asked = words.into_iter().filter(is_asked);
        asked.map(|word| (word.from..word.to, word.stem)).collect()
    }

    fn marks(&mut self, text: &str) -> Vec<Range<usize>> {
        merged(self.matching(text).into_iter().map(|found| found.0))
    }
}

/// What every form of a word has in common with its stem: rules may change its last letters.
fn needle(stem: &str) -> String {
    let letters = stem.chars().count();
    let is_dense = !stem.is_ascii() && letters <= 4;
    let kept = if is_dense {
        letters
    } else {
        letters.saturating_sub(2).max(2)
    };
    stem.chars().take(kept).collect()
}

fn shifted(ranges: &[Range<usize>], by: usize) -> Vec<Range<usize>> {
    let shift = |range: &Range<usize>| range.start + by..range.end + by;
    ranges.iter().map(shift).collect()
}

/// Ranges that touch or lie in each other are one.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut sorted: Vec<Range<usize>> = ranges.collect();
    sorted.sort_by_key(|range| (range.start, range.end));
    for range in sorted {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out.truncate(MARKS);
    out
}

/// About `length` characters of a line around a place, cut where words end.
fn window(line: &str, at: usize, length: usize) -> Range<usize> {
    let line = line.trim_end();
    let mut from = line[..at].char_indices().rev().take(length / 4);
    let from = from.by_ref().last().map_or(at, |(at, _)| at);
    let mut to = line[from..].char_indices().skip(length);
    let to = to.next().map_or(line.len(), |(at, _)| from + at);
    let start = if from == 0 {
        0
    } else {
        let space = line[from..at].find(char::is_whitespace);
        space.map_or(from, |space| next_char(line, from + space))
    };
    let end = if to == line.len() {
        to
    } else {
        let space = line[at..to].rfind(char::is_whitespace);
        // Scripts without spaces are cut anywhere.
        space
            .filter(|space| *space > (to - at) / 2)
            .map_or(to, |space| at + space)
    };
    start..end.max(at)
}

fn next_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// A range of a text in pieces.
fn pieces(text: &str, range: Range<usize>, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = range.start;
    let mut push = |from: usize, to: usize, is_marked: bool| {
        if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
            out.push(Piece {
                text: text.to_owned(),
                is_marked,
            });
        }
    };
    for mark in marks {
        let (from, to) = (mark.start.max(range.start), mark.end.min(range.end));
        if from >= to || from < at {
            continue;
        }
        push(at, from, false);
        push(from, to, true);
        at = to;
    }
    push(at, range.end, false);
    out
}
