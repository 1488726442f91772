//! A row of any age: versions of Ghost disagree on whether an id is a number, a flag a word or a
//! date a count of milliseconds.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row(Map<String, Value>);

impl Row {
    /// The row, if it is an object.
    pub fn new(value: Value) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self(map)),
            _ => None,
        }
    }

    /// Words, if there are any.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)?
            .as_str()
            .map(str::trim)
            .filter(|t| !t.is_empty())
    }

    /// Words, moved out.
    pub fn take(&mut self, key: &str) -> Option<String> {
        match self.0.remove(key)? {
            Value::String(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// An id: a word or a number.
    pub fn id(&self, key: &str) -> Option<String> {
        match self.0.get(key)? {
            Value::Number(number) => Some(number.to_string()),
            _ => self.text(key).map(str::to_owned),
        }
    }

    /// A flag: true, 1 or their words.
    pub fn flag(&self, key: &str) -> bool {
        match self.0.get(key) {
            Some(Value::Bool(value)) => *value,
            Some(Value::Number(number)) => number.as_i64() != Some(0),
            Some(Value::String(text)) => matches!(text.as_str(), "1" | "true"),
            _ => false,
        }
    }

    /// A place in an order.
    pub fn order(&self, key: &str) -> Option<i64> {
        match self.0.get(key)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// A moment in UTC.
    pub fn date(&self, key: &str) -> Option<Timestamp> {
        match self.0.get(key)? {
            Value::Number(number) => from_millis(number.as_i64()?),
            Value::String(text) => parse_date(text.trim()),
            _ => None,
        }
    }
}

fn from_millis(millis: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(millis).ok()
}

fn parse_date(text: &str) -> Option<Timestamp> {
    if let Ok(millis) = text.parse() {
        return from_millis(millis);
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let civil: DateTime = text.parse().ok()?;
    civil
        .to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(value: &Value) -> Row {
        Row::new(json!({ "x": value })).unwrap()
    }

    #[test]
    fn a_date_is_read_in_every_form_ghost_ever_wrote() {
        let expected = "2021-01-02T03:04:05Z".parse::<Timestamp>().unwrap();

        for value in [
            json!("2021-01-02T03:04:05.000Z"),
            json!("2021-01-02 03:04:05"),
            json!(1_609_556_645_000_i64),
            json!("1609556645000"),
            json!("2021-01-02T04:04:05+01:00"),
        ] {
            assert_eq!(row(&value).date("x"), Some(expected), "{value}");
        }
        for value in [
            json!("yesterday"),
            json!(null),
            json!(1.5e300),
            json!({}),
            json!(""),
        ] {
            assert_eq!(row(&value).date("x"), None, "{value}");
        }
    }

    #[test]
    fn a_flag_and_an_id_may_be_words_or_numbers() {
        assert!(
            row(&json!(1)).flag("x") && row(&json!(true)).flag("x") && row(&json!("1")).flag("x")
        );
        assert!(
            !row(&json!(0)).flag("x")
                && !row(&json!(null)).flag("x")
                && !row(&json!("0")).flag("x")
        );
        assert_eq!(row(&json!(17)).id("x").as_deref(), Some("17"));
        assert_eq!(row(&json!("605ac1")).id("x").as_deref(), Some("605ac1"));
        assert_eq!(row(&json!(" ")).id("x"), None);
    }
}
