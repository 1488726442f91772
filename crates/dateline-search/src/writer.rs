//! Putting stories into an index and taking them out.

use crate::analyze::{Analyzer, Purpose, Word};
use crate::index::{Mark, commit};
use crate::{Document, Index, Language, SearchError};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::Field;
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{IndexWriter, TantivyDocument, Term};

/// How much memory a writer takes before it writes to disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// For a few stories at a time.
    Small,
    /// For building a whole index.
    Large,
}

impl Memory {
    pub(crate) fn bytes(self) -> usize {
        match self {
            Self::Small => 16_000_000,
            Self::Large => 48_000_000,
        }
    }
}

/// Segments that are merged at once.
const MERGED: usize = 6;
/// Stories in a segment that is merged no more.
const LARGEST: usize = 1_000_000;

/// Writes to an index. There is one for a folder at a time; whoever opens it holds the folder's lock.
pub struct Writer {
    index: Arc<Index>,
    inner: IndexWriter,
    analyzers: HashMap<Language, Analyzer>,
}

impl Writer {
    /// Opens an index for writing.
    pub fn open(index: &Arc<Index>, memory: Memory) -> Result<Self, SearchError> {
        let inner: IndexWriter = index.inner().writer_with_num_threads(1, memory.bytes())?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MERGED);
        policy.set_max_docs_before_merge(LARGEST);
        policy.set_del_docs_ratio_before_merge(0.3);
        inner.set_merge_policy(Box::new(policy));
        Ok(Self {
            index: Arc::clone(index),
            inner,
            analyzers: HashMap::new(),
        })
    }

    /// Puts a story in, in place of what was there of it.
    pub fn put(&mut self, story: &Document) -> Result<(), SearchError> {
        self.remove(story.id);
        let document = self.document(story);
        self.inner.add_document(document)?;
        Ok(())
    }

    /// Takes a story out.
    pub fn remove(&mut self, id: u128) {
        let key = Term::from_field_bytes(self.index.fields().key, &id.to_be_bytes());
        self.inner.delete_term(key);
    }

    /// Makes what was written durable and visible.
    pub fn commit(&mut self, mark: &Mark) -> Result<(), SearchError> {
        commit(&mut self.inner, mark)?;
        self.index.reload()?;
        Ok(())
    }

    /// The index it writes to.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Ends writing; waits for what is being tidied.
    pub fn close(self) -> Result<(), SearchError> {
        self.inner.wait_merging_threads()?;
        self.index.reload()?;
        Ok(())
    }

    fn document(&mut self, story: &Document) -> TantivyDocument {
        let analyzer = self
            .analyzers
            .entry(story.language)
            .or_insert_with(|| Analyzer::new(story.language, Purpose::Index));
        let mut next = 0;
        let headline = analyzer.words(&story.headline, &mut next);
        let mut text = headline.clone();
        for part in &story.parts {
            text.extend(analyzer.words(part, &mut next));
        }
        let fields = self.index.fields();
        let words = fields.words(story.language);
        let mut document = TantivyDocument::new();
        document.add_bytes(fields.key, &story.id.to_be_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
        let (high, low) = ((story.id >> 64) as u64, story.id as u64);
        document.add_u64(fields.high, high);
        document.add_u64(fields.low, low);
        document.add_i64(fields.published, story.published_at);
        add(&mut document, words.surface, surfaces(&text));
        add(&mut document, words.title, surfaces(&headline));
        add(&mut document, words.headline, stems(headline));
        add(&mut document, words.text, stems(text));
        let filed = filed(story).into_iter().enumerate();
        let filed = filed.map(|(at, text)| token(at, text)).collect();
        add(&mut document, fields.filed, filed);
        document
    }
}

/// What a story is filed under.
fn filed(story: &Document) -> Vec<String> {
    let edition = &story.edition;
    let mut filed = vec![
        format!("edition:{edition}"),
        format!("section:{edition}/{}", story.section),
        format!("format:{}", story.format),
    ];
    let topics = story.topics.iter().map(|slug| ("topic", slug));
    let people = story.contributors.iter().map(|slug| ("by", slug));
    filed.extend(
        topics
            .chain(people)
            .map(|(kind, slug)| format!("{kind}:{edition}/{slug}")),
    );
    filed
}

fn add(document: &mut TantivyDocument, field: Field, tokens: Vec<Token>) {
    if !tokens.is_empty() {
        let text = String::new();
        document.add_pre_tokenized_text(field, PreTokenizedString { text, tokens });
    }
}

fn token(position: usize, text: String) -> Token {
    Token {
        offset_from: 0,
        offset_to: 0,
        position,
        text,
        position_length: 1,
    }
}

fn stems(words: Vec<Word>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(words.len());
    for word in words.into_iter().filter(|word| !word.is_pair) {
        let position = word.position as usize;
        tokens.push(token(position, word.stem));
        tokens.extend(word.other.map(|other| token(position, other)));
    }
    tokens
}

/// Each word as read, once.
fn surfaces(words: &[Word]) -> Vec<Token> {
    let mut seen = HashSet::new();
    let fresh = words
        .iter()
        .filter(|word| seen.insert(word.surface.as_str()));
    fresh
        .enumerate()
        .map(|(at, word)| token(at, word.surface.clone()))
        .collect()
}
