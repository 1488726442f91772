//! The second reading: every post becomes a story as it comes by.

use super::row::Row;
use super::scan::Tables;
use super::story;
use super::tables::{House, skipped};
use crate::archive::Record;
use serde_json::Value;
use std::collections::HashMap;
use std::ops::ControlFlow;

type Sink<'a> = &'a mut dyn FnMut(Record) -> ControlFlow<()>;

/// Gives stories as they are read.
pub(super) struct Stories<'a> {
    house: &'a House,
    sink: Sink<'a>,
    addresses: HashMap<String, String>,
    is_stopped: bool,
}

impl<'a> Stories<'a> {
    /// Ready for the first row.
    pub fn new(house: &'a House, sink: Sink<'a>) -> Self {
        Self {
            house,
            sink,
            addresses: HashMap::new(),
            is_stopped: false,
        }
    }

    /// Ids of stories by slug; `None` if the receiver broke off.
    pub fn addresses(self) -> Option<HashMap<String, String>> {
        (!self.is_stopped).then_some(self.addresses)
    }

    fn record(&mut self, table: &str, row: Value) -> Record {
        let Some(row) = Row::new(row) else {
            return Record::Skipped(skipped("stories", "", "the row is no object"));
        };
        match story::read(row, table == "pages", self.house) {
            Ok(story) => {
                if !story.slug.is_empty() {
                    self.addresses
                        .insert(story.slug.clone(), story.origin.id.clone());
                }
                Record::Story(Box::new(story))
            }
            Err(skipped) => Record::Skipped(skipped),
        }
    }
}

impl Tables for Stories<'_> {
    fn wants(&self, table: &str) -> bool {
        matches!(table, "posts" | "pages")
    }

    fn row(&mut self, table: &str, row: Value) -> ControlFlow<()> {
        let record = self.record(table, row);
        let flow = (self.sink)(record);
        self.is_stopped = flow.is_break();
        flow
    }

    fn counted(&mut self, _table: &str, _rows: u64) {}
}
