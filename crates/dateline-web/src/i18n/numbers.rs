//! Whole numbers in the numerals of a locale.

use super::I18nError;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::decimal::{DecimalFormatter, DecimalFormatterPreferences, input::Decimal};
use icu::locale::{
    Locale as Tag,
    extensions::unicode::{Value, key, value},
};

/// Numerals an edition may be set in.
pub const NUMERALS: [&str; 5] = ["latn", "arab", "arabext", "deva", "beng"];

/// Formats whole numbers.
#[derive(Debug)]
pub struct Numbers {
    grouped: DecimalFormatter,
    bare: DecimalFormatter,
}

impl Numbers {
    /// The numbers of a BCP 47 tag.
    pub fn new(tag: &str) -> Result<Self, I18nError> {
        let prefs = DecimalFormatterPreferences::from(&parse_tag(tag)?);
        let make = |grouping| {
            let options = DecimalFormatterOptions::from(grouping);
            DecimalFormatter::try_new(prefs, options).map_err(|e| I18nError::Data {
                tag: tag.to_owned(),
                detail: e.to_string(),
            })
        };
        Ok(Self {
            grouped: make(GroupingStrategy::Auto)?,
            bare: make(GroupingStrategy::Never)?,
        })
    }

    /// "21,400".
    pub fn format(&self, number: i64) -> String {
        self.grouped.format(&Decimal::from(number)).to_string()
    }

    /// "2026": years, days and other numbers nobody counts to.
    pub fn digits(&self, number: i64) -> String {
        self.bare.format(&Decimal::from(number)).to_string()
    }

    /// Which numerals they are, by the name CLDR gives them.
    pub fn system(&self) -> &'static str {
        match self.digits(0).as_str() {
            "٠" => "arab",
            "۰" => "arabext",
            "०" => "deva",
            "০" => "beng",
            _ => "latn",
        }
    }
}

/// The tag with numerals of its own.
pub(super) fn with_numerals(tag: &str, numerals: &str) -> Result<String, I18nError> {
    let mut parsed = read_tag(tag)?;
    let numerals = numerals.parse::<Value>().map_err(|_| I18nError::Numerals {
        numerals: numerals.to_owned(),
    })?;
    parsed.extensions.unicode.keywords.set(key!("nu"), numerals);
    Ok(parsed.to_string())
}

/// Reads a tag; the calendar is Gregorian, and Arabic is set in the digits its writers type
/// (1, 2, 3) unless the tag or its region asks for others (`ar-u-nu-arab`, `ar-EG`).
pub(super) fn parse_tag(tag: &str) -> Result<Tag, I18nError> {
    let mut parsed = read_tag(tag)?;
    let keywords = &mut parsed.extensions.unicode.keywords;
    keywords.set(key!("ca"), value!("gregory"));
    let plain_arabic = parsed.id.language.as_str() == "ar" && parsed.id.region.is_none();
    if plain_arabic && !keywords.contains_key(&key!("nu")) {
        keywords.set(key!("nu"), value!("latn"));
    }
    Ok(parsed)
}

fn read_tag(tag: &str) -> Result<Tag, I18nError> {
    tag.parse().map_err(|_| I18nError::UnknownTag {
        tag: tag.to_owned(),
    })
}
