//! Where messages are used: in templates, and by name in the program.

use crate::templates::Theme;
use std::collections::{BTreeMap, BTreeSet};

/// Messages the program itself uses, by name or, ending in `-`, by beginning.
/// A test compares this with the sources.
const OF_THE_PROGRAM: &[&str] = &[
    "archive-heading",
    "attribution-archived",
    "attribution-label",
    "attribution-original",
    "card-withdrawn",
    "credentials",
    "credentials-ai",
    "credentials-ai-part",
    "credentials-ai-whole",
    "credentials-edit-",
    "credentials-edit-others",
    "credentials-edits",
    "credentials-invalid",
    "credentials-signed-at",
    "credentials-signed-by",
    "credentials-tool",
    "credentials-trusted",
    "credentials-valid",
    "date-and-time",
    "embed-gone",
    "embed-opens",
    "embed-play",
    "embed-warning",
    "failed-title",
    "format-",
    "gallery-close",
    "gallery-label",
    "gallery-next",
    "gallery-open",
    "gallery-position",
    "gallery-previous",
    "gone-title",
    "language-",
    "legal-title",
    "list-before",
    "not-found-title",
    "notice-",
    "offline-title",
    "picture-",
    "picture-credit",
    "quoted",
    "read-also",
    "report-title",
    "saved-title",
    "search-description",
    "search-title",
    "standing-pages",
    "time-days-ago",
    "time-hours-ago",
    "time-just-now",
    "time-minutes-ago",
];

/// Which messages are used, and where.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// File and line of the first use of each.
    pub keys: BTreeMap<String, (String, usize)>,
    /// Beginnings of names put together at run time: `format-` of `t("format-" ~ page.format)`.
    pub beginnings: BTreeSet<String>,
}

impl Uses {
    /// The uses of a theme's templates and of the program.
    pub fn of(theme: &Theme) -> Self {
        Self::of_all([theme])
    }

    /// The uses of the templates of several themes and of the program.
    pub fn of_all<'a>(themes: impl IntoIterator<Item = &'a Theme>) -> Self {
        let mut uses = Self::default();
        for name in OF_THE_PROGRAM.iter().copied() {
            uses.add(name, "the program", 0);
        }
        for (template, source) in themes.into_iter().flat_map(Theme::templates) {
            for (at, line) in source.lines().enumerate() {
                uses.add_line(template, at + 1, line);
            }
        }
        uses
    }

    /// True if a message is used.
    pub fn is_used(&self, key: &str) -> bool {
        self.keys.contains_key(key) || self.beginnings.iter().any(|b| key.starts_with(b.as_str()))
    }

    fn add(&mut self, name: &str, file: &str, line: usize) {
        if name.ends_with('-') {
            self.beginnings.insert(name.to_owned());
        } else {
            self.keys
                .entry(name.to_owned())
                .or_insert_with(|| (file.to_owned(), line));
        }
    }

    fn add_line(&mut self, template: &str, number: usize, line: &str) {
        for call in ["t(\"", "ta(\""] {
            for (at, _) in line.match_indices(call) {
                let is_own_word = line[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !c.is_alphanumeric() && c != '_');
                let name = line[at + call.len()..]
                    .split('"')
                    .next()
                    .unwrap_or_default();
                if is_own_word {
                    self.add(name, template, number);
                }
            }
        }
    }
}

/// The messages and beginnings [`Uses`] says the program uses.
pub fn literals() -> impl Iterator<Item = &'static str> {
    OF_THE_PROGRAM.iter().copied()
}
