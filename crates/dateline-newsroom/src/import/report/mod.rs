//! What an import found, kept, left out and changed: counts by kind, and a line for everything
//! that is not as it was.

mod form;

use super::ImportError;
use dateline_formats::archive::Origin;
use std::collections::HashMap;
use std::sync::Arc;

/// Kinds every report counts.
pub mod kind {
    /// Stories.
    pub const STORIES: &str = "stories";
    /// Standing pages.
    pub const PAGES: &str = "pages";
    /// People who wrote.
    pub const CONTRIBUTORS: &str = "contributors";
    /// Departments.
    pub const SECTIONS: &str = "sections";
    /// Topics, people, places.
    pub const TAGS: &str = "tags";
    /// Pictures, each counted once however often it is used.
    pub const PICTURES: &str = "pictures";
    /// What readers wrote.
    pub const COMMENTS: &str = "comments";
    /// Old addresses that led elsewhere.
    pub const REDIRECTS: &str = "redirects";
    /// Navigation menus.
    pub const MENUS: &str = "menus";

    /// All of them, in the order of a report.
    pub const ALL: [&str; 9] = [
        STORIES,
        PAGES,
        CONTRIBUTORS,
        SECTIONS,
        TAGS,
        PICTURES,
        COMMENTS,
        REDIRECTS,
        MENUS,
    ];
}

/// What an import did. Every kind adds up: found = kept + skipped.
#[derive(Clone, Debug)]
pub struct Report {
    words: Words,
    counts: Vec<Count>,
    skipped: Vec<SkippedLine>,
    changed: Vec<ChangedLine>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    found: u64,
    kept: u64,
    skipped: u64,
}

#[derive(Clone, Debug)]
struct SkippedLine {
    kind: Word,
    reason: Word,
    line: u64,
    id: Box<str>,
}

#[derive(Clone, Debug)]
struct ChangedLine {
    kind: Word,
    from: Word,
    to: Word,
    line: u64,
    id: Box<str>,
}

/// A text that occurs often, by number.
type Word = u32;

/// Keeps each text once, so that a hundred thousand lines with one reason stay small.
#[derive(Clone, Debug, Default)]
struct Words {
    list: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, Word>,
}

impl Words {
    fn number(&mut self, text: &str) -> Word {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = Word::try_from(self.list.len()).unwrap_or(Word::MAX);
        let text: Arc<str> = text.into();
        self.list.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    fn text(&self, number: Word) -> &str {
        self.list.get(number as usize).map_or("", |text| text)
    }
}

impl Default for Report {
    fn default() -> Self {
        let mut words = Words::default();
        for kind in kind::ALL {
            words.number(kind);
        }
        Self {
            words,
            counts: vec![Count::default(); kind::ALL.len()],
            skipped: Vec::new(),
            changed: Vec::new(),
        }
    }
}

impl Report {
    /// How many of a kind the archive holds.
    pub fn found(&self, kind: &str) -> u64 {
        self.count(kind).found
    }

    /// How many of a kind are in the house now.
    pub fn kept(&self, kind: &str) -> u64 {
        self.count(kind).kept
    }

    /// How many of a kind were left out, each with a line that says why.
    pub fn skipped(&self, kind: &str) -> u64 {
        self.count(kind).skipped
    }

    /// How many lines say what was changed.
    pub fn changed_lines(&self) -> usize {
        self.changed.len()
    }

    fn count(&self, kind: &str) -> Count {
        let number = self.words.numbers.get(kind);
        number
            .and_then(|n| self.counts.get(*n as usize))
            .copied()
            .unwrap_or_default()
    }

    fn count_mut(&mut self, kind: &str) -> &mut Count {
        let at = self.words.number(kind) as usize;
        if self.counts.len() <= at {
            self.counts.resize(at + 1, Count::default());
        }
        &mut self.counts[at]
    }

    pub(super) fn find(&mut self, kind: &str, many: u64) {
        self.count_mut(kind).found += many;
    }

    pub(super) fn keep(&mut self, kind: &str, many: u64) {
        self.count_mut(kind).kept += many;
    }

    pub(super) fn skip(&mut self, kind: &str, origin: &Origin, reason: &str) {
        self.count_mut(kind).skipped += 1;
        let line = SkippedLine {
            kind: self.words.number(kind),
            reason: self.words.number(reason),
            line: origin.line,
            id: origin.id.as_str().into(),
        };
        self.skipped.push(line);
    }

    pub(super) fn change(&mut self, kind: &str, origin: &Origin, from: &str, to: &str) {
        let line = ChangedLine {
            kind: self.words.number(kind),
            from: self.words.number(from),
            to: self.words.number(to),
            line: origin.line,
            id: origin.id.as_str().into(),
        };
        self.changed.push(line);
    }

    /// Refuses a report that does not add up: something was lost without a line.
    pub(super) fn check(&self) -> Result<(), ImportError> {
        for (number, count) in self.counts.iter().enumerate() {
            if count.found != count.kept + count.skipped {
                return Err(ImportError::Miscounted {
                    kind: self.words.list[number].to_string(),
                    found: count.found,
                    kept: count.kept,
                    skipped: count.skipped,
                });
            }
        }
        Ok(())
    }

    /// The report with at most `lines` lines of each list, as JSON for the records.
    pub(super) fn short_json(&self, lines: usize) -> String {
        let mut short = self.clone();
        short.skipped.truncate(lines);
        short.changed.truncate(lines);
        serde_json::to_string(&short).unwrap_or_else(|_| "{}".to_owned())
    }

    /// Kinds that count, in order: those every report has, and others that were met.
    fn kinds(&self) -> impl Iterator<Item = (&str, Count)> {
        let known = self.counts.iter().enumerate().filter(|(number, count)| {
            *number < kind::ALL.len() || count.found + count.kept + count.skipped > 0
        });
        known.map(|(number, count)| (&*self.words.list[number], *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(id: &str, line: u64) -> Origin {
        Origin {
            id: id.to_owned(),
            line,
        }
    }

    #[test]
    fn a_report_says_what_became_of_everything() {
        let mut report = Report::default();
        report.find(kind::STORIES, 2);
        report.keep(kind::STORIES, 1);
        report.skip(kind::STORIES, &origin("7", 12), "it is there twice");
        report.change(kind::STORIES, &origin("6", 3), "iframe", "link");

        let json = serde_json::to_value(&report).unwrap();

        assert!(report.check().is_ok());
        assert_eq!(json["found"]["stories"], 2);
        assert_eq!(json["kept"]["menus"], 0);
        assert_eq!(
            json["skipped"],
            serde_json::json!([{"kind": "stories", "id": "7", "line": 12, "reason": "it is there twice"}])
        );
        assert_eq!(
            json["changed"],
            serde_json::json!([{"kind": "stories", "id": "6", "line": 3, "from": "iframe", "to": "link"}])
        );
        assert!(
            report
                .to_string()
                .contains("stories 7 (line 12): it is there twice")
        );
    }

    #[test]
    fn a_report_that_does_not_add_up_is_refused() {
        let mut report = Report::default();
        report.find("portraits", 1);

        let error = report.check().unwrap_err();

        assert!(error.to_string().contains("portraits"), "{error}");
    }
}
