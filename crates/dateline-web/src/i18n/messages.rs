//! The messages of one voice, ready to be put together.

use super::{I18nError, Numbers};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::Arc;

/// How deep braces may stand in braces; ours stand three deep.
const MAX_DEPTH: usize = 12;

/// What can be put into a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words.
    Text(&'a str),
    /// A whole number; it also chooses the plural.
    Number(i64),
}

type Bundle = FluentBundle<Arc<FluentResource>>;

/// The messages of one voice: of a language, with what an edition says in words of its own.
pub(super) struct Messages {
    language: String,
    isolating: Bundle,
    plain: Bundle,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// Puts files together, in rising order of weight.
    pub fn new<'a>(
        language: &str,
        files: impl Iterator<Item = &'a Arc<FluentResource>> + Clone,
        numbers: &Arc<Numbers>,
    ) -> Result<Self, I18nError> {
        Ok(Self {
            language: language.to_owned(),
            isolating: bundle(language, files.clone(), numbers, true)?,
            plain: bundle(language, files, numbers, false)?,
        })
    }

    pub fn language(&self) -> &str {
        &self.language
    }

    pub fn format(&self, key: &str, args: &[(&str, Arg<'_>)], isolate: bool) -> String {
        if let Some(text) = self.try_format(key, args, isolate) {
            return text;
        }
        tracing::error!(language = %self.language, key, "Message `{key}` is missing in {}", self.language);
        format!("⟦{key}⟧")
    }

    pub fn try_format(&self, key: &str, args: &[(&str, Arg<'_>)], isolate: bool) -> Option<String> {
        let bundle = if isolate {
            &self.isolating
        } else {
            &self.plain
        };
        let pattern = bundle.get_message(key)?.value()?;
        let values: FluentArgs<'_> = args
            .iter()
            .map(|(name, arg)| (*name, value(*arg)))
            .collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
        for error in errors {
            tracing::error!(language = %self.language, key, %error, "Message `{key}` cannot be put together");
        }
        Some(text.into_owned())
    }
}

fn value(arg: Arg<'_>) -> FluentValue<'_> {
    match arg {
        Arg::Text(text) => FluentValue::from(text),
        Arg::Number(number) => FluentValue::from(number),
    }
}

fn bundle<'a>(
    language: &str,
    files: impl Iterator<Item = &'a Arc<FluentResource>>,
    numbers: &Arc<Numbers>,
    isolate: bool,
) -> Result<Bundle, I18nError> {
    // Plural rules of a language that nobody speaks are those of English.
    let tag = super::pseudo::data_tag(language);
    let tag = tag.parse().map_err(|_| I18nError::UnknownTag {
        tag: language.to_owned(),
    })?;
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(isolate);
    let numbers = Arc::clone(numbers);
    let added = bundle.add_function("NUMBER", move |given, _| grouped(given, &numbers));
    added.map_err(|e| I18nError::Data {
        tag: language.to_owned(),
        detail: e.to_string(),
    })?;
    for file in files {
        bundle.add_resource_overriding(Arc::clone(file));
    }
    Ok(bundle)
}

/// `NUMBER($count)` in a message: the number with the numerals and separators of the voice.
fn grouped<'a>(given: &[FluentValue<'a>], numbers: &Numbers) -> FluentValue<'a> {
    match given.first() {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole numbers come in, as `Arg::Number`"
        )]
        Some(FluentValue::Number(number)) => FluentValue::from(numbers.format(number.value as i64)),
        _ => FluentValue::Error,
    }
}

/// Reads a file; what is wrong with it is the error, with the line.
pub(super) fn read(path: &str, text: &str) -> Result<Arc<FluentResource>, I18nError> {
    let failed = |line, detail| I18nError::Syntax {
        file: path.to_owned(),
        line,
        detail,
    };
    if let Some((line, detail)) = too_deep(text) {
        return Err(failed(line, detail));
    }
    FluentResource::try_new(text.to_owned())
        .map(Arc::new)
        .map_err(|(_, errors)| {
            let first = errors.first();
            let line = first.map_or(0, |e| line_at(text, e.pos.start));
            failed(line, first.map(ToString::to_string).unwrap_or_default())
        })
}

/// The line where braces stand too deep in braces, which the parser would follow to the end of its
/// stack.
pub(super) fn too_deep(text: &str) -> Option<(usize, String)> {
    let mut depth = 0_usize;
    for (at, line) in text.lines().enumerate() {
        // A message begins at the margin, and what an earlier one left open ends there.
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            depth = 0;
        }
        for letter in line.chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_DEPTH {
                let what = format!("braces stand more than {MAX_DEPTH} deep");
                return Some((at + 1, what));
            }
        }
    }
    None
}

/// The line of a byte, from 1.
pub(super) fn line_at(text: &str, position: usize) -> usize {
    text.get(..position)
        .map_or(0, |before| before.matches('\n').count() + 1)
}
