//! Counts of tests, read from the runners' own closing lines.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// One skipped: a whole runner that could not start.
    pub fn one_skipped() -> Self {
        Self {
            skipped: 1,
            ..Self::default()
        }
    }

    /// One failed: a whole runner that could not start.
    pub fn one_failed() -> Self {
        Self {
            failed: 1,
            ..Self::default()
        }
    }

    /// Reads `test result: ok. 3 passed; 0 failed; 1 ignored; ...`.
    pub fn see_cargo(&mut self, line: &str) {
        let Some(rest) = plain(line).strip_prefix("test result: ").map(str::to_owned) else {
            return;
        };
        let Some((_, counts)) = rest.split_once(". ") else {
            return;
        };
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let (Some(Ok(count)), Some(what)) = (words.next().map(str::parse::<u64>), words.next())
            else {
                continue;
            };
            match what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" => self.skipped += count,
                _ => {}
            }
        }
    }

    /// Reads node's closing lines: `ℹ pass 3`, `ℹ fail 0`, `ℹ skipped 1`.
    pub fn see_node(&mut self, line: &str) {
        let line = plain(line);
        let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else {
            return;
        };
        let Some((what, count)) = rest.split_once(' ') else {
            return;
        };
        let Ok(count) = count.trim().parse::<u64>() else {
            return;
        };
        match what {
            "pass" => self.passed += count,
            "fail" | "cancelled" => self.failed += count,
            "skipped" | "todo" => self.skipped += count,
            _ => {}
        }
    }

    /// Reads vitest's closing line: `Tests  1 failed | 32 passed (33)`.
    pub fn see_vitest(&mut self, line: &str) {
        let line = plain(line);
        let Some(counts) = line.strip_prefix("Tests ") else {
            return;
        };
        for part in counts.split('|') {
            let mut words = part.split_whitespace();
            let (Some(Ok(count)), Some(what)) = (words.next().map(str::parse::<u64>), words.next())
            else {
                continue;
            };
            match what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "skipped" | "todo" => self.skipped += count,
                _ => {}
            }
        }
    }

    /// A runner that failed without naming a failed test counts as one failure.
    pub fn with_outcome(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// Nothing failed, and something ran.
    pub fn is_good(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// The line without terminal colours.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        if char == '\u{1b}' {
            let _ = chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(char);
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vitests_closing_line_is_summed() {
        let mut tally = Tally::default();
        tally.see_vitest("\u{1b}[2m      Tests \u{1b}[22m 1 failed | 32 passed (33)");
        tally.see_vitest(" Test Files  3 passed (3)");

        assert_eq!(tally.to_string(), "32 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn both_runners_closing_lines_are_summed() {
        let mut tally = Tally::default();
        tally.see_cargo(
            "test result: ok. 12 passed; 0 failed; 2 ignored; 0 measured; 3 filtered out",
        );
        tally.see_cargo(
            "test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 2 failed; 0 ignored; 0 measured",
        );
        tally.see_cargo("test story::tests::passed ... ok");
        for line in [
            "ℹ tests 9",
            "\u{1b}[34mℹ pass 5\u{1b}[39m",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 2",
        ] {
            tally.see_node(line);
        }

        assert_eq!(tally.to_string(), "18 passed, 4 failed, 4 skipped");
        assert!(!tally.is_good());
    }

    #[test]
    fn a_build_that_breaks_is_a_failure() {
        let tally = Tally::default().with_outcome(false);

        assert_eq!(tally, Tally::one_failed());
    }

    #[test]
    fn no_test_at_all_is_not_good() {
        assert!(!Tally::one_skipped().is_good());
    }
}
