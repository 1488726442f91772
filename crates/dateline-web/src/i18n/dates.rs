//! Calendar days and times of day in the words of a locale. Always the Gregorian calendar and the
//! 24-hour clock, as newspapers print them.

use super::I18nError;
use super::numbers::parse_tag;
use icu::calendar::{Date as IcuDate, Gregorian};
use icu::datetime::fieldsets::{MD, T, YM, YMD, YMDE};
use icu::datetime::{
    DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as Formatter, NoCalendarFormatter,
};
use icu::locale::preferences::extensions::unicode::keywords::HourCycle;
use icu::time::Time as IcuTime;
use jiff::civil::{Date, Time};

/// Formats days and times.
#[derive(Debug)]
pub struct Dates {
    long: Formatter<Gregorian, YMD>,
    medium: Formatter<Gregorian, YMD>,
    weekday: Formatter<Gregorian, YMDE>,
    month: Formatter<Gregorian, YM>,
    day_month: Formatter<Gregorian, MD>,
    time: NoCalendarFormatter<T>,
}

impl Dates {
    /// The dates of a BCP 47 tag.
    pub fn new(tag: &str) -> Result<Self, I18nError> {
        let mut prefs = DateTimeFormatterPreferences::from(&parse_tag(tag)?);
        prefs.hour_cycle = Some(HourCycle::H23);
        let failed = |e: icu::datetime::DateTimeFormatterLoadError| I18nError::Data {
            tag: tag.to_owned(),
            detail: e.to_string(),
        };
        Ok(Self {
            long: Formatter::try_new(prefs, YMD::long()).map_err(failed)?,
            medium: Formatter::try_new(prefs, YMD::medium()).map_err(failed)?,
            weekday: Formatter::try_new(prefs, YMDE::long()).map_err(failed)?,
            month: Formatter::try_new(prefs, YM::long()).map_err(failed)?,
            day_month: Formatter::try_new(prefs, MD::medium()).map_err(failed)?,
            time: NoCalendarFormatter::try_new(prefs, T::hm()).map_err(failed)?,
        })
    }

    /// "3 July 2016".
    pub fn date(&self, day: Date) -> String {
        tidy(self.long.format(&gregorian(day)).to_string())
    }

    /// "3 Jul 2016".
    pub fn medium(&self, day: Date) -> String {
        tidy(self.medium.format(&gregorian(day)).to_string())
    }

    /// "Sunday 3 July 2016".
    pub fn weekday(&self, day: Date) -> String {
        let text = tidy(self.weekday.format(&gregorian(day)).to_string());
        capitalised(&text)
    }

    /// "July 2016".
    pub fn month(&self, day: Date) -> String {
        capitalised(&tidy(self.month.format(&gregorian(day)).to_string()))
    }

    /// "3 Jul".
    pub fn day_month(&self, day: Date) -> String {
        self.day_month.format(&gregorian(day)).to_string()
    }

    /// "18:05".
    pub fn time(&self, time: Time) -> String {
        let hour = u8::try_from(time.hour()).unwrap_or_default();
        let minute = u8::try_from(time.minute()).unwrap_or_default();
        let time = IcuTime::try_new(hour, minute, 0, 0).unwrap_or(IcuTime::start_of_day());
        self.time.format(&time).to_string()
    }
}

fn gregorian(day: Date) -> IcuDate<Gregorian> {
    let month = u8::try_from(day.month()).unwrap_or(1);
    let date = u8::try_from(day.day()).unwrap_or(1);
    IcuDate::try_new_gregorian(i32::from(day.year()), month, date).unwrap_or_else(|_| {
        IcuDate::from_rata_die(icu::calendar::types::RataDie::new(1), Gregorian)
    })
}

/// Russian data end a year with "г."; newspapers don't.
fn tidy(text: String) -> String {
    match text
        .trim_end_matches("г.")
        .trim_end_matches(['\u{a0}', '\u{202f}', ' '])
    {
        cut if cut.len() < text.len() => cut.to_owned(),
        _ => text,
    }
}

/// These stand alone, as a heading does, so they begin with a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
