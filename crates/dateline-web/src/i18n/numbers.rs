//! Whole numbers in the numerals of a locale.

use super::I18nError;
use icu::decimal::{DecimalFormatter, DecimalFormatterPreferences, input::Decimal};
use icu::locale::{
    Locale as Tag,
    extensions::unicode::{key, value},
};

/// Formats whole numbers.
#[derive(Debug)]
pub struct Numbers(DecimalFormatter);

impl Numbers {
    /// The numbers of a BCP 47 tag.
    pub fn new(tag: &str) -> Result<Self, I18nError> {
        let prefs = DecimalFormatterPreferences::from(&parse_tag(tag)?);
        let formatter = DecimalFormatter::try_new(
            prefs,
            icu::decimal::options::DecimalFormatterOptions::default(),
        );
        formatter.map(Self).map_err(|e| I18nError::Data {
            tag: tag.to_owned(),
            detail: e.to_string(),
        })
    }

    /// "21,400".
    pub fn format(&self, number: i64) -> String {
        self.0.format(&Decimal::from(number)).to_string()
    }
}

/// Reads a tag; the calendar is Gregorian, and Arabic is set in the digits its writers type
/// (1, 2, 3) unless the tag or its region asks for others (`ar-u-nu-arab`, `ar-EG`).
pub(super) fn parse_tag(tag: &str) -> Result<Tag, I18nError> {
    let unknown = |_| I18nError::UnknownTag {
        tag: tag.to_owned(),
    };
    let mut parsed: Tag = tag.parse().map_err(unknown)?;
    let keywords = &mut parsed.extensions.unicode.keywords;
    keywords.set(key!("ca"), value!("gregory"));
    let plain_arabic = parsed.id.language.as_str() == "ar" && parsed.id.region.is_none();
    if plain_arabic && !keywords.contains_key(&key!("nu")) {
        keywords.set(key!("nu"), value!("latn"));
    }
    Ok(parsed)
}
