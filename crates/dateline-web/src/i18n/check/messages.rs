//! The messages of one language, taken apart.

use super::{Fault, script};
use crate::i18n::messages::{line_at, too_deep};
use crate::i18n::source::MessageFile;
use fluent_syntax::ast;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use std::collections::{BTreeMap, BTreeSet};

/// The functions a message may call.
const FUNCTIONS: [&str; 1] = ["NUMBER"];
/// Begins the comment of a message that rightly reads as in English.
const SAME: &str = "same as english";
/// Begins the comment that names words of another script a message rightly holds.
const FOREIGN: &str = "foreign:";

/// The messages of one language.
pub(super) struct Text {
    pub language: String,
    pub messages: BTreeMap<String, Message>,
    /// Each file with its last line: where what is missing can go.
    pub files: BTreeMap<String, usize>,
}

/// One message.
#[derive(Default)]
pub(super) struct Message {
    pub file: String,
    pub line: usize,
    is_own: bool,
    /// Every word of every variant.
    pub words: String,
    /// Names of what is put in.
    pub variables: BTreeSet<String>,
    /// Names that stand in some variants of a choice and not in others.
    uneven: BTreeSet<String>,
    /// Keys of each choice by number.
    plurals: Vec<BTreeSet<String>>,
    /// What it reaches for that is not in it: other messages, functions.
    references: Vec<Reference>,
    /// Its comment says that it may read as in English.
    pub may_be_same: bool,
    /// Words of another script its comment allows.
    foreign: Vec<String>,
    has_attributes: bool,
}

enum Reference {
    Message(String),
    Function(String),
}

impl Message {
    pub fn fault(&self, what: String) -> Fault {
        Fault {
            file: self.file.clone(),
            line: self.line,
            what,
        }
    }

    fn read(file: &MessageFile, entry: &ast::Message<&str>) -> Self {
        let mut message = Self {
            file: file.path.clone(),
            line: line_of(&file.text, entry.id.name),
            is_own: file.is_own,
            has_attributes: !entry.attributes.is_empty(),
            ..Self::default()
        };
        for line in entry.comment.iter().flat_map(|c| &c.content) {
            let line = line.trim();
            let lower = line.to_lowercase();
            message.may_be_same |= lower.starts_with(SAME);
            if lower.starts_with(FOREIGN) {
                let words = line[FOREIGN.len()..].split(',');
                message
                    .foreign
                    .extend(words.map(|w| w.trim().trim_end_matches('.').to_owned()));
            }
        }
        if let Some(pattern) = &entry.value {
            message.pattern(pattern);
        }
        message
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
                let mut each = Vec::new();
                for variant in variants {
                    if let VariantKey::Identifier { name } = variant.key {
                        keys.insert(name.to_owned());
                    }
                    let before = std::mem::take(&mut self.variables);
                    self.pattern(&variant.value);
                    each.push(std::mem::replace(&mut self.variables, before));
                }
                self.plurals.push(keys);
                self.settle_variants(selector, &each);
            }
        }
    }

    /// What one variant names every variant must, but for the number that chooses: "one picture".
    fn settle_variants(&mut self, selector: &InlineExpression<&str>, each: &[BTreeSet<String>]) {
        let chooses = match selector {
            InlineExpression::VariableReference { id } => id.name,
            _ => "",
        };
        let all: BTreeSet<String> = each.iter().flatten().cloned().collect();
        let uneven = all
            .iter()
            .filter(|v| *v != chooses && each.iter().any(|names| !names.contains(*v)));
        self.uneven.extend(uneven.cloned());
        self.variables.extend(all);
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.references
                    .push(Reference::Function(id.name.to_owned()));
                for argument in &arguments.positional {
                    self.inline(argument);
                }
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.push(Reference::Message(id.name.to_owned()));
            }
            InlineExpression::TermReference { id, .. } => {
                let name = format!("-{}", id.name);
                self.references.push(Reference::Message(name));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { value } => self.words.push_str(value),
            InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

impl Text {
    /// Reads the files of a language; what cannot be read is a fault.
    pub fn read(language: &str, files: &[MessageFile], faults: &mut Vec<Fault>) -> Self {
        let mut text = Self {
            language: language.to_owned(),
            messages: BTreeMap::new(),
            files: BTreeMap::new(),
        };
        for file in files {
            let lines = file.text.lines().count().max(1);
            text.files.insert(file.path.clone(), lines);
            text.read_file(file, faults);
        }
        text
    }

    fn read_file(&mut self, file: &MessageFile, faults: &mut Vec<Fault>) {
        let fault = |line, what| Fault {
            file: file.path.clone(),
            line,
            what,
        };
        if let Some((line, what)) = too_deep(&file.text) {
            return faults.push(fault(line, what));
        }
        let resource = fluent_syntax::parser::parse(file.text.as_str()).unwrap_or_else(
            |(resource, errors)| {
                let at = |e: &fluent_syntax::parser::ParserError| line_at(&file.text, e.pos.start);
                faults.extend(errors.iter().map(|e| fault(at(e), e.to_string())));
                resource
            },
        );
        for entry in &resource.body {
            let Entry::Message(entry) = entry else {
                if let Entry::Term(term) = entry {
                    let what = "terms are not used here: write a message".to_owned();
                    let line = line_of(&file.text, &format!("-{}", term.id.name));
                    faults.push(fault(line, what));
                }
                continue;
            };
            let key = entry.id.name;
            let message = Message::read(file, entry);
            match self.messages.get(key) {
                // The house's own folder words it otherwise.
                Some(before) if message.is_own && !before.is_own => {}
                Some(before) => {
                    let (file, line) = (&before.file, before.line);
                    let what = format!("\"{key}\" is there twice; also at {file}:{line}");
                    faults.push(message.fault(what));
                }
                None => {}
            }
            self.messages.insert(key.to_owned(), message);
        }
    }

    /// The file in which a message is to be written that stands in this one of another language: the same
    /// beside it, else one of the same name where this language is.
    pub fn counterpart(&self, file: &str, language: &str) -> String {
        let beside = file.replace(&format!("{language}/"), &format!("{}/", self.language));
        if self.files.contains_key(&beside) {
            return beside;
        }
        let name = file.rsplit('/').next().unwrap_or(file);
        let folder = self.files.keys().filter_map(|own| own.rsplit_once('/'));
        let mut folders = folder.map(|(folder, _)| folder);
        folders
            .next()
            .map_or(beside, |folder| format!("{folder}/{name}"))
    }

    /// What can be seen without another language: scripts, plurals, and what is not there.
    pub fn check_itself(&self, faults: &mut Vec<Fault>) {
        let wanted = script::plural_categories(&self.language);
        for (key, message) in &self.messages {
            let stray = script::of(&self.language)
                .and_then(|s| script::stray(&message.words, s, &message.foreign));
            if let Some(stray) = stray {
                faults.push(message.fault(format!(
                    "\"{key}\" has \"{stray}\", which is not of this language's script"
                )));
            }
            for keys in &message.plurals {
                for category in wanted.iter().filter(|c| !keys.contains(**c)) {
                    faults.push(message.fault(format!("\"{key}\" lacks the plural [{category}]")));
                }
            }
            for variable in &message.uneven {
                faults.push(message.fault(format!(
                    "\"{key}\" has ${variable} in some of its variants and not in others"
                )));
            }
            if let Some(sign) = message.words.chars().find(|c| is_hidden(*c)) {
                faults.push(message.fault(format!(
                    "\"{key}\" has the hidden sign U+{:04X}, which changes what others look like",
                    u32::from(sign)
                )));
            }
            if message.has_attributes {
                faults
                    .push(message.fault(format!("\"{key}\" has attributes, which nothing reads")));
            }
            self.check_references(key, message, faults);
        }
    }

    fn check_references(&self, key: &str, message: &Message, faults: &mut Vec<Fault>) {
        for reference in &message.references {
            let (what, name) = match reference {
                Reference::Message(name) if !self.messages.contains_key(name) => ("message", name),
                Reference::Function(name) if !FUNCTIONS.contains(&name.as_str()) => {
                    ("function", name)
                }
                _ => continue,
            };
            faults.push(message.fault(format!(
                "\"{key}\" names the {what} \"{name}\", which there is not"
            )));
        }
    }
}

/// Signs that turn directions round, or that nothing shows.
fn is_hidden(sign: char) -> bool {
    let turns = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || sign == '\u{fffd}' || (sign.is_control() && sign != '\n')
}

fn line_of(text: &str, key: &str) -> usize {
    let starts = |line: &str| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().position(starts).map_or(0, |at| at + 1)
}
