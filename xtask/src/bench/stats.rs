//! Medians and spreads.

/// Several measurements of one thing.
#[derive(Debug, Clone, Default)]
pub struct Sample(Vec<f64>);

impl Sample {
    /// Adds a measurement.
    pub fn push(&mut self, value: f64) {
        self.0.push(value);
        self.0.sort_by(f64::total_cmp);
    }

    /// The middle one; zero if there is none.
    pub fn median(&self) -> f64 {
        let length = self.0.len();
        match length {
            0 => 0.0,
            _ if length % 2 == 1 => self.0[length / 2],
            _ => f64::midpoint(self.0[length / 2 - 1], self.0[length / 2]),
        }
    }

    /// The one below which so many percent of them lie.
    pub fn percentile(&self, percent: f64) -> f64 {
        let at = (self.0.len() as f64 * percent / 100.0).ceil() as usize;
        let value = self.0.get(at.saturating_sub(1)).or(self.0.last());
        value.copied().unwrap_or_default()
    }

    /// From the least to the greatest, in percent of the median.
    pub fn spread_percent(&self) -> f64 {
        let (Some(least), Some(greatest)) = (self.0.first(), self.0.last()) else {
            return 0.0;
        };
        if self.median() == 0.0 {
            0.0
        } else {
            100.0 * (greatest - least) / self.median()
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sample = Self::default();
        values.into_iter().for_each(|value| sample.push(value));
        sample
    }
}

/// A number as people read it: 12,345 or 3.21.
pub fn shown(value: f64) -> String {
    if value.abs() < 100.0 {
        return format!("{value:.2}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        let odd: Sample = [3.0, 1.0, 2.0].into_iter().collect();
        let even: Sample = [4.0, 1.0].into_iter().collect();

        assert_eq!((odd.median(), even.median()), (2.0, 2.5));
        assert_eq!((odd.spread_percent(), odd.len()), (100.0, 3));
    }

    #[test]
    fn a_percentile_is_the_greatest_of_the_rest() {
        let sample: Sample = (1..=200).map(f64::from).collect();

        assert_eq!(
            (sample.percentile(99.0), sample.percentile(100.0)),
            (198.0, 200.0)
        );
        assert_eq!((Sample::default().percentile(99.0), 0), (0.0, 0));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [shown(1_234_567.0), shown(999.0), shown(3.214)],
            ["1,234,567", "999", "3.21"]
        );
    }
}
