//! An edition: the paper for one language or region.

use serde::{Deserialize, Serialize};

/// Short name of an edition in addresses: 2 to 12 lower-case letters, digits and hyphens ("en", "zh-hans").
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditionCode(pub String);

impl EditionCode {
    /// Checks and makes a code.
    pub fn parse(text: &str) -> Option<Self> {
        let good = (2..=12).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        good.then(|| Self(text.to_owned()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for EditionCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Direction of a script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// Value of the HTML `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    /// The direction of a language, by its BCP 47 tag: that of its script, where the tag names one.
    pub fn of(language: &str) -> Self {
        let mut subtags = language.split(['-', '_']).map(str::to_ascii_lowercase);
        let primary = subtags.next().unwrap_or_default();
        // A single letter opens an extension: what follows is no script.
        let script = subtags
            .take_while(|s| s.len() > 1)
            .find(|s| s.len() == 4 && s.bytes().all(|b| b.is_ascii_alphabetic()));
        let (word, known) = match &script {
            Some(script) => (script, RTL_SCRIPTS.as_slice()),
            None => (&primary, RTL_LANGUAGES.as_slice()),
        };
        if known.contains(&word.as_str()) {
            Self::Rtl
        } else {
            Self::Ltr
        }
    }
}

/// Languages usually written from right to left.
const RTL_LANGUAGES: [&str; 22] = [
    "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn",
    "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi",
];
/// Scripts written from right to left.
const RTL_SCRIPTS: [&str; 11] = [
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi",
];

/// The paper for one language or region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Part of addresses.
    pub code: EditionCode,
    /// Name of the paper in this edition.
    pub name: String,
    /// One line under the name; may be empty.
    pub tagline: String,
    /// BCP 47.
    pub locale: String,
    /// Direction of its script.
    pub direction: Direction,
    /// IANA time zone its dates are shown in.
    pub time_zone: String,
    /// Order among the editions, from 0; the first is the default.
    pub position: i64,
    /// Feeds carry full text rather than summaries.
    pub full_text_feeds: bool,
}

impl Edition {
    /// Its zone; UTC if the stored name is not known.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }

    /// The calendar day of a moment in this edition.
    pub fn day(&self, at: jiff::Timestamp) -> jiff::civil::Date {
        at.to_zoned(self.zone()).date()
    }
}
