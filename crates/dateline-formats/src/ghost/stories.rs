//! The second reading: every post becomes a story as it comes by.

use super::GhostError;
use super::notes::Notes;
use super::row::{Row, Unusable};
use super::scan::Tables;
use super::story;
use super::tables::{House, skipped};
use crate::archive::Record;
use std::collections::HashMap;
use std::io::{Read, Seek, Write};
use std::ops::ControlFlow;

type Sink<'a> = &'a mut dyn FnMut(Record) -> ControlFlow<()>;

/// Gives stories as they are read.
pub(super) struct Stories<'a, S> {
    house: &'a House,
    notes: Notes<S>,
    sink: Sink<'a>,
    /// Ids of the stories menus lead to, by slug.
    addresses: HashMap<String, Option<String>>,
    is_stopped: bool,
    failure: Option<GhostError>,
}

impl<'a, S: Read + Write + Seek> Stories<'a, S> {
    /// Ready for the first row.
    pub fn new(house: &'a House, notes: Notes<S>, sink: Sink<'a>) -> Self {
        let wanted = house.settings.slugs(&house.site_url);
        Self {
            house,
            notes,
            sink,
            addresses: wanted.into_iter().map(|slug| (slug, None)).collect(),
            is_stopped: false,
            failure: None,
        }
    }

    /// Ids of the stories menus lead to, by slug; `None` if the receiver broke off.
    pub fn addresses(self) -> Result<Option<HashMap<String, Option<String>>>, GhostError> {
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok((!self.is_stopped).then_some(self.addresses)),
        }
    }

    fn record(&mut self, table: &str, row: Result<Row, Unusable>) -> Result<Record, GhostError> {
        let row = match row {
            Ok(row) => row,
            Err(fault) => {
                return Ok(Record::Skipped(skipped(
                    "stories",
                    fault.id(),
                    fault.reason(),
                )));
            }
        };
        let Some(id) = story::id(&row) else {
            let reason = "the row has neither an id nor a slug";
            return Ok(Record::Skipped(skipped("stories", "", reason)));
        };
        let meta = self.notes.of(&id)?;
        let story = story::read(id, row, table == "pages", self.house, &meta);
        if let Some(place) = self.addresses.get_mut(&story.slug) {
            *place = Some(story.origin.id.clone());
        }
        Ok(Record::Story(Box::new(story)))
    }
}

impl<S: Read + Write + Seek> Tables for Stories<'_, S> {
    fn wants(&self, table: &str) -> bool {
        matches!(table, "posts" | "pages")
    }

    fn row(&mut self, table: &str, row: Result<Row, Unusable>) -> ControlFlow<()> {
        let flow = match self.record(table, row) {
            Ok(record) => (self.sink)(record),
            Err(failure) => {
                self.failure = Some(failure);
                ControlFlow::Break(())
            }
        };
        self.is_stopped = flow.is_break();
        flow
    }

    fn counted(&mut self, _table: &str, _rows: u64) {}
}
