//! When a picture was taken, with the precision that is there and no more.

use serde::{Serialize, Serializer};
use std::fmt;

/// A moment as a file knows it: a year at least, perhaps a day, a time, an offset from UTC.
///
/// Shown and serialised as ISO 8601 has it: `2017`, `2017-07`, `2017-07-13`,
/// `2017-07-13T17:01:00`, `2017-07-13T17:01:00.5+02:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreatedAt {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month; only with a month.
    pub day: Option<i8>,
    /// Time of day where it was taken; only with a day.
    pub time: Option<Clock>,
    /// Minutes east of UTC; only with a time.
    pub offset_minutes: Option<i16>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Hour, 0 to 23.
    pub hour: i8,
    /// Minute, 0 to 59.
    pub minute: i8,
    /// Second, 0 to 59.
    pub second: Option<i8>,
    /// Thousandths of a second; only with a second.
    pub millisecond: Option<i16>,
}

impl CreatedAt {
    /// The instant, if day, time and offset are all known.
    pub fn instant(&self) -> Option<jiff::Timestamp> {
        let clock = self.time?;
        let date = jiff::civil::Date::new(self.year, self.month?, self.day?).ok()?;
        let nanosecond = i32::from(clock.millisecond.unwrap_or(0)) * 1_000_000;
        let time = jiff::civil::Time::new(
            clock.hour,
            clock.minute,
            clock.second.unwrap_or(0),
            nanosecond,
        );
        let offset = jiff::tz::Offset::from_seconds(i32::from(self.offset_minutes?) * 60).ok()?;
        offset.to_timestamp(date.to_datetime(time.ok()?)).ok()
    }

    /// Whether `other` is the same moment, known at least as well.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        fn same<T: PartialEq + Copy>(less: Option<T>, more: Option<T>) -> bool {
            less.is_none() || less == more
        }
        let time = match (self.time, other.time) {
            (Some(less), Some(more)) => {
                (less.hour, less.minute) == (more.hour, more.minute)
                    && same(less.second, more.second)
                    && same(less.millisecond, more.millisecond)
            }
            (less, _) => less.is_none(),
        };
        self.year == other.year
            && same(self.month, other.month)
            && same(self.day, other.day)
            && time
            && same(self.offset_minutes, other.offset_minutes)
    }

    /// Reads what XMP and others write: ISO 8601 in parts, also with EXIF's colons.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let written = written.trim().trim_matches('\0').trim();
        let (date, time) = match written.split_once(['T', 't', ' ']) {
            Some((date, time)) => (date, Some(time.trim())),
            None => (written, None),
        };
        let mut created = day(date)?;
        if created.day.is_some()
            && let Some((clock, offset)) = time.and_then(clock)
        {
            created.time = Some(clock);
            created.offset_minutes = offset;
        }
        Some(created)
    }

    /// Reads IIM's date and time: `CCYYMMDD` and `HHMMSS±HHMM`.
    pub(super) fn of_iim(date: &str, time: Option<&str>) -> Option<Self> {
        let mut created = Self::parse(date)?;
        if created.day.is_some()
            && let Some((clock, offset)) = time.and_then(|t| clock(t.trim()))
        {
            created.time = Some(clock);
            created.offset_minutes = offset;
        }
        Some(created)
    }

    /// Reads EXIF's date, fraction of the second and offset.
    pub(super) fn of_exif(
        date: &str,
        fraction: Option<&str>,
        offset: Option<&str>,
    ) -> Option<Self> {
        let mut created = Self::parse(date)?;
        if let Some(clock) = &mut created.time {
            if clock.second.is_some() && clock.millisecond.is_none() {
                clock.millisecond = fraction.and_then(thousandths);
            }
            if created.offset_minutes.is_none() {
                created.offset_minutes = offset.and_then(|o| offset_of(o.trim()));
            }
        }
        Some(created)
    }
}

/// A number of so many digits at the start, and what comes after it.
fn digits(text: &str, count: usize) -> Option<(i16, &str)> {
    let head = text.get(..count)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((head.parse().ok()?, &text[count..]))
}

fn small(text: &str) -> Option<(i8, &str)> {
    let (number, rest) = digits(text, 2)?;
    Some((i8::try_from(number).ok()?, rest))
}

fn separated(text: &str) -> &str {
    text.strip_prefix(['-', ':', '/', '.']).unwrap_or(text)
}

/// Year, month and day; what is zero, blank or impossible is not known.
fn day(written: &str) -> Option<CreatedAt> {
    let (year, rest) = digits(written, 4)?;
    let month = small(separated(rest)).filter(|(m, _)| (1..=12).contains(m));
    let day = month.and_then(|(m, rest)| {
        let (day, rest) = small(separated(rest))?;
        let is_last = !rest.starts_with(|c: char| c.is_ascii_digit());
        (is_last && jiff::civil::Date::new(year, m, day).is_ok()).then_some(day)
    });
    (year > 0).then_some(CreatedAt {
        year,
        month: month.map(|(m, _)| m),
        day,
        time: None,
        offset_minutes: None,
    })
}

/// A time of day and its offset.
fn clock(written: &str) -> Option<(Clock, Option<i16>)> {
    let (hour, rest) = small(written)?;
    let (minute, mut rest) = small(separated(rest))?;
    let mut clock = Clock {
        hour,
        minute,
        second: None,
        millisecond: None,
    };
    if let Some((second, after)) = small(rest.strip_prefix(':').unwrap_or(rest)) {
        // A leap second is the second before it, for no calendar here has it.
        clock.second = Some(if second == 60 { 59 } else { second });
        rest = after;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            clock.millisecond = thousandths(fraction);
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let is_possible = (0..24).contains(&clock.hour)
        && (0..60).contains(&clock.minute)
        && clock.second.is_none_or(|s| (0..60).contains(&s));
    is_possible.then(|| (clock, offset_of(rest.trim())))
}

fn thousandths(fraction: &str) -> Option<i16> {
    let digits: String = fraction
        .trim()
        .chars()
        .take_while(char::is_ascii_digit)
        .chain("000".chars())
        .take(3)
        .collect();
    let is_there = fraction.trim().starts_with(|c: char| c.is_ascii_digit());
    is_there.then(|| digits.parse().ok())?
}

/// Minutes east of UTC: `Z`, `+0100`, `-05:30`.
fn offset_of(written: &str) -> Option<i16> {
    if written.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match written.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, rest) = digits(&written[1..], 2)?;
    let minutes = digits(separated(rest), 2).map_or(0, |(m, _)| m);
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

impl fmt::Display for CreatedAt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        let Some(month) = self.month else {
            return Ok(());
        };
        write!(out, "-{month:02}")?;
        let Some(day) = self.day else {
            return Ok(());
        };
        write!(out, "-{day:02}")?;
        let Some(clock) = self.time else {
            return Ok(());
        };
        write!(out, "T{:02}:{:02}", clock.hour, clock.minute)?;
        if let Some(second) = clock.second {
            write!(out, ":{second:02}")?;
            if let Some(thousandths) = clock.millisecond {
                write!(out, ".{thousandths:03}")?;
            }
        }
        match self.offset_minutes {
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(
                    out,
                    "{sign}{:02}:{:02}",
                    minutes.abs() / 60,
                    minutes.abs() % 60
                )
            }
            None => Ok(()),
        }
    }
}

impl Serialize for CreatedAt {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(created: Option<CreatedAt>) -> String {
        created.map_or_else(|| "-".to_owned(), |c| c.to_string())
    }

    #[test]
    fn a_date_keeps_the_precision_it_was_written_with() {
        for (written, expected) in [
            ("2017", "2017"),
            ("2017-07", "2017-07"),
            ("2017-07-13", "2017-07-13"),
            ("2017:07:13 17:01:00", "2017-07-13T17:01:00"),
            ("2017-07-13T17:01Z", "2017-07-13T17:01+00:00"),
            (
                "2017-07-13T17:01:02.25-05:30",
                "2017-07-13T17:01:02.250-05:30",
            ),
            ("2017-02-30", "2017-02"),
            ("2017-00-00", "2017"),
            ("20170000", "2017"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
            ("2017-07-13T25:00", "2017-07-13"),
            ("0000:00:00 00:00:00", "-"),
            ("    :  :     :  :  ", "-"),
            ("yesterday", "-"),
            ("", "-"),
        ] {
            assert_eq!(shown(CreatedAt::parse(written)), expected, "{written}");
        }
    }

    #[test]
    fn the_dates_of_iim_and_exif_are_read_with_their_offsets() {
        let iim = CreatedAt::of_iim("20061029", Some("062751-0500"));
        let exif = CreatedAt::of_exif("2006:10:29 06:27:51", Some("5 "), Some("-05:00"));

        assert_eq!(shown(iim), "2006-10-29T06:27:51-05:00");
        assert_eq!(shown(exif), "2006-10-29T06:27:51.500-05:00");
        assert_eq!(
            exif.and_then(|e| e.instant()).map(|i| i.to_string()),
            Some("2006-10-29T11:27:51.5Z".to_owned())
        );
    }
}
