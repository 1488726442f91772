//! The words, dates and numbers of an edition.
//!
//! Messages are Fluent files (`locales/{language}/*.ftl`), embedded; dates and numbers come from
//! CLDR. A [`Locale`] holds everything one edition needs and is made once. Nothing falls back to
//! another language: an edition whose language has gaps has no voice, unless somebody chose another
//! language for its own words.

mod catalogue;
pub mod check;
mod dates;
mod lists;
mod messages;
mod numbers;
pub mod pseudo;
mod source;
mod wording;

pub use catalogue::{Catalogue, I18nError};
pub use dates::Dates;
pub use lists::Lists;
pub use messages::Arg;
pub use numbers::{NUMERALS, Numbers};
pub use source::{MessageFile, MessageFiles, MessageFolderError};
pub use wording::{EditionWords, MAX_WORDING_CHARS, MAX_WORDINGS, Wording};

use jiff::{Timestamp, tz::TimeZone};
use messages::Messages;
use std::sync::Arc;

/// The voice of one edition: its messages, calendar, clock, numerals and lists.
#[derive(Debug)]
pub struct Locale {
    tag: String,
    zone: TimeZone,
    messages: Messages,
    dates: Dates,
    lists: Lists,
    numbers: Arc<Numbers>,
}

impl Locale {
    fn new(
        tag: &str,
        zone: TimeZone,
        messages: Messages,
        numbers: Arc<Numbers>,
    ) -> Result<Self, I18nError> {
        Ok(Self {
            tag: tag.to_owned(),
            zone,
            messages,
            dates: Dates::new(tag)?,
            lists: Lists::new(tag)?,
            numbers,
        })
    }

    /// The BCP 47 tag it was made for.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The language its messages are in, by its folder.
    pub fn language(&self) -> &str {
        self.messages.language()
    }

    /// The zone its times are shown in.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// A message for visible text: what is put in is isolated, so that scripts of either
    /// direction can meet.
    pub fn message(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.format(key, args, true)
    }

    /// A message without invisible marks: for attributes, titles and feeds.
    pub fn plain(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.format(key, args, false)
    }

    /// A message, or nothing if there is none of that name.
    pub fn try_message(
        &self,
        key: &str,
        args: &[(&str, Arg<'_>)],
        isolate: bool,
    ) -> Option<String> {
        self.messages.try_format(key, args, isolate)
    }

    /// "3 July 2016".
    pub fn date(&self, at: Timestamp) -> String {
        self.dates.date(self.day(at))
    }

    /// "18:05".
    pub fn time(&self, at: Timestamp) -> String {
        self.dates.time(at.to_zoned(self.zone.clone()).time())
    }

    /// "3 July 2016, 18:05".
    pub fn datetime(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        let (date, time) = (self.dates.date(local.date()), self.dates.time(local.time()));
        self.plain(
            "date-and-time",
            &[("date", Arg::Text(&date)), ("time", Arg::Text(&time))],
        )
    }

    /// "3 Jul" in the year of `today`, else "3 Jul 2016".
    pub fn short_date(&self, at: Timestamp, today: jiff::civil::Date) -> String {
        let day = self.day(at);
        if day.year() == today.year() {
            self.dates.day_month(day)
        } else {
            self.dates.medium(day)
        }
    }

    /// The calendar day of a moment in this zone.
    pub fn day(&self, at: Timestamp) -> jiff::civil::Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// `2016-07-03T18:05:00+03:00`, for machines.
    pub fn iso(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone())
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    /// How long ago, in words: "35 minutes ago". For pages that are not cached.
    pub fn relative(&self, at: Timestamp, now: Timestamp) -> String {
        let minutes = (now.as_second() - at.as_second()).max(0) / 60;
        let (key, count) = match minutes {
            0 => ("time-just-now", 0),
            1..60 => ("time-minutes-ago", minutes),
            60..1440 => ("time-hours-ago", minutes / 60),
            1440..10_080 => ("time-days-ago", minutes / 1440),
            _ => return self.date(at),
        };
        self.plain(key, &[("count", Arg::Number(count))])
    }

    /// Dates by calendar day.
    pub fn dates(&self) -> &Dates {
        &self.dates
    }

    /// "21,400" with the numerals and separators of the locale.
    pub fn number(&self, number: i64) -> String {
        self.numbers.format(number)
    }

    /// "2026": years and days, with the numerals of the locale and without separators.
    pub fn digits(&self, number: i64) -> String {
        self.numbers.digits(number)
    }

    /// Which numerals it is set in, by the name CLDR gives them (`latn`, `arab`).
    pub fn numerals(&self) -> &'static str {
        self.numbers.system()
    }

    /// What stands in a row, as the locale joins it.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Words in the quotation marks of the locale.
    pub fn quoted(&self, words: &str) -> String {
        self.plain("quoted", &[("words", Arg::Text(words))])
    }
}

/// The primary language of a BCP 47 tag: "en" of "en-GB".
pub fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// True of a BCP 47 language tag.
pub fn is_tag(tag: &str) -> bool {
    numbers::parse_tag(tag).is_ok()
}
