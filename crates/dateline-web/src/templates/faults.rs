//! What went wrong with themes while pages were made, for the people who can mend it.

use super::error::TemplateError;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Faults that are remembered; of more, those seen longest ago are forgotten.
const REMEMBERED: usize = 100;

/// One fault, however often it was met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThemeFault {
    /// The file.
    pub file: String,
    /// Line, from 1; 0 if it is no line's fault.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// The lines around it, numbered.
    pub lines: Vec<(usize, String)>,
    /// The page it was met on last; empty if it was met when the theme was read.
    pub page: String,
    /// When it was met first.
    pub first_at: Timestamp,
    /// When it was met last.
    pub last_at: Timestamp,
    /// How often.
    pub times: u64,
}

impl std::fmt::Display for ThemeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}:{}: {}", self.file, self.line, self.what)?;
        for (number, text) in &self.lines {
            let mark = if *number == self.line { '>' } else { ' ' };
            writeln!(f, "{mark} {number:>4} | {text}")?;
        }
        Ok(())
    }
}

type Key = (String, usize, String);

/// The faults met since the themes were changed last.
#[derive(Debug, Default)]
pub struct ThemeFaults(Mutex<BTreeMap<Key, ThemeFault>>);

impl ThemeFaults {
    /// Notes a fault; the fault if it is worth a line in the log: the first, second, fourth ... time.
    pub fn note(&self, error: &TemplateError, page: &str, now: Timestamp) -> Option<ThemeFault> {
        let key = (error.file.clone(), error.line, error.detail.clone());
        let mut book = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = book.entry(key).or_insert_with(|| ThemeFault {
            file: error.file.clone(),
            line: error.line,
            what: error.detail.clone(),
            lines: error.lines.clone(),
            page: String::new(),
            first_at: now,
            last_at: now,
            times: 0,
        });
        fault.times += 1;
        fault.last_at = now;
        page.clone_into(&mut fault.page);
        let noted = fault.times.is_power_of_two().then(|| fault.clone());
        if book.len() > REMEMBERED {
            let oldest = book.iter().min_by_key(|(_, f)| f.last_at);
            if let Some(key) = oldest.map(|(key, _)| key.clone()) {
                book.remove(&key);
            }
        }
        noted
    }

    /// All of them, those met last first.
    pub fn list(&self) -> Vec<ThemeFault> {
        let book = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list: Vec<ThemeFault> = book.values().cloned().collect();
        list.sort_by_key(|fault| std::cmp::Reverse(fault.last_at));
        list
    }

    /// Forgets them, as when the themes were changed.
    pub fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn error(line: usize) -> TemplateError {
        TemplateError {
            file: "ours/templates/x.html".to_owned(),
            line,
            detail: "undefined value".to_owned(),
            lines: vec![(line, "{{ x }}".to_owned())],
            ..TemplateError::default()
        }
    }

    #[test]
    fn a_fault_met_often_is_one_and_logged_ever_more_seldom() {
        let faults = ThemeFaults::default();

        let logged = (0..1000)
            .filter(|s| faults.note(&error(2), "/en/a", at(*s)).is_some())
            .count();

        assert_eq!(logged, 10);
        let list = faults.list();
        assert_eq!((list.len(), list[0].times), (1, 1000));
        assert_eq!((list[0].first_at, list[0].last_at), (at(0), at(999)));
        assert_eq!(
            list[0].to_string(),
            "ours/templates/x.html:2: undefined value\n>    2 | {{ x }}\n"
        );
    }

    #[test]
    fn faults_without_number_are_forgotten_from_the_oldest() {
        let faults = ThemeFaults::default();
        for line in 1..=150 {
            faults.note(&error(line), "/en/a", at(i64::try_from(line).unwrap()));
        }

        let list = faults.list();

        assert_eq!((list.len(), list[0].line), (100, 150));
        faults.clear();
        assert!(faults.list().is_empty());
    }
}
