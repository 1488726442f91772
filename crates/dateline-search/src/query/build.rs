//! From what was asked to what the library runs.

use super::parse::Kind;
use super::{Filters, Order, Request};
use crate::analyze::Word;
use crate::schema::{Fields, Words};
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// How much more a word in the headline counts.
const HEADLINE: f32 = 1.6;
/// How much more the whole query in the headline, in order, counts.
const HEADLINE_PHRASE: f32 = 2.0;

/// A part of a query with its words.
#[derive(Clone, Debug)]
pub struct Clause {
    kind: Kind,
    pub words: Vec<Word>,
}

impl Clause {
    pub fn of(kind: Kind, words: Vec<Word>) -> Self {
        Self { kind, words }
    }

    pub fn is_excluded(&self) -> bool {
        self.kind == Kind::Without
    }

    pub fn is_phrase(&self) -> bool {
        self.kind == Kind::Phrase
    }

    /// Whether its last word is only the beginning of one.
    pub fn is_prefix(&self) -> bool {
        self.kind == Kind::Prefix
    }
}

/// A query that was read.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub clauses: Vec<Clause>,
}

impl Asked {
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// A word with what is taken instead of it.
#[derive(Clone, Debug)]
pub struct WideWord {
    pub word: Word,
    /// Stems with what they count.
    pub others: Vec<(String, f32)>,
    /// Pairs of characters that all must be there instead.
    pub pairs: Vec<String>,
}

/// A query made wider.
#[derive(Clone, Debug, Default)]
pub struct Wide {
    pub words: Vec<WideWord>,
    /// Clauses that stay as they are: phrases and exclusions.
    pub rest: Vec<Clause>,
    /// Whether anything was added.
    pub is_wider: bool,
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// Builds queries for a request.
pub struct Plan<'a> {
    pub fields: &'a Fields,
    pub request: &'a Request<'a>,
}

impl Plan<'_> {
    pub fn words(&self) -> &Words {
        self.fields.words(self.request.language)
    }

    /// Every word, as asked.
    pub fn exact(&self, asked: &Asked) -> Box<dyn Query> {
        let mut clauses = self.filters();
        for clause in &asked.clauses {
            self.clause(clause, &mut clauses);
        }
        let told = asked.clauses.iter().filter(|c| !c.is_excluded());
        let told: Vec<&Word> = told.flat_map(|c| &c.words).collect();
        self.in_headline(&told, &mut clauses);
        Box::new(BooleanQuery::new(clauses))
    }

    /// Every word in the headline; nothing where that is not what was asked.
    pub fn headlines(&self, asked: &Asked) -> Option<Box<dyn Query>> {
        let is_plain = |clause: &Clause| !clause.is_excluded() && !clause.is_phrase();
        if self.request.order == Order::Newest || !asked.clauses.iter().all(is_plain) {
            return None;
        }
        let told: Vec<&Word> = asked.clauses.iter().flat_map(|c| &c.words).collect();
        let words = self.words();
        let mut clauses = self.filters();
        for word in &told {
            let query = boosted(either(words.headline, word), HEADLINE);
            clauses.push((Occur::Must, query));
            clauses.push((Occur::Should, either(words.text, word)));
        }
        if let Some(query) = phrase(words.headline, &told) {
            clauses.push((Occur::Should, boosted(query, HEADLINE_PHRASE)));
        }
        (!told.is_empty()).then(|| -> Box<dyn Query> { Box::new(BooleanQuery::new(clauses)) })
    }

    /// Every word or what is taken instead.
    pub fn wide(&self, wide: &Wide) -> Box<dyn Query> {
        let mut clauses = self.filters();
        for clause in &wide.rest {
            self.clause(clause, &mut clauses);
        }
        for word in &wide.words {
            clauses.push((Occur::Must, self.any_of(word)));
        }
        let told: Vec<&Word> = wide.words.iter().map(|wide| &wide.word).collect();
        self.in_headline(&told, &mut clauses);
        Box::new(BooleanQuery::new(clauses))
    }

    /// Most of the words; nothing if there are too few to leave one out.
    pub fn most(&self, wide: &Wide) -> Option<Box<dyn Query>> {
        let count = wide.words.len();
        if count < 2 {
            return None;
        }
        let words: Vec<Box<dyn Query>> = wide.words.iter().map(|word| self.any_of(word)).collect();
        let least = if count == 2 {
            1
        } else {
            (count * 3).div_ceil(5)
        };
        let most = BooleanQuery::union_with_minimum_required_clauses(words, least);
        let mut clauses = self.filters();
        clauses.push((Occur::Must, Box::new(most)));
        let without = wide.rest.iter().filter(|clause| clause.is_excluded());
        for clause in without {
            self.clause(clause, &mut clauses);
        }
        Some(Box::new(BooleanQuery::new(clauses)))
    }

    /// What hits must be, apart from words.
    pub fn filters(&self) -> Clauses {
        let edition = self.request.edition;
        let filters: &Filters = &self.request.filters;
        let mut filed = vec![format!("edition:{edition}")];
        let slugs = [
            ("section", &filters.section),
            ("topic", &filters.topic),
            ("by", &filters.contributor),
        ];
        for (kind, slug) in slugs {
            filed.extend(slug.as_ref().map(|slug| format!("{kind}:{edition}/{slug}")));
        }
        filed.extend(filters.format.as_ref().map(|word| format!("format:{word}")));
        let must = |text: String| -> (Occur, Box<dyn Query>) {
            let query = term(self.fields.filed, &text, IndexRecordOption::Basic);
            (Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0)))
        };
        filed.into_iter().map(must).collect()
    }

    fn clause(&self, clause: &Clause, clauses: &mut Clauses) {
        let text = self.words().text;
        let phrase = || phrase(text, &clause.words.iter().collect::<Vec<_>>());
        match clause.kind {
            Kind::Without => {
                let query = phrase().unwrap_or_else(|| all_of(text, &clause.words));
                clauses.push((Occur::MustNot, query));
            }
            Kind::Phrase if clause.words.len() > 1 => {
                clauses.extend(phrase().map(|query| (Occur::Must, query)));
            }
            _ => {
                let each = clause.words.iter();
                clauses.extend(each.map(|word| (Occur::Must, either(text, word))));
            }
        }
    }

    /// Words in the headline count more; in order, more still.
    fn in_headline(&self, words: &[&Word], clauses: &mut Clauses) {
        if self.request.order == Order::Newest {
            return;
        }
        let headline = self.words().headline;
        for word in words {
            clauses.push((Occur::Should, boosted(either(headline, word), HEADLINE)));
        }
        if let Some(query) = phrase(headline, words) {
            clauses.push((Occur::Should, boosted(query, HEADLINE_PHRASE)));
        }
    }

    fn any_of(&self, wide: &WideWord) -> Box<dyn Query> {
        let words = self.words();
        let mut any = vec![either(words.text, &wide.word)];
        for (stem, boost) in &wide.others {
            any.push(boosted(
                term(words.text, stem, IndexRecordOption::WithFreqs),
                *boost,
            ));
        }
        if !wide.pairs.is_empty() {
            let pair = |pair: &String| term(words.surface, pair, IndexRecordOption::Basic);
            let all = BooleanQuery::intersection(wide.pairs.iter().map(pair).collect());
            any.push(boosted(Box::new(all), 0.3));
        }
        Box::new(BooleanQuery::union(any))
    }
}

/// A word of which only the beginning is known, as any of these stems.
pub fn any_stem(field: Field, stems: &[(String, f32)]) -> Box<dyn Query> {
    let any = stems
        .iter()
        .map(|(stem, boost)| boosted(term(field, stem, IndexRecordOption::WithFreqs), *boost));
    match any.collect::<Vec<_>>() {
        none if none.is_empty() => Box::new(EmptyQuery),
        any => Box::new(BooleanQuery::union(any)),
    }
}

fn term(field: Field, text: &str, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), option))
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

/// A word by its stem, or by the stem it has without accents.
fn either(field: Field, word: &Word) -> Box<dyn Query> {
    let one = |stem: &str| term(field, stem, IndexRecordOption::WithFreqs);
    match &word.other {
        None => one(&word.stem),
        Some(other) => Box::new(BooleanQuery::union(vec![one(&word.stem), one(other)])),
    }
}

fn all_of(field: Field, words: &[Word]) -> Box<dyn Query> {
    let each = words.iter().map(|word| either(field, word));
    Box::new(BooleanQuery::intersection(each.collect()))
}

/// Words one after the other, as far apart as they were typed; nothing if there is only one.
fn phrase(field: Field, words: &[&Word]) -> Option<Box<dyn Query>> {
    let place = |word: &&Word| {
        let term = Term::from_field_text(field, &word.stem);
        (word.position as usize, term)
    };
    let terms: Vec<(usize, Term)> = words.iter().map(place).collect();
    let is_growing = terms.windows(2).all(|pair| pair[0].0 < pair[1].0);
    (terms.len() > 1 && is_growing)
        .then(|| -> Box<dyn Query> { Box::new(PhraseQuery::new_with_offset(terms)) })
}
