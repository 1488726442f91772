//! What photographs say about themselves: the IPTC reference picture, agency pictures, every
//! character set, and what hostile files cannot do.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod build;
mod containers;
mod credits;
mod fields;
mod hostile;
mod reference;

use dateline_formats::photo::{Reading, read};
use std::path::PathBuf;

/// A folder of pictures that are not part of the project, by name.
fn folder(name: &str) -> Vec<(String, Vec<u8>)> {
    let root = std::env::var_os("DATELINE_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join("images").join(name);
    let entries = std::fs::read_dir(&path).unwrap_or_else(|e| {
        panic!(
            "{} is missing ({e}): set DATELINE_TEST_DATA to the folder of test data",
            path.display()
        )
    });
    let mut files: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|p| {
            let name = p.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(p).unwrap())
        })
        .collect()
}

fn file(at: &str) -> Vec<u8> {
    let (parent, name) = at.split_once('/').unwrap();
    let mut files = folder(parent).into_iter();
    files.find(|(n, _)| n == name).unwrap().1
}

fn picture(at: &str) -> Reading {
    read(&file(at))
}

/// What was read, without what is empty: a line for each field and note.
fn shown(reading: &Reading) -> String {
    let value = serde_json::to_value(&reading.metadata).unwrap();
    let mut lines = Vec::new();
    for (name, value) in value.as_object().unwrap() {
        show(name, value, &mut lines);
    }
    lines.sort_by_cached_key(|line| in_order(line));
    lines.extend(reading.notes.iter().map(|n| format!("note: {n}")));
    lines.join("\n")
}

/// A line with the numbers of its name made comparable.
fn in_order(line: &str) -> String {
    let name = line.split(": ").next().unwrap_or(line);
    let parts = name.split('[').map(|part| match part.split_once(']') {
        Some((number, rest)) => format!("{number:0>4}{rest}"),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("[")
}

fn show(name: &str, value: &serde_json::Value, lines: &mut Vec<String>) {
    use serde_json::Value;
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                show(&format!("{name}[{at}]"), value, lines);
            }
        }
        Value::Object(members) => {
            for (member, value) in members {
                show(&format!("{name}.{member}"), value, lines);
            }
        }
        Value::String(words) => {
            let short: String = words.chars().take(160).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            lines.push(format!("{name}: {}{more}", short.replace('\n', "\\n")));
        }
        other => lines.push(format!("{name}: {other}")),
    }
}
