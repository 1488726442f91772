//! Dates of the archive, from seconds since 1970.

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A moment in UTC.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    seconds: i64,
    year: i64,
    month: i64,
    day: i64,
}

impl Moment {
    /// The moment so many seconds after the beginning of 1970.
    pub fn at(seconds: i64) -> Self {
        // Howard Hinnant's days-to-civil, in years that begin in March.
        let shifted = seconds.div_euclid(86_400) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            seconds,
            year,
            month,
            day: day_of_year - (153 * shifted_month + 2) / 5 + 1,
        }
    }

    /// So many seconds later.
    pub fn after(self, seconds: i64) -> Self {
        Self::at(self.seconds + seconds)
    }

    fn time(self) -> String {
        let second = self.seconds.rem_euclid(86_400);
        format!(
            "{:02}:{:02}:{:02}",
            second / 3_600,
            second / 60 % 60,
            second % 60
        )
    }

    /// `2026-11-01 12:00:00`.
    pub fn sql(self) -> String {
        format!(
            "{:04}-{:02}-{:02} {}",
            self.year,
            self.month,
            self.day,
            self.time()
        )
    }

    /// `Sun, 01 Nov 2026 12:00:00 +0000`.
    pub fn rfc_2822(self) -> String {
        let weekday = usize::try_from(self.seconds.div_euclid(86_400).rem_euclid(7))
            .map_or("Thu", |day| DAYS[day]);
        let month = usize::try_from(self.month - 1).map_or("Jan", |month| MONTHS[month]);
        format!(
            "{weekday}, {:02} {month} {} {} +0000",
            self.day,
            self.year,
            self.time()
        )
    }

    /// `2026/11/01`.
    pub fn folder(self) -> String {
        format!("{:04}/{:02}/{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_rightly() {
        assert_eq!(Moment::at(0).rfc_2822(), "Thu, 01 Jan 1970 00:00:00 +0000");
        assert_eq!(Moment::at(1_793_534_400).sql(), "2026-11-01 12:00:00");
        assert_eq!(Moment::at(951_782_400).folder(), "2000/02/29");
    }
}
