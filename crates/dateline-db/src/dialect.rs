//! Where SQLite and PostgreSQL must differ, and texts whose length depends on the data.

use std::fmt::Write;

/// Words of the migrations that differ between the engines: `{serial}`, `{bytes}`.
pub fn ddl(text: &str, postgres: bool) -> String {
    let (serial, bytes) = if postgres {
        ("bigint generated always as identity primary key", "bytea")
    } else {
        ("integer primary key autoincrement", "blob")
    };
    text.replace("{serial}", serial).replace("{bytes}", bytes)
}

/// `$first, $first+1, ...`: `count` placeholders.
pub fn placeholders(first: usize, count: usize) -> String {
    let mut out = String::new();
    for at in first..first + count {
        let comma = if at == first { "" } else { ", " };
        let _ = write!(out, "{comma}${at}");
    }
    out
}

/// `head values (?, ?), (?, ?) tail`, for SQLite, which looks numbered values up one by one: that
/// takes longer than the insert where there are thousands.
pub(crate) fn insert_values(head: &str, tail: &str, width: usize, rows: usize) -> String {
    let marks = vec!["?"; width].join(", ");
    let values = vec![format!("({marks})"); rows].join(", ");
    format!("{head} values {values} {tail}")
}

/// Rounds the length of a list up so that few statement texts exist: 1, 2, 4, 8, ... at most 256.
///
/// The list is filled by repeating its last value, which changes nothing in an `in (...)`.
pub fn padded<T: Clone>(mut values: Vec<T>) -> Vec<T> {
    let wanted = values.len().next_power_of_two();
    if let Some(last) = values.last().cloned() {
        values.resize(wanted, last);
    }
    values
}
