//! Asking the index.

mod build;
mod expand;
mod parse;
mod rank;

use crate::analyze::{Analyzer, GAP, Purpose, Word};
use crate::{Index, Language, SearchError};
use build::{Asked, Clause, Plan};
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// Longest query that is looked for, in characters.
pub const MAX_CHARS: usize = 200;
/// Words of a query that are looked for.
pub const MAX_WORDS: usize = 16;
/// Deepest hit that is given.
pub const MAX_HITS: usize = 200;
/// Hits that are weighed, the newest of them; of what is found more often only those are seen, and those
/// that have the words in the headline.
const WEIGHED: u64 = 10_000;
/// Hits below which words that are nearly the same are looked for too.
const FEW: u64 = 5;

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By how well they fit and how new they are.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
}

/// What hits must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Slug of the section.
    pub section: Option<String>,
    /// Slug of a tag.
    pub topic: Option<String>,
    /// Slug of an author.
    pub contributor: Option<String>,
    /// Word of the format.
    pub format: Option<String>,
    /// Published at this second or later.
    pub from: Option<i64>,
    /// Published before this second.
    pub until: Option<i64>,
}

impl Filters {
    /// Whether nothing is asked of hits but words.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A question.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Code of the edition.
    pub edition: &'a str,
    /// Its language.
    pub language: Language,
    /// What was typed; everything after [`MAX_CHARS`] is left out.
    pub text: &'a str,
    /// What hits must be.
    pub filters: Filters,
    /// In which order.
    pub order: Order,
    /// Hits left out at the beginning.
    pub offset: usize,
    /// Hits wanted after them.
    pub limit: usize,
    /// Now, seconds since 1970.
    pub now: i64,
    /// Stories that are no hits, whatever the index says.
    pub excluded: &'a HashSet<u128>,
    /// When to be content with what was found so far.
    pub patience: Duration,
}

/// A story that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its id.
    pub id: u128,
    /// How well it fits.
    pub score: f32,
}

/// How hits came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// They have every word.
    #[default]
    Exact,
    /// Some have words that begin so or are nearly the same: typed and taken instead.
    Similar(Vec<(String, String)>),
    /// No story has all words; these have most.
    Most,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// In order.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u64,
    /// Whether that is all, or only what was counted in time.
    pub is_complete: bool,
    /// How they came to be.
    pub how: How,
    /// Whether nothing was asked: no word that could be looked for.
    pub is_empty: bool,
    /// Whether the query had more words than are looked for.
    pub is_cut: bool,
    /// What to mark in the texts.
    pub terms: Terms,
}

/// Words to be marked in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    pub(crate) language: Language,
    pub(crate) stems: HashSet<String>,
    pub(crate) surfaces: HashSet<String>,
}

impl Index {
    /// Finds stories.
    pub fn search(&self, request: &Request<'_>) -> Result<Found, SearchError> {
        let snapshot = self.snapshot();
        self.search_in(&snapshot, request)
    }

    /// Finds stories as the index stood at a moment.
    pub fn search_in(
        &self,
        snapshot: &crate::Snapshot,
        request: &Request<'_>,
    ) -> Result<Found, SearchError> {
        let bounds = (Instant::now() + request.patience, WEIGHED);
        let mut analyzer = Analyzer::new(request.language, Purpose::Query);
        let (asked, is_cut) = asked(&mut analyzer, request.text);
        let plan = Plan {
            fields: self.fields(),
            request,
        };
        let mut found = Found {
            is_cut,
            is_complete: true,
            ..Found::default()
        };
        if asked.is_empty() && (request.filters.is_empty() || !request.text.trim().is_empty()) {
            found.is_empty = true;
            return Ok(found);
        }
        let mut exact = rank::run(snapshot, plan.exact(&asked).as_ref(), request, bounds)?;
        if !exact.is_complete
            && let Some(headlines) = plan.headlines(&asked)
        {
            let others = rank::run(snapshot, headlines.as_ref(), request, bounds)?;
            exact = exact.with(others);
        }
        found.take(&exact, request, How::Exact);
        found.terms = terms(request.language, &asked);
        let has_words = asked.clauses.iter().any(|c| !c.is_excluded());
        if found.total >= FEW || !found.is_complete || !has_words {
            return Ok(found);
        }
        let (wider, pairs) = expand::widen(snapshot, &plan, &asked, bounds.0)?;
        if wider.is_wider {
            let more = rank::run(snapshot, plan.wide(&wider).as_ref(), request, bounds)?;
            if more.total > found.total {
                found.take(&more, request, How::Similar(pairs));
                found.terms.extend(&wider);
            }
        }
        if found.total == 0
            && let Some(most) = plan.most(&wider)
        {
            let most = rank::run(snapshot, most.as_ref(), request, bounds)?;
            if most.total > 0 {
                found.take(&most, request, How::Most);
            }
        }
        Ok(found)
    }

    /// Stories whose headline has every word and a word that begins like the last, best first.
    pub fn suggest(&self, request: &Request<'_>) -> Result<Found, SearchError> {
        self.suggest_in(&self.snapshot(), request)
    }

    /// The same as the index stood at a moment.
    pub fn suggest_in(
        &self,
        snapshot: &crate::Snapshot,
        request: &Request<'_>,
    ) -> Result<Found, SearchError> {
        let until = Instant::now() + request.patience;
        let mut analyzer = Analyzer::new(request.language, Purpose::Query);
        let (asked, _) = asked(&mut analyzer, request.text);
        let plan = Plan {
            fields: self.fields(),
            request,
        };
        let mut found = Found::default();
        let Some(query) = expand::suggestion(snapshot, &plan, &asked, until)? else {
            found.is_empty = true;
            return Ok(found);
        };
        let ranked = rank::run(snapshot, query.as_ref(), request, (until, WEIGHED))?;
        found.take(&ranked, request, How::Exact);
        Ok(found)
    }
}

impl Found {
    fn take(&mut self, ranked: &rank::Ranked, request: &Request<'_>, how: How) {
        self.hits = ranked.page(request);
        self.total = ranked.total;
        self.is_complete = ranked.is_complete;
        self.how = how;
    }
}

impl Terms {
    fn extend(&mut self, wide: &build::Wide) {
        for word in &wide.words {
            self.stems
                .extend(word.others.iter().map(|(stem, _)| stem.clone()));
            self.surfaces.extend(word.pairs.iter().cloned());
        }
    }
}

/// Reads a query: clauses with their words.
fn asked(analyzer: &mut Analyzer, text: &str) -> (Asked, bool) {
    let text: String = text.chars().take(MAX_CHARS).collect();
    let (mut clauses, mut left, mut is_cut) = (Vec::new(), MAX_WORDS, false);
    let mut next = 0;
    for part in parse::parts(&text) {
        let mut words = analyzer.words(&part.text, &mut next);
        next -= GAP;
        is_cut |= words.len() > left;
        words.truncate(left);
        left -= words.len();
        if !words.is_empty() {
            clauses.push(Clause::of(part.kind, words));
        }
    }
    let is_telling = |word: &Word| !analyzer.is_stop(word);
    let tells = |clause: &Clause| !clause.is_excluded() && clause.words.iter().any(is_telling);
    if clauses.iter().any(tells) {
        // Words such as "the" are left out where there are others; places in phrases stay.
        for clause in clauses.iter_mut().filter(|c| !c.is_excluded()) {
            if clause.is_phrase() && !clause.words.iter().any(is_telling) {
                continue;
            }
            clause.words.retain(is_telling);
        }
        clauses.retain(|clause| !clause.words.is_empty());
    }
    if clauses.iter().all(Clause::is_excluded) {
        clauses.clear();
    }
    (Asked { clauses }, is_cut)
}

fn terms(language: Language, asked: &Asked) -> Terms {
    let mut terms = Terms {
        language,
        ..Terms::default()
    };
    for clause in asked.clauses.iter().filter(|c| !c.is_excluded()) {
        for word in &clause.words {
            terms.stems.insert(word.stem.clone());
            terms.stems.extend(word.other.clone());
        }
    }
    terms
}

#[cfg(test)]
mod tests;
