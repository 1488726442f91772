//! Times as WordPress writes them.

use super::node::Node;
use crate::archive::Change;
use jiff::Timestamp;
use jiff::civil::DateTime;

/// Years an archive can speak of; others are typing errors.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;

/// A time in UTC; `None` for zeros and nonsense.
pub(super) fn utc(text: &str) -> Option<Timestamp> {
    let time: DateTime = text.trim().parse().ok()?;
    if !YEARS.contains(&time.year()) {
        return None;
    }
    time.to_zoned(jiff::tz::TimeZone::UTC)
        .ok()
        .map(|z| z.timestamp())
}

fn mail(text: &str) -> Option<Timestamp> {
    let parsed = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
    YEARS.contains(&parsed.year()).then(|| parsed.timestamp())
}

/// True if the field holds a time that was meant as one.
fn is_written(text: &str) -> bool {
    !text.is_empty() && !text.starts_with("0000") && !text.starts_with("-0001")
}

/// When an item was published: UTC if known, else as local time, else as the feed says.
pub(super) fn published(node: &Node, changes: &mut Vec<Change>) -> Option<Timestamp> {
    let fields = ["wp:post_date_gmt", "wp:post_date"];
    if let Some(time) = fields.iter().find_map(|f| utc(node.field(f))) {
        return Some(time);
    }
    let time = mail(node.field("pubDate"));
    if let Some(bad) = fields.iter().map(|f| node.field(f)).find(|t| is_written(t)) {
        let to = time.map_or_else(|| "no date".to_owned(), |t| t.to_string());
        let from = format!("date {}", bad.chars().take(40).collect::<String>());
        changes.push(Change { from, to });
    }
    time
}

/// When an item was last changed.
pub(super) fn updated(node: &Node) -> Option<Timestamp> {
    ["wp:post_modified_gmt", "wp:post_modified"]
        .iter()
        .find_map(|f| utc(node.field(f)))
}
