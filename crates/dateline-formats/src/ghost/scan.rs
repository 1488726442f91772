//! Walks an export row by row, so that no table is ever held whole.

use super::GhostError;
use super::input::{Bounds, Input, MAX_DEPTH};
use super::row::{Reading, Row, Unusable};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::fmt;
use std::io::Read;
use std::ops::ControlFlow;
use std::rc::Rc;

const NOT_AN_EXPORT: &str = "no \"db\" and no \"data\" at the top: this is not a Ghost export";
const STOPPED: &str = "stopped by the receiver";

/// What is done with the rows of an export.
pub(super) trait Tables {
    /// True if the rows of the table are to be read; others are only counted.
    fn wants(&self, table: &str) -> bool;
    /// Receives a row, or why it cannot be used.
    fn row(&mut self, table: &str, row: Result<Row, Unusable>) -> ControlFlow<()>;
    /// Receives the number of rows of a table that was not wanted.
    fn counted(&mut self, table: &str, rows: u64);
}

/// Reads an export once, from the first row to the last or until a row breaks off.
pub(super) fn scan(input: impl Read, tables: &mut dyn Tables) -> Result<(), GhostError> {
    let bounds = Rc::new(Bounds::default());
    let mut is_stopped = false;
    let mut json = serde_json::Deserializer::from_reader(Input::new(input, Rc::clone(&bounds)));
    let walk = Walk {
        tables,
        bounds: &bounds,
        is_stopped: &mut is_stopped,
    };
    let result = Top(walk).deserialize(&mut json).and_then(|()| json.end());
    match result.map_err(GhostError::from) {
        Err(_) if is_stopped => Ok(()),
        Err(GhostError::Malformed { line, column, .. }) if bounds.is_too_deep.get() => {
            Err(GhostError::Malformed {
                line,
                column,
                detail: format!("lists and objects are nested more than {MAX_DEPTH} deep"),
            })
        }
        other => other,
    }
}

struct Walk<'a> {
    tables: &'a mut dyn Tables,
    bounds: &'a Bounds,
    is_stopped: &'a mut bool,
}

impl Walk<'_> {
    fn again(&mut self) -> Walk<'_> {
        Walk {
            tables: self.tables,
            bounds: self.bounds,
            is_stopped: self.is_stopped,
        }
    }
}

/// The document: an object with `db`, or with `data` itself.
struct Top<'a>(Walk<'a>);

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Ghost export: an object with \"db\"")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut is_export = false;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "db" if !is_export => map.next_value_seed(Databases(self.0.again()))?,
                "data" if !is_export => map.next_value_seed(Data(self.0.again()))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            }
            is_export = true;
        }
        if is_export {
            Ok(())
        } else {
            Err(A::Error::custom(NOT_AN_EXPORT))
        }
    }
}

/// The list of databases, of which Ghost only ever writes one.
struct Databases<'a>(Walk<'a>);

impl<'de> DeserializeSeed<'de> for Databases<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Databases<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list with one database")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        if list.next_element_seed(Database(self.0.again()))?.is_none() {
            return Err(A::Error::custom(
                "\"db\" is empty: there is nothing to import",
            ));
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// One database: `meta` and `data`.
struct Database<'a>(Walk<'a>);

impl<'de> DeserializeSeed<'de> for Database<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Database<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a database with \"data\"")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut has_data = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "data" && !has_data {
                map.next_value_seed(Data(self.0.again()))?;
                has_data = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if has_data {
            Ok(())
        } else {
            Err(A::Error::custom("the database has no \"data\""))
        }
    }
}

/// Tables by name.
struct Data<'a>(Walk<'a>);

impl<'de> DeserializeSeed<'de> for Data<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Data<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tables by name")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            map.next_value_seed(Table {
                walk: self.0.again(),
                name,
            })?;
        }
        Ok(())
    }
}

/// The rows of a table.
struct Table<'a> {
    walk: Walk<'a>,
    name: String,
}

impl<'de> DeserializeSeed<'de> for Table<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Table<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the rows of table \"{}\"", self.name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        if !self.walk.tables.wants(&self.name) {
            let mut count = 0;
            while rows.next_element::<IgnoredAny>()?.is_some() {
                count += 1;
            }
            self.walk.tables.counted(&self.name, count);
            return Ok(());
        }
        while let Some(row) = rows.next_element_seed(Reading(self.walk.bounds))? {
            if self.walk.tables.row(&self.name, row).is_break() {
                *self.walk.is_stopped = true;
                return Err(A::Error::custom(STOPPED));
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut count = 0;
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            count += 1;
        }
        self.walk.tables.counted(&self.name, count);
        Ok(())
    }
}
