//! A row of any age: versions of Ghost disagree on whether an id is a number, a flag a word or a
//! date a count of milliseconds.

use super::input::Bounds;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Most bytes of one row.
const MAX_ROW: usize = 64 * 1024 * 1024;
/// What a field costs besides its words.
const FIELD: usize = 100;

/// A row of a table: its words, numbers and flags; what is nested in it is not read.
#[derive(Debug, Default)]
pub(super) struct Row(Map<String, Value>);

/// Why a row cannot be used.
#[derive(Debug)]
pub(super) enum Unusable {
    /// It is no object.
    NoObject,
    /// One of its texts is longer than [`super::input::MAX_TEXT`]; its id, if it was read.
    LongText(String),
    /// It is larger than [`MAX_ROW`]; its id, if it was read.
    Large(String),
}

impl Unusable {
    /// Id of the row; empty if it is not known.
    pub fn id(&self) -> &str {
        match self {
            Self::NoObject => "",
            Self::LongText(id) | Self::Large(id) => id,
        }
    }

    /// In words.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::NoObject => "the row is no object",
            Self::LongText(_) => "a text of the row is longer than 16 MB",
            Self::Large(_) => "the row is larger than 64 MB",
        }
    }
}

/// Reads a row within its bounds.
pub(super) struct Reading<'b>(pub &'b Bounds);

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = Result<Row, Unusable>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = Result<Row, Unusable>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut row, mut size) = (Row::default(), 0_usize);
        let cuts = self.0.cuts.get();
        while let Some(key) = map.next_key::<String>()? {
            if size > MAX_ROW {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = map.next_value_seed(Field)?;
            size += key.len() + value.as_str().map_or(0, str::len) + FIELD;
            row.0.insert(key, value);
        }
        let id = || row.id("id").unwrap_or_default().chars().take(100).collect();
        Ok(if self.0.cuts.get() > cuts {
            Err(Unusable::LongText(id()))
        } else if size > MAX_ROW {
            Err(Unusable::Large(id()))
        } else {
            Ok(row)
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Err(Unusable::NoObject))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Err(Unusable::NoObject))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Err(Unusable::NoObject))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Err(Unusable::NoObject))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Err(Unusable::NoObject))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Err(Unusable::NoObject))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Err(Unusable::NoObject))
    }
}

/// Reads a field: lists and objects count as nothing.
struct Field;

impl<'de> DeserializeSeed<'de> for Field {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Field {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Null)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }
}

impl Row {
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
        Row(Map::from_iter([("x".to_owned(), value.clone())]))
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
