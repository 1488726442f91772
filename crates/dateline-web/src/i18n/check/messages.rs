//! The messages of one language, taken apart.

use super::Fault;
use crate::i18n::language_of;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use icu::plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use icu::properties::{CodePointMapData, props::Script};
use std::collections::{BTreeMap, BTreeSet};

/// The messages of one language.
pub(super) struct Text {
    pub language: String,
    pub messages: BTreeMap<String, Message>,
}

/// One message.
pub(super) struct Message {
    file: String,
    line: usize,
    /// Every word of every variant.
    pub words: String,
    /// Names of what is put in.
    pub variables: BTreeSet<String>,
    /// Keys of each choice by number.
    plurals: Vec<BTreeSet<String>>,
}

impl Message {
    pub fn fault(&self, what: String) -> Fault {
        Fault {
            file: self.file.clone(),
            line: self.line,
            what,
        }
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.words.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let mut keys = BTreeSet::new();
                for variant in variants {
                    if let VariantKey::Identifier { name } = variant.key {
                        keys.insert(name.to_owned());
                    }
                    self.pattern(&variant.value);
                }
                self.plurals.push(keys);
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                for argument in &arguments.positional {
                    self.inline(argument);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

impl Text {
    /// Reads the files of a language; what does not parse is a fault.
    pub fn read(language: &str, files: &BTreeMap<String, String>, faults: &mut Vec<Fault>) -> Self {
        let mut messages: BTreeMap<String, Message> = BTreeMap::new();
        for (name, text) in files {
            let file = format!("{language}/{name}");
            let resource =
                fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(resource, errors)| {
                    for error in errors {
                        faults.push(Fault {
                            file: file.clone(),
                            line: line_at(text, error.pos.start),
                            what: error.to_string(),
                        });
                    }
                    resource
                });
            for entry in resource.body {
                let Entry::Message(entry) = entry else {
                    continue;
                };
                let key = entry.id.name.to_owned();
                let mut message = Message {
                    file: file.clone(),
                    line: line_of(text, &key),
                    words: String::new(),
                    variables: BTreeSet::new(),
                    plurals: Vec::new(),
                };
                if let Some(pattern) = &entry.value {
                    message.pattern(pattern);
                }
                if let Some(before) = messages.insert(key.clone(), message) {
                    faults.push(before.fault(format!("\"{key}\" is there twice")));
                }
            }
        }
        Self {
            language: language.to_owned(),
            messages,
        }
    }

    /// What can be seen without another language: scripts and plurals.
    pub fn check_itself(&self, faults: &mut Vec<Fault>) {
        let wanted = categories(&self.language);
        for (key, message) in &self.messages {
            if let Some(stray) = script_of(&self.language).and_then(|s| stray(&message.words, s)) {
                faults.push(message.fault(format!(
                    "\"{key}\" has \"{stray}\", which is not of this language's script"
                )));
            }
            for keys in &message.plurals {
                for category in wanted.iter().filter(|c| !keys.contains(**c)) {
                    faults.push(message.fault(format!("\"{key}\" lacks the plural [{category}]")));
                }
            }
        }
    }
}

fn line_at(text: &str, position: usize) -> usize {
    text.get(..position)
        .map_or(0, |before| before.matches('\n').count() + 1)
}

fn line_of(text: &str, key: &str) -> usize {
    let starts = |line: &str| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().position(starts).map_or(0, |at| at + 1)
}

/// The script a language is written in; none if we don't say.
fn script_of(language: &str) -> Option<Script> {
    Some(match language_of(language) {
        "en" | "fr" | "es" | "de" | "it" | "pt" | "pl" | "tr" => Script::Latin,
        "ru" | "uk" | "bg" => Script::Cyrillic,
        "ar" | "fa" | "ur" => Script::Arabic,
        "zh" => Script::Han,
        _ => return None,
    })
}

/// The first word of another script.
fn stray(words: &str, script: Script) -> Option<&str> {
    let scripts = CodePointMapData::<Script>::new();
    let foreign = |c: char| {
        c.is_alphabetic()
            && !matches!(scripts.get(c), found if found == script || found == Script::Common || found == Script::Inherited)
    };
    words
        .split_whitespace()
        .find(|word| word.chars().any(foreign))
}

/// Plural categories whole numbers of a language fall into.
fn categories(language: &str) -> BTreeSet<&'static str> {
    let rules = language
        .parse::<icu::locale::Locale>()
        .ok()
        .and_then(|tag| PluralRules::try_new((&tag).into(), PluralRulesOptions::default()).ok());
    let Some(rules) = rules else {
        return BTreeSet::new();
    };
    // Millions are a category of their own in some languages; no count of ours gets there.
    (0_u32..=1000)
        .map(|n| name(rules.category_for(n)))
        .collect()
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
