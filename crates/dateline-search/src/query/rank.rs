//! Running a query: every hit is weighed, the best are kept, and time is bounded.

use super::{Hit, MAX_HITS, Order, Request};
use crate::columns::Columns;
use crate::{SearchError, Snapshot};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::time::Instant;
use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{DocId, SegmentReader, TERMINATED};

/// Hits between two looks at the clock.
const STRIDE: u32 = 2_048;
const DAY: f32 = 86_400.0;
/// Days after which half of what newness counts is gone.
const HALF: f32 = 30.0;

/// What a query found, best first.
#[derive(Debug, Default)]
pub struct Ranked {
    pub hits: Vec<Kept>,
    pub total: u64,
    pub is_complete: bool,
}

/// A hit on the heap: the least is on top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    score: f32,
    published: i64,
    id: u128,
}

impl Eq for Kept {}

impl Ord for Kept {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(other.published.cmp(&self.published))
            .then(other.id.cmp(&self.id))
    }
}

impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How much a story counts for being new: 2 today, 1.5 after a month, nearly 1 after years.
fn newness(now: i64, published: i64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "days, roughly")]
    let days = (now - published).max(0) as f32 / DAY;
    1.0 + HALF / (HALF + days)
}

impl Ranked {
    /// The hits that are asked for.
    pub fn page(&self, request: &Request<'_>) -> Vec<Hit> {
        let hit = |kept: &Kept| Hit {
            id: kept.id,
            score: kept.score,
        };
        let wanted = self.hits.iter().skip(request.offset);
        wanted.take(request.limit).map(hit).collect()
    }

    /// With what another look found; nothing is there twice.
    pub fn with(mut self, other: Self) -> Self {
        self.hits.extend(other.hits);
        self.hits.sort();
        let mut seen = std::collections::HashSet::new();
        self.hits.retain(|kept| seen.insert(kept.id));
        self
    }
}

/// Runs a query over the segments, those with the newest stories first, until it has seen `most` hits.
pub fn run(
    snapshot: &Snapshot,
    query: &dyn Query,
    request: &Request<'_>,
    (until, most): (Instant, u64),
) -> Result<Ranked, SearchError> {
    let searcher = &snapshot.searcher;
    let scoring = match request.order {
        Order::Relevance => EnableScoring::enabled_from_searcher(searcher),
        Order::Newest => EnableScoring::disabled_from_searcher(searcher),
    };
    let weight = query.weight(scoring)?;
    let columns = snapshot.columns()?;
    let mut segments: Vec<(&SegmentReader, &Columns)> =
        searcher.segment_readers().iter().zip(columns).collect();
    segments.sort_by_key(|(_, columns)| std::cmp::Reverse(columns.newest()));
    let wanted = (request.offset + request.limit).min(MAX_HITS);
    let mut heap = BinaryHeap::with_capacity(wanted + 1);
    let mut ranked = Ranked {
        is_complete: true,
        ..Ranked::default()
    };
    for (segment, columns) in segments {
        let mut pass = Pass {
            request,
            columns,
            wanted,
            heap: &mut heap,
            total: ranked.total,
            most,
        };
        ranked.is_complete = pass.run(segment, weight.as_ref(), until)?;
        ranked.total = pass.total;
        if !ranked.is_complete {
            break;
        }
    }
    ranked.hits = heap.into_sorted_vec();
    Ok(ranked)
}

/// One pass over a segment.
struct Pass<'a> {
    request: &'a Request<'a>,
    columns: &'a Columns,
    wanted: usize,
    heap: &'a mut BinaryHeap<Kept>,
    total: u64,
    most: u64,
}

impl Pass<'_> {
    /// Whether it came to its end, in time and before it had seen enough.
    fn run(
        &mut self,
        segment: &SegmentReader,
        weight: &dyn Weight,
        until: Instant,
    ) -> Result<bool, SearchError> {
        let alive = segment.alive_bitset();
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut doc = scorer.doc();
        let mut left = STRIDE;
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc))
                && let Some(published) = self.is_wanted(doc)
            {
                if self.total >= self.most {
                    return Ok(false);
                }
                self.total += 1;
                let score = match self.request.order {
                    Order::Relevance => scorer.score() * newness(self.request.now, published),
                    Order::Newest => 0.0,
                };
                self.keep(doc, score, published);
            }
            left -= 1;
            if left == 0 {
                if Instant::now() >= until {
                    return Ok(false);
                }
                left = STRIDE;
            }
            doc = scorer.advance();
        }
        Ok(true)
    }

    /// The moment a document was published, if it is one that is asked for.
    fn is_wanted(&self, doc: DocId) -> Option<i64> {
        let request = self.request;
        let published = self.columns.published(doc);
        let is_in_time = request.filters.from.is_none_or(|from| published >= from)
            && request.filters.until.is_none_or(|until| published < until);
        let is_shown =
            request.excluded.is_empty() || !request.excluded.contains(&self.columns.id(doc));
        (is_in_time && is_shown).then_some(published)
    }

    fn keep(&mut self, doc: DocId, score: f32, published: i64) {
        if self.wanted == 0 {
            return;
        }
        let is_full = self.heap.len() >= self.wanted;
        let is_less = |least: &Kept| (score, published) < (least.score, least.published);
        if is_full && self.heap.peek().is_some_and(is_less) {
            return;
        }
        let id = self.columns.id(doc);
        self.heap.push(Kept {
            score,
            published,
            id,
        });
        if is_full {
            self.heap.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_counts_twice_and_what_is_old_counts_once() {
        let day = 86_400;

        assert!((newness(0, 0) - 2.0).abs() < 1e-6);
        assert!((newness(30 * day, 0) - 1.5).abs() < 1e-6);
        assert!(newness(3_650 * day, 0) < 1.01);
        assert!((newness(0, 5 * day) - 2.0).abs() < 1e-6);
    }
}
