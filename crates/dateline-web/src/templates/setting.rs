//! What an operator may choose in a theme: kinds of settings and their values.

use crate::nearest::suggestion;
use serde::Serialize;

/// Letters of a setting that takes text.
const TEXT_LETTERS: usize = 200;

const KINDS: [&str; 5] = ["truth", "number", "text", "choice", "colour"];

/// What values a setting takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// Yes or no.
    Truth,
    /// A whole number within bounds.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Words.
    Text,
    /// One of these.
    Choice(Vec<String>),
    /// `#rrggbb` or `#rgb`.
    Colour,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it takes.
    pub kind: SettingKind,
    /// What it is if nobody says.
    pub default: SettingValue,
    /// What it does, for people.
    pub about: String,
}

/// A value, as templates see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum SettingValue {
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(i64),
    /// Words, a choice, a colour.
    Text(String),
}

impl Setting {
    /// A setting that has no default yet; what is wrong with its kind is the error.
    pub(super) fn new(
        kind: &str,
        choices: Vec<String>,
        min: Option<i64>,
        max: Option<i64>,
        about: String,
    ) -> Result<Self, String> {
        let is_number = kind == "number";
        if (min.is_some() || max.is_some()) && !is_number {
            return Err("only a number has `min` and `max`".to_owned());
        }
        if !choices.is_empty() && kind != "choice" {
            return Err("only a choice has `choices`".to_owned());
        }
        let kind = match kind {
            "truth" => SettingKind::Truth,
            "number" => SettingKind::Number {
                min: min.unwrap_or(0),
                max: max.unwrap_or(1_000_000),
            },
            "text" => SettingKind::Text,
            "choice" if choices.is_empty() => return Err("it has no `choices`".to_owned()),
            "choice" => SettingKind::Choice(choices),
            "colour" => SettingKind::Colour,
            "" => return Err("it has no `kind`".to_owned()),
            other => {
                let others = format!("there are {}", KINDS.join(", "));
                let hint = suggestion(other, KINDS, &others);
                return Err(format!("there is no kind \"{other}\"{hint}"));
            }
        };
        if let SettingKind::Number { min, max } = kind
            && min > max
        {
            return Err("its `min` is larger than its `max`".to_owned());
        }
        Ok(Self {
            kind,
            default: SettingValue::Truth(false),
            about,
        })
    }

    /// A value of a file; what is wrong with it is the error, to follow the setting's name.
    pub fn read(&self, value: &toml::Value) -> Result<SettingValue, String> {
        let found = match (&self.kind, value) {
            (SettingKind::Truth, toml::Value::Boolean(truth)) => Some(SettingValue::Truth(*truth)),
            (SettingKind::Number { min, max }, toml::Value::Integer(number)) => (*min..=*max)
                .contains(number)
                .then_some(SettingValue::Number(*number)),
            (kind, toml::Value::String(text)) => takes(kind, text),
            _ => None,
        };
        found.ok_or_else(|| format!("is {value}; it takes {}", self.takes()))
    }

    /// A value of the configuration, where everything is text.
    pub fn parse(&self, text: &str) -> Result<SettingValue, String> {
        let value = match (&self.kind, text.parse::<i64>()) {
            (SettingKind::Truth, _) if text == "true" => toml::Value::Boolean(true),
            (SettingKind::Truth, _) if text == "false" => toml::Value::Boolean(false),
            (SettingKind::Number { .. }, Ok(number)) => toml::Value::Integer(number),
            _ => toml::Value::String(text.to_owned()),
        };
        self.read(&value)
    }

    /// Values a check tries beside this one: those a template may well ask for.
    pub fn others(&self, than: &SettingValue) -> Vec<String> {
        let all = match &self.kind {
            SettingKind::Truth => vec!["true".to_owned(), "false".to_owned()],
            SettingKind::Number { min, max } => vec![min.to_string(), max.to_string()],
            SettingKind::Choice(words) => words.clone(),
            SettingKind::Text => vec![String::new(), "a".to_owned()],
            // No template asks what colour it is.
            SettingKind::Colour => Vec::new(),
        };
        let than = than.to_string();
        all.into_iter().filter(|value| *value != than).collect()
    }

    /// What it takes, in words.
    pub fn takes(&self) -> String {
        match &self.kind {
            SettingKind::Truth => "true or false".to_owned(),
            SettingKind::Number { min, max } => format!("a whole number from {min} to {max}"),
            SettingKind::Text => format!("text of at most {TEXT_LETTERS} letters in one line"),
            SettingKind::Choice(words) => format!("one of {}", words.join(", ")),
            SettingKind::Colour => "a colour as #rrggbb or #rgb".to_owned(),
        }
    }

    /// Whether the style sheet has it too, as `--set-name`.
    pub(super) fn is_in_sheet(&self) -> bool {
        matches!(self.kind, SettingKind::Colour | SettingKind::Number { .. })
    }
}

fn takes(kind: &SettingKind, text: &str) -> Option<SettingValue> {
    let good = match kind {
        SettingKind::Text => {
            text.chars().count() <= TEXT_LETTERS && !text.chars().any(char::is_control)
        }
        SettingKind::Choice(words) => words.iter().any(|w| w == text),
        SettingKind::Colour => text.strip_prefix('#').is_some_and(|digits| {
            [3, 6].contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit())
        }),
        SettingKind::Truth | SettingKind::Number { .. } => false,
    };
    good.then(|| SettingValue::Text(text.to_owned()))
}

impl std::fmt::Display for SettingValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Truth(truth) => truth.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}
