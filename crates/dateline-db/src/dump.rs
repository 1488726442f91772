//! Every table as rows of values: how a house is copied, and moved from one engine to the other.

use crate::{Arg, DbError, DbResult, Tx, dialect, migrate};
use serde_json::Value;
use std::fmt::Write;

/// Type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 16 bytes.
    Id,
    /// Text.
    Text,
    /// Whole numbers and times.
    Int,
    /// Fractions.
    Real,
    /// Truth.
    Bool,
    /// Bytes.
    Bytes,
}

/// A table as the migrations make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in order.
    pub columns: Vec<(String, Kind)>,
    /// Columns of its primary key.
    pub key: Vec<String>,
}

/// Tables that say what goes on right now, who is signed in among it; a copy leaves them out.
const TRANSIENT: &[&str] = &[
    "change_log",
    "desk_log",
    "idempotency_key",
    "job",
    "search_log",
    "story_document",
    "story_room",
    "story_update",
];

/// Every table worth keeping, parents before children, read from the text of the migrations.
pub fn tables() -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for (_, text) in migrate::MIGRATIONS {
        for statement in migrate::statements(text) {
            if let Some((name, column)) = added(&statement) {
                let grown = tables.iter_mut().filter(|table| table.name == name);
                grown.for_each(|table| table.columns.push(column.clone()));
            } else if let Some(table) =
                table(&statement).filter(|t| !TRANSIENT.contains(&t.name.as_str()))
            {
                tables.push(table);
            }
        }
    }
    tables
}

/// The table and the column of `alter table t add column c kind`.
fn added(statement: &str) -> Option<(&str, (String, Kind))> {
    let rest = statement.strip_prefix("alter table ")?;
    let (name, column) = rest.split_once(" add column ")?;
    let mut words = column.split_whitespace();
    let (column, kind) = (words.next()?, words.next().and_then(kind)?);
    Some((name.trim(), (column.to_owned(), kind)))
}

fn table(statement: &str) -> Option<Table> {
    let rest = statement.strip_prefix("create table ")?;
    let (name, body) = rest.split_once('(')?;
    let mut table = Table {
        name: name.trim().to_owned(),
        columns: Vec::new(),
        key: Vec::new(),
    };
    for line in body
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && *l != ")")
    {
        if let Some(list) = line.strip_prefix("primary key (") {
            table.key = list
                .trim_end_matches([')', ','])
                .split(',')
                .map(|c| c.trim().to_owned())
                .collect();
            continue;
        }
        let mut words = line.split_whitespace();
        let (Some(column), Some(kind)) = (words.next(), words.next().and_then(kind)) else {
            continue;
        };
        table.columns.push((column.to_owned(), kind));
        if line.contains("primary key") {
            table.key = vec![column.to_owned()];
        }
    }
    (!table.key.is_empty()).then_some(table)
}

fn kind(word: &str) -> Option<Kind> {
    match word.trim_end_matches(',') {
        "uuid" => Some(Kind::Id),
        "text" => Some(Kind::Text),
        "bigint" | "{serial}" => Some(Kind::Int),
        "double" => Some(Kind::Real),
        "boolean" => Some(Kind::Bool),
        "{bytes}" => Some(Kind::Bytes),
        _ => None,
    }
}

impl Table {
    fn list(&self) -> String {
        self.columns
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Rows after the key of `last`, in order of the key, at most `limit`.
    pub async fn read(
        &self,
        tx: &mut Tx,
        last: Option<&[Arg]>,
        limit: i64,
    ) -> DbResult<Vec<Vec<Arg>>> {
        let mut sql = format!("select {} from {}", self.list(), self.name);
        let key = self.key.join(", ");
        let mut args = Vec::new();
        if let Some(last) = last {
            args = self
                .key
                .iter()
                .filter_map(|k| Some(last[self.position(k)?].clone()))
                .collect();
            let _ = write!(
                sql,
                " where ({key}) > ({})",
                dialect::placeholders(1, args.len())
            );
        }
        let _ = write!(sql, " order by {key} limit {limit}");
        let kinds: Vec<Kind> = self.columns.iter().map(|(_, kind)| *kind).collect();
        tx.values(sql, args, &kinds).await
    }

    fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|(name, _)| name == column)
    }

    /// Inserts rows read by [`Table::read`].
    pub async fn write(&self, tx: &mut Tx, rows: Vec<Vec<Arg>>) -> DbResult<()> {
        let head = format!("insert into {} ({})", self.name, self.list());
        tx.insert_many(&head, "", rows).await?;
        Ok(())
    }

    /// A row as JSON: ids and bytes as hexadecimal text.
    pub fn to_json(&self, row: &[Arg]) -> Value {
        let pairs = self
            .columns
            .iter()
            .zip(row)
            .map(|((name, _), value)| (name.clone(), json(value)));
        Value::Object(pairs.collect())
    }

    /// Reads a row written by [`Table::to_json`]. A column this version does not know is an error.
    pub fn from_json(&self, value: &Value) -> DbResult<Vec<Arg>> {
        let corrupt = |detail: String| DbError::Corrupt {
            what: "row of a copy",
            detail,
        };
        let map = value
            .as_object()
            .ok_or_else(|| corrupt(format!("{}: not an object", self.name)))?;
        if let Some(unknown) = map.keys().find(|k| self.position(k).is_none()) {
            return Err(corrupt(format!(
                "{}.{unknown} is not known to this version",
                self.name
            )));
        }
        let read = |(name, kind): &(String, Kind)| {
            arg(*kind, map.get(name).unwrap_or(&Value::Null))
                .ok_or_else(|| corrupt(format!("{}.{name}", self.name)))
        };
        self.columns.iter().map(read).collect()
    }
}

fn json(value: &Arg) -> Value {
    match value {
        Arg::Int(v) => (*v).into(),
        Arg::Real(v) => (*v).into(),
        Arg::Text(v) => v.clone().into(),
        Arg::Id(v) => v.map(|v| v.simple().to_string()).into(),
        Arg::Bool(v) => (*v).into(),
        Arg::Bytes(v) => v.as_ref().map(|v| hex(v)).into(),
    }
}

fn arg(kind: Kind, value: &Value) -> Option<Arg> {
    let none = value.is_null();
    Some(match kind {
        Kind::Int => Arg::Int(if none { None } else { Some(value.as_i64()?) }),
        Kind::Real => Arg::Real(if none { None } else { Some(value.as_f64()?) }),
        Kind::Text => Arg::Text(if none {
            None
        } else {
            Some(value.as_str()?.to_owned())
        }),
        Kind::Id => Arg::Id(if none {
            None
        } else {
            Some(uuid::Uuid::parse_str(value.as_str()?).ok()?)
        }),
        Kind::Bool => Arg::Bool(if none { None } else { Some(value.as_bool()?) }),
        Kind::Bytes => Arg::Bytes(if none {
            None
        } else {
            Some(unhex(value.as_str()?)?)
        }),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_is_understood() {
        let tables = tables();

        let story = tables.iter().find(|t| t.name == "story").unwrap();
        assert_eq!(story.key, ["id"]);
        assert_eq!(story.columns.len(), 29);
        assert_eq!(
            tables
                .iter()
                .find(|t| t.name == "pressed_tag")
                .unwrap()
                .key
                .len(),
            3
        );
        assert!(tables.iter().all(|t| !t.columns.is_empty()));
    }
}
