//! All messages of all languages.

use super::{Locale, MessageFiles, Numbers, language_of};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be put into a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words.
    Text(&'a str),
    /// A whole number; it also chooses the plural.
    Number(i64),
}

/// What to do with a message that is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingPolicy {
    /// Show its key in marks, so that checks and eyes find it; never another language.
    #[default]
    Show,
    /// Take it from this language and say so in the log.
    Fallback(&'static str),
}

/// Why a locale cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum I18nError {
    /// Not a language tag.
    #[error("\"{tag}\" is not a language tag (BCP 47), such as \"en\" or \"zh-Hans\"")]
    UnknownTag {
        /// What was given.
        tag: String,
    },
    /// No messages in that language.
    #[error("there are no messages in \"{tag}\"; there are: {known}")]
    NoMessages {
        /// What was asked for.
        tag: String,
        /// The languages there are.
        known: String,
    },
    /// The date or number data cannot be had.
    #[error("dates and numbers of \"{tag}\" cannot be loaded: {detail}")]
    Data {
        /// What was asked for.
        tag: String,
        /// What the library says.
        detail: String,
    },
    /// A message file that does not parse.
    #[error("{file} cannot be read: {detail}")]
    Syntax {
        /// Path of the file.
        file: String,
        /// What is wrong.
        detail: String,
    },
}

type Bundle = FluentBundle<Arc<FluentResource>>;

/// Messages of one language.
pub(super) struct Messages {
    language: String,
    isolating: Bundle,
    plain: Bundle,
    fallback: Option<Arc<Messages>>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// All messages of all languages.
#[derive(Debug)]
pub struct Catalogue {
    languages: BTreeMap<String, Arc<Messages>>,
}

impl Catalogue {
    /// The messages the program carries.
    pub fn embedded() -> Result<Self, I18nError> {
        Self::new(&MessageFiles::embedded(), MissingPolicy::Show)
    }

    /// The messages of the files.
    pub fn new(files: &MessageFiles, missing: MissingPolicy) -> Result<Self, I18nError> {
        let mut languages = BTreeMap::new();
        let first = match missing {
            MissingPolicy::Show => None,
            MissingPolicy::Fallback(language) => {
                let texts = files.0.get(language);
                texts
                    .map(|t| Messages::new(language, t, None))
                    .transpose()?
                    .map(Arc::new)
            }
        };
        for (language, texts) in &files.0 {
            let messages = match &first {
                Some(first) if first.language == *language => Arc::clone(first),
                fallback => Arc::new(Messages::new(language, texts, fallback.clone())?),
            };
            languages.insert(language.clone(), messages);
        }
        Ok(Self { languages })
    }

    /// Codes of the languages there are.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The voice of an edition.
    pub fn locale(&self, tag: &str, zone: TimeZone) -> Result<Locale, I18nError> {
        let without_extension = tag.split("-u-").next().unwrap_or(tag);
        let found = self
            .languages
            .get(without_extension)
            .or_else(|| self.languages.get(language_of(tag)));
        let Some(messages) = found else {
            let known = self.languages().collect::<Vec<_>>().join(", ");
            return Err(I18nError::NoMessages {
                tag: tag.to_owned(),
                known,
            });
        };
        Locale::new(tag, zone, Arc::clone(messages))
    }
}

impl Messages {
    fn new(
        language: &str,
        files: &BTreeMap<String, String>,
        fallback: Option<Arc<Self>>,
    ) -> Result<Self, I18nError> {
        let mut resources = Vec::new();
        for (name, text) in files {
            let resource =
                FluentResource::try_new(text.clone()).map_err(|(_, errors)| I18nError::Syntax {
                    file: format!("{language}/{name}"),
                    detail: errors.first().map(ToString::to_string).unwrap_or_default(),
                })?;
            resources.push(Arc::new(resource));
        }
        let numbers = Arc::new(Numbers::new(language)?);
        let isolating = bundle(language, &resources, &numbers, true)?;
        let plain = bundle(language, &resources, &numbers, false)?;
        Ok(Self {
            language: language.to_owned(),
            isolating,
            plain,
            fallback,
        })
    }

    pub(super) fn format(&self, key: &str, args: &[(&str, Arg<'_>)], isolate: bool) -> String {
        if let Some(text) = self.try_format(key, args, isolate) {
            return text;
        }
        if let Some(text) = self
            .fallback
            .as_ref()
            .and_then(|f| f.try_format(key, args, isolate))
        {
            tracing::warn!(language = %self.language, key, "Message `{key}` is missing in {}", self.language);
            return text;
        }
        tracing::error!(language = %self.language, key, "Message `{key}` is missing in {}", self.language);
        format!("⟦{key}⟧")
    }

    pub(super) fn try_format(
        &self,
        key: &str,
        args: &[(&str, Arg<'_>)],
        isolate: bool,
    ) -> Option<String> {
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

fn bundle(
    language: &str,
    resources: &[Arc<FluentResource>],
    numbers: &Arc<Numbers>,
    isolate: bool,
) -> Result<Bundle, I18nError> {
    let tag = language.parse().map_err(|_| I18nError::UnknownTag {
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
    for resource in resources {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    Ok(bundle)
}

/// `NUMBER($count)` in a message: the number with the separators of the language.
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
