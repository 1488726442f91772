//! All messages of all languages, and the voice of each edition.

use super::check::{check_wording, gaps};
use super::messages::{self, Messages};
use super::numbers::{NUMERALS, with_numerals};
use super::wording::EditionWords;
use super::{Locale, MessageFiles, Numbers, pseudo};
use dateline_core::edition::Edition;
use fluent_bundle::FluentResource;
use icu::locale::{LanguageIdentifier, LocaleExpander};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// Why a locale cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum I18nError {
    /// Not a language tag.
    #[error("\"{tag}\" is not a language tag (BCP 47), such as \"en\" or \"zh-Hans\"")]
    UnknownTag {
        /// What was given.
        tag: String,
    },
    /// Numerals there are not.
    #[error("\"{numerals}\" names no numerals; give one of {}", NUMERALS.join(", "))]
    Numerals {
        /// What was given.
        numerals: String,
    },
    /// No messages in that language.
    #[error("there are no messages in \"{tag}\"; there are: {known}")]
    NoMessages {
        /// What was asked for.
        tag: String,
        /// The languages there are.
        known: String,
    },
    /// Messages with gaps, which no reader may meet.
    #[error("the messages in \"{language}\" have {count} gaps, the first: {first}")]
    Gaps {
        /// The language.
        language: String,
        /// How many.
        count: usize,
        /// The first, with file and line.
        first: String,
    },
    /// A message the edition words otherwise, and wrong.
    #[error("{fault}")]
    Wording {
        /// File, line and what is wrong.
        fault: String,
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
    #[error("{file}:{line}: {detail}")]
    Syntax {
        /// Path of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        detail: String,
    },
}

/// The messages of one language.
#[derive(Debug)]
struct Language {
    files: Vec<Arc<FluentResource>>,
    /// Its gaps, counted when first asked for.
    gaps: OnceLock<Option<I18nError>>,
}

/// All messages of all languages.
#[derive(Debug)]
pub struct Catalogue {
    files: MessageFiles,
    languages: BTreeMap<String, Language>,
    editions: BTreeMap<String, EditionWords>,
    /// Voices that were made, by all that they are made of.
    kept: RwLock<HashMap<[String; 4], Arc<Locale>>>,
}

impl Catalogue {
    /// The messages the program carries.
    pub fn embedded() -> Result<Self, I18nError> {
        Self::new(MessageFiles::embedded(), BTreeMap::new())
    }

    /// The messages of the files, with what editions (by code) say otherwise.
    pub fn new(
        files: MessageFiles,
        editions: BTreeMap<String, EditionWords>,
    ) -> Result<Self, I18nError> {
        let mut languages = BTreeMap::new();
        for language in files.languages() {
            let read = files.of(language).iter();
            let read = read
                .map(|f| messages::read(&f.path, &f.text))
                .collect::<Result<_, _>>()?;
            let made = Language {
                files: read,
                gaps: OnceLock::new(),
            };
            languages.insert(language.to_owned(), made);
        }
        Ok(Self {
            files,
            languages,
            editions,
            kept: RwLock::default(),
        })
    }

    /// Codes of the languages there are.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The voice of a language.
    pub fn locale(&self, tag: &str, zone: TimeZone) -> Result<Locale, I18nError> {
        self.make(tag, zone, &EditionWords::default())
    }

    /// The voice of an edition: of the language the configuration names, else that of its locale, else,
    /// where that has no whole messages, of the one `chosen` for it. A language with gaps is an error: no
    /// reader may meet one.
    pub fn voice(&self, edition: &Edition, chosen: Option<&str>) -> Result<Arc<Locale>, I18nError> {
        let code = edition.code.as_str();
        let none = EditionWords::default();
        let words = self.editions.get(code).unwrap_or(&none);
        let tag = match (words.messages.as_deref(), chosen) {
            (Some(named), _) => named,
            (None, Some(chosen)) if !self.is_whole(&edition.locale) => chosen,
            (None, _) => &edition.locale,
        };
        let key = [code, tag, &edition.time_zone, &edition.locale].map(str::to_owned);
        let kept = || self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept().get(&key) {
            return Ok(Arc::clone(kept));
        }
        let language = self.find(tag)?;
        if let Some(gaps) = self.gaps(language) {
            return Err(gaps.clone());
        }
        if let Some(fault) = check_wording(&self.files, words, language).first() {
            return Err(I18nError::Wording {
                fault: fault.to_string(),
            });
        }
        let locale = Arc::new(self.make(tag, edition.zone(), words)?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert(key, Arc::clone(&locale));
        Ok(locale)
    }

    fn make(&self, tag: &str, zone: TimeZone, words: &EditionWords) -> Result<Locale, I18nError> {
        let language = self.find(tag)?;
        let known = self.languages.get(language);
        let files = known.map_or(&[][..], |l| l.files.as_slice());
        let mut data = pseudo::data_tag(tag).to_owned();
        if let Some(numerals) = &words.numerals {
            data = with_numerals(&data, numerals)?;
        }
        let own = words.resource()?;
        let numbers = Arc::new(Numbers::new(&data)?);
        let messages = Messages::new(language, files.iter().chain(&own), &numbers)?;
        Locale::new(&data, zone, messages, numbers)
    }

    /// The language of ours that a tag means: the same language in the same script.
    fn find(&self, tag: &str) -> Result<&str, I18nError> {
        let plain = tag.split("-u-").next().unwrap_or(tag);
        if let Some((exact, _)) = self.languages.get_key_value(plain) {
            return Ok(exact);
        }
        let unknown = || I18nError::UnknownTag {
            tag: tag.to_owned(),
        };
        let wanted = maximised(plain).ok_or_else(unknown)?;
        let same = |found: &LanguageIdentifier| {
            found.language == wanted.language && found.script == wanted.script
        };
        let mut fitting: Vec<(bool, &str)> = self
            .languages()
            .filter(|known| !pseudo::is_pseudo(known))
            .filter_map(|known| {
                let found = maximised(known).filter(same)?;
                Some((found.region != wanted.region, known))
            })
            .collect();
        fitting.sort_unstable();
        let found = fitting.first().map(|(_, known)| *known);
        found
            .filter(|_| !pseudo::is_pseudo(plain))
            .ok_or_else(|| I18nError::NoMessages {
                tag: tag.to_owned(),
                known: self.languages().collect::<Vec<_>>().join(", "),
            })
    }

    /// Whether a locale has messages without gaps.
    fn is_whole(&self, tag: &str) -> bool {
        self.find(tag)
            .is_ok_and(|language| self.gaps(language).is_none())
    }

    /// What keeps a language from readers.
    fn gaps(&self, language: &str) -> Option<&I18nError> {
        let known = self.languages.get(language)?;
        let count = || {
            let found = gaps(&self.files, language);
            let first = found.first()?.to_string();
            Some(I18nError::Gaps {
                language: language.to_owned(),
                count: found.len(),
                first,
            })
        };
        known.gaps.get_or_init(count).as_ref()
    }
}

/// A tag with the script and region that go without saying.
fn maximised(tag: &str) -> Option<LanguageIdentifier> {
    let mut id: LanguageIdentifier = tag.parse().ok()?;
    LocaleExpander::new_extended().maximize(&mut id);
    Some(id)
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
