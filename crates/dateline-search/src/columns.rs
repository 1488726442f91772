//! What is read of each document while hits are weighed: its day and its id.

use crate::SearchError;
use crate::schema::{HIGH, LOW, PUBLISHED};
use std::sync::Arc;
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, SegmentReader};

/// Columns of one segment, in memory.
pub struct Columns {
    published: Arc<dyn ColumnValues<i64>>,
    high: Arc<dyn ColumnValues<u64>>,
    low: Arc<dyn ColumnValues<u64>>,
}

impl Columns {
    pub fn open(segment: &SegmentReader) -> Result<Self, SearchError> {
        let fast = segment.fast_fields();
        Ok(Self {
            published: fast.column_first_or_default::<i64>(PUBLISHED)?,
            high: fast.column_first_or_default::<u64>(HIGH)?,
            low: fast.column_first_or_default::<u64>(LOW)?,
        })
    }

    /// First publication, seconds.
    pub fn published(&self, doc: DocId) -> i64 {
        self.published.get_val(doc)
    }

    /// The newest of the segment.
    pub fn newest(&self) -> i64 {
        self.published.max_value()
    }

    pub fn id(&self, doc: DocId) -> u128 {
        (u128::from(self.high.get_val(doc)) << 64) | u128::from(self.low.get_val(doc))
    }
}
