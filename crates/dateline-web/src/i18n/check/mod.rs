//! Checks of the message files: nothing missing, unused, untranslated, in a wrong script or broken; and
//! no words in a template that are no message.
//!
//! English is the language written first; every other is compared with it. Above a message a comment
//! `# Same as English.` says that it rightly reads as in English, and `# foreign: RSS, Atom` that it
//! rightly holds these words of another script.

mod loose;
mod messages;
mod script;
mod uses;

pub use loose::loose_words;
pub use script::foreign_words;
pub use uses::{Uses, literals};

use super::source::MessageFile;
use super::wording::{MAX_WORDING_CHARS, MAX_WORDINGS};
use super::{EditionWords, MessageFiles, pseudo};
use messages::{Message, Text};
use std::collections::BTreeMap;

/// The language others are compared with.
const FIRST: &str = "en";

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
    check_with(files, Some(uses))
}

/// The same for messages whose uses are known elsewhere.
pub fn check_languages(files: &MessageFiles) -> Vec<Fault> {
    check_with(files, None)
}

fn check_with(files: &MessageFiles, uses: Option<&Uses>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut languages = BTreeMap::new();
    for language in files.languages().filter(|l| !pseudo::is_pseudo(l)) {
        let text = Text::read(language, files.of(language), &mut faults);
        languages.insert(language, text);
    }
    let Some(first) = languages.remove(FIRST) else {
        faults.push(Fault {
            file: FIRST.to_owned(),
            line: 0,
            what: "there are no English messages".to_owned(),
        });
        return faults;
    };
    if let Some(uses) = uses {
        check_uses(&first, uses, &mut faults);
    }
    first.check_itself(&mut faults);
    for text in languages.values() {
        text.check_itself(&mut faults);
        compare(&first, text, &mut faults);
    }
    faults.sort();
    faults
}

/// Everything that keeps a language from readers.
pub fn gaps(files: &MessageFiles, language: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if pseudo::is_pseudo(language) {
        return faults;
    }
    let text = Text::read(language, files.of(language), &mut faults);
    text.check_itself(&mut faults);
    if language != FIRST {
        let first = Text::read(FIRST, files.of(FIRST), &mut Vec::new());
        compare(&first, &text, &mut faults);
    }
    faults.sort();
    faults
}

/// Everything wrong with what an edition says in words of its own; `language` is that of its messages.
pub fn check_wording(files: &MessageFiles, words: &EditionWords, language: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if words.wording.is_empty() {
        return faults;
    }
    let first = Text::read(FIRST, files.of(FIRST), &mut Vec::new());
    for (at, (key, wording)) in words.wording.iter().enumerate() {
        let fault = |what: String| Fault {
            file: wording.file.clone(),
            line: wording.line,
            what: format!("the wording of \"{key}\": {what}"),
        };
        let Some(english) = first.messages.get(key) else {
            faults.push(fault("there is no such message".to_owned()));
            continue;
        };
        let chars = wording.text.chars().count();
        if at >= MAX_WORDINGS || chars > MAX_WORDING_CHARS {
            let most = format!(
                "an edition may word {MAX_WORDINGS} messages, with {MAX_WORDING_CHARS} characters each"
            );
            faults.push(fault(most));
            continue;
        }
        let file = MessageFile {
            path: wording.file.clone(),
            text: wording.as_message(key),
            is_own: true,
        };
        let mut found = Vec::new();
        let own = Text::read(language, std::slice::from_ref(&file), &mut found);
        own.check_itself(&mut found);
        match own.messages.get(key) {
            Some(message) if !message.words.trim().is_empty() || !message.variables.is_empty() => {
                compare_variables(key, english, message, &mut found);
            }
            _ if found.is_empty() => faults.push(fault("it says nothing".to_owned())),
            _ => {}
        }
        faults.extend(found.into_iter().map(|f| fault(f.what)));
    }
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
    let missing = first.messages.iter();
    for (key, english) in missing.filter(|(k, _)| !other.messages.contains_key(*k)) {
        let file = other.counterpart(&english.file, FIRST);
        faults.push(Fault {
            line: other.files.get(&file).copied().unwrap_or(1),
            file,
            what: format!(
                "\"{key}\" is missing; in English it is at {}:{}",
                english.file, english.line
            ),
        });
    }
}

fn compare_message(key: &str, english: &Message, message: &Message, faults: &mut Vec<Fault>) {
    let has_words = english.words.chars().any(char::is_alphabetic);
    if has_words && message.words == english.words && !message.may_be_same {
        faults.push(message.fault(format!("\"{key}\" is not translated")));
    }
    compare_variables(key, english, message, faults);
}

fn compare_variables(key: &str, english: &Message, message: &Message, faults: &mut Vec<Fault>) {
    for variable in message.variables.difference(&english.variables) {
        faults.push(message.fault(format!(
            "\"{key}\" uses ${variable}, which the English does not have"
        )));
    }
    for variable in english.variables.difference(&message.variables) {
        faults.push(message.fault(format!(
            "\"{key}\" does not use ${variable}, which the English has"
        )));
    }
}

#[cfg(test)]
mod tests;
