//! Checks of the message files: nothing missing, unused, untranslated, in a wrong script or broken.
//!
//! English is the language written first; every other is compared with it.

mod messages;
mod uses;

pub use uses::{Uses, literals};

use super::MessageFiles;
use messages::{Message, Text};
use std::collections::BTreeMap;

/// The language others are compared with.
const FIRST: &str = "en";
/// Messages that may read the same as in English.
const SAME_AS_ENGLISH: [&str; 0] = [];

/// Something a check found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file it is in.
    pub file: String,
    /// Line, from 1; 0 if it is no line's fault.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Everything wrong with the files, in order of file and line.
pub fn check(files: &MessageFiles, uses: &Uses) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut languages = BTreeMap::new();
    for (language, texts) in &files.0 {
        languages.insert(language.as_str(), Text::read(language, texts, &mut faults));
    }
    let Some(first) = languages.remove(FIRST) else {
        faults.push(Fault {
            file: FIRST.to_owned(),
            line: 0,
            what: "there are no English messages".to_owned(),
        });
        return faults;
    };
    check_uses(&first, uses, &mut faults);
    first.check_itself(&mut faults);
    for text in languages.values() {
        text.check_itself(&mut faults);
        compare(&first, text, &mut faults);
    }
    faults.sort();
    faults
}

fn check_uses(first: &Text, uses: &Uses, faults: &mut Vec<Fault>) {
    for (key, (file, line)) in &uses.keys {
        if !first.messages.contains_key(key) {
            faults.push(Fault {
                file: file.clone(),
                line: *line,
                what: format!("there is no message \"{key}\""),
            });
        }
    }
    for (key, message) in &first.messages {
        if !uses.is_used(key) {
            faults.push(message.fault(format!("\"{key}\" is used nowhere")));
        }
    }
}

fn compare(first: &Text, other: &Text, faults: &mut Vec<Fault>) {
    for (key, message) in &other.messages {
        match first.messages.get(key) {
            None => {
                faults.push(message.fault(format!("\"{key}\" is not among the English messages")));
            }
            Some(english) => compare_message(key, english, message, faults),
        }
    }
    for key in first
        .messages
        .keys()
        .filter(|k| !other.messages.contains_key(*k))
    {
        faults.push(Fault {
            file: other.language.clone(),
            line: 0,
            what: format!("\"{key}\" is missing"),
        });
    }
}

fn compare_message(key: &str, english: &Message, message: &Message, faults: &mut Vec<Fault>) {
    let has_words = english.words.chars().any(char::is_alphabetic);
    if has_words && message.words == english.words && !SAME_AS_ENGLISH.contains(&key) {
        faults.push(message.fault(format!("\"{key}\" is not translated")));
    }
    for variable in message.variables.difference(&english.variables) {
        faults.push(message.fault(format!(
            "\"{key}\" uses ${variable}, which the English does not have"
        )));
    }
}

#[cfg(test)]
mod tests;
