//! Words that begin so, and words that are nearly the same: looked for where the exact ones find little.

use super::build::{Asked, Plan, Wide, WideWord, any_stem};
use crate::analyze::{Analyzer, Purpose, Word, pairs};
use crate::{SearchError, Snapshot};
use std::collections::HashMap;
use std::time::Instant;
use tantivy::Term;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// Words of the dictionary that are looked at for one word of a query, in each segment.
const LOOKED_AT: usize = 4_000;
/// Words that begin like one of the query's.
const BEGINNINGS: usize = 24;
/// Words nearly the same as one of the query's.
const NEARLY: usize = 4;
/// Shortest beginning, in characters.
const SHORTEST: usize = 2;
/// Stories a word must be in to be taken for well spelt.
const KNOWN: u64 = 3;

/// Words of the dictionary with the number of stories that have them, most first.
type Words = Vec<(String, u64)>;
/// Typed, and taken instead.
type Pairs = Vec<(String, String)>;

/// Makes a query wider; with what was taken for what.
pub fn widen(
    snapshot: &Snapshot,
    plan: &Plan<'_>,
    asked: &Asked,
    until: Instant,
) -> Result<(Wide, Pairs), SearchError> {
    let mut wide = Wide::default();
    let mut taken = Pairs::new();
    let surface = plan.words().surface;
    let mut analyzer = Analyzer::new(plan.request.language, Purpose::Query);
    for clause in &asked.clauses {
        if clause.is_excluded() || clause.is_phrase() {
            wide.rest.push(clause.clone());
            continue;
        }
        for word in &clause.words {
            let is_last = std::ptr::eq(word, last_word(asked, word));
            let known = frequency(snapshot, surface, &word.surface)?;
            let mut others: HashMap<String, f32> = HashMap::new();
            let mut add = |surface: &str, boost: f32| {
                for found in analyzer.words(surface, &mut 0) {
                    others.entry(found.stem).or_insert(boost);
                }
            };
            if clause.is_prefix() || is_last {
                for (found, _) in beginning(snapshot, surface, &word.surface, until)? {
                    add(&found, 0.5);
                }
            }
            if known < KNOWN && !clause.is_prefix() {
                let near = nearly(snapshot, surface, &word.surface, until)?;
                if let Some((best, _)) = near.first() {
                    taken.push((word.surface.clone(), best.clone()));
                }
                for (found, _) in near {
                    add(&found, 0.4);
                }
            }
            let mut others: Vec<(String, f32)> = others.into_iter().collect();
            others.retain(|(stem, _)| *stem != word.stem);
            others.sort_by(|a, b| a.0.cmp(&b.0));
            let pairs = if is_dense(word) {
                pairs(&word.surface)
            } else {
                Vec::new()
            };
            wide.is_wider |= !others.is_empty() || pairs.len() > 1;
            wide.words.push(WideWord {
                word: word.clone(),
                others,
                pairs,
            });
        }
    }
    Ok((wide, taken))
}

/// The last word of a query: the one that may not be typed to its end.
fn last_word<'a>(asked: &'a Asked, or: &'a Word) -> &'a Word {
    asked
        .clauses
        .last()
        .and_then(|clause| clause.words.last())
        .unwrap_or(or)
}

fn is_dense(word: &Word) -> bool {
    word.surface.chars().next().is_some_and(|c| {
        matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
    })
}

/// Headlines with every word but the last, and one that begins like the last.
pub fn suggestion(
    snapshot: &Snapshot,
    plan: &Plan<'_>,
    asked: &Asked,
    until: Instant,
) -> Result<Option<Box<dyn Query>>, SearchError> {
    let told = asked.clauses.iter().filter(|c| !c.is_excluded());
    let words: Vec<&Word> = told.flat_map(|clause| &clause.words).collect();
    let Some((last, before)) = words.split_last() else {
        return Ok(None);
    };
    let fields = plan.words();
    let mut clauses = plan.filters();
    for word in before {
        let stem = [(word.stem.clone(), 1.0)];
        clauses.push((Occur::Must, any_stem(fields.headline, &stem)));
    }
    let mut any: Vec<Box<dyn Query>> = Vec::new();
    for (found, _) in beginning(snapshot, fields.title, &last.surface, until)? {
        let term = Term::from_field_text(fields.title, &found);
        any.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
    }
    any.push(any_stem(fields.headline, &[(last.stem.clone(), 1.0)]));
    clauses.push((Occur::Must, Box::new(BooleanQuery::union(any))));
    Ok(Some(Box::new(BooleanQuery::new(clauses))))
}

/// How many stories have a word.
fn frequency(snapshot: &Snapshot, field: Field, word: &str) -> Result<u64, SearchError> {
    Ok(snapshot
        .searcher
        .doc_freq(&Term::from_field_text(field, word))?)
}

/// Words of the dictionary that begin so, most frequent first.
fn beginning(
    snapshot: &Snapshot,
    field: Field,
    begin: &str,
    until: Instant,
) -> Result<Words, SearchError> {
    if begin.chars().count() < SHORTEST && begin.is_ascii() {
        return Ok(Words::new());
    }
    let mut found: HashMap<Vec<u8>, u64> = HashMap::new();
    for segment in snapshot.searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().range().ge(begin).into_stream()?;
        let mut left = LOOKED_AT;
        while left > 0 && stream.advance() && stream.key().starts_with(begin.as_bytes()) {
            *found.entry(stream.key().to_vec()).or_default() += u64::from(stream.value().doc_freq);
            left -= 1;
        }
        if Instant::now() >= until {
            break;
        }
    }
    Ok(most(found, BEGINNINGS))
}

/// Words of the dictionary one or two letters away, most frequent first; the nearest only.
fn nearly(
    snapshot: &Snapshot,
    field: Field,
    word: &str,
    until: Instant,
) -> Result<Words, SearchError> {
    let letters = word.chars().count();
    let furthest = match letters {
        0..=3 => return Ok(Words::new()),
        4..=7 => 1,
        _ => 2,
    };
    if letters > 40 || word.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Words::new());
    }
    for distance in 1..=furthest {
        let found = at_distance(snapshot, field, word, distance, until)?;
        if !found.is_empty() || Instant::now() >= until {
            return Ok(found);
        }
    }
    Ok(Words::new())
}

fn at_distance(
    snapshot: &Snapshot,
    field: Field,
    word: &str,
    distance: u8,
    until: Instant,
) -> Result<Words, SearchError> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
    let mut found: HashMap<Vec<u8>, u64> = HashMap::new();
    for segment in snapshot.searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let search = index.terms().search(query.automaton()?);
        // Two letters away, the first one is right: else half the dictionary would be walked.
        let first: String = word.chars().take(1).collect();
        let search = if distance > 1 {
            search.ge(first)
        } else {
            search
        };
        let mut stream = search.into_stream()?;
        let mut left = LOOKED_AT;
        while left > 0 && stream.advance() {
            if stream.key() != word.as_bytes() {
                *found.entry(stream.key().to_vec()).or_default() +=
                    u64::from(stream.value().doc_freq);
            }
            left -= 1;
        }
        if Instant::now() >= until {
            break;
        }
    }
    Ok(most(found, NEARLY))
}

fn most(found: HashMap<Vec<u8>, u64>, count: usize) -> Words {
    let text = |(key, stories): (Vec<u8>, u64)| Some((String::from_utf8(key).ok()?, stories));
    let mut words: Words = found.into_iter().filter_map(text).collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(count);
    words
}
