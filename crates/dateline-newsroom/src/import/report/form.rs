//! A report as JSON and as text.

use super::{ChangedLine, Count, Report, SkippedLine, Words};
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use std::fmt;

/// Lines of each list a text report shows.
const SHOWN: usize = 40;

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Report", 4)?;
        out.serialize_field("found", &Counts(self, |count| count.found))?;
        out.serialize_field("kept", &Counts(self, |count| count.kept))?;
        out.serialize_field("skipped", &Lines(self, &self.skipped))?;
        out.serialize_field("changed", &Lines(self, &self.changed))?;
        out.end()
    }
}

struct Counts<'a>(&'a Report, fn(Count) -> u64);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (kind, count) in self.0.kinds() {
            map.serialize_entry(kind, &(self.1)(count))?;
        }
        map.end()
    }
}

/// A line of a list as it is written.
trait Line {
    fn json<'a>(&'a self, words: &'a Words) -> impl Serialize + 'a;
}

#[derive(Serialize)]
struct SkippedJson<'a> {
    kind: &'a str,
    id: &'a str,
    line: u64,
    reason: &'a str,
}

#[derive(Serialize)]
struct ChangedJson<'a> {
    kind: &'a str,
    id: &'a str,
    line: u64,
    from: &'a str,
    to: &'a str,
}

impl Line for SkippedLine {
    fn json<'a>(&'a self, words: &'a Words) -> impl Serialize + 'a {
        SkippedJson {
            kind: words.text(self.kind),
            id: &self.id,
            line: self.line,
            reason: words.text(self.reason),
        }
    }
}

impl Line for ChangedLine {
    fn json<'a>(&'a self, words: &'a Words) -> impl Serialize + 'a {
        ChangedJson {
            kind: words.text(self.kind),
            id: &self.id,
            line: self.line,
            from: words.text(self.from),
            to: words.text(self.to),
        }
    }
}

struct Lines<'a, L>(&'a Report, &'a [L]);

impl<L: Line> Serialize for Lines<'_, L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.1.len()))?;
        for line in self.1 {
            list.serialize_element(&line.json(&self.0.words))?;
        }
        list.end()
    }
}

/// The report for people: the counts, then the first lines of each list.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.kinds().map(|(kind, _)| kind.len()).max().unwrap_or(0);
        writeln!(
            f,
            "{:width$}  {:>9} {:>9} {:>9}",
            "", "found", "kept", "skipped"
        )?;
        for (kind, count) in self.kinds() {
            let Count {
                found,
                kept,
                skipped,
            } = count;
            writeln!(f, "{kind:width$}  {found:>9} {kept:>9} {skipped:>9}")?;
        }
        let words = &self.words;
        if !self.skipped.is_empty() {
            writeln!(f, "\nskipped:")?;
        }
        for line in self.skipped.iter().take(SHOWN) {
            let place = Place(line.line, &line.id);
            writeln!(
                f,
                "  {} {place}: {}",
                words.text(line.kind),
                words.text(line.reason)
            )?;
        }
        more(f, self.skipped.len())?;
        if !self.changed.is_empty() {
            writeln!(f, "\nchanged:")?;
        }
        for line in self.changed.iter().take(SHOWN) {
            let (from, to) = (words.text(line.from), words.text(line.to));
            let place = Place(line.line, &line.id);
            writeln!(f, "  {} {place}: {from} -> {to}", words.text(line.kind))?;
        }
        more(f, self.changed.len())
    }
}

/// Where a record stood, for people.
struct Place<'a>(u64, &'a str);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => write!(f, "{}", self.1),
            line => write!(f, "{} (line {line})", self.1),
        }
    }
}

fn more(f: &mut fmt::Formatter<'_>, lines: usize) -> fmt::Result {
    match lines.saturating_sub(SHOWN) {
        0 => Ok(()),
        rest => writeln!(f, "  and {rest} more: all are in the report file"),
    }
}
